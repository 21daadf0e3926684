from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
RULE = "dubious-ownership"


def test_quiet_where_the_owner_is_the_same(
    make_repository: Callable[..., Path], judge: Judge
) -> None:
    assert judge(RULE, make_repository({"a": ""})) == []


def test_speaks_alone_with_gits_own_mend(
    make_repository: Callable[..., Path], judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository({"conf.py": ""})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    (finding,) = judge(RULE, root)
    assert "no launch badge can be made" in finding.message
    assert f"git config --global --add safe.directory {root.resolve()}" in finding.fix
    assert judge("no-repository", root) == []
    assert judge("not-committed", root) == []
    (root / "conf.py").write_text('binderhub_repository = "o/r"\n')
    (finding,) = judge(RULE, root)
    assert "badges follow the other settings" in finding.message


def test_the_mend_silences(
    make_repository: Callable[..., Path],
    judge: Judge,
    mended: Mended,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = make_repository({"conf.py": ""})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert judge(RULE, root)
    for copy in mended(RULE, root, {"/path/of/the/checkout": "{copy}"}):
        assert judge(RULE, copy) == []
