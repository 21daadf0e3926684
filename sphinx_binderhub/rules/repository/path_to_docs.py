"""The path of the book that was typed for the theme is not where the book is.

`path_to_docs` (Jupyter Book: `path_to_book`) is the prefix that sphinx-book-theme puts before a
page's name in its edit and launch links. Our badges take the path from git and are right in any
case; the theme's own links are not.

See https://sphinx-book-theme.readthedocs.io/en/stable/components/source-files.html

Mend: write the path of the sources from the repository's root in `conf.py`::

    html_theme_options = {"path_to_docs": "docs"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the typed path is not the path of the sources."""
    typed = project.book.path_to_docs
    actual = project.path_of(project.book.source)
    if typed is None or actual is None or not project.knows_files:
        return
    actual = "" if actual == "." else actual
    if typed.strip("/").removeprefix("./") in {actual, actual or "."}:
        return
    where = f"`{actual}`" if actual else "the repository's root"
    jupyter_book = (project.config_path or "").endswith("_config.yml")
    option = "path_to_book" if jupyter_book else "path_to_docs"
    yield Finding(
        f"`{option}` is `{typed}`, but the book is in {where}; the badges follow git, the theme's "
        "links to the source are wrong.",
        f'Write `"{actual}"` for `{option}`.',
        Location(project.config_path, project.config_line(option)),
    )
