from __future__ import annotations

import pytest

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.notebook import Import, Notebook
from tests.rules.conftest import GOOD, Judge

RULE = "shadowed-file"

QUIET = {"binder/environment.yml": GOOD, "Makefile": ""}
SPEAKING = {"binder/notes.md": "", "environment.yml": GOOD}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "apt.txt": "graphviz"},
        {"binder/environment.yml": GOOD, "setup.py": "", "pyproject.toml": "", "setup.cfg": ""},
        {"binder/environment.yml": GOOD, "DESCRIPTION": ""},
        {"binder/environment.yml": GOOD, "environment.yml": GOOD},
        {"binder/environment.yml": GOOD, "requirements.txt": "numpy>=2\nrequests\n"},
        {"binder/environment.yml": GOOD, "requirements.txt": "jupyter-book\nsphinx\n"},
        {"binder/requirements.txt": "numpy\nscipy\n", "environment.yml": GOOD},
        {"binder/requirements.txt": "-r ../requirements.txt", "requirements.txt": "numpy"},
        {
            "binder/environment.yml": GOOD,
            "binder/postBuild": "pip install -r requirements.txt",
            "requirements.txt": "numpy",
        },
        {"binder/Dockerfile": "COPY environment.yml /tmp", "environment.yml": GOOD},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_error_where_the_folder_describes_nothing(judge_files: Judge) -> None:
    files = {"binder/notes.md": "", "apt.txt": "graphviz", "environment.yml": GOOD}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yml")
    assert finding.also == (Location("apt.txt"), Location("binder"))
    assert "`git mv environment.yml apt.txt binder/`" in finding.fix


def test_the_mend_silences(judge_files: Judge) -> None:
    files = {"binder/notes.md": "", "binder/apt.txt": "graphviz", "binder/environment.yml": GOOD}
    assert not judge_files(None, files)


def test_note_where_the_folder_suffices(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": GOOD, "requirements.txt": "scipy"})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("requirements.txt")
    assert finding.fix == (
        "Bring what Binder needs from `requirements.txt` into `binder/environment.yml`; if it is "
        "complete, leave it."
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [("requirements.txt", "scipy"), ("environment.yml", "dependencies: [anaconda]\n")],
)
def test_warning_where_a_chapter_misses_a_package(judge_files: Judge, name: str, text: str) -> None:
    files = {"binder/environment.yml": GOOD, name: text}
    (finding,) = judge_files(RULE, files, None, chapter("a.ipynb", "scipy"))
    assert finding.severity is Severity.WARNING
    (finding,) = judge_files(RULE, files, None, chapter("a.ipynb", "seaborn", "numpy"))
    assert finding.severity is (Severity.NOTE if name == "requirements.txt" else Severity.WARNING)
    files["binder/environment.yml"] += "  - brings-who-knows-what\n"
    (finding,) = judge_files(RULE, files, None, chapter("a.ipynb", "scipy"))
    assert finding.severity is Severity.NOTE


def test_lists_are_brought_over_and_the_rest_is_moved(judge_files: Judge) -> None:
    files = {"binder/environment.yml": GOOD, "requirements.txt": "scipy", "apt.txt": "graphviz"}
    (finding,) = judge_files(None, files)
    assert finding.fix == (
        "Bring what Binder needs from `requirements.txt` into `binder/environment.yml`, and run "
        "`git mv apt.txt binder/`."
    )


def test_a_lock_goes_with_its_list(judge_files: Judge) -> None:
    pipfile = '[packages]\n{} = "*"\n[requires]\npython_version = "3.12"\n'
    files = {"binder/Pipfile": pipfile.format("numpy"), "Pipfile": pipfile.format("scipy")}
    files |= {"binder/Pipfile.lock": '{"default": {}}', "Pipfile.lock": '{"default": {"a": {}}}'}
    (finding,) = judge_files(RULE, files)
    assert finding.severity is Severity.NOTE


def test_note_beside_a_dockerfile_for_binder(judge_files: Judge) -> None:
    image = "FROM quay.io/jupyter/base-notebook:2026-01-05\n"
    files = {"binder/Dockerfile": image, "requirements.txt": "scipy", "postBuild": "#!/bin/sh\n"}
    (finding,) = judge_files(RULE, files)
    assert finding.severity is Severity.NOTE
    assert "If they are meant for Binder, let `binder/Dockerfile` use them" in finding.fix
    del files["postBuild"]
    (finding,) = judge_files(RULE, files)
    assert "If it is meant for Binder, let `binder/Dockerfile` use it" in finding.fix


def test_note_where_it_builds_the_book_too(judge_files: Judge) -> None:
    files = {"binder/environment.yml": GOOD, "requirements.txt": "jupyter-book\nscipy\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)


def test_warning_where_another_kind_of_file_is_lost(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": GOOD, "apt.txt": "graphviz\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)


def test_points_at_the_file_that_is_read_instead(judge_files: Judge) -> None:
    files = {".binder/environment.yml": GOOD, "environment.yml": GOOD + "  - pandas\n"}
    (finding,) = judge_files(None, files)
    assert finding.also == (Location(".binder/environment.yml"),)
    assert "`.binder/`" in finding.message


def test_a_dockerfile_may_serve_something_else(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": GOOD, "Dockerfile": "FROM x"})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert "for anything else that uses it, nothing changes" in finding.message


def test_a_file_named_like_it_in_a_script_does_not_count(judge_files: Judge) -> None:
    files = {
        "binder/environment.yml": GOOD,
        "binder/postBuild": "pip install -r docs/requirements.txt",
        "requirements.txt": "scipy",
    }
    assert judge_files(RULE, files)


def chapter(path: str, *modules: str) -> Chapter:
    imports = tuple(Import(module, 3, 1) for module in modules)
    return Chapter(path, Notebook(language="python", imports=imports))


PACKAGE = {
    "binder/environment.yml": GOOD,
    "pyproject.toml": "[project]\nname = 'course'\n[build-system]\n",
    "src/course/__init__.py": "",
}


def test_a_package_that_a_chapter_imports(judge_files: Judge) -> None:
    files, where = PACKAGE, chapter("book/a.ipynb", "numpy", "course.plots")
    (finding,) = judge_files(RULE, files, None, where)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("pyproject.toml")
    assert finding.also == (Location("book/a.ipynb", line=1, cell=3),)
    assert "`book/a.ipynb` imports `course`" in finding.message
    assert judge_files(None, files, None, where) == [finding]  # of the rules on environment files


def test_a_package_that_no_chapter_imports(judge_files: Judge) -> None:
    assert not judge_files(None, PACKAGE, None, chapter("book/a.ipynb", "numpy"))


@pytest.mark.parametrize(
    "mend",
    [
        {"binder/environment.yml": GOOD + "  - pip\n  - pip:\n    - -e ..\n"},
        {"binder/postBuild": "#!/bin/sh\nset -e\npython -m pip install .\n"},
        {"book/course.py": ""},
        # seen on public repositories: the released package
        {"binder/environment.yml": GOOD + "  - course\n"},
        {"binder/environment.yml": GOOD + "  - pip\n  - pip:\n    - course[all]==1.2\n"},
    ],
)
def test_a_package_that_is_there_all_the_same(judge_files: Judge, mend: dict[str, str]) -> None:
    assert not judge_files(None, {**PACKAGE, **mend}, None, chapter("book/a.ipynb", "course"))


@pytest.mark.parametrize(
    "said",
    [
        {"search_paths": frozenset({"../src"})},
        {"install_files": frozenset({"requirements.txt"})},
        {"installs": frozenset({"course"})},
    ],
)
def test_a_chapter_that_sees_to_it_itself(
    judge_files: Judge, said: dict[str, frozenset[str]]
) -> None:
    notebook = Notebook(language="python", imports=(Import("course", 3, 1),), **said)
    assert not judge_files(RULE, PACKAGE, None, Chapter("book/a.ipynb", notebook))


def test_a_folder_whose_list_is_not_used_describes_something(judge_files: Judge) -> None:
    """Seen on a public repository: the cause is the other file in the folder."""
    files = {".binder/requirements.txt": "numpy", ".binder/runtime.txt": "python - 3.9"}
    found = judge_files(None, {**files, "environment.yml": GOOD + "  - scipy\n"})
    assert [(one.rule, one.severity) for one in found] == [
        ("runtime-language", Severity.ERROR),
        (RULE, Severity.NOTE),
    ]
