"""The same findings in a build on several processors: all of them, and each once."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.conftest import CONF, notebook

PAGES = [f"n{number}" for number in range(12)]
FILES = {
    "docs/conf.py": CONF,
    "docs/index.md": "# Course\n\n```{toctree}\n" + "\n".join(PAGES) + "\n```\n",
    **{
        f"docs/{name}.ipynb": notebook(f"import seaborn, local_{number}", title=name)
        for number, name in enumerate(PAGES)
    },
    "binder/environment.yml": "channels: [defaults]\ndependencies: [numpy]\n",
    "environment.yml": "dependencies: [pandas]\n",
}


def run(root: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert done.returncode in {0, 1}, done.stdout
    return done.stdout


def test_each_finding_is_said_once_with_two_processors(
    make_repository: Callable[..., Path],
) -> None:
    root = make_repository(FILES)
    said = run(root, "sphinx", "-j", "2", "--color", "docs", "out")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said)
    lines = [line for line in plain.splitlines() if "[binderhub." in line]
    assert len(set(lines)) == len(lines)
    report = json.loads(run(root, "sphinx_binderhub", "check", "--format", "json"))
    found = Counter(finding["rule"] for finding in report["findings"])
    assert Counter(re.findall(r"\[binderhub\.([a-z-]+)\]", plain)) == found
    assert found["import-missing"] == 1 + len(PAGES)
