"""How many image builds readers meet when a book is launched by branch, and by its environment.

Run by hand, with a Python that has jupyter-repo2docker (the extra `test`):

    python benchmarks/image_builds.py [--last N] [--jobs 2] [--reads NAME=PATH,PATH] CHECKOUT...

BinderHub builds an image for each commit it is asked for. A branch is another commit after every
push (`binderhub_build = "ref"`); `"environment"` launches the last commit that changed what
repo2docker reads. Each CHECKOUT is a clone of a book with its history. Its commits are taken along
the first parents of HEAD, as the branch was published; each is checked out in a temporary folder,
never in CHECKOUT, and our code chooses the commit of the image for a site that is built there.

Counted are the commits that mybinder.org can build: those in which repo2docker finds an environment
and does not stop over it, under both options. "Days" are days (UTC) with such a commit, of which
the last is taken: a site that is published once a day. The builds are the distinct commits that are
launched. nbgitpuller, which "environment" needs in the image, is taken as added by the author.

That no build was left out which is needed is judged without our reading of the files: for every
commit whose image is that of another commit, repo2docker itself reads both trees, and everything it
answers has to be the same: the buildpack, the Python version, the packages, the whole Dockerfile
that it renders, and the content of each file that it opened (which an audit hook of Python sees) or
copies, and of all that these include with `-r` and `-c`. Moreover:

- where a script of the author's is run (Dockerfile, postBuild, start, install.R, default.nix), the
  whole trees have to be the same, but for a Dockerfile that copies files by name: those;
- where a folder of the repository is installed as a package, none but documents may differ in it:
  no file inside a package, none of a kind that a build of a package could read.

A file that is large or missing in CHECKOUT is stood in for by a text of its own, and a submodule is
an empty folder.

"Least" is the number of different answers of repo2docker: fewer builds would be too few. It knows
nothing of what scripts read, nor of what a package is built from. A second row, marked with an
asterisk, is for books whose scripts run: the author has set `binderhub_environment_files = []`, or
to what --reads says of the book, so that the scripts read nothing else; the trees may then differ.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import fnmatch
import hashlib
import logging
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sphinx_binderhub.chapters import notebook_at  # noqa: E402
from sphinx_binderhub.config import Settings  # noqa: E402
from sphinx_binderhub.environment import Environment, read_environment  # noqa: E402
from sphinx_binderhub.environment.inputs import Inputs, read_inputs  # noqa: E402
from sphinx_binderhub.repository import git, history  # noqa: E402
from sphinx_binderhub.tree import Tree  # noqa: E402

HEADER = (
    "repository",
    *("commits", "days", "builds: ref", "environment", "least", "ratio"),
    *("daily: ref", "environment", "ratio", "pairs compared", "missed"),
)
DOCUMENT_SUFFIXES = (
    *(".ipynb", ".md", ".rst", ".rmd", ".qmd", ".pdf", ".bib", ".css", ".html", ".htm"),
    *(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"),
    *(".key", ".ppt", ".pptx", ".doc", ".docx"),
)
DOCUMENT_NAMES = frozenset(
    {
        *("license", "licence", "citation.cff", "_toc.yml", "_config.yml", "conf.py"),
        *(".gitignore", ".gitattributes", ".ds_store", "thumbs.db"),
    }
)
LARGEST = 2_000_000
"""Bytes of a file that is written out; repo2docker reads none that is larger."""
NO_FETCH = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
OWN_SCRIPTS = ("Dockerfile", "default.nix", "install.R", "postBuild", "start")


@dataclass(frozen=True)
class Commit:
    """One commit of the branch."""

    id: str
    tree: str
    day: str


@dataclass
class Count:
    """What one book costs, under one reading of its scripts."""

    name: str
    commits: int = 0
    left_out: int = 0
    days: int = 0
    builds: int = 0
    daily: int = 0
    least: int = 0
    pairs: set[tuple[str, str]] = field(default_factory=set)
    missed: dict[tuple[str, str], str] = field(default_factory=dict)
    causes: Counter[str] = field(default_factory=Counter)
    vain: Counter[str] = field(default_factory=Counter)
    unlisted: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    trusted: tuple[str, ...] | None = None

    @property
    def ratio(self) -> float:
        return self.commits / self.builds

    @property
    def daily_ratio(self) -> float:
        return self.days / self.daily


def main() -> None:
    """Print the table, the median and what was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("checkouts", metavar="CHECKOUT", nargs="+", type=Path)
    parser.add_argument("--last", metavar="N", type=int, help="take the last N commits only")
    parser.add_argument("--jobs", metavar="N", type=int, default=1, help="books at once")
    parser.add_argument(
        "--reads",
        metavar="NAME=PATH,..",
        action="append",
        default=[],
        help="what the scripts of the book NAME read, for its second row",
    )
    options = parser.parse_args()
    reads = {
        name: tuple(paths.split(","))
        for name, _, paths in (one.partition("=") for one in options.reads)
    }
    work = partial(measure, last=options.last, reads=reads)
    counts: list[Count] = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for found in pool.map(work, [path.resolve() for path in options.checkouts]):
            counts += found
            print(*(f"{one.name}: {len(one.pairs)} pairs" for one in found), file=sys.stderr)
    show(counts)


def measure(checkout: Path, last: int | None, reads: dict[str, tuple[str, ...]]) -> list[Count]:
    """Return the figures of one book, with a second count where scripts of the author's run."""
    logging.disable(logging.CRITICAL)  # repo2docker warns of most repositories
    git.TIME_LIMIT = 600  # these histories are read as a whole, and on a busy machine
    with tempfile.TemporaryDirectory() as folder:
        listed = reads.get(checkout.name, ())
        book = Book(checkout, Path(folder), listed)
        commits = book.commits(last)
        readings = {commit.id: book.read(commit.id) for commit in reversed(commits)}
        counts = [count(book, commits, readings, None)]
        if any(one.inputs[None].scripts for one in readings.values() if one.launchable):
            counts.append(count(book, commits, readings, listed))
        book.close()
    return [one for one in counts if one.commits]


def count(
    book: Book,
    commits: list[Commit],
    readings: dict[str, Reading],
    listed: tuple[str, ...] | None,
) -> Count:
    """Count the builds of the commits, newest first, and judge each choice."""
    found = Count(book.name, trusted=listed)
    images: dict[str, str] = {}
    for commit in commits:
        reading = readings[commit.id]
        if not reading.launchable:
            found.left_out += 1
            continue
        inputs = reading.inputs[listed]
        change = history.last_change(book.root, commit.id, False, cache(inputs.touches))
        images[commit.id] = change.commit
        found.kinds[reading.answer.kind] += 1
        if change.commit != commit.id:
            found.pairs.add((commit.id, change.commit))
            judge(book, commit.id, change.commit, listed is not None, found)
    launched = [commit for commit in commits if commit.id in images]
    newest = {commit.day: commit.id for commit in reversed(launched)}
    found.commits = len({commit.id for commit in launched})
    found.days = len(newest)
    found.builds = len(set(images.values()))
    found.daily = len({images[commit] for commit in newest.values()})
    found.least = len({readings[commit.id].answer.key for commit in launched})
    explain(book, readings, images, listed, found)
    return found


def judge(book: Book, commit: str, image: str, trusted: bool, found: Count) -> None:
    """Note what repo2docker needs of `commit` and does not find in the image of `image`."""
    here, there = book.read(commit).answer, book.read(image).answer
    where = f"{book.name}: {commit[:10]} launches {image[:10]}"
    if here.key != there.key:
        found.missed[commit, image] = f"{where}, but {here.difference(there)}"
        return
    if not here.runs_scripts and not here.installs:
        return
    changed = book.changed(commit, image)
    if here.copied is not None:  # nothing else of the repository is there while it is built
        changed = [path for path in changed if _falls_under(path, here.copied)]
    if here.runs_scripts and not trusted and changed:
        found.missed[commit, image] = f"{where}, but scripts run, and {changed[0]} differs"
    elif here.runs_scripts and trusted:
        found.unlisted.update(path for path in changed if here.names(path))
    needed = [path for path in changed if book.may_be_installed(path, here, commit, image)]
    if needed:
        found.missed[commit, image] = f"{where}, but {needed[0]} differs, which may be installed"


def explain(
    book: Book,
    readings: dict[str, Reading],
    images: dict[str, str],
    listed: tuple[str, ...] | None,
    found: Count,
) -> None:
    """Note which paths each image was built for, and those without effect on repo2docker."""
    for image in dict.fromkeys(images.values()):
        parent = book.parent(image)
        if parent is None:
            continue
        inputs = (readings.get(image) or book.read(image)).inputs[listed]
        touched = [path for path in book.changed(image, parent) if inputs.touches(path)]
        found.causes.update(touched)
        if book.read(image).answer.key == book.read(parent).answer.key:
            found.vain.update(touched)


class Book:
    """A clone, and a folder in which one commit after the other is checked out."""

    def __init__(self, checkout: Path, folder: Path, listed: tuple[str, ...]) -> None:
        self.root = checkout
        self.name = checkout.name
        self._work = folder / "tree"
        self._work.mkdir()
        self._laid: dict[str, tuple[str, str]] = {}
        self._objects = subprocess.Popen(
            ["git", "cat-file", "--batch-command"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=checkout,
            env={**os.environ, **NO_FETCH},
        )
        self._listed = listed
        self._readings: dict[str, Reading] = {}
        self._text_notebooks: dict[tuple[str, str], bool] = {}
        self.changed: Callable[[str, str], list[str]] = cache(self._changed)
        self.parent: Callable[[str], str | None] = cache(self._parent)
        self.files: Callable[[str], frozenset[str]] = cache(self._files)
        _remember_differences()

    def commits(self, last: int | None) -> list[Commit]:
        """Return the commits of the branch, newest first."""
        most = [f"--max-count={last}"] if last else []
        lines = self._git("log", "--first-parent", "--format=%H %T %ct", *most).splitlines()
        return [
            Commit(
                commit,
                tree,
                datetime.datetime.fromtimestamp(int(time), datetime.timezone.utc)
                .date()
                .isoformat(),
            )
            for commit, tree, time in map(str.split, lines)
        ]

    def read(self, commit: str) -> Reading:
        """Return our reading of a commit, and repo2docker's."""
        if commit not in self._readings:
            self._check_out(commit)
            tree = Tree(self._work, self.files(commit))
            environment = read_environment(tree, Settings())
            chapters = self._text_chapters(tree) if environment.installed else frozenset()
            inputs = {  # while the files lie there
                listed: read_inputs(environment, tree, listed, chapters)
                for listed in (None, self._listed)
            }
            answer = ask_repo2docker(self._work)
            self._readings[commit] = Reading(environment, inputs, answer)
        return self._readings[commit]

    def may_be_installed(self, path: str, answer: Answer, *commits: str) -> bool:
        """Whether `path` may be part of a package, or read while it is built."""
        for folder in answer.installs:
            start = f"{folder}/" if folder else ""
            if path.startswith(start):
                inside = path.removeprefix(start)
                if not is_document(inside) or self._in_package(path, start, commits):
                    return not self._is_notebook(path, commits)
        return False

    def _in_package(self, path: str, start: str, commits: Iterable[str]) -> bool:
        """Whether a folder above `path`, below the one that is installed, is a package."""
        parents = [path[: found.start()] for found in re.finditer("/", path)]
        below = [one for one in parents if len(one) > len(start)]
        marks = {f"{parent}/__init__.py" for parent in below}
        return any(marks & self.files(commit) for commit in commits)

    def _is_notebook(self, path: str, commits: Iterable[str]) -> bool:
        """Whether `path` is a page of the book that looks like a module."""
        texts = (
            self._git("show", f"{commit}:{path}")
            for commit in commits
            if path in self.files(commit)
        )
        return path.endswith(".py") and all("jupytext" in text[:2000] for text in texts)

    def close(self) -> None:
        """End git."""
        self._objects.communicate()

    def _text_chapters(self, tree: Tree) -> frozenset[str]:
        """Return the text notebooks that look like modules; others are documents by their names."""
        found = set()
        for path, entry in self._laid.items():
            if path.endswith(".py"):
                key = (path, entry[1])
                if key not in self._text_notebooks:
                    notebook = notebook_at(tree, path)
                    self._text_notebooks[key] = notebook is not None and notebook.text
                if self._text_notebooks[key]:
                    found.add(path)
        return frozenset(found)

    def _files(self, commit: str) -> frozenset[str]:
        return history.files_at(self.root, commit) or frozenset()

    def _changed(self, commit: str, other: str) -> list[str]:
        answer = self._git("diff-tree", "-r", "-z", "--no-renames", "--name-only", other, commit)
        return [path for path in answer.split("\0") if path]

    def _parent(self, commit: str) -> str | None:
        _, *parents = self._git("rev-list", "--parents", "-n1", commit).split()
        return parents[0] if parents else None

    def _check_out(self, commit: str) -> None:
        """Write what differs from the commit that lies in the folder."""
        new = self._entries(commit)
        for path in self._laid.keys() - new.keys():
            self._remove(path)
        for path, entry in new.items():
            if self._laid.get(path) != entry:
                if path in self._laid:
                    self._remove(path)
                self._write(path, *entry)
        self._laid = new

    def _entries(self, commit: str) -> dict[str, tuple[str, str]]:
        """Return mode and object of every file."""
        lines = self._git("ls-tree", "-r", "-z", commit).split("\0")
        parts = (line.partition("\t") for line in lines if line)
        return {path: (facts.split()[0], facts.split()[2]) for facts, _, path in parts}

    def _remove(self, path: str) -> None:
        file = self._work / path
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink()
        with contextlib.suppress(OSError):  # a folder that still holds something
            for folder in file.relative_to(self._work).parents[:-1]:
                (self._work / folder).rmdir()

    def _write(self, path: str, mode: str, name: str) -> None:
        file = self._work / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode == "160000":
            file.mkdir()
        elif mode == "120000":
            file.symlink_to(os.fsdecode(self._blob(name)))
        else:
            file.write_bytes(self._blob(name))

    def _blob(self, name: str) -> bytes:
        """Return a blob; its name stands in for one that is large, or missing in the clone."""
        assert self._objects.stdin
        assert self._objects.stdout
        self._objects.stdin.write(f"info {name}\n".encode())
        self._objects.stdin.flush()
        facts = self._objects.stdout.readline().split()
        if facts[-1] == b"missing" or int(facts[-1]) > LARGEST:
            return f"blob {name}\n".encode()
        self._objects.stdin.write(f"contents {name}\n".encode())
        self._objects.stdin.flush()
        size = int(self._objects.stdout.readline().split()[-1])
        return self._objects.stdout.read(size + 1)[:-1]

    def _git(self, *arguments: str) -> str:
        safe = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
        done = subprocess.run(
            ["git", *safe, *arguments],
            check=True,
            capture_output=True,
            cwd=self.root,
            env={**os.environ, **NO_FETCH},
        )
        return os.fsdecode(done.stdout)


def _remember_differences() -> None:
    """Have each pair of commits compared once, not once for each site; the choice is left alone."""
    if hasattr(history._differences, "known"):
        return
    ask = history._differences
    known: dict[tuple[str, str], list[str]] = {}

    def differences(root: Path, pairs: list[tuple[str, str]]) -> list[list[str]]:
        new = [pair for pair in pairs if pair not in known]
        known.update(zip(new, ask(root, new), strict=True))
        return [known[pair] for pair in pairs]

    differences.known = known  # type: ignore[attr-defined]
    history._differences = differences


@dataclass
class Reading:
    """What we and repo2docker read in one commit."""

    environment: Environment
    inputs: dict[tuple[str, ...] | None, Inputs]
    answer: Answer

    @property
    def launchable(self) -> bool:
        """Whether there is an environment, and mybinder.org does not stop over it."""
        found = self.environment
        return found.detected and found.stop is None and self.answer.buildpack is not None


@dataclass
class Answer:
    """What repo2docker answers about one tree. `scripts` is the text of the author's own scripts."""

    buildpack: str | None
    said: dict[str, str]
    files: dict[str, str]
    installs: frozenset[str]
    scripts: str
    runs_scripts: bool

    @cached_property
    def key(self) -> str:
        """One text for all of it."""
        return _digest(
            repr((self.buildpack, sorted(self.said.items()), sorted(self.files.items())))
        )

    @property
    def kind(self) -> str:
        package = " + own package" if self.installs else ""
        return f"{self.buildpack}{' + scripts' if self.runs_scripts else ''}{package}"

    def difference(self, other: Answer) -> str:
        """Say in what two answers differ."""
        mine = {"buildpack": str(self.buildpack), **self.said, **self.files}
        theirs = {"buildpack": str(other.buildpack), **other.said, **other.files}
        keys = sorted(key for key in {*mine, *theirs} if mine.get(key) != theirs.get(key))
        return f"{', '.join(keys)} differ"

    @cached_property
    def copied(self) -> set[str] | None:
        """What a Dockerfile copies of the repository by name; `None` for anything, or no Dockerfile."""
        text = re.sub(r"\\\s*\n", " ", self.scripts)
        orders = re.findall(r"(?mi)^\s*(?:COPY|ADD)\s+(.*)", text)
        sources = {word for what in orders for word in what.split()[:-1] if word[:2] != "--"}
        other = re.search(r"(?mi)^\s*ONBUILD|--mount|^\s*FROM\s.*onbuild", text)
        whole = sources & {".", "./", "*", "/"} or re.search(r"[$<\[]", " ".join(sources))
        if self.buildpack != "DockerBuildPack" or other or whole:
            return None
        return {word.removeprefix("./").rstrip("/") for word in sources}

    def names(self, path: str) -> bool:
        """Whether a script names the file, or a folder or pattern that it falls under."""
        return _falls_under(path, self._words)

    @cached_property
    def _words(self) -> set[str]:
        text = re.sub(r"(?m)^\s*#.*", "", self.scripts)
        words = {word.removeprefix("./").rstrip("/") for word in re.split(r"[\s\"';]+", text)}
        return {word for word in words if len(word) > 2 and re.search(r"\w", word)}


def _falls_under(path: str, words: Iterable[str]) -> bool:
    """Whether a word is the file, its name, a folder above it, or a pattern for it."""
    found = path, path.rpartition("/")[2]
    return any(
        path.startswith(f"{word}/") or any(fnmatch.fnmatchcase(name, word) for name in found)
        for word in words
    )


def ask_repo2docker(root: Path) -> Answer:
    """Return its answers about `root`, as on mybinder.org: without a default buildpack."""
    before = Path.cwd()
    os.chdir(root)
    try:
        with _opened(root) as opened:
            buildpack, said = _choose()
        return _with_files(root, buildpack, said, opened)
    finally:
        os.chdir(before)


def _choose() -> tuple[Any, dict[str, str]]:
    for kind in _buildpacks():
        buildpack = kind(base_image="image")
        buildpack.platform = "linux/amd64"
        try:
            if buildpack.detect():
                return buildpack, _rendered(buildpack)
        except Exception as error:
            return None, {"error": f"{type(error).__name__}: {error}"}
    return None, {}


@cache
def _buildpacks() -> tuple[Any, ...]:
    """Return repo2docker's buildpacks in its order, which then ask nothing of the network."""
    from repo2docker.app import Repo2Docker
    from repo2docker.buildpacks import JuliaProjectTomlBuildPack, RBuildPack

    RBuildPack.get_rspm_snapshot_url = lambda _, day, **__: f"https://snapshot/{day}"
    JuliaProjectTomlBuildPack.all_julias = ["1.3.1", "1.6.7", "1.9.4", "1.10.4", "1.11.5"]
    return tuple(Repo2Docker.buildpacks.default_args[0])


def _rendered(buildpack: Any) -> dict[str, str]:
    said = {"Dockerfile": buildpack.render()}
    if type(buildpack).__name__ == "DockerBuildPack":
        return said
    for question in ("python_version", "binder_dir", "r_version", "julia_version"):
        said[question] = str(getattr(buildpack, question, None))
    for question in (
        *("get_packages", "get_base_packages", "get_build_env", "get_env", "get_path"),
        *("get_build_scripts", "get_preassemble_scripts", "get_assemble_scripts"),
        *("get_post_build_scripts", "get_start_script", "get_build_script_files"),
        *("get_preassemble_script_files", "get_labels"),
    ):
        answer = getattr(buildpack, question)()
        said[question] = repr(sorted(answer) if isinstance(answer, set | frozenset) else answer)
    return said


def _with_files(root: Path, buildpack: Any, said: dict[str, str], opened: set[str]) -> Answer:
    """Return the answer, with the content of every file that it is about."""
    if buildpack is None:
        return Answer(None, said, {}, frozenset(), "", False)
    files = set(opened)
    docker = type(buildpack).__name__ == "DockerBuildPack"
    if not docker:
        files.update(buildpack.get_preassemble_script_files())
        files.update(buildpack.get_post_build_scripts())
    # Read in `build`, which is not called: it would pack the whole tree.
    files.update(buildpack.binder_path(name) for name in (".dockerignore", ".containerignore"))
    own = [path for path in map(buildpack.binder_path, OWN_SCRIPTS) if Path(path).exists()]
    run = [path for path in own if _is_run(path, buildpack, said)]
    files.update(run)
    pip = [path for path in files if re.search(r"\.(txt|in|ya?ml)$", path)]
    included, local = ({}, set()) if docker else _follow(root, pip)
    files.update(included)
    if re.search(r"install --no-cache-dir \.(?!\w)", said["Dockerfile"]) and not docker:
        local.add("")
    contents = {
        path: _digest((root / path).read_bytes()) for path in files if (root / path).is_file()
    }
    text = "\n".join((root / path).read_text("utf-8", "replace") for path in run)
    return Answer(
        *(type(buildpack).__name__, said, contents, frozenset(local), text),
        runs_scripts=bool(run),
    )


def _is_run(path: str, buildpack: Any, said: dict[str, str]) -> bool:
    """Whether the image runs the script: repo2docker's Dockerfile names it, or is it."""
    if type(buildpack).__name__ == "DockerBuildPack":
        return path.endswith("Dockerfile")
    return bool(re.search(rf"(?<![\w-]){re.escape(path)}(?![\w-])", said["Dockerfile"]))


_INCLUDE = re.compile(
    r"^\s*(?:-\s+)?[\"']?(?:-r|-c|--requirements?|--constraints?)[\s=]*([^\s\"'#]+)"
)
_LOCAL = re.compile(
    r"^\s*(?:-\s+)?[\"']?(?:(?:-e|--editable)[\s=]*)?[\"']?(file:[^\s\"'#]+|\.{1,2}(?:/[^\s\"'#\[]*)?)"
    r"(?:\[[^\]]*\])?[\"']?\s*(?:#.*)?$"
    r"|^\s*(?:-\s+)?[\"']?(?:-e|--editable)[\s=]*([^\s\"'#\[:]+)[\"']?(?:\[[^\]]*\])?\s*(?:#.*)?$"
)


def _follow(root: Path, start: Iterable[str]) -> tuple[dict[str, None], set[str]]:
    """Return the files that pip's lists include, and the folders that they install."""
    found: dict[str, None] = {}
    folders: set[str] = set()
    waiting = list(start)
    while waiting:
        path = waiting.pop()
        if path in found or not (root / path).is_file():
            continue
        found[path] = None
        for line in (root / path).read_text("utf-8", "replace").splitlines():
            if match := _INCLUDE.match(line):
                waiting += _places(root, path, match[1])
            elif match := _LOCAL.match(line):
                folders.update(_places(root, path, (match[1] or match[2]).removeprefix("file:")))
    return found, folders


def _places(root: Path, path: str, target: str) -> Iterator[str]:
    """Yield what `target` may mean in the file `path`: pip and conda start from different folders."""
    for base in ("", path.rpartition("/")[0]):
        place = os.path.normpath(os.path.join(base, target))
        if not place.startswith(("..", "/")) and (root / place).exists():
            yield "" if place == "." else place


_RECORDS: list[set[str]] = []


@contextlib.contextmanager
def _opened(root: Path) -> Iterator[set[str]]:
    """Collect the files below `root` that Python opens, relative to it."""
    if not getattr(_opened, "hooked", False):
        sys.addaudithook(_note)
        _opened.hooked = True  # type: ignore[attr-defined]
    names: set[str] = set()
    found: set[str] = set()
    _RECORDS.append(names)
    try:
        yield found
    finally:
        _RECORDS.remove(names)
        inside = os.path.realpath(root) + os.sep
        absolute = (os.path.join(inside, name) for name in names)
        found.update(
            path[len(inside) :]
            for path in map(os.path.normpath, absolute)
            if path.startswith(inside)
        )


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        for record in _RECORDS:
            record.add(os.fsdecode(arguments[0]))


def is_document(path: str) -> bool:
    """Whether no build of a package reads a file of this name; metadata may quote a README."""
    *folders, name = path.lower().split("/")
    return (
        name.endswith(DOCUMENT_SUFFIXES)
        or name in DOCUMENT_NAMES
        or path.startswith((".github/", ".vscode/", ".binder/", ".readthedocs"))
        or not {"_static", "_templates"}.isdisjoint(folders)
    )


def _digest(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def show(counts: list[Count]) -> None:
    """Print everything that was found, as Markdown."""
    print("|", " | ".join(HEADER), "|")
    print("|---|" + "---:|" * (len(HEADER) - 1))
    for one in counts:
        star = "" if one.trusted is None else " *"
        row = [
            one.name + star,
            *(one.commits, one.days, one.commits, one.builds, one.least, f"{one.ratio:.1f}"),
            *(one.days, one.daily, f"{one.daily_ratio:.1f}", len(one.pairs), len(one.missed)),
        ]
        print("|", " | ".join(map(str, row)), "|")
    default = [one for one in counts if one.trusted is None]
    told = {one.name: one for one in counts}  # the second row, where there is one
    print()
    _median("nothing told", default)
    _median("authors told what their scripts read", list(told.values()))
    _median("books without scripts", [one for one in default if told[one.name] is one])
    pairs = set().union(*(one.pairs for one in counts))
    missed = {pair: text for one in counts for pair, text in one.missed.items()}
    print(f"\n{len(pairs)} pairs compared, {len(missed)} of them miss a build that is needed")
    for reason in Counter(
        re.sub(r": \w+ launches \w+, but", ":", text) for text in missed.values()
    ).items():
        print("- {} ({} pairs)".format(*reason))
    for text in list(missed.values())[:5]:
        print(f"- {text}")
    for one in counts:
        print(f"\n{one.name}{'' if one.trusted is None else f' * {list(one.trusted)}'}")
        print(f"- {dict(one.kinds)}; {one.left_out} commits left out: no image could be built")
        for label, paths in (
            ("built for", one.causes),
            ("of these without effect on repo2docker", one.vain),
            ("differ, and are named in a script", one.unlisted),
        ):
            if paths:
                most = ", ".join(f"{path} ({number})" for path, number in paths.most_common(6))
                print(f"- {label}: {most}")


def _median(label: str, counts: list[Count]) -> None:
    if counts:
        print(
            f"{label}: {len(counts)} books, median ratio "
            f"{statistics.median(one.ratio for one in counts):.2f} by commit, "
            f"{statistics.median(one.daily_ratio for one in counts):.2f} by day"
        )


if __name__ == "__main__":
    main()
