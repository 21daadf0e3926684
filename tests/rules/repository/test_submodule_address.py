from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from tests.conftest import git
from tests.rules.repository.conftest import Mended
from tests.rules.repository.test_submodule_ssh import TOOLS, course

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "submodule-address"


def embedded(make: Make) -> Path:
    """Return a repository into which another one was copied, and added with `git add`."""
    root = make({"conf.py": ""})
    inner = make({"a.py": "", "lib/b.py": ""}, name="inner")
    inner.rename(root / "tools")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=All")
    return root


def clones(root: Path, tmp_path: Path) -> bool:
    """Tell whether git's own `submodule init`, of the hub's clone, goes through."""
    copy = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", root.as_uri(), str(copy))
    done = subprocess.run(
        ["git", "submodule", "init"], cwd=copy, check=False, capture_output=True, timeout=60
    )
    return done.returncode == 0


def test_a_copied_repository(make_repository: Make, judge: Judge, tmp_path: Path) -> None:
    root = embedded(make_repository)
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("tools")
    assert "`tools` is recorded as a repository of its own" in finding.message
    assert "git rm --cached tools" in finding.fix
    assert "submodule.tools.url https://…" in finding.fix
    assert not clones(root, tmp_path)


def test_the_mend_silences(
    make_repository: Make, judge: Judge, mended: Mended, tmp_path: Path
) -> None:
    root = embedded(make_repository)
    address, folder = mended(RULE, root)
    assert judge(RULE, address) == []
    assert judge(RULE, folder) == []
    assert "tools/lib/b.py" in git(folder, "ls-files")
    assert clones(address, tmp_path)


@pytest.mark.parametrize(
    ("url", "what", "public"),
    [
        ("/home/me/tools", "a path on this computer", "https://…"),
        ("file:///srv/tools.git", "a path on this computer", "https://…"),
        ("tools", "a path on this computer", "https://…"),
        ("D:/tools", "a path on this computer", "https://…"),
        ("git://github.com/o/tools.git", "no longer answers", "https://github.com/o/tools"),
    ],
)
def test_an_address_that_nobody_else_can_clone(
    make_repository: Make, judge: Judge, url: str, what: str, public: str
) -> None:
    (finding,) = judge(RULE, course(make_repository, TOOLS.format(url)))
    assert finding.location == Location(".gitmodules", 3, 8)
    assert f"`{url}`" in finding.message
    assert what in finding.message
    assert f"submodule.tools.url {public}`" in finding.fix


@pytest.mark.parametrize(
    "url", ["https://h.org/r", "../tools", "git@h.org:o/r", "git://git.example.org/r", "ssh://h/r"]
)
def test_quiet_for_other_addresses(make_repository: Make, judge: Judge, url: str) -> None:
    assert judge(RULE, course(make_repository, TOOLS.format(url))) == []


def test_a_file_at_which_git_stops(make_repository: Make, judge: Judge) -> None:
    root = make_repository({".gitmodules": TOOLS.format("../r") + "<<<<<<< HEAD\n"})
    (finding,) = judge(RULE, root)
    assert finding.location == Location(".gitmodules", 4)
    assert "line 4 of `.gitmodules`" in finding.message


def test_a_file_that_is_not_committed(make_repository: Make, judge: Judge) -> None:
    root = embedded(make_repository)
    (root / ".gitmodules").write_text(TOOLS.format("https://h.org/r"))
    (finding,) = judge(RULE, root)
    assert finding.fix == "Run `git add .gitmodules`, commit and push."
    git(root, "add", ".gitmodules")
    assert judge(RULE, root) == []


@pytest.mark.parametrize(
    ("modules", "folder"),
    [("", "tools"), ('[submodule "x"]\n\tpath = x\n\turl = /x\n', "tools")],
)
def test_only_what_is_recorded_counts(
    make_repository: Make, judge: Judge, modules: str, folder: str
) -> None:
    (finding,) = judge(RULE, course(make_repository, modules, folder))
    assert finding.location.path == folder


def test_quiet_without_submodules_and_where_the_file_is_not_here(
    make_repository: Make, judge: Judge
) -> None:
    root = make_repository({".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = /x\n'})
    assert judge(RULE, root) == []
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},x")
    (root / ".gitmodules").unlink()
    assert judge(RULE, root) == []


def test_quiet_where_the_image_is_built_from_elsewhere(make_repository: Make, judge: Judge) -> None:
    conf = 'binderhub_environment = "o/image"\n'
    assert judge(RULE, course(make_repository, TOOLS.format("/x"), conf=conf)) == []
