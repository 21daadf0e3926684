from __future__ import annotations

import pytest

from sphinx_binderhub.environment import load_profile, profile_names
from sphinx_binderhub.environment.debian.apt_faults import WORD
from sphinx_binderhub.environment.debian.apt_names import GONE, ubuntu_of
from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "apt-unavailable"
QUIET = {"environment.yml": GOOD, "apt.txt": "libgl1\npython3-dev\n# python\nlibglib2.0-0\n"}
SPEAKING = {"environment.yml": GOOD, "apt.txt": "libgl1-mesa-glx\n"}


@pytest.mark.parametrize("name", GONE)
def test_speaks(judge_files: Judge, name: str) -> None:
    files = {"environment.yml": GOOD, "apt.txt": f"curl\n git {name}\n{name}:amd64\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("apt.txt", 2, 6)
    assert finding.also == (Location("apt.txt", 3, 1),)
    assert "Ubuntu 24.04" in finding.message


def test_by_profile(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "apt.txt": "libgl1-mesa-glx\nlibssl1.1\n"}
    (finding,) = judge_files(RULE, files, "2025.12.0")
    assert "Ubuntu 22.04" in finding.message
    assert finding.location.line == 2
    assert len(judge_files(RULE, files, "2026.4.0")) == 2


def test_no_dockerfile(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"Dockerfile": "FROM x", "apt.txt": "python"})


@pytest.mark.parametrize("name", GONE)
def test_the_table_is_whole(name: str) -> None:
    gone = GONE[name]
    assert WORD.fullmatch(name)
    assert gone.instead is None or (WORD.fullmatch(gone.instead) and gone.instead not in GONE)
    assert gone.since in {"18.04", "20.04", "22.04", "24.04"}
    assert gone.report.startswith("https://github.com/")


def test_every_profile_has_an_ubuntu() -> None:
    found = {name: ubuntu_of(load_profile(name)) for name in profile_names()}
    assert found["2024.7.0"] == "22.04"
    assert found["mybinder.org"] == "24.04"
    assert None not in found.values()
