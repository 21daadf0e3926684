"""Chapters are read while Sphinx reads their pages, once; rules judge them in every build."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub import chapters
from tests.conftest import CONF, Built, git, notebook

Build = Callable[..., Built]
ENVIRONMENT = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - numpy\n"
FILES = {
    "environment.yml": ENVIRONMENT,
    "docs/conf.py": CONF,
    "docs/index.md": "# Course\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "docs/one.ipynb": notebook("import numpy\nimport seaborn", "open('a.csv')", title="One"),
    "docs/two.ipynb": notebook("import seaborn", "!dot a.dot", title="Two"),
    "docs/text.md": "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n"
    "# Text\n\n```{code-cell}\nimport seaborn, sympy\n```\n",
}


@pytest.fixture
def source(make_repository: Callable[..., Path]) -> Path:
    return make_repository(FILES) / "docs"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths of the notebooks that are read from now on."""
    paths: list[str] = []
    read = chapters.read_notebook

    def note(source: bytes | str, path: str, **options: bool) -> object:
        found = read(source, path, **options)
        if found is not None:
            paths.append(path)
        return found

    monkeypatch.setattr(chapters, "read_notebook", note)
    return paths


def missing(built: Built) -> list[str]:
    """Return what is said of missing packages."""
    ours = [line for line in built.warnings.splitlines() if "[binderhub.import-missing]" in line]
    return sorted(line.partition("WARNING: ")[2] for line in ours)


def test_a_package_is_one_warning_that_lists_its_chapters(source: Path, build: Build) -> None:
    warnings = build(source).warnings
    (line,) = [one for one in warnings.splitlines() if "import-missing" in one and "seaborn" in one]
    assert f"{source / 'one.ipynb'}:2: WARNING: " in line
    assert "Also in docs/text.md:9 cell 2, docs/two.ipynb:1 cell 2." in line
    assert "Add `- seaborn` under `dependencies:` in `environment.yml`." in line


def test_no_page_is_read_twice(source: Path, build: Build, parsed: list[str]) -> None:
    first = build(source)
    assert sorted(parsed) == ["docs/one.ipynb", "docs/text.md", "docs/two.ipynb"]
    parsed.clear()
    assert missing(build(source)) == missing(first)
    assert parsed == []


def test_another_environment_judges_all_pages_and_reads_none(
    source: Path, build: Build, parsed: list[str]
) -> None:
    assert len(missing(build(source))) == 2
    parsed.clear()
    (source.parent / "environment.yml").write_text(ENVIRONMENT + "  - seaborn\n")
    (line,) = missing(build(source))
    assert "sympy" in line
    (source.parent / "environment.yml").write_text(ENVIRONMENT + "  - seaborn\n  - sympy\n")
    assert missing(build(source)) == []
    assert parsed == []


def test_one_changed_page_is_the_one_that_is_read(
    source: Path, build: Build, parsed: list[str]
) -> None:
    build(source)
    parsed.clear()
    (source / "two.ipynb").write_text(notebook("import geopandas", title="Two"))
    found = missing(build(source))
    assert parsed == ["docs/two.ipynb"]
    assert len(found) == 3
    assert "`docs/two.ipynb` (cell 2) imports `geopandas`" in found[2]


def test_a_page_that_is_gone_is_forgotten(source: Path, build: Build) -> None:
    assert any("sympy" in line for line in missing(build(source)))
    (source / "text.md").unlink()
    assert not any("sympy" in line for line in missing(build(source)))


def test_a_page_that_is_no_notebook_any_more_is_forgotten(source: Path, build: Build) -> None:
    build(source)
    (source / "text.md").write_text("# Text\n")
    assert not any("sympy" in line for line in missing(build(source)))


def test_processes_find_the_same(
    make_repository: Callable[..., Path], build: Build, tmp_path: Path
) -> None:
    cells = ("import seaborn", "open('a.csv')", "!dot a.dot", "%load_ext Cython", "x.cuda()")
    many = {f"docs/n{n}.ipynb": notebook(cells[n % 5], title=f"N{n}") for n in range(20)}
    source = make_repository({**FILES, **many}) / "docs"
    found = [build(source, parallel=n, builddir=tmp_path / f"b{n}", freshenv=True) for n in (1, 2)]
    said = [
        sorted(line for line in one.warnings.splitlines() if "[binderhub." in line) for one in found
    ]
    assert said[0] == said[1]
    assert said[0]
    notes = [{line for line in one.messages.splitlines() if "binderhub." in line} for one in found]
    assert notes[0] == notes[1]


def test_the_build_and_the_command_line_say_the_same(
    source: Path, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    from sphinx_binderhub.__main__ import main

    warnings = build(source).warnings
    capsys.readouterr()
    main(["check", str(source)])
    text = capsys.readouterr().out
    for line in text.splitlines():
        place, _, rest = line.partition(": ")
        if rest.startswith(("error ", "warning ")):
            rule, _, message = rest.partition(" ")[2].partition(": ")
            assert f"{source.parent / place.split(':')[0]}:" in warnings
            assert message in warnings
            assert f"[binderhub.{rule}]" in warnings


def test_a_build_in_a_folder_that_moved(source: Path, build: Build, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(source.parent, moved)
    git(moved, "status")
    assert missing(build(moved / "docs")) == missing(build(source))
