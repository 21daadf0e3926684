"""The rule in `check`, without a build; `test_pages.py` has those on a build's pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.page import Page
from tests.conftest import TEXT_NOTEBOOK, notebook

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "text-notebook"
CONF = "extensions = ['myst_nb']\nexclude_patterns = ['drafts']\n"
BOOK = {"docs/conf.py": CONF, "docs/t.md": TEXT_NOTEBOOK, "docs/u.md": TEXT_NOTEBOOK}
WITH_JUPYTEXT = {"binder/environment.yml": "dependencies:\n  - jupytext\n"}


def test_check_and_build_say_the_same(make_repository: Make, judge: Judge) -> None:
    root = make_repository(BOOK)
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("docs/t.md")
    assert finding.also == (Location("docs/u.md"),)
    assert "jupytext --set-formats ipynb,md:myst docs/t.md" in finding.fix
    pages = [Page(name, f"docs/{name}.md", is_chapter=True) for name in "ut"]
    assert judge(RULE, root, pages) == [finding]


@pytest.mark.parametrize(
    "files",
    [
        {**BOOK, **WITH_JUPYTEXT},
        {"t.md": TEXT_NOTEBOOK},
        {"docs/conf.py": CONF, "t.md": TEXT_NOTEBOOK},
        {"docs/conf.py": CONF, "docs/drafts/t.md": TEXT_NOTEBOOK},
        {"docs/conf.py": CONF, "docs/t.md": TEXT_NOTEBOOK, "docs/t.ipynb": notebook()},
        {"docs/conf.py": CONF, "docs/t.md": "# No notebook\n"},
        {"docs/conf.py": CONF, "docs/tool.py": "# ---\n# jupyter:\n#   kernelspec: {}\n# ---\n"},
        {"docs/conf.py": CONF + "binderhub_badges = 'none'\n", "docs/t.md": TEXT_NOTEBOOK},
        {
            "docs/conf.py": CONF,
            "docs/t.md": TEXT_NOTEBOOK.replace("---\n", "---\nbinderhub: false\n", 1),
        },
    ],
)
def test_silent(make_repository: Make, judge: Judge, files: dict[str, str]) -> None:
    assert judge(RULE, make_repository(files)) == []


def test_a_pair_in_another_folder(make_repository: Make, judge: Judge) -> None:
    paired = TEXT_NOTEBOOK.replace(
        "jupytext:\n", "jupytext:\n  formats: notebooks///ipynb,docs///md:myst\n"
    )
    files = {"docs/conf.py": CONF, "docs/t.md": paired}
    assert judge(RULE, make_repository({**files, "notebooks/t.ipynb": notebook()})) == []


def test_a_script_that_sphinx_reads(make_repository: Make, judge: Judge) -> None:
    script = "# ---\n# jupyter:\n#   kernelspec:\n#     name: python3\n# ---\n\n# %%\n1\n"
    conf = CONF + "nb_custom_formats = {'.py': ['jupytext.reads', {'fmt': 'py:percent'}]}\n"
    (finding,) = judge(RULE, make_repository({"docs/conf.py": conf, "docs/t.py": script}))
    assert finding.location == Location("docs/t.py")


def test_a_jupyter_book(make_repository: Make, judge: Judge) -> None:
    files = {"_config.yml": "title: x\n", "_toc.yml": "format: jb-book\nroot: t\n"}
    (finding,) = judge(RULE, make_repository({**files, "t.md": TEXT_NOTEBOOK}))
    assert finding.location == Location("t.md")
