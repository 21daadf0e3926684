"""Where a command stands, and how it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sphinx_binderhub.config import without_secrets
from sphinx_binderhub.notebook.records import Cell, Need

SHOWN = 60
"""Characters of a command that are shown."""

_READ = 2000
"""Characters of a command in which secrets are looked for; no more are shown than of them."""
_WORD = r"""(?:"[^"]*"?|'[^']*'?|[^\s"']+)+"""
_SECRETS = (
    # A password in an address is `without_secrets`' affair, and so is a user's name.
    (re.compile(r"(://[^\s?#\"']*[?#])[^\s\"']+"), r"\1…"),
    (re.compile(r"\b(login|log-in)\s.*"), r"\1 …"),
    (re.compile(r"/t/[^/\s]+/"), "/t/…/"),  # a channel of conda's
    (re.compile(r"\b(AKIA|(?:gh[oprsu]|github_pat|glpat|hf|sk|xox[abp])[-_])[\w-]{12,}"), r"\1…"),
    (
        re.compile(
            r"((?:token|key|passw(?:or)?d|passphrase|secret|bearer|credentials?|authorization)"
            rf"""(?:[\w-]*["']?[=:]\s*|\s+))(?:(?:bearer|basic|token)\s+)?{_WORD}""",
            re.IGNORECASE,
        ),
        r"\1…",
    ),
)


@dataclass(frozen=True)
class Place:
    """The line of a cell that a command stands on, and `by`, the command as it is shown."""

    cell: Cell
    line: int
    by: str
    optional: bool = False

    def need(self, kind: str, name: str) -> Need:
        """Return what the command needs."""
        return self.cell.need(kind, name, self.line, self.by, optional=self.optional)

    def later(self, lines: int, *, optional: bool = False) -> Place:
        """Return the place `lines` below, where what is done is `optional` if either is."""
        if not (lines or optional):
            return self
        return replace(self, line=self.line + lines, optional=self.optional or optional)


_CURL = re.compile(rf"(?<!\S)(-u|-H|--user|--header)([\s=]*){_WORD}")
_SUSPECT = re.compile(
    r"[@?]|/t/|-[uH]|AKIA|gh[oprsu]_|github_|glpat|hf_|sk-|xox|login|token|key|passw|passphrase|secret|bearer|credential|authori|user|header",
    re.IGNORECASE,
)


_KNOWN = frozenset(
    {"apt", "apt-get", "aptitude", "cat", "cd", "conda", "convert", "cp", "curl", "dot", "dpkg"}
    | {"ffmpeg", "git", "head", "jupyter", "latex", "ls", "make", "mamba", "micromamba"}
    | {"mkdir", "mv"}
    | {"nvidia-smi", "pdflatex", "pip", "pip3", "python", "python3", "rm", "sh", "bash", "sudo"}
    | {"tail", "tar", "touch", "unzip", "uv", "wget", "which"}
)
"""Programs that are shown with what they are given; of others nobody knows where a password is."""
_PROGRAM = re.compile(
    r"([!%]*\s*(?:[\w., ]+\s*=\s*[!%]+\s*)?(?:\w+=(?:'[^']*'|\"[^\"]*\"|\S*)\s+)*)(\S+)(.*)"
)
_FED = re.compile(r"\s*(?:<|(?<!\|)\|(?!\|)).*")
"""What a command is fed with, or feeds another one."""


def _guarded(brief: str) -> str:
    """Return a command of a shell with the arguments of known programs alone."""
    found = _PROGRAM.fullmatch(brief)
    if found is None or found[1].startswith("%"):
        return brief
    if found[2].rpartition("/")[2] in _KNOWN or found[2].startswith("{") or not found[3]:
        return _FED.sub(" …", brief).strip()
    return f"{found[1]}{found[2]} …"


@lru_cache(maxsize=256)  # `%matplotlib inline` stands in every notebook
def shown_command(text: str) -> str:
    """Return a command in one line, short, and without what may be secret."""
    brief = " ".join(text[:_READ].replace("\\\n", " ").split())
    if len(text) > _READ:
        brief = brief.rpartition(" ")[0]  # the beginning of a secret looks like none
    brief = _guarded(brief)
    if _SUSPECT.search(brief):
        brief = without_secrets(brief)
        for pattern, shown in _SECRETS:
            brief = pattern.sub(shown, brief)
        if "curl" in brief or "http" in brief:
            brief = _CURL.sub(r"\1\2…", brief)
    return brief if len(brief) <= SHOWN else f"{brief[: SHOWN - 1]}…"
