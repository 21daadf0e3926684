from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "repository-differs"


def conf(url: str) -> str:
    return f'html_theme_options = {{\n    "repository_url": "{url}",\n}}\n'


def test_speaks_and_the_mend_silences_it(make_repository: Make, judge: Judge) -> None:
    root = make_repository({"conf.py": conf("https://github.com/old/name")})
    (finding,) = judge(RULE, root)
    assert "name `old/name`, the git remote is `https://github.com/o/r.git`" in finding.message
    assert finding.location.line == 2
    (root / "conf.py").write_text(conf("https://github.com/o/r"))
    assert judge(RULE, root) == []


@pytest.mark.parametrize("url", ["https://github.com/O/R.git", "TODO", ""])
def test_quiet_for_another_spelling_or_nothing(
    make_repository: Make, judge: Judge, url: str
) -> None:
    assert judge(RULE, make_repository({"conf.py": conf(url)})) == []


def test_quiet_without_a_remote(make_repository: Make, judge: Judge) -> None:
    assert judge(RULE, make_repository({"conf.py": conf("https://github.com/a/b")}, None)) == []


def test_quiet_where_the_author_says_so_himself(make_repository: Make, judge: Judge) -> None:
    own = "binderhub_repository = 'a/b'\n"
    assert judge(RULE, make_repository({"conf.py": conf("https://github.com/a/b") + own})) == []


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    files = {"conf.py": conf("https://github.com/old/name")}
    root = make_repository(files, "https://github.com/owner/repo.git")
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
