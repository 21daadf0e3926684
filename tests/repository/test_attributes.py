from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.repository.attributes import read_attributes
from tests.conftest import git

ASKED = ("filter", "text", "diff", "merge", "m", "n")
PATHS = (
    *("a", "b.csv", "a/b.csv", "a/b/c.csv", "a/b/c", "ab/c", "abc/d/e", "x y", "é", "a[b]", "-a"),
    *("a/é.csv", "a/x y.csv", "b/a/b.csv", "!a", "#a", "aaab", "a/aab/b", ".a", "a\\b", '"a'),
)


def in_git(root: Path, files: Mapping[str, bytes], paths: tuple[str, ...]) -> dict[str, list[str]]:
    """Return what git itself says of `paths`, with `files` in its index."""
    git(root, "read-tree", "--empty")
    for path, content in files.items():
        blob = ask(root, content, "hash-object", "-w", "--stdin", "--no-filters").decode().strip()
        git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    names = b"\0".join(map(os.fsencode, paths))
    command = ("check-attr", "--cached", "-z", "--stdin", *ASKED)
    fields = os.fsdecode(ask(root, names, *command)).split("\0")[:-1]
    found: dict[str, list[str]] = {path: [] for path in paths}
    for path, value in zip(fields[::3], fields[2::3], strict=True):
        found[path].append(value)
    return found


def ask(root: Path, text: bytes, *command: str) -> bytes:
    return subprocess.run(
        ["git", *command], cwd=root, input=text, capture_output=True, check=True, timeout=60
    ).stdout


def ours(files: Mapping[str, bytes], paths: tuple[str, ...]) -> dict[str, list[str]]:
    attributes = read_attributes(files)

    def value(path: str, name: str) -> str:
        found = attributes.value(path, name)
        return "unspecified" if found is None else found

    return {path: [value(path, name) for name in ASKED] for path in paths}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("attributes")
    git(root, "init", "--quiet")
    return root


PIECES = (
    *(
        "a",
        "b",
        "c",
        ".csv",
        "*",
        "**",
        "***",
        "?",
        "/",
        "/**/",
        "**/",
        "/**",
        "[ab]",
        "[!a]",
        "\\",
    ),
    *(
        "[[:alpha:]]",
        "[^[:space:]]",
        "[a-c]",
        "[]a]",
        "[a",
        "[[:x:]]",
        "[[:]",
        "[a\\]]",
        "\\/",
        "é",
    ),
    *("[b-a]", "[a-]", "[--b]", "[/]", " ", '"', "!", "#", "-", "\\ ", "\\303\\251", "[[::]]"),
)
WORDS = (
    *("filter", "filter=lfs", "-filter", "!filter", "text", "-text", "m", "-m", "!m", "m=1", "n"),
    *("binary", "-binary", "diff=a", "=", "a=", "--x", "x/y", "filter=", "merge=é", "-text=1"),
)
PATTERN = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
QUOTED = PATTERN.map(lambda text: f'"{text}"')
MACRO = st.sampled_from(["[attr]m", "[attr]n", "[attr]binary", "[attr]", "[attr] m", '"[attr]n x"'])
LINE = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", " ", "\t", "#"]),
    st.one_of(PATTERN, QUOTED, MACRO),
    st.lists(st.sampled_from(WORDS), max_size=4).map(lambda words: "".join(f" {w}" for w in words)),
    st.sampled_from(["", "\r", " ", "\0", " # x"]),
)
FILE = st.lists(LINE, max_size=6).map("\n".join).map(os.fsencode)


@given(
    files=st.fixed_dictionaries(
        {".gitattributes": FILE}, optional={"a/.gitattributes": FILE, "a/b/.gitattributes": FILE}
    )
)
@example(files={".gitattributes": b"ab**/c filter"})
@example(files={".gitattributes": b"[attr]m filter=lfs\n* m\n", "a/.gitattributes": b"*.csv -m\n"})
@settings(max_examples=100, deadline=None)
def test_git_says_the_same(repository: Path, files: dict[str, bytes]) -> None:
    assert ours(files, PATHS) == in_git(repository, files, PATHS)


def test_the_line_that_decides() -> None:
    files = {
        ".gitattributes": b"# data\n[attr]large filter=lfs -text\n*.nc large\n",
        "old/.gitattributes": b"\n*.nc !filter\n",
    }
    attributes = read_attributes(files)
    value, line = attributes.source("data/a.nc", "filter")
    assert line is not None
    assert (value, line.path, line.number) == ("lfs", ".gitattributes", 3)
    value, line = attributes.source("old/a.nc", "filter")
    assert line is not None
    assert (value, line.path, line.number) == (None, "old/.gitattributes", 2)
    assert attributes.source("a.csv", "filter") == (None, None)


@given(st.binary(max_size=300), st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read(content: bytes, path: str) -> None:
    files = {".gitattributes": content + b" filter=lfs\n" + content, "a/.gitattributes": content}
    for name in ("filter", "text"):
        read_attributes(files).value(f"a/{path.encode(errors='replace').decode()}", name)


@pytest.mark.parametrize(
    "line",
    [
        "*a" * 800 + "b",
        "**/a/" * 380 + "b",
        "[" * 1500,
        "[[:alpha:]" * 150,
        "*" * 2000,
        "?" * 1500,
        "[a-" * 500 + "]" * 500,
        '"' * 1999,
    ],
)
def test_a_hostile_file_takes_no_time(line: str) -> None:
    content = f"{line} filter=lfs\n".encode()
    content *= min(500, 250_000 // len(content))
    start = time.perf_counter()
    attributes = read_attributes({".gitattributes": content})
    for path in ("a" * 250, "a/" * 120 + "c", "a/b"):
        attributes.value(path, "filter")
    assert time.perf_counter() - start < 5


def test_lines_without_wildcards_are_found_at_once() -> None:
    content = b"".join(b"a/f%d filter=lfs\nn%d filter=lfs\n" % (one, one) for one in range(9000))
    attributes = read_attributes({".gitattributes": content + b"*.nc filter=lfs\n"})
    assert attributes.weight("filter") == 1
    start = time.perf_counter()
    found = [attributes.value(f"a/f{one}", "filter") for one in range(9000)]
    assert found == ["lfs"] * 9000
    assert time.perf_counter() - start < 5


def test_many_macros_take_no_time() -> None:
    content = b"".join(b"[attr]m%d m%d m%d\n" % (one, one + 1, one + 2) for one in range(9000))
    start = time.perf_counter()
    attributes = read_attributes({".gitattributes": content + b"[attr]m9001 filter=lfs\n* m0\n"})
    assert attributes.value("a", "filter") == "lfs"
    assert time.perf_counter() - start < 5
