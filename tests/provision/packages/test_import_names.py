from __future__ import annotations

import json
from importlib.resources import files

import pytest
from packaging.utils import canonicalize_name

from sphinx_binderhub.provision.packages.import_names import (
    brings_everything,
    is_namespace,
    names_brought,
    names_formerly,
    names_of,
    names_of_extras,
    packages_for,
    unknown_packages,
)


@pytest.mark.parametrize(
    ("module", "pypi", "conda"),
    [
        ("numpy", "numpy", "numpy"),
        ("sklearn.linear_model", "scikit-learn", "scikit-learn"),
        ("cv2", "opencv-python-headless", "opencv"),
        ("PIL.Image", "pillow", "pillow"),
        ("yaml", "pyyaml", "pyyaml"),
        ("bs4", "beautifulsoup4", "beautifulsoup4"),
        ("skimage", "scikit-image", "scikit-image"),
        ("mpl_toolkits.mplot3d", "matplotlib", "matplotlib"),
        ("mpl_toolkits.basemap", "basemap", "basemap"),
        ("pylab", "matplotlib", "matplotlib"),
        ("IPython.display", "ipython", "ipython"),
        ("google.cloud.storage.blob", "google-cloud-storage", "google-cloud-storage"),
        ("osgeo.gdal", "gdal", "gdal"),
        ("netCDF4", "netcdf4", "netcdf4"),
        ("Bio.Seq", "biopython", "biopython"),
        ("torch.nn", "torch", "pytorch"),
        ("graphviz", "graphviz", "python-graphviz"),
        ("dateutil", "python-dateutil", "python-dateutil"),
        ("attr", "attrs", "attrs"),
        ("jwt", "pyjwt", "pyjwt"),
        ("dotenv", "python-dotenv", "python-dotenv"),
        ("umap", "umap-learn", "umap-learn"),
        ("ruamel.yaml", "ruamel-yaml", "ruamel.yaml"),
        ("memory_profiler", "memory-profiler", "memory_profiler"),
    ],
)
def test_known_modules(module, pypi, conda):
    name = packages_for(module, {})
    assert (name.pypi, name.conda, name.certain, name.platform) == (pypi, conda, True, None)
    assert {canonicalize_name(pypi), canonicalize_name(conda)} <= name.packages


def test_every_name_of_one_package():
    assert {"opencv", "py-opencv", "opencv-python", "opencv-python-headless"} <= packages_for(
        "cv2", {}
    ).packages


@pytest.mark.parametrize(
    ("module", "guess"),
    [
        ("course_tools.data", "course-tools"),
        ("google.unheard_of.x", "google-unheard-of"),
        ("google.cloud.unheard_of", "google-cloud-unheard-of"),
        ("mpl_toolkits.clifford", "mpl-toolkits-clifford"),
    ],
)
def test_a_guess_is_not_certain(module, guess):
    name = packages_for(module, {})
    assert (name.pypi, name.conda, name.certain) == (guess, guess, False)
    assert guess in name.packages


@pytest.mark.parametrize(
    ("module", "likely"),
    [
        ("azure.ai.vision.face", "azure-ai-vision"),
        ("azure.mgmt.compute", "azure-mgmt-compute"),
        ("sphinxcontrib.bibtex", "sphinxcontrib-bibtex"),
        ("zope.interface", "zope-interface"),
        ("backports.zoneinfo", "backports-zoneinfo"),
        ("xstatic.pkg.jquery", "xstatic-pkg-jquery"),
        ("google.cloud.spanner_v1", "google-cloud-spanner-v1"),
    ],
)
def test_a_namespace_is_no_package(module, likely):
    name = packages_for(module, {})
    assert not name.certain
    assert likely in name.packages
    assert module.partition(".")[0] not in name.packages


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("google.cloud", "google-cloud-storage"),
        ("google.cloud", "google-cloud-bigquery"),
        ("google", "google-auth"),
        ("google", "protobuf"),
        ("azure.storage", "azure-storage-blob"),
        ("mpl_toolkits", "matplotlib"),
        ("ruamel", "ruamel-yaml"),
        ("ruamel", "ruamel.yaml"),
    ],
)
def test_a_namespace_alone_comes_with_each_of_its_packages(module, package):
    name = packages_for(module, {})
    assert not name.certain or module in {"mpl_toolkits", "ruamel"}
    assert canonicalize_name(package) in name.packages


@pytest.mark.parametrize(
    ("module", "package"),
    [
        ("tensorflow.keras.layers", "tensorflow"),
        ("jupyter_client.manager", "jupyter-client"),
        ("jupyter_core.paths", "jupyter-core"),
        ("jupyterlab_git", "jupyterlab-git"),
        ("azure.storage.blob.aio", "azure-storage-blob"),
        ("mpl_toolkits.axes_grid1.inset_locator", "matplotlib"),
        ("skbuild.x", "scikit-build"),
    ],
)
def test_the_depth_that_decides(module, package):
    name = packages_for(module, {})
    assert (name.pypi, name.certain) == (package, True)


@pytest.mark.parametrize(
    ("declared", "module", "there"),
    [
        ("pytorch", "torch", True),
        ("pytorch-cpu", "torch.nn", True),
        ("tensorflow-gpu", "tensorflow.keras", True),
        ("tensorflow", "keras", True),
        ("matplotlib-base", "pylab", True),
        ("matplotlib-base", "mpl_toolkits.mplot3d", True),
        ("matplotlib-base", "mpl_toolkits.basemap", False),
        ("dask-core", "dask", True),
        ("dask-core", "pandas", False),
        ("dask", "pandas", True),
        ("jupyter", "ipywidgets", True),
        ("jupyter", "notebook", True),
        ("ipython", "IPython.display", True),
        ("ipython", "traitlets", True),
        ("ipython", "ipywidgets", False),
        ("redis-py", "redis", True),
        ("python-graphviz", "graphviz", True),
        ("graphviz", "graphviz", False),
        ("pyqt", "PyQt5", True),
        ("pysoundfile", "soundfile", True),
        ("google-cloud-storage", "google.cloud.storage", True),
        ("google-cloud-storage", "google.cloud.bigquery", False),
        ("google-cloud-storage", "google.cloud", True),
        ("ruamel.yaml", "ruamel.yaml", True),
        ("sphinxcontrib-bibtex", "sphinxcontrib.bibtex", True),
    ],
)
def test_what_conda_packages_hold(declared, module, there):
    brought = names_brought([(declared, "conda")])
    assert packages_for(module, {}).packages.isdisjoint(brought) is not there


@pytest.mark.parametrize("package", ["anaconda", "sage"])
def test_packages_that_bring_everything(package):
    assert brings_everything([package])


@pytest.mark.parametrize("package", ["pangeo-notebook", "pangeo-dask", "scipy-stack", "qgis"])
def test_collections_of_which_little_is_known(package):
    assert unknown_packages([(package, "conda")]) == {package}


def test_the_author_knows_better():
    author = {"cv2": "my_opencv", "google.cloud": "all-of-google"}
    assert packages_for("cv2.aruco", author).packages == {"my-opencv"}
    assert packages_for("google.cloud.storage", author).pypi == "all-of-google"
    assert packages_for("cv2", author).certain
    assert "py-opencv" in packages_for("x", {"x": "opencv"}).packages


def test_platforms_have_modules_that_no_package_holds():
    name = packages_for("google.colab.drive", {})
    assert (name.module, name.platform, name.packages) == (
        "google.colab",
        "Google Colab",
        frozenset(),
    )


def test_dependencies_come_along():
    assert {"numpy", "pandas", "pillow", "python-dateutil"} <= names_brought([("seaborn", "pip")])
    assert {"scipy", "joblib"} <= names_brought([("Scikit_Learn", "conda")])
    assert "statsmodels" in names_brought([("seaborn", "conda")])
    assert "statsmodels" not in names_brought([("seaborn", "pip")])
    assert "tornado" in names_brought([("matplotlib", "conda")])
    assert "tornado" not in names_brought([("matplotlib-base", "conda")])
    assert "numpy" in names_brought([("matplotlib-base", "conda")])
    assert {"notebook", "ipython", "ipywidgets"} <= names_brought([("jupyter", "pip")])


def test_conda_names_lead_to_those_on_pypi():
    assert "torch" in names_brought([("pytorch", "conda")])
    assert "torch" not in names_brought([("pytorch", "pip")])
    assert names_of(frozenset({"nbconvert-core", "yaml"})) == {"nbconvert"}


def test_a_tool_is_not_the_package_of_its_name():
    assert "graphviz" not in names_brought([("graphviz", "conda")])
    assert "graphviz" in names_brought([("python-graphviz", "conda")])
    assert "graphviz" in names_brought([("graphviz", "pip")])


def test_extras_and_metapackages():
    assert {"pandas", "distributed"} <= names_of_extras("Dask")
    assert names_of_extras("nosuch") == frozenset()
    assert brings_everything(["numpy", "Anaconda"])
    assert not brings_everything(["numpy", "jupyter"])


def test_what_is_known_of_a_package():
    declared = [("Pandas", "pip"), ("graphviz", "conda"), ("python", "conda"), ("pytorch", "conda")]
    assert unknown_packages(declared) == frozenset()
    assert unknown_packages([*declared, ("My_Tools", "pip")]) == {"my-tools"}
    assert unknown_packages([("libgdal", "conda"), ("Ruamel.yaml", "pip")]) == frozenset()


def test_older_releases():
    assert names_formerly("geopandas") == {"fiona"}
    assert names_formerly("nosuch") == frozenset()


def test_namespaces():
    assert all(map(is_namespace, ["google", "google.cloud", "mpl_toolkits", "ruamel"]))
    assert not any(map(is_namespace, ["sklearn", "numpy", "google.cloud.storage"]))


_OF_PACKAGES = ("requires", "extras", "formerly")


def test_the_table_says_where_it_comes_from():
    source = json.loads(
        files("sphinx_binderhub")
        .joinpath("provision/packages/import_names.json")
        .read_text("utf-8")
    )["source"]
    assert {"date", "python", "packages", "mappings"} <= set(source)
    for mapping in source["mappings"]:
        assert len(mapping["commit"]) == 40
        assert mapping["licence"] in {"BSD-3-Clause", "Apache-2.0"}
        assert {"repository", "file", "date"} <= set(mapping)


def test_the_table_is_in_its_normal_form():
    table = json.loads(
        files("sphinx_binderhub")
        .joinpath("provision/packages/import_names.json")
        .read_text("utf-8")
    )
    assert len(table["modules"]) > 500
    packages = [name for names in table["modules"].values() for name in names]
    packages += [name for part in _OF_PACKAGES for name in table[part]]
    packages += [name for part in _OF_PACKAGES for one in table[part].values() for name in one]
    packages += [*table["conda"], *table["conda requires"], *table["conda tools"]]
    assert [name for name in packages if canonicalize_name(name) != name] == []
    for module in table["modules"]:
        assert all(part.isidentifier() for part in module.split("."))
    assert not {"tests", "docs", "utils", "setup", "helpers", "examples"} & set(table["modules"])
