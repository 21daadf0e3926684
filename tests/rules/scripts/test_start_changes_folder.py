from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge
from tests.rules.scripts.chapters import chapter, notebook

RULE = "start-changes-folder"
ENV = {"binder/environment.yml": GOOD}
CHAPTERS = (chapter("book/a.ipynb"),)

QUIET = {**ENV, "binder/start": '#!/bin/bash\ncd data\ncd "$HOME"\nexec "$@"\n'}
SPEAKING = {**ENV, "binder/start": '#!/bin/bash\ncd binder\nexec "$@"\n'}


def script(*lines: str) -> dict[str, str]:
    return {**ENV, "binder/start": "\n".join(["#!/bin/bash", *lines, 'exec "$@"', ""])}


@pytest.mark.parametrize(
    "lines",
    [
        *(["cd"], ["cd ~"], ["cd ${HOME}"], ["cd $REPO_DIR"], ["cd /home/jovyan/"], ["cd ."]),
        *(["cd data", "cd .."], ["(cd data; make)"], ["cd $DATA"], ["cd data", "cd -"]),
        *(["pushd data", "popd"], ["if true; then cd data; fi"], ["# cd data"]),
        *(["cd data &"], ["echo cd data"], ["cd '"], ["cd da*"]),
    ],
)
def test_quiet(judge_files: Judge, lines: list[str]) -> None:
    assert not judge_files(RULE, script(*lines), None, *CHAPTERS)


def test_quiet_where_nothing_is_opened(judge_files: Judge) -> None:
    assert not judge_files(RULE, SPEAKING)
    configured = {**SPEAKING, ".jupyter/jupyter_server_config.py": ""}
    assert not judge_files(RULE, configured, None, *CHAPTERS)
    elsewhere = script("cd binder")
    elsewhere["binder/start"] = '#!/bin/bash\ncd binder\nexec "$@" --notebook-dir="$HOME"\n'
    assert not judge_files(RULE, elsewhere, None, *CHAPTERS)


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("cd book", "`book`"),
        ("cd book && make", "`book`"),
        ("cd ~/book/x/..", "`book`"),
        ('cd "$HOME/book"', "`book`"),
        ("cd /tmp", "`/tmp`"),
        ('cd "$(dirname "$0")"', "`binder`"),
        ('cd $(dirname "${BASH_SOURCE[0]}")', "`binder`"),
    ],
)
def test_speaks(judge_files: Judge, line: str, folder: str) -> None:
    (finding,) = judge_files(None, script("ls", line), None, *CHAPTERS)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/start", 3, 1)
    assert folder in finding.message


def test_a_script_in_the_root(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "start": '#!/bin/bash\ncd "$(dirname "$0")"\nexec "$@"\n'}
    assert not judge_files(RULE, files, None, *CHAPTERS)


def test_check_does_not_know_what_is_launched(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, SPEAKING, None, notebook("a.ipynb"))
    assert finding.severity is Severity.WARNING
