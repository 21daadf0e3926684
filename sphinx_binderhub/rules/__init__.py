"""Rules: each judges the facts of a project and yields findings.

A rule is one module in a family folder, `rules/<family>/<rule>.py`: its file name is the rule's
name (with `-` for `_`), its docstring is the rule's documentation, `SEVERITY` how much it matters
by default, and `check(project)` yields findings. Nothing registers it: being there is enough.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx_binderhub.project import Project


TYPE = "binderhub"
"""The type of every warning of ours; its subtype is the rule."""


@dataclass(frozen=True)
class Rule:
    """One rule: `name` (also its Sphinx warning subtype), `family`, `severity`, `text`, `check`."""

    name: str
    family: str
    severity: Severity
    text: str
    check: Callable[[Project], Iterator[Finding]]

    @property
    def summary(self) -> str:
        """The first line of the rule's documentation."""
        return self.text.partition("\n")[0].rstrip(".")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by name."""
    modules = (module for family in _submodules(__name__) for module in _submodules(family))
    return tuple(sorted(map(_rule, modules), key=lambda rule: rule.name))


def run(project: Project, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Return the findings of `rules` (all, by default) on `project`, sorted, none twice."""
    chosen = all_rules() if rules is None else rules
    found = {finding for rule in chosen for finding in _findings(rule, project)}
    return sorted(found, key=lambda finding: finding.sort_key)


def is_suppressed(name: str, switches: Collection[str]) -> bool:
    """Whether `suppress_warnings` turns the rule off: by `binderhub.<rule>`, or all of ours."""
    return bool({TYPE, f"{TYPE}.*", f"{TYPE}.{name}"} & {str(switch) for switch in switches})


OF_THE_ENVIRONMENT = frozenset(
    {"configuration", "environment_file", "pip", "runtime", "scripts"},
)
"""The families that judge environment files, which count where the image is built from them."""


def _findings(rule: Rule, project: Project) -> Iterator[Finding]:
    if rule.family in OF_THE_ENVIRONMENT and not project.has_own_environment:
        return
    for finding in rule.check(project):
        severity = finding.severity or rule.severity
        yield replace(finding, rule=rule.name, severity=severity)


def _submodules(name: str) -> list[str]:
    path = importlib.import_module(name).__path__
    return [f"{name}.{module.name}" for module in pkgutil.iter_modules(path)]


def _rule(name: str) -> Rule:
    module: ModuleType = importlib.import_module(name)
    family, _, stem = name.removeprefix(f"{__name__}.").rpartition(".")
    text = inspect.cleandoc(module.__doc__ or "")
    return Rule(stem.replace("_", "-"), family, module.SEVERITY, text, module.check)
