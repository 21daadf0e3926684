"""The examples for continuous integration: their commands are run, and their words held to facts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_docs import DOCS, EXAMPLES, REMOTE, REPOSITORY, WORDS

EXAMPLE = EXAMPLES / "continuous-integration"
PAGE = "continuous-integration.md"
WORKFLOWS = ["book.yml", "code-scanning.yml"]
INSTALL = "python -m pip install "

Make = Callable[..., Path]


def read(name: str) -> Any:
    return yaml.safe_load((EXAMPLE / name).read_text(encoding="utf-8"))


def steps(name: str) -> list[dict[str, Any]]:
    (job,) = read(f".github/workflows/{name}")["jobs"].values()
    return list(job["steps"])


def commands() -> dict[str, list[str]]:
    """Return the commands of each service, in their order."""
    found = {name: [step["run"] for step in steps(name) if "run" in step] for name in WORKFLOWS}
    return {**found, "GitLab": read(".gitlab-ci.yml")["book"]["script"]}


def book_of(name: str, make_repository: Make) -> Path:
    folder = EXAMPLES / name
    files = [path for path in folder.rglob("*") if path.is_file() and "_build" not in path.parts]
    content = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    return make_repository(content, REMOTE)


def status(command: str, root: Path) -> int:
    """Run a command line as a service does, with this Python's programs first."""
    if shutil.which("sh") is None:
        pytest.skip("no POSIX shell")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    surroundings = os.environ | {"PATH": path, "CI": "true"}
    done = subprocess.run(
        ["sh", "-c", command], cwd=root, env=surroundings, capture_output=True, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr
    return done.returncode


@pytest.mark.parametrize("service", list(commands()))
def test_the_commands_pass_a_good_book(service: str, make_repository: Make) -> None:
    root = book_of("continuous-integration", make_repository)
    install, *rest = commands()[service]
    assert install.startswith(INSTALL)
    assert rest
    assert [status(command, root) for command in rest] == [0] * len(rest)


@pytest.mark.parametrize("service", list(commands()))
def test_the_commands_fail_a_bad_one(service: str, make_repository: Make) -> None:
    root = book_of("first-warning", make_repository)
    _, *rest = commands()[service]
    assert [status(command, root) for command in rest] == [1] * len(rest)


def test_what_is_uploaded_is_what_was_written_error_or_not(make_repository: Make) -> None:
    root = book_of("first-warning", make_repository)
    *_, check, upload = steps("code-scanning.yml")
    assert status(check["run"], root) == 1
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@v")
    assert "!cancelled()" in upload["if"]
    report = json.loads((root / upload["with"]["sarif_file"]).read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in report["runs"][0]["results"]] == ["import-missing"]
    workflow = read(".github/workflows/code-scanning.yml")
    assert workflow[True] == "push"  # YAML 1.1 reads the word `on` so
    assert workflow["jobs"]["binder"]["permissions"]["security-events"] == "write"


def installed() -> Iterator[str]:
    """Yield whatever the examples install from somewhere else than the index."""
    for path in EXAMPLE.rglob("*"):
        if path.is_file():
            yield from re.findall(r"git\+(\S+)", path.read_text(encoding="utf-8"))


def test_it_is_installed_from_its_address() -> None:
    found = re.search(r'^Homepage = "(.*)"$', (REPOSITORY / "pyproject.toml").read_text(), re.M)
    assert found is not None
    assert set(installed()) == {found[1]}
    assert len(list(installed())) == len(commands()) + 1


def test_the_whole_history_is_fetched() -> None:
    for name in WORKFLOWS:
        first = steps(name)[0]
        assert first["uses"].startswith("actions/checkout@v")
        assert first["with"] == {"fetch-depth": 0}
    assert read(".gitlab-ci.yml")["book"]["variables"] == {"GIT_DEPTH": 0}
    assert "git fetch --unshallow" in read(".readthedocs.yaml")["build"]["jobs"]["post_checkout"][0]


def test_read_the_docs_finds_its_files() -> None:
    found = read(".readthedocs.yaml")
    assert found["sphinx"]["fail_on_warning"] is True
    (install,) = found["python"]["install"]
    assert (EXAMPLE / install["requirements"]).is_file()
    assert (EXAMPLE / found["sphinx"]["configuration"]).is_file()


def test_every_file_of_the_example_is_shown() -> None:
    shown = set(re.findall(r"examples/continuous-integration/(\S+)", WORDS[PAGE]))
    book = {"conf.py", "index.md"}
    files = {
        path.relative_to(EXAMPLE).as_posix()
        for path in EXAMPLE.rglob("*")
        if path.is_file() and path.parent.name not in {"binder", "chapters"}
    }
    assert {name for name in files if not name.startswith("_build/")} - book == shown


def test_the_lines_that_are_emphasised_are_there() -> None:
    blocks = re.findall(r"\{literalinclude\} (\S+)\n(?::.*\n)*?:emphasize-lines: (.*)", WORDS[PAGE])
    assert len(blocks) == 4
    for name, lines in blocks:
        last = int(re.split(r"[-, ]+", lines)[-1])
        assert last <= len((DOCS / name).read_text(encoding="utf-8").splitlines())
