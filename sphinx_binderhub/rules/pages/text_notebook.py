"""A text notebook has no `.ipynb`, and the environment no jupytext, so its page gets no badge.

Jupyter alone opens a MyST `.md` or jupytext `.py` file as plain text, and a reader who wanted to
run the chapter sees its source. With jupytext in the environment the badge opens it as a notebook;
with the same notebook saved as `.ipynb` beside it, the badge opens that.

See https://jupytext.readthedocs.io/en/latest/paired-notebooks.html

Mend: add jupytext to the environment file::

    dependencies:
      - jupytext
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.book_pages import pages_of_book
from sphinx_binderhub.causes import capitalised
from sphinx_binderhub.chapters import metadata_of
from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page, page_word

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding that lists the text notebooks which get no badge."""
    refusals = project.refusals if project.pages else project.refusals_of(_text_pages(project))
    found = [refusal for refusal in refusals if refusal.error.rule == "text-notebook"]
    places = sorted({refusal.location for refusal in found}, key=lambda place: place.sort_key)
    if not places:
        return
    first = min(found, key=lambda refusal: refusal.location.sort_key).error
    yield Finding(
        capitalised(f"{first.reason}; its page gets no badge"),
        capitalised(first.fix),
        places[0],
        also=tuple(places[1:]),
    )


def _text_pages(project: Project) -> Iterator[Page]:
    """Yield the text notebooks that Sphinx would read as pages, where there is no build."""
    texts = [chapter for chapter in project.chapters if chapter.notebook.text]
    book = pages_of_book(project.book, project.tree) if texts else None
    for chapter in texts if book else ():
        docname = book.docname(chapter.path) if book else None
        if docname is not None:
            word = page_word(metadata_of(project.tree, chapter.path))
            yield Page(docname, chapter.path, is_chapter=True, word=word)
