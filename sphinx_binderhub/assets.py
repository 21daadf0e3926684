"""What is shipped beside the code: the badge's style sheet and the words' translations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

STYLE_SHEET = "sphinx-binderhub.css"
CATALOG = "sphinx_binderhub"
_PACKAGE = Path(__file__).parent
LOCALES = _PACKAGE / "locale"
STATIC = _PACKAGE / "static"


def add_static_path(app: Sphinx, config: Config) -> None:  # noqa: ARG001
    """Let html builders copy the style sheet; the author's own files come after ours."""
    config.html_static_path = [str(STATIC), *config.html_static_path]
