"""What git knows of the checkout: its remotes, branches, refs and files."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_binderhub.providers import Ref
from sphinx_binderhub.repository import git
from sphinx_binderhub.repository.address import without_credentials
from sphinx_binderhub.repository.git import GitError


@dataclass(frozen=True)
class Checkout:
    """The facts that git knows of one working tree.

    `root` is its top folder; without git it is the likeliest one. `remotes` maps a name to its URL,
    without credentials. `upstreams` maps a local branch to remote and branch. `refs` maps full
    names (`refs/…`) to commits. `tracked` are the files in the index, `committed` those in `HEAD`,
    `submodules` the folders that are repositories of their own, `links` the symbolic links.
    `fetches` are the remotes of which every branch is fetched, `shallow` is whether history was
    cut off, `partial` whether files are fetched only when they are looked at. `problem` says why
    git could not be asked.
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
    submodules: frozenset[str] = field(default_factory=frozenset, repr=False)
    links: frozenset[str] = field(default_factory=frozenset, repr=False)
    fetches: frozenset[str] = frozenset()
    shallow: bool = False
    partial: bool = False
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
        return _read(*_place(folder))
    except GitError as error:
        return Checkout(_likely_root(folder), problem=error)


def _place(folder: Path) -> tuple[Path, bool, str | None, str | None]:
    """Return the root of the checkout, whether its history is cut off, its commit and its branch.

    The branch is written out, and nothing where a commit is checked out; raises `GitError`.
    """
    branch: str | None
    ask = ("rev-parse", "--is-shallow-repository", "--show-toplevel")
    try:
        answer = git.ask(folder, *ask, "HEAD", "--symbolic-full-name", "HEAD")
        shallow, *root, head, branch = _lines(answer)
    except GitError as error:
        if error.kind != "git-failed":
            raise
        shallow, *root = _lines(git.ask(folder, *ask))  # there is no commit yet
        head, branch = "", git.line(folder, "symbolic-ref", "--quiet", "HEAD")
    place = Path("\n".join(root)).resolve()  # whose name may have any character
    return place, shallow == "true", head or None, branch if branch != "HEAD" else None


def _lines(answer: bytes) -> list[str]:
    return os.fsdecode(answer.rstrip(b"\r\n")).replace("\r", "").split("\n")


def ignored_by(root: Path, paths: list[str]) -> dict[str, str]:
    """Return for each of `paths` that a `.gitignore` hides the `file:line` of the pattern."""
    try:
        answer = git.ask(
            root, "check-ignore", "-z", "-v", "--stdin", stdin="\0".join(paths), accept=(0, 1)
        )
    except GitError:
        return {}
    fields = os.fsdecode(answer).split("\0")
    return {
        path: f"{source}:{line}"
        for source, line, _pattern, path in zip(*[iter(fields)] * 4, strict=False)
    }


def large_files(root: Path, paths: list[str]) -> frozenset[str]:
    """Return those of `paths` whose content is in large file storage, by `.gitattributes`."""
    try:
        answer = git.ask(root, "check-attr", "-z", "--stdin", "filter", stdin="\0".join(paths))
    except GitError:
        return frozenset()
    fields = iter(os.fsdecode(answer).split("\0"))
    return frozenset(
        path for path, _, value in zip(fields, fields, fields, strict=False) if value == "lfs"
    )


def packed_size(root: Path) -> int | None:
    """Return the bytes of the history in git's packs, `None` where it does not say.

    Objects that are not packed yet are left out: packed, they are a small part of what they are.
    """
    try:
        answer = os.fsdecode(git.ask(root, "count-objects", "-v"))
    except GitError:
        return None
    found = re.search(r"^size-pack: (\d+)$", answer, re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def _read(root: Path, shallow: bool, head: str | None, branch: str | None) -> Checkout:
    remotes, upstreams, fetches, partial = _read_configuration(root)
    refs, defaults = _read_refs(root)
    modes = _read_index(root)
    committed = (
        git.names(root, "ls-tree", "-r", "--name-only", "-z", "HEAD") if head else frozenset()
    )
    return Checkout(
        root=root,
        head=head,
        branch=branch.removeprefix("refs/heads/") if branch else None,
        remotes=remotes,
        upstreams=upstreams,
        refs=refs,
        default_branches=defaults,
        tracked=frozenset(modes),
        committed=committed or frozenset(),
        submodules=frozenset(path for path, mode in modes.items() if mode == "160000"),
        links=frozenset(path for path, mode in modes.items() if mode == "120000"),
        fetches=fetches,
        shallow=shallow,
        partial=partial,
    )


def _read_index(root: Path) -> dict[str, str]:
    """Return the mode of each tracked file: `100644`, `120000` for a link, `160000` a submodule."""
    entries = os.fsdecode(git.ask(root, "ls-files", "--stage", "-z")).split("\0")
    return {entry[entry.index("\t") + 1 :]: entry[:6] for entry in entries if entry}


def _read_configuration(
    root: Path,
) -> tuple[dict[str, str], dict[str, tuple[str, str]], frozenset[str], bool]:
    """Return remotes, upstreams of branches, remotes fetched whole, and whether it is partial."""
    remote = r"remote\..*\.(url|fetch|promisor)"
    pattern = rf"^({remote}|branch\..*\.(remote|merge)|url\..*\.insteadof)$"
    answer = git.ask(root, "config", "-z", "--get-regexp", pattern, accept=(0, 1))
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
        for (section, name, variable), url in found.items()
        if section == "remote" and variable == "url"
    }
    fetches = frozenset(
        name
        for (_, name, variable), value in found.items()
        if variable == "fetch" and value.lstrip("+") == f"refs/heads/*:refs/remotes/{name}/*"
    )
    merges = {name: value for (_, name, variable), value in found.items() if variable == "merge"}
    upstreams = {
        name: (found[("branch", name, "remote")], ref.removeprefix("refs/heads/"))
        for name, ref in merges.items()
        if found.get(("branch", name, "remote")) in remotes
    }
    partial = any(variable == "promisor" for _, _, variable in found)
    return remotes, upstreams, fetches, partial


def _expand(url: str, shorthands: Mapping[str, str]) -> str:
    """Apply `url.<base>.insteadOf`, the longest prefix first, as git does."""
    prefix = max((short for short in shorthands if url.startswith(short)), key=len, default="")
    return shorthands[prefix] + url.removeprefix(prefix) if prefix else url


def _read_refs(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the commit of every ref, and the default branch of every remote."""
    form = "%(refname)%00%(objectname)%00%(*objectname)%00%(symref)"
    refs: dict[str, str] = {}
    defaults: dict[str, str] = {}
    answer = os.fsdecode(git.ask(root, "for-each-ref", f"--format={form}", "refs/"))
    for entry in filter(None, answer.split("\n")):  # a ref may hold other ends of lines
        name, commit, peeled, target = entry.split("\0")
        remote = re.fullmatch(r"refs/remotes/(.+)/HEAD", name)
        if remote:
            defaults[remote[1]] = target.removeprefix(f"refs/remotes/{remote[1]}/")
        else:
            refs[name] = peeled or commit
    return refs, {remote: branch for remote, branch in defaults.items() if branch}


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
