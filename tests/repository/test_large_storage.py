from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.repository.history import CommittedTree, tree_at
from sphinx_binderhub.repository.large_storage import stored_files
from tests.conftest import Files

Make = Callable[..., Path]
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"


def stored(make: Make, files: Files) -> dict[str, int]:
    tree = tree_at(make(files), "HEAD")
    assert tree is not None
    return {one.path: one.size for one in stored_files(tree)}


def pointer(size: object) -> str:
    return POINTER.format("0" * 64, size)


def test_pointers_by_their_size(make_repository: Make) -> None:
    files = {
        ".gitattributes": "*.bin filter=lfs\n",
        "a.bin": pointer(10),
        "sub/b c.bin": pointer(99),
        "crlf.bin": pointer(5).replace("\n", "\r\n"),
        "extended.bin": pointer(7).replace("oid", "ext-0-x sha256:0\noid"),
        "text.bin": "not a pointer",
        "huge.bin": pointer("9" * 400),
        "other.txt": pointer(3),
    }
    assert stored(make_repository, files) == {"sub/b c.bin": 99, "a.bin": 10, "extended.bin": 7}


def test_attribute_files_that_are_not_read(make_repository: Make) -> None:
    root = make_repository({"a.bin": pointer(1), "x": "*.bin filter=lfs\n"}, commit=False)
    assert not stored_files(CommittedTree(root, frozenset(), {}))
    files = {
        ".gitattributes": "#" * 300_000 + "\n*.bin filter=lfs\n",
        "a/.gitattributes/x": "*.bin filter=lfs\n",
        "a/b.bin": pointer(1),
    }
    assert stored(lambda files: make_repository(files, name="other"), files) == {}


def test_what_git_has_not(make_repository: Make) -> None:
    root = make_repository({".gitattributes": "*.bin filter=lfs\n", "a.bin": pointer(1)})
    tree = tree_at(root, "HEAD")
    assert tree is not None
    _, blob, _ = tree.entries["a.bin"]
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    assert stored_files(tree) == ()


@given(st.binary(max_size=200), st.integers(0, 3))
@settings(max_examples=200, deadline=None)
def test_any_content_is_read(content: bytes, kept: int) -> None:
    """A tree as git would give it, with bytes that no pointer has."""
    start = pointer(1).encode().splitlines(keepends=True)[:kept]
    tree = FakeTree({".gitattributes": b"* filter=lfs\n" + content, "a": b"".join(start) + content})
    assert {one.path for one in stored_files(tree)} <= {"a", ".gitattributes"}


class FakeTree(CommittedTree):
    """Files without git."""

    def __init__(self, files: dict[str, bytes]) -> None:
        entries = {path: ("100644", path, str(len(text))) for path, text in files.items()}
        super().__init__(Path(), frozenset(files), entries)
        object.__setattr__(self, "texts", files)

    def contents(self, paths: object) -> dict[str, bytes]:
        return {path: self.texts[path] for path in paths}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("*a*a*a*[ab]*{}* filter=lfs\n", "a" * 40),
        ("*a" * 400 + "{} filter=lfs\n", "a" * 240),
        ("**/a/" * 100 + "{} filter=lfs\n", "a/" * 90),
    ],
)
@pytest.mark.parametrize("number", [2, 12, 200])
def test_a_hostile_file_takes_no_time(line: str, name: str, number: int) -> None:
    lines = "".join(line.format(one) for one in range(number))
    files = {f"{name}{one}": b"1" for one in range(5000)}
    start = time.perf_counter()
    stored_files(FakeTree({".gitattributes": lines.encode(), **files}))
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("mode", ["120000", "160000"])
def test_links_and_submodules_are_no_files(mode: str) -> None:
    tree = FakeTree({".gitattributes": b"* filter=lfs\n", "a": pointer(1).encode()})
    tree.entries["a"] = (mode, "a", "100")  # type: ignore[index]
    assert stored_files(tree) == ()
