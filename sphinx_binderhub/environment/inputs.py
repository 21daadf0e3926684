"""What an image depends on: the paths of a repository that repo2docker reads while it builds.

Between two commits that differ in none of them the image is the same, but for the copy of the
repository that lies in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import BINDER_DIRECTORIES, CONFIGURATION_FILES, ROOT_ONLY
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment

READS_ANYTHING = frozenset(
    {"Dockerfile", "default.nix", "DESCRIPTION", "install.R", "postBuild", "start"}
)
"""Files that run or load whatever their authors wrote in them."""

_IGNORES = (".dockerignore", ".containerignore")
_DOCUMENTS = re.compile(
    r".*\.(ipynb|md|rst|Rmd|qmd|png|jpe?g|gif|svg|webp|pdf|bib|css|html?|key|pptx?|docx?)$"
    r"|(.*/)?(\.DS_Store|Thumbs\.db)$|(.*/)?[^/]*\.egg-info/.*"
    r"|(.*/)?(LICEN[CS]E|CITATION\.cff|_toc\.yml|_config\.yml|conf\.py|\.git(ignore|attributes))$"
    r"|\.(github|vscode|binder|readthedocs)\b.*|(.*/)?(_static|_templates)/.*",
    re.IGNORECASE,
)
"""Files that no package needs, where they are not inside one."""


@dataclass(frozen=True)
class Inputs:
    """The inputs of one image.

    `scripts` are the files that may read anything, where they do count for the whole repository.
    """

    names: frozenset[str]
    folders: tuple[str, ...] = ()
    patterns: tuple[re.Pattern[str], ...] = ()
    packages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    chapters: frozenset[str] = frozenset()
    scripts: tuple[str, ...] = ()

    def touches(self, path: str) -> bool:
        """Whether the image depends on `path`."""
        if self.scripts or path in self.names or path.startswith(self.folders):
            return True
        if any(pattern.match(path) for pattern in self.patterns):
            return True
        if path.startswith(self.sources):
            return True
        document = _DOCUMENTS.match(path) or path in self.chapters
        return path.startswith(self.packages) and not document


def read_inputs(
    environment: Environment,
    tree: Tree,
    listed: Iterable[str] | None = None,
    chapters: Iterable[str] = (),
) -> Inputs:
    """Return what the image of `tree` depends on.

    `listed` are the author's own paths and patterns of what scripts read; without them, scripts
    count as reading the whole repository. `chapters` are text notebooks, which look like modules.
    """
    scripts = [path for path in environment.used if path.rpartition("/")[2] in READS_ANYTHING]
    copied = [entry for path in scripts for entry in _copied(tree, path)]
    if listed is None and None not in copied:
        listed = [entry for entry in copied if entry is not None]
    packages = tuple(f"{folder}/" if folder else "" for folder in environment.installed)
    directory = environment.binder_directory
    aim = tree.resolved(directory) if directory else None
    read = {*_candidates(directory), *(_candidates(aim) if aim else ()), *environment.used}
    # A folder may become a link or a submodule, and any file a link to another one.
    names = {step for path in {*read, *environment.installed} for step in tree.way(path)}
    return Inputs(
        names=frozenset({*names, *BINDER_DIRECTORIES}),
        # Where it does not look today it must not begin to: a new folder hides the old one.
        folders=tuple(f"{folder}/" for folder in BINDER_DIRECTORIES if folder != directory),
        patterns=tuple(map(_pattern, listed or ())),
        packages=packages,
        sources=tuple(_package_folders(tree, packages)) if packages else (),
        chapters=frozenset(chapters),
        scripts=() if listed is not None else tuple(scripts),
    )


def _copied(tree: Tree, script: str) -> Iterator[str | None]:
    """Yield what a script reads of the repository; `None` is anything.

    While a `Dockerfile` is built, there is nothing of the repository but what it copies.
    """
    try:
        text = tree.read_text(script) if script.endswith("Dockerfile") else "ONBUILD"
    except UnreadableError:
        text = "ONBUILD"
    for line in re.sub(r"\\[ \t]*\r?\n", " ", text).splitlines():
        instruction, _, rest = line.strip().partition(" ")
        name = instruction.upper()
        # An image may have orders for those that are built on it, and say so in its name only.
        orders = name == "FROM" and "onbuild" in rest.lower()
        if orders or name == "ONBUILD" or "<<" in rest or (name == "RUN" and "--mount" in rest):
            yield None
        elif name in {"COPY", "ADD"} and "--from" not in rest:
            yield from _sources(rest)


def _sources(arguments: str) -> Iterator[str | None]:
    """Yield the sources of a `COPY` or `ADD`; `None` for the whole repository, or no plain one."""
    *sources, _target = re.sub(r"--\S+", "", arguments).split() or [""]
    for source in sources:
        plain = posixpath.normpath(source).lstrip("/")
        usable = re.fullmatch(r"[\w./*?-]+", source) and plain not in {"", ".", "*"}
        if "://" not in source:
            yield plain if usable else None


def _candidates(directory: str) -> set[str]:
    """Return every path at which repo2docker looks for a configuration file."""
    prefix = f"{directory}/" if directory else ""
    names = {prefix + name for name in (*CONFIGURATION_FILES, *_IGNORES)}
    # The root's Dockerfile is opened in any case: it may be of a kind that is refused.
    return names | ({"Dockerfile"} if directory else {*ROOT_ONLY, "setup.cfg", "MANIFEST.in"})


def _package_folders(tree: Tree, packages: tuple[str, ...]) -> set[str]:
    """Return the top folders of packages, in which every file counts, and `src`."""
    found: set[str] = set()
    for path in tree.files:
        for start in packages:
            first, slash, rest = path.removeprefix(start).partition("/")
            if path.startswith(start) and slash and (rest == "__init__.py" or first == "src"):
                found.add(f"{start}{first}/")
    return found


def _pattern(listed: str) -> re.Pattern[str]:
    """Return what a path or pattern of the author's means: a folder stands for all in it."""
    folder = listed.rstrip("/")
    bare = folder.removeprefix("**/")  # which stands for the root too
    forms = {folder, f"{folder}/*", bare, f"{bare}/*"}
    return re.compile("|".join(translate(form) for form in sorted(forms)))
