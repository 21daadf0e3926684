"""Make the sample book's local packages importable, as its notebooks find them."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")

REPOSITORY = Path(__file__).resolve().parents[2]

for folder in ("use-cases", "worked-example"):
    sys.path.append(str(REPOSITORY / "book" / folder))
