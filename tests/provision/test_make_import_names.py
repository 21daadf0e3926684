"""The program that writes the table, on small mappings and packages of our own."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("tomllib")
pytest.importorskip("yaml")
TOOL = Path(__file__).parents[2] / "tools" / "make_import_names.py"
HAND = """
[modules]
hand_made = ["by-hand"]
[namespaces]
names = ["shared"]
[mappings]
left_out = ["flex"]
[identity]
names = ["same"]
[conda]
by-hand = ["hand"]
[tools]
conda = ["tool"]
[leaves]
names = ["leaf"]
[everything]
names = ["all"]
[requires]
by-hand = ["leaf"]
[formerly]
[conda_requires]
[platforms]
"""
GRAYSKULL = """
one: {import_name: uno, conda_forge: python-one}
flex: {import_name: flex, conda_forge: flex-swagger}
typing: {import_name: typing, conda_forge: typing}
unheard-of: {import_name: unheard, conda_forge: unheard}
other: {import_name: packed, conda_forge: other}
"""
PARSELMOUTH = {
    "python-one": ["one"],
    "flex-swagger": ["flex"],
    "typing": ["typing"],
    "other": ["other"],
    "qgis": ["other"],
    "many": ["one", "other"],
    "clib": None,
    "python-packed": ["Packed"],
}


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program, which reads and writes in a folder of its own."""
    spec = importlib.util.spec_from_file_location("make_import_names", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "import_names.toml").write_text(HAND)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "TARGET", tmp_path / "table.json")
    return module


def commit(root: Path, path: str, text: str) -> Path:
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text)
    author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    return root


def package(root: Path) -> Path:
    facts = root / "lib/python3.12/site-packages/packed-1.5.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: Packed\nVersion: 1.5\nRequires-Dist: numpy\n"
        "Requires-Dist: pytest; extra == 'test'\nRequires-Dist: lxml; extra == 'xml'\n"
        "Requires-Dist: pywin32; sys_platform == 'win32'\n"
    )
    names = (
        "packed/__init__.py",
        "packed/deep/__init__.py",
        "shared/part.py",
        "tests/x.py",
        "b.so",
    )
    (facts / "RECORD").write_text("".join(f"{name},,\n" for name in names))
    for name in names:  # some readers of the list leave out what is not there
        place = facts.parent / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("")
    return root


def test_the_table(tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parselmouth = commit(tmp_path / "p", tool.PARSELMOUTH, json.dumps(PARSELMOUTH))
    grayskull = commit(tmp_path / "g", tool.GRAYSKULL, GRAYSKULL)
    words = ["x", "--parselmouth", str(parselmouth), "--grayskull", str(grayskull)]
    monkeypatch.setattr(sys, "argv", [*words, str(package(tmp_path / "env"))])
    tool.main()
    first = tool.TARGET.read_text()
    table = json.loads(first)
    assert table["modules"] == {
        "b": ["packed"],
        "hand_made": ["by-hand"],
        "packed": ["packed"],
        "same": ["same"],
        "shared.part": ["packed"],
        "uno": ["one"],
    }
    assert table["requires"] == {"by-hand": ["leaf"], "packed": ["numpy"]}
    assert table["extras"] == {"packed": ["lxml"]}
    assert table["conda"] == {
        "by-hand": ["hand"],
        "one": ["python-one"],
        "packed": ["python-packed"],
    }
    assert table["source"]["packages"] == {"packed": "1.5"}
    licences = [one["licence"] for one in table["source"]["mappings"]]
    assert licences == ["BSD-3-Clause", "Apache-2.0"]
    # Without an environment, what was read is kept.
    monkeypatch.setattr(sys, "argv", words)
    tool.main()
    assert tool.TARGET.read_text() == first
