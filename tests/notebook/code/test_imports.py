from __future__ import annotations

import pytest


def modules(notebook) -> list[str]:
    return [one.module for one in notebook.imports]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import a, b.c as d", ["a", "b.c"]),
        ("from a import b; import c", ["a", "c"]),
        ("from . import a\nfrom .b import c\nfrom ... import d", []),
        ("def f():\n    import a\nclass C:\n    import b", ["a", "b"]),
        (
            "with x as y:\n    import a\nfor i in j:\n    import b\nelse:\n    import c",
            ["a", "b", "c"],
        ),
        ("match x:\n    case 1:\n        import a", ["a"]),
        ("async def f():\n    async with x:\n        import a\nawait f()", ["a"]),
        (
            "from t import TYPE_CHECKING\nif TYPE_CHECKING:\n    import a\nelse:\n    import b",
            ["t", "b"],
        ),
        ("import typing\nif typing.TYPE_CHECKING:\n    import a", ["typing"]),
        ("import importlib\nm = importlib.import_module('a.b')", ["importlib", "a.b"]),
        ("from importlib import import_module\nimport_module('.b', 'a')", ["importlib"]),
        ("x = __import__('a')\n__import__(name)", ["a"]),
        ("text = 'import a'\n# import b", []),
        ("'''\nimport a\n'''", []),
    ],
)
def test_modules(read, source, expected):
    assert modules(read(source)) == expected


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    import a\nexcept ImportError:\n    pass",
        "try:\n    import a\nexcept ModuleNotFoundError as error:\n    pass",
        "try:\n    import a\nexcept:\n    pass",
        "try:\n    if x:\n        import a\nexcept (ValueError, Exception):\n    pass",
        "try:\n    pass\nexcept ImportError:\n    import a",
        "with contextlib.suppress(ImportError):\n    import a",
        "if 'google.colab' in sys.modules:\n    import a",
        "if IN_COLAB:\n    import a",
        "if sys.version_info < (3, 11):\n    import a",
        "try:\n    __import__('a')\nexcept ImportError:\n    pass",
    ],
)
def test_optional(read, source):
    (found,) = read(source).imports
    assert found.module == "a"
    assert found.optional


@pytest.mark.parametrize(
    "source",
    [
        "import a",
        "if True:\n    import a",
        "try:\n    import a\nexcept ValueError:\n    pass",
        "try:\n    import a\nfinally:\n    pass",
        "try:\n    pass\nexcept ImportError:\n    pass\nfinally:\n    import a",
        "with open(x) as f:\n    import a",
    ],
)
def test_needed(read, source):
    (found,) = read(source).imports
    assert not found.optional


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        ("import sys\nsys.path.append('../code')", "../code"),
        ("sys.path.insert(0, '../code')", "../code"),
        ("sys.path.append(os.path.abspath(os.path.join('..', 'src')))", "../src"),
        ("sys.path.append(folder)", "**"),
        ("sys.path += ['../code']", "**"),
        ("sys.path = ['../code', *sys.path]", "**"),
        ("sys.path[:0] = ['../code']", "**"),
        ("from sys import path\npath.append(x)", "**"),
        ("os.chdir('..')", ".."),
        ("%cd ../code", "../code"),
    ],
)
def test_folders_that_modules_are_looked_for_in(read, source, folder):
    assert read(source).search_paths == {folder}


@pytest.mark.parametrize("source", ["x = sys.path", "if sys.path == []:\n    pass", "f(sys.path)"])
def test_a_path_that_is_only_looked_at(read, source):
    assert read(source).search_paths == frozenset()


@pytest.mark.parametrize(
    "source",
    [
        "if os.environ.get('KAGGLE_KERNEL_RUN_TYPE', ''):\n    import a",
        "iskaggle = True\nif iskaggle:\n    import a",
        "if os.path.exists('/kaggle'):\n    import a",
        "if os.name == 'nt':\n    import a",
        "if platform.system() == 'Windows':\n    import a",
        "if os.getenv('CI'):\n    import a",
    ],
)
def test_what_is_meant_for_another_place(read, source):
    (found,) = read(source).imports
    assert found.optional


def test_an_error_that_is_raised_again_is_no_guard(read):
    source = "try:\n    import a\nexcept ImportError as error:\n    raise RuntimeError from error"
    (found,) = read(source).imports
    assert not found.optional


def test_a_folder_of_sites(read):
    assert read("import site\nsite.addsitedir('../src')").search_paths == {"../src"}


def test_a_name_that_no_file_can_have_is_no_module(read):
    assert read("import " + "a" * 501).imports == ()
    assert read("import " + "a.b" * 60_000 + "\n%x").imports == ()
