"""What git knows of the checkout. Git runs here only, and nothing of the repository runs with it.

A repository's own configuration can name programs (`core.fsmonitor`, filters, pagers, hooks,
remote helpers); the plumbing below starts none of them, asks nothing, fetches nothing, and ends.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sphinx_binderhub.providers import Ref
from sphinx_binderhub.repository.address import without_credentials

TIME_LIMIT = 15
"""Seconds that one question to git may take."""

_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),
)
# Set by git itself around hooks and aliases: they would point at another repository.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_OURS = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}

ProblemKind = Literal[
    "git-missing", "no-checkout", "dubious-ownership", "bare-repository", "git-failed"
]


class GitError(Exception):
    """Git gave no answer. `kind` says why, `detail` is git's own last line."""

    def __init__(self, kind: ProblemKind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True)
class Checkout:
    """The facts that git knows of one working tree.

    `root` is its top folder; without git it is the likeliest one. `remotes` maps a name to its URL,
    without credentials. `upstreams` maps a local branch to remote and branch. `refs` maps full
    names (`refs/…`) to commits. `tracked` are the files in the index, `committed` those in `HEAD`.
    `problem` says why git could not be asked.
    """

    root: Path
    head: str | None = None
    branch: str | None = None
    remotes: Mapping[str, str] = field(default_factory=dict)
    upstreams: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    refs: Mapping[str, str] = field(default_factory=dict, repr=False)
    default_branches: Mapping[str, str] = field(default_factory=dict)
    tracked: frozenset[str] = field(default_factory=frozenset, repr=False)
    committed: frozenset[str] = field(default_factory=frozenset, repr=False)
    problem: GitError | None = None

    @property
    def remote(self) -> str | None:
        """The remote that is launched: the current branch's, else `origin`, else the only one."""
        upstream = self.upstreams.get(self.branch or "")
        if upstream:
            return upstream[0]
        if "origin" in self.remotes:
            return "origin"
        return next(iter(self.remotes)) if len(self.remotes) == 1 else None

    def ref(self, name: str, remote: str | None) -> Ref:
        """Return the ref called `name`, with its kind and commit as far as they are known."""
        plain = Ref.named(re.sub(r"^refs/(heads|tags)/", "", name))
        if plain.kind != "unknown":
            return plain
        branch = self.refs.get(f"refs/remotes/{remote}/{plain.name}")
        tag = self.refs.get(f"refs/tags/{plain.name}")
        if tag and not branch:
            return Ref(plain.name, "tag", tag)
        if branch and not tag:
            return Ref(plain.name, "branch", branch)
        return plain


def read_checkout(folder: Path) -> Checkout:
    """Return what git knows of the checkout that holds `folder`; never raises for git's sake."""
    try:
        root = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
        return _read(root.resolve())
    except GitError as error:
        return Checkout(_likely_root(folder), problem=error)


def ignored_by(root: Path, paths: list[str]) -> dict[str, str]:
    """Return for each of `paths` that a `.gitignore` hides the `file:line` of the pattern."""
    try:
        answer = _git(
            root, "check-ignore", "-z", "-v", "--stdin", stdin="\0".join(paths), accept=(0, 1)
        )
    except GitError:
        return {}
    fields = os.fsdecode(answer).split("\0")
    return {
        path: f"{source}:{line}"
        for source, line, _pattern, path in zip(*[iter(fields)] * 4, strict=False)
    }


def _read(root: Path) -> Checkout:
    branch = _line(root, "symbolic-ref", "--quiet", "HEAD")
    head = _line(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}")
    remotes, upstreams = _read_configuration(root)
    refs, defaults = _read_refs(root)
    committed = _names(root, "ls-tree", "-r", "--name-only", "-z", "HEAD") if head else frozenset()
    return Checkout(
        root=root,
        head=head,
        branch=branch.removeprefix("refs/heads/") if branch else None,
        remotes=remotes,
        upstreams=upstreams,
        refs=refs,
        default_branches=defaults,
        tracked=_names(root, "ls-files", "-z"),
        committed=committed,
    )


def _read_configuration(root: Path) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the remotes and the upstream of each branch."""
    pattern = r"^(remote\..*\.url|branch\..*\.(remote|merge)|url\..*\.insteadof)$"
    answer = _git(root, "config", "-z", "--get-regexp", pattern, accept=(0, 1))
    found: dict[tuple[str, str, str], str] = {}
    shorthands: dict[str, str] = {}
    for entry in os.fsdecode(answer).split("\0"):
        key, _, value = entry.partition("\n")
        section, _, rest = key.partition(".")
        name, _, variable = rest.rpartition(".")
        if section == "url":
            shorthands[value] = name
        elif section == "branch" or (section, name, variable) not in found:
            found[(section, name, variable)] = value  # git takes the last, but a remote's first URL
    remotes = {
        name: without_credentials(_expand(url, shorthands))
        for (section, name, _), url in found.items()
        if section == "remote"
    }
    merges = {name: value for (_, name, variable), value in found.items() if variable == "merge"}
    upstreams = {
        name: (found[("branch", name, "remote")], ref.removeprefix("refs/heads/"))
        for name, ref in merges.items()
        if found.get(("branch", name, "remote")) in remotes
    }
    return remotes, upstreams


def _expand(url: str, shorthands: Mapping[str, str]) -> str:
    """Apply `url.<base>.insteadOf`, the longest prefix first, as git does."""
    prefix = max((short for short in shorthands if url.startswith(short)), key=len, default="")
    return shorthands[prefix] + url.removeprefix(prefix) if prefix else url


def _read_refs(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the commit of every ref, and the default branch of every remote."""
    form = "%(refname)%00%(objectname)%00%(*objectname)%00%(symref)"
    refs: dict[str, str] = {}
    defaults: dict[str, str] = {}
    answer = os.fsdecode(_git(root, "for-each-ref", f"--format={form}", "refs/"))
    for line in filter(None, answer.split("\n")):  # a ref may hold other ends of lines
        name, commit, peeled, target = line.split("\0")
        remote = re.fullmatch(r"refs/remotes/(.+)/HEAD", name)
        if remote:
            defaults[remote[1]] = target.removeprefix(f"refs/remotes/{remote[1]}/")
        else:
            refs[name] = peeled or commit
    return refs, {remote: branch for remote, branch in defaults.items() if branch}


def _names(root: Path, *arguments: str) -> frozenset[str]:
    return frozenset(os.fsdecode(_git(root, *arguments)).split("\0")) - {""}


def _line(root: Path, *arguments: str) -> str | None:
    return os.fsdecode(_git(root, *arguments, accept=(0, 1))).strip() or None


def _git(folder: Path, *arguments: str, stdin: str = "", accept: tuple[int, ...] = (0,)) -> bytes:
    """Return what git prints; raise `GitError`. The only place where git is started."""
    environment = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
    try:
        done = subprocess.run(
            ["git", *_OPTIONS, *arguments],
            cwd=folder,
            input=os.fsencode(stdin),
            capture_output=True,
            timeout=TIME_LIMIT,
            env=environment | _OURS,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError):
        raise GitError("git-missing") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError("git-failed", type(error).__name__) from None
    if done.returncode not in accept:
        raise _failure(done.stderr.decode(errors="replace"))
    return done.stdout


def _failure(message: str) -> GitError:
    for kind, sign in (
        ("dubious-ownership", "dubious ownership"),
        ("bare-repository", "must be run in a work tree"),
        ("no-checkout", "not a git repository"),
    ):
        if sign in message:
            return GitError(kind, message)  # type: ignore[arg-type]
    return GitError("git-failed", without_credentials(message.strip().rpartition("\n")[2]))


_ROOT_SIGNS = (
    ".git", "binder", ".binder", ".github", ".gitlab-ci.yml", ".gitattributes",
    ".readthedocs.yaml", ".readthedocs.yml", "LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE",
    "CITATION.cff", "environment.yml", "pyproject.toml", "setup.py",
)  # fmt: skip


def _likely_root(folder: Path) -> Path:
    """Return the nearest folder upward that looks like the top of a repository.

    Used only without git: a zip download, or a checkout that git refuses.
    """
    folder = folder.resolve()
    for candidate in (folder, *folder.parents):
        if any((candidate / sign).exists() for sign in _ROOT_SIGNS):
            return candidate
    return folder
