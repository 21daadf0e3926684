"""A chapter installs packages while it runs.

Each reader then waits for the installation, in every session and in every chapter that does it. It
may bring another release than the one the author had, or change one that is loaded already.
Packages of an environment file are installed once, when the image is built, and fit together.
Lines that ask first whether they run on Colab are left alone.

See https://github.com/AllenInstitute/openscope_databook/issues/55
and https://github.com/dlab-berkeley/Data-Science-Social-Justice-2022/issues/16

Mend: name the package in the environment file, and delete the line of the chapter::

    dependencies:
      - seaborn
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, is_debian, listed, places_of, who
from sphinx_binderhub.provision.packages.declaring import (
    declare,
    file_of_packages,
    reads_environment,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

_PIP = re.compile(r"\bpip")
_TOOLS = frozenset({"pip", "setuptools", "wheel", "conda", "mamba"})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for what the environment lacks, and one for what it has."""
    if not reads_environment(project):
        return
    found = [
        one
        for one in asked_for(project, "install")
        if one.need.name not in _TOOLS and not is_debian(one)
    ]
    there = {str(canonicalize_name(one.name)) for one in project.environment.packages}
    needless = [one for one in found if one.need.name in there]
    lacking = [one for one in found if one.need.name not in there]
    if lacking:
        yield _finding(lacking, _fix(lacking, project))
    if needless:
        yield _finding(
            needless, "Delete the lines: an environment file names the packages already."
        )


def _finding(found: list[Asked], fix: str) -> Finding:
    location, also = places_of(found)
    return Finding(
        f"{who(found, 'install')} {listed(one.need.name for one in found)} while running, "
        "which every reader waits for.",
        fix,
        location,
        also=also,
    )


def _fix(found: list[Asked], project: Project) -> str:
    names = list(dict.fromkeys(one.need.name for one in found))
    path = file_of_packages(project.environment)
    if len(names) > 1:
        return f"Name the packages in `{path}`, and delete the lines."
    # What is installed with pip may have another name on conda-forge, or none.
    with_pip = project.environment.buildpack == "conda" and _PIP.search(found[0].need.by)
    listed_by_pip = f"Add `- {names[0]}` under `- pip:` in `{path}`"
    how = listed_by_pip if with_pip else declare(names[0], project.environment)
    return f"{how}, and delete the line."
