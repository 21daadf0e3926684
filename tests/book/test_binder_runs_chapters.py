"""Run every notebook as Binder would: tracked files only, the pinned environment only.

What Binder's base image brings is reduced to what runs a notebook (ipykernel and nbclient). The
rest comes from ``binder/requirements.txt``. A file that was never added to git is missing here,
as it would be on Binder.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).resolve().parents[2]
BASE_IMAGE = ["ipykernel", "nbclient"]
CELL_TIMEOUT = 120  # seconds

# Runs inside the fresh environment: execute one notebook in its own folder, keep no output.
RUNNER = """
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

path = Path(sys.argv[1])
notebook = nbformat.read(path, as_version=4)
client = NotebookClient(
    notebook,
    timeout=int(sys.argv[2]),
    kernel_name="python3",
    resources={"metadata": {"path": str(path.parent)}},
)
try:
    client.execute()
except CellExecutionError as error:
    sys.exit(f"a cell of {path.name} failed:\\n{error}")
executed = [cell for cell in notebook.cells if cell.cell_type == "code"]
print(f"{path.name}: {len(executed)} code cells ran")
"""


class Binder(NamedTuple):
    """A copy of the repository and an environment built for it."""

    tree: Path
    python: Path
    environment: dict[str, str]
    remark: str


def tracked_files() -> list[str]:
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        return []
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, check=True, capture_output=True
    )
    return [os.fsdecode(name) for name in listing.stdout.split(b"\0") if name]


TRACKED = tracked_files()
CHAPTERS = [
    name
    for name in TRACKED
    if name.startswith("book/") and name.endswith(".ipynb") and (REPOSITORY / name).exists()
]


def find_python(wanted: str) -> tuple[str, str]:
    """Return an interpreter of version ``wanted``, and a remark if there is none."""
    if wanted == f"{sys.version_info.major}.{sys.version_info.minor}":
        return sys.executable, ""
    candidates = [shutil.which(f"python{wanted}")]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates += [str(path) for path in sorted(pyenv.glob(f"versions/{wanted}.*/bin/python"))]
    for candidate in filter(None, candidates):
        # A shim may exist for a version that is not selected: only one that runs will do.
        asked = subprocess.run(
            [candidate, "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
        )
        if asked.returncode == 0 and asked.stdout.strip() == wanted:
            return candidate, ""
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    return sys.executable, f"no Python {wanted} here: Python {running} was used instead"


def run(command: list[str], **options: object) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        pytest.fail(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}", pytrace=False)


@pytest.fixture(scope="module")
def binder(tmp_path_factory: pytest.TempPathFactory) -> Binder:
    tree = tmp_path_factory.mktemp("binder") / "tree"
    for name in TRACKED:
        source = REPOSITORY / name
        if source.is_file():
            target = tree / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    runtime = (tree / "binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    match = re.fullmatch(r"python-(\d+\.\d+)", runtime)
    assert match, f"binder/runtime.txt says {runtime!r}"
    interpreter, remark = find_python(match[1])

    folder = tree.parent / "venv"
    run([interpreter, "-m", "venv", str(folder)])
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*install, "-r", str(tree / "binder" / "requirements.txt"), *BASE_IMAGE])

    # Nothing of the machine may leak in: no user site, no PYTHONPATH, no kernels of the user.
    private = tree.parent / "home"
    private.mkdir()
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "JUPYTER", "IPYTHON", "MPL", "VIRTUAL_ENV", "COVERAGE"))
    }
    environment.update(
        PYTHONNOUSERSITE="1",
        HOME=str(private),
        JUPYTER_DATA_DIR=str(private / "jupyter"),
        JUPYTER_CONFIG_DIR=str(private / "jupyter-config"),
        IPYTHONDIR=str(private / "ipython"),
        MPLCONFIGDIR=str(private / "matplotlib"),
    )
    return Binder(tree, python, environment, remark)


@pytest.mark.skipif(not TRACKED, reason="not a git checkout: nothing says what is tracked")
def test_the_book_has_tracked_chapters() -> None:
    assert len(CHAPTERS) >= 4


@pytest.mark.parametrize("name", CHAPTERS)
def test_chapter_runs(name: str, binder: Binder) -> None:
    if binder.remark:
        print(binder.remark)  # noqa: T201
    path = binder.tree / name
    done = subprocess.run(
        [str(binder.python), "-c", RUNNER, str(path), str(CELL_TIMEOUT)],
        cwd=path.parent,
        env=binder.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{name}: {binder.remark}\n{done.stdout}\n{done.stderr}", pytrace=False)
    assert "code cells ran" in done.stdout
