"""What whole processes cost, run in turns so that all have the same machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """Seconds of one process and of all that it started."""

    wall: float
    cpu: float


def cost(command: list[str], folder: Path) -> Cost:
    """Run a command and return what it cost; its status does not matter, but a traceback does."""
    quiet = subprocess.DEVNULL
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=said)
        _, _, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = 0  # it was waited for here
        said.seek(0)
        if b"Traceback (most recent" in (errors := said.read()):
            raise SystemExit(errors.decode(errors="replace"))
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def in_turns(commands: Mapping[str, list[str]], folder: Path, runs: int) -> dict[str, list[Cost]]:
    """Run each command once for the caches, then all of them in turns."""
    for command in commands.values():
        cost(command, folder)
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            costs[name].append(cost(command, folder))
    return costs


def median(costs: list[Cost]) -> Cost:
    """Return the median wall time and the median processor time."""
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


def least(costs: list[Cost]) -> Cost:
    """Return the least of each."""
    return Cost(*(min(column) for column in zip(*costs, strict=True)))
