"""An entry of `environment.yml` is written in a way that conda does not have.

conda and mamba read names and versions by a grammar of their own, which is not pip's: there are no
extras, no conditions after `;` and no addresses of repositories in it, and two conditions have a
comma between them. One entry that cannot be read, or that can be no package, stops the
installation. Extras are passed over, and what they stand for is missing, which is a warning.

See https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html

Mend::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy>=2.0,<3
      - pip
      - pip:
          - git+https://github.com/OWNER/REPOSITORY.git
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.conda_spec import Misspelt, find_mistake
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Text
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

BEFORE_MAMBA_2 = "2024.7.0"
"""The release whose mamba reads what conda reads."""


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each entry that cannot be read."""
    environment = project.environment
    file = environment.conda_file
    for text in file.dependencies if file is not None else ():
        mistake = find_mistake(text.value)
        lenient = environment.profile.release == BEFORE_MAMBA_2
        # Two lines that run together are the matter of another rule.
        if file is None or mistake is None or _is_reported(file.problems, text):
            continue
        if not (mistake.mamba_only and lenient):
            yield _finding(Location(file.path, text.line, text.column), text, mistake)


def _is_reported(problems: tuple[object, ...], text: Text) -> bool:
    return any(getattr(problem, "line", None) == text.line for problem in problems)


def _finding(place: Location, text: Text, mistake: Misspelt) -> Finding:
    shown = " ".join(text.value.split())[:80]
    verb = "cannot read" if mistake.fatal else "does not read all of"
    fix = f"Write `- {mistake.mended}`." if mistake.mended else mistake.fix
    severity = Severity.ERROR if mistake.fatal else Severity.WARNING
    return Finding(f"conda {verb} `{shown}`: {mistake.reason}.", fix, place, severity)
