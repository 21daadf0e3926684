"""Files made to break the reader: bounded time, a finding at most, never an exception."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import profile_names, read_environment
from sphinx_binderhub.environment.packages import parse_conda
from sphinx_binderhub.environment.pip.pip_line import join_continued, parse_pip
from sphinx_binderhub.environment.pip.toml_file import headings
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules import run
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + previous] * 9)}]\n"
    for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
)
NAMES = ["environment.yml", "requirements.txt", "runtime.txt", "Pipfile", "Pipfile.lock", "apt.txt"]


@pytest.fixture
def quick() -> Iterator[None]:
    start = time.monotonic()
    yield
    assert time.monotonic() - start < 10


HOSTILE = {
    "huge": b"- a\n" * (50 * 1024**2 // 4),
    "nested brackets": b"dependencies: " + b"[" * 100_000,
    "nested braces": b"{a: " * 50_000,
    "nested dashes": b"- " * 100_000,
    "nested keys": b"? " * 100_000,
    "nested json": b'{"a":' * 40_000,
    "nested toml": b"a = " + b"[" * 100_000,
    "quotes": b'"' * 200_000,
    "zeros": b"\0" * 100_000,
    "random": bytes(range(256)) * 400,
    "laughs": (LAUGHS + "dependencies: *i\n").encode(),
    "laughs in a list": (LAUGHS + "dependencies: [*i, *h]\n").encode(),
    "laughs as keys": (LAUGHS + "? *i\n: 1\n").encode(),
    "merged laughs": (LAUGHS + "<<: [*a, *b]\ndependencies: []\n").encode(),
    "many aliases": b"a: &a numpy\ndependencies: [" + b"*a, " * 20_000 + b"]\n",
    "loop": b"dependencies: &a [*a]\n",
    "loop of mappings": b"&a a: *a\n? &b {b: *b}\n: 1\n",
    "long line": b"dependencies: [" + b"a" * 200_000 + b"]",
    "many keys": b"".join(b"k%d: 1\n" % number for number in range(20_000)),
    "tag": b"dependencies: [!!python/object/apply:os.system ['false']]\n",
    "unknown tag": b"!x {dependencies: !y [!z a]}\n",
    "backslashes": b"a \\\n" * 20_000,
    "includes": b"-r requirements.txt\n" * 20_000,
    "includes of everything": b"".join(b"-r %d.txt\n" % number for number in range(20_000)),
    "long marker": b"a; " + b"(" * 4000,
    "semicolons": b"a;" * 60_000,
    "utf-16": "dependencies: [a]".encode("utf-16"),
    "directive": b"%YAML 9.9\n---\na: 1\n",
}


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("name", NAMES)
def test_contents(make_tree: Callable[[Files], Tree], quick: None, name: str, case: str) -> None:
    read_environment(make_tree({name: HOSTILE[case]}), Settings())


@pytest.mark.parametrize("name", [*NAMES, "Dockerfile", "pyproject.toml", "setup.py"])
@pytest.mark.parametrize("kind", ["pipe", "outside", "device", "loop", "missing", "folder"])
def test_kinds_of_file(tmp_path: Path, quick: None, name: str, kind: str) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    target = root / name
    if kind == "pipe":
        os.mkfifo(target)
    elif kind == "outside":
        (tmp_path / "secret").write_text("dependencies: [secret]")
        target.symlink_to(tmp_path / "secret")
    elif kind == "device":
        target.symlink_to("/dev/zero")
    elif kind == "loop":
        target.symlink_to(name)
    elif kind == "folder":
        target.mkdir()
    found = read_environment(Tree(root, frozenset({name})), Settings())
    assert not found.packages


@pytest.mark.parametrize("kind", ["pipe", "outside", "device", "folder"])
def test_an_unreadable_environment_file_is_a_problem(tmp_path: Path, kind: str) -> None:
    test_kinds_of_file(tmp_path, None, "environment.yml", kind)
    tree = Tree(tmp_path / "repository", frozenset({"environment.yml"}))
    file = read_environment(tree, Settings()).conda_file
    assert file is not None
    assert file.invalid is not None
    assert "secret" not in file.invalid.message


def test_tags_are_never_executed(make_tree: Callable[[Files], Tree], tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    text = f"dependencies: [!!python/object/apply:os.system ['touch {flag}']]\n"
    read_environment(make_tree({"environment.yml": text}), Settings())
    assert not flag.exists()


WORDS = ["dependencies:", "channels:", "pip:", "python", "=3.12", ">=", "numpy", "3.12", "yes"]
MARKS = [*"[]{},:|>'\"#?~", "&a", "*a", "---", "!t ", "<<"]
SPACES = ["\n", "  ", "- ", "\t", "\r", "\x85", "\u2028", "\ufeff", "é", "\0"]
YAML_LIKE = st.lists(st.sampled_from(WORDS + MARKS + SPACES), max_size=40).map("".join)
SHARED_FOLDER = [HealthCheck.function_scoped_fixture]


@settings(max_examples=300, deadline=None, suppress_health_check=SHARED_FOLDER)
@given(text=YAML_LIKE | st.text(max_size=80))
def test_any_text(tmp_path: Path, text: str) -> None:
    for name in ("environment.yml", "requirements.txt", "runtime.txt", "apt.txt"):
        (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
        read_environment(Tree(tmp_path, frozenset({name})), Settings())


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    class Memory(Tree):
        def read(self, path: str, limit: int = 0) -> bytes:  # noqa: ARG002
            return content

    for name in (*NAMES, "Dockerfile", "Project.toml", "pyproject.toml"):
        for profile in profile_names():
            read_environment(Memory(Path(), frozenset({name})), Settings(profile=profile))


@settings(max_examples=500, deadline=None)
@given(text=st.text(alphabet="abc-.[]()<>=!~;@:/\\ '\"#{}$\n\t\0é0", max_size=60))
def test_one_line(text: str) -> None:
    parse_pip(text, "3.12")
    parse_conda(text)
    headings(text)
    assert "".join(line for _, line in join_continued(text)).count("\n") == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Dockerfile", "FROM x:1\nENV A=xxxxxxxx\n" + "ENV A=${A}${A}\n" * 64 + "WORKDIR ${A}\n"),
        ("Dockerfile", "ARG A=xxxxxxxx\n" + "ARG A=${A}${A}\n" * 64 + "FROM ${A}\n"),
        ("runtime.txt", "python-3." + "9" * 4400),
        (
            "pyproject.toml",
            "[build-system]\n[project]\nrequires-python='>=" + "9" * 100_000 + "'\n",
        ),
        ("pyproject.toml", "a" + ".a" * 60_000 + "=1\n"),
        ("environment.yml", "[" * 250_000),
        ("environment.yml", "{" * 250_000),
    ],
)
def test_what_grows_by_itself(
    make_tree: Callable[[Files], Tree], quick: None, name: str, content: str
) -> None:
    tree = make_tree({name: content, "requirements.txt": "a"})
    run(Project(tree))
