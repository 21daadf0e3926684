"""Sphinx configuration of the documentation."""

import sys
from importlib.metadata import metadata
from pathlib import Path

from sphinx_binderhub.assets import LOCALES

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

about = metadata("sphinx-binderhub")
address = dict(line.split(", ", 1) for line in about.get_all("Project-URL"))["Homepage"]

project = about["Name"]
author = "the sphinx-binderhub contributors"
copyright = author
version = release = about["Version"]

extensions = ["myst_parser", "sphinx_binderhub", "binderhub_docs"]
exclude_patterns = ["_build", "examples"]
myst_enable_extensions = ["deflist", "substitution"]
myst_heading_anchors = 3
myst_substitutions = {
    "address": f"<{address}>",
    "languages": ", ".join(f"`{path.name}`" for path in sorted(LOCALES.iterdir())),
}

html_theme = "furo"
html_title = f"{project} {version}"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_theme_options = {
    "source_repository": address,
    "source_branch": "main",
    "source_directory": "docs/",
}
