"""The notebooks of a repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sphinx_binderhub.chapters import find_chapters
from sphinx_binderhub.tree import Tree
from tests.conftest import TEXT_NOTEBOOK, notebook

Make = Callable[[Mapping[str, str]], Tree]


def test_every_notebook_is_a_chapter_but_copies_are_none(make_tree: Make) -> None:
    one = notebook("import numpy")
    tree = make_tree(
        {
            "a.ipynb": one,
            "b/c.md": TEXT_NOTEBOOK,
            "b/.ipynb_checkpoints/a.ipynb": one,
            "_build/html/_sources/a.ipynb": one,
            "docs/_sources/a.ipynb": one,
            "docs/jupyter_execute/a.ipynb": one,
            "README.md": "# Course",
            "x.py": "import numpy",
        }
    )
    assert [chapter.path for chapter in find_chapters(tree)] == ["a.ipynb", "b/c.md"]


def test_imports_alone(make_tree: Make) -> None:
    tree = make_tree({"a.ipynb": notebook("import numpy\nopen('a.csv')\n%load_ext Cython")})
    (whole,) = find_chapters(tree)
    (part,) = find_chapters(tree, imports_only=True)
    assert part.notebook.imports == whole.notebook.imports
    assert [need.kind for need in part.notebook.needs] == ["extension"]
    assert sorted(need.kind for need in whole.notebook.needs) == ["extension", "read"]
