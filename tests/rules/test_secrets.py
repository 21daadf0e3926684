"""Whatever a rule quotes, the token in an address is not shown."""

from __future__ import annotations

import json

import pytest

from sphinx_binderhub.config import Settings, without_secrets
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.report import DECISION_FORMATS
from tests.conftest import Files
from tests.rules.conftest import GOOD, Judge

FILES: list[Files] = [
    {"environment.yml": GOOD, "start": "#!/bin/bash\ngit pull https://u:TOKEN@github.com/o/r\n"},
    {"environment.yml": GOOD, "postBuild": "#!/bin/bash\nsudo git clone https://u:TOKEN@x/y\n"},
    {"requirements.txt": "git clone https://TOKEN@github.com/o/p\nnumpy https://u:TOKEN@x/y\n"},
    {"requirements.txt": "x=https://u:TOKEN@h/a\nu:TOKEN@github.com:o/p.git\n"},
    {"requirements.txt": "git@TOKEN@github.com:o/p\n"},
    {"environment.yml": "dependencies:\n- https://u:TOKEN@x/y/z 1 2\n- python=https://u:TOKEN@x\n"},
    {"environment.yml": "dependencies:\n- a: https://u:TOKEN@x\n- pip:\n  - -r foo:TOKEN@bar\n"},
    {"environment.yml": GOOD, "apt.txt": "https://u:TOKEN@x\nfoo=https://u:TOKEN@x\n"},
    {"Project.toml": "[compat]\njulia='https://u:TOKEN@x'\n"},
]


@pytest.mark.parametrize("files", FILES)
def test_no_finding_shows_it(judge_files: Judge, make_tree: object, files: Files) -> None:
    findings = judge_files(None, files)
    assert findings
    assert "TOKEN" not in str(findings)


@pytest.mark.parametrize("files", FILES)
@pytest.mark.parametrize("form", sorted(DECISION_FORMATS))
def test_nor_does_the_decision(make_tree: object, form: str, files: Files) -> None:
    tree = make_tree(files)  # type: ignore[operator]
    assert "TOKEN" not in DECISION_FORMATS[form](read_environment(tree, Settings()), tree)


@pytest.mark.parametrize(
    "text",
    [
        "Run `git clone git@github.com:o/r.git`.",
        "Write `python=3.12`, or `conda-forge::numpy`; see https://example.org/a@b.",
        "`a/b.txt:3` asks for `x @ https://example.org/x.whl`.",
    ],
)
def test_the_rest_stays(text: str) -> None:
    assert without_secrets(text) == text


def test_what_is_left() -> None:
    assert without_secrets("`https://u:p@h/x` and `u:p@h:x`") == "`https://…@h/x` and `…@h:x`"
    assert json.dumps(without_secrets("git@p@h:x")) == json.dumps("git@…@h:x")
