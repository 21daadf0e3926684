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

from sphinx_binderhub.environment.conda.conda_spec import Misspelt, find_mistake
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Text
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

BEFORE_MAMBA_2 = "2024.7.0"
"""The release whose mamba reads what conda reads."""


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each kind of mistake, with every entry that has it."""
    environment = project.environment
    file = environment.conda_file
    if file is None:
        return
    lenient = environment.profile.release == BEFORE_MAMBA_2
    # Two lines that run together are the matter of another rule.
    reported = {problem.line for problem in file.problems}
    found: dict[str, list[tuple[Text, Misspelt]]] = {}
    for text in file.dependencies:
        mistake = find_mistake(text.value) if text.line not in reported else None
        if mistake is not None and not (mistake.mamba_only and lenient):
            found.setdefault(mistake.reason, []).append((text, mistake))
    for alike in found.values():
        yield _finding(file.path, alike)


def _finding(path: str, alike: list[tuple[Text, Misspelt]]) -> Finding:
    (text, mistake), *others = alike
    shown = " ".join(text.value.split())[:80]
    verb = "cannot read" if mistake.fatal else "does not read all of"
    more = f", like {len(others)} more here" if others else ""
    return Finding(
        f"conda {verb} `{shown}`{more}: {mistake.reason}.",
        f"Write `- {mistake.mended}`." if mistake.mended else mistake.fix,
        Location(path, text.line, text.column),
        Severity.ERROR if mistake.fatal else Severity.WARNING,
        tuple(Location(path, one.line, one.column) for one, _ in others),
    )
