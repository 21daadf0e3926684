"""`apt.txt`, compared with how repo2docker reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.environment.debian.apt_file import AptEntry, read_apt
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files, write_files
from tests.environment.files import fresh_folder
from tests.referee.buildpacks import ask

MakeTree = Callable[[Files], Tree]


def read(make_tree: MakeTree, text: str | bytes) -> tuple[AptEntry, ...]:
    return read_apt(Lookup(make_tree({"apt.txt": text}), ""), "apt.txt")


def test_entries(make_tree: MakeTree) -> None:
    found = read(make_tree, "# tools\r\n\r\ngraphviz # pictures\n  ffmpeg\tgit\n#\n")
    assert found == (
        AptEntry("graphviz", Location("apt.txt", 3, 1)),
        AptEntry("ffmpeg\tgit", Location("apt.txt", 4, 3)),
    )
    words = [word for entry in found for word in entry.words()]
    assert [(word.name, word.place.column) for word in words] == [
        ("graphviz", 1),
        ("ffmpeg", 3),
        ("git", 10),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("graphviz=2.42.2-6", [("graphviz", "2.42.2-6")]),
        ("libc6:amd64", [("libc6", "")]),
        ("curl/noble-backports", [("curl", "")]),
        ("-y git", [("git", "")]),
        ("- git", [("git", "")]),
        ("-o Dpkg::Use-Pty=0 -t noble git", [("git", "")]),
        ("graphviz==2", [("graphviz", "=2")]),
    ],
)
def test_words(make_tree: MakeTree, text: str, words: list[tuple[str, str]]) -> None:
    (entry,) = read(make_tree, text)
    assert [(word.name, word.version) for word in entry.words()] == words


@pytest.mark.parametrize(
    "text",
    ["apt-get install git", "sudo apt-get install -y git", "RUN apt install git", "pip install a"],
)
def test_commands(make_tree: MakeTree, text: str) -> None:
    assert read(make_tree, text)[0].is_command


@pytest.mark.parametrize("text", ["apt-utils", "apt git", "pip", "conda", "git install"])
def test_no_commands(make_tree: MakeTree, text: str) -> None:
    assert not read(make_tree, text)[0].is_command


def test_packages(make_tree: MakeTree) -> None:
    files = {"requirements.txt": "", "apt.txt": "graphviz=2.42 git\n"}
    found = read_environment(make_tree(files), Settings()).packages
    assert [(one.name, one.specifier, one.manager, one.line) for one in found] == [
        ("graphviz", "=2.42", "apt", 1),
        ("git", "", "apt", 1),
    ]


def test_not_utf8(make_tree: MakeTree) -> None:
    with pytest.raises(StopError) as caught:
        read(make_tree, "git".encode("utf-16"))
    assert caught.value.stop.rule == "apt-invalid"


PIECES = [
    *("graphviz", "Git", "-y", "é", "#", " ", "\t", "1", ".", "\x0b", "\x1c", "\x85", "\u2028"),
    *("\ufeff", "\n", "\r", "\r\n", ";", "A", "\0", "="),
]
LINES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.one_of(LINES, st.text(max_size=20)))
@example("a\x85B")
@example("a\u2028B")
@example("a\rB")
def test_agrees(text: str) -> None:
    files = {"requirements.txt": "", "apt.txt": text.encode("utf-8", "replace")}
    with fresh_folder() as root:
        write_files(root, files)
        theirs = ask(root)
        tree = Tree(root, frozenset(files))
        ours = read_environment(tree, Settings())
        entries = read_apt(Lookup(tree, ""), "apt.txt")
    refused = theirs.error is not None
    assert (ours.stop is not None and ours.stop.rule == "apt-invalid") is refused
    if refused:
        first = next(entry for entry in entries if not entry.accepted)
        named = re.search(r"package name (.*) in apt\.txt", theirs.error or "", re.DOTALL)
        assert named is not None
        assert named[1] == repr(first.text)[1:-1]
