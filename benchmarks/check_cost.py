"""What `check` costs on a repository of 5,000 files, beside repo2docker's own `--no-build`.

    python benchmarks/check_cost.py [--files 5000] [--notebooks 20] [--runs 7]

A repository is made and committed. In one process, after the imports, the decision and all rules on
it are timed. As whole processes, `sphinx-binderhub check` and `jupyter-repo2docker --no-build
--debug`, which renders the Dockerfile of the same tree, are run in turns, so that both have the same
machine; the ratio of their medians is printed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENVIRONMENT = """channels:
  - conda-forge
dependencies:
  - python=3.12
  - numpy=2.3
  - pandas=2.3
  - matplotlib=3.10
  - pip
  - pip:
    - seaborn==0.13.2
"""


def make_repository(root: Path, files: int, notebooks: int) -> None:
    """Write and commit a course of `files` files, `notebooks` of them notebooks."""
    cell = {"cell_type": "code", "source": "import numpy as np\nimport pandas as pd\n"}
    for number in range(notebooks):
        cells = [{**cell, "metadata": {}, "outputs": [], "execution_count": None}] * 10
        document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
        _write(root / f"book/part{number % 10}/chapter{number}.ipynb", json.dumps(document))
    for number in range(files - notebooks - 2):
        _write(root / f"data/set{number % 100}/{number}.csv", "a,b\n1,2\n")
    _write(root / "binder/environment.yml", ENVIRONMENT)
    _write(root / "book/conf.py", "extensions = ['myst_nb', 'sphinx_binderhub']\n")
    for command in (
        ("init", "-q", "-b", "main"),
        ("remote", "add", "origin", "https://github.com/o/r.git"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"),
        ("repack", "-adq"),  # as a clone has them
    ):
        subprocess.run(["git", *command], cwd=root, check=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


INSIDE = """
import sys, time
from pathlib import Path
import sphinx_binderhub.__main__
from sphinx_binderhub import rules
from sphinx_binderhub.book import find_book
from sphinx_binderhub.project import Project, with_chapters
for rule in rules.all_rules():
    rule.check  # loads it
root = Path(sys.argv[1])
start = time.perf_counter()
project = Project.of_book(find_book(root, root))
project.tree.files
known = time.perf_counter()
project = with_chapters(project)
parsed = time.perf_counter()
project.environment
decided = time.perf_counter()
rules.run(project)
judged = time.perf_counter()
print(known - start, parsed - known, decided - parsed, judged - decided)
"""
"""The same as `check` does, with a clock between; a fresh process each time."""


def inside(root: Path) -> list[float]:
    """Return milliseconds for git and configuration, notebooks, decision, rules."""
    done = subprocess.run(
        [sys.executable, "-c", INSIDE, str(root)], check=True, capture_output=True, text=True
    )
    return [1000 * float(word) for word in done.stdout.split()]


def whole(command: list[str], root: Path) -> float:
    """Return the seconds of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, cwd=root, check=False, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Make the repository, time, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--notebooks", type=int, default=20)
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    ours = [sys.executable, "-m", "sphinx_binderhub", "check", "."]
    theirs = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_repository(root, given.files, given.notebooks)
        for command in (ours, theirs):  # both have been compiled and cached once
            whole(command, root)
        parts = [inside(root) for _ in range(given.runs)]
        pairs = [(whole(ours, root), whole(theirs, root)) for _ in range(given.runs)]
    medians = [statistics.median(column) for column in zip(*parts, strict=True)]
    names = ("git and configuration", "notebooks", "decision", "rules")
    print(f"{given.files} files, {given.notebooks} notebooks, medians of {given.runs} runs")
    for name, value in zip(names, medians, strict=True):
        print(f"  {name:22} {value:7.1f} ms")
    print(f"  {'decision and rules':22} {medians[2] + medians[3]:7.1f} ms, after import")
    one, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"whole process: check {one:.3f} s, repo2docker --no-build {other:.3f} s")
    print(f"ratio {one / other:.2f}")


if __name__ == "__main__":
    main()
