"""What the extension costs a build, metered in the process, beside sphinx-book-theme's buttons.

Run by hand: `make benchmark`, or `python benchmarks/build_cost.py [--pages 1000 200]`. Two books are
generated, one on alabaster, where nothing hides, one on sphinx-book-theme with its launch buttons.
Each is built, built again with one notebook changed, and once more with nothing changed. Every connected handler, visitor and transform is timed with the CPU clock of the process; whole
builds cannot resolve differences of some tenths of a millisecond a page.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

THEMES = {
    "alabaster": 'html_theme = "alabaster"\n',
    "sphinx_book_theme": 'html_theme = "sphinx_book_theme"\nhtml_theme_options = {\n'
    '    "repository_url": "https://github.com/o/r", "repository_branch": "main",\n'
    '    "launch_buttons": {"binderhub_url": "https://mybinder.org"},\n}\n',
}
BADGES = (
    "place_badge",
    "visit_html",
    "ResolveLinks.run",
    "align_theme_buttons",
    "pages_to_rewrite",
)
THEME_BUTTONS = "sphinx_book_theme.header_buttons.launch"
LOADING = "loading of modules"
BUILDS = ("first build", "one changed", "nothing changed")


def main() -> None:
    """Build each book in a process of its own, and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs=2, default=[1000, 200])
    parser.add_argument("--meter", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.meter:
        meter(options.meter)
        return
    figures = {theme: run(theme, pages) for theme, pages in zip(THEMES, options.pages, strict=True)}
    for theme, pages in zip(THEMES, options.pages, strict=True):
        show(theme, pages, *figures[theme])
    compare(options.pages, figures)


def run(theme: str, pages: int) -> list[dict[str, Any]]:
    """Build a generated book three times and return the figures of the builds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_book(root, theme, pages)
        command = [sys.executable, __file__, "--meter", str(root)]
        figures = []
        for build in BUILDS:
            if build == "one changed":
                (root / "book" / "n0.ipynb").write_text(notebook(0, "\nimport json"))
            done = subprocess.run(command, check=True, capture_output=True)
            figures.append(json.loads(done.stdout))
        return figures


def write_book(root: Path, theme: str, pages: int) -> None:
    """Write a course in a git repository: half notebooks, three tenths text notebooks, the rest plain."""
    (root / "book").mkdir()
    for number in range(pages):
        name, text = page(number)
        (root / "book" / name).write_text(text)
        if name.endswith(".md") and "jupytext" in text:
            (root / "book" / f"{name[:-3]}.ipynb").write_text(notebook(number))
    (root / "book" / "data").mkdir()
    (root / "book" / "data" / "arrivals.csv").write_text("hour,count\n1,2\n")
    conf = (
        'project = "Course"\nextensions = ["myst_nb", "sphinx_binderhub"]\n'
        'nb_execution_mode = "off"\nexclude_patterns = ["t*.ipynb"]\n'
    )
    (root / "book" / "conf.py").write_text(conf + THEMES[theme])
    (root / "book" / "index.md").write_text("# Course\n\n```{toctree}\n:glob:\n\n*\n```\n")
    packages = "".join(f"  - {name}=1.0\n" for name in ("numpy", "pandas", "matplotlib", "scipy"))
    (root / "environment.yml").write_text(
        f"channels: [conda-forge]\ndependencies:\n  - python=3.12\n{packages}"
    )
    for command in (
        "init --quiet --initial-branch=main",
        "remote add origin https://github.com/o/r",
        "add --all",
        "-c user.name=B -c user.email=b@example.org commit --quiet --message=All",
    ):
        subprocess.run(["git", *command.split()], cwd=root, check=True)


def page(number: int) -> tuple[str, str]:
    """Return name and text of one page."""
    kind = number % 10
    if kind < 5:
        return f"n{number}.ipynb", notebook(number)
    if kind < 8:
        header = (
            "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n"
            "kernelspec:\n  name: python3\n  display_name: Python 3\n  language: python\n---\n"
        )
        cells = "".join(f"\n```{{code-cell}}\n{code}\n```\n" for code in CODE)
        return f"t{number}.md", f"{header}# Text notebook {number}\n\n{WORDS}\n{cells}"
    return f"p{number}.md", f"# Plain page {number}\n\n{WORDS}\n\n## More\n\n{WORDS}\n"


WORDS = "Arrivals differ by hour and by day of the week; a mean hides that. " * 8
CODE = (
    "import numpy as np\nimport pandas as pd\nfrom matplotlib import pyplot as plt",
    "rng = np.random.default_rng(42)\nx = rng.normal(size=100)\nx.mean()",
    "frame = pd.DataFrame({'x': x})\nframe.describe()",
    "arrivals = pd.read_csv('data/arrivals.csv')\narrivals.to_csv('copy.csv')\n!ls *.csv",
    "%%time\nwith open('copy.csv') as file:\n    first = file.readline()",
    "%matplotlib inline\nplt.plot(x);",
    "def rolling(values, width=7):\n    return pd.Series(values).rolling(width).mean()\n",
)


def notebook(number: int, more: str = "") -> str:
    """Return a notebook with some prose, code and an output."""
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": f"# Notebook {number}\n\n{WORDS}"}
    ]
    for code in (CODE[0] + more, *CODE[1:]):
        output = {"output_type": "stream", "name": "stdout", "text": "0.123\n" * 20}
        cells.append(
            {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [output],
             "source": code.splitlines(keepends=True)}
        )  # fmt: skip
    for index, cell in enumerate(cells):
        cell["id"] = f"c{index}"
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "pygments_lexer": "ipython3"},
    }
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


class Meter:
    """CPU time by name of what was called, and how often."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def metered(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                self.seconds[name] += time.process_time() - start
                self.calls[name] += 1

        return metered


def meter(root: Path) -> None:
    """Build the book in this process with everything metered, and print the figures as JSON."""
    import os

    from sphinx.application import Sphinx

    os.environ.pop("CI", None)
    clock = Meter()
    _meter_git(clock)
    sys.stdout, result = open(os.devnull, "w"), sys.stdout  # noqa: SIM115
    wall, cpu = time.perf_counter(), time.process_time()
    book = root / "book"
    app = Sphinx(str(book), str(book), str(root / "out"), str(root / "trees"), "html", status=None)
    _meter_handlers(clock, app)
    _meter_writing(clock, app)
    clock.wrap(LOADING, _load)()
    app.build()
    figures = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "seconds": clock.seconds,
        "calls": clock.calls,
        "python": sys.version.split()[0],
        "sphinx": __import__("sphinx").__version__,
    }
    print(json.dumps(figures), file=result)


def _load() -> None:
    """Load what is loaded when it is first needed; it costs the same for one page and for many."""
    from sphinx_binderhub import rules
    from sphinx_binderhub.notebook import read_notebook

    for rule in rules.all_rules():
        getattr(rule, "check")  # noqa: B009 - it loads the rule
    read_notebook(notebook(0), "a.ipynb")


def _meter_git(clock: Meter) -> None:
    """Count what git is asked, and time what runs before the handlers can be wrapped."""
    from sphinx_binderhub import site
    from sphinx_binderhub.repository import git

    git.ask = clock.wrap("git (inside the others)", git.ask)
    site.derive_project = clock.wrap("derive_project", site.derive_project)


def _meter_handlers(clock: Meter, app: Any) -> None:
    for name, listeners in app.events.listeners.items():
        for index, listener in enumerate(listeners):
            handler = listener.handler
            module = getattr(handler, "__module__", "")
            if module.startswith(("sphinx_binderhub", THEME_BUTTONS)):
                wrapped = clock.wrap(f"{module}:{handler.__name__}", handler)
                app.events.listeners[name][index] = listener._replace(handler=wrapped)


def _meter_writing(clock: Meter, app: Any) -> None:
    from sphinx_binderhub.badges import collector
    from sphinx_binderhub.badges.writers import ResolveLinks

    handlers = app.registry.translation_handlers["html"]
    visit, depart = handlers["binder_badge"]
    handlers["binder_badge"] = (clock.wrap("visit_html", visit), depart)
    ResolveLinks.run = clock.wrap("ResolveLinks.run", ResolveLinks.run)  # type: ignore[method-assign]
    collector.place_badge = clock.wrap("place_badge", collector.place_badge)


def show(theme: str, pages: int, *builds: dict[str, Any]) -> None:
    """Print the table of one book."""
    print(f"\n{theme}, {pages} pages; Python {builds[0]['python']}, Sphinx {builds[0]['sphinx']}")
    print(f"{'':58}" + "".join(f"{label:>22}" for label in BUILDS))
    print(f"{'whole build, CPU s':58}" + "".join(f"{build['cpu']:22.2f}" for build in builds))
    for name in sorted(builds[0]["seconds"], key=builds[0]["seconds"].get, reverse=True):
        row = "".join(
            f"{1000 * build['seconds'].get(name, 0):13.2f} ms {build['calls'].get(name, 0):5}x"
            for build in builds
        )
        print(f"  {name:56}{row}")
    for build, label in zip(builds, BUILDS, strict=True):
        ours = extension(build)
        print(
            f"  the extension, {label}: {1000 * ours:.1f} ms, of which "
            f"{1000 * build['seconds'][LOADING]:.1f} ms for its modules; "
            f"{1000 * ours / pages:.3f} ms a page, {100 * ours / build['cpu']:.2f} % of the build"
        )


def extension(build: dict[str, Any]) -> float:
    """Return the CPU seconds of everything that is ours; what runs inside other parts counts once."""
    inside = ("git (inside", "place_badge", THEME_BUTTONS)
    return sum(time for name, time in build["seconds"].items() if not name.startswith(inside))


def compare(pages: list[int], figures: dict[str, list[dict[str, Any]]]) -> None:
    """Print what the issue asks: badges beside the theme's buttons, a page each."""
    book = figures["sphinx_book_theme"][0]
    theirs = sum(t for name, t in book["seconds"].items() if name.startswith(THEME_BUTTONS))
    theirs = 1000 * theirs / pages[1]
    print(f"\nthe theme's launch buttons: {theirs:.3f} ms a page")
    for theme, count in zip(THEMES, pages, strict=True):
        seconds = figures[theme][0]["seconds"]
        ours = sum(t for name, t in seconds.items() if name.rpartition(":")[2] in BADGES)
        ours = 1000 * ours / count
        print(f"our badges on {theme}: {ours:.3f} ms a page, ratio {ours / theirs:.2f}")


if __name__ == "__main__":
    main()
