from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "hash-missing"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
HASH = f"--hash=sha256:{'a' * 64}"
QUIET = {**RUNTIME, NAME: f"numpy==2.3.2 {HASH}\nscipy==1.16 \\\n    {HASH} \\\n    {HASH}\n"}
SPEAKING = {**RUNTIME, NAME: f"numpy==2.3.2 {HASH}\nscipy==1.16\n"}


@pytest.mark.parametrize(
    "text",
    [
        "numpy==2.3.2\nscipy\n",
        f"numpy==2.3.2 {HASH}\nscipy; sys_platform == 'win32'\n",
        f"numpy==2.3.2 {HASH}\n-i https://example.org\n--pre\n# scipy\n",
        f"numpy==2.3.2 {HASH}\nhttps://example.org/a.zip#sha256={'a' * 64}\n",
        f"numpy==2.3.2 {HASH}\n-c limits.txt\n",
        f"numpy==2.3.2 {HASH}\n${{MORE}}\n",
        f"numpy==2.3.2 {HASH}\n-f https://example.org\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**RUNTIME, NAME: text, "limits.txt": "scipy==1\n"})


@pytest.mark.parametrize(
    "line",
    ["scipy==1.16", "scipy", "./lib", "git+https://github.com/o/r@v1", "https://x.org/a.zip"],
)
def test_speaks_once(judge_files: Judge, line: str) -> None:
    files = {NAME: f"numpy==2.3.2 \\\n  {HASH}\n{line}\n", "lib/pyproject.toml": "[project]\n"}
    (finding,) = judge_files(None, {**RUNTIME, **files})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 3, 1)


def test_several_are_one_finding_across_files(judge_files: Judge) -> None:
    files = {NAME: f"a==1\n-r more.txt\nb==2 {HASH}\n", "more.txt": "c==1\n"}
    (finding,) = judge_files(None, {**RUNTIME, **files})
    assert (finding.location, finding.also) == (Location(NAME, 1, 1), (Location("more.txt", 1, 1),))
    assert "nor has one more line" in finding.message
