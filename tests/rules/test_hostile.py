"""Rules on environment files stay quick on the largest file that is read, whatever is in it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from sphinx_binderhub import rules
from sphinx_binderhub.project import Project
from sphinx_binderhub.tree import CONFIGURATION_LIMIT, Tree
from tests.conftest import Files

SIZE = CONFIGURATION_LIMIT // 4
"""Enough for tens of thousands of entries, of which each may not be compared with each."""
SECONDS = 4


def filled(head: str, part: str) -> str:
    return head + part * ((SIZE - len(head)) // len(part))


LIST = "dependencies:\n- python=3.12\n"
TREES: dict[str, Files] = {
    "heavy packages": {"environment.yml": filled(LIST, "- cudnn\n")},
    "mistakes": {"environment.yml": filled(LIST, "- a>1<2\n")},
    "mistakes beside problems": {"environment.yml": filled(LIST, "- a: 1\n- b>1<2\n")},
    "one line": {"environment.yml": f"dependencies: [{filled('', 'cuda, ')}x]\n"},
    "builds": {"environment.yml": filled(LIST, "- a=1=h0123456_0\n")},
    "for pip": {"environment.yml": filled(f"{LIST}- pip:\n", "  - torch\n")},
    "channels": {"environment.yml": f"{filled('channels:', chr(10) + '- defaults')}\n{LIST}"},
    "requirements": {"requirements.txt": filled("", "nvidia-cudnn\n")},
    "ignored requirements": {
        "environment.yml": LIST,
        "requirements.txt": "".join(f"p{number}\n" for number in range(SIZE // 8)),
    },
    "ignored Pipfile": {
        "environment.yml": LIST,
        "Pipfile": "[packages]\n" + "".join(f"p{number} = '*'\n" for number in range(SIZE // 16)),
    },
    "no R": {"DESCRIPTION": filled("", " \n")},
    "a Dockerfile": {"Dockerfile": filled("FROM x\n", "apt.tx "), "apt.txt": "gcc\n"},
}


@pytest.mark.parametrize("name", TREES)
def test_quick(make_tree: Callable[[Files], Tree], name: str) -> None:
    project = Project(tree=make_tree(TREES[name]))
    assert project.environment  # how long it takes to read a file is tested elsewhere
    begun = time.perf_counter()
    chosen = [rule for rule in rules.all_rules() if rule.family in rules.OF_THE_ENVIRONMENT]
    rules.run(project, chosen)
    assert time.perf_counter() - begun < SECONDS
