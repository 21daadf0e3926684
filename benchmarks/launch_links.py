"""Whose launch links are right: those of sphinx-book-theme, or ours, on public course books.

Run by hand, with a Python that has Jupyter Book 1 and its theme (`jupyter-book==1.0.4`, as in tox's
environment `jupyterbook`):

    python benchmarks/launch_links.py [--json FILE] DIRECTORY...

Each DIRECTORY is a clone of a book as its author has it: `origin` is the book's home, and what the
default branch of `origin` holds is checked out. Nothing is built or executed, and nothing but the
clones is read. For every page of a book that is a notebook, three parties answer:

- the theme: its own function makes the button, from the configuration that Jupyter Book's own
  function makes of `_config.yml`. Counted is the Binder button, else the JupyterHub button; a
  button for Colab alone brings no environment, and is none here.
- ours: `sphinx_binderhub` with nothing set but what the book has.
- the judge, which uses neither: `tests/referee` takes a link apart on both front ends of BinderHub,
  and git says what there is. A link is right if it leads to the repository that is `origin`, to
  `HEAD` or a branch of it, and to the page's own file there. A text notebook has to open as a
  notebook: its `.ipynb` sibling, or the text itself where the environment declares jupytext and the
  link names the viewer. Where such a link takes `tree/` or `notebooks/` and names none, the server
  chooses, and the versions of Jupyter differ; that is right in doubt, for both alike.

Counted apart are the books that configured no launch; those whose configuration names another
repository than `origin`, which can be an old name that the host still redirects, as no clone can
tell; and the pages for which no link is possible (text notebooks with neither of the two).

The books it was last run on are printed by `--books`. For the same figures, the default branch of
each clone and of its `origin` (`git update-ref refs/remotes/origin/BRANCH`) has to be at the commit.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import fnmatch
import io
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sphinx_binderhub.book import find_book  # noqa: E402
from sphinx_binderhub.project import Project  # noqa: E402
from sphinx_binderhub.providers import UnlaunchableError  # noqa: E402
from tests.referee import Rejected, take_apart  # noqa: E402
from tests.referee.browser import parse  # noqa: E402
from tests.referee.front_end import SERVER  # noqa: E402
from tests.referee.jupyter import view  # noqa: E402

BOOKS = """
aeturrell/coding-for-economists e1101602c3
akiralab/jupyter-book-python 77fddf02bc
alan-turing-institute/rds-course 0579491093
ANU-RSES-Education/EMSC-4033 640eda7e5d
astroML/astroML-notebooks 37e1c80261
Automating-GIS-processes/site ade03593b6
ccha23/cs1302i21a 52ad875cc4
ccha23/CS1302ICP 80907dae8d
ccha23/miml 6a41de1c0b
cghiaus/dm4bem_book 926b8ba6ac
cooperrc/computational-mechanics 6d406847b2
dankovacek/Engineering_Hydrology_Notebooks 91416885ea
darribas/gds_course 13c3c79705
data-8/textbook c4089f9d2a
ddmms/camml-tutorials 5f8e1e59e6 https://gitlab.com/cam-ml/tutorials.git
drsamchong/c3d-book b8938534d0
DS-100/textbook 8c08ee36f2
ds-modules/ecc-textbook 10be2d5ae1
earth-env-data-science/earth-env-data-science-book c279e1b1b7
executablebooks/quantecon-mini-example 46e9424dd8
fneum/data-science-for-esm 9431b518be
geo-python/site 1515e9b1dd
hbrs-cse/Modellbildung-und-Simulation c3a04ef074
health-data-science-OR/coding-for-ml 49ba0ce425
ICESAT-2HackWeek/website2022 10229090a9
jckantor/ND-Pyomo-Cookbook 1bacc68f4d
ljchang/dartbrains 54b3cb0433
Mark-Kramer/Case-Studies-Python 060e67e810
matheusfacure/python-causality-handbook 3e974d311a
melaniewalsh/Intro-Cultural-Analytics f982afd084
mobook/MO-book bbf6cc0e94
naturalistic-data-analysis/naturalistic_data_analysis 88bd227415
nipraxis/textbook f06e7a327e
norse/notebooks 3306adb613
OGGM/training-lahore 133590a32a
OGGM/tutorials 52f9628a12
phlippe/uvadlc_notebooks 0da8037c7a
ProjectPythia/dask-cookbook 3db3a5a8b6
ProjectPythia/kerchunk-cookbook c890147df8
ProjectPythia/pythia-foundations e85569673b
ProjectPythia/radar-cookbook 31190e78f9
QuantEcon/lecture-datascience.myst 5a054b8a04
QuantEcon/lecture-julia.myst 18877b5dd2
QuantEcon/lecture-python-intro b9316aa572
QuantEcon/lecture-python-programming.myst f365972c6a
snowex-hackweek/website-2022 17b397354e
spatialaudio/digital-signal-processing-lecture 539b141a0b
spatialaudio/signals-and-systems-lecture b944b62e39
swing-research/prbook 785e2efdaf
TeachBooks/learn-programming d76d525f74
TeachBooks/mirror_computational_modelling 42bc0f5aaf
TeachBooks/mirror_mude_book c00644e796 https://gitlab.tudelft.nl/mude/book.git
TeachBooks/mirror_teachbook_manual 1b4b4fb075 https://gitlab.tudelft.nl/interactivetextbooks-citg/jupyter-book-manual.git
UBC-DSCI/introduction-to-datascience-python 182b888b97
whitead/dmol-book 34ff3fcfdc
xarray-contrib/xarray-tutorial 54df4e2fc0
"""
"""Repository and commit; a third word is the `origin` of a book whose home is elsewhere."""

SUFFIXES = (".ipynb", ".md", ".rst")  # in the order in which Sphinx finds them
ALWAYS_EXCLUDED = ("**/_sources", ".#*", "**/.#*", "*.lproj/**")
RIGHT = "right"
IN_DOUBT = "right, if the server takes text for a notebook"


@dataclass(frozen=True)
class Page:
    """A page that is a notebook: its docname, and its source, which a link in the tree may lead to."""

    docname: str
    source: Path
    text: bool


@dataclass
class Verdicts:
    """What was found for one page; a link of None comes with the reason."""

    page: str
    possible: bool
    theme_url: str | None
    theme: str
    our_url: str | None
    ours: str


@dataclass
class Result:
    """All of one book. `launch` is what its configuration asks the theme for."""

    name: str
    commit: str
    origin: str
    launch: str
    moved: bool
    pages: list[Verdicts] = field(default_factory=list)

    def count(self, party: str) -> int:
        """Return how many pages have a right link, those in doubt among them."""
        return sum(getattr(page, party) in {RIGHT, IN_DOUBT} for page in self.pages)

    @property
    def possible(self) -> int:
        return sum(page.possible for page in self.pages)


def main() -> None:
    """Print the table, the totals and the ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("directories", metavar="DIRECTORY", nargs="*", type=Path)
    parser.add_argument("--json", metavar="FILE", type=Path, help="write every page's links")
    parser.add_argument("--books", action="store_true", help="print the list of books and stop")
    options = parser.parse_args()
    if options.books or not options.directories:
        print(BOOKS.strip())
        return
    logging.disable(logging.WARNING)
    results = []
    for directory in options.directories:
        result = compare(Clone(directory.resolve()))
        if result is None:
            print(f"{directory}: no Jupyter Book or Sphinx book in it", file=sys.stderr)
        elif result.pages:
            results.append(result)
    show(results)
    if options.json:
        options.json.write_text(json.dumps([asdict(result) for result in results], indent=1))


def compare(clone: Clone) -> Result | None:
    """Ask all three parties about every page of the book of `clone`."""
    book = find_configuration(clone)
    if book is None:
        return None
    theme = Theme(book)
    project = Project.of_book(find_book(clone.root, book.source))
    judge = Judge(clone)
    configured = book.theme_options.get("repository_url") or ""
    result = Result(
        clone.root.name,
        clone.git("rev-parse", "--short=10", "HEAD").strip(),
        clone.origin,
        theme.launch,
        moved=bool(theme.launch and configured and _home(configured) != _home(clone.origin)),
    )
    for page in book.pages():
        theirs, why_none = theme.link(page)
        ours, why_not = our_link(project, page)
        result.pages.append(
            Verdicts(
                page.source.relative_to(clone.root).as_posix(),
                judge.possible(page),
                theirs,
                judge.verdict(theirs, page) if theirs else f"none: {why_none}",
                ours,
                judge.verdict(ours, page) if ours else f"none: {why_not}",
            )
        )
    return result


def our_link(project: Project, page: Page) -> tuple[str | None, str]:
    """Return our link to a page, or `None` and why there is none."""
    try:
        return project.launch(project.path_of(page.source)).url, ""
    except UnlaunchableError as error:
        return None, error.reason


class Clone:
    """A clone, as git knows it."""

    def __init__(self, directory: Path) -> None:
        self._start = directory
        self.root = directory
        self.root = Path(self.git("rev-parse", "--show-toplevel").strip())
        self.origin = self.git("remote", "get-url", "origin").strip()
        self.files = cache(self._files)

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def _files(self, ref: str) -> frozenset[str] | None:
        """Return the files of `HEAD` or of a branch of `origin`, or `None` for any other ref."""
        known = self.git("for-each-ref", "--format=%(refname)", "refs/remotes/origin").split()
        branch = f"refs/remotes/origin/{ref.removeprefix('refs/heads/')}"
        if branch not in known and ref != "HEAD":
            return None
        if branch not in known:
            branch = "HEAD"
        return frozenset(self.git("ls-tree", "-rz", "--name-only", branch).split("\0")) - {""}


@dataclass(frozen=True)
class Configuration:
    """A book as Sphinx is told of it: `values` are those of the configuration."""

    clone: Clone
    source: Path
    values: dict[str, Any]
    contents: Path | None = None
    problem: str = ""

    @cached_property
    def theme_options(self) -> dict[str, Any]:
        return self.values.get("html_theme_options") or {}

    @cached_property
    def uses_theme(self) -> bool:
        names = [self.values.get("html_theme"), *(self.values.get("extensions") or [])]
        return "sphinx_book_theme" in names

    def pages(self) -> Iterator[Page]:
        """Yield the notebooks that Sphinx would read, of them those of the table of contents."""
        listed = _listed(self.contents) if self.contents else ["*"]
        for docname, file in self._sources():
            source = self.source / file
            if any(fnmatch.fnmatch(docname, pattern) for pattern in listed):
                if source.suffix == ".ipynb":
                    yield Page(docname, source, text=False)
                elif source.suffix in self._text_formats or _is_text_notebook(source):
                    yield Page(docname, source, text=True)

    @property
    def _text_formats(self) -> tuple[str, ...]:
        """The suffixes that the book has jupytext read as notebooks."""
        return tuple(self.values.get("nb_custom_formats") or ())

    def _sources(self) -> Iterator[tuple[str, str]]:
        from sphinx.project import Project as Sources

        sources = Sources(str(self.source), SUFFIXES + self._text_formats)
        excluded = [*(self.values.get("exclude_patterns") or []), *ALWAYS_EXCLUDED]
        with contextlib.redirect_stderr(io.StringIO()):
            sources.discover(excluded)
        for docname in sorted(sources.docnames):
            yield docname, Path(sources.doc2path(docname, absolute=False)).as_posix()


def find_configuration(clone: Clone) -> Configuration | None:
    """Return the book of `clone` with the most pages that are notebooks."""
    found = []
    for path in sorted(clone.files("HEAD") or ()):
        file = clone.root / path
        if file.name == "_config.yml" and _contents(file):
            found.append(_jupyter_book(clone, file))
        elif file.name == "conf.py":
            found.append(_sphinx(clone, file))
    return max(found, key=lambda book: sum(1 for _ in book.pages()), default=None)


def _contents(file: Path) -> Path | None:
    """Return the table of contents beside a `_config.yml`; Jekyll's has none."""
    contents = file.with_name("_toc.yml")
    return contents if contents.is_file() else None


def _jupyter_book(clone: Clone, file: Path) -> Configuration:
    """Return the configuration that Jupyter Book makes of a `_config.yml`."""
    from jupyter_book.config import get_final_config

    # Some keep the file in a folder of its own, and build the folder above.
    listed = [name for name in _listed(file.with_name("_toc.yml")) if "*" not in name]
    folders = [file.parent, file.parent.parent]
    source = max(folders, key=lambda folder: sum(_source_at(folder, name) for name in listed))
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            values, _ = get_final_config(
                user_yaml=file, cli_config={"latex_individualpages": False}, sourcedir=None
            )
    except Exception as error:
        reason = f"Jupyter Book stops: {error}".partition("\n")[0]
        return Configuration(clone, source, {}, file.with_name("_toc.yml"), reason)
    return Configuration(clone, source, values, file.with_name("_toc.yml"))


def _source_at(folder: Path, name: str) -> bool:
    return any((folder / f"{name}{suffix}").is_file() for suffix in (*SUFFIXES, ".Rmd"))


def _listed(contents: Path) -> list[str]:
    """Return the docnames and patterns that a table of contents lists, in its old or new form."""
    names: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                collect(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key in {"file", "root"} and isinstance(item, str):
                    name = re.sub(r"\.(ipynb|md|rst|Rmd)$", "", item)
                    names.append(re.sub(r"([*?[])", r"[\1]", os.path.normpath(name)))
                elif key == "glob":
                    names.append(str(item))
                else:
                    collect(item)

    collect(yaml.safe_load(contents.read_text(encoding="utf-8")))
    return names


def _sphinx(clone: Clone, file: Path) -> Configuration:
    """Return the literal values of a `conf.py`, which is not run."""
    values = {}
    with contextlib.suppress(SyntaxError):
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                with contextlib.suppress(ValueError):
                    values[statement.targets[0].id] = ast.literal_eval(statement.value)
    return Configuration(clone, file.parent, values)


def _is_text_notebook(file: Path) -> bool:
    from myst_nb.core.read import is_myst_markdown_notebook

    text = file.read_text(encoding="utf-8", errors="replace")
    return file.suffix == ".md" and bool(is_myst_markdown_notebook(text))


class Theme:
    """The launch buttons of sphinx-book-theme, made by its own functions."""

    def __init__(self, book: Configuration) -> None:
        from sphinx_book_theme.header_buttons import update_context_with_repository_info

        self._book = book
        self._out = tempfile.TemporaryDirectory()
        self._context: dict[str, Any] = dict(book.values.get("html_context") or {})
        self._config = _Config(html_theme_options=book.theme_options, html_context=self._context)
        self._problem = book.problem
        if book.uses_theme:
            try:
                update_context_with_repository_info(SimpleNamespace(config=self._config))
            except Exception as error:
                self._problem = f"the build stops: {error}".partition("\n")[0]

    @property
    def launch(self) -> str:
        """What the book asks for: `Binder`, `JupyterHub`, or nothing."""
        buttons = self._book.theme_options.get("launch_buttons") or {}
        if not self._book.uses_theme and not self._problem:
            return ""
        if buttons.get("binderhub_url"):
            return "Binder"
        return "JupyterHub" if buttons.get("jupyterhub_url") else ""

    def link(self, page: Page) -> tuple[str | None, str]:
        """Return the link of the button on `page`, or `None` and why there is none."""
        if self._problem or not self.launch:
            return None, self._problem or "no launch is configured"
        try:
            buttons = self._buttons(page)
        except Exception as error:
            return None, f"the build stops: {error}".partition("\n")[0]
        links = {button["text"]: button.get("url") for button in buttons}
        link = links.get("Binder") or links.get("JupyterHub")
        return link, "" if link else "the theme makes no button"

    def _buttons(self, page: Page) -> list[dict[str, Any]]:
        from sphinx_book_theme.header_buttons import launch

        suffix = page.source.suffix
        app = SimpleNamespace(
            config=self._config,
            outdir=os.path.join(self._out.name, "html"),
            env=SimpleNamespace(
                doc2path=lambda _: str(page.source),
                metadata={page.docname: {"kernelspec": {}}},
            ),
        )
        context = self._context | {
            "pagename": page.docname,
            "page_source_suffix": suffix,
            "sourcename": page.docname + suffix,
            "header_buttons": [],
        }
        # Of a text notebook, the theme copies what the build executed, for a download.
        executed = Path(self._out.name, "jupyter_execute", page.docname).with_suffix(".ipynb")
        executed.parent.mkdir(parents=True, exist_ok=True)
        executed.touch()
        launch.add_launch_buttons(app, page.docname, "page.html", context, None)
        groups = context["header_buttons"]
        return groups[0]["buttons"] if groups else []


class _Config(SimpleNamespace):
    """Sphinx's configuration, which answers to attributes and to keys."""

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


class Judge:
    """Says of a link whether it opens a page's own file in its repository."""

    def __init__(self, clone: Clone) -> None:
        self._clone = clone

    @cached_property
    def _has_jupytext(self) -> bool:
        """Whether the environment names jupytext, which opens text as a notebook."""
        files = self._clone.files("HEAD") or frozenset()
        folders = {path.partition("/")[0] for path in files if "/" in path}
        folder = next((name for name in ("binder", ".binder") if name in folders), "")
        names = ("Dockerfile", "environment.yml", "pyproject.toml", "requirements.txt", "postBuild")
        texts = [
            (self._clone.root / folder / name).read_text(encoding="utf-8", errors="replace")
            for name in names
            if (self._clone.root / folder / name).is_file()
        ]
        return any(re.search(r"^[^#]*\bjupytext\b", text, re.MULTILINE) for text in texts)

    def possible(self, page: Page) -> bool:
        """Whether any link could be right."""
        return not page.text or self._has_jupytext or self._sibling(page) is not None

    def _sibling(self, page: Page) -> str | None:
        sibling = os.path.realpath(page.source.with_suffix(".ipynb"))
        known = os.path.relpath(sibling, self._clone.root) in (self._clone.files("HEAD") or ())
        return sibling if known else None

    def verdict(self, url: str, page: Page) -> str:
        """Return `right`, or what is wrong, on the first front end where something is."""
        judgements = [self._judge(url, page, front_end) for front_end in ("S", "W")]
        return next((text for text in judgements if text != RIGHT), RIGHT)

    def _judge(self, url: str, page: Page, front_end: Any) -> str:
        try:
            repository, ref, opened = _apart(url, front_end)
        except Rejected as error:
            return f"wrong link: {error.reason}"
        if _home(repository) != _home(self._clone.origin):
            return f"wrong repository: {repository}"
        files = self._clone.files(ref)
        if files is None:
            return f"wrong ref: there is no branch {ref}"
        if opened.file is None:
            return "wrong file: none"
        # A link in the checkout leads to the same file under another name.
        real = os.path.realpath(self._clone.root / opened.file)
        inside = os.path.relpath(real, self._clone.root)
        if opened.file not in files and inside not in files:
            return f"wrong file: {ref} has no {opened.file}"
        return self._shown(opened, real, page)

    def _shown(self, opened: Any, real: str, page: Page) -> str:
        own = os.path.realpath(page.source)
        if page.text and real == own:
            if self._has_jupytext and opened.factory:
                return RIGHT
            if self._has_jupytext and opened.interface in {"tree", "notebooks"}:
                return IN_DOUBT
            return "wrong viewer: a text notebook opens as text"
        sibling = self._sibling(page) if page.text else None
        return RIGHT if real in {own, sibling} else f"wrong file: {opened.file}"


def _apart(url: str, front_end: Any) -> tuple[str, str, Any]:
    """Return the repository and the ref that a link names, and what it opens there."""
    hub, pull, query = url.partition("/hub/user-redirect/git-pull")
    if pull:  # a JupyterHub that runs already: no image is built
        address = parse(hub)
        if "." not in address.origin:
            raise Rejected(f"there is no host {address.origin}")
        opened = view(parse(f"{address.origin}{SERVER}git-pull{query}"))
    else:
        opened = take_apart(url, front_end)
    if opened.content:
        return opened.content.repository, opened.content.branch or "HEAD", opened
    return opened.repository, opened.ref or "", opened


def _home(url: str) -> tuple[str, str]:
    """Return host and path of a repository, alike for every way of writing them."""
    found = re.fullmatch(r"[\w.-]+@([\w.-]+):(?!//)(.+)", url)
    host, path = found.groups() if found else (urlsplit(url).hostname or "", urlsplit(url).path)
    return host.lower(), path.strip("/").removesuffix(".git").lower()


def show(results: list[Result]) -> None:
    """Print a row for each book, then the totals."""
    print(
        "| book | commit | launch | pages | a link is possible | theme right | ours right | why |"
    )
    print("| --- | --- | --- | ---: | ---: | ---: | ---: | --- |")
    for result in sorted(results, key=lambda result: (not result.launch, result.name.lower())):
        cells = [
            _home(result.origin)[1],
            f"`{result.commit}`",
            (result.launch or "none") + (", other name" if result.moved else ""),
            len(result.pages),
            result.possible,
            result.count("theme"),
            result.count("ours"),
            _why(result),
        ]
        print("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    groups: list[tuple[str, Callable[[Result], bool]]] = [
        ("a launch is configured", lambda result: bool(result.launch)),
        (
            "of these, with origin's own name",
            lambda result: bool(result.launch) and not result.moved,
        ),
        ("no launch is configured", lambda result: not result.launch),
    ]
    for label, belongs in groups:
        _total(label, [result for result in results if belongs(result)])


def _why(result: Result) -> str:
    """Return what is wrong or missing, and how often, for both."""
    parts = []
    for party in ("theme", "ours"):
        if party == "theme" and not result.launch:
            continue
        found = Counter(
            re.sub(r"`[^`]*`", "`…`", re.sub(r"(?<=wrong file):.*", "", getattr(page, party)))
            for page in result.pages
            if getattr(page, party) != RIGHT
        )
        parts += [f"{party}: {count} {reason}" for reason, count in found.most_common(3)]
    return "; ".join(parts)


def _total(label: str, results: list[Result]) -> None:
    pages = [page for result in results for page in result.pages]
    possible = sum(page.possible for page in pages)
    print(f"\n{label}: {len(results)} books, {len(pages)} pages, a link is possible for {possible}")
    right, sure = {}, {}
    for party in ("theme", "ours"):
        found = Counter(getattr(page, party) for page in pages)
        sure[party], doubt = found[RIGHT], found[IN_DOUBT]
        right[party] = sure[party] + doubt
        wrong = sum(count for text, count in found.items() if text.startswith("wrong"))
        none = len(pages) - right[party] - wrong
        print(
            f"  {party:5} {right[party]} right ({doubt} of them in doubt), {wrong} wrong, {none} none"
        )
    if right["theme"]:
        ratios = (f"{count['ours'] / max(count['theme'], 1):.3f}" for count in (right, sure))
        print("  ours to the theme's: {} times as many right, {} without doubt".format(*ratios))


if __name__ == "__main__":
    main()
