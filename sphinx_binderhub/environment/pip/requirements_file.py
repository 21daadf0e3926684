"""`requirements.txt`: what it asks for, with the files it includes."""

from __future__ import annotations

import codecs
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.packages import Package
from sphinx_binderhub.environment.pip.local_paths import followed, inside, is_absolute, local_path
from sphinx_binderhub.environment.pip.pip_line import PipLine, join_continued, parse_pip
from sphinx_binderhub.environment.pip.pip_refusal import Refusal, without_secret
from sphinx_binderhub.environment.pip.pyproject import read_python_project
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_binderhub.environment.conda.yaml_file import Text

INCLUDE_LIMIT = 30
"""Requirements files that are read for one environment; a cycle ends by itself."""

LINE_LIMIT = 5000
"""Lines that are read for one environment."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

IN_THE_IMAGE = ("/usr/", "/srv/", "/opt/")
"""Folders of the image that may hold what a line names."""

BUILDS = ("/opt/conda/conda-bld/", "/opt/concourse/")
"""Folders in which conda's packages are built, and from which `pip freeze` says they come."""

SLOW = frozenset({b"idna", b"punycode"})
"""Encodings for names of hosts, which take minutes to decode a file, and which nobody means."""


@dataclass(frozen=True)
class PipEntry:
    """One line of a requirements file, or one entry of a `pip:` list, with its place.

    `text` is what stands there, `said` what pip makes of it. `origin` is the file that pip is told
    to install, which may include this one, and `folder` is where pip runs: paths are relative to
    it. A `constraint` installs nothing.
    """

    text: str
    said: PipLine
    location: Location
    origin: str = ""
    folder: str = ""
    constraint: bool = False

    @property
    def file(self) -> str:
        """The path of the file that holds it."""
        return self.location.path or ""

    @property
    def included(self) -> str | None:
        """The path of the file that the line includes, where that is in the repository."""
        target = self.said.include or self.said.constraints
        if target is None or "://" in target:
            return None
        return inside(posixpath.dirname(self.file), target) or None

    @property
    def installed(self) -> str | None:
        """The path, `""` for the root, of what the line installs of the repository."""
        path = local_path(self.said.target) if self.said.target else None
        return inside(self.folder, path) if path is not None else None

    @property
    def foreign(self) -> bool:
        """Whether the line names a file on the author's own computer."""
        if self.said.target is None or self.said.finds or self.said.refusal is not None:
            return False
        if re.match(r"(?:-e|--editable)[\s=]*[\"']?[A-Za-z]:\\", self.text):
            return True  # pip takes the backslashes of Windows away
        path = local_path(re.sub(r"^git\+file:", "file:", self.said.target))
        if path is None or not is_absolute(path) or inside("", path) is not None:
            return False
        return path.startswith(BUILDS) or not path.startswith(IN_THE_IMAGE)


@dataclass
class PipPackages:
    """What pip is asked to install.

    `complete` is false where that may be more than `packages` names; `files` are the files read,
    `folders` what is installed of the repository itself, `""` for its root. `entries` are all the
    lines that say something.
    """

    packages: list[Package] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    complete: bool = True
    folders: list[str] = field(default_factory=list)
    entries: list[PipEntry] = field(default_factory=list)


def read_requirements(tree: Tree, path: str, python: str | None) -> PipPackages:
    """Return what the requirements file `path` installs."""
    reader = _Reader(tree, path, "", python)
    reader.read_files([(path, False)])
    return reader.found


def read_pip_list(
    tree: Tree, path: str, entries: Iterable[Text], python: str | None
) -> PipPackages:
    """Return what the `pip:` list in the environment file `path` installs."""
    # conda writes the list into a file beside its own, and runs pip there.
    reader = _Reader(tree, path, posixpath.dirname(path), python)
    lines = (
        (Location(path, one.line, one.column), line)
        for one in entries
        for _, line in join_continued(one.value)
    )
    reader.read_files(list(reader.read_lines(lines)))
    return reader.found


@dataclass
class _Reader:
    """Reads what one run of pip reads: the file `origin`, and what it includes."""

    tree: Tree
    origin: str
    folder: str
    python: str | None
    found: PipPackages = field(default_factory=PipPackages)

    def read_files(self, waiting: list[tuple[str, bool]]) -> None:
        """Read the files in `waiting` and theirs; each with whether it only constrains."""
        found, seen = self.found, set[tuple[str, bool]]()
        while waiting:
            path, constraint = waiting.pop(0)
            if (path, constraint) in seen:
                continue
            if len(seen) >= INCLUDE_LIMIT or len(found.entries) >= LINE_LIMIT:
                found.complete = False
                return
            seen.add((path, constraint))
            text = self._text(path)
            if text is None:
                found.complete = found.complete and constraint
                continue
            if path not in found.files:
                found.files.append(path)
            waiting += self.read_lines(_placed(path, text), constraint=constraint)

    def read_lines(
        self, lines: Iterable[tuple[Location, str]], *, constraint: bool = False
    ) -> Iterator[tuple[str, bool]]:
        """Add what `lines` ask for; yield the files they include."""
        found = self.found
        for place, text in lines:
            said = parse_pip(text, self.python)
            if said == PipLine():
                continue
            if len(found.entries) >= LINE_LIMIT:
                found.complete = False
                return
            entry = PipEntry(text.strip(), said, place, self.origin, self.folder, constraint)
            found.entries.append(entry)
            if not constraint:
                self._install(entry)
            if entry.included:
                yield entry.included, bool(said.constraints)
            elif said.include:
                found.complete = False

    def _install(self, entry: PipEntry) -> None:
        found, said, folder = self.found, entry.said, entry.installed
        if said.name:
            source = f"@ {without_secret(said.target)}" if said.target else said.specifier
            line, column = entry.location.line, entry.location.column
            found.packages.append(Package(said.name, source, "pip", entry.file, line, column))
        if folder is not None:
            found.folders += dict.fromkeys((folder, followed(self.tree, folder)))
        if folder is not None and not said.finds:
            start = followed(self.tree, folder)
            project = read_python_project(self.tree, start, self.python, said.extras)
            found.packages += project.packages
            found.files += [path for path in project.files if path not in found.files]
            found.complete = found.complete and project.complete
        elif said.target:
            found.complete = False
        found.complete = found.complete and said.understood

    def _text(self, path: str) -> str | None:
        """Return the text of `path`; where pip could not read it, add an entry that says why."""
        try:
            content = self.tree.read(path)
        except UnreadableError as error:
            if path in self.tree.files:
                message = f"`{path}` could not be checked: {error}."
                fix = "Replace it by a plain text file of the usual size."
                self._refuse(path, Refusal("unreadable", message, fix, fatal=False))
            return None
        try:
            return _decode(content)
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = f"`{path}` is not UTF-8 text, and pip stops at a character in it."
            self._refuse(path, Refusal("encoding", message, "Save the file as UTF-8."), line)
            return content.decode("latin-1")

    def _refuse(self, path: str, refusal: Refusal, line: int | None = None) -> None:
        said = PipLine(understood=False, refusal=refusal)
        entry = PipEntry("", said, Location(path, line), self.origin, self.folder)
        self.found.entries.append(entry)
        self.found.complete = False


def _placed(path: str, text: str) -> Iterator[tuple[Location, str]]:
    for number, line in join_continued(text):
        yield Location(path, number, len(line) - len(line.lstrip()) + 1), line


def _decode(content: bytes) -> str:
    """Return the text as pip does: by byte-order mark, coding comment, or as UTF-8."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    for line in content[:400].split(b"\n")[:2]:
        comment = re.search(rb"coding[:=]\s*([-\w.]+)", line) if line.startswith(b"#") else None
        if comment and comment[1].lower() not in SLOW:
            try:
                return content.decode(comment[1].decode())
            except (LookupError, UnicodeError):
                break
    return content.decode("utf-8")
