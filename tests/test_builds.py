"""From which commit an image is built, and what is pulled into it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.config import OptionError
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.providers import UnlaunchableError
from tests.conftest import ENVIRONMENT, git, notebook, write_files

Make = Callable[..., Path]
PULLER = ENVIRONMENT + "  - nbgitpuller\n"
COURSE = {"environment.yml": PULLER, "book/a.ipynb": notebook()}
PACKAGE = {
    **COURSE,
    "environment.yml": PULLER + "  - pip\n  - pip:\n    - -e .\n",
    "pyproject.toml": "[project]\nname='p'\nversion='1'\n",
    "p/__init__.py": "",
}
MAIN = ("gh/o/r/main", {})


def project(root: Path, **given: object) -> Project:
    return with_chapters(Project.of_book(find_book(root, root), given=given))


def launched(
    root: Path, path: str | None = "book/a.ipynb", **given: object
) -> tuple[str, dict[str, str]]:
    """Return the spec that the image is built from, and the parameters of nbgitpuller."""
    url = project(root, **given).launch(path).url
    spec, _, query = url.removeprefix("https://mybinder.org/v2/").partition("?")
    opening = dict(parse_qsl(query)).get("urlpath", "")
    pulled = dict(parse_qsl(urlsplit(opening).query)) if opening.startswith("git-pull") else {}
    return spec, {key: unquote(value) for key, value in pulled.items()}


def image(root: Path, **given: object) -> str:
    return launched(root, **given)[0].removeprefix("gh/o/r/")


def problems(root: Path, **given: object) -> list[str]:
    return [error.rule for error, _ in project(root, **given).build_problems()]


def commit(root: Path, files: Mapping[str, str] = {}) -> str:
    write_files(root, files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    return git(root, "rev-parse", "HEAD")


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD")


def push(root: Path, ref: str = "refs/remotes/origin/main") -> None:
    git(root, "update-ref", ref, "HEAD")


# An environment of its own

PULL = {
    "repo": "https://github.com/o/r",
    "branch": "main",
    "urlpath": "lab/tree/r/book/a.ipynb",
}


@pytest.mark.parametrize(
    ("environment", "spec"),
    [
        ({"repository": "env/image", "ref": "v1"}, "gh/env/image/v1"),
        ({"repository": "env/image"}, "gh/env/image/HEAD"),
        ("env/image", "gh/env/image/HEAD"),
        ("https://github.com/env/image/tree/dev", "gh/env/image/dev"),
        ("https://mybinder.org/v2/gh/env/image/dev?labpath=x.ipynb", "gh/env/image/dev"),
        ({"repository": "https://github.com/env/image/tree/dev", "ref": "v1"}, "gh/env/image/v1"),
        ("https://gitlab.com/g/s/image", "gl/g%2Fs%2Fimage/HEAD"),
        ("10.5281/zenodo.3242074", "zenodo/10.5281/zenodo.3242074"),
        ({"ref": "environment"}, "gh/o/r/environment"),
        ({"repository": "https://github.com/O/R.git", "ref": "environment"}, "gh/O/R/environment"),
    ],
)
def test_the_image_comes_from_elsewhere(
    make_repository: Make, environment: object, spec: str
) -> None:
    root = make_repository(COURSE)
    assert launched(root, environment=environment) == (spec, PULL)
    assert problems(root, environment=environment) == []


@pytest.mark.parametrize("environment", [{"ref": "main"}, {"repository": "o/r", "ref": "main"}])
def test_the_ref_itself_is_no_environment_of_its_own(
    make_repository: Make, environment: object
) -> None:
    assert launched(make_repository(COURSE), environment=environment) == MAIN


def test_the_default_branch_is_pulled_without_a_name(make_repository: Make) -> None:
    _, pulled = launched(make_repository(COURSE), environment="env/image", ref="HEAD")
    assert pulled == {key: value for key, value in PULL.items() if key != "branch"}


@pytest.mark.parametrize(
    ("environment", "folder"), [({"ref": "environment"}, "r-content"), ("env/image", "r")]
)
def test_content_is_not_pulled_into_what_the_image_has(
    make_repository: Make, environment: object, folder: str
) -> None:
    _, pulled = launched(make_repository({**COURSE, "r/x": ""}), environment=environment)
    assert pulled["urlpath"] == f"lab/tree/{folder}/book/a.ipynb"
    assert pulled.get("targetPath", "r") == folder


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ({"repository": "10.5281/zenodo.3242074"}, "unlaunchable"),
        ({"ref": "0123456789abcdef0123456789abcdef01234567"}, "nbgitpuller-ref"),
    ],
)
def test_what_nbgitpuller_cannot_pull_is_refused(
    make_repository: Make, content: dict[str, str], rule: str
) -> None:
    root = make_repository(COURSE)
    with pytest.raises(UnlaunchableError, match="nbgitpuller cannot pull") as caught:
        launched(root, environment="env/image", **content)
    assert caught.value.rule == rule
    assert problems(root, environment="env/image", **content) == [rule]


@pytest.mark.parametrize(
    "environment",
    [
        "/srv/r",
        {"repository": "x"},
        {"repository": "https://user:secret@/x"},
        {"ref": "a b"},
        {"repository": "env/image", "ref": "a..b"},
    ],
)
def test_an_environment_that_cannot_be_one_is_one_clear_error(
    make_repository: Make, environment: object
) -> None:
    with pytest.raises(OptionError) as caught:
        launched(make_repository(COURSE), environment=environment)
    assert caught.value.name == "environment"
    assert "secret" not in caught.value.message


def test_a_ref_of_the_environment_that_certainly_does_not_exist(make_repository: Make) -> None:
    root = make_repository(COURSE)
    push(root)
    assert problems(root, environment={"ref": "enviroment"}) == ["ref-missing"]


# Pinned to the commit that the site was built from


def test_the_commit_that_the_site_is_built_from(make_repository: Make) -> None:
    root = make_repository(COURSE)
    assert project(root, build="commit").launch("book/a.ipynb").url == (
        f"https://mybinder.org/v2/gh/o/r/{head(root)}?labpath=book/a.ipynb"
    )
    assert problems(root, build="commit") == []


@pytest.mark.parametrize("ref", ["v1", "v1-annotated", "dev", "refs/tags/v1"])
def test_the_commit_of_an_explicit_ref(make_repository: Make, ref: str) -> None:
    root = make_repository(COURSE)
    wanted = head(root)
    git(root, "tag", "v1")
    git(root, "tag", "--annotate", "v1-annotated", "--message=x")
    push(root, "refs/remotes/origin/dev")
    commit(root)
    push(root)
    assert image(root, build="commit", ref=ref) == wanted


def test_an_explicit_commit_is_that_commit(make_repository: Make) -> None:
    root, commit = make_repository(COURSE), "0123456789abcdef0123456789abcdef01234567"
    assert image(root, build="commit", ref=commit) == commit


@pytest.mark.parametrize("given", [{"repository": "a/b"}, {"ref": "elsewhere"}])
def test_a_commit_that_nobody_knows_leaves_the_ref(
    make_repository: Make, given: dict[str, str]
) -> None:
    root = make_repository(COURSE)
    url = project(root, build="commit", **given).launch("book/a.ipynb").url
    assert url == project(root, **given).launch("book/a.ipynb").url
    assert problems(root, build="commit", **given) == ["commit-unknown"]


@pytest.mark.parametrize(
    ("build", "rule"), [("commit", "commit-unknown"), ("environment", "history-unknown")]
)
def test_a_zip_download_launches_the_ref(tmp_path: Path, build: str, rule: str) -> None:
    write_files(tmp_path, COURSE)
    given = {"build": build, "repository": "o/r", "ref": "main"}
    assert launched(tmp_path, **given) == MAIN
    assert problems(tmp_path, **given) == [rule]


def test_a_commit_that_is_not_pushed_is_a_problem_until_it_is(make_repository: Make) -> None:
    root = make_repository(COURSE)
    push(root)
    commit(root)
    assert image(root, build="commit") == head(root)
    assert problems(root, build="commit") == ["not-pushed"]
    push(root)
    assert problems(root, build="commit") == []


def test_a_commit_that_only_a_fork_has_is_not_pushed(make_repository: Make) -> None:
    root = make_repository(COURSE, "https://gitlab.com/o/r")
    git(root, "remote", "add", "fork", "https://gitlab.com/me/r")
    push(root)
    commit(root)
    push(root, "refs/remotes/fork/main")
    assert problems(root, build="commit") == ["not-pushed"]


def test_what_opens_is_in_the_pinned_commit(make_repository: Make) -> None:
    root = make_repository(COURSE)
    built = head(root)
    git(root, "mv", "book/a.ipynb", "book/b.ipynb")
    commit(root)
    push(root)  # somebody else's commit, fetched and not merged
    git(root, "reset", "--hard", "--quiet", built)
    assert image(root, build="commit") == built  # it has `book/a.ipynb`
    with pytest.raises(UnlaunchableError):
        launched(root, "book/b.ipynb", build="commit")


SHA, OTHER = "a" * 40, "b" * 40


def github_pull_request(root: Path) -> dict[str, str]:
    event = root.parent / "event.json"
    repo = {"clone_url": "https://github.com/fork/r.git"}
    sent = {"pull_request": {"head": {"repo": repo, "ref": "fix", "sha": SHA}}}
    event.write_text(json.dumps(sent))
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_REF_NAME": "7/merge",
        "GITHUB_HEAD_REF": "fix",
        "GITHUB_BASE_REF": "main",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_SHA": head(root),
    }


def github_push(root: Path) -> dict[str, str]:
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_EVENT_NAME": "push",
        "GITHUB_REF_TYPE": "branch",
        "GITHUB_REF_NAME": "dev",
        "GITHUB_SHA": head(root),
    }


def gitlab_merge_request(root: Path) -> dict[str, str]:
    return {
        "GITLAB_CI": "true",
        "CI_PROJECT_URL": "https://gitlab.com/o/r",
        "CI_COMMIT_SHA": head(root),
        "CI_MERGE_REQUEST_SOURCE_PROJECT_URL": "https://gitlab.com/fork/r",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "fix",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": OTHER,
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
    }


def read_the_docs(root: Path) -> dict[str, str]:
    return {
        "READTHEDOCS": "True",
        "READTHEDOCS_GIT_CLONE_URL": "https://github.com/o/r",
        "READTHEDOCS_GIT_IDENTIFIER": "v1",
        "READTHEDOCS_GIT_COMMIT_HASH": head(root),
        "READTHEDOCS_VERSION_TYPE": "tag",
    }


@pytest.mark.parametrize(
    ("ci", "spec"),
    [
        (github_push, "gh/o/r/{head}"),
        (github_pull_request, f"gh/fork/r/{SHA}"),
        (gitlab_merge_request, f"gl/fork%2Fr/{OTHER}"),
        (read_the_docs, "gh/o/r/{head}"),
    ],
)
def test_the_commit_of_a_ci_build_is_the_one_that_stays(
    make_repository: Make,
    monkeypatch: pytest.MonkeyPatch,
    ci: Callable[[Path], dict[str, str]],
    spec: str,
) -> None:
    root = make_repository(COURSE, upstream=False)
    git(root, "checkout", "--quiet", "--detach")
    for name, value in ci(root).items():
        monkeypatch.setenv(name, value)
    assert launched(root, build="commit")[0] == spec.format(head=head(root))
    assert problems(root, build="commit") == []
    (root / "x").write_text("")
    commit(root)  # the job checked something else out: git is right
    assert launched(root, build="commit")[0] == f"gh/o/r/{head(root)}"


# At the last change of the environment


def test_chapters_change_and_the_image_stays(make_repository: Make) -> None:
    root = make_repository(COURSE)
    changed = commit(root, {"environment.yml": PULLER + "  - pandas\n"})
    for number in range(3):
        commit(root, {"book/a.ipynb": notebook(str(number)), f"book/{number}.md": "x"})
    assert launched(root, build="environment") == (f"gh/o/r/{changed}", PULL)
    assert problems(root, build="environment") == []
    changed = commit(root, {"apt.txt": "graphviz\n"})
    commit(root, {"book/b.ipynb": notebook()})
    assert image(root, build="environment") == changed


SCRIPT = {"binder/environment.yml": PULLER, "binder/postBuild": "#!/bin/sh\npython data/get.py\n"}
INCLUDES = {
    "requirements.txt": "nbgitpuller\n-r more/a.txt\n-c more/limits.txt\n",
    "more/a.txt": "numpy\n",
    "more/limits.txt": "numpy<3\n",
    "more/notes.txt": "",
}


@pytest.mark.parametrize(
    ("files", "changed", "listed", "moves"),
    [
        (COURSE, "README.md", None, False),
        (COURSE, "docs/environment.yml", None, False),
        (COURSE, "runtime.txt", None, True),
        (COURSE, "binder/environment.yml", None, True),
        (SCRIPT, "data/get.py", None, True),
        (SCRIPT, "book/a.ipynb", None, True),
        (SCRIPT, "data/get.py", ["data"], True),
        (SCRIPT, "book/a.ipynb", ["data"], False),
        (SCRIPT, "binder/postBuild", [], True),
        (INCLUDES, "more/a.txt", None, True),
        (INCLUDES, "more/limits.txt", None, True),
        (INCLUDES, "more/notes.txt", None, False),
        (PACKAGE, "p/__init__.py", None, True),
        (PACKAGE, "p/new.md", None, True),
        (PACKAGE, "pyproject.toml", None, True),
        (PACKAGE, "book/a.ipynb", None, False),
        (PACKAGE, "README.md", None, False),
        ({"Dockerfile": "FROM x\nCOPY . .\n"}, "book/a.ipynb", None, True),
        ({"Dockerfile": "FROM x\nCOPY . .\n"}, "book/a.ipynb", [], False),
        ({"Dockerfile": "FROM x\nCOPY env.yml .\n", "env.yml": "x"}, "book/a.ipynb", None, False),
        ({"Dockerfile": "FROM x\nCOPY env.yml .\n", "env.yml": "x"}, "env.yml", None, True),
    ],
)  # fmt: skip
def test_what_moves_the_image(
    make_repository: Make,
    files: dict[str, str],
    changed: str,
    listed: list[str] | None,
    moves: bool,
) -> None:
    root = make_repository(files)
    before = head(root)
    new = PULLER if changed.endswith(".yml") else ""
    after = commit(root, {changed: files.get(changed, new) + "\n# \n"})
    found = image(root, path=None, build="environment", environment_files=listed)
    assert found == (after if moves else before)


def test_a_merge_that_brought_the_change(make_repository: Make) -> None:
    root = make_repository(COURSE)
    git(root, "checkout", "--quiet", "-b", "side")
    changed = commit(root, {"environment.yml": PULLER + "  - pandas\n"})
    git(root, "checkout", "--quiet", "main")
    commit(root, {"book/b.ipynb": notebook()})
    git(root, "merge", "--quiet", "--no-edit", "--no-ff", "side")
    assert image(root, build="environment") == changed


def test_a_shallow_clone_says_that_it_is_one(make_repository: Make, tmp_path: Path) -> None:
    origin = make_repository(COURSE)
    latest = commit(origin, {"book/b.ipynb": notebook()})
    git(
        tmp_path,
        "-c",
        "protocol.file.allow=always",
        "clone",
        "--quiet",
        "--depth",
        "1",
        origin.as_uri(),
        "clone",
    )
    clone = tmp_path / "clone"
    git(clone, "remote", "set-url", "origin", "https://github.com/o/r")
    assert image(clone, build="environment") == latest
    assert problems(clone, build="environment") == ["shallow-clone"]
    assert problems(clone) == []


def test_without_nbgitpuller_the_ref_is_launched(make_repository: Make) -> None:
    root = make_repository({**COURSE, "environment.yml": ENVIRONMENT})
    assert launched(root, build="environment") == MAIN
    assert problems(root, build="environment") == ["nbgitpuller-missing"]
    changed = commit(root, {"environment.yml": PULLER})
    assert launched(root, build="environment") == (f"gh/o/r/{changed}", PULL)
    assert problems(root, build="environment") == []


def test_whether_a_dockerfile_has_nbgitpuller_is_not_known(make_repository: Make) -> None:
    root = make_repository({"Dockerfile": "FROM x\n", "book/a.ipynb": notebook()})
    assert launched(root, build="environment") == (f"gh/o/r/{head(root)}", PULL)
    assert problems(root, build="environment") == []


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"repository": "a/b"}, "history-unknown"),
        ({"ref": "0123456789abcdef0123456789abcdef01234567"}, "nbgitpuller-ref"),
    ],
)
def test_what_has_no_history_or_cannot_be_pulled_launches_the_ref(
    make_repository: Make, given: dict[str, str], rule: str
) -> None:
    root = make_repository(COURSE)
    assert launched(root, build="environment", **given) == launched(root, **given)
    assert problems(root, build="environment", **given) == [rule]


def test_the_history_is_that_of_the_launched_ref(make_repository: Make) -> None:
    root = make_repository(COURSE)
    first = head(root)
    commit(root, {"book/b.ipynb": notebook()})
    git(root, "tag", "v1")
    commit(root, {"environment.yml": PULLER + "  - pandas\n"})
    spec, pulled = launched(root, build="environment", ref="v1")
    assert (spec, pulled["branch"]) == (f"gh/o/r/{first}", "v1")


def test_the_history_of_a_ref_that_the_clone_lacks_is_not_known(make_repository: Make) -> None:
    root = make_repository(COURSE)  # a clone of one branch, as CI makes it
    assert launched(root, build="environment", ref="dev") == ("gh/o/r/dev", {})
    assert problems(root, build="environment", ref="dev") == ["history-unknown"]


def test_the_environment_is_that_of_the_launched_ref(make_repository: Make) -> None:
    root = make_repository(COURSE)
    changed = commit(root, {"environment.yml": PULLER + "  - pandas\n"})
    git(root, "tag", "v1")
    (root / "binder").mkdir()
    git(root, "mv", "environment.yml", "binder")
    commit(root)
    assert image(root, build="environment", ref="v1") == changed


@pytest.mark.parametrize("ref", ["v1", "main"])
def test_nbgitpuller_must_be_in_the_launched_ref(make_repository: Make, ref: str) -> None:
    root = make_repository({**COURSE, "environment.yml": ENVIRONMENT})
    git(root, "tag", "v1")
    push(root)
    commit(root, {"environment.yml": PULLER})  # neither tagged nor pushed
    assert launched(root, build="environment", ref=ref) == (f"gh/o/r/{ref}", {})
    assert problems(root, build="environment", ref=ref) == ["nbgitpuller-missing"]


def test_an_image_that_is_not_pushed_is_a_problem(make_repository: Make) -> None:
    root = make_repository(COURSE)
    push(root)
    commit(root, {"environment.yml": PULLER + "  - pandas\n"})
    assert problems(root, build="environment", ref="HEAD") == ["not-pushed"]


def test_git_is_asked_once_for_the_book(
    make_repository: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository({**COURSE, **{f"{i}.ipynb": notebook() for i in range(9)}})
    counter, wrapper = tmp_path / "count", tmp_path / "bin" / "git"
    counter.touch()
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho x >> "{counter}"\nexec "{shutil.which("git")}" "$@"\n')
    wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    for build in ("commit", "environment"):
        book = project(root, build=build)
        book.launch("0.ipynb")
        before = counter.read_text()
        for number in range(9):
            book.launch(f"{number}.ipynb", {"interface": "notebook"})
        assert list(book.build_problems()) == []
        assert counter.read_text() == before != ""


# What an adversary found


def test_content_is_pulled_beside_what_the_older_image_has(make_repository: Make) -> None:
    root = make_repository({**COURSE, "r/old.md": "x"})
    git(root, "rm", "--quiet", "-r", "r")
    commit(root)
    _, pulled = launched(root, build="environment")
    assert pulled["urlpath"].startswith("lab/tree/r-content/")


@pytest.mark.parametrize(
    ("interface", "opening"),
    [
        ("/lab/tree/book/a.ipynb", "lab/tree/r/book/a.ipynb"),
        ("/voila/render/book/a.ipynb", "voila/render/r/book/a.ipynb"),
        ("/shiny/app", "shiny/app"),
    ],
)
def test_an_authors_own_path_is_that_of_the_pulled_file(
    make_repository: Make, interface: str, opening: str
) -> None:
    _, pulled = launched(make_repository(COURSE), build="environment", interface=interface)
    assert pulled["urlpath"] == opening


def test_a_short_hash_is_made_whole_or_refused(make_repository: Make) -> None:
    root = make_repository(COURSE, "https://git.example.org/o/r.git")
    push(root)
    spec, _ = launched(root, ref=head(root)[:10])
    assert spec.endswith(f"/{head(root)}")
    with pytest.raises(UnlaunchableError, match="short commit hash"):
        launched(root, repository="https://git.example.org/a/b", ref="0123456789")
    with pytest.raises(UnlaunchableError, match="nbgitpuller cannot pull"):
        launched(root, repository="a/b", ref="0123456789", environment="env/image")


def test_a_released_commit_that_ci_builds_is_published(
    make_repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository(COURSE)
    push(root)
    git(root, "checkout", "--quiet", "--detach")
    commit(root)
    git(root, "tag", "v1")
    for name, value in {
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_REF_NAME": "v1",
        "GITHUB_REF_TYPE": "tag",
        "GITHUB_SHA": head(root),
    }.items():
        monkeypatch.setenv(name, value)
    assert image(root, build="commit") == head(root)
    assert problems(root, build="commit") == []


def test_an_archive_is_pinned_as_it_is(make_repository: Make) -> None:
    root = make_repository(COURSE)
    for build in ("commit", "environment"):
        given = {"repository": "10.5281/zenodo.3242074", "build": build}
        assert launched(root, **given)[0] == "zenodo/10.5281/zenodo.3242074"
        assert problems(root, **given) == []
