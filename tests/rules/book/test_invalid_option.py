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
