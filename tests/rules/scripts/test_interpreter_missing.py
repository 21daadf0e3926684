from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "interpreter-missing"
ENV = {"environment.yml": GOOD}

QUIET = {
    **ENV,
    "postBuild": "#!/usr/bin/env -S bash -e\nls\nls\n",
    "start": '#!/bin/sh -e\nexec "$@"\n',
}
SPEAKING = {**ENV, "postBuild": "#!/bin/zsh\nset -e\nls\n"}


@pytest.mark.parametrize(
    "line",
    [
        *("#!/bin/bash", "#!/usr/bin/bash", "#!/bin/sh", "#! /bin/bash -ex", "#!/usr/bin/env bash"),
        *("#!/usr/bin/env python3", "#!/usr/bin/env Rscript", "#!/usr/local/bin/Rscript"),
        *(
            "#!/srv/conda/envs/notebook/bin/python",
            "#!/home/jovyan/.local/bin/x",
            "#!/usr/bin/perl",
        ),
    ],
)
def test_quiet(judge_files: Judge, line: str) -> None:
    assert not judge_files(RULE, {**ENV, "postBuild": f"{line}\n"})


def test_a_shell_that_is_asked_for(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"default.nix": "", "start": SPEAKING["postBuild"]})
    assert not judge_files(RULE, {**SPEAKING, "apt.txt": "zsh\n"})


@pytest.mark.parametrize(
    ("line", "mend"),
    [
        ("#!/bin/zsh", "#!/bin/bash"),
        ("#!/usr/bin/env zsh", "#!/bin/bash"),
        ("#!/usr/bin/env fish", "#!/bin/bash"),
        ("#!/opt/homebrew/bin/bash", "#!/bin/bash"),
        ("#!/usr/local/bin/bash", "#!/bin/bash"),
        ("#!/usr/local/bin/python3.11", "#!/usr/bin/env python3.11"),
        ("#!/Users/ana/miniconda3/bin/python", "#!/usr/bin/env python"),
        ("#!/home/ana/venv/bin/python", "#!/usr/bin/env python"),
        ("#!/usr/bin/env bash -e", "#!/bin/bash"),
        ("#!bash", "#!/bin/bash"),
        ("#!", "#!/bin/bash"),
        ("#!C:\\Python\\python.exe", "#!/usr/bin/env C:\\Python\\python.exe"),
    ],
)
def test_speaks(judge_files: Judge, line: str, mend: str) -> None:
    (finding,) = judge_files(None, {**ENV, "postBuild": f"{line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("postBuild", 1)
    assert f"`{mend}`" in finding.fix or "C:" in line
    assert "the build stops" in finding.message


def test_start(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**ENV, "start": '#!/bin/zsh\nexec "$@"\n'})
    assert "the server never starts" in finding.message
