from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_binderhub import rules
from sphinx_binderhub.config import Settings
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from tests.rules.conftest import GOOD, Judge
from tests.rules.scripts.chapters import chapter, notebook

RULE = "dockerignore-hides"
ENV = {"environment.yml": GOOD, "book/a.ipynb": ""}
CHAPTERS = (chapter("book/a.ipynb"), chapter("book/b.ipynb"))
DOCKER = {"Dockerfile": "FROM x/y:1\nCOPY --chown=1000 . .\n"}

QUIET = {**ENV, ".dockerignore": "_build\n*.log\nbook/_build\n"}
SPEAKING = {**ENV, ".dockerignore": "# data\ndata/raw\nbook\n"}


@pytest.mark.parametrize(
    "files",
    [
        {**ENV, ".dockerignore": "*\n!environment.yml\n!book\n"},
        {**ENV, ".dockerignore": "*.ipynb\n"},
        {**ENV, ".dockerignore": "# book\n\n"},
        {**ENV, "book/.dockerignore": "*\n"},
        {"binder/environment.yml": GOOD, ".dockerignore": "*\n"},
        {**ENV, "apt.txt": "git\n", ".dockerignore": "apt.txt\n"},
        {"binder/Dockerfile": DOCKER["Dockerfile"], "binder/.dockerignore": "*\n"},
        {**DOCKER, ".containerignore": "*\n"},
        {"Dockerfile": "FROM x/y:1\nCOPY --chown=1 lib lib\n", ".dockerignore": "book\n"},
        {**DOCKER, ".dockerignore": "Book\n"},
        {**DOCKER, ".dockerignore": "book\n", "Dockerfile.dockerignore": "data\n"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files, None, *CHAPTERS)


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (SPEAKING, Location(".dockerignore", 3)),
        ({**ENV, ".containerignore": "*\n!*.yml\n"}, Location(".containerignore", 1)),
        ({**ENV, ".dockerignore": "BOOK/*.ipynb\n"}, Location(".dockerignore", 1)),
        ({**ENV, ".dockerignore": "/book/\n"}, Location(".dockerignore", 1)),
        (
            {"binder/requirements.txt": "", "binder/.dockerignore": "**/*.ipynb"},
            Location("binder/.dockerignore", 1),
        ),
        ({**DOCKER, ".dockerignore": "**/*.ipynb"}, Location(".dockerignore", 1)),
        ({**DOCKER, "Dockerfile.dockerignore": "book"}, Location("Dockerfile.dockerignore", 1)),
    ],
)
def test_chapters(judge_files: Judge, files: dict[str, str], place: Location) -> None:
    (finding,) = judge_files(RULE, files, None, *CHAPTERS)
    assert (finding.severity, finding.location) == (Severity.ERROR, place)
    assert finding.also == (Location("book/a.ipynb"), Location("book/b.ipynb"))
    assert "cannot open it" in finding.message


@pytest.mark.parametrize(
    ("files", "pattern", "file"),
    [
        ({"environment.yml": GOOD, ".dockerignore": "*.yml\n"}, "*.yml", "environment.yml"),
        ({**ENV, "postBuild": "#!/bin/sh\nls\n", ".dockerignore": "post*"}, "post*", "postBuild"),
        (
            {
                "requirements.txt": "-r more/a.txt\n",
                "more/a.txt": "numpy\n",
                "runtime.txt": "python-3.12\n",
                ".dockerignore": "more\n",
            },
            "more",
            "more/a.txt",
        ),
    ],
)
def test_environment_files(
    judge_files: Judge, files: dict[str, str], pattern: str, file: str
) -> None:
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.message.startswith(f"The pattern `{pattern}` keeps `{file}` out of the image")
    assert "the build stops" in finding.message


def test_an_older_release_reads_the_root_alone_and_takes_no_heed_of_case(
    judge_files: Judge,
) -> None:
    own = {**DOCKER, "Dockerfile.dockerignore": "book\n"}
    assert not judge_files(RULE, own, "2024.7.0", *CHAPTERS)
    assert judge_files(RULE, {**DOCKER, ".dockerignore": "BOOK\n"}, "2024.7.0", *CHAPTERS)


def test_one_finding_for_each_pattern(judge_files: Judge) -> None:
    files = {**ENV, ".dockerignore": "book/a.ipynb\nbook/b.ipynb\n"}
    first, second = judge_files(RULE, files, None, *CHAPTERS)
    assert (first.location.line, second.location.line) == (1, 2)


def test_check_does_not_know_what_is_launched(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, SPEAKING, None, notebook("book/a.ipynb"))
    assert finding.severity is Severity.NOTE


def test_chapters_that_are_pulled(make_tree: object) -> None:
    rule = next(rule for rule in rules.all_rules() if rule.name == RULE)
    project = Project(make_tree(SPEAKING), Settings(), CHAPTERS)  # type: ignore[operator]
    assert rules.run(project, [rule])
    pulled = Settings().override({"build": "environment"})
    assert not rules.run(replace(project, settings=pulled), [rule])
