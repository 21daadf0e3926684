"""The corpus: public course notebooks, at the commits that `corpus.toml` names.

    python benchmarks/corpus.py            # the commands that make the folder of clones
    python benchmarks/corpus.py CLONES     # checks the folder, and counts its notebooks

A clone is `CLONES/<owner>-<name>`, bare or not; its files are read from git at the commit, and never
from disk.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import tomllib

LIST = Path(__file__).with_name("corpus.toml")
TEXT = (".md", ".myst", ".py", ".Rmd", ".qmd")
HEADER = re.compile(
    rb"\A(?:#[^\n]*\n)*(?:# )?---[ \t]*\r?\n(?:[^\n]*\n)*?(?:# ? ?)?[ ]*(?:kernelspec|jupytext):"
)


@dataclass(frozen=True)
class Repository:
    """One entry of the corpus; `folders` where it is not the whole repository, `without` some."""

    name: str
    commit: str
    ipynb: int
    text: int
    folders: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        return self.name.replace("/", "-")


@dataclass(frozen=True)
class Source:
    """One notebook as it lies in git."""

    repository: str
    path: str
    content: bytes

    @property
    def is_text(self) -> bool:
        return not self.path.endswith(".ipynb")


def repositories(path: Path = LIST) -> list[Repository]:
    """Return what the corpus is made of."""
    rows = tomllib.loads(path.read_text("utf-8"))["repository"]
    lists = ("folders", "without")
    return [
        Repository(**{**row, **{key: tuple(row.get(key, ())) for key in lists}}) for row in rows
    ]


def notebooks(clones: Path, repository: Repository, *, whole: bool = True) -> Iterator[Source]:
    """Yield the notebooks of one repository, and the text files that begin as notebooks do.

    Where the `whole` is wanted, a file that the clone lacks is the end.
    """
    clone = clones / repository.folder
    command = ("ls-tree", "-rz", "--name-only", repository.commit)
    listed = _git(clone, *command, *repository.folders).decode()
    paths = set(listed.split("\0")) - set(repository.without)
    wanted = [path for path in sorted(paths) if _candidate(path)]
    asked = "".join(f"{repository.commit}:{path}\n" for path in wanted).encode()
    answer = _git(clone, "cat-file", "--batch", given=asked)
    at = 0
    for path in wanted:
        end = answer.index(b"\n", at)
        size = answer[at:end].rpartition(b" ")[2]
        if size == b"missing":
            if whole:
                raise SystemExit(f"{repository.name}: {path} is not in the clone")
            at = end + 1
            continue
        content = answer[end + 1 : end + 1 + int(size)]
        at = end + 2 + len(content)
        if path.endswith(".ipynb") or HEADER.match(content[:65536]):
            yield Source(repository.name, path, content)


def _candidate(path: str) -> bool:
    hidden = any(part.startswith((".", "_build")) for part in path.split("/"))
    return not hidden and PurePosixPath(path).suffix in {".ipynb", *TEXT}


def _git(clone: Path, *command: str, given: bytes = b"") -> bytes:
    done = subprocess.run(
        ["git", *command], cwd=clone, input=given, capture_output=True, check=True
    )
    return done.stdout


def commands() -> Iterator[str]:
    """Yield the commands that make the folder of clones."""
    for one in repositories():
        address = f"https://github.com/{one.name}.git"
        yield f"git clone --no-checkout {address} {one.folder} && git -C {one.folder} cat-file -e {one.commit}"


def main() -> None:
    """Print the commands, or check the clones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path, nargs="?")
    clones = parser.parse_args().clones
    if clones is None:
        print(*commands(), sep="\n")
        return
    total = [0, 0]
    for one in repositories():
        kinds = [source.is_text for source in notebooks(clones, one)]
        counts = [kinds.count(False), kinds.count(True)]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        said = "" if counts == [one.ipynb, one.text] else f", and not {one.ipynb} and {one.text}"
        print(f"{one.name} {one.commit[:10]}: {counts[0]} .ipynb, {counts[1]} texts{said}")
    print(f"{total[0]} .ipynb and {total[1]} texts")


if __name__ == "__main__":
    main()
