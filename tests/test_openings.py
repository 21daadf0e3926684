"""What a launch opens: a file of the launched ref, as a notebook."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.providers import UnlaunchableError
from tests.conftest import ENVIRONMENT, TEXT_NOTEBOOK, git, notebook, write_files

Make = Callable[..., Path]
HUB = "https://mybinder.org/v2/gh/o/r"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"


def project(root: Path) -> Project:
    return with_chapters(Project.of_book(find_book(root, root)))


def opened(root: Path, path: str, **values: object) -> str:
    """Return the launch URL after the repository's name."""
    url = project(root).launch(path, values).url
    assert url.startswith(f"{HUB}/")
    return url.removeprefix(f"{HUB}/")


def refused(root: Path, path: str, **values: object) -> UnlaunchableError:
    with pytest.raises(UnlaunchableError) as caught:
        project(root).launch(path, values)
    return caught.value


def commit(root: Path, files: dict[str, str] | None = None) -> str:
    write_files(root, files or {})
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    return git(root, "rev-parse", "HEAD")


def push(root: Path, ref: str = "refs/remotes/origin/main", commit: str = "HEAD") -> None:
    git(root, "update-ref", ref, commit)


def paired(formats: str) -> str:
    return TEXT_NOTEBOOK.replace("jupytext:\n", f"jupytext:\n  formats: {formats}\n")


@pytest.mark.parametrize("ref", ["refs/tags/v1", "refs/remotes/origin/dev"])
def test_the_files_are_those_of_the_launched_ref(make_repository: Make, ref: str) -> None:
    root = make_repository({"old.ipynb": notebook(), "nb/kept.ipynb": notebook()})
    push(root, ref)
    git(root, "mv", "old.ipynb", "new.ipynb")
    commit(root)
    push(root)
    name = ref.rpartition("/")[2]
    assert opened(root, "old.ipynb", ref=name) == f"{name}?labpath=old.ipynb"
    assert opened(root, "nb", ref=name) == f"{name}?labpath=nb"
    assert opened(root, "new.ipynb") == "main?labpath=new.ipynb"
    error = refused(root, "new.ipynb", ref=name)
    assert error.rule == ("unlaunchable" if "tags" in ref else "not-pushed")
    assert f"`{name}`" in error.reason
    assert "`old.ipynb` is not in the repository" in refused(root, "old.ipynb").reason


def test_what_is_not_pushed_is_refused_until_it_is(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook()})
    push(root)
    commit(root, {"new.ipynb": notebook(), "a.ipynb": notebook("1")})
    error = refused(root, "new.ipynb")
    assert (error.rule, "git push" in error.fix) == ("not-pushed", True)
    assert opened(root, "a.ipynb") == "main?labpath=a.ipynb"
    push(root)
    assert opened(root, "new.ipynb") == "main?labpath=new.ipynb"


def test_without_refs_of_a_remote_the_working_tree_counts(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook()})
    commit(root, {"new.ipynb": notebook()})
    assert opened(root, "new.ipynb") == "main?labpath=new.ipynb"


def test_files_of_another_repository_are_not_known(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook()})
    url = project(root).launch("no/where.ipynb", {"repository": "other/x"}).url
    assert url == "https://mybinder.org/v2/gh/other/x/HEAD?labpath=no/where.ipynb"


@pytest.mark.parametrize(
    ("path", "reason", "mend"),
    [
        ("nb/a.ipynb", "is called `nb/A.ipynb`", "write `nb/A.ipynb`"),
        ("A.ipynb", "`A.ipynb` is not in the repository", "did you mean `nb/A.ipynb`"),
        ("nb/AA.ipynb", "is not in the repository", "did you mean `nb/A.ipynb`"),
        ("loose.ipynb", "`loose.ipynb` is not committed", "git add loose.ipynb"),
        ("../x.ipynb", "`../x.ipynb` is not in the repository", "from the repository's root"),
        ("/nb/A.ipynb", "is not in the repository", "from the repository's root"),
    ],
)
def test_a_wrong_path_names_the_mend(
    make_repository: Make, path: str, reason: str, mend: str
) -> None:
    root = make_repository({"nb/A.ipynb": notebook()})
    (root / "loose.ipynb").write_text(notebook())
    error = refused(root, path)
    assert reason in error.reason
    assert mend in error.fix


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (".", ""),
        ("./nb//A.ipynb", "?labpath=nb/A.ipynb"),
        ("nb/", "?labpath=nb"),
        ("x/../nb/A.ipynb", "?labpath=nb/A.ipynb"),
    ],
)
def test_a_path_is_written_plainly(make_repository: Make, path: str, query: str) -> None:
    assert opened(make_repository({"nb/A.ipynb": notebook()}), path) == f"main{query}"


def linked(make: Make, aim: str) -> Path:
    root = make({"real/b.ipynb": notebook(), ".gitignore": "loose\n"})
    (root / "loose").mkdir()
    (root / "loose/c.ipynb").write_text(notebook())
    (root / "nb").mkdir()
    (root / "nb/a.ipynb").symlink_to(aim)
    commit(root)
    return root


@pytest.mark.parametrize("aim", ["../real/b.ipynb", "../real/../real/b.ipynb", "../real"])
def test_a_link_to_a_tracked_file_opens(make_repository: Make, aim: str) -> None:
    assert opened(linked(make_repository, aim), "nb/a.ipynb") == "main?labpath=nb/a.ipynb"


@pytest.mark.parametrize(
    "aim",
    [
        "../loose/c.ipynb",
        "../nowhere.ipynb",
        "../../outside.ipynb",
        "/etc/hosts",
        "a.ipynb",
    ],
)
def test_a_link_that_binder_would_not_have_is_refused(make_repository: Make, aim: str) -> None:
    assert "is a link to" in refused(linked(make_repository, aim), "nb/a.ipynb").reason


def test_a_link_to_a_link_that_is_broken_is_refused(make_repository: Make) -> None:
    root = linked(make_repository, "../loose/c.ipynb")
    (root / "b.ipynb").symlink_to("nb/a.ipynb")
    commit(root)
    refused(root, "b.ipynb")


def test_a_file_in_a_linked_folder_opens(make_repository: Make) -> None:
    root = make_repository({"real/b.ipynb": notebook()})
    (root / "nb").symlink_to("real")
    commit(root)
    assert opened(root, "nb/b.ipynb") == "main?labpath=nb/b.ipynb"


def with_submodule(make: Make) -> Path:
    root = make({"a.ipynb": notebook(), "environment.yml": ENVIRONMENT + "  - nbgitpuller\n"})
    git(
        root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},sub"
    )
    git(root, "commit", "--quiet", "--message=sub")
    return root


def test_what_is_in_a_submodule_is_cloned_with_it(make_repository: Make) -> None:
    root = with_submodule(make_repository)
    assert opened(root, "sub/x.ipynb") == "main?labpath=sub/x.ipynb"
    refused(root, "submarine/x.ipynb")


def test_what_is_in_a_submodule_is_not_pulled(make_repository: Make) -> None:
    refused(with_submodule(make_repository), "sub/x.ipynb", build="environment")


def test_a_pointer_of_git_lfs_opens_only_where_git_fetches_its_file(make_repository: Make) -> None:
    root = make_repository({"nb/a.ipynb": POINTER, "nb/b.ipynb": notebook()})
    error = refused(root, "nb/a.ipynb")
    assert "pointer of Git LFS" in error.reason
    assert opened(root, "nb/b.ipynb") == "main?labpath=nb/b.ipynb"
    commit(root, {"nb/.gitattributes": "*.ipynb filter=lfs diff=lfs merge=lfs -text\n"})
    assert opened(root, "nb/a.ipynb") == "main?labpath=nb/a.ipynb"
    commit(root, {"nb/.gitattributes": "*.ipynb -filter\n"})
    refused(root, "nb/a.ipynb")


PAIRS = [
    ("nb/a.md", TEXT_NOTEBOOK, "nb/a.ipynb"),
    ("nb/a.md", paired("ipynb,md:myst"), "nb/a.ipynb"),
    ("text/a.md", paired("notebooks//ipynb,text//md:myst"), "notebooks/a.ipynb"),
    ("book/text/x/a.md", paired("out///ipynb,text///md:myst"), "book/out/x/a.ipynb"),
]


@pytest.mark.parametrize(("path", "text", "pair"), PAIRS)
def test_a_text_notebook_opens_the_notebook_it_is_paired_with(
    make_repository: Make, path: str, text: str, pair: str
) -> None:
    root = make_repository({path: text, pair: notebook()})
    assert opened(root, path) == f"main?labpath={pair}"
    git(root, "rm", "--quiet", "--cached", pair)
    git(root, "commit", "--quiet", "--message=x")
    assert refused(root, path).rule == "text-notebook"  # it is on this disk only


def test_a_pair_that_is_not_pushed_is_not_opened(make_repository: Make) -> None:
    root = make_repository({"a.md": TEXT_NOTEBOOK})
    push(root)
    commit(root, {"a.ipynb": notebook()})
    refused(root, "a.md")
    push(root)
    assert opened(root, "a.md") == "main?labpath=a.ipynb"


@pytest.mark.parametrize("broken", ["pointer", "link"])
def test_a_pair_that_would_not_open_is_refused(make_repository: Make, broken: str) -> None:
    root = make_repository({"a.md": TEXT_NOTEBOOK})
    if broken == "pointer":
        (root / "a.ipynb").write_text(POINTER)
    else:
        (root / "a.ipynb").symlink_to("nowhere.ipynb")
    commit(root)
    refused(root, "a.md")


def test_a_text_notebook_without_pair_needs_jupytext(make_repository: Make) -> None:
    root = make_repository({"a.md": TEXT_NOTEBOOK, "environment.yml": ENVIRONMENT})
    error = refused(root, "a.md")
    assert error.rule == "text-notebook"
    assert "add `jupytext`" in error.fix
    commit(root, {"environment.yml": ENVIRONMENT + "  - jupytext\n"})
    assert opened(root, "a.md").startswith("main?")


def test_jupytext_of_another_image_is_not_known(make_repository: Make) -> None:
    root = make_repository(
        {"a.md": TEXT_NOTEBOOK, "environment.yml": ENVIRONMENT + "  - jupytext\n"}
    )
    assert refused(root, "a.md", environment="o/image").rule == "text-notebook"
    assert refused(root, "a.md", repository="o/other").rule == "text-notebook"


def test_jupytext_must_be_in_the_launched_ref(make_repository: Make) -> None:
    root = make_repository({"a.md": TEXT_NOTEBOOK, "environment.yml": ENVIRONMENT})
    git(root, "tag", "v1")
    commit(root, {"environment.yml": ENVIRONMENT + "  - jupytext\n"})
    assert opened(root, "a.md").startswith("main?")
    refused(root, "a.md", ref="v1")


def test_plain_markdown_opens_as_itself(make_repository: Make) -> None:
    assert opened(make_repository({"a.md": "# Text\n"}), "a.md") == "main?labpath=a.md"


@pytest.mark.parametrize("interface", ["rstudio", "terminal", "/shiny"])
def test_a_file_that_is_not_there_is_refused_in_any_interface(
    make_repository: Make, interface: str
) -> None:
    refused(make_repository({}), "a.ipynb", interface=interface)


def test_git_is_asked_a_constant_number_of_times(
    make_repository: Make, tmp_path: Path, counted_git: Callable[[], int]
) -> None:
    names = [f"{number}.ipynb" for number in range(12)]
    root = make_repository({**dict.fromkeys(names, notebook()), "l.ipynb": POINTER})
    push(root)
    commit(root, {"x.ipynb": notebook()})
    book = project(root)
    book.launch(names[0])
    before = counted_git()
    for name in names:
        book.launch(name, {"interface": "notebook"})
    assert counted_git() == before > 0


@pytest.fixture
def counted_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Return a function that says how often git was started."""
    counter, wrapper = tmp_path / "count", tmp_path / "bin" / "git"
    counter.touch()
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho x >> "{counter}"\nexec "{shutil.which("git")}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    return lambda: len(counter.read_text().splitlines())


@pytest.mark.parametrize("interface", ["rstudio", "terminal", "/shiny/x"])
def test_a_text_needs_nothing_where_it_is_not_opened(make_repository: Make, interface: str) -> None:
    root = make_repository({"a.md": TEXT_NOTEBOOK, "environment.yml": ENVIRONMENT})
    assert "?urlpath=" in opened(root, "a.md", interface=interface)


def test_a_page_that_is_younger_than_the_tag(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook()})
    git(root, "tag", "v1")
    (root / "b.ipynb").write_text(notebook())
    commit(root)
    error = refused(root, "b.ipynb", ref="v1")
    assert "is not in the tag `v1`" in error.reason
    assert "push" not in error.fix


def test_a_submodule_that_is_not_pulled_is_named(make_repository: Make) -> None:
    error = refused(with_submodule(make_repository), "sub/x.ipynb", build="environment")
    assert "is in a submodule, which nbgitpuller does not clone" in error.reason
