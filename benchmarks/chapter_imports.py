"""Imports of public course notebooks: ours beside a referee's, deptry's and FawltyDeps', and the time.

    python benchmarks/corpus.py > clone.sh        # how the folder of clones is made
    python benchmarks/chapter_imports.py CLONES [--tools FOLDER] [--runs 9] [--list]
    python benchmarks/chapter_imports.py CLONES --others [--list]

Needs the extra `test` (Jupytext, IPython). The corpus is that of `corpus.toml`. deptry and
FawltyDeps are taken from `FOLDER/deptry` and `FOLDER/fawltydeps`, the `bin` of an environment of
their own, or left out.

- The referee (`tests/referee/notebooks.py`) uses nothing of this project. A pair is a notebook and a
  module in full (`a.b`). Pairs of ours in cells that the referee cannot parse are counted apart.
- The other tools read `.ipynb` only and tell top-level modules; so that part counts pairs of an
  `.ipynb` and a top-level module that does not come with Python. All read the same folder: the
  corpus' `.ipynb`, as a git repository with a requirements.txt. Where pairs are counted, deptry is
  given an empty one: it tells only what is missing.
- Times are those of whole processes from a cold start, in turns. `imports` is `check --select
  import-missing`, `everything` is `check` with all rules.
- `--others` asks the referee alone, about every clone in the folder, at its `HEAD`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.corpus import Repository, Source, notebooks, repositories  # noqa: E402
from benchmarks.processes import Cost, in_turns, least, median  # noqa: E402
from sphinx_binderhub.notebook import Import, read_notebook  # noqa: E402
from tests.referee.notebooks import Verdict, judge  # noqa: E402

REQUIREMENTS = "numpy\npandas\nmatplotlib\nscipy\nscikit-learn\n"
Pairs = set[tuple[str, str]]


def main() -> None:
    """Judge, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clones", type=Path)
    parser.add_argument("--tools", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--list", action="store_true", help="print each pair that is not the same")
    parser.add_argument("--others", action="store_true", help="judge any clones")
    given = parser.parse_args()
    if given.others:
        others(given.clones, given.list)
        return
    sources = [one for repository in repositories() for one in notebooks(given.clones, repository)]
    verdicts = {_path(source): _verdict(source) for source in sources}
    compare(((source, verdicts[_path(source)]) for source in sources), given.list)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "course"
        write(root, sources)
        theirs = third_party(
            (path, module)
            for path, one in verdicts.items()
            if path.endswith(".ipynb")
            for module in one.modules
        )
        tools = {"sphinx-binderhub": ours(root)}
        if given.tools:
            tools["deptry"] = deptry(given.tools.resolve(), root)
            tools["FawltyDeps"] = fawltydeps(given.tools.resolve(), root)
        apart = {
            path: _apart(path, verdicts[path], root) for path in verdicts if path.endswith(".ipynb")
        }
        costs = in_turns(_commands(given.tools), root, given.runs)
        show(theirs, tools, apart, costs, given.list)


def others(clones: Path, listed: bool) -> None:
    """Compare on whatever clones there are."""
    folders = (one for one in sorted(clones.iterdir()) if one.is_dir())
    found = (Repository(one.name, "HEAD", 0, 0) for one in folders)
    compare(_judged(one for each in found for one in notebooks(clones, each, whole=False)), listed)


def _judged(sources: Iterable[Source]) -> Iterator[tuple[Source, Verdict]]:
    """Yield each notebook with the verdict; one that the referee cannot read is named."""
    for source in sources:
        try:
            yield source, _verdict(source)
        except Exception as error:
            print(f"not read by the referee: {_path(source)} ({type(error).__name__})")


def _path(source: Source) -> str:
    return f"{source.repository.replace('/', '-')}/{source.path}"


def _verdict(source: Source) -> Verdict:
    return judge(source.content.decode("utf-8-sig"), source.path)


def compare(judged: Iterable[tuple[Source, Verdict]], listed: bool) -> None:
    """Print how far our pairs are the referee's, for each kind of notebook."""
    rows = {False: [0] * 6, True: [0] * 6}
    cells, repositories_seen = 0, set()
    for source, verdict in judged:
        repositories_seen.add(source.repository)
        row = rows[source.is_text]
        cells += len(verdict.unparsed)
        notebook = read_notebook(source.content, source.path)
        imports = notebook.imports if notebook else ()
        alone = read_notebook(source.content, source.path, imports_only=True)
        if alone and not _same(imports, alone.imports, verdict):
            print(f"not the same where imports are read alone: {_path(source)}")
        found = {one.module for one in imports if one.cell not in verdict.unparsed}
        only = {one.module for one in imports} - found - verdict.modules
        missed, false = verdict.modules - found, found - verdict.modules
        places = {
            (one.module, one.cell, one.line) for one in imports if one.cell not in verdict.unparsed
        }
        wrong = {one[:3] for one in verdict.seen if one.how != "typing" and one.line} - places
        for at, number in enumerate(
            (1, len(verdict.modules), len(missed), len(false), len(only), len(wrong))
        ):
            row[at] += number
        if listed:
            for name, ones in (
                ("missed", missed),
                ("false", false),
                ("apart", only),
                ("place", wrong),
            ):
                for one in sorted(ones):
                    print(f"{name}: {_path(source)}: {one}")
    print(
        "| Notebooks | Notebooks | Pairs | Missed | False | In cells that do not parse | Other place |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|")
    for is_text, row in rows.items():
        name = "text notebooks" if is_text else "`.ipynb`"
        print(f"| {name} | " + " | ".join(f"{number:,}" for number in row) + " |")
    print(
        f"\n{len(repositories_seen)} repositories; {cells} cells that the referee cannot parse.\n"
    )


def _same(one: Iterable[Import], other: Iterable[Import], verdict: Verdict) -> bool:
    """Tell whether two readings agree on the cells that parse."""
    ours, theirs = ([i for i in found if i.cell not in verdict.unparsed] for found in (one, other))
    return ours == theirs


def write(root: Path, sources: list[Source]) -> None:
    """Write and commit the `.ipynb` as one course."""
    for source in sources:
        if not source.is_text:
            path = root / _path(source)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.content)
    (root / "requirements.txt").write_text(REQUIREMENTS)
    for command in (
        ("init", "-q", "-b", "main"),
        ("remote", "add", "origin", "https://github.com/o/r.git"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *command], cwd=root, check=True)


def third_party(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Return the pairs by top-level module, without those of Python itself."""
    tops = ((path, module.partition(".")[0]) for path, module in pairs)
    return {(path, top) for path, top in tops if top not in sys.stdlib_module_names}


def ours(root: Path) -> Pairs:
    """Return the pairs in what `check` reports."""
    command = [sys.executable, "-m", "sphinx_binderhub", "check", "--format", "json"]
    report = json.loads(subprocess.run(command, cwd=root, capture_output=True, check=False).stdout)
    return third_party(
        (one["path"], found["module"]) for one in report["notebooks"] for found in one["imports"]
    )


def deptry(tools: Path, root: Path) -> Pairs:
    """Return the pairs that deptry finds missing where nothing is declared."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "none.txt").write_text("")
        command = [
            tools / "deptry",
            ".",
            "-rf",
            f"{folder}/none.txt",
            "-o",
            f"{folder}/report.json",
        ]
        subprocess.run(command, cwd=root, capture_output=True, check=False)
        report = json.loads((Path(folder) / "report.json").read_text())
    found = (one for one in report if one["error"]["code"] in {"DEP001", "DEP003", "DEP004"})
    return third_party((one["location"]["file"], one["module"]) for one in found)


def fawltydeps(tools: Path, root: Path) -> Pairs:
    """Return the pairs that FawltyDeps lists."""
    command = [tools / "fawltydeps", "--list-imports", "--json", "."]
    done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    found = json.loads(done.stdout)["imports"]
    return third_party((one["source"]["path"], one["name"]) for one in found)


def _apart(path: str, verdict: Verdict, root: Path) -> set[str]:
    """Return the top-level modules that we find only in cells which the referee cannot parse."""
    notebook = read_notebook((root / path).read_bytes(), path)
    imports = notebook.imports if notebook else ()
    return {one.top for one in imports if one.cell in verdict.unparsed}


def _commands(tools: Path | None) -> dict[str, list[str]]:
    check = [sys.executable, "-m", "sphinx_binderhub", "check"]
    commands = {"imports": [*check, "--select", "import-missing"], "everything": check}
    if tools:
        folder = tools.resolve()
        commands["deptry"] = [str(folder / "deptry"), "."]
        commands["FawltyDeps"] = [str(folder / "fawltydeps"), "--check-undeclared", "."]
    return commands


def show(
    theirs: Pairs,
    tools: dict[str, Pairs],
    apart: dict[str, set[str]],
    costs: dict[str, list[Cost]],
    listed: bool,
) -> None:
    """Print the table of the tools, and the ratios."""
    print("| Tool | Pairs found | Missed | False | Notebooks lost | Wall, s | Processor, s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    asked = {path for path, _ in theirs}
    for name, pairs in tools.items():
        false = {(path, top) for path, top in pairs - theirs if top not in apart.get(path, set())}
        lost = asked - {path for path, _ in pairs}
        names = ["imports", "everything"] if name == "sphinx-binderhub" else [name]
        walls = " / ".join(f"{median(costs[one]).wall:.2f}" for one in names)
        cpus = " / ".join(f"{median(costs[one]).cpu:.2f}" for one in names)
        figures = f"{len(pairs & theirs):,} | {len(theirs - pairs):,} | {len(false)} | {len(lost)}"
        print(f"| {name} | {figures} | {walls} | {cpus} |")
        for pair in sorted(false) if listed else ():
            print(f"false, {name}: {pair}")
    print(
        f"\n{len(theirs):,} pairs of third parties in {len(apart)} `.ipynb`; medians of {len(costs['imports'])} runs."
    )
    for one, ones in costs.items():
        print(f"{one:12} least wall {least(ones).wall:.2f} s, processor {least(ones).cpu:.2f} s")
    for other in ("deptry", "FawltyDeps"):
        for one in ("imports", "everything") if other in costs else ():
            wall, cpu = (
                a / b for a, b in zip(median(costs[one]), median(costs[other]), strict=True)
            )
            print(f"{one} / {other}: wall {wall:.2f}, processor {cpu:.2f}")


if __name__ == "__main__":
    main()
