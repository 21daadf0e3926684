from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "defaults-channel"
REST = "dependencies:\n- python=3.12\n"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "channels:\n  - defaults\ndependencies:\n  - python=3.12\n"}


@pytest.mark.parametrize(
    "channels", ["conda-forge", "conda-forge, nodefaults", "conda-forge, bioconda, pytorch"]
)
def test_quiet(judge_files: Judge, channels: str) -> None:
    assert not judge_files(None, {"environment.yml": f"channels: [{channels}]\n{REST}"})
    assert not judge_files(RULE, {"environment.yml": REST})


@pytest.mark.parametrize(
    "channel", ["defaults", "main", "r", "anaconda", "https://repo.anaconda.com/pkgs/main/"]
)
def test_channel(judge_files: Judge, channel: str) -> None:
    text = f"channels:\n- conda-forge\n- {channel}\n{REST}"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", 3, 3)
    assert "`- nodefaults`" in finding.fix


def test_one_finding_for_all(judge_files: Judge) -> None:
    text = f"channels: [defaults, r]\n{REST}- defaults::numpy\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert len(finding.also) == 2


def test_channel_of_one_package(judge_files: Judge) -> None:
    text = f"{REST}- defaults::numpy\nchannels: [conda-forge]\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.location == Location("environment.yml", 3, 3)
    assert "Drop `defaults::`" in finding.fix
