from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_binderhub.repository.ci import is_ci, read_ci

SHA, HEAD_SHA = "a" * 40, "b" * 40
GITHUB = {
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_REPOSITORY": "o/r",
    "GITHUB_REF_NAME": "main",
    "GITHUB_REF_TYPE": "branch",
    "GITHUB_SHA": SHA,
}


def test_no_ci() -> None:
    assert read_ci({"HOME": "/"}) is None
    assert not is_ci({})


def test_an_unknown_system_is_ci_but_says_nothing() -> None:
    assert is_ci({"CI": "1"})
    assert read_ci({"CI": "true"}) is None


def test_github_branch_and_tag() -> None:
    build = read_ci(GITHUB)
    assert build is not None
    assert (build.repository, build.ref, build.kind) == ("https://github.com/o/r", "main", "branch")
    assert build.commits == {SHA}
    tag = read_ci(GITHUB | {"GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "tag"})
    assert tag is not None
    assert (tag.ref, tag.kind) == ("v1", "tag")


@pytest.mark.parametrize(
    ("event", "commits"),
    [("pull_request", {SHA, HEAD_SHA}), ("pull_request_target", {HEAD_SHA})],
)
def test_github_pull_request_of_a_fork(tmp_path: Path, event: str, commits: set[str]) -> None:
    head = {"repo": {"clone_url": "https://github.com/fork/r.git"}, "ref": "fix", "sha": HEAD_SHA}
    file = tmp_path / "event.json"
    file.write_text(json.dumps({"pull_request": {"head": head}}))
    build = read_ci(
        GITHUB
        | {
            "GITHUB_REF_NAME": "5/merge",
            "GITHUB_HEAD_REF": "fix",
            "GITHUB_BASE_REF": "main",
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(file),
        }
    )
    assert build is not None
    assert (build.repository, build.ref) == ("https://github.com/fork/r.git", "fix")
    assert build.kind == "change"
    assert build.commits == commits
    assert build.base == ("https://github.com/o/r", "main")


@pytest.mark.parametrize("event", ["", "[]", "{", '{"pull_request": {"head": {"repo": null}}}'])
def test_a_fork_that_is_not_known_never_lends_its_ref(tmp_path: Path, event: str) -> None:
    file = tmp_path / "event.json"
    file.write_text(event)
    build = read_ci(
        GITHUB
        | {"GITHUB_HEAD_REF": "fix", "GITHUB_BASE_REF": "main", "GITHUB_EVENT_PATH": str(file)}
    )
    assert build is not None
    assert (build.repository, build.ref) == ("https://github.com/o/r", "main")


RTD = {
    "READTHEDOCS": "True",
    "READTHEDOCS_GIT_CLONE_URL": "git@github.com:o/r.git",
    "READTHEDOCS_GIT_COMMIT_HASH": SHA,
}


@pytest.mark.parametrize(
    ("kind", "identifier", "expected"),
    [
        ("branch", "main", ("main", "branch")),
        ("tag", "v1", ("v1", "tag")),
        ("external", "17", (SHA, "change")),
    ],
)
def test_read_the_docs(kind: str, identifier: str, expected: tuple[str, str]) -> None:
    build = read_ci(
        RTD | {"READTHEDOCS_VERSION_TYPE": kind, "READTHEDOCS_GIT_IDENTIFIER": identifier}
    )
    assert build is not None
    assert (build.ref, build.kind) == expected


GITLAB = {
    "GITLAB_CI": "true",
    "CI_PROJECT_URL": "https://gitlab.com/g/r",
    "CI_REPOSITORY_URL": "https://gitlab-ci-token:secret@gitlab.com/g/r.git",
    "CI_COMMIT_SHA": SHA,
    "CI_COMMIT_REF_NAME": "main",
}


def test_gitlab() -> None:
    build = read_ci(GITLAB)
    assert build is not None
    assert (build.repository, build.ref, build.kind) == ("https://gitlab.com/g/r", "main", "branch")
    assert "secret" not in repr(build)
    tag = read_ci(GITLAB | {"CI_COMMIT_TAG": "v1", "CI_COMMIT_REF_NAME": "v1"})
    assert tag is not None
    assert (tag.ref, tag.kind) == ("v1", "tag")


def test_gitlab_merge_request_of_a_fork() -> None:
    build = read_ci(
        GITLAB
        | {
            "CI_MERGE_REQUEST_SOURCE_PROJECT_URL": "https://gitlab.com/fork/r",
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "fix",
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        }
    )
    assert build is not None
    assert (build.repository, build.ref) == ("https://gitlab.com/fork/r", "fix")
    assert build.base == ("https://gitlab.com/g/r", "main")


def test_netlify() -> None:
    netlify = {
        "NETLIFY": "true",
        "REPOSITORY_URL": "https://github.com/o/r",
        "BRANCH": "main",
        "COMMIT_REF": SHA,
    }
    build = read_ci(netlify)
    assert build is not None
    assert (build.ref, build.kind) == ("main", "branch")
    preview = read_ci(netlify | {"CONTEXT": "deploy-preview", "BRANCH": "pull/5/head"})
    assert preview is not None
    assert (preview.ref, preview.kind) == (SHA, "change")


@pytest.mark.parametrize("sign", ["GITHUB_ACTIONS", "READTHEDOCS", "GITLAB_CI", "NETLIFY"])
def test_half_a_set_of_variables_says_nothing(sign: str) -> None:
    assert read_ci({sign: "true"}) is None


@pytest.mark.parametrize("event", ["pull_request_review", "pull_request_review_comment"])
def test_a_review_of_a_pull_request_names_its_merge(tmp_path: Path, event: str) -> None:
    head = {"repo": {"clone_url": "https://github.com/fork/r.git"}, "ref": "fix", "sha": "a" * 40}
    (tmp_path / "event.json").write_text(json.dumps({"pull_request": {"head": head}}))
    found = read_ci(
        {
            "GITHUB_ACTIONS": "true",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_REF_NAME": "7/merge",
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_SHA": "b" * 40,
        }
    )
    assert found is not None
    assert (found.repository, found.ref) == ("https://github.com/fork/r.git", "fix")
    assert found.commits == {"a" * 40, "b" * 40}
