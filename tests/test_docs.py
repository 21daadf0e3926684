"""The documentation tells the truth: every example is built, and every output shown is real."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

import sphinx_binderhub
from sphinx_binderhub.badges.directive import BinderBadge
from sphinx_binderhub.binder_environment.directive import BinderEnvironment
from sphinx_binderhub.binder_environment.exhibit import MOST_ROWS
from sphinx_binderhub.builds import WHOLE_HISTORY
from sphinx_binderhub.config import PREFIX, OptionError, Settings, options
from sphinx_binderhub.config import check as check_option
from sphinx_binderhub.config.places import NEED_URL
from sphinx_binderhub.launch import Launch, Repository
from sphinx_binderhub.providers import Address, Ref
from sphinx_binderhub.rules import all_rules
from sphinx_binderhub.services import MEMORY_OF_HUBS, SERVICES, offers_of
from tests.conftest import Built, git, write_files
from tests.test_layers import LAYERS, SPHINX_SIDE

REPOSITORY = Path(__file__).parent.parent
PACKAGE = Path(sphinx_binderhub.__file__).parent
DOCS = REPOSITORY / "docs"
EXAMPLES = DOCS / "examples"
PAGES = sorted(DOCS.glob("*.md"))
WORDS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
WORDS |= {
    name: (REPOSITORY / name).read_text(encoding="utf-8")
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
}
REMOTE = "https://github.com/owner/course.git"
CHECKOUT = "/home/you/course"
"""The checkout of the author whom the documentation speaks of."""

LAUNCH = "https://mybinder.org/v2/gh/owner/course/main"
FIRST = f"{LAUNCH}?labpath=chapters/sampling.ipynb"
HUB = "https://hub.example.org/v2"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
"""What stands in the documentation for the commit of an example."""

PULL = (
    "git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Fowner%252Fcourse"
    "%26urlpath%3Dlab%252Ftree%252Fcourse%252Fchapters%252Fsampling.ipynb%26branch%3Dmain"
)


def places(path: str) -> list[tuple[str, str]]:
    """Return the links of the places that the example `targets` adds to the book's hub."""
    quoted = path.replace("/", "%2F")
    return [
        (
            f"https://colab.research.google.com/github/owner/course/blob/main/{path}",
            "Launch on Colab",
        ),
        (
            "https://jupyter.example.org/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com"
            f"%2Fowner%2Fcourse&urlpath=lab%2Ftree%2Fcourse%2F{quoted}&branch=main",
            "Launch on our own hub",
        ),
        (
            "https://run.example.org/open?repo=https%3A%2F%2Fgithub.com%2Fowner%2Fcourse&ref=main"
            f"&file={quoted}",
            "Launch in the computer lab",
        ),
    ]


LINKS = {
    ("first-book", "index"): [],
    ("first-book", "chapters/sampling"): [(FIRST, "Launch on Binder")],
    ("translated", "chapters/sampling"): [(FIRST, "Auf Binder starten")],
    ("site-options", "index"): [
        (f"{HUB}/gl/faculty%2Fstatistics%2Fcourse/autumn?urlpath=tree", "Run it")
    ],
    ("site-options", "chapters/sampling"): [
        (
            f"{HUB}/gl/faculty%2Fstatistics%2Fcourse/autumn?filepath=chapters/sampling.ipynb",
            "Run it",
        )
    ],
    ("page-options", "reading"): [(f"{LAUNCH}?urlpath=terminals/1", "Open a terminal")],
    ("page-options", "tour"): [(f"{LAUNCH[:-4]}v2.0", "Launch on Binder")],
    ("page-options", "chapters/sampling"): [
        (f"{LAUNCH}?filepath=chapters/sampling.ipynb", "Try it")
    ],
    ("page-options", "chapters/proofs"): [],
    ("pangeo", "chapters/sampling"): [
        (f"{HUB}/gh/owner/images/v3?labpath=chapters/sampling.ipynb", "Launch on Binder")
    ],
    ("directive", "index"): [
        (FIRST, "Open the first chapter"),
        (FIRST, "run the first chapter"),
        (LAUNCH, "the whole course"),
    ],
    ("directive", "every-option"): [
        (
            f"{HUB}/gl/faculty%2Fstatistics%2Fexercises/autumn?filepath=exercises/week%201.ipynb",
            "Open week 1",
        ),
        (FIRST, "run the first chapter"),
    ],
    ("commit-build", "chapters/sampling"): [
        (f"{LAUNCH[:-4]}{COMMIT}?labpath=chapters/sampling.ipynb", "Launch on Binder")
    ],
    ("environment-build", "chapters/sampling"): [
        (f"{LAUNCH[:-4]}{COMMIT}?urlpath={PULL}", "Launch on Binder")
    ],
    ("environment-files", "chapters/sampling"): [
        (f"{LAUNCH[:-4]}{COMMIT}?urlpath={PULL}", "Launch on Binder")
    ],
    ("environment-elsewhere", "chapters/sampling"): [
        (
            f"https://mybinder.org/v2/gh/owner/course-environment/v3?urlpath={PULL}",
            "Launch on Binder",
        )
    ],
    ("environment-fallback", "chapters/sampling"): [(FIRST, "Launch on Binder")],
    ("targets", "chapters/sampling"): [
        (FIRST, "Launch on Binder"),
        *places("chapters/sampling.ipynb"),
    ],
    ("targets", "chapters/large"): [
        *places("chapters/large.ipynb"),
        (f"{LAUNCH}?labpath=chapters/large.ipynb", "Launch on Binder"),
    ],
    ("chapter-index", "index"): [
        (f"{LAUNCH}?labpath={path}.ipynb", "Launch on Binder")
        for path in ("chapters/averages", "chapters/sampling", "exercises/week-1")
    ],
    ("chapter-index", "exercises/index"): [
        (f"{LAUNCH}?labpath=exercises/week-1.ipynb", "Launch on Binder")
    ],
    ("text-notebook", "chapters/paired"): [
        (f"{LAUNCH}?labpath=chapters/paired.ipynb", "Launch on Binder")
    ],
    ("text-notebook", "chapters/alone"): [],
    ("theme-button", "chapters/sampling"): [],
}
"""The launch links of the extension's own that the examples show, page by page."""

Make = Callable[..., Path]
Build = Callable[..., Built]


@pytest.fixture
def example(make_repository: Make) -> Callable[[str], Path]:
    """Return a function that commits a copy of an example in a repository of its own."""

    def make(name: str) -> Path:
        folder = EXAMPLES / name
        files = [path for path in folder.rglob("*") if path.is_file()]
        content = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
        written = {path: text for path, text in content.items() if not path.startswith("_build/")}
        return make_repository(written, REMOTE)

    return make


Example = Callable[[str], Path]


def names(pattern: str) -> list[str]:
    """Return the examples that hold a file of that name."""
    return sorted({path.relative_to(EXAMPLES).parts[0] for path in EXAMPLES.rglob(pattern)})


def shown(name: str, file: str) -> str:
    path = EXAMPLES / name / file
    return path.read_text(encoding="utf-8") if path.exists() else ""


def as_the_author_sees(text: str, root: Path) -> str:
    return text.replace(str(root.resolve()), CHECKOUT).replace(head(root), COMMIT)


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD")


@pytest.mark.parametrize("name", names("conf.py"))
def test_an_example_builds_with_the_warnings_that_are_shown(
    name: str, example: Example, build: Build
) -> None:
    if name == "theme-button":
        pytest.importorskip("sphinx_book_theme")
    root = example(name)
    built = build(root)
    notes = [line for line in built.messages.splitlines(keepends=True) if "[binderhub." in line]
    assert as_the_author_sees(built.warnings, root) == shown(name, "warnings.txt")
    assert as_the_author_sees("".join(notes), root) == shown(name, "notes.txt")
    links = {page: links for (book, page), links in LINKS.items() if book == name}
    shown_links = {
        page: list(_links(as_the_author_sees(built.read(f"{page}.html"), root))) for page in links
    }
    assert shown_links == links


def _links(page: str) -> Iterator[tuple[str, str]]:
    found = re.findall(r'<a class="binderhub-[^>]*href="([^"]*)"[^>]*>([^<]*)</a>', page)
    yield from ((html.unescape(link), text) for link, text in found)


def test_the_themes_button_is_put_right(example: Example, build: Build) -> None:
    pytest.importorskip("sphinx_book_theme")
    page = build(example("theme-button")).read("chapters/sampling.html")
    assert set(re.findall(r'href="([^"]*/v2/[^"]*)"', page)) == {FIRST}


def commit(root: Path, files: dict[str, str]) -> str:
    write_files(root, files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=More")
    return head(root)


@pytest.mark.parametrize(
    ("name", "chapter", "matters"),
    [
        ("environment-build", "index.md", "binder/apt.txt"),
        ("environment-files", "index.md", "data/survey.csv"),
        ("environment-files", "tools/notes.md", "tools/more.py"),
    ],
)
def test_the_image_stays_until_the_environment_changes(
    name: str, chapter: str, matters: str, example: Example
) -> None:
    root = example(name)

    def image() -> str:
        url = run("sphinx-binderhub url chapters/sampling.ipynb", root)
        return url.partition("?")[0].removeprefix(LAUNCH[:-4])

    first = head(root)
    assert image() == first
    commit(root, {chapter: "# New\n"})
    assert image() == first
    assert commit(root, {matters: "new\n"}) == image()


def test_the_whole_history_is_fetched_as_the_finding_says(example: Example) -> None:
    root = example("environment-build")

    def read(name: str) -> Any:
        return yaml.safe_load((root / name).read_text(encoding="utf-8"))

    checkout = read(".github/workflows/book.yml")["jobs"]["book"]["steps"][0]
    assert checkout["uses"].startswith("actions/checkout@")
    said = {
        "GitHub Actions": {"fetch-depth": checkout["with"]["fetch-depth"]},
        "GitLab CI": read(".gitlab-ci.yml")["book"]["variables"],
    }
    for system, words in said.items():
        for name, value in words.items():
            assert f"`{name}: {value}`" in WHOLE_HISTORY[system]
    (command,) = read(".readthedocs.yaml")["build"]["jobs"]["post_checkout"]
    assert command.removesuffix(" || true") in WHOLE_HISTORY["Read the Docs"]


def test_the_index_names_the_chapters(example: Example, build: Build) -> None:
    page = build(example("chapter-index")).read("index.html")
    listed = page[page.index('<ul class="binderhub-index') :].partition("</ul>")[0]
    titles = re.findall(r'<a class="reference internal"[^>]*><span class="doc">([^<]*)<', listed)
    assert titles == ["Averages", "Sampling", "Week 1"]


def test_a_page_that_needs_much_memory_says_so(example: Example, build: Build) -> None:
    built = build(example("targets"))
    note = "This page needs 6 GB of memory, more than there is on mybinder.org."
    assert f">{note}<" in built.read("chapters/large.html")
    assert f'"{note}"' in WORDS["services.md"]
    assert "binderhub-note" not in built.read("chapters/sampling.html")


def rows(page: str, head: str) -> list[list[str]]:
    """Return the cells of the table on a page whose first line begins with `head`."""
    lines = iter(WORDS[page].splitlines())
    next(line for line in lines if line.startswith(f"| {head} |"))
    next(lines)
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def test_every_service_is_described() -> None:
    described = {row[0].strip("`"): row for row in rows("services.md", "`service`")}
    assert list(described) == list(SERVICES)
    for key, service in SERVICES.items():
        *_, needs, memory = described[key]
        assert needs.startswith("`url`") == (key in {*NEED_URL, "binderhub"})
        known = service.memory or (MEMORY_OF_HUBS["mybinder.org"] if key == "binderhub" else None)
        assert memory.startswith(f"{known:g} GB") if known else not memory


def test_every_placeholder_is_described() -> None:
    placeholders = dict(rows("services.md", "Placeholder"))
    template = "https://h.example.org/?" + "&".join(name.strip("`") for name in placeholders)
    (word,) = check_option("targets", [{"url": template}])
    launch = Launch(
        "https://mybinder.org",
        Repository(Address("gh", "owner/course"), Ref("main", "branch")),
        "chapters/sampling.ipynb",
    )
    _, found = offers_of(launch, Settings().override({"targets": [word]}))
    values = [unquote(value) for value in found.url.partition("?")[2].split("&")]
    assert [f"`{value}`" for value in values] == list(placeholders.values())
    with pytest.raises(OptionError) as caught:
        check_option("targets", [{"url": "https://h.example.org/{x}"}])
    assert set(re.findall(r"\{\w+\}", caught.value.message)) - {"{x}"} == {
        name.strip("`") for name in placeholders
    }


@pytest.mark.parametrize(("written", "spec"), rows("configuration.md", "You write"))
def test_a_repository_may_be_written_so(written: str, spec: str, tmp_path: Path) -> None:
    command = f"sphinx-binderhub url a.ipynb --repository '{written.strip('`')}'"
    url = run(command, tmp_path).removeprefix("https://mybinder.org/v2/").partition("?")[0]
    assert url.removesuffix("/HEAD") == spec.strip("`")


def test_what_is_suppressed_would_be_a_warning(example: Example, build: Build) -> None:
    built = build(example("suppress"), confoverrides={"suppress_warnings": []})
    assert "[binderhub.python-unpinned]" in built.warnings


def test_the_command_line_reads_the_jupyter_book(example: Example) -> None:
    root = example("jupyter-book")
    assert run("sphinx-binderhub url chapters/sampling.ipynb", root) == f"{FIRST}\n"


@pytest.fixture
def jupyter_book(example: Example) -> str:
    """Return the chapter of the example, built by Jupyter Book 1."""
    try:
        if version("jupyter-book").partition(".")[0] != "1":
            pytest.skip("Jupyter Book 2 is another engine")
    except PackageNotFoundError:
        pytest.skip("Jupyter Book 1 is not installed")
    root = example("jupyter-book")
    run("jupyter-book build --warningiserror --keep-going .", root)
    return (root / "_build" / "html" / "chapters" / "sampling.html").read_text(encoding="utf-8")


def test_the_jupyter_book(jupyter_book: str) -> None:
    assert [text for _, text in _links(jupyter_book)] == ["Run this chapter"]


def test_the_jupyter_book_opens_what_the_command_line_says(jupyter_book: str) -> None:
    assert [link for link, _ in _links(jupyter_book)] == [FIRST]


def transcripts() -> Iterator[tuple[str, str]]:
    """Yield every session that is shown, with the name of its example."""
    for path in sorted(EXAMPLES.rglob("*.console")):
        yield path.relative_to(EXAMPLES).parts[0], path.read_text(encoding="utf-8")
    for block in re.findall(r"```console\n(\$ sphinx-binderhub.*?)```", WORDS["README.md"], re.S):
        yield "first-warning", block


@pytest.mark.parametrize(("name", "session"), list(transcripts()))
def test_a_session_prints_what_is_shown(name: str, session: str, example: Example) -> None:
    root = example(name)
    commands = re.findall(r"^\$ (.*)$", session, re.MULTILINE)
    printed = "".join(f"$ {command}\n{run(command, root)}" for command in commands)
    assert as_the_author_sees(printed, root) == session


def test_the_report_as_json_is_as_shown(example: Example) -> None:
    root = example("first-warning")
    assert run("sphinx-binderhub check --format json", root) == shown("first-warning", "check.json")


def test_the_steps_of_the_workflow_run(example: Example) -> None:
    root = example("continuous-integration")
    workflow = yaml.safe_load((root / ".github" / "workflows" / "book.yml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["book"]["steps"] if "run" in step]
    assert f"git+{_address()}" in steps[0]
    commands = [step for step in steps if not step.startswith("python -m pip")]
    assert len(commands) == len(steps) - 1 == 2
    for command in commands:
        run(command, root)
    assert (root / "_build" / "html" / "chapters" / "sampling.html").exists()


def run(command: str, root: Path) -> str:
    """Return what a command line prints, with this Python's programs first."""
    if shutil.which("sh") is None:
        pytest.skip("no POSIX shell")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=root,
        env=os.environ | {"PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_every_example_is_shown() -> None:
    text = "".join(WORDS.values())
    assert [path.name for path in EXAMPLES.iterdir() if f"examples/{path.name}/" not in text] == []


def test_the_readme_shows_the_first_warning() -> None:
    assert shown("first-warning", "warnings.txt") in WORDS["README.md"]


def test_the_readme_shows_the_lines_of_the_examples() -> None:
    assert re.search(r'^extensions = \["myst_nb", "sphinx_binderhub"\]$', WORDS["README.md"], re.M)
    assert "sphinx_binderhub" in (EXAMPLES / "first-book" / "conf.py").read_text()
    block = re.search(r"```yaml\n(.*?)```", WORDS["README.md"], re.S)
    assert block is not None
    assert block[1] in shown("jupyter-book", "_config.yml")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_files_and_make_targets_that_are_named_exist(name: str) -> None:
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for links in re.findall(r"\]\(((?!https?:|#)[^)]+)\)", WORDS[name]):
        assert (REPOSITORY / links).exists()
    for targets in re.findall(r"(?:`|\$ )make ([a-z ]+)", WORDS[name]):
        for target in targets.split():
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("page", sorted(WORDS))
def test_options_and_rules_that_are_named_exist(page: str) -> None:
    known = {PREFIX + option.name for option in options()}
    codes = {f"binderhub.{rule.name}" for rule in all_rules()}
    assert set(re.findall(r"`(binderhub_[a-z_]+)`", WORDS[page])) - {"binderhub_"} <= known
    assert set(re.findall(r"\[(binderhub\.[a-z-]+)\]", WORDS[page])) <= codes


def test_the_layers_and_families_are_those_of_the_code() -> None:
    words = WORDS["CONTRIBUTING.md"]
    levels = re.findall(r"^\d+\. ((?:`\w+`(?:, )?)+): ", words, re.MULTILINE)
    assert tuple(set(re.findall(r"`(\w+)`", level)) for level in levels) == LAYERS
    side = re.search(r"own module and in the rooms ([a-z_, ]+), and nowhere else", words)
    assert side is not None
    assert {"__init__", *re.findall(r"\w{4,}", side[1])} == SPHINX_SIDE
    families = re.search(r"^The families are (.*?)\. Where none fits", words, re.MULTILINE)
    assert families is not None
    assert re.findall(r"`(\w+)` \(", families[1]) == sorted({rule.family for rule in all_rules()})


def test_every_option_of_the_directive_is_described() -> None:
    described = re.findall(r"^((?:`\w+`(?:, )?)+)\n: ", WORDS["badges.md"], re.MULTILINE)
    listed = {name for line in described for name in re.findall(r"`(\w+)`", line)}
    assert set(BinderBadge.option_spec) <= listed
    rest = (EXAMPLES / "directive" / "every-option.rst").read_text()
    assert set(BinderBadge.option_spec) == set(re.findall(r"^   :(\w+): ", rest, re.MULTILINE))


def test_the_options_and_the_limit_of_the_environment_are_described() -> None:
    described = re.findall(r"^((?:`[\w-]+`(?:, )?)+)\n: ", WORDS["environment.md"], re.MULTILINE)
    listed = [name for line in described for name in re.findall(r"`([\w-]+)`", line)]
    assert sorted(listed) == sorted(BinderEnvironment.option_spec)
    assert f"more than {MOST_ROWS} packages" in WORDS["environment.md"]


def test_a_page_shows_the_environment(example: Example, build: Build) -> None:
    built = build(example("environment-page"))
    rows = re.findall(r"<tr[^>]*><td>(.*?)</tr>", built.read("index.html"), re.DOTALL)
    words = [re.sub(r"<[^>]*>", " ", row).split() for row in rows]
    path = "binder/environment.yml"
    assert words[:4] == [
        ["Python", "3.12", "conda-forge,", path],
        ["pandas", "2.3", "conda-forge,", path],
        ["pip", "any", "conda-forge,", path],
        ["seaborn", "0.13.2", "pip,", path],
    ]
    marked = re.search(r'<span class="hll">(.*?)</span>\n', built.read("lesson.html"), re.DOTALL)
    assert marked is not None
    assert "python=3.12" in marked[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the documentation, built as `make docs` builds it."""
    pytest.importorskip("furo")
    out = tmp_path_factory.mktemp("docs")
    address = f"binderhub_repository={_address()}"
    command = [sys.executable, "-m", "sphinx", "-nWEq", "--keep-going", "-D", address]
    plain = {
        name: os.environ[name] for name in ("HOME", "PATH", "SYSTEMROOT") if name in os.environ
    }
    done = subprocess.run(
        [*command, DOCS, out], env=plain, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return out


def _address() -> str:
    urls = metadata("sphinx-binderhub").get_all("Project-URL") or []
    return dict(url.split(", ", 1) for url in urls)["Homepage"]


def test_the_documentation_shows_real_links(site: Path) -> None:
    launch = f"https://mybinder.org/v2/gh/{_address().partition('.com/')[2]}/main"
    notebook = "book/worked-example/example.ipynb"
    assert (REPOSITORY / notebook).is_file()
    index, badges = (_links((site / name).read_text()) for name in ("index.html", "badges.html"))
    assert list(index) == [(f"{launch}?labpath={notebook}", "Launch on Binder")]
    assert list(badges) == [(f"{launch}?urlpath=lab/tree/{notebook}", "run the worked example")]


def test_every_rule_has_its_section(site: Path) -> None:
    page = (site / "rules.html").read_text(encoding="utf-8")
    for rule in all_rules():
        assert page.count(f'id="rule-{rule.name}"') == 1
        assert page.count(f"binderhub.{rule.name}</span>") == 1


def test_code_is_shown_as_it_is_written(site: Path) -> None:
    page = (site / "rules.html").read_text(encoding="utf-8")
    blocks = re.findall(r"<(pre|code)\b[^>]*>(.*?)</\1>", page, re.DOTALL)
    code = [html.unescape(re.sub(r"<[^>]*>", "", block)) for _, block in blocks]
    assert [block for block in code if "<http" in block] == []
    assert 'binderhub_repository = "https://github.com/owner/repo"\n' in "".join(code)


def test_a_changed_rule_or_option_is_noticed(tmp_path: Path) -> None:
    pytest.importorskip("myst_parser")
    package = tmp_path / "sphinx_binderhub"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    conf = f"import sys\nsys.path[:0] = [{str(tmp_path)!r}, {str(DOCS / '_ext')!r}]\n"
    conf += 'extensions = ["myst_parser", "binderhub_docs"]\n'
    page = "# P\n\n```{binderhub-rules}\n```\n\n```{binderhub-options}\n```\n"
    write_files(tmp_path / "book", {"conf.py": conf, "index.md": page})

    def built() -> str:
        command = [sys.executable, "-B", "-m", "sphinx", "-q", "book", "out"]
        subprocess.run(command, cwd=tmp_path, check=True, stderr=subprocess.PIPE)
        return (tmp_path / "out" / "index.html").read_text(encoding="utf-8")

    rule, options_ = (
        package / "rules" / "pages" / "brand_new.py",
        package / "config" / "__init__.py",
    )
    old = options_.read_text(encoding="utf-8")
    assert "rule-brand-new" not in built()
    source = (package / "rules" / "pages" / "text_notebook.py").read_text(encoding="utf-8")
    rule.write_text(source, encoding="utf-8")
    assert 'id="rule-brand-new"' in built()
    rule.write_text(source.replace('"""', '"""Quite another thing. ', 1), encoding="utf-8")
    options_.write_text(old.replace("The hub: ", "The other hub: "), encoding="utf-8")
    page = built()
    assert "Quite another thing." in page
    assert "The other hub: " in page
    rule.unlink()
    assert "rule-brand-new" not in built()


def test_every_option_has_its_row(site: Path) -> None:
    page = (site / "configuration.html").read_text(encoding="utf-8")
    table = page[page.index("<table") : page.index("</table>")]
    assert re.findall(r"<tr[^>]*><td><p><code[^>]*><span class=.pre.>(\w+)<", table) == [
        PREFIX + option.name for option in options()
    ]


def test_every_command_has_its_section(site: Path) -> None:
    page = (site / "command-line.html").read_text(encoding="utf-8")
    listing = run("sphinx-binderhub --help", DOCS)
    commands = re.findall(r"^ {4}(\w+) ", listing, re.MULTILINE)
    assert {"url", "badge", "check", "explain"} <= set(commands)
    for command in commands:
        assert f'id="command-{command}"' in page
        assert f"usage: sphinx-binderhub {command} " in page
