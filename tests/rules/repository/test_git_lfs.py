from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.page import Page
from tests.conftest import ENVIRONMENT, git, notebook
from tests.rules.repository.conftest import Mended, push

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "git-lfs"
RULES = "# large\n*.nc filter=lfs diff=lfs merge=lfs -text\n"
PULLED = '\nbinderhub_build = "environment"\n'
PULLER = ENVIRONMENT + "  - nbgitpuller\n"


def pointer(size: int) -> str:
    """Return what git has of a file of `size` bytes."""
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d7a2146' * 8}\nsize {size}\n"


def test_data_is_a_note(make_repository: Make, judge: Judge) -> None:
    files = {
        ".gitattributes": RULES,
        "environment.yml": ENVIRONMENT,
        "data/a.nc": pointer(2_000_000),
        "data/b.nc": pointer(40_000_000),
        "c.nc": "not a pointer, so git has it whole",
    }
    (finding,) = judge(RULE, make_repository(files))
    assert finding.severity is Severity.NOTE
    assert finding.location == Location(".gitattributes", 2)
    assert finding.also == (Location("data/b.nc"), Location("data/a.nc"))
    assert "`data/b.nc` and 1 other file are in Git LFS: every build fetches 42 MB" in (
        finding.message
    )


@pytest.mark.parametrize("path", ["a.ipynb", "binder/environment.yml"])
def test_what_is_small_is_a_warning(make_repository: Make, judge: Judge, path: str) -> None:
    files = {
        ".gitattributes": f"{path} filter=lfs\n{RULES}",
        "binder/environment.yml": ENVIRONMENT,
        "big.nc": pointer(2_000_000),
        path: pointer(2000),
    }
    (finding,) = judge(RULE, make_repository(files))
    assert finding.severity is Severity.WARNING
    assert finding.location == Location(".gitattributes", 1)
    assert finding.also == (Location(path),)
    assert f"git add --renormalize .gitattributes {path}`" in finding.fix


def test_a_mend_for_a_name_with_a_space(make_repository: Make, judge: Judge) -> None:
    root = make_repository({".gitattributes": "*.ipynb filter=lfs\n", "a b.ipynb": pointer(2000)})
    (finding,) = judge(RULE, root)
    assert '`"a b.ipynb" !filter !diff !merge`' in finding.fix
    assert "--renormalize .gitattributes 'a b.ipynb'`" in finding.fix
    (root / ".gitattributes").write_text('*.ipynb filter=lfs\n"a b.ipynb" !filter !diff !merge\n')
    git(root, "commit", "--quiet", "--all", "--message=x")
    assert judge(RULE, root) == []


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = make_repository(
        {".gitattributes": "*.ipynb filter=lfs\n", "chapter.ipynb": pointer(2000)}
    )
    assert judge(RULE, root)
    (root / "chapter.ipynb").write_text(notebook())  # as git-lfs puts it on disk
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
        assert git(copy, "show", "HEAD:chapter.ipynb") == notebook()


@pytest.mark.parametrize(
    "files",
    [
        {"a.nc": pointer(9)},
        {".gitattributes": RULES, "a.nc": "whole"},
        {".gitattributes": RULES, "a.nc": ""},
        {".gitattributes": RULES + "*.nc -filter\n", "a.nc": pointer(9)},
        {".gitattributes": RULES, "old/.gitattributes": "* !filter\n", "old/a.nc": pointer(9)},
        {".gitattributes": "*.ipynb filter=nbstripout\n", "a.ipynb": notebook()},
    ],
)
def test_quiet_where_git_has_it_whole(
    make_repository: Make, judge: Judge, files: dict[str, str]
) -> None:
    assert judge(RULE, make_repository({"environment.yml": ENVIRONMENT, **files})) == []


def test_a_large_notebook_that_no_pointer_could_be(make_repository: Make, judge: Judge) -> None:
    files = {".gitattributes": "*.ipynb filter=lfs\n", "a.ipynb": pointer(9) + "x" * 2000}
    assert judge(RULE, make_repository(files)) == []


def test_a_macro_and_an_uncommitted_file_of_attributes(make_repository: Make, judge: Judge) -> None:
    root = make_repository({".gitattributes": "[attr]large filter=lfs\n*.nc large\n", "a": ""})
    (root / "a.nc").write_text(pointer(9))
    git(root, "add", "a.nc")
    assert judge(RULE, root) == []
    git(root, "commit", "--quiet", "--message=x")
    (finding,) = judge(RULE, root)
    assert finding.location.line == 2
    (root / ".gitattributes").write_text("")
    assert judge(RULE, root)


@pytest.mark.parametrize(
    ("environment", "severities"),
    [
        (PULLER, [Severity.WARNING]),
        (PULLER + "  - git-lfs\n", []),
        (None, [Severity.NOTE]),
    ],
)
def test_pointers_are_pulled(
    make_repository: Make, judge: Judge, environment: str | None, severities: list[Severity]
) -> None:
    conf = PULLED if environment else 'binderhub_environment = "o/image"\n'
    files = {".gitattributes": RULES, "conf.py": conf, "a.nc": pointer(2_000_000)}
    root = make_repository({**files, "environment.yml": environment or ENVIRONMENT})
    found = judge(RULE, root)
    assert [finding.severity for finding in found] == severities
    assert all("nbgitpuller pulls pointers" in finding.message for finding in found)


def test_a_page_that_cannot_open_is_one_finding(make_repository: Make, judge: Judge) -> None:
    files = {".gitattributes": "*.ipynb filter=lfs\n", "conf.py": PULLED}
    root = make_repository({**files, "environment.yml": PULLER, "a.ipynb": pointer(2000)})
    assert judge(RULE, root)
    pages = [Page("a", "a.ipynb", is_chapter=True)]
    assert judge(RULE, root, pages) == []
    assert judge("unlaunchable", root, pages)


def test_a_chapter_here_as_a_pointer_is_one_finding(make_repository: Make, judge: Judge) -> None:
    root = make_repository({".gitattributes": "*.ipynb filter=lfs\n", "a.ipynb": pointer(2000)})
    assert judge("notebook-invalid", root) == []
    assert judge(RULE, root)
    (root / ".gitattributes").unlink()
    git(root, "commit", "--quiet", "--all", "--message=x")
    assert judge("notebook-invalid", root)
    assert judge(RULE, root) == []


def test_what_is_built_counts(make_repository: Make, judge: Judge) -> None:
    """Another branch is launched; of this one, what is pushed does not matter."""
    root = make_repository({".gitattributes": RULES, "a.nc": pointer(2_000_000)})
    push(root)
    git(root, "rm", "--quiet", "a.nc")
    git(root, "commit", "--quiet", "--message=x")
    assert judge(RULE, root) == []
    git(root, "update-ref", "refs/remotes/origin/old", "HEAD~")
    (root / "conf.py").write_text('binderhub_ref = "old"\n')
    assert judge(RULE, root)


def test_quiet_without_git(tmp_path: Path, judge: Judge) -> None:
    (tmp_path / ".gitattributes").write_text(RULES)
    (tmp_path / "a.nc").write_text(pointer(9))
    (tmp_path / "conf.py").write_text('binderhub_repository = "o/r"\n')
    assert judge(RULE, tmp_path) == []
