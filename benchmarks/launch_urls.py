"""What the launch URLs of a book of 10,000 pages cost, and how often git is asked for them.

    python benchmarks/launch_urls.py [--pages 10000]

A repository of that many notebooks is made, and the URL of each is derived in one process, once as
links to a branch and once as links to the last change of the environment. Beside it, in the same
run, the URLs as sphinx-book-theme's code makes them (`quote` of the repository, f-strings, no look
at the files), as far as it can be called without a page: what a URL costs at the least.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from sphinx_binderhub.book import find_book
from sphinx_binderhub.project import Project
from sphinx_binderhub.repository import git

NOTEBOOK = '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}'
ENVIRONMENT = "channels: [conda-forge]\ndependencies: [python=3.12, nbgitpuller]\n"


def make_book(root: Path, pages: int) -> list[str]:
    """Write and commit a book of `pages` notebooks; return their paths."""
    paths = [
        f"book/part {part}/chapter & {part}-{number}.ipynb"
        for part in range(100)
        for number in range(pages // 100)
    ]
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(NOTEBOOK)
    (root / "environment.yml").write_text(ENVIRONMENT)
    (root / "book/conf.py").write_text("project = 'x'\n")
    for command in (
        ("init", "-q", "-b", "main"),
        ("remote", "add", "origin", "https://github.com/o/r.git"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"),
        ("config", "branch.main.remote", "origin"),
        ("config", "branch.main.merge", "refs/heads/main"),
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    return paths


def book_theme(path: str) -> str:
    """Return what sphinx-book-theme writes for a page."""
    return f"https://mybinder.org/v2/gh/o/r/{quote('main')}?urlpath=lab/tree/{path}"


def main() -> None:
    """Make the book, derive every URL, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    pages = parser.parse_args().pages
    asked = 0
    ask = git.ask

    def counted(*arguments: object, **options: object) -> bytes:
        nonlocal asked
        asked += 1
        return ask(*arguments, **options)  # type: ignore[arg-type]

    git.ask = counted
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        paths = make_book(root, pages)
        least = time.process_time()
        for path in paths:
            book_theme(path)
        least = time.process_time() - least
        print(f"f-strings, nothing looked at: {least:.3f} s for {len(paths)} pages")
        for build in ("ref", "environment"):
            asked = 0
            start = time.process_time()
            project = Project.of_book(find_book(root, root / "book"), given={"build": build})
            known = time.process_time()
            urls = {project.launch(path).url for path in paths}
            done = time.process_time()
            assert len(urls) == len(paths)
            print(
                f"build = {build!r}: facts {known - start:.3f} s, URLs {done - known:.3f} s "
                f"({(done - known) / len(paths) * 1e6:.0f} us a page), git asked {asked} times"
            )


if __name__ == "__main__":
    main()
