from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from tests.conftest import git
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "submodule-ssh"
TOOLS = '[submodule "tools"]\n\tpath = tools\n\turl = {}\n'


def course(make: Make, modules: str, *folders: str, conf: str = "", **options: object) -> Path:
    """Return a repository with the submodules `folders`, recorded as git does."""
    root = make({".gitmodules": modules, "conf.py": conf}, **options)
    for folder in folders or ("tools",):
        git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{folder}")
    git(root, "commit", "--quiet", "--message=Submodules")
    return root


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("git@github.com:o/tools.git", "https://github.com/o/tools"),
        ("ssh://git@gitlab.com:22/g/tools.git", "https://gitlab.com/g/tools"),
        ("git+ssh://git@git.example.org/a/tools.git", "https://git.example.org/a/tools.git"),
        ("github.com-work:o/tools", "https://github.com/o/tools"),
        ("work:o/tools", "https://…"),
    ],
)
def test_speaks_with_the_public_address(
    make_repository: Make, judge: Judge, url: str, public: str
) -> None:
    (finding,) = judge(RULE, course(make_repository, TOOLS.format(url)))
    assert finding.severity is Severity.ERROR
    assert finding.location == Location(".gitmodules", 3, 8)
    assert "`tools` is cloned by ssh" in finding.message
    command = f"git config --file .gitmodules submodule.tools.url {public}`"
    assert command in finding.fix


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = course(make_repository, TOOLS.format("git@github.com:owner/tools.git"))
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []


def test_all_submodules_are_one_finding(make_repository: Make, judge: Judge) -> None:
    modules = TOOLS.format("git@github.com:o/tools.git") + TOOLS.replace("tools", "a b").format(
        "ssh://token:secret@github.com/o/ab"
    )
    (finding,) = judge(RULE, course(make_repository, modules, "tools", "a b"))
    assert finding.location.line == 6
    assert [place.line for place in finding.also] == [3]
    assert "`a b` and 1 more are cloned by ssh" in finding.message
    assert "'submodule.a b.url' https://github.com/o/ab && git config" in finding.fix
    assert "secret" not in finding.message + finding.fix


@pytest.mark.parametrize(
    "url",
    ["https://github.com/o/tools.git", "http://h.org/o/r", "../tools.git", "./x", "git://h.org/r"],
)
def test_quiet_for_other_addresses(make_repository: Make, judge: Judge, url: str) -> None:
    assert judge(RULE, course(make_repository, TOOLS.format(url))) == []


@pytest.mark.parametrize(
    ("modules", "folder"),
    [
        (TOOLS.format("git@h.org:o/r") + "\tupdate = none\n", "tools"),
        (TOOLS.format("git@h.org:o/r"), "elsewhere"),
        (TOOLS.format("git@h.org:o/r") + "[broken\n", "tools"),
    ],
)
def test_quiet_for_what_is_not_cloned(
    make_repository: Make, judge: Judge, modules: str, folder: str
) -> None:
    assert judge(RULE, course(make_repository, modules, folder)) == []


@pytest.mark.parametrize(
    "conf",
    ['binderhub_environment = "o/image"\n', 'binderhub_repository = "10.5281/zenodo.3242074"\n'],
)
def test_quiet_where_the_image_is_built_from_elsewhere(
    make_repository: Make, judge: Judge, conf: str
) -> None:
    assert judge(RULE, course(make_repository, TOOLS.format("git@h.org:o/r"), conf=conf)) == []


def test_quiet_without_git(tmp_path: Path, judge: Judge) -> None:
    (tmp_path / ".gitmodules").write_text(TOOLS.format("git@h.org:o/r"))
    assert judge(RULE, tmp_path) == []
