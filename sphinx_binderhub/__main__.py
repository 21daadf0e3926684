"""The command line: `sphinx-binderhub`, or `python -m sphinx_binderhub`.

Standard output carries the result only, messages go to standard error. Exit status: 0 done; 1 a
finding at or above `--fail-on`, or no right link; 2 usage, or a directory that cannot be read.
"""

from __future__ import annotations

import gc
import os
import sys

if __name__ == "__main__" and sys.path[:1] in ([""], [os.getcwd()]):  # noqa: PTH109
    # `python -m` looks for modules in the current folder first: in the one that is checked, where
    # a `json.py` would be run. It loads nothing from there but what Python itself did before.
    del sys.path[0]

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    usual = gc.get_threshold()
    # A command is over before garbage matters, and looking for it while modules load takes time.
    gc.set_threshold(100_000, 50, 50)
    try:
        from sphinx_binderhub.commands import run

        return run(arguments)
    finally:
        gc.set_threshold(*usual)


if __name__ == "__main__":
    sys.exit(main())
