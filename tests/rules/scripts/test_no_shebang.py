from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "no-shebang"
ENV = {"environment.yml": GOOD}

QUIET = {**ENV, "start": '#!/bin/sh\nexec "$@"\n', "postBuild": "#!/usr/bin/env python3\n1 + 1\n"}
SPEAKING = {**ENV, "start": 'export A=1\nexec "$@"\n'}


@pytest.mark.parametrize(
    "files",
    [
        QUIET,
        {**ENV, "postBuild": "#! /bin/bash -l\nls\n"},
        {**ENV, "postBuild": ""},
        {**ENV, "start": b"\x7fELF\x02\x01"},
        {**ENV, "postBuild": "\n\n"},
        {"default.nix": "", "start": 'exec "$@"\n'},
        {"Dockerfile": "FROM x:1\n", "start": "", "postBuild": "ls"},
        {"binder/environment.yml": GOOD, "postBuild": "ls\n"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (b'export A=1\nexec "$@"\n', "`#!`, so"),
        (b'\xef\xbb\xbf#!/bin/bash\nexec "$@"\n', "a byte-order mark stands before it"),
        (b'\n\n#!/bin/bash\nexec "$@"\n', "it is on line 3"),
        (b'# starts the server\n#!/bin/bash\nexec "$@"\n', "it is on line 2"),
        (b' #!/bin/bash\nexec "$@"\n', "a space stands before it"),
        (b'# !/bin/bash\nexec "$@"\n', "there is a space in its `#!`"),
        ('#!/bin/bash\nexec "$@"\n'.encode("utf-16"), "the file is UTF-16 text"),
        (b"", "`#!`, so"),
    ],
)
def test_start(judge_files: Judge, text: bytes, because: str) -> None:
    (finding,) = judge_files(None, {**ENV, "start": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("start", 1)
    assert because in finding.message
    assert "#!/bin/bash" in finding.fix


def test_post_build_is_left_to_sh(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**ENV, "postBuild": "python a.py\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("postBuild", 1)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("python a.py\nsource env.sh\n", "source"),
        ("set -e\nif [[ -f a ]]; then ls; fi\n", "[["),
        ("pushd data && make\n", "pushd"),
    ],
)
def test_sh_does_not_have_it(judge_files: Judge, text: str, word: str) -> None:
    (finding,) = judge_files(RULE, {**ENV, "postBuild": text})
    assert finding.severity is Severity.WARNING
    assert f"`{word}`" in finding.message


def test_no_shell_reads_utf_16(judge_files: Judge) -> None:
    text = "#!/bin/bash\nls\n".encode("utf-16")
    (finding,) = judge_files(None, {**ENV, "postBuild": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert "UTF-8" in finding.fix
