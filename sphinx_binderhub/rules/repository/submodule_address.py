"""Nobody but you can clone a submodule from the address that git has for it, so the build stops.

Binder clones the repository with all its submodules. A repository that was copied into another one
and added with it is recorded as a submodule of which `.gitmodules` knows no address; a path on this
computer leads nowhere on the hub; and `git://` is no longer answered by GitHub and GitLab.

See https://git-scm.com/docs/gitmodules

Mend: write the public address of the folder into `.gitmodules`::

    git config --file .gitmodules submodule.tools.path tools
    git config --file .gitmodules submodule.tools.url https://github.com/owner/tools.git
    git add .gitmodules
    git commit --message "Say where the submodule is"
    git push

or, where its files belong to this repository, make it a folder like any other::

    git rm --cached tools
    rm -rf tools/.git
    git add tools
    git commit --message "Keep the files here"
    git push
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import cloned_submodules
from sphinx_binderhub.repository.git_config import ConfigError
from sphinx_binderhub.repository.submodules import NAME, Submodule, public_url

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_SILENT = re.compile(r"git://([^/@]*@)?(www\.)?(github|gitlab)\.com[:/]")


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every submodule without an address that the hub can clone."""
    try:
        found = cloned_submodules(project)
    except ConfigError as error:
        yield Finding(
            f"Git stops at line {error.line} of `{NAME}`, and so does the build.",
            f"Mend that line; `git config --file {NAME} --list` then prints the file.",
            Location(NAME, error.line),
        )
        return
    for submodule in found:
        if submodule.way == "none":
            yield _unknown(project, submodule)
        elif submodule.way == "here":
            yield _finding(submodule, "a path on this computer")
        elif submodule.way == "git" and _SILENT.match(submodule.url or ""):
            yield _finding(submodule, "a protocol that its host no longer answers")


def _finding(submodule: Submodule, what: str) -> Finding:
    url = public_url(submodule.url or "")
    key = shlex.quote(f"submodule.{submodule.name}.url")
    return Finding(
        f"The submodule `{submodule.path}` is cloned from `{submodule.url}`, {what}, so the build "
        "stops.",
        f"Give the public address: `git config --file {NAME} {key} "
        f"{shlex.quote(url) if url else 'https://…'}`, commit and push.",
        Location(NAME, submodule.line, submodule.column),
    )


def _unknown(project: Project, submodule: Submodule) -> Finding:
    """Return the finding on a folder of which `.gitmodules` has no address."""
    path = submodule.path
    here = NAME not in project.tree.files and (project.tree.root / NAME).is_file()
    quoted, section = shlex.quote(path), shlex.quote(f"submodule.{submodule.name or path}")
    clone = (
        f"git config --file {NAME} {section}.path {quoted} && "
        f"git config --file {NAME} {section}.url https://…"
    )
    return Finding(
        f"`{path}` is recorded as a repository of its own, and no `{NAME}` in git says where it is "
        "cloned from, so the build stops.",
        f"Run `git add {NAME}`, commit and push."
        if here
        else f"Say where it is: `{clone}`; or, if its files belong here, run `git rm --cached "
        f"{quoted}`, delete the `.git` in it and run `git add {quoted}`.",
        Location(path),
    )
