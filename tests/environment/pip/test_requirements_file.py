"""Requirements files: encodings, includes, places, and what they leave unsaid."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import Environment, read_environment
from sphinx_binderhub.environment.pip.local_paths import inside, is_absolute, is_there, local_path
from sphinx_binderhub.environment.pip.requirements_file import PipEntry, read_requirements
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Make = Callable[[Files], Tree]
NAME = "requirements.txt"


def entries(tree: Tree, path: str = NAME) -> list[PipEntry]:
    return read_requirements(tree, path, "3.12").entries


def environment(tree: Tree) -> Environment:
    return read_environment(tree, Settings())


def names(tree: Tree, path: str = NAME) -> list[str]:
    return [one.name for one in read_requirements(tree, path, "3.12").packages]


def test_every_entry_has_its_place(make_tree: Make) -> None:
    text = "# a comment\n\n  numpy>=2 \\\n   --hash=sha256:a\n\tscipy\n--pre\n-c limits.txt\n"
    found = entries(make_tree({NAME: text}))
    assert [(one.location, one.text) for one in found] == [
        (Location(NAME, 3, 3), "numpy>=2    --hash=sha256:a"),
        (Location(NAME, 5, 2), "scipy"),
        (Location(NAME, 7, 1), "-c limits.txt"),
    ]


def test_an_entry_of_a_conda_list_has_its_column(make_tree: Make) -> None:
    text = "dependencies:\n- python=3.12\n- pip:\n    - 'numpy=2'\n    - scipy\n"
    found = environment(make_tree({"binder/environment.yml": text})).pip_entries
    assert [one.location for one in found] == [
        Location("binder/environment.yml", 4, 7), Location("binder/environment.yml", 5, 7)
    ]  # fmt: skip
    assert found[0].said.refusal is not None
    assert {one.folder for one in found} == {"binder"}


def test_an_entry_of_several_lines(make_tree: Make) -> None:
    text = "dependencies:\n- python=3.12\n- pip:\n  - |\n    numpy\n    scipy\n"
    found = environment(make_tree({"environment.yml": text}))
    assert [one.name for one in found.packages if one.manager == "pip"] == ["numpy", "scipy"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(make_tree: Make, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    tree = make_tree({NAME: f"{mark}numpy  # für\r\nscipy\r\n".encode(encoding)})
    assert names(tree) == ["numpy", "scipy"]


@pytest.mark.parametrize("comment", ["# coding: latin-1\n", "# a\n#-*- coding=latin-1\n"])
def test_a_coding_comment(make_tree: Make, comment: str) -> None:
    assert names(make_tree({NAME: f"{comment}numpy # für\n".encode("latin-1")})) == ["numpy"]


@pytest.mark.parametrize(
    "text", ["numpy # für\nscipy", "\n# coding: nothing\nscipy # ü", "# coding: punycode\nä"]
)
def test_what_pip_cannot_decode(make_tree: Make, text: str) -> None:
    first = entries(make_tree({NAME: text.encode("latin-1")}))[0]
    assert first.said.refusal is not None
    assert first.said.refusal.kind == "encoding"
    assert first.location.path == NAME


def test_includes_are_relative_to_their_file_and_paths_to_the_root(make_tree: Make) -> None:
    tree = make_tree(
        {
            "binder/requirements.txt": "-r ../req/a.txt\n./pkg\n",
            "req/a.txt": "numpy\n-r b.txt\n-c c.txt\n./pkg2\n",
            "req/b.txt": "scipy\n",
            "req/c.txt": "numpy<3\npandas==2\n",
            "pkg/setup.py": "",
            "pkg2/setup.py": "",
        }
    )
    found = read_requirements(tree, "binder/requirements.txt", "3.12")
    assert found.files == ["binder/requirements.txt", "req/a.txt", "req/b.txt", "req/c.txt"]
    assert found.folders == ["pkg", "pkg2"]
    assert [one.name for one in found.packages] == ["numpy", "scipy"]
    assert [one.text for one in found.entries if one.constraint] == ["numpy<3", "pandas==2"]


def test_the_lists_of_a_conda_file_are_relative_to_it(make_tree: Make) -> None:
    text = "dependencies:\n- python=3.12\n- pip:\n  - -r more.txt\n  - ./pkg\n"
    tree = make_tree(
        {
            "binder/environment.yml": text,
            "binder/more.txt": "numpy\n../pkg2\n",
            "binder/pkg/setup.py": "",
            "pkg2/setup.py": "",
        }
    )
    assert set(environment(tree).installed) == {"binder/pkg", "pkg2"}


@pytest.mark.parametrize(
    "line", ["-r ../../etc/passwd", "-r /etc/passwd", "-r ~/x", "-r a\0b", "-r .", "-c ../x"]
)
def test_nothing_outside_is_read(make_tree: Make, line: str) -> None:
    found = read_requirements(make_tree({NAME: f"{line}\nnumpy\n"}), NAME, None)
    assert found.files == [NAME]
    assert [one.name for one in found.packages] == ["numpy"]


def test_a_link_that_leads_out_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    root = tmp_path / "repository"
    root.mkdir()
    (root / NAME).symlink_to(tmp_path / "secret")
    found = read_requirements(Tree(root, frozenset({NAME})), NAME, None)
    assert not found.packages
    assert found.entries[0].said.refusal is not None
    assert found.entries[0].said.refusal.kind == "unreadable"


def test_a_link_to_the_root_is_the_repository(tmp_path: Path) -> None:
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder" / "course").symlink_to("..")
    (tmp_path / "binder" / "environment.yml").write_text(
        "dependencies:\n- python=3.12\n- pip\n- pip:\n  - -e ./course\n"
    )
    (tmp_path / "pyproject.toml").write_text("[project]\ndependencies = ['numpy']\n")
    files = frozenset({"binder/course", "binder/environment.yml", "pyproject.toml"})
    found = environment(Tree(tmp_path, files))
    assert found.installed == ("binder/course", "")
    assert found.declares("numpy")


def test_a_cycle_ends(make_tree: Make) -> None:
    assert names(make_tree({NAME: "-r a.txt\nx", "a.txt": "-r requirements.txt\ny"})) == ["x", "y"]


def test_the_repository_in_the_image(make_tree: Make) -> None:
    tree = make_tree({NAME: "-r /home/jovyan/req/a.txt\n", "req/a.txt": "numpy\n"})
    assert names(tree) == ["numpy"]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("./a[b]", "./a"), ("file:a", "a"), ("file:./a", "./a"), ("file:///a/b", "/a/b"),
        ("FILE://localhost/a", "/a"), ("C:\\a", "C:\\a"), ("C:/a", "C:/a"), (".", "."),
        ("https://x/y", None), ("git+file:///a", None), ("git@x:y", "git@x:y"),
    ],
)  # fmt: skip
def test_local_paths(target: str, path: str | None) -> None:
    assert local_path(target) == path


@pytest.mark.parametrize(
    ("folder", "path", "expected"),
    [
        ("", ".", ""), ("", "a/", "a"), ("a", "..", ""), ("a", "../..", None), ("", "../a", None),
        ("a/b", "../c", "a/c"), ("", "/home/jovyan", ""), ("x", "/home/jovyan/a", "a"),
        ("", "/home/jovyana", None), ("", "/a", None), ("", "C:\\a", None), ("", "a\0", None),
        ("", "..a", "..a"),
    ],
)  # fmt: skip
def test_where_a_path_leads(folder: str, path: str, expected: str | None) -> None:
    assert inside(folder, path) == expected
    assert is_absolute(path) is path.startswith(("/", "C:"))


def test_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    tree = Tree(tmp_path, frozenset({"file", "a/b", "lib/submodule", "link"}))
    for path in ("", "file", "a", "a/b", "lib/submodule", "lib/submodule/x", "lib"):
        assert is_there(tree, path), path
    for path in ("b", "a/c", "File"):
        assert not is_there(tree, path), path


class Memory(Tree):
    """A tree with one text in every file."""

    content: bytes = b""

    def read(self, path: str, limit: int = 0) -> bytes:  # noqa: ARG002
        return self.content


def memory(content: bytes) -> Tree:
    tree = Memory(Path(), frozenset({NAME, "a.txt", "b/a.txt"}))
    object.__setattr__(tree, "content", content)
    return tree


PIECES = ["numpy", "==1", "\n", " ", "-r a.txt\n", "-c b/a.txt\n", "-e ./b\n", "\\\n", "#", "\r"]
PIECES += ["--hash=sha256:a", "a @ file:b", ";", "'", "\x0c", "\u2028", "\ufeff", "${X}", "\0"]


@settings(max_examples=200, deadline=None)
@given(
    content=st.lists(st.sampled_from(PIECES), max_size=20).map("".join).map(str.encode)
    | st.binary(max_size=80)
)
def test_any_content(content: bytes) -> None:
    tree = memory(content)
    found = read_requirements(tree, NAME, "3.12")
    assert not any(path.startswith(("/", "..")) for path in (*found.files, *found.folders))
    read_environment(tree, Settings())


HOSTILE = {
    "many": b"".join(b"a%d\n" % number for number in range(30_000)),
    "spaces": b" " * 250_000,
    "one": b"a" * 250_000,
    "words": b"a " * 120_000,
    "options": b"-e x " * 50_000,
    "hashes": b"a --hash=sha256:a" + b" --hash=sha256:b" * 15_000,
    "quotes": b"-r '" * 60_000,
    "punycode": b"# coding: punycode\n" + b"a-" * 120_000,
    "backslashes": b"\\\n" * 120_000,
    "zeros": b"\0" * 250_000,
    "refused": b"a=1\n" * 60_000,
    "includes": b"".join(b"-r %d.txt\n" % number for number in range(20_000)),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_quick(case: str) -> None:
    tree = memory(HOSTILE[case])
    start = time.monotonic()
    read_requirements(tree, NAME, "3.12")
    assert time.monotonic() - start < 2
