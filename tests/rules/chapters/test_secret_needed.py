from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "pandas\n"}
QUIET = {**PLAIN, "a.ipynb": ipynb("import os\nos.environ.get('API_KEY', '')")}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "import os\nkey = os.environ['API_KEY']")}


def test_speaks(judge):
    assert judge("secret-needed", QUIET) == []
    (finding,) = judge("secret-needed", SPEAKING)
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("a.ipynb", 2, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) needs the environment variable `API_KEY`, which Binder does not set."
    )


@pytest.mark.parametrize(
    "cell",
    [
        "import os\nos.environ['HOME']",
        "import os\nos.environ['JUPYTERHUB_USER']",
        "import os\nos.environ['BINDER_REPO_URL']",
        "import os\nos.environ['CONDA_PREFIX']",
        "import os\nos.environ['COLAB_TPU_ADDR']",
        "import os\nos.environ['API_KEY'] = 'x'\nos.environ['API_KEY']",
        "import os\nif 'API_KEY' in os.environ:\n    os.environ['API_KEY']",
        "import os\ntry:\n    os.environ['API_KEY']\nexcept KeyError:\n    pass",
        "# os.environ['API_KEY']",
        "key = input('Your key: ')",
    ],
)
def test_silent(judge, cell):
    assert judge("secret-needed", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


def test_the_script_start_sets_it(judge):
    script = '#!/bin/bash\nexport API_KEY=demo\nexec "$@"\n'
    assert judge("secret-needed", {**SPEAKING, "start": script}) == []


def test_variables_of_the_same_chapters_are_one_finding(judge):
    cell = "import os\nos.environ['USER_NAME']\nos.environ['PASSWORD']"
    files = {**PLAIN, "b.ipynb": ipynb(cell), "a.ipynb": ipynb(cell, "os.environ['OTHER']")}
    other, both = sorted(judge("secret-needed", files), key=lambda one: len(one.also))
    assert both.message.startswith(
        "`a.ipynb` (cell 1) and 1 other chapter need the environment variables "
        "`USER_NAME`, `PASSWORD`,"
    )
    assert both.also == (Location("b.ipynb", 2, cell=1),)
    assert "`OTHER`" in other.message
