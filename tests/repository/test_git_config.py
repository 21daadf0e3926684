from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.repository.git_config import ConfigError, Entry, read_config

PIECES = (
    *("[", "]", '"', "\\", "\n", "\r\n", "\r", " ", "\t", "#", ";", "=", ".", "-", "a", "URL", "é"),
    *(
        "[submodule]",
        '[submodule "a"]\n',
        '[Sub.Mod "x\\"y"]',
        "\n\tpath = x\n",
        "url=a b  c ; d\n",
    ),
    *('"a;b"', "\\n", "\\q", "\\\n", "[a]", "[ ", '"]', "1", "\x0b", "x = ", "[a b]", "\ufeff"),
)
CONTENT = st.lists(st.sampled_from(PIECES), max_size=14).map("".join).map(os.fsencode)


def in_git(file: Path) -> list[tuple[str, str | None]] | None:
    """Return what git reads of a file, `None` where it stops."""
    done = subprocess.run(
        ["git", "config", "--file", str(file), "--list", "-z"], capture_output=True, timeout=60
    )
    if done.returncode:
        return None
    entries = os.fsdecode(done.stdout).split("\0")[:-1]
    return [
        (key, value if sign else None)
        for key, sign, value in (one.partition("\n") for one in entries)
    ]


@given(CONTENT)
@example(b'[a]\nb = "x\\\ny" z\n')
@example(b"[a]\nb = x\\")
@example(b'[a]\nb = "" c')
@example(b"[a]\nb = \\\n c")
@settings(max_examples=200, deadline=None)
def test_git_reads_the_same(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "config"
    file.write_bytes(content)
    try:
        ours = [(entry.key, entry.value) for entry in read_config(content)]
    except ConfigError:
        ours = None
    theirs = in_git(file)
    assert ours == theirs


def test_the_place_of_a_value() -> None:
    content = b'\xef\xbb\xbf[submodule "a"]\r\n\tpath = a\r\n  url = \\\n x # y\n\tshallow\n'
    assert read_config(content) == [
        Entry("submodule.a.path", "a", 2, 9),
        Entry("submodule.a.url", "x", 3, 9),
        Entry("submodule.a.shallow", None, 5, 2),
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[a]\nb = c\n[broken\n", 3),
        (b"[a]\n=\n", 2),
        (b'[a]\nb = "c\n', 2),
        (b"[a]\nb = \\q\n", 2),
        (b"\n[]\n", 2),
        (b"<<<<<<< HEAD\n[a]\n", 1),
    ],
)
def test_the_line_at_which_git_stops(content: bytes, line: int) -> None:
    with pytest.raises(ConfigError) as error:
        read_config(content)
    assert error.value.line == line


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read(content: bytes) -> None:
    for start in (b"", b"[a]\nb = "):
        with suppress(ConfigError):
            read_config(start + content)


@pytest.mark.parametrize("text", ["\\\n", '"', " ", "[a]\n", "b\n", "#", "\r", "a b", "\n", "\\"])
def test_a_hostile_file_takes_no_time(text: str) -> None:
    content = ("[a]\nb = x" + text * (256 * 1024 // len(text))).encode()
    start = time.perf_counter()
    with suppress(ConfigError):
        read_config(content)
    assert time.perf_counter() - start < 5
