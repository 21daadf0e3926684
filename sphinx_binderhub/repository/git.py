"""Git: the one place where it is started, and nothing of the repository runs with it.

A repository's own configuration can name programs (`core.fsmonitor`, filters, pagers, hooks,
remote helpers); the plumbing below starts none of them, asks nothing, fetches nothing, and ends.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Literal

from sphinx_binderhub.repository.address import without_credentials

TIME_LIMIT = 15
"""Seconds that one question to git may take."""

_OPTIONS = (
    "--no-pager",
    "--no-optional-locks",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),
)
# Set by git itself around hooks and aliases: they would point at another repository.
_FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
_OURS = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}

ProblemKind = Literal[
    "git-missing", "no-checkout", "dubious-ownership", "bare-repository", "git-failed"
]


class GitError(Exception):
    """Git gave no answer. `kind` says why, `detail` is git's own last line."""

    def __init__(self, kind: ProblemKind, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


def names(root: Path, *arguments: str) -> frozenset[str]:
    """Return the names that git prints with `-z`; raise `GitError`."""
    return frozenset(os.fsdecode(ask(root, *arguments)).split("\0")) - {""}


def line(root: Path, *arguments: str) -> str | None:
    """Return the one line that git prints, or `None` where it prints none."""
    return os.fsdecode(ask(root, *arguments, accept=(0, 1))).strip() or None


def ask(folder: Path, *arguments: str, stdin: str = "", accept: tuple[int, ...] = (0,)) -> bytes:
    """Return what git prints; raise `GitError`. The only place where git is started."""
    environment = {key: value for key, value in os.environ.items() if key not in _FOREIGN}
    try:
        done = subprocess.run(
            ["git", *_OPTIONS, *arguments],
            cwd=folder,
            input=os.fsencode(stdin),
            capture_output=True,
            timeout=TIME_LIMIT,
            env=environment | _OURS,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError):
        raise GitError("git-missing") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError("git-failed", type(error).__name__) from None
    if done.returncode not in accept:
        raise _failure(done.stderr.decode(errors="replace"))
    return done.stdout


def _failure(message: str) -> GitError:
    for kind, sign in (
        ("dubious-ownership", "dubious ownership"),
        ("bare-repository", "must be run in a work tree"),
        ("no-checkout", "not a git repository"),
    ):
        if sign in message:
            return GitError(kind, message)  # type: ignore[arg-type]
    return GitError("git-failed", without_credentials(message.strip().rpartition("\n")[2]))
