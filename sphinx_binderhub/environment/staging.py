"""Where and when packages are installed: in which environment, before or after the copy."""

from __future__ import annotations

from packaging.version import Version

KERNEL_CUTOFF = Version("3.7")
"""Older Pythons get an environment apart from Jupyter's, `kernel_env_cutoff_version`."""


def has_separate_kernel(python: str | None) -> bool:
    """Tell whether the packages go into an environment apart from Jupyter's."""
    try:
        return python is not None and Version(python) < KERNEL_CUTOFF
    except ValueError:
        return False


def needs_repository(line: str) -> bool:
    """Tell whether repo2docker takes a line for pip as a reference to the repository.

    Its own test (`is_local_pip_requirement`), and not pip's: `./x`, `-e .`, `-r x`, `file://x`.
    """
    line = line.split("#", 1)[0].strip()
    if line.startswith(("-r", "-c", "--requirement", "--constraint")):
        return True
    if not line or line.startswith("--pre"):
        return False
    if line.startswith("--") and "=" in line:
        line = line.split("=", 1)[1]
    if line.startswith("-"):
        line = (line.split(None, 1)[1:] or [""])[0]
    return "file://" in line or line.partition("://")[2 * ("://" in line)].startswith(".")
