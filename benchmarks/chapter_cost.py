"""Where the time goes that reading notebooks takes, and what a large notebook costs.

    python benchmarks/chapter_cost.py [CLONES] [--megabytes 50] [--runs 5]

With the folder of clones of `corpus.toml`, processor time is told by stage for its `.ipynb`, which
are all in memory. Without it, only a notebook with large outputs is made: reading it for all that it
needs is timed beside `json.load`, each in a process of its own, in turns. The ratio counts only what
comes after the modules are loaded.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import notebooks, repositories  # noqa: E402
from sphinx_binderhub.notebook import read_notebook  # noqa: E402
from sphinx_binderhub.notebook.formats.ipynb import read_ipynb  # noqa: E402
from sphinx_binderhub.notebook.gathering import gather  # noqa: E402
from sphinx_binderhub.notebook.records import Script  # noqa: E402

READING = {
    "json.load": """
import json, sys, time
start = time.process_time()
with open(sys.argv[1], encoding="utf-8") as file:
    json.load(file)
print(time.process_time() - start)
""",
    "read_notebook": """
import sys, time
from sphinx_binderhub.notebook import read_notebook
read_notebook(b'{"cells": [{"cell_type": "code", "source": "import a\\\\n!ls"}]}', "a.ipynb")
start = time.process_time()
with open(sys.argv[1], "rb") as file:
    notebook = read_notebook(file.read(), "a.ipynb")
assert notebook.imports, notebook
print(time.process_time() - start)
""",
}


def main() -> None:
    """Time, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path, nargs="?")
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    if given.clones:
        stages(given.clones, given.runs)
    large(given.megabytes, given.runs)


def stages(clones: Path, runs: int) -> None:
    """Print the time of each stage, and of the standard library's json in its place."""
    found = [one for repository in repositories() for one in notebooks(clones, repository)]
    sources = [one.content for one in found if not one.is_text]
    texts = [(one.content, one.path) for one in found if one.is_text]
    scripts = [one for one in map(read_ipynb, sources) if isinstance(one, Script)]
    rows: dict[str, Callable[[], Iterable[Any]]] = {
        "json.loads, of them all": lambda: map(json.loads, sources),
        "the cells of all": lambda: map(read_ipynb, sources),
        "imports alone": lambda: (gather(one, imports_only=True) for one in scripts),
        "all that they need": lambda: map(gather, scripts),
        "text notebooks, for all": lambda: (read_notebook(*one) for one in texts),
    }
    size = sum(map(len, sources)) / 1e6
    print(
        f"{len(sources)} .ipynb ({size:.0f} MB), {len(texts)} text notebooks, least of {runs} runs"
    )
    for name, work in rows.items():
        print(f"  {name:28}{1000 * min(_timed(work) for _ in range(runs)):8.1f} ms")


def _timed(work: Callable[[], Iterable[Any]]) -> float:
    start = time.process_time()
    for _ in work():
        pass
    return time.process_time() - start


def large(megabytes: int, runs: int) -> None:
    """Print what a notebook with large outputs costs beside `json.load`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.ipynb"
        path.write_text(json.dumps(_notebook(megabytes), indent=1), "utf-8")
        times = {name: [_spent(code, path) for _ in range(runs)] for name, code in READING.items()}
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    print(f"a notebook of {megabytes} MB, medians of {runs} runs")
    for name, seconds in medians.items():
        print(f"  {name:28}{1000 * seconds:8.1f} ms")
    print(f"  ratio {medians['read_notebook'] / medians['json.load']:.2f}")


def _notebook(megabytes: int) -> dict[str, Any]:
    """Return a notebook with a picture below every tenth cell."""
    cells = []
    for number in range(200):
        cell = {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": []}
        cells.append({**cell, "source": ["import numpy\n", f"numpy.ones({number})\n"]})
    picture = "iVBORw0KGgo" * (megabytes * 1024 * 1024 // 20 // 11)
    for cell in cells[::10]:
        data = {"image/png": picture, "text/plain": ["<Figure>"]}
        cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]  # type: ignore[assignment]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2}


def _spent(code: str, path: Path) -> float:
    command = [sys.executable, "-c", code, str(path)]
    return float(subprocess.run(command, check=True, capture_output=True).stdout)


if __name__ == "__main__":
    main()
