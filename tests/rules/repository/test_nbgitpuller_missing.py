from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page, PageWord
from tests.conftest import ENVIRONMENT, git, notebook
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "nbgitpuller-missing"
CONF = '\nbinderhub_build = "environment"\n'


def course(make: Make, environment: str = ENVIRONMENT, conf: str = CONF) -> Path:
    return make({"conf.py": conf, "environment.yml": environment, "a.ipynb": notebook()})


@pytest.mark.parametrize(
    ("environment", "conf"),
    [
        (ENVIRONMENT + "  - nbgitpuller\n", CONF),
        (ENVIRONMENT + "  - conda-forge::NBGitPuller>=1.2\n", CONF),
        (ENVIRONMENT + "  - pip\n  - pip:\n    - nbgitpuller==1.3\n", CONF),
        (ENVIRONMENT, ""),
        (ENVIRONMENT, 'binderhub_build = "commit"\n'),
        (ENVIRONMENT, CONF + 'binderhub_environment = "o/image"\n'),
    ],
)
def test_quiet(make_repository: Make, judge: Judge, environment: str, conf: str) -> None:
    assert judge(RULE, course(make_repository, environment, conf)) == []


def test_speaks_once_and_the_mend_silences_it(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository)
    pages = [Page(name, "a.ipynb", is_chapter=True) for name in "ab"]
    (finding,) = judge(RULE, root, pages)
    assert finding.severity is Severity.WARNING
    assert (finding.location.path, finding.location.line) == ("conf.py", 2)
    assert "add `nbgitpuller`" in finding.fix.lower()
    (root / "environment.yml").write_text(ENVIRONMENT + "  - nbgitpuller\n")
    git(root, "commit", "--quiet", "--all", "--message=mend")
    assert judge(RULE, root, pages) == []


def test_a_script_may_install_it(make_repository: Make, judge: Judge) -> None:
    root = make_repository({"conf.py": CONF, "Dockerfile": "FROM x\n"})
    assert judge(RULE, root) == []


def test_one_page_that_asks_for_it(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, conf="")
    word = PageWord(values={"build": "environment"})
    (finding,) = judge(RULE, root, [Page("a", "a.ipynb", is_chapter=True, word=word)])
    assert finding.location.path == "a.ipynb"


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = course(make_repository)
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
