from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "path-to-docs"


@pytest.mark.parametrize("typed", ["docs", "docs/", "/docs", "./docs", ""])
def test_quiet_where_it_is_right_or_unset(make_repository: Make, judge: Judge, typed: str) -> None:
    conf = f'html_theme_options = {{"path_to_docs": "{typed}"}}\n'
    assert judge(RULE, make_repository({"docs/conf.py": conf})) == []


def test_speaks_at_its_line(make_repository: Make, judge: Judge) -> None:
    conf = 'html_theme_options = {\n    "path_to_docs": "doc",\n}\n'
    root = make_repository({"docs/conf.py": conf})
    (finding,) = judge(RULE, root)
    assert (finding.location.path, finding.location.line) == ("docs/conf.py", 2)
    assert 'Write `"docs"` for `path_to_docs`.' in finding.fix
    (root / "docs/conf.py").write_text(conf.replace('"doc"', '"docs"'))
    assert judge(RULE, root) == []


def test_jupyter_books_name_for_it(make_repository: Make, judge: Judge) -> None:
    config = "repository:\n  url: https://github.com/o/r\n  path_to_book: book\n"
    (finding,) = judge(RULE, make_repository({"_config.yml": config}))
    assert finding.location.line == 3
    assert 'Write `""` for `path_to_book`.' in finding.fix


def test_without_git_the_typed_path_is_not_judged(tmp_path: Path, judge: Judge) -> None:
    (tmp_path / "conf.py").write_text('html_theme_options = {"path_to_docs": "doc"}\n')
    assert judge(RULE, tmp_path) == []


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = make_repository({"docs/conf.py": 'html_theme_options = {"path_to_docs": "doc"}\n'})
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
