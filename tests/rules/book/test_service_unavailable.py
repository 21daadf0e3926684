from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding
from tests.conftest import ENVIRONMENT, notebook

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "service-unavailable"
CONF = "# x\nbinderhub_targets = ['colab']\n"


@pytest.mark.parametrize("remote", ["https://gitlab.com/g/r", "https://git.example.org/r.git"])
def test_speaks_where_no_chapter_opens_there(
    make_repository: Make, judge: Judge, remote: str
) -> None:
    root = make_repository({"conf.py": CONF, "a.ipynb": notebook()}, remote)
    (finding,) = judge(RULE, root)
    assert "`colab` is offered on no page: it opens repositories of GitHub only." in finding.message
    assert finding.location.line == 2
    (root / "conf.py").write_text("binderhub_targets = []\n")
    assert judge(RULE, root) == []


def test_speaks_where_every_chapter_is_text(make_repository: Make, judge: Judge) -> None:
    from tests.conftest import TEXT_NOTEBOOK

    files = {"environment.yml": ENVIRONMENT + "  - jupytext\n", "a.md": TEXT_NOTEBOOK}
    (finding,) = judge(RULE, make_repository({"conf.py": CONF, **files}))
    assert "it opens notebooks only" in finding.message


def test_quiet_where_one_chapter_opens(make_repository: Make, judge: Judge) -> None:
    assert judge(RULE, make_repository({"conf.py": CONF, "a.ipynb": notebook()})) == []


def test_quiet_without_chapters(make_repository: Make, judge: Judge) -> None:
    assert judge(RULE, make_repository({"conf.py": CONF})) == []
