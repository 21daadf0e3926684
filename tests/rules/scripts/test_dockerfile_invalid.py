from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "dockerfile-invalid"

QUIET = {"Dockerfile": "ARG A=1\nFROM x:1\nRUN apt-get update && \\\n  apt-get install git\n"}
SPEAKING = {"Dockerfile": "FROM x:1\nRUN apt-get update &&\n  apt-get install git\n"}


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\n\nFROM x:1\n",
        "from x:1\nrun ls\n",
        "\ufeffFROM x:1\n",
        "FROM x:1\r\nRUN ls \\\r\n  -l\r\n",
        "FROM x:1\nRUN ls \\\n# a comment\n\n  -l\n",
        "# escape=`\nFROM x:1\nRUN dir `\n  C:\\\nRUN dir\n",
        "FROM x:1\nRUN <<EOF\napt-get update\nEOF\n",
        "FROM x:1\nCOPY <<EOF <<-END /etc/\na b\nEOF\n\tc\n\tEND\nRUN ls\n",
        "# syntax=example/other:1\nINCLUDE x\n",
        "FROM x:1\nRUN <<'THE-END.'\na\nTHE-END.\nONBUILD RUN <<A\nb\nA\n",
        "FROM x:1\nRUN echo \\\\\nRUN ls\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": text})


def test_quiet_where_it_is_not_read(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"binder/requirements.txt": "", "Dockerfile": "FORM x:1\n"})


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("FROM x:1\nRUN apt-get update &&\n  apt-get install git\n", 3, "`APT-GET`"),
        ("FORM x:1\n", 1, "`FORM`"),
        ("# nothing\n", 1, "no `FROM`"),
        ("", 1, "no `FROM`"),
        ("RUN ls\nFROM x:1\n", 1, "`RUN` stands before"),
        ("ARG A\nENV B=1\nFROM x:1\n", 2, "`ENV` stands before"),
        ("FROM\n", 1, "names no image"),
        ("# syntax=docker/dockerfile:1\nFROM x:1\nINCLUDE x\n", 3, "`INCLUDE`"),
    ],
)
def test_speaks(judge_files: Judge, text: str, line: int, word: str) -> None:
    (finding,) = judge_files(None, {"binder/Dockerfile": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/Dockerfile", line)
    assert word in finding.message
