"""pip is asked for a git repository by an address that it cannot clone from.

`git+ssh://` and `git@github.com:…` need a key, which the image does not have; `git://github.com`
was switched off in 2022; the address of a page on GitHub or GitLab, without `git+` before it, gives
pip the page and no package. The build fails.

See https://pip.pypa.io/en/stable/topics/vcs-support/
and https://github.blog/security/application-security/improving-git-protocol-security-github/

Mend, in `requirements.txt`::

    git+https://github.com/OWNER/REPOSITORY.git@v1.0
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.pip_refusal import shown
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_HOST = r"(?:[^@/\s]+@)?(?P<host>[\w.-]+)"
KEYED = re.compile(
    rf"(?:(?:git\+)?ssh://{_HOST}(?::\d+)?/|git\+git@(?P<short>[\w.-]+):)(?P<path>\S+)"
)
CLOSED = re.compile(r"(?:git\+)?git://(?P<host>(?:www\.)?github\.com)/(?P<path>\S+)", re.IGNORECASE)
PAGE = re.compile(
    r"https?://(?P<host>(?:www\.)?(?:github|gitlab)\.com|bitbucket\.org|codeberg\.org)"
    r"/(?P<path>[\w.-]+/[\w.-]+?(?:\.git)?(?:@[^\s#]+)?)/?(?:#\S*)?$",
    re.IGNORECASE,
)
"""A repository as a whole; what lies deeper may be an archive."""

REASONS = (
    (KEYED, "needs a key, which the image does not have"),
    (CLOSED, "is an address that GitHub switched off in 2022"),
    (PAGE, "is the address of a page, and not of a package"),
)


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each such address."""
    for entry in project.environment.pip_entries:
        target = entry.said.target or ""
        for pattern, reason in REASONS if entry.said.refusal is None else ():
            match = pattern.match(target)
            if match:
                yield Finding(
                    f"`{shown(target)}` {reason}. pip stops there, and the build fails.",
                    f"Write `{shown(_right(entry, match))}`.",
                    entry.location,
                )
                break


def _right(entry: PipEntry, match: re.Match[str]) -> str:
    """Return the line with an address that pip can clone from."""
    found = match.groupdict()
    address = f"git+https://{found.get('host') or found.get('short')}/{found['path']}"
    if entry.said.editable:
        return f"-e {address}"
    return f"{entry.said.name} @ {address}" if entry.said.name else address
