"""Reports for code scanning: SARIF's own rules, and what GitHub takes and refuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_binderhub import __version__
from sphinx_binderhub.book import Book
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.report.sarif import RELATED, as_sarif
from sphinx_binderhub.report.sarif_places import location
from sphinx_binderhub.rules import all_rules
from sphinx_binderhub.tree import Tree
from tests.conftest import ENVIRONMENT, TEXT_NOTEBOOK, git, notebook
from tests.report.validator import Missing, complaints, install

REPOSITORY = Path(__file__).parents[2]
PROJECT = Project(Tree(Path("/nowhere")))
FOUND = Finding(
    "`one.ipynb` (cell 2) and 3 other chapters import `pandas`",
    "Add it",
    Location("one.ipynb", 1, 8, 2),
    Severity.ERROR,
    (Location("two.md", 9, 1, 3), Location("three.ipynb", 4, None, 5)),
    "import-missing",
)

SHAPES = {
    "sarifLog": ("$schema version runs", ""),
    "run": ("tool originalUriBaseIds columnKind results", ""),
    "driver": ("name version rules", "informationUri"),
    "rule": (
        "id shortDescription fullDescription help defaultConfiguration properties",
        "helpUri",
    ),
    "result": (
        "ruleId ruleIndex level message locations partialFingerprints",
        "relatedLocations",
    ),
    "location": ("physicalLocation", "id message logicalLocations"),
    "physicalLocation": ("artifactLocation region", ""),
    "artifactLocation": ("uri uriBaseId", ""),
    "region": ("startLine", "startColumn"),
    "logicalLocation": ("name kind", ""),
}
"""Of each object of SARIF, the properties that GitHub or the standard asks for, and the others."""


def run_of(*findings: Finding, project: Project = PROJECT) -> dict[str, Any]:
    log = json.loads(as_sarif(project, findings))
    assert log["version"] == "2.1.0"
    fits("sarifLog", log)
    (run,) = log["runs"]
    return dict(run)


def result_of(finding: Finding, project: Project = PROJECT) -> dict[str, Any]:
    (result,) = run_of(finding, project=project)["results"]
    return dict(result)


def fits(kind: str, found: dict[str, Any]) -> None:
    asked, others = (set(names.split()) for names in SHAPES[kind])
    assert asked <= found.keys() <= asked | others, kind


def place_fits(found: dict[str, Any]) -> None:
    fits("location", found)
    physical = found["physicalLocation"]
    fits("physicalLocation", physical)
    fits("artifactLocation", physical["artifactLocation"])
    fits("region", physical["region"])
    assert all(number >= 1 for number in physical["region"].values())
    for logical in found.get("logicalLocations", []):
        fits("logicalLocation", logical)


def test_every_object_has_what_the_standard_and_github_ask_for() -> None:
    run = run_of(FOUND, replace(FOUND, location=Location(), rule="no-environment"))
    fits("run", run)
    assert run["columnKind"] == "unicodeCodePoints"
    (base,) = run["originalUriBaseIds"]
    for result in run["results"]:
        fits("result", result)
        assert result["message"]["text"]
        for place in [*result["locations"], *result.get("relatedLocations", [])]:
            place_fits(place)
            assert place["physicalLocation"]["artifactLocation"]["uriBaseId"] == base


def test_the_tool_says_what_it_is() -> None:
    driver = run_of()["tool"]["driver"]
    fits("driver", driver)
    assert (driver["name"], driver["version"]) == ("sphinx-binderhub", __version__)
    assert f'Homepage = "{driver["informationUri"]}"' in (REPOSITORY / "pyproject.toml").read_text()


def test_every_rule_is_described_within_githubs_limits() -> None:
    driver = run_of()["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in all_rules()]
    for told, rule in zip(driver["rules"], all_rules(), strict=True):
        fits("rule", told)
        assert told["shortDescription"]["text"] == f"{rule.summary}."
        assert told["fullDescription"]["text"].startswith(f"{rule.summary}. ")
        assert len(told["shortDescription"]["text"]) <= len(told["fullDescription"]["text"]) <= 1024
        assert told["defaultConfiguration"]["level"] == rule.severity.label
        assert len(told["properties"]["tags"]) <= 10
        assert told["properties"]["problem.severity"] in {"error", "warning", "recommendation"}


def test_a_rule_is_explained_as_everywhere_else() -> None:
    for told, rule in zip(run_of()["tool"]["driver"]["rules"], all_rules(), strict=True):
        assert rule.text in told["help"]["text"]
        assert rule.summary in told["help"]["markdown"]
        assert not re.search(r"^\S.*::$", told["help"]["markdown"], re.MULTILINE)
        assert f'"binderhub.{rule.name}"' in told["help"]["markdown"]
        path = told["helpUri"].partition("/blob/main/")[2]
        assert (REPOSITORY / path).is_file()


@pytest.mark.parametrize("severity", list(Severity))
def test_a_result_names_its_rule_and_its_level(severity: Severity) -> None:
    result = result_of(replace(FOUND, severity=severity))
    assert result["level"] == severity.label in {"note", "warning", "error"}
    rules = run_of()["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "import-missing"


def test_further_places_are_linked_from_the_message() -> None:
    result = result_of(FOUND)
    assert result["message"]["text"] == (
        "`one.ipynb` (cell 2) and 3 other chapters import `pandas`. "
        "Also in [two.md:9:1](1), [three.ipynb:4](2). Add it."
    )
    places = result["relatedLocations"]
    assert [place["id"] for place in places] == [1, 2]
    assert [place["message"]["text"] for place in places] == ["two.md:9:1", "three.ipynb:4"]


def test_no_more_places_are_given_than_github_takes() -> None:
    many = tuple(Location(f"{number}.ipynb") for number in range(2000))
    result = result_of(replace(FOUND, also=many))
    assert len(result["relatedLocations"]) == RELATED <= 1000
    assert "[4.ipynb](5) and 1995 more. " in result["message"]["text"]


def test_a_name_cannot_be_a_link() -> None:
    name = "[prize](https://evil.example)"
    text = result_of(Finding(f"`{name}` is bad", "f", also=(Location(name),), rule="unlaunchable"))[
        "message"
    ]["text"]
    assert text.startswith("`[prize] (https://evil.example)` is bad. ")
    assert "Also in [\\[prize\\](https://evil.example)](1)." in text


@pytest.mark.parametrize(
    ("place", "region", "cell"),
    [
        (Location("a.yml", 3, 5), {"startLine": 3, "startColumn": 5}, None),
        (Location("a.yml", 3), {"startLine": 3}, None),
        (Location("a.yml", None, 5), {"startLine": 1}, None),
        (Location("a.yml"), {"startLine": 1}, None),
        (Location("a.ipynb", 3, 5, 2), {"startLine": 1}, "cell 2, line 3"),
        (Location("a.ipynb", None, None, 2), {"startLine": 1}, "cell 2"),
        (Location("a.ipynb", 7), {"startLine": 7}, None),
        (Location("a.md", 3, 5, 2), {"startLine": 3, "startColumn": 5}, "cell 2"),
        (Location(None, 3, 5), {"startLine": 1}, None),
    ],
)
def test_a_line_is_one_of_the_file(
    place: Location, region: dict[str, int], cell: str | None
) -> None:
    found = location(place, "conf.py")
    place_fits(found)
    assert found["physicalLocation"]["region"] == region
    assert [logical["name"] for logical in found.get("logicalLocations", [])] == [cell] * bool(cell)


@pytest.mark.parametrize(
    ("files", "configured", "file"),
    [
        ({"docs/conf.py": "", "README.md": "", "a.py": ""}, True, "docs/conf.py"),
        ({"docs/conf.py": "", "readme.rst": "", "a.py": ""}, False, "readme.rst"),
        ({"b/README.md": "", "b/a.py": ""}, False, "b/README.md"),
        ({}, False, "README.md"),
    ],
)
def test_what_is_about_the_whole_repository_has_a_file_all_the_same(
    make_tree: Callable[[Any], Tree], files: dict[str, str], configured: bool, file: str
) -> None:
    tree = make_tree(files)
    book = Book(tree.root, tree.root / "docs/conf.py") if configured else Book(tree.root)
    finding = Finding("No file", "Add one", rule="no-environment")
    (place,) = result_of(finding, Project(tree, book=book))["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == file
    assert "whole" in place["message"]["text"]


ADDRESS = re.compile(r"(?:[\w.~-]|%[0-9A-F]{2})+(?:/(?:[\w.~-]|%[0-9A-F]{2})+)*", re.ASCII)


@given(st.binary(min_size=1).filter(lambda name: b"\0" not in name and not name.startswith(b"/")))
def test_every_name_of_a_file_is_an_address(name: bytes) -> None:
    path = name.decode("utf-8", "surrogateescape").strip("/").replace("//", "/") or "x"
    found = location(Location(path), "conf.py")["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote_to_bytes(found) == path.encode("utf-8", "surrogateescape")
    if "//" not in path:
        assert ADDRESS.fullmatch(found)


def prints(*findings: Finding) -> list[str]:
    results = run_of(*findings)["results"]
    return [result["partialFingerprints"]["binderhubSubjectHash/v1"] for result in results]


def test_a_finding_is_known_again_though_lines_shift() -> None:
    moved = replace(
        FOUND,
        message="`one.ipynb` (cell 7) and 9 other chapters import `pandas`",
        location=Location("one.ipynb", 5, 1, 7),
        also=(),
        fix="Add it there",
        severity=Severity.NOTE,
    )
    assert prints(FOUND) == prints(moved)


def test_two_findings_are_told_apart() -> None:
    others = [
        replace(FOUND, rule="unlaunchable"),
        replace(FOUND, location=Location("two.ipynb", 1, 8, 2)),
        replace(FOUND, message="`one.ipynb` imports `numpy`"),
        replace(FOUND, location=Location("one.ipynb", 2, 8, 2)),
    ]
    found = prints(FOUND, *others)
    assert len(set(found)) == 5
    assert found[-1] == found[0].replace(":1", ":2")


def test_the_fingerprint_that_github_makes_itself_is_left_to_it() -> None:
    assert "primaryLocationLineHash" not in as_sarif(PROJECT, [FOUND])


FILES = {
    "docs/conf.py": "",
    "docs/a b/R&D #1.ipynb": notebook("import pandas, seaborn"),
    "docs/text.md": TEXT_NOTEBOOK,
    "binder/environment.yml": "channels: [defaults]\ndependencies: [numpy]\n",
    "environment.yml": ENVIRONMENT,
}
SECRET = "https://user:swordfish@github.com/o/r.git"


def check(root: Path, seed: str) -> bytes:
    command = [sys.executable, "-m", "sphinx_binderhub", "check", "--format", "sarif"]
    surroundings = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=root, capture_output=True, check=False, env=surroundings)
    assert done.returncode in {0, 1}, done.stderr
    assert done.stderr == b""
    return done.stdout


def test_the_bytes_are_the_same_on_every_machine(make_repository: Callable[..., Path]) -> None:
    first, second = (make_repository(FILES, SECRET, name=name) for name in ("one", "two"))
    out = check(first, "1")
    assert out == check(second, "2")
    assert out.endswith(b"}\n")
    text = out.decode("utf-8")
    assert str(first) not in text
    assert "swordfish" not in text


def test_it_says_what_the_other_formats_say(make_repository: Callable[..., Path]) -> None:
    from sphinx_binderhub.__main__ import main

    root = make_repository(FILES)
    results = json.loads(check(root, "0"))["runs"][0]["results"]
    command = [sys.executable, "-m", "sphinx_binderhub", "check", "--format", "json", str(root)]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    said = [(one["rule"], one["severity"], one["location"]["path"]) for one in report["findings"]]
    files = [
        unquote_to_bytes(
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        ).decode()
        for result in results
    ]
    assert said == [
        (result["ruleId"], result["level"], file)
        for result, file in zip(results, files, strict=True)
    ]
    assert len(said) > 3
    assert main(["check", "--format", "sarif", str(root)]) == 1


@pytest.mark.slow
def test_microsofts_validator_finds_nothing_that_github_would_refuse(
    make_repository: Callable[..., Path], tmp_path: Path
) -> None:
    try:
        program = install(tmp_path / "multitool")
    except Missing as error:
        pytest.skip(str(error))
    root = make_repository(FILES)
    git(root, "rm", "-rq", "binder", "environment.yml")
    odd = Location(b"a\xff:b%\n[x](1).yml".decode("utf-8", "surrogateescape"), 2, 3)
    reports = {
        "real": check(root, "0").decode(),
        "odd": as_sarif(PROJECT, [FOUND, replace(FOUND, location=odd, also=(odd,))]),
        "none": as_sarif(PROJECT, []),
    }
    assert '"no-environment", "ruleIndex"' in reports["real"]
    for name, report in reports.items():
        (tmp_path / f"{name}.sarif").write_text(report, encoding="utf-8")
        assert complaints(program, tmp_path / f"{name}.sarif") == []
    for key, complaint in {"locations": "error GH1015", "message": "error JSON1002"}.items():
        broken = json.loads(reports["real"])
        del broken["runs"][0]["results"][0][key]
        (tmp_path / "broken.sarif").write_text(json.dumps(broken))
        assert complaint in "".join(complaints(program, tmp_path / "broken.sarif"))
