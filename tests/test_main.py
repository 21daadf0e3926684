"""The command line, run as users run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import sphinx_binderhub
from sphinx_binderhub import __version__
from sphinx_binderhub.__main__ import main
from sphinx_binderhub.notebook import Need
from sphinx_binderhub.rules import all_rules
from tests.conftest import ENVIRONMENT, TEXT_NOTEBOOK, git, notebook

HUB = "https://mybinder.org/v2"


@pytest.fixture
def run(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs a command in a directory: status, output, messages."""

    def command(folder: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(folder)
        try:
            status = main(arguments)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
        out, err = capfd.readouterr()
        return status, out, err

    return command


Run = Callable[..., tuple[int, str, str]]
Make = Callable[..., Path]


@pytest.fixture
def course(make_repository: Make) -> Path:
    return make_repository(
        {
            "docs/conf.py": "",
            "docs/ch/one.ipynb": notebook("import numpy"),
            "docs/ch/R&D #1.ipynb": notebook(),
            "docs/ch/text.md": TEXT_NOTEBOOK,
            "docs/ch/pair.md": TEXT_NOTEBOOK,
            "docs/ch/pair.ipynb": notebook(),
            "README.md": "# Course",
            "binder/environment.yml": ENVIRONMENT,
        }
    )


def test_version(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == (0, f"sphinx-binderhub {__version__}\n", "")


def test_url_from_the_root_and_from_below(run: Run, course: Path) -> None:
    expected = (0, f"{HUB}/gh/o/r/main?labpath=docs/ch/one.ipynb\n", "")
    assert run(course, "url", "docs/ch/one.ipynb") == expected
    assert run(course / "docs" / "ch", "url", "one.ipynb") == expected
    assert run(course / "docs", "url", str(course / "docs" / "ch" / "one.ipynb")) == expected


@pytest.mark.parametrize(
    ("arguments", "link"),
    [
        (["docs/ch/R&D #1.ipynb"], "main?urlpath=doc%2Ftree%2Fdocs%2Fch%2FR%2526D%2520%25231.ipynb&_=%FF"),
        (["docs/ch/pair.md"], "main?labpath=docs/ch/pair.ipynb"),
        (["README.md"], "main?labpath=README.md"),
        (["docs/ch"], "main?labpath=docs/ch"),
        (["."], "main"),
        (["docs/ch/one.ipynb", "--interface", "notebook"], "main?filepath=docs/ch/one.ipynb"),
        (["docs/ch/one.ipynb", "--ref", "rel(1)"], "rel(1)?labpath=docs/ch/one.ipynb"),
    ],
)  # fmt: skip
def test_what_opens(run: Run, course: Path, arguments: list[str], link: str) -> None:
    assert run(course, "url", *arguments) == (0, f"{HUB}/gh/o/r/{link}\n", "")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("docs/ch/text.md", "text notebook"),
        ("docs/ch/on.ipynb", "did you mean `docs/ch/one.ipynb`"),
        ("docs/loose.ipynb", "is not committed"),
        ("nothing/here.ipynb", "no folder"),
    ],
)
def test_what_cannot_be_launched(run: Run, course: Path, path: str, why: str) -> None:
    (course / "docs" / "loose.ipynb").write_text(notebook())
    status, out, err = run(course, "url", path)
    assert (status, out) == (1, "")
    assert why in err


def test_outside_the_repository(run: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_text(notebook())
    status, out, err = run(course, "url", "../x.ipynb")
    assert (status, out) == (2, "")
    assert "outside the repository" in err


def test_another_repository_needs_neither_git_nor_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    arguments = ["url", "a b/x.ipynb", "--repository", "https://gitlab.com/g/s/r.git"]
    assert run(tmp_path, *arguments)[1] == f"{HUB}/gl/g%2Fs%2Fr/HEAD?labpath=a%20b/x.ipynb\n"
    arguments += ["--ref", "v1", "--hub", "https://hub.example.org/"]
    assert run(tmp_path, *arguments)[1].startswith("https://hub.example.org/v2/gl/g%2Fs%2Fr/v1?")


def test_another_repository_has_its_own_files(run: Run, course: Path) -> None:
    status, out, _ = run(course, "url", "not/here.ipynb", "--repository", "a/b")
    assert (status, out) == (0, f"{HUB}/gh/a/b/HEAD?labpath=not/here.ipynb\n")
    assert run(course, "url", "../x.ipynb", "--repository", "a/b")[0] == 1


def test_the_books_options_count_and_the_command_line_wins(run: Run, course: Path) -> None:
    (course / "docs" / "conf.py").write_text(
        'binderhub_url = "https://h.org"\nbinderhub_repository = "a/b"\nbinderhub_ref = "dev"\n'
    )
    assert run(course, "url", "docs/ch/one.ipynb")[1].startswith("https://h.org/v2/gh/a/b/dev?")
    assert run(course / "docs", "badge", "--repository", "c/d")[1].count("h.org/v2/gh/c/d/HEAD)")
    assert run(course, "badge", "--ref", "x")[1].count("h.org/v2/gh/a/b/x)")


def test_badges(run: Run, course: Path) -> None:
    link = f"{HUB}/gh/o/r/main"
    image = "https://mybinder.org/badge_logo.svg"
    assert run(course, "badge") == (0, f"[![Binder]({image})]({link})\n", "")
    rst = f".. image:: {image}\n   :target: {link}\n   :alt: Binder\n"
    assert run(course, "badge", "--format", "rst") == (0, rst, "")
    path = "docs/ch/R&D #1.ipynb"
    _, html, _ = run(course, "badge", path, "--format", "html")
    assert html.startswith(f'<a href="{link}?urlpath=')
    assert html.endswith(f'&amp;_=%FF"><img src="{image}" alt="Binder"></a>\n')
    assert f"(<{HUB}/gh/o/r/rel(1)>)" in run(course, "badge", "--ref", "rel(1)")[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--hub", "mybinder.org"], "--hub: 'mybinder.org' does not begin"),
        (["--interface", "jupyter"], "--interface: 'jupyter' is not one of"),
        (["--repository", "nonsense"], "--repository: 'nonsense' is neither"),
        (["--ref", "a b"], "--ref: 'a b' cannot be"),
    ],
)
def test_bad_options_are_usage_errors(
    run: Run, course: Path, arguments: list[str], message: str
) -> None:
    status, out, err = run(course, "badge", *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_a_bad_option_of_the_book_is_a_finding_and_ends_in_no_link(run: Run, course: Path) -> None:
    (course / "docs" / "conf.py").write_text('binderhub_url = "mybinder.org"\n')
    status, out, err = run(course, "badge")
    assert (status, out) == (1, "")
    assert "`binderhub_url` cannot be used: 'mybinder.org'" in err
    assert run(course, "badge", "--hub", "https://h.org")[0] == 0
    status, out, _ = run(course, "check")
    assert status == 1
    assert "docs/conf.py:1: error invalid-option: binderhub_url: 'mybinder.org'" in out


def test_check_honours_suppress_warnings(run: Run, course: Path) -> None:
    (course / "binder" / "environment.yml").write_text("dependencies: [numpy]\n")
    assert "python-unpinned" in run(course, "check")[1]
    for switch in ("binderhub.python-unpinned", "binderhub.*", "binderhub"):
        (course / "docs" / "conf.py").write_text(f"suppress_warnings = [{switch!r}]\n")
        assert "python-unpinned" not in run(course, "check")[1]


def test_no_repository(run: Run, tmp_path: Path) -> None:
    status, out, err = run(tmp_path, "badge")
    assert (status, out) == (1, "")
    assert "no repository" in err


def test_notes_about_what_cannot_be_read_go_to_stderr(run: Run, course: Path) -> None:
    (course / "docs" / "conf.py").write_text("binderhub_ref = compute()\n")
    status, out, err = run(course, "badge")
    assert (status, out.count("/main")) == (0, 1)
    assert "`binderhub_ref` in 'conf.py' is not a literal value" in err


def test_check_as_text(run: Run, course: Path) -> None:
    (course / "binder" / "environment.yml").write_text("dependencies:\n")
    status, out, _ = run(course, "check")
    assert status == 1
    first = out.splitlines()[0]
    assert first.startswith("binder/environment.yml")
    assert " error no-dependencies: " in out
    assert "    mend: " in out
    assert out.splitlines()[-1].startswith("5 notebooks: ")


def test_check_as_json(run: Run, course: Path) -> None:
    status, out, _ = run(course, "check", "--format", "json")
    report = json.loads(out)
    schema = json.loads((Path(sphinx_binderhub.__file__).parent / "schemas/check.json").read_text())
    jsonschema.validate(report, schema)
    assert status == 0
    assert report["version"] == 1
    assert report["repository"] == {"provider": "gh", "spec": "o/r", "ref": "main"}
    assert report["summary"]["error"] == 0
    one = next(entry for entry in report["notebooks"] if entry["path"] == "docs/ch/one.ipynb")
    assert one["language"] == "python"
    assert one["imports"] == [
        {"module": "numpy", "cell": 2, "line": 1, "optional": False, "package": "numpy",
         "certain": True}
    ]  # fmt: skip


def test_check_as_json_lists_what_a_notebook_needs(run: Run, course: Path) -> None:
    (course / "docs" / "needy.ipynb").write_text(
        notebook("open('a.txt')", "x = 'http://me:secret@a.org:8080'")
    )
    subprocess.run(["git", "add", "."], cwd=course, check=True)
    _, out, _ = run(course, "check", "--format", "json")
    report = json.loads(out)
    schema = json.loads((Path(sphinx_binderhub.__file__).parent / "schemas/check.json").read_text())
    jsonschema.validate(report, schema)
    kinds = schema["$defs"]["need"]["properties"]["kind"]["enum"]
    said = re.findall(r"^\s*- (.*?):", Need.__doc__ or "", re.MULTILINE)
    assert kinds == sorted(re.findall(r"`(\w+)`", " ".join(said)))
    one = next(entry for entry in report["notebooks"] if entry["path"] == "docs/needy.ipynb")
    assert one["needs"] == [
        {"kind": "read", "name": "a.txt", "cell": 2, "line": 1, "optional": False, "by": "open"},
        {"kind": "address", "name": "http://a.org:8080", "cell": 3, "line": 1,
         "optional": False, "by": "http://a.org:8080"},
    ]  # fmt: skip
    assert "secret" not in out


def test_check_status_and_ignore(run: Run, course: Path) -> None:
    (course / "binder" / "environment.yml").write_text("dependencies: [numpy]\n")
    assert run(course, "check")[0] == 0
    assert run(course, "check", "--fail-on", "warning")[0] == 1
    ignored = run(course, "check", "--fail-on", "warning", "--ignore", "python-unpinned")
    assert ignored[0] == 0
    assert "python-unpinned" not in ignored[1]
    selected = run(course, "check", "--select", "python-unpinned", "--select", "no-repository")
    assert {line.split()[2] for line in selected[1].splitlines() if ": warning" in line} == {
        "python-unpinned:"
    }
    assert run(course, "check", "--fail-on", "warning", "--select", "import-missing")[0] == 0
    both = ["--select", "python-unpinned", "--ignore", "python-unpinned"]
    assert run(course, "check", "--fail-on", "warning", *both)[0] == 0
    for flag in ("--ignore", "--select"):
        status, _, err = run(course, "check", flag, "python-unpined")
        assert status == 2
        assert f"{flag}: there is no rule 'python-unpined'; did you mean 'python-unpinned'" in err


def test_check_as_github_annotations(run: Run, course: Path) -> None:
    (course / "binder" / "environment.yml").write_text("dependencies:\n")
    _, out, _ = run(course, "check", "--format", "github")
    assert "\n::error file=binder/environment.yml," in f"\n{out}"


@pytest.mark.parametrize("name", ["missing", "file"])
def test_check_of_no_directory(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    status, out, err = run(tmp_path, "check", name)
    assert (status, out) == (2, "")
    assert "not a directory" in err


def test_check_of_a_bare_and_of_an_empty_repository(run: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "bare.git")
    git(tmp_path, "init", "--quiet", "empty")
    for name in ("bare.git", "empty"):
        status, out, _ = run(tmp_path, "check", name)
        assert status in {0, 1}
        assert "no-repository" in out


def test_explain(run: Run, tmp_path: Path) -> None:
    status, out, _ = run(tmp_path, "explain")
    lines = out.splitlines()
    assert status == 0
    assert len(lines) == len(all_rules())
    assert lines == sorted(lines)
    assert all(len(line.split("  ", 2)) == 3 for line in lines)
    status, out, _ = run(tmp_path, "explain", "no-repository")
    assert status == 0
    assert "zip download" in out
    status, out, err = run(tmp_path, "explain", "no-repo")
    assert (status, out) == (2, "")
    assert "did you mean 'no-repository'" in err


def test_it_runs_as_a_module_without_sphinx(course: Path) -> None:
    code = (
        "import sys; sys.modules['sphinx'] = sys.modules['docutils'] = None\n"
        "from sphinx_binderhub.__main__ import main; sys.exit(main(['badge']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, check=True)
    assert done.stdout.endswith(b"/v2/gh/o/r/main)\n")
    module = [sys.executable, "-m", "sphinx_binderhub", "badge"]
    done = subprocess.run(module, cwd=course, capture_output=True, check=True)
    assert done.stdout.endswith(b"/v2/gh/o/r/main)\n")


def test_output_is_utf8_whatever_the_locale(course: Path) -> None:
    surroundings = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    (course / "docs" / "é.ipynb").write_text("not json")
    git(course, "add", "--all")
    command = [sys.executable, "-m", "sphinx_binderhub", "check"]
    done = subprocess.run(command, cwd=course, capture_output=True, env=surroundings, check=False)
    assert "docs/é.ipynb" in done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_output_that_cannot_be_written_is_one_sentence(course: Path) -> None:
    command = [sys.executable, "-m", "sphinx_binderhub", "explain"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert (
        done.stderr == b"sphinx-binderhub: the output cannot be written (No space left on device)\n"
    )


def test_a_reader_that_goes_away_is_no_error(course: Path) -> None:
    line = f"'{sys.executable}' -m sphinx_binderhub check --format json | true"
    done = subprocess.run(["sh", "-c", line], cwd=course, capture_output=True, check=False)
    assert done.stderr == b""


def test_the_files_here_are_not_those_of_another_repository(run: Run, course: Path) -> None:
    out = run(course / "docs" / "ch", "url", "text.md", "--repository", "a/b")[1]
    assert out == f"{HUB}/gh/a/b/HEAD?labpath=text.md\n"


def test_odd_paths_are_one_sentence(run: Run, course: Path) -> None:
    (course / "zz\x1b]0;x\x07.ipynb").write_text(notebook())
    git(course, "add", "--all")
    status, out, err = run(course, "url", "zz0;x.ipynb")
    assert (status, out) == (1, "")
    assert "\x1b" not in err
    assert run(course, "url", "a" * 300)[0] == 1


def test_a_file_that_a_sparse_checkout_left_out_is_no_error(run: Run, course: Path) -> None:
    (course / "docs" / "ch" / "one.ipynb").unlink()
    assert "notebook-invalid" not in run(course, "check")[1]


def test_the_word_of_a_page_counts_and_the_command_line_over_it(run: Run, course: Path) -> None:
    text = notebook().replace(
        '"kernelspec"',
        '"binderhub": {"repository": "a/b", "ref": "v1", "interface": "notebook"}, "kernelspec"',
    )
    (course / "worded.ipynb").write_text(text)
    assert run(course, "url", "worded.ipynb")[1].startswith(
        "https://mybinder.org/v2/gh/a/b/v1?filepath="
    )
    _, out, _ = run(course, "url", "worded.ipynb", "--ref", "dev", "--interface", "rstudio")
    assert out == "https://mybinder.org/v2/gh/o/r/dev?urlpath=rstudio\n"


def test_front_matter_is_a_pages_word_too(run: Run, course: Path) -> None:
    (course / "plain.md").write_text("---\nbinderhub: {ref: v2, interface: terminal}\n---\n# X\n")
    assert run(course, "url", "plain.md")[1] == (
        "https://mybinder.org/v2/gh/o/r/v2?urlpath=terminals/1\n"
    )


@pytest.mark.parametrize("flag", ["--environment-ref", "--environment-repository"])
def test_a_bad_environment_names_its_flags(run: Run, course: Path, flag: str) -> None:
    status, out, err = run(course, "badge", flag, "x y")
    assert (status, out) == (2, "")
    assert "--environment-repository, --environment-ref: 'x y'" in err


def test_a_ref_that_is_typed_is_believed_with_a_note(run: Run, course: Path) -> None:
    head = git(course, "rev-parse", "HEAD")
    git(course, "update-ref", "refs/remotes/origin/main", head)
    status, out, err = run(course, "url", "docs/ch/one.ipynb", "--ref", "mian")
    assert (status, out) == (0, f"{HUB}/gh/o/r/mian?labpath=docs/ch/one.ipynb\n")
    assert "this clone knows no branch or tag 'mian'" in err
    (course / "docs/conf.py").write_text("binderhub_ref = 'mian'\n")
    status, out, err = run(course, "url", "docs/ch/one.ipynb")
    assert (status, out) == (1, "")
    assert "did you mean 'main'?" in err


def test_environment(run: Run, course: Path) -> None:
    status, out, err = run(course / "docs", "environment", "--format", "json")
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert (found["buildpack"], found["binder_directory"]) == ("conda", "binder")
    assert run(course, "environment", str(course))[1].startswith("profile: mybinder.org")


def test_environment_of_what_stops_is_an_answer(run: Run, make_repository: Make) -> None:
    folder = make_repository({"runtime.txt": "3.12", "requirements.txt": ""})
    status, out, _ = run(folder, "environment")
    assert status == 0
    assert "\nfailure: " in out


def test_environment_of_a_profile(run: Run, course: Path) -> None:
    out = run(course, "environment", "--profile", "2024.7.0")[1]
    assert out.startswith("profile: 2024.7.0\n")
    status, out, err = run(course, "environment", "--profile", "2024.7")
    assert (status, out) == (2, "")
    assert "--profile" in err
    assert "2024.7.0" in err


def test_environment_of_no_directory(run: Run, tmp_path: Path) -> None:
    status, out, err = run(tmp_path, "environment", "nowhere")
    assert (status, out) == (2, "")
    assert "'nowhere' is not a directory" in err


def test_nothing_of_the_checked_folder_is_run(course: Path) -> None:
    for name in ("json", "re", "typing", "argparse", "packaging"):
        (course / f"{name}.py").write_text("open('executed', 'w')\n")
    command = [sys.executable, "-m", "sphinx_binderhub", "check", "."]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (course / "executed").exists()


def test_a_module_with_a_name_too_long_for_a_file(run: Run, course: Path) -> None:
    (course / "docs" / "long.ipynb").write_text(notebook(f"import {'a' * 300}, seaborn"))
    subprocess.run(["git", "add", "."], cwd=course, check=True)
    status, out, err = run(course, "check")
    assert (status, err) == (1, "")
    assert "imports `seaborn`" in out


def test_select_says_the_same_as_the_whole(run: Run, course: Path) -> None:
    (course / "tools").mkdir()
    (course / "tools" / "helper.py").write_text("")
    cells = "def download(url): ...\ndownload('https://example.org/helper.py')", "import helper"
    (course / "docs" / "own.ipynb").write_text(notebook(*cells, "import seaborn"))
    (course / "docs" / "lost.ipynb").write_text(notebook("import helper"))
    subprocess.run(["git", "add", "."], cwd=course, check=True)
    for rule in ("import-missing", "local-package-not-installed"):
        whole = [line for line in run(course, "check")[1].splitlines() if f" {rule}: " in line]
        out = run(course, "check", "--select", rule)[1].splitlines()
        assert [line for line in out if f" {rule}: " in line] == whole
