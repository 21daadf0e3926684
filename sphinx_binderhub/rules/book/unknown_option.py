"""The book's configuration names an option or a rule that does not exist, probably misspelt.

Sphinx passes over names that it does not know, so a misspelt option does nothing and says nothing;
neither does a misspelt rule in ``suppress_warnings``.

See https://www.sphinx-doc.org/en/master/usage/configuration.html

Mend: write the name of the option as the page "Configuration" of the documentation has it::

    binderhub_interface = "lab"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.book import assigned_names
from sphinx_binderhub.config import PREFIX, nearest, options
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.rules import TYPE, all_rules

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


_OTHER_WORDS = {
    **dict.fromkeys(("repo", "repo_url", "repository_url", "github"), "repository"),
    **dict.fromkeys(("branch", "tag", "commit", "version", "repository_branch"), "ref"),
    **dict.fromkeys(("hub", "hub_url", "binderhub_url", "server"), "url"),
    **dict.fromkeys(("service", "services", "launch_buttons", "hubs"), "targets"),
    **dict.fromkeys(("env", "environment_repository", "image"), "environment"),
    **dict.fromkeys(("text", "button", "title"), "label"),
}
"""What authors call the options, after other tools."""


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every option that is set and every rule that is named in vain."""
    known = [option.name for option in options()]
    for number, name in _set(project.config_lines, (project.config_path or "").endswith(".py")):
        if name not in known:
            near = nearest(_OTHER_WORDS.get(name, name), known).replace("'", f"'{PREFIX}", 1)
            yield Finding(
                f"There is no option `{PREFIX}{name}`, so it does nothing.",
                near.removeprefix("; ").capitalize() or "The documentation lists the options.",
                Location(project.config_path, number),
            )
    yield from _rules(project)


def _rules(project: Project) -> Iterator[Finding]:
    """Yield a finding for every rule that is turned off and does not exist."""
    known = [rule.name for rule in all_rules()]
    for switch in project.book.suppressed:
        name = switch.removeprefix(f"{TYPE}.")
        if name not in {switch, "*", *known}:
            yield Finding(
                f"There is no rule `{switch}`, so nothing is turned off by it.",
                nearest(name, known).removeprefix("; ").capitalize()
                or "`sphinx-binderhub explain` lists the rules.",
                Location(project.config_path, project.config_line(switch)),
            )


def _set(lines: list[str], python: bool) -> Iterator[tuple[int, str]]:
    """Yield line and name, without the prefix, of every option that is set."""
    if python:
        for number, name in assigned_names("\n".join(lines)):
            if name.startswith(PREFIX):
                yield number, name.removeprefix(PREFIX)
        return
    for number, line in enumerate(lines, 1):
        match = re.match(rf"\s+{PREFIX}(\w+):(?=\s|$)", line)
        if match:
            yield number, match[1]
