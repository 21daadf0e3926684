from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

RULE = "local-package-not-installed"
CONDA = "dependencies:\n  - python=3.12\n  - numpy\n"
PROJECT = '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = []\n'
PACKAGE = {
    "environment.yml": CONDA,
    "pyproject.toml": PROJECT,
    "src/course/__init__.py": "",
    "book/a.ipynb": ipynb("#md", "import numpy\nfrom course import plots"),
}


def test_speaks_where_environment_yml_makes_binder_skip_the_project(judge):
    (finding,) = judge(RULE, PACKAGE)
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("book/a.ipynb", 2, cell=2)
    assert finding.message == (
        "`book/a.ipynb` (cell 2) imports `course`, of this repository, which Binder does not "
        "install: `environment.yml` makes it skip `pyproject.toml`."
    )
    assert finding.fix == (
        "Add `- pip` and `- pip: [-e .]` under `dependencies:` in `environment.yml`."
    )


@pytest.mark.parametrize(
    ("files", "why", "fix"),
    [
        (
            {"binder/environment.yml": CONDA + "  - pip\n", "setup.py": ""},
            "it ignores `setup.py`, because the folder `binder/` exists.",
            "Add `- pip: [-e ..]` under `dependencies:` in `binder/environment.yml`.",
        ),
        (
            {"binder/environment.yml": CONDA + "  - pip\n  - pip: [tqdm]\n", "setup.py": ""},
            "it ignores `setup.py`, because the folder `binder/` exists.",
            "Add `- -e ..` to the list under `pip:` in `binder/environment.yml`.",
        ),
        (
            {"binder/requirements.txt": "numpy\n", "pyproject.toml": PROJECT},
            "it ignores `pyproject.toml`, because the folder `binder/` exists.",
            "Add `-e .` to `binder/requirements.txt`.",
        ),
        (
            {".binder/runtime.txt": "python-3.12\n", "pyproject.toml": PROJECT},
            "it ignores `pyproject.toml`, because the folder `.binder/` exists.",
            "Add `-e .` to `.binder/requirements.txt`.",
        ),
    ],
)
def test_names_the_reason_and_the_mend(judge, files, why, fix):
    notebook = {"book/a.ipynb": ipynb("import course"), "course/__init__.py": ""}
    (finding,) = judge(RULE, {**files, **notebook})
    assert finding.message.endswith(f"which Binder does not install: {why}")
    assert finding.fix == fix
    assert finding.severity is Severity.ERROR


def test_a_project_in_a_folder(judge):
    files = {
        "requirements.txt": "numpy\n",
        "lib/tools/pyproject.toml": PROJECT + '[tool.setuptools]\npackage-dir = {"" = "python"}\n',
        "lib/tools/python/course/__init__.py": "",
        "a.ipynb": ipynb("import course.plots"),
    }
    (finding,) = judge(RULE, files)
    assert finding.fix == "Add `-e ./lib/tools` to `requirements.txt`."
    assert finding.severity is Severity.ERROR
    files["requirements.txt"] = "-e ./lib/tools\n"
    assert judge(RULE, files) == []


def test_pipenv(judge):
    files = {**PACKAGE, "Pipfile": '[packages]\nnumpy = "*"\n'}
    del files["environment.yml"]
    (finding,) = judge(RULE, files)
    line = 'course = {path = ".", editable = true}'
    assert finding.fix == f"Add `{line}` under `[packages]` in `Pipfile`, then run `pipenv lock`."


def test_a_module_in_the_root(judge):
    files = {
        "requirements.txt": "numpy\n",
        "helper.py": "",
        "book/one/a.ipynb": ipynb("import helper"),
        "b.ipynb": ipynb("import helper"),
    }
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "`book/one/a.ipynb` (cell 1) imports `helper`, which lies in the root of the repository, "
        "and Python looks for it beside the notebook only."
    )
    assert finding.fix == (
        'Put `import sys; sys.path.append("../..")` before the import, '
        "or move `helper` beside the notebook."
    )


def test_elsewhere_it_is_likely(judge):
    files = {
        "requirements.txt": "numpy\n",
        "lectures/plots/__init__.py": "",
        "lectures/old/a.ipynb": ipynb("import plots"),
    }
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.WARNING
    assert "which lies in `lectures/`" in finding.message
    files["requirements.txt"] = "numpy\nnobody-knows-it\n"
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.NOTE


def test_one_finding_for_one_project(judge):
    files = {
        **PACKAGE,
        "src/course_tools.py": "",
        "book/b.ipynb": ipynb("import course_tools", "import course"),
        "book/c.md": "---\nkernelspec:\n  name: python3\n---\n\n```{code-cell}\nimport course\n```\n",
    }
    (finding,) = judge(RULE, files)
    assert "and 2 other chapters import `course`, `course_tools`, of this" in finding.message
    assert finding.also == (Location("book/b.ipynb", 1, cell=1), Location("book/c.md", 7, cell=1))
    assert judge("import-missing", files) == []


def test_less_is_certain_where_an_unknown_package_may_hold_it(judge):
    (finding,) = judge(RULE, {**PACKAGE, "environment.yml": CONDA + "  - nobody-knows-it\n"})
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "mend",
    [
        {"environment.yml": CONDA + "  - pip: [-e .]\n"},
        {"environment.yml": CONDA + "  - pip: ['.[all]']\n"},
        {"environment.yml": CONDA + "  - pip: [--editable ./link]\n"},
        {"environment.yml": CONDA + "  - course\n"},
        {
            "environment.yml": CONDA + "  - course-tools\n",
            "pyproject.toml": PROJECT.replace('"x"', '"Course_Tools"'),
        },
        {"environment.yml": CONDA + "  - pip: [git+https://github.com/o/renamed]\n"},
        {"environment.yml": CONDA + "variables:\n  PYTHONPATH: src\n"},
        {"postBuild": "#!/bin/sh\npython -m pip install .\n"},
        {"postBuild": "#!/bin/sh\npip install -e .\n"},
        {"postBuild": "#!/bin/sh\npython setup.py develop\n"},
        {"postBuild": "#!/bin/sh\nconda develop src\n"},
        {"postBuild": "#!/bin/sh\nbash tools/install.sh\n"},
        {"postBuild": "#!/usr/bin/env python3\nimport subprocess\n"},
        {"start": '#!/bin/bash\nexport PYTHONPATH=$PWD/src\nexec "$@"\n'},
        {".ipython/profile_default/startup/00.py": ""},
        {"book/course.py": ""},
        {"book/course/plots.py": ""},
        {"book/course": ""},  # a link
        {"environment.yml": "dependencies: [\n"},
        {"Dockerfile": "FROM x\n", "environment.yml": ""},
    ],
)
def test_quiet_where_it_is_found_or_may_be(judge, mend):
    files = {**PACKAGE, **mend}
    if "Dockerfile" in mend:
        files = {**PACKAGE, "binder/Dockerfile": "FROM x\n"}
    assert judge(RULE, files) == []


def test_a_script_that_does_something_else_changes_nothing(judge):
    script = "#!/bin/bash\nset -e\npip install jupyterlab-git\njupyter labextension list\n"
    (finding,) = judge(RULE, {**PACKAGE, "postBuild": script})
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "cell",
    [
        "import sys\nsys.path.append('../src')",
        "import sys\nsys.path.insert(0, some_folder)",
        "import sys\nsys.path += ['../src']",
        "import sys\nsys.path = ['../src'] + sys.path",
        "import sys\nsys.path[0:0] = [folder]",
        "from sys import path\npath.append('../src')",
        "exec(open('../start.py').read())",
        "import shutil\nshutil.copy('../src/course.py', '.')",
        "!cp ../src/course.py .",
        "!unzip course.zip",
        "%cd ..\nimport sys; sys.path.append('src')",
        "import os\nos.chdir('../src')",
        "!pip install -e ..",
        "%pip install ..",
        "!pip install course",
        "%run setup.ipynb",
        "import _path",
        "from _path import *",
        "%%writefile course.py\nx = 1",
    ],
)
def test_quiet_where_the_notebook_sees_to_it(judge, cell):
    files = {
        **PACKAGE,
        "book/a.ipynb": ipynb(cell, "import course"),
        "book/_path.py": "import sys\nsys.path.insert(0, '../src')\n",
    }
    assert judge(RULE, files) == []


@pytest.mark.parametrize(
    "cell",
    [
        "try:\n    import course\nexcept ImportError:\n    pass",
        "import numpy, os",
        "import nowhere",
        "from . import course",
    ],
)
def test_quiet_about_other_imports(judge, cell):
    assert judge(RULE, {**PACKAGE, "book/a.ipynb": ipynb(cell)}) == []


def test_a_notebook_that_writes_data_changes_nothing(judge):
    cell = "table.to_csv(name)\nfigure.savefig(name)\nimport course"
    (finding,) = judge(RULE, {**PACKAGE, "book/a.ipynb": ipynb(cell)})
    assert finding.severity is Severity.ERROR


def test_quiet_about_what_merely_has_the_name(judge):
    files = {
        "requirements.txt": "numpy\n",
        "course/__init__.py": "",
        "course/plots.py": "",
        "tests/seaborn.py": "",
        "_build/jupyter_execute/made.py": "",
        "book/a.ipynb": ipynb("import plots", "import seaborn", "import made"),
    }
    assert judge(RULE, files) == []


def test_a_notebook_as_a_module(judge):
    files = {"requirements.txt": "import-ipynb\n", "b.ipynb": ipynb("x = 1")}
    files["a.ipynb"] = ipynb("import import_ipynb", "import b")
    assert judge(RULE, files) == []
    assert judge("import-missing", files) == []


def test_the_root_is_beside_a_notebook_in_the_root(judge):
    files = {
        "requirements.txt": "numpy\n",
        "course/__init__.py": "",
        "a.ipynb": ipynb("import course"),
    }
    assert judge(RULE, files) == []


def test_nothing_is_said_of_an_image_from_elsewhere(judge):
    elsewhere = {"repository": "o/r", "ref": "main"}
    assert judge(RULE, PACKAGE, environment=elsewhere) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"requirements.txt": "numpy\n", "setup.py": ""},
        {"runtime.txt": "python-3.12\n", "setup.py": ""},
        {"binder/environment.yml": CONDA + "  - pip: [-e ..]\n", "setup.py": ""},
        {"binder/environment.yml": CONDA + "  - pip: ['../']\n", "setup.py": ""},
        {"binder/requirements.txt": "-e .\n", "setup.py": ""},
        {".binder/requirements.txt": ".[plots]\n", "setup.py": ""},
        {"binder/requirements.txt": "-r ../requirements.txt\n", "requirements.txt": "-e .\n"},
        {"binder/requirements.txt": "file:.\n", "setup.py": ""},
        {
            "Pipfile": '[packages]\ncourse = {path = ".", editable = true}\n',
            "setup.py": "",
        },
        {"binder/requirements.txt": "-e ./lib\n", "lib/setup.py": "", "lib/src/course/x.py": ""},
    ],
)
def test_quiet_where_the_repository_is_installed(judge, environment):
    files = {"course/__init__.py": "", "book/a.ipynb": ipynb("import course")}
    assert judge(RULE, {**files, **environment}) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("environment.yml", CONDA),
        ("binder/environment.yml", CONDA + "  - pip\n"),
        ("binder/environment.yml", CONDA + "  - pip:\n    - tqdm\n"),
        ("binder/requirements.txt", "numpy\n"),
        ("Pipfile", "[packages]\n"),
    ],
)
def test_the_mend_works(judge, file, text):
    files = {"setup.py": "", "course/__init__.py": "", "book/a.ipynb": ipynb("import course")}
    (finding,) = judge(RULE, {**files, file: text})
    quoted = finding.fix.split("`")[1::2]
    lines = [one for one in quoted if one.startswith(("-", "course ="))]
    indent = "    " if "list under" in finding.fix else "  " if file.endswith("yml") else ""
    mended = text + "".join(f"{indent}{line}\n" for line in lines)
    assert judge(RULE, {**files, file: mended}) == []
