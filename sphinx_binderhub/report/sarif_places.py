"""Places in SARIF: every one has a file and a line, for GitHub refuses a report without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sphinx_binderhub.findings import Location
from sphinx_binderhub.report.wording import line_in_file

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

ROOT = "%SRCROOT%"
"""The name of the folder that addresses are relative to: the root of the repository."""


def anchor_of(project: Project) -> str:
    """Return the file where a finding on the whole repository is shown.

    The book's configuration: most such findings are mended there, or beside it. Without one it is
    the file that introduces the repository, or else any; a file is needed, and not that it exists.
    """
    files = sorted(project.tree.files)
    readmes = [path for path in files if path.casefold().startswith("readme")]
    return project.config_path or next(iter(readmes + files), "README.md")


def location(place: Location, anchor: str) -> dict[str, Any]:
    """Return a place; `anchor` is the file that stands for the repository."""
    found: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _address(place.path or anchor), "uriBaseId": ROOT},
            "region": _region(place),
        }
    }
    if place.cell:
        found["logicalLocations"] = [_cell(place)]
    if place.path is None:
        found["message"] = {"text": "This is about the repository as a whole."}
    return found


def _region(place: Location) -> dict[str, int]:
    line = line_in_file(place) if place.path else None
    region = {"startLine": line or 1}
    return region | {"startColumn": place.column} if line and place.column else region


def _cell(place: Location) -> dict[str, Any]:
    """Return the cell of a notebook; the line within it has no field of its own in SARIF."""
    within = place.line if line_in_file(place) is None else None
    named = f"cell {place.cell}" + (f", line {within}" if within else "")
    return {"name": named, "kind": "cell"}


def _address(path: str) -> str:
    try:
        return quote(path, errors="surrogateescape")
    except UnicodeEncodeError:  # a name that no file of this computer has
        return quote(path, errors="surrogatepass")
