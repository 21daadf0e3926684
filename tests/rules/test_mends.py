"""Every rule on the environment: quiet on its quiet tree, loud on its other, silenced by its mend.

The test module of such a rule holds `QUIET` and `SPEAKING`, trees as dicts of path to text, and
`PROFILE` and `CHAPTERS` where they matter.
"""

from __future__ import annotations

import importlib

import pytest

from sphinx_binderhub.rules import OF_THE_ENVIRONMENT, Rule, all_rules
from tests.rules.conftest import Judge
from tests.rules.mend import mends_of

RULES = [rule for rule in all_rules() if rule.family in OF_THE_ENVIRONMENT]
NO_MEND = {"build-stops"}
"""Rules that report many things and have no one mend."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_example_silences_the_rule(rule: Rule, judge_files: Judge) -> None:
    name = rule.name.replace("-", "_")
    module = importlib.import_module(f"tests.rules.{rule.family}.test_{name}")
    rest = (getattr(module, "PROFILE", None), *getattr(module, "CHAPTERS", ()))
    quiet = judge_files(rule.name, module.QUIET, *rest)
    assert not quiet, quiet
    findings = judge_files(rule.name, module.SPEAKING, *rest)
    assert findings, "the speaking tree is silent"
    mends = mends_of(rule.text)
    assert mends or rule.name in NO_MEND, "the docstring has no example"
    for mend in mends:
        mended = mend.apply(module.SPEAKING, findings[0].location.path)
        left = judge_files(rule.name, mended, *rest)
        assert not left, (mend, left)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_the_page_of_a_rule_is_complete(rule: Rule) -> None:
    first, blank, *rest = rule.text.splitlines()
    assert first.endswith(".")
    assert not blank
    assert rest
