"""Node as a second opinion: BinderHub's own npm client, and node's own URL functions.

Each runs in one process that answers a line of JSON with a line of JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

PACKAGE = "@jupyterhub/binderhub-client"
VERSION = "0.5.0"
FOLDER = "BINDERHUB_CLIENT"
"""The environment variable that may name a folder to install the npm package into, to keep it."""

_HERE = Path(__file__).parent


class Missing(Exception):  # noqa: N818
    """Node, npm or the registry is not there; says which."""


def find_node() -> str:
    node = shutil.which("node")
    if node is None:
        raise Missing("node is not installed")
    done = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
    version = done.stdout.strip()
    if done.returncode or int(version.lstrip("v").partition(".")[0]) < 20:
        raise Missing(f"node 20 or newer is needed, not {version or done.stderr.strip()}")
    return node


def install_client(folder: Path) -> Path:
    """Install the npm client into a folder unless it is there, and give the folder."""
    manifest = folder / "node_modules" / PACKAGE / "package.json"
    if manifest.is_file() and json.loads(manifest.read_text())["version"] == VERSION:
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("npm is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    quiet = ["--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--loglevel=error"]
    quiet += ["--prefer-offline", "--fetch-retries=1", "--fetch-timeout=20000"]
    try:
        done = subprocess.run(
            [npm, "install", "--prefix", str(folder), *quiet, f"{PACKAGE}@{VERSION}"],
            capture_output=True,
            text=True,
            timeout=120,
        )
    except subprocess.TimeoutExpired:
        raise Missing("npm install took more than two minutes") from None
    if done.returncode or not manifest.is_file():
        raise Missing(f"npm could not install {PACKAGE}: {done.stderr.strip()[-300:]}")
    return folder


class Node:
    """A script in node that answers line by line; a context manager."""

    def __init__(self, script: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [find_node(), str(_HERE / script), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "NODE_NO_WARNINGS": "1"},
        )

    def ask(self, **question: Any) -> dict[str, Any]:
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(question) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"node ended with {process.wait(timeout=10)}, see its stderr")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Node:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Closes the pipes; the script ends at the end of its input.
        self._process.communicate(timeout=30)
