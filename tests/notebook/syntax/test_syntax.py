"""The referees are the Pythons of this machine, as many as are found, and the one that runs."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.notebook.syntax import PYTHON_2, in_older_words, may_be_new, newer_syntax
from tests.notebook.syntax.snippets import LEAST

RUNNING = sys.version_info[:2]
SNIPPETS = [(least, source) for least, sources in LEAST.items() for source in sources]
MINORS = range(7, 15)
COMPILE = """
import json, sys, warnings
warnings.simplefilter("ignore")
flag = 0x2000 if sys.version_info >= (3, 8) else 0  # await outside of functions, as in IPython
def compiles(source):
    try:
        compile(source, "x", "exec", flag, True)
    except SyntaxError as error:
        return not flag and "outside" in str(error)
    except ValueError:
        return False
    return True
json.dump([compiles(source) for source in json.load(sys.stdin)], sys.stdout)
"""


def parse(source: str) -> ast.Module | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def features(source: str) -> list[tuple[str, int, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return list(newer_syntax(parse(source), source))


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def least(source: str) -> str | None:
    return max((version for version, _, _ in features(source)), key=number, default=None)


@pytest.mark.parametrize(("expected", "source"), SNIPPETS)
def test_least_version(expected, source):
    assert least(source) == (None if expected in {"old", "broken"} else expected)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("expected", "source"), SNIPPETS)
def test_the_running_python_agrees(expected, source):
    tree = parse(source)
    if expected in {"2", "broken"}:
        # What is bound to fail after it is parsed is not told from what runs.
        return
    needed = (3, 7) if expected == "old" else number(expected)
    assert (tree is not None) == (needed <= RUNNING)
    for minor in takewhile(lambda minor: (3, minor) <= RUNNING, MINORS):
        # For an older one, `ast` refuses more than that Python does after a `with (`.
        if (3, minor) >= needed and not source.startswith("with ("):
            ast.parse(source, feature_version=(3, minor))


def interpreters() -> Iterator[tuple[int, Path]]:
    """Yield the Pythons that are found by name, or that pyenv keeps."""
    kept: list[Path] = []
    if pyenv := shutil.which("pyenv"):
        root = subprocess.run([pyenv, "root"], capture_output=True, text=True, check=True).stdout
        kept = sorted(Path(root.strip(), "versions").glob("3.*/bin/python"))
    for minor in MINORS:
        own = [path for path in kept if path.parts[-3].startswith(f"3.{minor}.")]
        named = shutil.which(f"python3.{minor}")
        if own or (named and "shims" not in named):
            yield minor, own[0] if own else Path(str(named))


@pytest.mark.parametrize(
    ("minor", "python"), [pytest.param(*one, id=f"3.{one[0]}") for one in interpreters()]
)
def test_real_interpreters_agree(minor, python):
    known = [(least, source) for least, source in SNIPPETS if least != "2"]
    sources = json.dumps([source for _, source in known])
    told = subprocess.run(
        [python, "-c", COMPILE],
        *(),
        input=sources,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    compiled = json.loads(told.stdout)
    wrong = [
        (expected, source, compiles)
        for (expected, source), compiles in zip(known, compiled, strict=True)
        if compiles
        != (expected != "broken" and (expected == "old" or number(expected) <= (3, minor)))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1\nif (y := x): pass", ("3.8", 2, "`:=`")),
        ("\nmatch x:\n    case 1: pass", ("3.10", 2, "`match`")),
        ("try:\n    pass\n\nexcept* E: pass", ("3.11", 4, "`except*`")),
        (
            'x = 1\nprint(\n    f"{d["a"]}")',
            ("3.12", 3, "an f-string that holds quotes of its own kind"),
        ),
        ("a\nb\ntype X = int", ("3.12", 3, "`type X = …`")),
        ("a\ndef f[T](x): pass", ("3.12", 2, "type parameters")),
        ("a\nt'{x}'", ("3.14", 2, "a t-string")),
        ('"""\n"""\nprint "a"', ("2", 3, "`print` without brackets")),
    ],
)
def test_line_and_name(source, expected):
    assert set(features(source)) == {expected}


def test_every_feature_of_a_cell():
    source = 'def f[T](x, /):\n    """é"""\n    return f"{x["ß"]}" if (y := x) else x[*y]\n'
    assert {(version, line) for version, line, _ in features(source)} == {
        ("3.8", 1),
        ("3.12", 1),
        ("3.8", 3),
        ("3.12", 3),
        *([("3.11", 3)]),
    }


def test_lines_of_older_words():
    source = 'type X[\n    T\n] = int\nx = f"{\nd["a"]\n}"\ntry:\n    pass\nexcept A, B:\n    y[*x]\nz = 1'
    older = in_older_words(source)
    assert older is not None
    tree = older.parse()
    assert tree is not None
    assert tree.body[-1].lineno == source.count("\n") + 1


def test_python_2_tells_of_itself_alone():
    assert {version for version, _, _ in features("print (1)\nprint x, (y := 1)")} == {"2"}


PIECES = (
    *"()[]{}:=,*@/;.\n",
    *("'", '"', '"""', "f'", 'f"', 'f"""', "rf'", "t'", "\\", "\\\n", "#", " # x\n", "    "),
    *(":=", "**", "==", "!r", "{x}", "{x=}", "{{", "}}", "{d['a']}", '{d["a"]}', "{x:>{y}}"),
    *("x", "y ", "1", "é", "match x:\n    case 1:\n        pass\n", "match ", "case ", "type X = "),
    *("def f[T](x): pass\n", "class A[T = int]: pass\n", "def f(a, /, *b: *c): ", "lambda a, /: "),
    *("try:\n    pass\n", "except", "* E: pass\n", " A, B: pass\n", " E, e: pass\n", "finally: "),
    *("continue\n", "while x: ", "with (", "a as b", "): pass\n", "@", "def f(): ", "pass\n"),
    *("return ", "yield ", "*x", "x[", "*y]", "for x in ", "print ", "raise E, 'a'\n", "print x\n"),
    *("!ls\n", "%time ", "\x00", "\ud800", "\f", "\r\n", ">>> "),
)
SOURCES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
MIXED = st.lists(st.sampled_from([source for _, source in SNIPPETS]) | SOURCES, max_size=3)


@given(source=SOURCES | MIXED.map("\n".join))
@settings(max_examples=600, deadline=None)
def test_any_text(source):
    found = features(source)
    assert all(1 <= line <= source.count("\n") + source.count("\r") + 1 for _, line, _ in found)
    versions = {version for version, _, _ in found}
    if versions:
        assert may_be_new(source)
    newest = max(map(number, versions), default=(0,))
    if parse(source) is not None:
        assert newest <= RUNNING
    elif versions and PYTHON_2 not in versions:
        assert newest > RUNNING


@pytest.mark.parametrize(
    "source",
    [
        "x = 1\nprint(x)",
        "from x import *\nimport y as match, type\nprint(y * 2, *x, **y)",
        'f\'{x} {d["a"]:>{y}} {{a}} \\n {x!r}\' f"{a == b}"',
        "with open('a') as f, open('b') as g:\n    pass\n# match, case: with x",
        "try:\n    pass\nexcept (A, B) as e:\n    pass\nexcept E as e:\n    raise\nexcept:\n    pass",
        "@decorator\n@a.b(c, 'd')  # once\ndef f(a, *b, **d): return a / b, x[i * 2]",
        "files = {'t': 1, 'f': [2]}; s = 'don\\'t' + \"t\" + files['t']",
    ],
)
def test_ordinary_cells_are_not_parsed(source):
    assert not may_be_new(source)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            'f"',
            'f"{',
            "f'{",
            'f"""{',
            "{",
            '{"',
            "f\"{'a' ",
            'f"{a="',
            'f"{a["b"]}" + ',
            't"{a}" ',
        ),
        *("[*", ",*", "x[*a]\n", "(", "def f[", "def f[T](x): pass\n", "type X[", "class A[T="),
        *("except ", "except (", "except a,", "raise ", "raise a,", ";raise a,", "print x\n", "/"),
        *(
            "@a(",
            "@a('",
            "\n case",
            "\\\n",
            "#",
            ":#",
            "with (",
            "(x:=1)\n",
            "\n>>> @a",
            "'''",
            "`",
        ),
    ],
)
def test_no_cell_takes_for_ever(piece):
    source = piece * (100_000 // len(piece))
    start = time.process_time()
    may_be_new(source)
    assert time.process_time() - start < 3
    older = in_older_words(source)
    assert older is None or list(older.features) is not None
    assert time.process_time() - start < 5
