"""Lines as pip reads them; the expectations were compared with pip 25.2, the oldest with 23.2."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.pip.pip_line import PipLine, is_path, join_continued, parse_pip

GIT = "git+https://example.org/o/a.git"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", PipLine()),
        ("# only a comment", PipLine()),
        ("numpy==2.3  # why", PipLine("numpy", "==2.3")),
        ("numpy\t# why", PipLine("numpy")),
        ("scikit-learn[plots]>=1; python_version > '3.8'",
         PipLine("scikit-learn", ">=1", extras=frozenset({"plots"}))),
        ("numpy==2.3;", PipLine("numpy", "==2.3")),
        ("numpy (>=2)", PipLine("numpy", ">=2")),
        ("pywin32; sys_platform == 'win32'", PipLine()),
        ("pywin32; platform_system=='Windows' and python_version>'3'", PipLine()),
        ("numpy --hash=sha256:abc", PipLine("numpy", hashed=True)),
        ("numpy --hash sha256:abc --hash=sha512:def", PipLine("numpy", hashed=True)),
        ("-r other.txt", PipLine(include="other.txt")),
        ("--requirement=other.txt", PipLine(include="other.txt")),
        ("--requirem 'other.txt'", PipLine(include="other.txt")),
        ("-rother.txt", PipLine(include="other.txt")),
        ("-c limits.txt", PipLine(constraints="limits.txt")),
        ("--pre", PipLine()),
        ("--index-url https://example.org", PipLine(elsewhere=True)),
        ("--extra-index-url=https://example.org", PipLine(elsewhere=True)),
        ("-f wheels", PipLine(target="wheels", finds=True, elsewhere=True)),
        ("-e .", PipLine(target=".", editable=True)),
        ("-e .[docs, tests]", PipLine(target=".[docs,", editable=True)),
        ("-e '.[docs,tests]'",
         PipLine(target=".[docs,tests]", editable=True, extras=frozenset({"docs", "tests"}))),
        (".", PipLine(target=".")),
        ("./a/b", PipLine(target="./a/b")),
        ("a/b", PipLine(target="a/b")),
        ("a-1.0-py3-none-any.whl", PipLine(target="a-1.0-py3-none-any.whl")),
        ("C:\\a\\b", PipLine(target="C:\\a\\b")),
        (f"{GIT}#egg=a", PipLine(target=f"{GIT}#egg=a")),
        (f"{GIT}; sys_platform == 'win32'", PipLine()),
        (f"-e {GIT}#egg=a", PipLine("a", target=f"{GIT}#egg=a", editable=True)),
        ("a @ git+https://example.org/a", PipLine("a", target="git+https://example.org/a")),
        ("a@https://example.org/a.zip", PipLine("a", target="https://example.org/a.zip")),
        ("a[b] @ file:///c", PipLine("a", target="file:///c", extras=frozenset("b"))),
        ("numpy==${VERSION}", PipLine(understood=False)),
        ("numpy==${version}", PipLine(understood=False)),
        ("a" * 5000, PipLine(understood=False)),
    ],
)  # fmt: skip
def test_a_line(text: str, expected: PipLine) -> None:
    found = parse_pip(text, "3.12")
    if "${version}" in text or ", tests" in text:
        assert found.refusal is not None  # pip takes neither
        return
    assert found == expected


@pytest.mark.parametrize(
    ("text", "kind", "fix"),
    [
        ("numpy=2.3", "conda", "Write `numpy==2.3`."),
        ("numpy = 2.3", "conda", "Write `numpy==2.3`."),
        ("numpy=2.3=py312_0", "conda", "Write `numpy==2.3`."),
        ("numpy==2.3=py312_0", "conda", "Write `numpy==2.3`."),
        ("numpy 2.3", "no operator", "Write `numpy==2.3`."),
        ("numpy: 2.3", "no operator", "Write `numpy==2.3`."),
        ("numpy@2.3", "no operator", "Write `numpy==2.3`."),
        ("a @ ./b", "address", "Write `./b` alone"),
        ("numpy=>2.3", "turned", "Write `numpy>=2.3`."),
        ("numpy =< 2.3", "turned", "Write `numpy<=2.3`."),
        ("numpy>=2.*", "wildcard", "Write `numpy>=2`."),
        ("numpy>=1,<=2.3.*", "wildcard", "Write `numpy>=1,<=2.3`."),
        ("'numpy==2.3',", "quoted", "Write `numpy==2.3`."),
        ("numpy, scipy==1.16", "several", "Write `numpy`, `scipy==1.16`, one a line."),
        ("numpy scipy", "several", "Write `numpy`, `scipy`, one a line."),
        ("numpy,", "comma", "Write `numpy`."),
        ("pip install -q numpy", "command", "Write `numpy`."),
        ("!pip install numpy scipy", "command", "Write `numpy`, `scipy`, one a line."),
        ("import numpy as np", "code", "Write the name of the package that holds the module."),
        ("<<<<<<< HEAD", "conflict", ""),
        ("=======", "conflict", ""),
        ("Package    Version", "table", "`python -m pip list --format=freeze > requirements.txt`"),
        ("dependencies:", "yaml", "Rename the file to `environment.yml`"),
        ("<!DOCTYPE html>", "markup", "`Raw`"),
        ("numpy==", "syntax", "`numpy==2.3.2`"),
        ("numpy; python_version >= 3.8", "marker", '`; python_version >= "3.8"`'),
        ("numpy; python == '3.8'", "marker", '`; python_version >= "3.10"`'),
        ("numpy -U", "option -U", "Delete `-U`"),
        ("--upgrade numpy", "option --upgrade", "Delete `--upgrade`"),
        ("---------- -------", "option ----------", ""),
        ("-r", "option value", "Write `-r` and its value on a line of their own."),
        ("numpy --hash=md5:abc", "hash", "`--hash=sha256:`"),
        ("-r 'a.txt", "quotation", "Close the quotation."),
        (f"-e {GIT}@main", "egg", "Add `#egg=a`"),
        ("-e https://example.org/o/a.git", "editable", "Write `git+https://example.org/o/a.git`"),
    ],
)
def test_a_line_that_pip_refuses(text: str, kind: str, fix: str) -> None:
    refusal = parse_pip(text, "3.12").refusal
    assert refusal is not None
    assert (refusal.kind, refusal.fatal) == (kind, True)
    assert fix in refusal.fix


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("- numpy", "numpy"),
        ("--pre numpy", "numpy"),
        ("--extra-index-url https://example.org torch==2", "torch==2"),
        ("-r a.txt b.txt", "b.txt"),
    ],
)
def test_words_that_pip_passes_over(text: str, ignored: str) -> None:
    refusal = parse_pip(text).refusal
    assert refusal is not None
    assert not refusal.fatal
    assert f"`{ignored}`" in refusal.message


def test_older_pips_accept_more() -> None:
    for text, since in [("numpy>=2.*", "24.1"), ("numpy>dev", "24.1"), ("numpy=2", None)]:
        refusal = parse_pip(text).refusal
        assert refusal is not None
        assert refusal.since == since
    refusal = parse_pip("numpy --install-option=x").refusal
    assert refusal is not None
    assert refusal.since == "23.1"


def test_a_secret_is_not_shown() -> None:
    refusal = parse_pip("-e git+https://me:secret@example.org/o/a").refusal
    assert refusal is not None
    assert "secret" not in refusal.message + refusal.fix


@pytest.mark.parametrize(
    ("text", "path"),
    [("a/b", True), (".", True), ("a.whl", True), ("a.tar.gz[x]", True), ("./a@b", True),
     ("a", False), ("a.b", False), ("a @ b/c", False), ("a==1.0", False)],
)  # fmt: skip
def test_what_looks_like_a_path(text: str, path: bool) -> None:
    assert is_path(text) is path


def test_continued_lines() -> None:
    text = "a \\\n ==1\nb\n# c \\\nd\\"
    assert list(join_continued(text)) == [(1, "a  ==1"), (3, "b"), (4, "# c \\"), (5, "d")]
    assert list(join_continued("a \\\n# b\nc")) == [(1, "a  # b"), (3, "c")]


PIECES = ["numpy", "==", "=", ">", "1.2", ".*", " ", ";", "python_version", "'3'", "[", "]", "@"]
PIECES += ["https://x.org/a.zip", "git+", "./p", "-e ", "-r ", "--hash=sha256:a", "--", "#", "\\"]


@settings(max_examples=500, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=60))
def test_any_line(text: str) -> None:
    found = parse_pip(text, "3.12")
    assert found.refusal is None or (found.refusal.message.endswith(".") and found.refusal.fix)


HOSTILE = [
    " ",
    "#",
    "a ",
    "-e ",
    "[",
    "(",
    "a;",
    "'",
    "\\",
    "--hash=sha256:a ",
    "a,",
    "=",
    "a=",
    "-",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_line_is_quick(piece: str) -> None:
    start = time.monotonic()
    for text in (piece * 100_000, f"a{piece * 4000}b", f"{piece * 4000} "):
        parse_pip(text, "3.12")
        list(join_continued(text))
    assert time.monotonic() - start < 1
