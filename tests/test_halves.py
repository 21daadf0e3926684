"""Work shared with a second process gives what it gives alone."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Mapping

import pytest

from sphinx_binderhub import chapters, halves
from sphinx_binderhub.halves import shared
from sphinx_binderhub.tree import Tree
from tests.conftest import notebook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no second process")
HERE = os.getpid()
AS_IT_IS = halves._is_spare


@pytest.fixture(autouse=True)
def _two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_is_spare", lambda: True)


def squares(numbers: Iterable[int]) -> list[tuple[int, bool]]:
    return [(number**2, os.getpid() == HERE) for number in numbers]


def test_the_second_half_is_done_by_another_process() -> None:
    assert shared(squares, [1, 2, 3, 4], [1, 1, 1, 1]) == [
        (1, True), (4, True), (9, False), (16, False),
    ]  # fmt: skip


def test_halves_are_of_one_size() -> None:
    assert [here for _, here in shared(squares, [1, 2, 3, 4], [9, 1, 1, 1])] == [True] + [False] * 3
    assert [here for _, here in shared(squares, [1, 2], [1, 9])] == [True, True]
    assert shared(squares, [], []) == []


@pytest.mark.parametrize(
    "fail",
    [lambda: 1 / 0, lambda: os._exit(3), lambda: os.kill(os.getpid(), 9), lambda: sys.exit(0)],
)
def test_what_the_other_cannot_do_is_done_here(fail: Callable[[], object]) -> None:
    def work(numbers: Iterable[int]) -> list[int]:
        if os.getpid() != HERE:
            fail()
        return [number + 1 for number in numbers]

    assert shared(work, [1, 2, 3, 4], [1, 1, 1, 1]) == [2, 3, 4, 5]


def test_what_cannot_be_pickled_is_made_here() -> None:
    def work(numbers: Iterable[int]) -> list[Callable[[], int]]:
        return [lambda number=number: number for number in numbers]

    assert [one() for one in shared(work, [1, 2], [1, 1])] == [1, 2]


def test_an_error_of_our_own_is_raised() -> None:
    def work(numbers: Iterable[int]) -> list[float]:
        return [1 / number for number in numbers]

    with pytest.raises(ZeroDivisionError):
        shared(work, [1, 2, 3, 0], [1, 1, 1, 1])


def test_beside_other_threads_there_is_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_is_spare", AS_IT_IS)
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert all(here for _, here in shared(squares, [1, 2, 3, 4], [1, 1, 1, 1]))
    finally:
        stop.set()
        thread.join()


def test_chapters_are_the_same(
    make_tree: Callable[[Mapping[str, str]], Tree], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"n{n}.ipynb": notebook(f"import m{n}\nopen('{n}.csv')") for n in range(9)}
    tree = make_tree({**files, "broken.ipynb": "{", "README.md": "# x"})
    alone = chapters.find_chapters(tree)
    monkeypatch.setattr(chapters, "_MUCH", 1)
    assert chapters.find_chapters(tree) == alone
    assert len(alone) == 10
