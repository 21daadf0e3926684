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
RULE = "nbgitpuller-ref"
SHA = "0123456789abcdef0123456789abcdef01234567"
PAGES = [Page("a", "a.ipynb", is_chapter=True), Page("b", "a.ipynb", is_chapter=True)]


def course(make: Make, conf: str) -> Path:
    environment = ENVIRONMENT + "  - nbgitpuller\n"
    return make({"conf.py": conf, "environment.yml": environment, "a.ipynb": notebook()})


@pytest.mark.parametrize(
    "option", ['binderhub_environment = "o/image"', 'binderhub_build = "environment"']
)
def test_speaks_once_and_the_mend_silences_it(
    make_repository: Make, judge: Judge, option: str
) -> None:
    root = course(make_repository, f'{option}\nbinderhub_ref = "{SHA}"\n')
    (finding,) = judge(RULE, root, PAGES)
    assert finding.severity is Severity.WARNING
    assert finding.location.path == "conf.py"
    assert SHA in finding.message
    (root / "conf.py").write_text(f'{option}\nbinderhub_ref = "main"\n')
    assert judge(RULE, root, PAGES) == []


@pytest.mark.parametrize("build", ["ref", "commit"])
def test_quiet_where_nothing_is_pulled(make_repository: Make, judge: Judge, build: str) -> None:
    conf = f'binderhub_build = "{build}"\nbinderhub_ref = "{SHA}"\n'
    assert judge(RULE, course(make_repository, conf), PAGES) == []


def test_the_ref_of_one_page(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, 'binderhub_environment = "o/image"\n')
    word = PageWord(values={"ref": SHA})
    (finding,) = judge(RULE, root, [Page("a", "a.ipynb", is_chapter=True, word=word), PAGES[1]])
    assert finding.location.path == "a.ipynb"
    assert finding.also == ()


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = course(make_repository, f'binderhub_build = "environment"\nbinderhub_ref = "{SHA}"\n')
    git(root, "tag", "v1.0")
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
