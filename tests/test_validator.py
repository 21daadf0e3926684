"""Findings as Sphinx shows them: one door, Sphinx's own switches."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_binderhub.launcher import LAUNCH_OPTIONS
from tests.conftest import CONF, ENVIRONMENT, Built, notebook

Build = Callable[..., Built]
FILES = {
    "binder/environment.yml": "name: x\nchannels:\n  - defaults\ndependencies:\n  - numpy\n",
    "environment.yml": ENVIRONMENT,
    "docs/conf.py": CONF,
    "docs/index.md": "# Course\n\n```{toctree}\none\n```\n",
    "docs/one.ipynb": notebook("import numpy\nimport seaborn"),
}


@pytest.fixture
def source(make_repository: Callable[..., Path]) -> Path:
    return make_repository(FILES) / "docs"


def test_warnings_name_file_line_and_rule_once(source: Path, build: Build) -> None:
    lines = build(source).warnings.splitlines()
    place = source.parent / "binder" / "environment.yml"
    assert any(f"{place}:3: WARNING: " in line for line in lines)
    for rule in ("defaults-channel", "python-unpinned", "import-missing"):
        assert len([line for line in lines if line.endswith(f"[binderhub.{rule}]")]) == 1


@pytest.mark.parametrize("switch", ["binderhub.python-unpinned", "binderhub.*", "binderhub"])
def test_suppress_warnings(source: Path, build: Build, switch: str) -> None:
    warnings = build(source, confoverrides={"suppress_warnings": [switch]}).warnings
    assert "python-unpinned" not in warnings
    assert ("defaults-channel" in warnings) == (switch == "binderhub.python-unpinned")


def test_notes_are_messages_and_are_suppressed_too(source: Path, build: Build) -> None:
    (source / "new.ipynb").write_text(notebook(title="New"))
    built = build(source, confoverrides={"suppress_warnings": ["toc.not_included"]})
    assert "[binderhub.not-committed]" in built.messages
    assert "not-committed" not in built.warnings
    switches = ["toc.not_included", "binderhub.not-committed"]
    quiet = build(source, confoverrides={"suppress_warnings": switches}, freshenv=True)
    assert "not-committed" not in quiet.messages


def test_in_parallel_nothing_is_said_twice(source: Path, build: Build, tmp_path: Path) -> None:
    for number in range(12):
        (source / f"n{number}.ipynb").write_text(notebook("import seaborn", title=f"N{number}"))
    overrides = {"suppress_warnings": ["toc.not_included"]}
    found = [
        sorted(build(source, confoverrides=overrides, builddir=tmp_path / f"b{n}", parallel=n)
               .warnings.splitlines())
        for n in (1, 2)
    ]  # fmt: skip
    assert found[0] == found[1]
    assert len([line for line in found[0] if "import-missing" in line]) == 1


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"binderhub_url": "mybinder.org"}, "binderhub_url: 'mybinder.org' does not begin"),
        ({"binderhub_url": "https://mybinder.org?x=1"}, "write 'https://mybinder.org'"),
        ({"binderhub_build": "newest"}, "binderhub_build: 'newest' is not one of 'ref'"),
        ({"binderhub_environment": {"repo": "o/e"}}, "'repo' is not one of 'repository', 'ref'"),
        ({"binderhub_environment": "nonsense"}, "binderhub_environment: 'nonsense' is neither"),
        ({"binderhub_targets": ["collab"]}, "did you mean 'colab'"),
        ({"binderhub_memory": "much"}, "binderhub_memory: 'much' is not an amount of memory"),
        ({"binderhub_interface": "jupyterlab"}, "binderhub_interface: 'jupyterlab' is not one of"),
        ({"binderhub_badges": True}, "binderhub_badges: True is not one of"),
        ({"binderhub_repository": 5}, "binderhub_repository: expected text, got 5"),
        ({"binderhub_repository": "nonsense"}, "binderhub_repository: 'nonsense' is neither"),
        ({"binderhub_ref": "a b"}, "binderhub_ref: 'a b' cannot be"),
        ({"binderhub_profile": "nope"}, "binderhub_profile"),
    ],
)
def test_a_bad_option_is_one_clear_finding_and_the_book_is_built(
    source: Path, build: Build, option: dict[str, Any], message: str
) -> None:
    (name,) = option
    with (source / "conf.py").open("a") as conf:
        conf.write(f"{name} = {option[name]!r}\n")
    built = build(source)
    (line,) = [line for line in built.warnings.splitlines() if "invalid-option" in line]
    assert message in line
    assert re.search(r"docs/conf\.py:\d+: WARNING: binderhub_", line)
    launches = name not in {f"binderhub_{one}" for one in LAUNCH_OPTIONS}
    assert ("binderhub-badge" in built.read("one.html").split("<body")[1]) == launches
    assert "no-repository" not in built.warnings
    assert "unlaunchable" not in built.warnings


def test_a_page_may_still_launch_what_it_names_itself(source: Path, build: Build) -> None:
    (source / "one.ipynb").write_text(
        notebook(title="One").replace(
            '"metadata": {"kernelspec"',
            '"metadata": {"binderhub": {"url": "https://h.org"}, "kernelspec"',
        )
    )
    built = build(source, confoverrides={"binderhub_url": "mybinder.org"})
    assert "https://h.org/v2/gh/o/r/main?labpath=docs/one.ipynb" in built.read("one.html")


BAD = {
    "empty": b"",
    "a list": b"- numpy\n",
    "binary": bytes(range(256)) * 10,
    "large": b"# " + b"x" * 50_000_000,
    "aliases": b"a: &a [x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c]\n" % (c + 1, c + 1, c, c) for c in range(97, 122))
    + b"dependencies: *z\n",
    "deep": b"dependencies: " + b"[" * 100_000,
}


@pytest.mark.parametrize("name", list(BAD))
def test_a_hostile_environment_file_is_one_finding(
    make_repository: Callable[..., Path], build: Build, name: str
) -> None:
    files = {**FILES, "binder/environment.yml": BAD[name], "docs/one.ipynb": notebook()}
    del files["environment.yml"]
    built = build(make_repository(files) / "docs")
    ours = [line for line in built.warnings.splitlines() if "[binderhub." in line]
    assert len(ours) == 1, ours
    assert "binder/environment.yml:" in ours[0]
    assert "Traceback" not in built.warnings
    assert 'class="binderhub-badge' in built.read("one.html")


def test_a_notebook_that_is_not_json_is_found_by_the_command_line_too(
    make_repository: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    from sphinx_binderhub.__main__ import main

    root = make_repository(
        {"environment.yml": ENVIRONMENT, "bad.ipynb": "{", "deep.ipynb": "[" * 99999}
    )
    assert main(["check", str(root)]) == 1
    out = capsys.readouterr().out
    assert out.count("error notebook-invalid") == 2
