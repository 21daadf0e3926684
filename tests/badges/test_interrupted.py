"""What a build leaves that did not write every page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Built, git

Course = Callable[..., Path]
Build = Callable[..., Built]
STOPPING = """
import os
def setup(app):
    def stop(app, pagename, *more):
        if pagename == os.environ.get("STOP"):
            raise KeyboardInterrupt
    app.connect("html-page-context", stop)
"""


def sphinx(source: Path, *names: str, stop: str = "", parallel: int = 1) -> Path:
    """Build as an author does, up to the page `stop`, and return the output folder."""
    out = source / "_build" / "html"
    command = [sys.executable, "-m", "sphinx", "-q", "-j", str(parallel), source, out, *names]
    done = subprocess.run(command, env={**os.environ, "STOP": stop}, check=False)
    assert (done.returncode != 0) == bool(stop)
    return out


def ref_on(out: Path, page: str) -> str:
    text = (out / f"{page}.html").read_text()
    return text.partition("mybinder.org/v2/gh/o/r/")[2].partition("?")[0]


def branch(source: Path, name: str) -> None:
    git(source.parent, "config", "branch.main.merge", f"refs/heads/{name}")


@pytest.mark.parametrize("parallel", [1, 2])
def test_what_an_interrupted_build_did_not_write_is_written_next_time(
    course: Course, parallel: int
) -> None:
    source = course(conf=STOPPING)
    sphinx(source)
    branch(source, "dev")
    out = sphinx(source, stop="one")
    assert ref_on(out, "two") == "main"
    sphinx(source, parallel=parallel)
    assert [ref_on(out, page) for page in ("one", "two")] == ["dev", "dev"]


def test_what_an_interrupted_build_did_write_is_known_to_be_unknown(course: Course) -> None:
    source = course(conf=STOPPING)
    sphinx(source)
    branch(source, "dev")
    out = sphinx(source, stop="two")
    assert ref_on(out, "one") == "dev"
    branch(source, "main")
    sphinx(source)
    assert [ref_on(out, page) for page in ("one", "two")] == ["main", "main"]


def test_what_a_build_of_a_few_pages_leaves_is_written_next_time(course: Course) -> None:
    source = course()
    sphinx(source)
    branch(source, "dev")
    out = sphinx(source, str(source / "one.ipynb"))
    assert [ref_on(out, page) for page in ("one", "two")] == ["dev", "main"]
    sphinx(source)
    assert [ref_on(out, page) for page in ("one", "two")] == ["dev", "dev"]


def test_a_memory_that_cannot_be_written_is_none(course: Course, build: Build) -> None:
    source = course()
    built = build(source)
    (file,) = Path(built.app.doctreedir).glob("binderhub-*.json")
    file.with_suffix(".new").mkdir()  # in the way of every new one
    git(source.parent, "config", "branch.main.merge", "refs/heads/dev")
    for _ in range(2):
        again = build(source)
        assert again.warnings == ""
        assert "/dev?labpath" in again.read("one.html")
    assert not file.exists()
