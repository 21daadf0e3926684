"""`binder-environment`: what Binder installs, on a page of the book, always as it is now."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import CONF, ENVIRONMENT, Built, git, notebook, write_files

Build = Callable[..., Built]
Make = Callable[..., Path]
PAGE = """\
# Course

## Table

```{binder-environment}
```

## File

```{binder-environment}
:file:
```

## Script

```{binder-environment}
:file: postBuild
```
"""
FILES = {
    "binder/environment.yml": ENVIRONMENT,
    "binder/apt.txt": "graphviz\n",
    "binder/postBuild": "#!/bin/bash\nset -e\njupyter lab build\n",
    "docs/conf.py": CONF,
    "docs/index.md": PAGE,
    "docs/other.md": "---\norphan: true\n---\n# Other\n",
}


@pytest.fixture
def course(make_repository: Make) -> Callable[..., Path]:
    """Return a function that makes a course in `docs/` of a repository and gives that folder."""

    def make(files: dict[str, str | bytes] | None = None, conf: str = "") -> Path:
        every = {**FILES, **(files or {})}
        every["docs/conf.py"] = CONF + conf
        return make_repository(every) / "docs"

    return make


Course = Callable[..., Path]


def page(*directives: str) -> dict[str, str]:
    """Return a page with these directives, each with the options that stand after its name."""
    blocks = [f"```{{binder-environment}}\n{options}```\n" for options in directives]
    return {"docs/index.md": "# Course\n\n" + "\n".join(blocks)}


TABLE, MAIN = page(""), page(":file:\n")


def rows(html: str) -> list[list[str]]:
    """Return the cells of the table as they are read."""
    table = html[html.index('<table class="binderhub-environment') :].partition("</table>")[0]
    lines = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in table.split("<tr")[1:]]
    return [[text_of(cell) for cell in line] for line in lines]


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def body(built: Built, name: str = "index.html") -> str:
    """Return the text of a page's main part."""
    return text_of(
        built.read(name).partition('role="main"')[2].partition('class="sphinxsidebar')[0]
    )


PATH = "binder/environment.yml"


def test_the_table(course: Course, build: Build) -> None:
    built = build(course())
    assert built.warnings == ""
    html = built.read("index.html")
    head, *listed = rows(html)
    assert head == ["Package", "Version", "From"]
    assert '<th class="head"><p>Package</p></th>' in html
    assert listed[:3] == [
        ["Python", "3.12", f"conda-forge, {PATH}"],
        ["numpy", "2.3", f"conda-forge, {PATH}"],
        ["graphviz", "any", "apt, binder/apt.txt"],
    ]
    assert [(name, origin) for name, _, origin in listed[3:]] == [
        (name, "Binder") for name in ("jupyterlab", "notebook", "ipykernel", "ipywidgets")
    ]
    assert re.fullmatch(r"4\.\d+\.\d+", listed[3][1])
    assert re.search(r"Binder adds 1\d\d further packages\.", body(built))
    assert "What binder/postBuild may install is not listed here." in body(built)


def test_the_file(course: Course, build: Build) -> None:
    html = build(course()).read("index.html")
    assert re.search(
        r'class="caption-text"><code[^>]*><span class="pre">binder/environment.yml<', html
    )
    assert 'class="highlight-yaml' in html
    assert 'class="highlight-bash' in html
    shown = [text_of(block) for block in re.findall(r"<pre>(.*?)</pre>", html, re.S)]
    assert shown == [ENVIRONMENT.strip(), str(FILES["binder/postBuild"]).strip()]


def test_the_options_of_a_file(course: Course, build: Build) -> None:
    options = (
        ":file: environment.yml\n:lines: 4-\n:emphasize-lines: 2\n:lineno-match:\n"
        ":caption: Our *own* list\n:name: ours\n:class: wide\n:language: text\n"
    )
    files = page(options)
    files["docs/index.md"] += "\nSee {numref}`ours` and {ref}`ours`.\n"
    built = build(course(files, "numfig = True\n"))
    assert built.warnings == ""
    html = built.read("index.html")
    shown = re.findall(r"<pre>(.*?)</pre>", html, re.S)[0]
    assert re.findall(r"^\d", text_of(shown), re.MULTILINE) == ["4", "5", "6"]
    assert '<span class="hll"><span class="linenos">5</span>' in shown
    assert 'class="wide highlight-text' in html
    assert "Our <em>own</em> list" in html
    assert 'id="ours"' in html
    assert "Listing 1" in text_of(html)


def test_a_name_under_the_path(course: Course, build: Build) -> None:
    files = page(":file:\n:name: ours\n")
    files["docs/index.md"] += "\nSee {numref}`ours` and {ref}`it <ours>`.\n"
    built = build(course(files, "numfig = True\n"))
    assert built.warnings == ""
    assert re.search(r'<div class="literal-block-wrapper[^>]*id="ours"', built.read("index.html"))


def test_who_chooses_lines_means_the_file(course: Course, build: Build) -> None:
    html = build(course(page(":emphasize-lines: 5\n"))).read("index.html")
    assert "<table" not in html
    assert 'class="hll"' in html


def test_the_options_of_a_table(course: Course, build: Build) -> None:
    files = page(":caption: What *you* get\n:name: ours\n:class: wide\n")
    files["docs/index.md"] += "\nSee {numref}`ours`.\n"
    built = build(course(files, "numfig = True\n"))
    assert built.warnings == ""
    html = built.read("index.html")
    assert '<table class="binderhub-environment wide' in html
    assert "What <em>you</em> get" in html
    assert "See Table 1." in text_of(html)


def test_in_restructuredtext(course: Course, build: Build) -> None:
    text = "Course\n======\n\n.. binder-environment::\n   :caption: All\n\n"
    text += ".. binder-environment::\n   :file: apt.txt\n"
    source = course({"docs/index.rst": text})
    (source / "index.md").unlink()
    built = build(source)
    assert built.warnings == ""
    assert "graphviz" in re.findall(r"<pre>(.*?)</pre>", built.read("index.html"), re.S)[0]


def test_in_a_notebook(course: Course, build: Build) -> None:
    cells = notebook("1").replace(
        '"# Chapter\\n"',
        '"# Chapter\\n", "\\n", "```{binder-environment}\\n", ":file: nothing\\n", "```\\n"',
    )
    built = build(course({"docs/cells.ipynb": cells, **TABLE}))
    assert "The `binder-environment` in cell 1 shows `nothing`" in built.warnings


@pytest.mark.parametrize(
    ("builder", "name"),
    [("html", "index.html"), ("dirhtml", "index.html"), ("singlehtml", "index.html"),
     ("epub", "index.xhtml"), ("latex", "course.tex"), ("text", "index.txt"), ("man", "course.1"),
     ("texinfo", "course.texi"), ("xml", "index.xml"), ("pseudoxml", "index.pseudoxml"),
     ("json", "index.fjson"), ("gettext", "index.pot"), ("linkcheck", "output.txt"),
     ("dummy", "")],
)  # fmt: skip
def test_every_builder(course: Course, build: Build, builder: str, name: str) -> None:
    built = build(course(), builder)
    assert built.warnings == ""
    if builder in {"gettext", "linkcheck", "dummy"}:
        return
    flat = re.sub(r"\s+", " ", built.read(name).replace("\\", "").replace("{}", ""))
    for word in ("Package", "numpy", "jupyterlab", "graphviz", "further packages"):
        assert word in flat
    assert "binder_environment" not in flat


def test_translators_are_given_the_authors_words_alone(course: Course, build: Build) -> None:
    files = page("", ":file:\n", ":file: postBuild\n:caption: Our script\n")
    built = build(course(files), "gettext")
    words = re.findall(r'^msgid "(.+)"', built.read("index.pot"), re.MULTILINE)
    assert words == ["Course", "Our script"]


def test_the_words_are_translated(course: Course, build: Build) -> None:
    built = build(course(conf="language = 'de'\n"))
    assert rows(built.read("index.html"))[0] == ["Paket", "Version", "Herkunft"]
    assert "Was binder/postBuild installiert, ist hier nicht aufgeführt." in body(built)


def test_no_quote_is_curled(course: Course, build: Build) -> None:
    hostile = "dependencies:\n  - python=3.12\n  - \"numpy[version='--2']\"\n"
    html = build(course({PATH: hostile, **TABLE})).read("index.html")
    assert rows(html)[2][:2] == ["numpy", "[version='--2']"]


# In step with the files


def reread(built: Built) -> set[str]:
    """Return the documents that were read."""
    return set(re.findall(r"reading sources\.\.\. \[[ \d]+%\] ([\w, ]+)", built.messages))


@pytest.fixture
def source(course: Course, build: Build) -> Path:
    folder = course(
        {**page("", ":file:\n"), "docs/script.md": page(":file: start\n")["docs/index.md"]}
    )
    index = folder / "index.md"
    index.write_text(index.read_text() + "\n```{toctree}\nscript\n```\n")
    assert "shows `start`, which Binder does not use" in build(folder).warnings
    return folder


def again(build: Build, source: Path, **options: object) -> Built:
    git(source.parent, "add", "--all")
    return build(source, **options)


def test_where_nothing_changed_nothing_is_read(source: Path, build: Build) -> None:
    built = again(build, source)
    assert reread(built) == set()
    assert "no targets are out of date" in built.messages
    assert "shows `start`, which Binder does not use" in built.warnings


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_file_that_changes(source: Path, build: Build, parallel: int) -> None:
    write_files(source.parent, {PATH: ENVIRONMENT.replace("2.3", "2.4")})
    built = again(build, source, parallel=parallel)
    assert rows(built.read("index.html"))[2][1] == "2.4"
    assert "numpy=2.4" in text_of(
        re.findall(r"<pre>(.*?)</pre>", built.read("index.html"), re.S)[0]
    )
    assert reread(again(build, source)) == set()


def test_a_file_that_appears_and_vanishes(source: Path, build: Build) -> None:
    write_files(source.parent, {"binder/start": '#!/bin/bash\nexec "$@"\n'})
    built = again(build, source)
    assert 'exec "$@"' in body(built, "script.html")
    assert "binder/start" in body(built)
    assert "binder-environment" not in built.warnings
    (source.parent / "binder" / "start").unlink()
    built = again(build, source)
    assert 'exec "$@"' not in body(built, "script.html")
    assert "shows `start`" in built.warnings
    assert reread(again(build, source)) == set()


def test_an_environment_that_moves(source: Path, build: Build) -> None:
    shutil.rmtree(source.parent / "binder")
    built = again(build, source)
    assert "No file describes the environment of this book." in body(built)
    write_files(source.parent, {"requirements.txt": "scipy\n"})
    built = again(build, source)
    assert rows(built.read("index.html"))[2] == ["scipy", "any", "pip, requirements.txt"]


def test_a_file_that_only_looks_newer(source: Path, build: Build) -> None:
    (source.parent / "binder" / "apt.txt").touch()
    again(build, source)
    assert reread(again(build, source)) == set()


def test_a_hub_that_changes(source: Path, build: Build) -> None:
    write_files(source.parent, {"binder/environment.yml": "dependencies:\n  - python\n"})
    before = rows(again(build, source).read("index.html"))
    conf = {"binderhub_profile": "2024.7.0"}
    second = again(build, source, confoverrides=conf)
    assert rows(second.read("index.html")) != before
    assert reread(second) == {"index"}
    assert reread(again(build, source, confoverrides=conf)) == set()


def test_another_builder_writes_what_changed_meanwhile(source: Path, build: Build) -> None:
    write_files(source.parent, {PATH: ENVIRONMENT.replace("2.3", "2.4")})
    again(build, source, builder="dirhtml")
    built = again(build, source)
    assert rows(built.read("index.html"))[2][1] == "2.4"


def test_a_page_that_no_longer_shows_it(source: Path, build: Build) -> None:
    write_files(source, {"script.md": "# Nothing\n"})
    assert "binder-environment" not in again(build, source).warnings


def test_two_processes_read_the_same(course: Course, build: Build, tmp_path: Path) -> None:
    more = {f"docs/n{number}.md": PAGE for number in range(12)}
    tree = "\n```{toctree}\n:glob:\n\nn*\n```\n"
    source = course({**more, "docs/index.md": PAGE + tree})
    found = []
    for number in (1, 2):
        built = build(source, builddir=tmp_path / f"b{number}", parallel=number)
        found.append({file.name: file.read_bytes() for file in built.outdir.glob("*.html")})
        assert built.warnings == ""
    assert found[0] == found[1]
    assert reread(build(source, builddir=tmp_path / "b2")) == set()


# What cannot be shown as a table


def test_an_environment_elsewhere(course: Course, build: Build) -> None:
    word = "binderhub_environment = {'repository': 'owner/images', 'ref': 'v3'}\n"
    built = build(course(page("", ":file:\n", ":file: nothing\n"), word))
    sentence = "The environment of this book is built from owner/images (v3)."
    assert body(built).count(sentence) == 3
    assert "<table" not in built.read("index.html")
    assert "<pre>" not in built.read("index.html")
    assert "binder-environment" not in built.warnings


def test_an_environment_elsewhere_that_cannot_be_used(course: Course, build: Build) -> None:
    built = build(course(TABLE, "binderhub_environment = {'repository': 'no such thing'}\n"))
    assert "Binder cannot build the environment of this book." in body(built)
    assert "<table" not in built.read("index.html")


def test_an_environment_on_another_branch(course: Course, build: Build) -> None:
    built = build(course(TABLE, "binderhub_environment = {'ref': 'env'}\n"))
    assert "The environment of this book is built from o/r (env)." in body(built)


BROKEN = "name: <b>x</b>\nchannels: [\ndependencies:\n\t- numpy\n"


def test_a_broken_file_is_shown_as_it_is(course: Course, build: Build) -> None:
    built = build(course({PATH: BROKEN, **TABLE}))
    assert f"Binder cannot use {PATH} as it is." in body(built)
    assert "name: <b>x</b>" in body(built)
    assert len(built.warnings.splitlines()) == 1


def test_a_list_that_conda_refuses_is_shown_as_it_is(course: Course, build: Build) -> None:
    built = build(course({PATH: "dependencies:\n  - numpy\n  - pip:\n", **TABLE}))
    assert f"Binder cannot use {PATH} as it is." in body(built)
    assert "<table" not in built.read("index.html")


def test_a_version_that_binder_has_not(course: Course, build: Build) -> None:
    files = {"runtime.txt": "python-3.99\n", "requirements.txt": "numpy\n"}
    source = course({**files, **TABLE})
    shutil.rmtree(source.parent / "binder")
    built = again(build, source)
    assert "Binder cannot use runtime.txt as it is." in body(built)
    assert "python-3.99" in body(built)


def test_two_folders(course: Course, build: Build) -> None:
    built = build(course({".binder/environment.yml": ENVIRONMENT, **page("", ":file: apt.txt\n")}))
    assert "Binder cannot build the environment of this book." in body(built)
    assert "graphviz" in body(built)
    assert "binder-environment" not in built.warnings


def test_no_environment(course: Course, build: Build) -> None:
    source = course(page("", ":file:\n", ":file: apt.txt\n"))
    shutil.rmtree(source.parent / "binder")
    built = again(build, source)
    assert body(built).count("No file describes the environment of this book.") == 2
    assert "binder-environment" not in built.warnings
    old = again(build, source, confoverrides={"binderhub_profile": "2024.7.0"})
    assert "No file describes the environment of this book." in body(old)
    assert rows(old.read("index.html"))[1] == ["Python", "3.10", "Binder's default"]


@pytest.mark.parametrize(("name", "language"), [("Dockerfile", "docker"), ("default.nix", "nix")])
def test_a_recipe_is_its_own_table(course: Course, build: Build, name: str, language: str) -> None:
    built = build(course({f"binder/{name}": "FROM python\n", **TABLE}))
    assert f'class="highlight-{language}' in built.read("index.html")
    assert "FROM python" in body(built)


@pytest.mark.parametrize(
    "content",
    [b"#" * 300 * 1024, b"\xff\xfe\x00", b"#!/bin/sh\n\x00\x01\x1b[31m", b"#\xef\xbf\xbf"],
    ids=["large", "binary", "controls", "noncharacter"],
)
def test_a_file_that_no_page_can_hold(course: Course, build: Build, content: bytes) -> None:
    built = build(course({"binder/postBuild": content, **page(":file: postBuild\n")}))
    assert "binder/postBuild cannot be shown here." in body(built)
    assert "binder-environment" not in built.warnings
    assert "<pre>" not in built.read("index.html")


def test_a_large_environment_file(course: Course, build: Build) -> None:
    large = "dependencies:\n" + "  - numpy\n" * 30_000
    built = build(course({PATH: large, **page("", ":file:\n")}))
    assert f"Binder cannot use {PATH} as it is." in body(built)
    assert f"{PATH} cannot be shown here." in body(built)


def test_a_long_list_is_shown_as_the_file(course: Course, build: Build) -> None:
    long = "dependencies:\n  - python=3.12\n" + "".join(f"  - p{i}=1\n" for i in range(5000))
    html = build(course({PATH: long, **TABLE})).read("index.html")
    assert "<table" not in html
    assert "p4999=1" in text_of(html)


def test_a_link_that_leads_out_is_not_followed(
    course: Course, build: Build, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("top secret\n")
    source = course(page(":file: postBuild\n"))
    script = source.parent / "binder" / "postBuild"
    script.unlink()
    script.symlink_to(tmp_path / "secret")
    built = again(build, source)
    assert "secret" not in built.read("index.html")
    assert "binder/postBuild cannot be shown here." in body(built)


def test_a_folder_that_is_a_link(course: Course, build: Build) -> None:
    source = course(page("", ":file:\n", ":file: postBuild\n"))
    root = source.parent
    (root / "binder").rename(root / "ours")
    (root / "binder").symlink_to("ours")
    built = again(build, source)
    assert rows(built.read("index.html"))[2] == ["numpy", "2.3", f"conda-forge, {PATH}"]
    assert "set -e" in body(built)
    write_files(root, {"ours/postBuild": "#!/bin/bash\nexit 1\n"})
    assert "exit 1" in body(again(build, source))


MARKUP = """\
dependencies:
  - python=3.12
  - "a<script>alert(1)</script>"
  - 'b\\textbf{x}_$^&%#~{}'
  - "c`d`*e*|f|__"
  - "g ]]>&amp;"
channels: ["<b>\\\\input</b>"]
"""
NAMES = {PATH: MARKUP, "binder/apt.txt": "i<img src=x>=1\\end{document}\nx\x07y\ng\u202ez\n"}


def test_names_are_text_and_never_markup(course: Course, build: Build) -> None:
    source = course({**NAMES, **TABLE})
    built = build(source)
    html = built.read("index.html")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    flat = str(rows(html))
    assert "i<img" in flat
    assert "['x?y', 'any', 'apt, binder/apt.txt']" in flat
    assert "['g?z', 'any', 'apt, binder/apt.txt']" in flat
    epub = build(source, "epub")
    with zipfile.ZipFile(next(epub.outdir.glob("*.epub"))) as book:
        ElementTree.fromstring(book.read("index.xhtml"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs LaTeX")
@pytest.mark.parametrize("files", [{}, {**NAMES, **page("", ":file:\n")}], ids=["plain", "markup"])
def test_latex_can_read_it(course: Course, build: Build, files: dict[str, str | bytes]) -> None:
    built = build(course(files), "latex")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "course.tex"],
        cwd=built.outdir, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


# What is wrong with the directive itself


@pytest.mark.parametrize("name", ["postbuild", "../docs/conf.py", "/etc/passwd", "docs/conf.py"])
def test_a_file_that_is_not_used(course: Course, build: Build, name: str) -> None:
    built = build(course(page(f":file: {name}\n:name: here\n")))
    (line,) = built.warnings.splitlines()
    assert "docs/index.md:3: WARNING: The `binder-environment` shows" in line
    assert "[binderhub.unused-file]" in line
    assert "<pre>" not in built.read("index.html")
    assert 'id="here"' in built.read("index.html")


def test_the_warning_can_be_suppressed(course: Course, build: Build) -> None:
    conf = "suppress_warnings = ['binderhub.unused-file']\n"
    assert build(course(page(":file: x\n"), conf)).warnings == ""


def test_lines_that_are_not_there(course: Course, build: Build) -> None:
    built = build(course(page(":file:\n:lines: 90-99\n")))
    assert "docs/index.md:3: WARNING: Line spec '90-99': no lines pulled" in built.warnings
    assert all("'90-99'" in line for line in built.warnings.splitlines())


def test_a_place_that_is_not_in_the_repository(
    course: Course, build: Build, tmp_path: Path
) -> None:
    source = course()
    outside = tmp_path / "outside.md"
    outside.write_text(page("", ":file: x\n")["docs/index.md"])
    (source / "linked.md").symlink_to(outside)
    built = again(build, source)
    assert "Traceback" not in built.warnings
    assert rows(built.read("linked.html"))[0] == ["Package", "Version", "From"]


def test_without_git(tmp_path: Path, build: Build) -> None:
    write_files(
        tmp_path / "book",
        {
            "conf.py": CONF,
            "index.md": PAGE,
            **{k: v for k, v in FILES.items() if k.startswith("binder/")},
        },
    )
    built = build(tmp_path / "book")
    assert rows(built.read("index.html"))[1][:2] == ["Python", "3.12"]
