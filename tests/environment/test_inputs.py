"""Which files of a repository an image depends on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.environment.inputs import Inputs, read_inputs
from sphinx_binderhub.tree import Tree
from tests.conftest import ENVIRONMENT, Files

Make = Callable[[Files], Tree]
YML = {"environment.yml": ENVIRONMENT}
BINDER = {"binder/environment.yml": ENVIRONMENT}
EDITABLE = ENVIRONMENT + "  - pip\n  - pip:\n    - -e .\n"
PACKAGE = {
    "environment.yml": EDITABLE,
    "pyproject.toml": "[project]\nname='p'\nversion='1'\n[build-system]\nrequires=['hatchling']\n",
    "p/__init__.py": "",
    "p/data/help.md": "",
    "src/q/page.html": "",
    "book/a.md": "",
}


def inputs(tree: Tree, listed: Iterable[str] | None = None, chapters: Iterable[str] = ()) -> Inputs:
    return read_inputs(read_environment(tree, Settings()), tree, listed, chapters)


@pytest.mark.parametrize(
    ("files", "yes", "no"),
    [
        pytest.param(
            YML,
            ["environment.yml", "apt.txt", "postBuild", "start", "runtime.txt", "Dockerfile",
             "requirements.txt", "setup.py", "pyproject.toml", "DESCRIPTION", ".dockerignore",
             "binder/environment.yml", "binder/x", ".binder/y"],
            ["a.ipynb", "docs/environment.yml", "binder2/x", "README.md", "lib/code.py"],
            id="root",
        ),
        pytest.param(
            BINDER,
            ["binder/environment.yml", "binder/postBuild", "Dockerfile", ".binder/x"],
            ["environment.yml", "setup.py", "requirements.txt", "binder/notes.md", "x/binder/a"],
            id="binder",
        ),
        pytest.param(
            {"requirements.txt": "-r more/a.txt\n-c more/limits.txt\n", "more/a.txt": "-r b.txt\n",
             "more/b.txt": "numpy\n", "more/limits.txt": "numpy<3\n", "more/c.txt": ""},
            ["requirements.txt", "more/a.txt", "more/b.txt", "more/limits.txt"],
            ["more/c.txt", "a.txt"],
            id="includes",
        ),
        pytest.param(
            {"binder/environment.yml": ENVIRONMENT + "  - pip\n  - pip:\n    - -r ../req.txt\n",
             "req.txt": "numpy\n"},
            ["req.txt"],
            ["binder/req.txt"],
            id="include of a conda file",
        ),
        pytest.param(
            PACKAGE,
            ["p/__init__.py", "p/new.py", "p/data/help.md", "src/q/page.html", "src/q/new.md",
             "pyproject.toml", "setup.cfg", "MANIFEST.in", "tests/test_a.py", "data.csv"],
            ["book/a.md", "book/b.ipynb", "README.md", "book/conf.py", "book/_static/x.js",
             "book/fig.png", "LICENSE", ".github/workflows/x.yml", ".gitignore", "book/_toc.yml"],
            id="package",
        ),
        pytest.param(
            {"requirements.txt": "./lib/pkg\n", "lib/pkg/setup.py": "", "lib/pkg/m.py": ""},
            ["lib/pkg/setup.py", "lib/pkg/m.py", "lib/pkg/new/data.csv"],
            ["lib/other.py", "m.py", "lib/pkg2/setup.py"],
            id="package in a folder",
        ),
    ],
)  # fmt: skip
def test_what_the_image_depends_on(
    make_tree: Make, files: Files, yes: list[str], no: list[str]
) -> None:
    found = inputs(make_tree(files))
    assert [path for path in yes if not found.touches(path)] == []
    assert [path for path in no if found.touches(path)] == []


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": "FROM x\nCOPY . /home/jovyan\n"},
        {"binder/Dockerfile": "FROM x\nADD --chown=1 ./ \\\n  /home/jovyan\n"},
        {"Dockerfile": "FROM pangeo/base-notebook-onbuild:1\n"},
        {"Dockerfile": "FROM x\nRUN --mount=type=bind,target=/x ls /x\n"},
        {"Dockerfile": 'FROM x\nCOPY ["a b", "/x"]\n'},
        {"Dockerfile": "FROM x\nCOPY $WHAT /x\n"},
        {**BINDER, "binder/postBuild": "#!/bin/sh\n"},
        {**YML, "start": "#!/bin/sh\n"},
        {"runtime.txt": "r-4.3-2024-01-01\n", "install.R": ""},
        {"default.nix": ""},
    ],
)
def test_a_script_reads_anything_until_its_author_says_what(make_tree: Make, files: Files) -> None:
    tree = make_tree(files)
    assert inputs(tree).touches("book/a.ipynb")
    listed = inputs(tree, ["data/*.csv", "lib/"])
    assert all(map(listed.touches, (*files, "data/x.csv", "lib/deep/a.py")))
    assert not any(map(listed.touches, ("book/a.ipynb", "data/x.txt", "library/a", "x/lib/a")))


@pytest.mark.parametrize(
    ("listed", "yes", "no"),
    [
        ("a.txt", "a.txt", "b/a.txt"),
        ("a[1].txt", "a1.txt", "a2.txt"),
        ("data", "data/x", "data2"),
        ("*.lock", "deep/a.lock", "a.lock.md"),
        ("a+b (1).txt", "a+b (1).txt", "aab (1).txt"),
    ],
)
def test_a_listed_path_or_pattern(make_tree: Make, listed: str, yes: str, no: str) -> None:
    found = inputs(make_tree(YML), [listed])
    assert found.touches(yes)
    assert not found.touches(no)


def test_nothing_listed_still_has_the_configuration_files(make_tree: Make) -> None:
    found = inputs(make_tree({**YML, "postBuild": ""}), [])
    assert found.touches("postBuild")
    assert found.touches("environment.yml")
    assert not found.touches("a.py")


def test_a_text_notebook_in_a_package_is_no_module(make_tree: Make) -> None:
    tree = make_tree({**PACKAGE, "book/b.py": "", "p/tour.py": ""})
    found = inputs(tree, chapters=["book/b.py", "p/tour.py"])
    assert not found.touches("book/b.py")
    assert found.touches("p/tour.py")  # it is installed with the package
    assert found.touches("book/c.py")


@pytest.mark.parametrize(
    ("link", "aim", "files"),
    [
        ("environment.yml", "envs/course.yml", {"envs/course.yml": ENVIRONMENT}),
        ("binder", "envs", {"envs/environment.yml": ENVIRONMENT}),
        ("binder/environment.yml", "../environment.yml", {"environment.yml": ENVIRONMENT}),
    ],
)
def test_what_a_link_leads_to(make_tree: Make, link: str, aim: str, files: Files) -> None:
    tree = make_tree(files)
    (tree.root / link).parent.mkdir(exist_ok=True)
    (tree.root / link).symlink_to(aim)
    found = inputs(Tree(tree.root, tree.files | {link}))
    assert found.touches(link)
    assert all(map(found.touches, files))


def test_a_binder_directory_that_is_a_submodule(make_tree: Make) -> None:
    tree = make_tree(BINDER)
    assert inputs(Tree(tree.root, frozenset({"binder"}))).touches("binder")


@pytest.mark.parametrize(
    ("name", "text", "file"),
    [
        ("requirements.txt", "-e ./pkg[extra]\n", "pkg/setup.py"),
        ("binder/requirements.txt", "./pkg\n", "pkg/setup.py"),
        ("requirements.txt", "./w/p-1-py3-none-any.whl\n", "w/p-1-py3-none-any.whl"),
        ("requirements.txt", "--find-links w\np\n", "w/p-1-py3-none-any.whl"),
        ("requirements.txt", "file:./pkg\n", "pkg/setup.py"),
        ("requirements.txt", "p @ file:./pkg\n", "pkg/setup.py"),
        ("Pipfile", '[packages]\np = {path = "./pkg"}\n', "pkg/setup.py"),
        ("Manifest.toml", '[[deps.P]]\npath = "P"\n', "P/src/P.jl"),
    ],
)
def test_what_is_installed_from_the_repository(
    make_tree: Make, name: str, text: str, file: str
) -> None:
    extra = {"Project.toml": "[deps]\n"} if name == "Manifest.toml" else {}
    found = inputs(make_tree({name: text, file: "", "other.py": "", **extra}))
    assert found.touches(file)
    assert not found.touches("other.py")


@pytest.mark.parametrize("folder", ["binder", ".binder"])
def test_both_binder_directories_are_watched_where_neither_can_be_chosen(
    make_tree: Make, folder: str
) -> None:
    tree = make_tree({**BINDER, ".binder/environment.yml": ENVIRONMENT})
    assert inputs(tree).touches(f"{folder}/environment.yml")


@pytest.mark.parametrize(
    ("order", "read", "unread"),
    [
        ("COPY env.yml lock.txt /tmp/", "lock.txt", "book/a.ipynb"),
        ("ADD conf /tmp/conf", "conf/x/y", "book/a.ipynb"),
        ("COPY --chown=jovyan:users conf/*.yml /tmp/", "conf/a.yml", "book/a.ipynb"),
        ("COPY --from=build /opt /opt", "Dockerfile", "opt"),
        ("ADD https://example.org/x.tar.gz /tmp/", "Dockerfile", "x.tar.gz"),
        ("RUN pip install nbgitpuller", "Dockerfile", "book/a.ipynb"),
    ],
)
def test_a_dockerfile_reads_what_it_copies(
    make_tree: Make, order: str, read: str, unread: str
) -> None:
    found = inputs(make_tree({"Dockerfile": f"FROM x\n# COPY . .\n{order}\n", "book/a.ipynb": ""}))
    assert found.touches(read)
    assert not found.touches(unread)
