from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from tests.conftest import git
from tests.rules.conftest import GOOD, Judge

RULE = "crlf"
ENV = {"environment.yml": GOOD}

QUIET = {
    **ENV,
    "postBuild": "#!/bin/bash\nset -e\npython a.py\n",
    "start": '#!/bin/sh\nexec "$@"\n',
}
SPEAKING = {**ENV, "postBuild": "#!/bin/bash\r\nset -e\r\npython a.py\r\n"}


@pytest.mark.parametrize(
    "files",
    [
        QUIET,
        {**SPEAKING, ".gitattributes": "postBuild text eol=lf\n"},
        {**SPEAKING, ".gitattributes": "* text=auto\n"},
        {**ENV, "install.R": "x <- 1\r\n", "environment.yml": GOOD.replace("\n", "\r\n")},
        {**ENV, "postBuild": "#!/usr/bin/env python3\nprint(1)\r\n"},
        {**ENV, "postBuild": "#!/bin/bash\n# a comment\r\n\r\npython a.py\n"},
        {**ENV, "postBuild": "#!/bin/bash\nprintf 'a\\r\\n'\n"},
        {"Dockerfile": "FROM x:1\r\n", "postBuild": SPEAKING["postBuild"]},
        {"binder/environment.yml": GOOD, "postBuild": SPEAKING["postBuild"]},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("name", "text", "shown", "outcome"),
    [
        ("postBuild", "#!/bin/bash\r\nset -e\r\nls\r\n", "`/bin/bash`", "the build stops"),
        ("postBuild", "#!/bin/bash -e\r\nls\r\n", "`/bin/bash -e`", "the build stops"),
        ("postBuild", "#!/bin/bash\rls\r", "`/bin/bash", "the build stops"),
        (
            "postBuild",
            "#!/usr/bin/env python3\r\nx\r\n",
            "`/usr/bin/env python3`",
            "the build stops",
        ),
        ("start", '#!/bin/sh\r\nexec "$@"\r\n', "`/bin/sh`", "the server never starts"),
    ],
)
def test_the_first_line(judge_files: Judge, name: str, text: str, shown: str, outcome: str) -> None:
    (finding,) = judge_files(None, {**ENV, name: text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(name, 1)
    assert shown in finding.message
    assert outcome in finding.message
    assert f"`git add --renormalize {name}`" in finding.fix


def test_in_a_binder_directory(judge_files: Judge) -> None:
    files = {"binder/environment.yml": GOOD, "binder/postBuild": SPEAKING["postBuild"]}
    (finding,) = judge_files(None, files)
    assert finding.location == Location("binder/postBuild", 1)
    assert "`binder/postBuild text eol=lf`" in finding.fix


def test_other_lines_of_a_shell_script(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {**ENV, "postBuild": "#!/bin/bash\nset -e\npython a.py\r\n"})
    assert (finding.severity, finding.location) == (Severity.WARNING, Location("postBuild", 3))


def test_eol_crlf_brings_them_back(judge_files: Judge) -> None:
    files = {**SPEAKING, ".gitattributes": "* text=auto eol=crlf\n"}
    assert judge_files(RULE, files)


@pytest.mark.parametrize("attributes", ["postBuild -text\n", "* text=auto\npostBuild binary\n"])
def test_git_is_told_to_leave_them(judge_files: Judge, attributes: str) -> None:
    assert judge_files(RULE, {**SPEAKING, ".gitattributes": attributes})


Judgement = Callable[..., list[Finding]]


def test_git_has_them_though_attributes_say_otherwise(
    make_repository: Callable[..., Path], judge: Judgement
) -> None:
    root = make_repository(SPEAKING)
    (root / ".gitattributes").write_text("postBuild text eol=lf\n")
    git(root, "add", ".gitattributes")
    (finding,) = judge(RULE, root)
    assert "--renormalize" in finding.fix
    git(root, "add", "--renormalize", "postBuild")
    assert not judge(RULE, root)


def test_git_took_them_away(make_repository: Callable[..., Path], judge: Judgement) -> None:
    root = make_repository({**QUIET, "conf.py": ""})
    git(root, "config", "core.autocrlf", "true")
    (root / "postBuild").write_bytes(SPEAKING["postBuild"].encode())
    assert not judge(RULE, root)
    git(root, "config", "core.autocrlf", "false")
    assert judge(RULE, root)
