"""What scripts add to what the files list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Make = Callable[[Files], Tree]


@pytest.mark.parametrize(
    ("name", "script", "complete"),
    [
        ("postBuild", "#!/bin/bash\nset -e\n", True),
        ("postBuild", "#!/bin/bash\nset -e\necho done\n", True),
        ("postBuild", "#!/bin/bash\nset -e\npip install x\n", False),
        ("postBuild", "#!/bin/bash\necho `pip install x`\n", False),
        ("postBuild", "#!/bin/bash\necho $(pip install x)\n", False),
        ("postBuild", "#!/usr/bin/env python3\nset = 1\n", False),
        ("postBuild", "", False),
        ("start", '#!/bin/bash\nexport A=1\nexec "$@"\n', True),
        ("start", '#!/bin/bash\npip install x\nexec "$@"\n', False),
    ],
)
def test_a_script_that_installs_nothing(
    make_tree: Make, name: str, script: str, complete: bool
) -> None:
    tree = make_tree({"environment.yml": "dependencies: [numpy]\n", name: script})
    assert read_environment(tree, Settings()).complete == complete
