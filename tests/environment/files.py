"""A folder for one example of a property test, for which pytest's own would be shared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def fresh_folder() -> Iterator[Path]:
    """Give an empty folder, and remove it afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
