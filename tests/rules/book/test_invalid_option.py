from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity

Judge = Callable[..., list[Finding]]
RULE = "invalid-option"


def test_quiet_and_silenced_by_its_mend(make_repository: Callable[..., Path], judge: Judge) -> None:
    root = make_repository({"conf.py": 'project = "x"\nbinderhub_url = "mybinder.org"\n'})
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("conf.py", 2)
    assert "did you mean 'https://mybinder.org'?" in finding.message
    assert "no badge is shown" in finding.fix
    (root / "conf.py").write_text('binderhub_url = "https://mybinder.org"\n')
    assert judge(RULE, root) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('binderhub_repository = "x"', ["repository"]),
        ('binderhub_repository = "x"\nbinderhub_ref = "a b"', ["ref", "repository"]),
        ('binderhub_profile = "x"', ["profile"]),
        ("binderhub_label = 3", ["label"]),
    ],
)
def test_each_option_is_named_once(
    make_repository: Callable[..., Path], judge: Judge, line: str, names: list[str]
) -> None:
    findings = judge(RULE, make_repository({"conf.py": line}))
    found = [finding.message.partition(":")[0].removeprefix("binderhub_") for finding in findings]
    assert sorted(found) == names


def test_a_button_of_the_theme_is_named_and_found(
    make_repository: Callable[..., Path], judge: Judge
) -> None:
    config = "title: x\nlaunch_buttons:\n  jupyterhub_url: hub.example.org\n"
    root = make_repository({"_config.yml": config, "_toc.yml": "root: index\n"})
    (finding,) = judge(RULE, root)
    assert finding.message.startswith("launch_buttons.jupyterhub_url: 'hub.example.org' does not")
    assert finding.fix == "Mend `launch_buttons.jupyterhub_url`; it is left out."
    assert finding.location == Location("_config.yml", 3)
