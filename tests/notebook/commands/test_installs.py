from __future__ import annotations

import pytest

from sphinx_binderhub.notebook.commands.installs import Install, package_name, read_install


@pytest.mark.parametrize(
    ("requirement", "name"),
    [
        ("A_b.c", "a-b-c"),
        ("a[b]>=1,<2", "a"),
        ("a~=1", "a"),
        ("a;python_version<'3'", "a"),
        ("c::a=1.2", "a"),
        ("a=1.2=py_0", "a"),
        ("a @ https://x.org/a.zip", "a"),
        ("git+https://x.org/o/a_b.git@main", "a-b"),
        ("git+https://TOKEN@x.org/o/a", "a"),
        ("git+https://me:TOKEN@x.org/o/a.git@v1#egg=b", "b"),
        ("git+https://x.org/o/a.git#subdirectory=c", "a"),
        ("https://x.org/a_b-1.0-py3-none-any.whl", "a-b"),
        ("./dist/a_b-1.0-py3-none-any.whl", "a-b"),
        ("git+https://x.org/o/r?token=TOKEN", "r"),
        ("https://x.org/o/a_b/archive/refs/heads/main.zip", "a-b"),
        ("a_b-1.0.tar.gz", "a-b"),
        ("https://TOKEN@x.org", None),
        ("https://", None),
        ("a{x}", None),
        ("a$x", None),
        ("{}", None),
        ("", None),
        ("-", None),
        ("*", None),
    ],
)
def test_package_name(requirement, name):
    assert package_name(requirement) == name


@pytest.mark.parametrize(
    ("command", "install"),
    [
        ("pip install a b", Install(("a", "b"))),
        ("pip3.11 -q install a", Install(("a",))),
        ("/opt/conda/bin/pip install a", Install(("a",))),
        ("python -m pip install -U a", Install(("a",))),
        ("{} -m pip install a", Install(("a",))),
        ("* -m pip install a", Install(("a",))),
        ("$PYTHON -m pip install a", Install(("a",))),
        ("uv pip install --system a", Install(("a",))),
        ("conda install -y -c x a=1", Install(("a",))),
        ("/opt/conda/bin/mamba install a", Install(("a",))),
        ("conda env update -n base -f a.yml", Install((), ("a.yml",))),
        (
            "pip install -r a.txt -c b.txt -e ../c ./d ~/e",
            Install((), ("a.txt", "../c", "./d", "~/e")),
        ),
        ("pip install -r https://x.org/a.txt", Install()),
        ("pip install -i https://x.org/simple a", Install(("a",))),
        ("pip install --index-url=https://x.org/simple a", Install(("a",))),
        ("apt-get -y install g++ a=1 -t x libA", Install(("g++", "a", "x"), system=True)),
        ("apt install a", Install(("a",), system=True)),
        ("pip", None),
        ("pip uninstall a", None),
        ("pip list", None),
        ("python -m spacy install a", None),
        ("npm install a", None),
        ("apt-get update", None),
        ("", None),
    ],
)
def test_installs(command, install):
    assert read_install(tuple(command.split())) == install
