"""Rules: each judges the facts of a project and yields findings.

A rule is one module in a family folder, `rules/<family>/<rule>.py`: its file name is the rule's
name (with `-` for `_`), its docstring is the rule's documentation, `SEVERITY` how much it matters
by default, and `check(project)` yields findings. Nothing registers it: being there is enough.

A family may say in its `applies(project)` that it has nothing to judge; its rules are then not even
loaded.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.config import without_secrets
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from types import ModuleType

    from sphinx_binderhub.project import Project


TYPE = "binderhub"
"""The type of every warning of ours; its subtype is the rule."""


@dataclass(frozen=True)
class Rule:
    """One rule: its `name`, which is also its Sphinx warning subtype, and its `family`.

    The module is loaded when it is asked for the first time.
    """

    name: str
    family: str

    @cached_property
    def _module(self) -> ModuleType:
        stem = self.name.replace("-", "_")
        return importlib.import_module(f"{__name__}.{self.family}.{stem}")

    @property
    def severity(self) -> Severity:
        """How much a finding of the rule matters, where it does not say so itself."""
        severity: Severity = self._module.SEVERITY
        return severity

    @property
    def text(self) -> str:
        """The rule's documentation."""
        return inspect.cleandoc(self._module.__doc__ or "")

    @property
    def check(self) -> Callable[[Project], Iterator[Finding]]:
        """The function that yields the findings on a project."""
        check: Callable[[Project], Iterator[Finding]] = self._module.check
        return check

    @property
    def summary(self) -> str:
        """The first line of the rule's documentation."""
        return self.text.partition("\n")[0].rstrip(".")


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by name."""
    found = (
        Rule(stem.replace("_", "-"), family)
        for family in _submodules(__name__)
        for stem in _submodules(f"{__name__}.{family}")
    )
    return tuple(sorted(found, key=lambda rule: rule.name))


def run(project: Project, rules: Iterable[Rule] | None = None) -> list[Finding]:
    """Return the findings of `rules` (all, by default) on `project`, sorted, none twice."""
    chosen = tuple(all_rules() if rules is None else rules)
    judged = {family for family in {rule.family for rule in chosen} if _applies(family, project)}
    wanted = (rule for rule in chosen if rule.family in judged)
    found = {finding for rule in wanted for finding in _findings(rule, project)}
    return sorted(found, key=lambda finding: finding.sort_key)


def is_suppressed(name: str, switches: Collection[str]) -> bool:
    """Whether `suppress_warnings` turns the rule off: by `binderhub.<rule>`, or all of ours."""
    return bool({TYPE, f"{TYPE}.*", f"{TYPE}.{name}"} & {str(switch) for switch in switches})


OF_THE_ENVIRONMENT = frozenset(
    {"configuration", "environment_file", "pip", "runtime", "scripts"},
)
"""The families that judge environment files, which count where the image is built from them."""


OF_IMPORTS = frozenset({"import-missing"})
"""The rules that ask chapters for the modules that they need, and for nothing else.

What else a chapter does matters where a module may be the repository's own:
`provision.whole` reads the rest.
"""


def _applies(family: str, project: Project) -> bool:
    if family in OF_THE_ENVIRONMENT and not project.has_environment_files:
        return False
    applies = getattr(importlib.import_module(f"{__name__}.{family}"), "applies", None)
    return applies is None or applies(project)


def _findings(rule: Rule, project: Project) -> Iterator[Finding]:
    for finding in rule.check(project):
        severity = finding.severity or rule.severity
        # One door for them all: a rule quotes what a file says, and that may be a token.
        message, fix = without_secrets(finding.message), without_secrets(finding.fix)
        yield replace(finding, rule=rule.name, severity=severity, message=message, fix=fix)


def _submodules(name: str) -> list[str]:
    path = importlib.import_module(name).__path__
    return [module.name for module in pkgutil.iter_modules(path)]
