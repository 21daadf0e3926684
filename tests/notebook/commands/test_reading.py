from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.notebook import read_notebook
from sphinx_binderhub.notebook.commands.reading import BUDGET, Commands, may_command
from sphinx_binderhub.notebook.records import Cell, Need


@pytest.mark.parametrize(
    ("source", "installs"),
    [
        ("!pip install seaborn", {"seaborn"}),
        (
            "%pip install -q Sea.Born==0.1 'numpy>=1.2' \"pandas[all]\"",
            {"sea-born", "numpy", "pandas"},
        ),
        ("!pip3 install --upgrade --index-url https://x.org/simple a", {"a"}),
        ("!python -m pip install a && pip install b; pip install c", {"a", "b", "c"}),
        ("!{sys.executable} -m pip -q install a", {"a"}),
        ("%conda install -y -c conda-forge conda-forge::a=1.2 b", {"a", "b"}),
        ("!mamba install a", {"a"}),
        ("%uv pip install a", {"a"}),
        ("%%bash\npip install a \\\n  b", {"a", "b"}),
        ("if x:\n    !pip install \\\n      a", {"a"}),
        ("out = !pip install a", {"a"}),
        ("pip install a", {"a"}),
        ("%%capture\n!pip install a", {"a"}),
        ("!pip install git+https://github.com/o/my_pkg.git@main", {"my-pkg"}),
        ("!pip install git+https://x.org/o/r#egg=a", {"a"}),
        ("!pip install a  # and not b", {"a"}),
        ("os.system('pip install a')", {"a"}),
        ("# !pip install a", set()),
        ("print('!pip install a')", set()),
        ("!pip uninstall a", set()),
        ("!pip install {name} $NAME", set()),
        ("!apt-get install a", set()),
        ("%%writefile x.py\n!pip install a", set()),
    ],
)
def test_installs(read, source, installs):
    assert read(source).installs == installs


@pytest.mark.parametrize(
    ("source", "files"),
    [
        ("!pip install -r ../requirements.txt", {"../requirements.txt"}),
        ("!pip install --requirement=a.txt", {"a.txt"}),
        ("%pip install -e .. b", {".."}),
        ("!pip install .", {"."}),
        ("!conda install --file a.txt", {"a.txt"}),
    ],
)
def test_what_is_installed_from_files(read, source, files):
    assert read(source).install_files == files


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("%%writefile helper.py\nx = 1", {"helper.py"}),
        ("\n%%writefile -a sub/helper.py\nx = 1", {"sub/helper.py"}),
        ("!wget https://x.org/a/helper.py", {"helper.py"}),
        ("!curl -o helper.py https://x.org/a", {"helper.py"}),
        ("!git clone https://github.com/o/tools.git", {"tools"}),
        ("!git clone --depth 1 https://github.com/o/tools && ls", {"tools"}),
        ("os.system('git clone https://github.com/o/tools')", {"tools"}),
        ("!curl https://x.org/a > helper.py", {"helper.py"}),
        ("!wget {base}/helper.py", {"helper.py"}),
        ("!mkdir tools", set()),
        ("!mkdir -p a && wget -O a/helper.py https://x.org/b", {"a/helper.py"}),
        ("!make", set()),
    ],
)
def test_files_that_are_written(read, source, writes):
    assert read(source).writes == writes


@pytest.mark.parametrize(
    ("source", "programs"),
    [
        ("!dot x", ["dot"]),
        ("! dot x", ["dot"]),
        ("!!dot x", ["dot"]),
        ("x = !dot y", ["dot"]),
        ("x, y = ! dot y | wc", ["dot", "wc"]),
        ("%sx dot x", ["dot"]),
        ("%system dot x", ["dot"]),
        ("x = %sx dot", ["dot"]),
        ("for i in x:\n    !dot {i}.dot", ["dot"]),
        ("!dot \\\n  x \\\n  y\n!tree", ["dot", "tree"]),
        ("%%bash\ndot x\nfor i in a; do\n  tree $i\ndone", ["dot", "tree"]),
        ("%%bash --out x\ndot x", ["dot"]),
        ("%%sh\ndot x", ["dot"]),
        ("%%!\ndot x", ["dot"]),
        ("%%sx\ndot x", ["dot"]),
        ("%%script perl\nprint 1", ["perl"]),
        ("%%script --bg --out x perl -w\nprint 1", ["perl"]),
        ("%%script bash\ndot", ["bash", "dot"]),
        ("%%script false --no-raise-error\ndot", []),
        ("%%ruby\ndot", ["ruby"]),
        ("%%capture\n%%bash\ndot", ["dot"]),
        ("%%capture\n!dot", ["dot"]),
        (">>> !dot x", ["dot"]),
        ("In [1]: !dot x", ["dot"]),
        ("!{python} -m x", []),
        ("!$python x", []),
        ("!{os.path.join('a', 'b')} x | dot", ["dot"]),
        ("!./dot", []),
        ("!cd x; echo y", []),
        ("!dot?", []),
        ("!ls *dot??", []),
        ("%ls\n%mkdir x\n%cat y\n%pip list", []),
        ('x = """\n!dot\n"""', []),
        ("x = [\n!dot\n]", []),
        ("x = 5 \\\n!dot", []),
        ("# !dot", []),
        ("x = 1  # !dot", []),
        ("x != dot", []),
        ("print('!dot')", []),
        ("f(x=!dot)", []),
        ("%%writefile x\n!dot", []),
        ("%%html\n!dot", []),
        ("%%cython\n!dot", []),
        ("# !x\n%%bash\ndot", []),
    ],
)
def test_programs(commands, source, programs):
    assert [one.name for one in commands(source).needs if one.kind == "program"] == programs


def test_places(commands):
    source = "import x\n\nif x:\n    !dot \\\n      a.dot\n!tree\n"
    assert [one for one in commands(source).needs if one.kind == "program"] == [
        Need("program", "dot", 1, 4, True, None, "!dot a.dot"),
        Need("program", "tree", 1, 6, False, None, "!tree"),
    ]


def test_places_in_a_script(commands):
    source = "\n%%bash\n# x\ndot a.dot\ntree\n"
    assert [one for one in commands(source).needs if one.kind == "program"] == [
        Need("program", "dot", 1, 4, False, None, "dot a.dot"),
        Need("program", "tree", 1, 5, False, None, "tree"),
    ]


def test_lines_of_a_text_notebook():
    cell = "```{code-cell}\n:tags: [x]\nx = 1\n!dot\n```\n"
    notebook = read_notebook(f"---\nkernelspec:\n  name: python3\n---\n\n{cell}", "a.md")
    assert notebook is not None
    assert [one.file_line for one in notebook.needs_of("program")] == [9]


@pytest.mark.parametrize(
    ("source", "optional"),
    [
        ("!dot", False),
        ("if x:\n    !dot", True),
        ("if x:\n    y\nelse:\n\n    !dot", True),
        ("try:\n    x\nexcept E:\n  # c\n    !dot", True),
        ("if x:\n    for i in y:\n        !dot", True),
        ("if x:\n    y\n!dot", False),
        ("for i in y:\n    !dot", False),
        ("def f():\n    !dot", False),
        ("if x:\n    y\nfor i in z:\n    !dot", False),
        ("with x:\n    if y:\n        z\n    !dot", False),
        ("iffy = 1\nwith x:\n    !dot", False),
        ("if x: y\n!dot", False),
        ("    if x:\n        !dot", True),
        ("!dot || true", True),
    ],
)
def test_what_is_guarded(commands, source, optional):
    assert [one.optional for one in commands(source).needs if one.name == "dot"] == [optional]


def test_a_cell_that_fails_is_optional():
    found = Commands()
    found.read(Cell(1, "!dot", fails=True))
    assert all(one.optional for one in found.needs)


def test_a_notebook_has_its_needs_in_order(read):
    notebook = read("!dot\nos.system('tree')\n%load_ext x", "!dot")
    found = [(one.cell, one.line, one.name) for one in notebook.needs if one.kind != "write"]
    assert found == [(1, 1, "dot"), (1, 2, "tree"), (1, 3, "x"), (2, 1, "dot")]


def test_a_debian_package_is_no_package_of_python(commands):
    found = commands("!apt-get install -y libgdal-dev")
    assert found.installs == set()
    assert [one.name for one in found.needs if one.kind == "install"] == ["libgdal-dev"]


def test_a_notebook_of_too_many_commands_may_write_anything(commands):
    found = commands(*["!ls x\n" * 1000] * 10)
    assert [one.name for one in found.needs if one.kind == "write"] == ["*"]
    assert len(found.needs) < BUDGET / 40


def test_a_cell_that_is_too_long_may_write_anything(commands):
    found = commands("!dot\n" * 300_000)
    assert [(one.kind, one.name) for one in found.needs] == [("write", "*")]


@pytest.mark.parametrize(
    "source",
    [
        "pip install git+https://s3cr3t@x.org/o/r",
        "!pip install git+https://s3cr3t@x.org/o/r",
        "!git clone https://s3cr3t@x.org",
        "!wget https://x.org/a?token=s3cr3t",
        "%env TOKEN=s3cr3t",
        "%%bash\ncurl -H 'X: s3cr3t' https://x.org > a",
        "%%sql postgresql://me:s3cr3t@x\nselect 1",
        "os.system('wandb login s3cr3t')",
    ],
)
def test_no_secret_is_kept(read, source):
    assert "s3cr3t" not in repr(read(source))


PIECES = (
    *("!dot x", "%load_ext x", "%%bash\n", "%%time\n", "%", "!", "x = ", "y = !ls\n", "a == b"),
    *("pip install x", "cd x", "run a.py", "\n", "\n", "    ", "\t", "\r\n", "\x0b", "\\\n", "?"),
    *("if x:\n", "try:\n", "'''", '"', "(", ")", ">>> ", "... ", "In [1]: ", "   ...: ", "%time "),
    *("#", "!=", "\u2028", "\u00a0", "\x1c", "pass\n", "\n%x", "\n!x", "\n x = !y", "%%capture\n"),
)
CELLS = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)


class Unfiltered(Commands):
    """Reads the lines of every cell."""

    def read(self, cell: Cell) -> None:
        """Take in a cell, whatever it holds."""
        self._read_lines(cell)


@given(source=CELLS)
@settings(max_examples=1000, deadline=None)
def test_no_command_is_lost(source):
    found, every = Commands(), Unfiltered()
    found.read(Cell(1, source))
    every.read(Cell(1, source))
    assert vars(found) == vars(every)
    assert may_command(source) or not every.needs


@given(sources=st.lists(CELLS | st.text(max_size=50), max_size=3))
@settings(max_examples=300, deadline=None)
def test_any_cell(sources):
    found = Commands()
    for number, source in enumerate(sources, 1):
        found.read(Cell(number, source))
    for need in found.needs:
        assert need.name
        assert 1 <= need.line <= sources[need.cell - 1].count("\n") + 1
    assert json.dumps([need.by for need in found.needs])


@pytest.mark.parametrize(
    "piece",
    [
        *("!a\n", "!a;a;a\n", "%a\n", "%load_ext a\n", "    !a\n", "if x:\n !a\n", "%time "),
        *("\n", " ", "= ", "=", "!", "%", "?\n", "(", "'''\n", '"', "\\\n", "!\\\n", "x = !a\n"),
        *("!pip install a\n", "!wget https://x.org/a > b\n", ">>> ", "In [1]: ", "%%time\n"),
        *("a[", "%cd ", "! -a", "!a='", "!{", "!key ", "...: ", "  if x:\n", "\t", "a?\n", "[!\n"),
    ],
)
def test_no_cell_takes_for_ever(commands, piece):
    source = piece * (250_000 // len(piece))
    for start in ("", "!", "%x ", "%%bash\n", "x = [", "!a\n\n"):
        before = time.process_time()
        commands(start + source)
        assert time.process_time() - before < 5
