from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "unknown-option"


@pytest.mark.parametrize(
    "text",
    [
        'binderhub_url = "https://h.org"\nbinderhub_label: str = "x"\n',
        '# binderhub_lable = "x"\nmy_binderhub_lable = 1\n    binderhub_lable = 1\n',
        "if binderhub_lable == 1:\n    pass\n",
        'x = """\nbinderhub_lable = 4\n"""\n',
    ],
)
def test_quiet(make_repository: Make, judge: Judge, text: str) -> None:
    assert judge(RULE, make_repository({"conf.py": text})) == []


def test_speaks_at_its_line_and_proposes_the_nearest(make_repository: Make, judge: Judge) -> None:
    root = make_repository({"docs/conf.py": 'project = "x"\nbinderhub_interfaces = "lab"\n'})
    (finding,) = judge(RULE, root)
    assert finding.location == Location("docs/conf.py", 2)
    assert finding.fix == "Did you mean 'binderhub_interface'?"
    (root / "docs/conf.py").write_text('binderhub_interface = "lab"\n')
    assert judge(RULE, root) == []


def test_in_jupyter_books_file(make_repository: Make, judge: Judge) -> None:
    config = "sphinx:\n  config:\n    binderhub_lable: Run\n    binderhub_url: https://h.org\n"
    (finding,) = judge(RULE, make_repository({"_config.yml": config}))
    assert (finding.location.line, finding.fix) == (3, "Did you mean 'binderhub_label'?")


@pytest.mark.parametrize(
    "switches",
    ["['binderhub.import-missing']", "['binderhub', 'binderhub.*', 'myst.header', 'ref']", "[]"],
)
def test_rules_that_are_turned_off(make_repository: Make, judge: Judge, switches: str) -> None:
    assert judge(RULE, make_repository({"conf.py": f"suppress_warnings = {switches}\n"})) == []


def test_a_rule_that_is_not_there(make_repository: Make, judge: Judge) -> None:
    text = "suppress_warnings = [\n    'ref.doc',\n    'binderhub.missing-import',\n]\n"
    (finding,) = judge(RULE, make_repository({"conf.py": text}))
    assert finding.location == Location("conf.py", 3)
    assert "no rule `binderhub.missing-import`" in finding.message
    assert finding.fix == "Did you mean 'import-missing'?"
