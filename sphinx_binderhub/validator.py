"""The finding road of a build: once all pages are read, every rule judges, and Sphinx warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_binderhub import rules
from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.report import sentence
from sphinx_binderhub.site import complete_project

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def validate(app: Sphinx, env: BuildEnvironment) -> None:
    """Complete the project and report every finding of every rule on it: `env-updated`.

    This event fires though no source changed, and the environment file is no source.
    """
    project = complete_project(app.config, env)
    for finding in rules.run(project):
        report(finding, project.tree.root, app.config)


def report(finding: Finding, root: Path, config: Config) -> None:
    """Hand one finding to Sphinx: the one door for errors, warnings and notes alike.

    Sphinx filters warnings by `suppress_warnings`, and not notes; so notes are filtered here.
    """
    message = sentence(finding)
    if finding.severity is Severity.NOTE:
        if not rules.is_suppressed(finding.rule, config.suppress_warnings):
            where = f"{_place(finding, root)}: " if finding.location.path else ""
            logger.info("%snote: %s [%s.%s]", where, message, rules.TYPE, finding.rule)
        return
    if not getattr(config, "show_warning_types", False):  # Sphinx 7 leaves the code out
        message = f"{message} [{rules.TYPE}.{finding.rule}]"
    place = _place(finding, root) if finding.location.path else None
    logger.warning("%s", message, type=rules.TYPE, subtype=finding.rule, location=place)


def _place(finding: Finding, root: Path) -> str:
    # A place without a colon is taken for the name of a document, so a line is always given.
    return f"{root / (finding.location.path or '')}:{finding.location.line or 1}"
