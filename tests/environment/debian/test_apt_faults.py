from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.debian.apt_faults import find_faults
from sphinx_binderhub.environment.debian.apt_file import AptEntry
from sphinx_binderhub.findings import Location

PLACE = Location("apt.txt", 1, 1)


def kinds(line: str) -> list[str]:
    return list(find_faults([AptEntry(line, PLACE)]))


@pytest.mark.parametrize(
    "line",
    [
        *("git", "g++", "libc6:amd64", "libc6:i386", "git=1:2.43.0-1ubuntu7.1", "git=2*"),
        *("curl/noble-backports", "lib*-dev", "libboost1.8[0-9]-dev", "lamp-server^", "vim-"),
        *("-y git vim", "- git", "--install-recommends git", "-t noble git", "-o A::B=1 git"),
    ],
)
def test_none(line: str) -> None:
    assert kinds(line) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        *((line, "refused") for line in ("Git", "é", "'git'", "/x", "*", "=1")),
        *((line, "command") for line in ("apt install git", "sudo apt-get -y install git")),
        *((line, "version") for line in ("git==1", "git~=1", "git!=1", "git<2", "git<=2")),
        *((line, "shell") for line in ("git;", "git & vim", "a|b", "git>=2", "a`b`", "a$b", "a(b")),
        *((line, "address") for line in ("https://a.b/c", "./a.deb", "../a", "a.deb", "ppa:a/b")),
        *((line, "capitals") for line in ("libGL1", "git Vim", "curl/Noble")),
        *((line, "name") for line in ("a_b", "git,", "libé", "a@b", "git=", "a%b")),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(st.text(min_size=1), max_size=5))
def test_any_text(lines: list[str]) -> None:
    found = find_faults(AptEntry(line.strip() or "x", PLACE) for line in lines)
    assert all(found.values())


@pytest.mark.parametrize(
    "line",
    [
        "a" + "," * 250_000 + "a",
        "a " * 125_000,
        "sudo " * 50_000,
        "apt " + "i" * 250_000,
        "a=" * 99_999,
    ],
)
def test_hostile(line: str) -> None:
    start = time.perf_counter()
    kinds(line)
    assert time.perf_counter() - start < 1
