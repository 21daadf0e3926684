"""What LaTeX makes of links and names; its source is read, no TeX is run."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Built

Course = Callable[..., Path]
Build = Callable[..., Built]
TREE = ".. toctree::\n\n   one\n   two\n   plain\n"


def tex(course: Course, build: Build, text: str, conf: str = "", **files: str) -> str:
    """Return the LaTeX of a course whose first page says `text`."""
    index = f"Course\n======\n\n{TREE}\n{text}\n"
    built = build(course({"docs/index.rst": index, **files}, conf), "latex")
    assert built.warnings == ""
    return built.read("course.tex")


def assert_resolved(source: str, name: str) -> None:
    """Check that a reference to the name on the first page finds one label."""
    label = rf"\\detokenize{{index:{name}}}"
    assert source.count(rf"\label{{{label}}}".replace("\\\\", "\\")) == 1
    assert rf"\hyperref[{label}]".replace("\\\\", "\\") in source


def test_a_dollar_sign_is_percent_encoded(course: Course, build: Build) -> None:
    conf = """
binderhub_targets = [{"url": "https://x.example.org/open?a=$b&p={path}"}]
"""
    source = tex(course, build, "Press :binder:`here <one>`.", conf)
    assert r"x.example.org/open?a=\%24b\&p=docs\%2Fone.ipynb" in source
    assert "textdollar" not in source


def test_a_ref_with_a_dollar_sign(course: Course, build: Build) -> None:
    conf = """
binderhub_url = "https://hub.example.org/a$b"
binderhub_ref = "feat$x"
"""
    source = tex(course, build, "Press :binder:`here <one>`.", conf)
    links = re.findall(r"\\sphinx(?:href|nolinkurl){([^}]*)}", source)
    assert len([link for link in links if "hub.example.org" in link]) >= 5
    assert "textdollar" not in "".join(links)
    assert all("a\\%24b" in link for link in links if "hub.example.org" in link)


BADGE = ".. binder-badge::\n   :path: docs/one.ipynb\n"
INDEX = ".. binder-index::\n"
EMPTY = ".. binder-index:: quiet\n"
QUIET = {"docs/quiet/words.rst": ":orphan:\n\nWords\n=====\n"}


@pytest.mark.parametrize("what", [BADGE, INDEX, EMPTY])
def test_a_name_has_its_label(course: Course, build: Build, what: str) -> None:
    text = f"{what}   :name: go\n\nSee :ref:`there <go>`.\n\nMore\n----\n\nWords.\n"
    assert_resolved(tex(course, build, text, **QUIET), "go")


@pytest.mark.parametrize("what", [BADGE, INDEX, EMPTY])
def test_a_name_before_a_heading_has_its_label(course: Course, build: Build, what: str) -> None:
    text = f"See :ref:`there <go>`.\n\n{what}   :name: go\n\nMore\n----\n\nWords.\n"
    assert_resolved(tex(course, build, text, **QUIET), "go")


@pytest.mark.parametrize("what", [BADGE, INDEX, EMPTY])
def test_a_label_before_it_is_written_once(course: Course, build: Build, what: str) -> None:
    text = f".. _go:\n.. _run:\n\n{what}   :name: now\n\nSee :ref:`a <go>`, :ref:`b <run>`, "
    source = tex(course, build, f"{text}:ref:`c <now>`.\n\nMore\n----\n", **QUIET)
    for name in ("go", "run", "now"):
        assert_resolved(source, name)


def test_a_badge_that_shows_nothing_keeps_its_label(course: Course, build: Build) -> None:
    text = ".. binder-badge::\n   :path: gone.ipynb\n   :name: go\n\nSee :ref:`there <go>`.\n"
    index = f"Course\n======\n\n{TREE}\n{text}\n"
    built = build(course({"docs/index.rst": index}), "latex")
    assert "gone.ipynb" in built.warnings
    assert_resolved(built.read("course.tex"), "go")
