"""Apply the examples of a rule's docstring to real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.rules import all_rules
from tests.conftest import git
from tests.rules.mend import NAMED, Mend, mends_of

Mended = Callable[..., list[Path]]
PUSH = "git update-ref refs/remotes/origin/main HEAD"
"""What is left of a push where there is no network."""


@pytest.fixture
def mended(tmp_path: Path) -> Mended:
    """Return a function that gives a copy of a repository for each mend of a rule, with it applied.

    Commands are run in a shell. Anything else is the new content of the file that is named last,
    or, for `conf.py`, what is added to it. `words` are put in the place of others.
    """

    def copies(rule: str, root: Path, words: dict[str, str] | None = None) -> list[Path]:
        text = next(known.text for known in all_rules() if known.name == rule)
        found = []
        for number, mend in enumerate(mends_of(text)):
            copy = tmp_path / "mended" / str(number) / root.name
            shutil.copytree(root, copy, symlinks=True)
            body = mend.body
            for word, other in (words or {}).items():
                assert word in body
                body = body.replace(word, other.format(copy=copy))
            _apply(Mend(mend.head, body), copy)
            found.append(copy)
        assert found, "the docstring has no example"
        return found

    return copies


def push(root: Path) -> None:
    """Make git believe that all is pushed."""
    subprocess.run(PUSH.split(), cwd=root, check=True)


def _apply(mend: Mend, root: Path) -> None:
    if mend.body.startswith(("git ", "echo ")):
        _run(mend.body.replace("git push", PUSH), root)
        return
    name = NAMED.findall(mend.head)[-1]
    file = next(root.rglob(name), root / name)
    before = file.read_text() if file.name == "conf.py" else ""
    file.write_text(before + mend.body)
    if (root / ".git").exists():
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--allow-empty", "--message=Mend")


def _run(script: str, root: Path) -> None:
    editor = {"GIT_EDITOR": 'sh -c "echo Mend > $1" -'}
    done = subprocess.run(
        ["sh", "-e"],
        cwd=root,
        input=script,
        env=os.environ | editor,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
