from __future__ import annotations

import pytest

from sphinx_binderhub.notebook.installs import package_name


@pytest.mark.parametrize(
    ("source", "installs"),
    [
        ("!pip install seaborn", {"seaborn"}),
        (
            "%pip install -q Sea.Born==0.1 'numpy>=1.2' \"pandas[all]\"",
            {"sea-born", "numpy", "pandas"},
        ),
        ("!pip3 install --upgrade --index-url https://x.org/simple a", {"a"}),
        ("!python -m pip install a && pip install b; pip install c", {"a", "b", "c"}),
        ("!{sys.executable} -m pip -q install a", {"a"}),
        ("%conda install -y -c conda-forge conda-forge::a=1.2 b", {"a", "b"}),
        ("!mamba install a", {"a"}),
        ("%uv pip install a", {"a"}),
        ("%%bash\npip install a \\\n  b", {"a", "b"}),
        ("if x:\n    !pip install \\\n      a", {"a"}),
        ("out = !pip install a", {"a"}),
        ("pip install a", {"a"}),
        ("%%capture\n!pip install a", {"a"}),
        ("!pip install git+https://github.com/o/my_pkg.git@main", {"my-pkg"}),
        ("!pip install git+https://x.org/o/r#egg=a", {"a"}),
        ("!pip install a  # and not b", {"a"}),
        ("os.system('pip install a')", {"a"}),
        ("# !pip install a", set()),
        ("print('!pip install a')", set()),
        ("!pip uninstall a", set()),
        ("!pip install {name} $NAME", set()),
        ("!apt-get install a", set()),
        ("%%writefile x.py\n!pip install a", set()),
    ],
)
def test_installs(read, source, installs):
    assert read(source).installs == installs


@pytest.mark.parametrize(
    ("source", "files"),
    [
        ("!pip install -r ../requirements.txt", {"../requirements.txt"}),
        ("!pip install --requirement=a.txt", {"a.txt"}),
        ("%pip install -e .. b", {".."}),
        ("!pip install .", {"."}),
        ("!conda install --file a.txt", {"a.txt"}),
    ],
)
def test_what_is_installed_from_files(read, source, files):
    assert read(source).install_files == files


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("%%writefile helper.py\nx = 1", {"helper.py"}),
        ("\n%%writefile -a sub/helper.py\nx = 1", {"sub/helper.py"}),
        ("!wget https://x.org/a/helper.py", {"helper.py"}),
        ("!curl -o helper.py https://x.org/a", {"helper.py"}),
        ("!git clone https://github.com/o/tools.git", {"tools"}),
        ("!git clone --depth 1 https://github.com/o/tools && ls", {"tools"}),
    ],
)
def test_files_that_are_written(read, source, writes):
    assert read(source).writes == writes


@pytest.mark.parametrize(
    ("requirement", "name"),
    [("A_b.c", "a-b-c"), ("", None), ("-", None), ("https://", None), ("c::a", "a")],
)
def test_package_name(requirement, name):
    assert package_name(requirement) == name
