from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.environment.unused import packages_in, unused_lists
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

MakeTree = Callable[[Files], Tree]


def names(tree: Tree, path: str) -> list[tuple[str, int | None]]:
    environment = read_environment(tree, Settings())
    return [(one.name, one.line) for one in packages_in(tree, path, environment)]


def test_the_packages_of_each_list(make_tree: MakeTree) -> None:
    files = {
        "environment.yml": "dependencies:\n- python=3.12\n- numpy\n- sphinx\n- pip: [scipy]\n",
        "requirements.txt": "# x\nnumpy\njupyter-book\n-r more.txt\n",
        "more.txt": "pandas\n",
        "Pipfile": '[packages]\nnumpy = "*"\n"ruamel.yaml" = "*"\n[dev-packages]\nblack = "*"\n',
    }
    tree = make_tree(files)
    assert names(tree, "environment.yml") == [("numpy", 3)]
    assert names(tree, "requirements.txt") == [("numpy", 2), ("pandas", 1)]
    assert [name for name, _ in names(tree, "Pipfile")] == ["numpy", "ruamel.yaml"]


@given(st.binary(max_size=80) | st.text("[]packges\"'=*\n-: numpy{}", max_size=80).map(str.encode))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_content_is_read(make_tree: MakeTree, content: bytes) -> None:
    for path in ("environment.yml", "requirements.txt", "Pipfile"):
        tree = make_tree({path: content, "default.nix": ""})
        environment = read_environment(tree, Settings())
        for entry in unused_lists(tree, environment):
            packages_in(tree, entry.path, environment)
