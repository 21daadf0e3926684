from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "requirement-invalid"
RUNTIME = {"runtime.txt": "python-3.12"}
NAME = "requirements.txt"
QUIET = {**RUNTIME, NAME: "numpy==2.3.2  # a comment\npandas[excel]>=2,<3; python_version > '3'\n"}
SPEAKING = {**RUNTIME, NAME: "pandas==2.3.2\nnumpy=2.3.2\n"}
CONDA = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - pip\n  - pip:\n    - "


@pytest.mark.parametrize(
    "text",
    [
        "", "numpy", "# numpy=2", "numpy==2.3;", "numpy (>=2)", "--pre\nnumpy", "-i https://x.org/y",
        "numpy \\\n  >=2", "numpy --hash=sha256:abc", "numpy==${VERSION}", "${PACKAGES}",
        "a @ https://example.org/a.zip", "git+https://example.org/a.git@v1#egg=a",
        "-e git+https://example.org/a.git@v1#egg=a", "numpy>=1.2; python_version<'3.0'",
        "numpy===2.3", "numpy==2.*", "numpy!=2.*", "numpy~=2.3", "numpy<2.0.0rc1", "Numpy_2.x",
        "numpy # -r nothing=1", "--find-links https://example.org/a\na-package", "-", "--no-index",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**RUNTIME, NAME: text})


@pytest.mark.parametrize("python", ["3.7", "3.6"])
@pytest.mark.parametrize("text", ["numpy>=1.2.*", "pytz>dev", "a --install-option='--x'"])
def test_quiet_where_an_older_pip_reads_it(judge_files: Judge, text: str, python: str) -> None:
    old = {"runtime.txt": f"python-{python}", NAME: text}
    assert bool(judge_files(RULE, old)) is ("--" in text and python == "3.7")
    assert judge_files(RULE, {**RUNTIME, NAME: text})
    assert not judge_files(RULE, {**RUNTIME, NAME: "pytz>dev"}, "2024.7.0")


def test_quiet_where_pip_is_held_back(judge_files: Judge) -> None:
    text = CONDA.replace("- pip\n", "- pip=23\n") + "numpy>=1.2.*\n"
    assert not judge_files(RULE, {"environment.yml": text})


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": "dependencies: [python=3.12]", NAME: "numpy=2"},
        {"binder/environment.yml": "dependencies: [python=3.12]", NAME: "numpy=2"},
        {**RUNTIME, NAME: "numpy", "dev.txt": "numpy=2"},
        {"Dockerfile": "FROM x", NAME: "numpy=2"},
    ],
)
def test_quiet_about_files_that_are_not_installed(
    judge_files: Judge, files: dict[str, str]
) -> None:
    assert not judge_files(RULE, files)


def test_speaks_once(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 1)
    assert finding.fix == "Write `numpy==2.3.2`."
    assert finding.message == (
        "`numpy=2.3.2` is written as conda writes it; pip wants `==` before the version. "
        "pip stops there, and the build fails."
    )


def test_in_a_conda_list(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": f"{CONDA}scipy 1.16\n"})
    assert finding.rule == RULE
    assert finding.location == Location("binder/environment.yml", 6, 7)
    assert finding.fix == "Write `scipy==1.16`."


def test_one_mistake_in_many_lines_is_one_finding(judge_files: Judge) -> None:
    text = "# platform: win-64\n_libgcc_mutex=0.1=main\n  numpy=1.2=py39\nscipy==1\nscipy scipy\n"
    first, second = judge_files(RULE, {**RUNTIME, NAME: text})
    assert (first.location, first.also) == (Location(NAME, 2, 1), (Location(NAME, 3, 3),))
    assert "`python -m pip list --format=freeze > requirements.txt`" in first.fix
    assert second.location == Location(NAME, 5, 1)
    many = "".join(f"package{number}=1.{number}\n" for number in range(50))
    (finding,) = judge_files(None, {**RUNTIME, NAME: many})
    assert len(finding.also) == 49
    assert finding.message.endswith("The same is wrong in 49 more lines.")


def test_the_table_of_pip_list_is_one_mistake(judge_files: Judge) -> None:
    text = "Package    Version\n---------- -------\nnumpy      2.3.2\nscipy      1.16\n"
    (finding,) = judge_files(None, {**RUNTIME, NAME: text})
    assert finding.location == Location(NAME, 1, 1)
    assert "`python -m pip list --format=freeze > requirements.txt`" in finding.fix


@pytest.mark.parametrize("name", ["dev.txt", "limits.txt"])
def test_in_a_file_that_is_included(judge_files: Judge, name: str) -> None:
    text = f"-{'r' if name == 'dev.txt' else 'c'} req/{name}\nnumpy==2.3.2\n"
    (finding,) = judge_files(None, {**RUNTIME, NAME: text, f"req/{name}": "\nscipy=1\n"})
    assert finding.location == Location(f"req/{name}", 2, 1)


def test_a_file_that_is_not_utf_8(judge_files: Judge) -> None:
    content = "numpy==2.3.2\nscipy==1.16  # für\n".encode("latin-1")
    (finding,) = judge_files(None, {**RUNTIME, NAME: content})
    assert (finding.severity, finding.location) == (Severity.ERROR, Location(NAME, 2))
    assert finding.fix == "Save the file as UTF-8."


def test_what_pip_passes_over_is_a_warning(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: "- numpy==2.3.2\n- scipy\n"})
    assert (finding.severity, finding.location) == (Severity.WARNING, Location(NAME, 1, 1))
    assert finding.also == (Location(NAME, 2, 1),)
    assert finding.message.startswith("pip passes over `numpy==2.3.2`")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({NAME: f"numpy==2.3.2\n-r {NAME}\n"}, Location(NAME, 2, 1)),
        ({NAME: "-r a.txt\n", "a.txt": "-r b.txt", "b.txt": "numpy==2\n-r a.txt\n"},
         Location("a.txt", 1, 1)),
    ],
)  # fmt: skip
def test_a_file_that_includes_itself(
    judge_files: Judge, files: dict[str, str], place: Location
) -> None:
    (finding,) = judge_files(None, {**RUNTIME, **files})
    assert (finding.rule, finding.severity, finding.location) == (RULE, Severity.ERROR, place)
    assert "itself" in finding.message


def test_a_file_included_twice_is_no_cycle(judge_files: Judge) -> None:
    files = {NAME: "-r a.txt\n-r b.txt\n", "a.txt": "-r b.txt", "b.txt": "numpy==2.3.2"}
    assert not judge_files(RULE, {**RUNTIME, **files})


def test_a_file_that_is_too_large_is_said_to_be(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {**RUNTIME, NAME: "numpy\n" * 60_000})
    assert finding.severity == Severity.WARNING
    assert "could not be checked" in finding.message
