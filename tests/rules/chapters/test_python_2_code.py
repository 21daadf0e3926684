from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb
from tests.rules.chapters.test_syntax_too_new import conda, tagged

RULE = "python-2-code"
OLD = 'x = 1\nprint "Hello", x'
QUIET = {"requirements.txt": "", "a.ipynb": ipynb("print('Hello', x)")}
SPEAKING = {"requirements.txt": "", "a.ipynb": ipynb("#md", OLD)}


def test_speaks(judge):
    assert judge(RULE, QUIET) == []
    (finding,) = judge(RULE, SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 2, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) uses `print` without brackets, which no Python 3 reads."
    )
    assert "`raises-exception`" in finding.fix


def test_one_finding(judge):
    files = {
        **SPEAKING,
        "b.ipynb": ipynb("try:\n    pass\nexcept ValueError, error:\n    print error"),
    }
    (finding,) = judge(RULE, files)
    assert finding.also == (Location("b.ipynb", 3, cell=1),)
    assert "and 1 other chapter use `print` without brackets, `except E, e`," in finding.message


@pytest.mark.parametrize(
    "notebook",
    [
        tagged(OLD),
        ipynb(OLD, kernel="python2"),
        ipynb(OLD, kernel="conda-env-python27-py"),
        ipynb("%%python2\n" + OLD),
        ipynb("print x y"),
        ipynb("True = 7"),
        ipynb("print(x) if y else z"),
        ipynb("print >>f, x"),
        ipynb("# print x\n'''\nprint x\n'''"),
        ipynb("while x\n    print x"),
        ipynb('text = """\nprint "a"\n"""'),
    ],
)
def test_silent(judge, notebook):
    assert judge(RULE, {"requirements.txt": "", "a.ipynb": notebook}) == []


def test_an_image_of_python_2(judge):
    assert judge(RULE, {"environment.yml": conda("python=2.7"), "a.ipynb": ipynb(OLD)}) == []
