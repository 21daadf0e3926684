"""Microsoft's SARIF multitool as a second opinion: the standard's rules, and GitHub's on top.

It is a program in an npm package, built for each platform. Nothing of it runs at installation.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from pathlib import Path

VERSION = "5.7.0"
FOLDER = "SARIF_MULTITOOL"
"""The environment variable that may name a folder to install into, to keep it: it is large."""

_PLATFORMS = {("Linux", "x86_64"): "@microsoft/sarif-multitool-linux"}


class Missing(Exception):  # noqa: N818
    """The program cannot be had here; says why."""


def install(folder: Path) -> Path:
    """Install the program into a folder, or that of the environment, and return its path."""
    package = _PLATFORMS.get((platform.system(), platform.machine()))
    npm = shutil.which("npm")
    if package is None or npm is None:
        raise Missing(
            "npm is not installed" if package else "there is no validator for this machine"
        )
    folder = Path(os.environ.get(FOLDER, folder))
    program = folder / "node_modules" / package / "Sarif.Multitool"
    if not program.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"]
        quiet += ["--prefer-offline", "--fetch-retries=1", "--fetch-timeout=20000"]
        command = [npm, "install", "--prefix", str(folder), *quiet, f"{package}@{VERSION}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=300)
        except subprocess.TimeoutExpired:
            raise Missing("npm install took more than five minutes") from None
        if done.returncode:
            raise Missing(f"npm could not install {package}: {done.stderr.strip()[-300:]}")
    program.chmod(0o755)
    return program


def complaints(program: Path, report: Path) -> list[str]:
    """Return every error and warning on a report."""
    kinds = ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--kind", "Fail"]
    plain = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        [program, "validate", report, *kinds],
        capture_output=True,
        text=True,
        env=plain,
        timeout=120,
    )
    if "files scanned" not in done.stdout:
        raise Missing(f"the validator does not run here: {(done.stdout + done.stderr)[-300:]}")
    return re.findall(r"(?:error|warning) [A-Z]+\d+: .*", done.stdout)
