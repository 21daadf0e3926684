"""Work that a second process shares, where there is much and Linux has a processor to spare."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def shared(
    work: Callable[[Iterable[Item]], list[Result]], items: Sequence[Item], sizes: Sequence[int]
) -> list[Result]:
    """Return `work(items)`, of which a copy of this process does the second half by `sizes`.

    `work` must give for each item what it gives for it alone, and what can be pickled. Whatever the
    copy cannot do is done here. Without Linux, beside other threads, or on one processor there is
    no copy: it would not be safe, or of no use.
    """
    if sys.platform != "linux" or not _is_spare():
        return work(items)
    middle = _middle(sizes)
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _answer(work, items[middle:], writer)
    os.close(writer)
    first = work(items[:middle])
    with os.fdopen(reader, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        return first + work(items[middle:])
    second: list[Result] = pickle.loads(answer)  # noqa: S301 - from a copy of this very process
    return first + second


def _answer(work: Callable[[Iterable[Item]], list[Result]], items: Sequence[Item], to: int) -> None:
    """Do the work and end the process, whatever happens: nothing else of it may run twice."""
    status = 1
    try:
        with os.fdopen(to, "wb") as pipe:
            pickle.dump(work(items), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _middle(sizes: Sequence[int]) -> int:
    """Return the place before which half of the work lies."""
    half, done = sum(sizes) / 2, 0
    for place, size in enumerate(sizes):
        done += size
        if done >= half:
            return place + 1
    return len(sizes)


def _is_spare() -> bool:
    """Tell whether a copy may be made, and has a processor of its own."""
    alone = threading.active_count() == 1  # a copy has this thread only, and the locks of all
    return alone and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
