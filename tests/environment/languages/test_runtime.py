"""`runtime.txt`, and the R that it or a `DESCRIPTION` brings, compared with repo2docker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import load_profile, profile_names, read_environment
from sphinx_binderhub.environment.languages.runtime import Runtime, read_runtime
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files, write_files
from tests.environment.files import fresh_folder
from tests.referee.buildpacks import RELEASE, ask

MakeTree = Callable[[Files], Tree]

OLD = [name for name in profile_names() if not load_profile(name).strict_runtime]
NEW = [name for name in profile_names() if load_profile(name).strict_runtime]


def read(make_tree: MakeTree, text: str | bytes, profile: str = "2026.4.0") -> Runtime:
    return read_runtime(Lookup(make_tree({"runtime.txt": text}), ""), load_profile(profile))


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize(
    ("text", "name", "version", "day"),
    [
        ("python-3.12", "python", "3.12", None),
        ("\n python-3.12 \r\n", "python", "3.12", None),
        ("r-2026-06-01", "r", None, date(2026, 6, 1)),
        ("r-4.2-2026-06-01", "r", "4.2", date(2026, 6, 1)),
        ("r-4.2.1-2026-06-01", "r", "4.2.1", date(2026, 6, 1)),
    ],
)
def test_understood(
    make_tree: MakeTree, profile: str, text: str, name: str, version: str | None, day: date | None
) -> None:
    found = read(make_tree, text, profile)
    assert (found.name, found.version, found.date) == (name, version, day)
    assert found.decides
    assert found.text == text.strip()
    assert not found.lacks_day


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize(
    "text", ["Python-3.12", "julia-1.10", "\ufeffpython-3.12", "R-4.4-2026-06-01", "r-4.4"]
)
def test_of_no_effect(make_tree: MakeTree, profile: str, text: str) -> None:
    assert not read(make_tree, text, profile).decides


def test_place(make_tree: MakeTree) -> None:
    found = read(make_tree, "\r\n\n  r-4.4-2026-06-01\n")
    assert found.place() == Location("runtime.txt", 3)
    assert found.place("4.4") == Location("runtime.txt", 3, 3)
    assert found.place("5") == Location("runtime.txt", 3)


@pytest.mark.parametrize("profile", NEW)
@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("3.12", "`python-3.12`"),
        ("python3.11", "`python-3.11`"),
        ("python 3.99", "`python-3."),
        ("r=4.4", "`r-4.4-2026-06-01`"),
        ("", "or delete the file"),
        ("\ufeff", "`python-3."),
        ("a-b-c", "`python-3."),
        ("python-", "`python-3."),
        ("python-3.12-2026-13-01", "`python-` and a version alone"),
    ],
)
def test_refused(make_tree: MakeTree, profile: str, text: str, mend: str) -> None:
    with pytest.raises(StopError) as caught:
        read(make_tree, text, profile)
    assert caught.value.stop.rule == "runtime-invalid"
    assert mend in caught.value.stop.fix


@pytest.mark.parametrize("profile", profile_names())
@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "0000-01-01"])
def test_no_day(make_tree: MakeTree, profile: str, day: str) -> None:
    with pytest.raises(StopError) as caught:
        read(make_tree, f"r-4.2-{day}\n", profile)
    assert caught.value.stop.rule == "r-snapshot-date"
    assert caught.value.stop.location == Location("runtime.txt", 1, 7)


@pytest.mark.parametrize("content", [b"\xff\xfep\x00y\x00", b"python-\xe9"])
def test_not_utf8(make_tree: MakeTree, content: bytes) -> None:
    with pytest.raises(StopError) as caught:
        read(make_tree, content)
    assert caught.value.stop.rule == "runtime-invalid"


WIDE = "\uff12\uff10\uff12\uff16"
"""Digits, and no ASCII ones."""
PARTS = [
    *("python", "r", "julia", "R", "Python", "", "3", "3.12", "4.4", "4.4.1", "4.2", "4x4", "3.2"),
    *("3.12.4", "2026", "2018", "06", "6", "13", "01", "01T10:00", "01 ", WIDE, "\n", "x", "9.9"),
]
STARTS = ["r-", "r-4.4-", "r-4.10-", "r-4.4.1-", "r-3.2-", "r-9-", "python-3.12-", "r-x-"]
DATED = st.builds(
    "{}{}-{}-{}".format,
    st.sampled_from(STARTS),
    st.sampled_from(["2026", "2018", "0001", "9999", "20260", WIDE]),
    st.sampled_from(["06", "12", "13", "6", "00"]),
    st.sampled_from(["01", "07", "06", "31", "7", "07-x", "07x", "07 10:00", "07\n", "07-"]),
)
OTHERS = ["DESCRIPTION", "environment.yml", "Project.toml", "Pipfile", "default.nix"]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=6).map("-".join), DATED, st.text(max_size=20)
)


@pytest.mark.skipif(RELEASE not in profile_names(), reason="no profile of this release")
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, others=st.lists(st.sampled_from(OTHERS), unique=True, max_size=2))
@example(text="python-3.5", others=["DESCRIPTION"])
@example(text="r-2026-13-01", others=["Project.toml"])
@example(text="python", others=["Pipfile"])
@example(text="r-4.4", others=["DESCRIPTION"])
@example(text="julia-1.10", others=["DESCRIPTION"])
@example(text="r-2026-06-01-x", others=[])
@example(text="r-2026-06-01T10:00", others=[])
@example(text="r-2018-12-06", others=[])
@example(text="r-2018-12-07", others=[])
def test_agrees(text: str, others: list[str]) -> None:
    files = {"runtime.txt": text.encode("utf-8", "replace"), **dict.fromkeys(others, "")}
    with fresh_folder() as root:
        write_files(root, files)
        theirs = ask(root)
        ours = read_environment(Tree(root, frozenset(files)), Settings(profile=RELEASE))
    assert ours.buildpack == theirs.buildpack
    assert (ours.failure is not None) == (theirs.error is not None), (ours.failure, theirs.error)
    if theirs.error is None:
        assert ours.python == theirs.python
    if theirs.buildpack == "r" and theirs.error is None:
        assert ours.r is not None
        assert ours.r.version == theirs.r
