"""Declared packages that nothing in the repository is seen to use."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.unused import BOOK_TOOLS
from sphinx_binderhub.provision.packages.import_names import (
    modules_held,
    names_brought,
    names_declared,
    names_formerly,
    names_needed,
    names_of_extras,
)
from sphinx_binderhub.provision.supply import Supply, supply_of
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Package
    from sphinx_binderhub.project import Project

_TOOLS = re.compile(
    r"(?:jupy|nb|ipy|notebook|voila|sphinx|myst|lib|pip|pytest|types-|xeus|py-?spy|dask|spacy|en-"
    r"|python-?(?:graphviz|kaleido)|vl-|altair|pyviz|bash|binder|conda|mamba|uv|flake8|py-?qt|pyside"
    r"|rise|imageio|torch|tensorflow|keras|cuda|ffmpeg|tornado|cython|numba|numexpr|bottleneck"
    r"|scikit-learn|scipy|pandas|matplotlib|numpy|pillow|requests|certifi|six|toolz|psutil|joblib"
    r"|tqdm|typing|importlib|setuptools|wheel|build|hatch|poetry|flit|black|ruff|isort|mypy|pylint"
    r"|pre-commit|autopep8|yapf|coverage|nox|tox|twine|git|gh|docutils|pygments|jinja2|markupsafe"
    r"|pyyaml|ruamel|lxml|html5lib|openpyxl|xl|odf|tables|pytables|pyarrow|fastparquet|h5|hdf5|zarr"
    r"|netcdf4|cftime|cf-|nc-|pydap|cfgrib|eccodes|rasterio|rioxarray|fsspec|s3fs|gcsfs|adlfs|aiohttp"
    r"|sqlalchemy|psycopg|pymysql|mysql|duckdb|sql|tabulate|graphviz|pydot|pygraphviz|pyproj|rtree"
    r"|fiona|pyogrio|shapely|pygeos|gdal|mapclassify|folium|contextily|xyzservices|statsmodels|patsy"
    r"|lz4|zstandard|blosc|snappy|cvxopt|ecos|osqp|scs|glpk|highspy|cbc|ipopt|gurobi|cplex|mosek"
    r"|bokeh|holoviews|panel|hvplot|datashader|distributed|selenium|kaleido|vega|sentencepiece"
    r"|accelerate|tokenizers|protobuf|tensorboard|nltk|textblob|line[-_]profiler|memory[-_]profiler"
    r"|snakeviz|watermark|autopep|r-|rpy2|nose|intake|kerchunk|virtualizarr|icechunk|flox|openbabel|bs4|beautifulsoup4|cutadapt|papermill|pyopenssl|cairo|pycairo|pybtex|regex|mpi4py|petsc|chardet|charset|colorama|decorator|attrs"
    r"|packaging|platformdirs|wcwidth|zipp|pytz|tzdata|python-dateutil|cycler|kiwisolver|fonttools"
    r"|contourpy|pyparsing|traitlets|prompt|pexpect|ghp|pooch|plotly|descartes|imagecodecs|tifffile"
    r"|opencv|scikit-image|pywavelets|mkl|qt|vtk|pyvista|trame|k3d|itk|ipopt|autograd|jax|ml-dtypes)"
    r"[\w.-]*"
)
"""Packages that serve others, a server or an author, and that chapters need not import."""
_LONGEST = 80
"""Packages of a list that its author wrote; a longer one was exported, with all that came along."""
_FILES, _BYTES = 400, 8 * 1024 * 1024
"""Files that are searched for a name, and bytes of them: in a larger repository nothing is said."""
_SUFFIXES = (".py", ".yml", ".yaml", ".toml", ".cfg", ".sh", ".ini", ".pyx", ".R")
_NOTEBOOKS = (".ipynb", ".md", ".Rmd", ".qmd", ".rst")
_SCRIPTS = ("Makefile", "postBuild", "start", "Dockerfile", "Snakefile")


def needless_packages(project: Project) -> list[Package]:
    """Return the packages of which the table knows all modules, and none of them is used."""
    supply = supply_of(project)
    if not all(chapter.notebook.is_python for chapter in project.chapters):
        return []  # what chapters in other languages use is not read
    if len(supply.declared) > _LONGEST:
        return []
    used = _used(project)
    serving = _serving(supply)
    found: list[tuple[Package, frozenset[str]]] = []
    for package in supply.environment.packages:
        modules = _modules(package) - {""}
        if (
            modules
            and serving.isdisjoint(names_declared([(package.name, package.manager)]))
            and used.isdisjoint(modules)
        ):
            found.append((package, modules))
    if not found:
        return []
    words = frozenset().union(*(modules for _, modules in found))
    named = _named(words, project)
    return [one for one, modules in found if named is not None and named.isdisjoint(modules)]


def _modules(package: Package) -> frozenset[str]:
    """Return the top modules of a package that chapters must import to use it."""
    name = str(canonicalize_name(package.name))
    if package.manager not in {"conda", "pip"} or package.specifier.startswith("@"):
        return frozenset()
    if _is_tool(name):
        return frozenset()
    modules = modules_held(name, package.manager)
    return frozenset(module.partition(".")[0] for module in modules)


def _is_tool(name: str) -> bool:
    return (_TOOLS.fullmatch(name) or BOOK_TOOLS.fullmatch(name)) is not None


def _serving(supply: Supply) -> frozenset[str]:
    """Return what other packages need, or use where it is there: it may be declared for them."""
    found: set[str] = set()
    for one in supply.declared:
        own = names_declared([one])
        brought = names_brought([one])
        found |= brought - own
        for name in brought:
            found |= (names_of_extras(name) | names_formerly(name)) - own
    if not all(map(_is_tool, supply.unknown)) or not supply.environment.complete:
        found |= names_needed()  # by what is not known, perhaps
    return frozenset(found) | supply.base


def _used(project: Project) -> frozenset[str]:
    """Return the modules that chapters import or load, and all else that they name."""
    found: set[str] = set()
    for chapter in project.chapters:
        found.update(one.top for one in chapter.notebook.imports)
        for need in chapter.notebook.needs:
            found.update(re.findall(r"[A-Za-z_]\w*", f"{need.name} {need.by}"))
    return frozenset(found)


def _named(words: Iterable[str], project: Project) -> frozenset[str] | None:
    """Return which of `words` other files name, or `None` where there are too many to look."""
    tree, read = project.tree, {chapter.path for chapter in project.chapters}
    paths = [path for path in tree.files - read if _may_use(path)]
    if len(paths) > _FILES:
        return None
    patterns = {word: word.encode() for word in words}
    found, left = set[str](), _BYTES
    for path in paths:
        try:
            content = tree.read(path, _BYTES)
        except UnreadableError:
            return None
        left -= len(content)
        if left < 0:
            return None
        found |= {word for word, pattern in patterns.items() if pattern in content}
    return frozenset(found)


def _may_use(path: str) -> bool:
    name = path.rpartition("/")[2]
    if name.startswith(("environment", "requirements", "conda", "pixi", "pyproject", "setup")):
        return False
    return name.endswith((*_SUFFIXES, *_NOTEBOOKS)) or name in _SCRIPTS
