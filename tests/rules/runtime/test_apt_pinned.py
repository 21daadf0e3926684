from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "apt-pinned"
QUIET = {"environment.yml": GOOD, "apt.txt": "graphviz\nlibc6:amd64\n# git=1\n"}
SPEAKING = {"environment.yml": GOOD, "apt.txt": "graphviz=2.42.2-6\n"}


@pytest.mark.parametrize("line", ["git==1", "Git=1", "git=", "apt-get install git=1", "-o a=b"])
def test_quiet(judge_files: Judge, line: str) -> None:
    assert not judge_files(RULE, {"environment.yml": GOOD, "apt.txt": line})


@pytest.mark.parametrize(
    "line", ["git=1:2.43.0-1ubuntu7", "git=1:2*", "git:amd64=1", "libssl3=3.0~rc1+b1"]
)
def test_speaks(judge_files: Judge, line: str) -> None:
    files = {"environment.yml": GOOD, "apt.txt": f"curl\n  {line} vim vim=2\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("apt.txt", 2, 3)
    assert finding.also == (Location("apt.txt", 2, 3 + len(line) + 5),)
    assert f"`{line.partition('=')[0].partition(':')[0]}`" in finding.fix
