"""What continuous integration says of the build: which repository, which ref, which commit."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Variables = Mapping[str, str]


@dataclass(frozen=True)
class CiBuild:
    """One build of a CI system.

    `repository` and `ref` are a pair: what the reader of this build reads. `kind` says whether the
    ref is a tag, a change that is proposed (pull or merge request), or a branch. `commits` are the
    commits that a checkout of this build may stand at; empty where CI does not say. `base` is the
    repository and ref that a proposed change is meant for. `commit` is the commit that is read, as
    it stays in the repository.
    """

    system: str
    repository: str
    ref: str | None
    kind: Literal["tag", "change", "branch"]
    commits: frozenset[str] = frozenset()
    base: tuple[str, str] | None = None
    commit: str | None = None


def read_ci(variables: Variables) -> CiBuild | None:
    """Return the CI build that the environment variables describe, if any."""
    for sign, read in _SYSTEMS:
        if variables.get(sign, "").lower() == "true":
            return read(variables)
    return None


def is_ci(variables: Variables) -> bool:
    """Whether the build runs in continuous integration."""
    return any(variables.get(sign, "").lower() in {"true", "1"} for sign, _ in (*_SYSTEMS, _ANY))


def _github(variables: Variables) -> CiBuild | None:
    """GitHub Actions; in a pull request the event file, not a variable, names the fork."""
    server, name = variables.get("GITHUB_SERVER_URL"), variables.get("GITHUB_REPOSITORY")
    if not server or not name:
        return None
    repository = f"{server}/{name}"
    commits = _commits(variables.get("GITHUB_SHA"))
    ref = variables.get("GITHUB_REF_NAME") or None
    if variables.get("GITHUB_EVENT_NAME") == "merge_group":
        ref = None  # the branch of a merge queue is gone when the page is read
    # Events such as a review name the merge of a pull request, and not its head.
    if variables.get("GITHUB_HEAD_REF") or re.fullmatch(r"\d+/(merge|head)", ref or ""):
        base = (repository, variables.get("GITHUB_BASE_REF") or "HEAD")
        return _pull_request(variables, base, commits)
    kind: Literal["tag", "branch"] = (
        "tag" if variables.get("GITHUB_REF_TYPE") == "tag" else "branch"
    )
    return CiBuild("GitHub Actions", repository, ref, kind, commits, commit=_one(commits))


def _pull_request(variables: Variables, base: tuple[str, str], commits: frozenset[str]) -> CiBuild:
    try:
        event = json.loads(Path(variables["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        head = event["pull_request"]["head"]
        repository, ref, commit = head["repo"]["clone_url"], head["ref"], head["sha"]
    except (KeyError, TypeError, ValueError, OSError, RecursionError):
        # Whether the head is a fork's is not known, so its ref must not meet the base repository.
        return CiBuild("GitHub Actions", *base, "change", commits, base)
    # `pull_request_target` stands at the base's commit unless the workflow checks out the head.
    targeted = variables.get("GITHUB_EVENT_NAME") == "pull_request_target"
    merge = frozenset() if targeted else commits
    return CiBuild(
        *("GitHub Actions", str(repository), str(ref), "change"),
        commits=merge | _commits(str(commit)),
        base=base,
        commit=_one(_commits(str(commit))),
    )


def _read_the_docs(variables: Variables) -> CiBuild | None:
    repository = variables.get("READTHEDOCS_GIT_CLONE_URL")
    if not repository:
        return None
    commit = variables.get("READTHEDOCS_GIT_COMMIT_HASH")
    ref = variables.get("READTHEDOCS_GIT_IDENTIFIER") or None
    kind = variables.get("READTHEDOCS_VERSION_TYPE")
    if kind == "external":  # the identifier is the number of the pull request
        return CiBuild(
            "Read the Docs", repository, commit, "change", _commits(commit), commit=commit
        )
    known: Literal["tag", "branch"] = "tag" if kind == "tag" else "branch"
    return CiBuild("Read the Docs", repository, ref, known, _commits(commit), commit=commit)


def _gitlab(variables: Variables) -> CiBuild | None:
    repository = variables.get("CI_PROJECT_URL")
    if not repository:
        return None
    commits = _commits(variables.get("CI_COMMIT_SHA"))
    source = variables.get("CI_MERGE_REQUEST_SOURCE_PROJECT_URL")
    branch = variables.get("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME")
    if source and branch:
        base = (repository, variables.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") or "HEAD")
        head = _commits(variables.get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA")) or commits
        return CiBuild("GitLab CI", source, branch, "change", commits | head, base, _one(head))
    kind: Literal["tag", "branch"] = "tag" if variables.get("CI_COMMIT_TAG") else "branch"
    ref = variables.get("CI_COMMIT_REF_NAME")
    return CiBuild("GitLab CI", repository, ref, kind, commits, commit=_one(commits))


def _netlify(variables: Variables) -> CiBuild | None:
    repository = variables.get("REPOSITORY_URL")
    if not repository:
        return None
    commit = variables.get("COMMIT_REF")
    if variables.get("CONTEXT") == "deploy-preview":
        return CiBuild("Netlify", repository, commit, "change", _commits(commit), commit=commit)
    ref = variables.get("BRANCH")
    return CiBuild("Netlify", repository, ref, "branch", _commits(commit), commit=commit)


def _one(commits: frozenset[str]) -> str | None:
    return next(iter(commits), None)


def _commits(*candidates: str | None) -> frozenset[str]:
    return frozenset(one for one in candidates if one and re.fullmatch(r"[0-9a-f]{40}", one))


_SYSTEMS: tuple[tuple[str, Callable[[Variables], CiBuild | None]], ...] = (
    ("READTHEDOCS", _read_the_docs),
    ("NETLIFY", _netlify),
    ("GITHUB_ACTIONS", _github),
    ("GITLAB_CI", _gitlab),
)
_ANY = ("CI", read_ci)
