"""Some lines of the requirements have a hash and others have none, and pip installs nothing.

As soon as one line has `--hash`, pip wants an exact version and a hash in every one, so that
nothing comes in unchecked. A package that was added by hand to a list that a tool wrote stops the
build, and so does one from git, for which there is no hash.

See https://pip.pypa.io/en/stable/topics/secure-installs/

Mend, in `requirements.txt`: let the tool that wrote the list write it anew, or leave out all
hashes::

    numpy==2.3.2
    pandas==2.3.2
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.pip_refusal import shown
from sphinx_binderhub.environment.pip.pip_runs import runs_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all lines without a hash of a run of pip."""
    for entries in runs_of(project.environment):
        if not any(entry.said.hashed for entry in entries):
            continue
        found = [entry for entry in entries if _is_unchecked(entry)]
        if found:
            first, *more = found
            others = f", nor have {len(more)} more lines" if len(more) > 1 else ""
            others = ", nor has one more line" if len(more) == 1 else others
            yield Finding(
                f"`{shown(first.text)}` has no hash{others}, while others have: pip then wants an "
                "exact version and a hash in every line, and installs nothing.",
                "Let the tool that wrote the hashes write the list anew, or delete all hashes.",
                first.location,
                also=tuple(entry.location for entry in more),
            )


def _is_unchecked(entry: PipEntry) -> bool:
    """Tell whether pip refuses the line for want of a hash, or of an exact version."""
    said = entry.said
    if entry.constraint or said.refusal is not None or said.finds or not said.understood:
        return False
    if said.target is not None:
        return not said.hashed and re.search(r"#(.*&)?sha(256|384|512)=", said.target) is None
    return said.name is not None and not said.hashed
