from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "cupy\nnumba\ntorch\n"}
GUARDED = 'device = "cuda" if torch.cuda.is_available() else "cpu"\nmodel.to(device)'
QUIET = {**PLAIN, "a.ipynb": ipynb(GUARDED)}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "\nmodel.cuda()")}


def test_speaks(judge):
    assert judge("gpu", QUIET) == []
    (finding,) = judge("gpu", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 2, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) asks for a graphics card (`model.cuda()`), and mybinder.org has none."
    )
    assert "torch.cuda.is_available()" in finding.fix


@pytest.mark.parametrize(
    "cell",
    [
        "torch.cuda.is_available()",
        "if torch.cuda.is_available():\n    model.cuda()",
        "try:\n    model.cuda()\nexcept RuntimeError:\n    pass",
        "model.to('cpu')",
        "# model.cuda()",
        "print('cuda')",
        "!nvidia-smi",
    ],
)
def test_silent(judge, cell):
    assert judge("gpu", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


def test_modules_for_cards(judge):
    files = {**PLAIN, "a.ipynb": ipynb("import cupy as cp", "import torch\nx.cuda()")}
    (finding,) = judge("gpu", files)
    assert finding.location == Location("a.ipynb", 1, cell=1)
    assert "(`import cupy`, `x.cuda()`)" in finding.message
    (finding,) = judge("gpu", {**PLAIN, "a.ipynb": ipynb("from numba.cuda import jit")})
    assert finding.fix.startswith("Import it within `try`")
    guarded = "try:\n    import cupy as np\nexcept ImportError:\n    import numpy as np"
    assert judge("gpu", {**PLAIN, "a.ipynb": ipynb(guarded)}) == []


def test_other_hubs(judge):
    assert judge("gpu", SPEAKING, url="https://binder.course.org") == []
    assert judge("gpu", {"a.ipynb": SPEAKING["a.ipynb"]}) == []


def test_one_finding(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb("x.cuda()"),
        "a.ipynb": ipynb("model.to('cuda')", "x.cuda()"),
    }
    (finding,) = judge("gpu", files)
    assert finding.also == (Location("b.ipynb", 1, cell=1),)
    assert "and 1 other chapter ask for a graphics card" in finding.message
