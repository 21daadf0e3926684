from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules.pip.pip_include_missing import check
from sphinx_binderhub.tree import Tree
from tests.rules.conftest import Judge

RULE = "pip-include-missing"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
CONDA = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - "
PROJECT = "[project]\nname = 'x'\nversion = '1'\ndependencies = ['numpy==2.3.2']\n"
QUIET = {**RUNTIME, NAME: "-r req/base.txt\n", "req/base.txt": "numpy==2.3.2\n"}
SPEAKING = {**RUNTIME, NAME: "numpy==2.3.2\n-r req/base.txt\n"}


@pytest.mark.parametrize(
    "files",
    [
        {NAME: "-c limits.txt\nnumpy\n", "limits.txt": "numpy<3\n"},
        {f"binder/{NAME}": "-r ../req/base.txt\n-e .\n./lib\n", "req/base.txt": "",
         "setup.py": "", "lib/pyproject.toml": PROJECT},
        {NAME: "-r req/a.txt\n", "req/a.txt": "-r b.txt\n-e ./lib\n", "req/b.txt": "",
         "lib/setup.py": ""},
        {NAME: "-r /home/jovyan/a.txt\n/home/jovyan/lib\n", "a.txt": "", "lib/setup.py": ""},
        {NAME: "./wheels/a-1-py3-none-any.whl\n", "wheels/a-1-py3-none-any.whl": ""},
        {NAME: "-r https://example.org/a.txt\nhttps://example.org/a.zip\n"},
        {NAME: "-f wheels\n--find-links=../wheels\nnumpy\n"},
        {NAME: "./windows; sys_platform == 'win32'\n"},
        {NAME: "-r ${FOLDER}/a.txt\n"},
        {NAME: "/usr/share/package\n/opt/package.whl\n"},
        {NAME: "numpy", "dev.txt": "-r missing.txt\n"},
        {"binder/environment.yml": f"{CONDA}-r more.txt\n  - -e ..\n", "binder/more.txt": "",
         "pyproject.toml": PROJECT},
        {"environment.yml": f"{CONDA}./lib[x]\n", "lib/pyproject.toml": PROJECT},
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, {**RUNTIME, **files})


def test_quiet_about_submodules_and_links(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("-e ./lib/sub\n-e lib/sub/x\n./link\n-r link/a.txt\n")
    (tmp_path / "lib" / "sub").mkdir(parents=True)
    (tmp_path / "link").symlink_to("lib/sub")
    tree = Tree(tmp_path, frozenset({NAME, "lib/sub", "link"}))
    assert not list(check(Project(tree=tree)))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("-r dev.txt", "`dev.txt` is not in the repository."),
        ("-c limits.txt", "`limits.txt` is not in the repository."),
        ("-r ../x.txt", "`-r ../x.txt` leads out of the repository"),
        ("-r /home/me/x.txt", "`-r /home/me/x.txt` leads out of the repository"),
        ("./missing", "`missing` is not in the repository."),
        ("-e missing", "`missing` is not in the repository."),
        ("a/b.whl", "`a/b.whl` is not in the repository."),
        ("-e .", "The folder `.` holds neither `setup.py` nor `pyproject.toml`"),
        ("./plain", "The folder `plain` holds neither `setup.py` nor `pyproject.toml`"),
        ("./plain/a.py", "`plain/a.py` is a file"),
        ("..", "`..` leads out of the repository"),
    ],
)
def test_speaks_once(judge_files: Judge, line: str, words: str) -> None:
    files = {**RUNTIME, NAME: f"numpy==2.3.2\n  {line}\n", "plain/a.py": ""}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 3)
    assert finding.message.endswith(" pip stops there, and the build fails.")
    assert words in finding.message


@pytest.mark.parametrize(
    ("path", "files", "fix"),
    [
        (NAME, {"-r dev.txt": "req/dev.txt"}, "Write `-r req/dev.txt`."),
        (NAME, {"-r Dev.txt": "dev.txt"}, "Write `-r dev.txt`."),
        (f"binder/{NAME}", {"-r req/dev.txt": "req/dev.txt"}, "Write `-r ../req/dev.txt`."),
        (f"binder/{NAME}", {"./lib": "src/lib/setup.py"}, "Write `./src/lib`."),
        (NAME, {"-e .\\lib": "x"}, "Write the path with `/`; Binder runs Linux."),
        (NAME, {".\\lib": "x"}, "Write the path with `/`; Binder runs Linux."),
        (NAME, {".\\lib": "lib/setup.py"}, "Write `./lib`."),
        (NAME, {"./a.txt": "a.txt"}, "Write `-r a.txt`, if it lists packages, or delete the line."),
        (NAME, {"-r x.txt": "y.txt"}, "Add `x.txt` to the repository, or delete the line."),
    ],
)
def test_the_mend(judge_files: Judge, path: str, files: dict[str, str], fix: str) -> None:
    ((line, other),) = files.items()
    folder = path.rpartition("/")[0]
    runtime = {f"{folder}/runtime.txt" if folder else "runtime.txt": "python-3.12"}
    (finding,) = judge_files(RULE, {**runtime, path: f"{line}\n", other: ""})
    assert finding.fix == fix


def test_from_a_conda_list(judge_files: Judge) -> None:
    files = {"binder/environment.yml": f"{CONDA}-e .\n", "pyproject.toml": PROJECT}
    (finding,) = judge_files(None, files)
    assert finding.location == Location("binder/environment.yml", 6, 5)
    assert "The folder `binder` holds neither" in finding.message


def test_in_an_included_file(judge_files: Judge) -> None:
    files = {NAME: "-r req/a.txt\n", "req/a.txt": "numpy==2.3.2\n-r req/b.txt\n", "req/b.txt": ""}
    (finding,) = judge_files(None, {**RUNTIME, **files})
    assert finding.location == Location("req/a.txt", 2, 1)
    assert finding.fix == "Write `-r b.txt`."


def test_what_is_not_committed(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("-r dev.txt\n")
    (tmp_path / "dev.txt").write_text("numpy\n")
    (finding,) = check(Project(tree=Tree(tmp_path, frozenset({NAME}))))
    assert finding.fix == "Commit it: `git add dev.txt`."


def test_a_path_that_many_lines_name_is_one_finding(judge_files: Judge) -> None:
    assert len(judge_files(RULE, {**RUNTIME, NAME: "-r a.txt\n-r a.txt\n-r ./a.txt\n"})) == 1


def test_a_name_that_no_disk_takes(judge_files: Judge) -> None:
    assert len(judge_files(RULE, {**RUNTIME, NAME: f"-r {'a' * 3000}\n./{'b/' * 1500}\n"})) == 2
