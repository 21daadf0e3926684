"""Where Jupytext keeps a pair, held to Jupytext itself."""

from __future__ import annotations

import pytest
from jupytext.formats import long_form_multiple_formats
from jupytext.paired_paths import InconsistentPath, paired_paths

from sphinx_binderhub.notebook.formats.pairing import configured_formats, paired_notebooks


def by_jupytext(path: str, formats: str) -> list[str]:
    """Return the notebooks that Jupytext pairs `path` with."""
    declared = long_form_multiple_formats(formats)
    for own in declared:
        try:
            pairs = paired_paths(path, own, declared)
        except InconsistentPath:
            continue
        return [pair for pair, _ in pairs if pair.endswith(".ipynb")]
    return []


@pytest.mark.parametrize(
    ("path", "formats"),
    [
        ("a.md", "ipynb,md:myst"),
        ("nb/a.md", "ipynb,md:myst"),
        ("nb/a.b.py", "ipynb,py:percent"),
        ("text/a.md", "notebooks//ipynb,text//md:myst"),
        ("book/text/a.md", "notebooks//ipynb,text//md:myst"),
        ("nb/text/a.md", "ipynb,text//md:myst"),
        ("nb/a.md", "notebooks//ipynb,md:myst"),
        ("text/ch1/a.md", "notebooks///ipynb,text///md:myst"),
        ("book/text/ch1/deep/a.md", "notebooks///ipynb,text///md:myst"),
        ("text/a.md", "notebooks///ipynb,text///md:myst"),
        ("a/text/text/x/b.md", "nb///ipynb,text///md:myst"),
        ("other/a.md", "notebooks//ipynb,text//md:myst"),
        ("other/a.md", "notebooks///ipynb,text///md:myst"),
        ("nb/a.py", "ipynb,md:myst,py:percent"),
        ("nb/scripts/a.py", "nb//ipynb,nb/scripts//py:percent"),
        ("a.md", "md:myst"),
        ("a.md", "md:myst,py:percent"),
        ("nb/a.pct.py", "ipynb,.pct.py:percent"),
        ("nb/text_a.md", "ipynb,text_/md:myst"),
    ],
)
def test_it_is_where_jupytext_looks(path: str, formats: str) -> None:
    assert list(paired_notebooks(path, formats)) == by_jupytext(path, formats)


@pytest.mark.parametrize("formats", [None, "", ",", "///", ":", "//", "ipynb//", "a///b:c,,d"])
def test_formats_that_say_nothing_pair_nothing(formats: str | None) -> None:
    assert list(paired_notebooks("nb/a.md", formats)) == []


@pytest.mark.parametrize(
    ("table", "formats"),
    [
        ({"formats": "ipynb,md:myst"}, "ipynb,md:myst"),
        (
            {"formats": {"notebooks/": "ipynb", "docs/": "md:myst"}},
            "notebooks///ipynb,docs///md:myst",
        ),
        ({"formats": 3}, None),
        ({}, None),
    ],
)
def test_the_configuration_of_a_repository(table: dict[str, object], formats: str | None) -> None:
    assert configured_formats(table) == formats
