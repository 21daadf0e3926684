from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "package-invalid"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n  - python=3.12\n  - numpy>=2.0<3\n"}


@pytest.mark.parametrize(
    "entry",
    [
        *("numpy", "numpy=2.3", "numpy==2.3.*", "numpy 2.3", "numpy >=2,<3", "numpy>=2|<1.20"),
        *("numpy ==", "numpy=", "numpy=2.3=py312h72972c8_0", "blas=*=openblas", "blas * openblas"),
        *("numpy!=2.3", "numpy~=2.3", "pkg 1!2.0", "_libgcc_mutex=0.1=conda_forge", "Pillow"),
        *("conda-forge::numpy>=2", "https://conda.anaconda.org/conda-forge::numpy", "ruamel.yaml"),
        *("numpy[version='>=2,<3']", "libblas[build=*mkl]", "numpy[optional]", "numpy >= 2.0 # x"),
        "https://conda.anaconda.org/conda-forge/noarch/six-1.16.0-pyh6c4a22f_0.tar.bz2#1a2b",
    ],
)
def test_quiet(judge_files: Judge, entry: str) -> None:
    assert not judge_files(RULE, {"environment.yml": f'{GOOD}  - "{entry}"\n'})


@pytest.mark.parametrize(
    ("entry", "fix"),
    [
        ("numpy=>2", "Write `- numpy>=2`."),
        ("numpy =< 2", "Write `- numpy<=2`."),
        ("numpy===2.3", "Write `- numpy==2.3`."),
        ("numpy~2.3", "Write `- numpy=2.3`."),
        ("numpy^2.3", "Write `>=`, `<=`, `=` or `!=`."),
        ("numpy>=2.0<3", "Write `- numpy>=2.0,<3`."),
        ("numpy >=2.0 <3", "Write `- numpy>=2.0,<3`."),
        ("conda-forge::numpy>=2 !=2.1", "Write `- conda-forge::numpy>=2,!=2.1`."),
        ("numpy>=1,>=2<3", "Write a comma between the two."),
        ("numpy>=", "Write `- numpy`."),
        ("numpy scipy>=1", "Write one package a line."),
        ("numpy,scipy", "Write `- numpy` and `- scipy`, one a line."),
        ("numpy;python_version<'3'", "Write `- numpy` alone, or move it into a list under"),
        ("numpy>=2;python_version<'3'", "Write `- numpy` alone, or move it into a list under"),
        ("git+https://github.com/o/r.git", "Move it into a list under `- pip:`."),
        ("r @ git+https://github.com/o/r", "Move it into a list under `- pip:`."),
        ("-e .", "Move it into a list under `- pip:`."),
        ("-r requirements.txt", "Move it into a list under `- pip:`."),
        ("./package", "Move it into a list under `- pip:`."),
        (">=2", "Write the name of a package first"),
        ("{{ name }}", "Write the name as the channel has it"),
    ],
)
def test_error(judge_files: Judge, entry: str, fix: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": f'{GOOD}  - "{entry}"\n'})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yml", 6, 5)
    assert finding.message.startswith(f"conda cannot read `{entry}`: ")
    assert finding.fix.startswith(fix)


def test_warning_where_extras_are_asked_for(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": f"{GOOD}  - dask[complete]>=2026\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert "`[complete]` brings nothing" in finding.message
    assert finding.fix == "Write `- dask>=2026`."


def test_one_finding_for_what_is_alike(judge_files: Judge) -> None:
    text = f"{GOOD}  - scipy=>1\n  - pandas=>2\n  - -e .\n"
    first, second = judge_files(None, {"environment.yml": text})
    assert first.message.startswith("conda cannot read `scipy=>1`, like 1 more here: ")
    assert first.also == (Location("environment.yml", 7, 5),)
    assert second.location == Location("environment.yml", 8, 5)


def test_python_is_reported_once(judge_files: Judge) -> None:
    text = "channels: [conda-forge]\ndependencies:\n  - python=>3.11\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.rule == RULE


def test_two_lines_that_run_together_are_another_rule(judge_files: Judge) -> None:
    text = f"{GOOD}    - git+https://github.com/o/r\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.rule == "no-dependencies"


def test_the_mamba_of_an_old_release_reads_what_conda_reads(judge_files: Judge) -> None:
    files = {"environment.yml": f"{GOOD}  - numpy=>2\n"}
    assert not judge_files(RULE, files, "2024.7.0")
    assert judge_files(RULE, files, "2026.4.0")
    assert judge_files(RULE, {"environment.yml": f"{GOOD}  - numpy>=2<3\n"}, "2024.7.0")


def test_only_where_the_file_is_read(judge_files: Judge) -> None:
    assert not judge_files(RULE, {**SPEAKING, "Dockerfile": "FROM x"})
