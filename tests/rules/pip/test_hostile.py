"""Any content, and files made to be slow: every rule on pip ends soon, and none raises."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub import rules
from sphinx_binderhub.config import Settings
from sphinx_binderhub.findings import Finding
from sphinx_binderhub.project import Project
from sphinx_binderhub.tree import Tree, UnreadableError

RULES = [rule for rule in rules.all_rules() if rule.family == "pip"]


class Memory(Tree):
    """A tree whose files are texts."""

    texts: dict[str, str] = {}  # noqa: RUF012

    def place(self, path: str) -> str:  # noqa: ARG002
        return os.devnull  # which is there

    def read(self, path: str, limit: int = 0) -> bytes:  # noqa: ARG002
        if path not in self.texts:
            raise UnreadableError("it is not there")
        return self.texts[path].encode("utf-8", "surrogatepass")


def judge(texts: dict[str, str], profile: str | None = None) -> list[Finding]:
    tree = Memory(Path("/nowhere"), frozenset(texts))
    object.__setattr__(tree, "texts", texts)
    return rules.run(Project(tree=tree, settings=Settings(profile=profile)), RULES)


LINES = [
    *("numpy", "numpy==1", "numpy==2", "numpy==1,==2", "numpy=1", "python", "sklearn", "pywin32"),
    *(
        "torch==1+cpu",
        "-e .",
        "-e lib",
        "./lib",
        "lib/",
        "-r a.txt",
        "-c a.txt",
        "-r requirements.txt",
    ),
    *("git+https://github.com/o/r", "git+ssh://git@x.org/o/r", "a @ file:///b", "-f wheels", "- a"),
    *(
        "numpy==1 --hash=sha256:a",
        "numpy; sys_platform == 'win32'",
        "${X}",
        "\ud800",
        "-r ..",
        "a===b",
    ),
]
TEXTS = st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=6).map("\n".join)
TOML = [
    "[project]",
    "[build-system]",
    "dependencies = ['numpy', 'a b']",
    "requires-python = '>=3.11'",
]
TOML += [
    "[packages]",
    "numpy = '*'",
    "x = {path = '.'}",
    "[requires]",
    "python_version = '3.12'",
    "project = 1",
]
TABLES = st.lists(st.sampled_from(TOML) | st.text(max_size=10), max_size=6).map("\n".join)
JSON = st.sampled_from(
    ["{}", "[]", '{"default": {"numpy": {"version": "==1"}}}', "{", '{"default": 3}']
)
TREES = st.fixed_dictionaries(
    {},
    optional={
        "requirements.txt": TEXTS,
        "a.txt": TEXTS,
        "pyproject.toml": TABLES,
        "Pipfile": TABLES,
        "Pipfile.lock": JSON,
        "runtime.txt": st.sampled_from(["python-3.12", "python-3.9", "r-2026-01-01"]),
        "lib/setup.py": st.just(""),
        "environment.yml": TEXTS.map(
            lambda text: (
                "dependencies:\n- python=3.12\n- numpy=1\n- pip:\n"
                + "".join(f"  - {line!r}\n" for line in text.split("\n"))
            )
        ),
    },
)


@settings(max_examples=300, deadline=None)
@given(texts=TREES, profile=st.sampled_from([None, "2024.7.0", "2025.12.0"]))
def test_any_content(texts: dict[str, str], profile: str | None) -> None:
    for finding in judge(texts, profile):
        assert finding.message.endswith((".", "…"))
        assert finding.fix
        assert finding.location.path in texts


SLOW = {
    "one name": "".join(f"a=={number}\n" for number in range(5000)),
    "one name in two versions": "a>=0\n" * 4000 + "a==1\n" * 500 + "a==2\n" * 500,
    "wrong names": "sklearn\npywin32\n" * 2500,
    "missing files": "".join(f"-r {number}.txt\n./{number}\n" for number in range(2500)),
    "local files": "a @ file:///b\n" * 5000,
    "paths": "lib/\n" * 5000,
    "git": "git+https://github.com/o/r\n" * 5000,
    "hashes": "a==1 --hash=sha256:a\nb==1\n" * 2500,
    "refused": "a=1\n" * 5000,
}


@pytest.mark.parametrize("case", SLOW)
def test_a_hostile_file_is_quick(case: str) -> None:
    others = {f"docs/{number}.md": "" for number in range(5000)}
    start = time.monotonic()
    found = judge({"requirements.txt": SLOW[case], "lib/setup.py": "", **others})
    assert found
    assert time.monotonic() - start < 5
