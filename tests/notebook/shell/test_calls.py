from __future__ import annotations

import ast

import pytest

from sphinx_binderhub.notebook.code.literals import name_of
from sphinx_binderhub.notebook.shell.calls import command_called

CALLS = {
    "os.system('dot x')": "!dot x",
    "os.popen('dot x').read()": "!dot x",
    "os.system(f'dot {x}.dot')": "!dot *.dot",
    "os.system('dot ' + x)": "!dot *",
    "os.system(x)": None,
    "os.system()": None,
    "platform.system()": None,
    "linear.system('dot')": None,
    "subprocess.run(['dot', '-T', 'png', x])": "!dot -T png *",
    "subprocess.run(('dot', 'a b'), check=True)": "!dot 'a b'",
    "subprocess.run('dot x', shell=True)": "!dot x",
    "subprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])": "!* -m pip install x",
    "subprocess.run(['dot', 'x'], cwd='y')": "!cd * && dot x",
    "sp.check_output(['dot'])": "!dot",
    "subprocess.getoutput('dot x')": "!dot x",
    "check_call(['dot'])": "!dot",
    "Popen(['dot'])": "!dot",
    "run(['dot'])": None,
    "app.run('dot')": None,
    "subprocess.run([])": None,
    "subprocess.run(*x)": None,
    "get_ipython().system('dot x')": "!dot x",
    "get_ipython().getoutput('dot x')": "!dot x",
    "get_ipython().magic('load_ext x')": "%load_ext x",
    "get_ipython().magic('%load_ext x')": "%load_ext x",
    "get_ipython().run_line_magic('load_ext', 'x')": "%load_ext x",
    "ipython.run_line_magic('autosave', '0')": "%autosave 0",
    "get_ipython().run_line_magic('matplotlib', x)": "%matplotlib",
    "get_ipython().run_line_magic(x, 'y')": None,
    "get_ipython().run_cell_magic('R', '-i x', 'plot(x)')": "%R -i x",
    "get_ipython().run_cell_magic('bash', '', 'cd x\\ndot')": "!cd x\ndot",
    "get_ipython().run_cell_magic('bash', '', x)": None,
    "ip.magic('x')": "%x",
    "df.magic('x')": None,
}


def calls(source: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("source", CALLS)
def test_commands(source):
    found = [command_called(call, name_of(call.func)) for call in calls(source)]
    assert next((one[0] for one in found if one), None) == CALLS[source]


def test_calls_are_shown_in_short():
    call = calls("subprocess.run(['curl', '-u', 'me:abcdef', 'https://x.org'])")[0]
    found = command_called(call, "run")
    assert found is not None
    assert found[1] == "subprocess.run(curl -u … https://x.org)"


@pytest.mark.parametrize(
    ("source", "need"),
    [
        ("get_ipython().run_line_magic('load_ext', 'x')", ("extension", "x")),
        ("get_ipython().magic('load_ext x')", ("extension", "x")),
        ("x\nos.system('dot x')", ("program", "dot")),
        ("y = subprocess.run(\n  ['dot', x])", ("program", "dot")),
        ("os.system('cat a.txt')", ("read", "a.txt")),
        ("subprocess.check_call([sys.executable, '-m', 'pip', 'install', 'x'])", ("install", "x")),
    ],
)
def test_needs_of_a_notebook(read, source, need):
    notebook = read(source)
    assert need in [(one.kind, one.name) for one in notebook.needs]


def test_a_variable_that_a_magic_sets_is_there(read):
    notebook = read("%env X=1", "os.environ['X']", "os.environ['Y']")
    assert [one.name for one in notebook.needs_of("variable")] == ["Y"]
