"""Launch badges that are right, for course books made with Sphinx and Jupyter Book."""

from __future__ import annotations

__version__ = "0.1.0"
