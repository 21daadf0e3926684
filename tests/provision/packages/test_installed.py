from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from sphinx_binderhub.provision.packages import installed
from sphinx_binderhub.provision.packages.import_names import packages_for
from sphinx_binderhub.provision.packages.installed import holder, with_holder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that installs a package in the Python that runs."""
    folder = tmp_path / "lib" / "python3.12" / "site-packages"
    folder.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "nowhere" / "site-packages"), str(folder)])
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    holder.cache_clear()

    def install(name: str, *files: str, conda: str | None = None, **more: str) -> None:
        facts = folder / f"{name}-1.0.dist-info"
        facts.mkdir()
        (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
        (facts / "RECORD").write_text("".join(f"{file},sha256=x,1\n" for file in files))
        for file, text in more.items():
            (facts / f"{file}.json").write_text(text)
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text("raise SystemExit\n")
        if conda:
            (tmp_path / "conda-meta").mkdir()
            listed = {"files": [f"lib/python3.12/site-packages/{file}" for file in files]}
            (tmp_path / "conda-meta" / f"{conda}-1.0-py312_0.json").write_text(json.dumps(listed))

    yield install
    holder.cache_clear()


def test_the_package_that_holds_a_module(site):
    site("Other", "other/__init__.py", "course.txt")
    site("My_Tools", "course/__init__.py", "single.py", "fast.cpython-312-x86_64-linux-gnu.so")
    assert holder("course") == holder("single") == holder("fast") == ("my-tools", "my-tools")
    assert holder("nosuch") is None


def test_depth(site):
    site("Shared-One", "shared/one/__init__.py")
    site("Shared-Two", "shared/two.py")
    assert holder("shared.two") == ("shared-two", "shared-two")
    assert holder("shared.three") is None


def test_condas_name(site):
    site("Tools", "course/__init__.py", conda="python-tools-x")
    assert holder("course") == ("tools", "python-tools-x")


def test_what_was_installed_from_a_folder_is_nobodys(site):
    site("checked", "course/__init__.py", direct_url='{"url": "file:///home/x", "dir_info": {}}')
    assert holder("course") is None


def test_a_name_stays_a_guess(site):
    site("my-tools", "course/__init__.py")
    name = with_holder(packages_for("course.plots", {}))
    assert (name.pypi, name.certain, name.found) == ("my-tools", False, True)
    assert {"course", "my-tools"} <= name.packages
    assert with_holder(packages_for("nosuch", {})) == packages_for("nosuch", {})


def test_files_that_cannot_be_read(site, tmp_path: Path):
    site("broken", "course/__init__.py")
    facts = tmp_path / "lib/python3.12/site-packages/broken-1.0.dist-info"
    (facts / "METADATA").write_bytes(b"\xff\xfe")
    assert holder("course") is None
    (facts / "RECORD").unlink()
    holder.cache_clear()
    assert holder("course") is None


def test_what_is_read_is_bounded(site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(installed, "_LIST_LIMIT", 10)
    site("long", "aaaaaaaaaaaaaaaaaaaaaaa.py", "course/__init__.py")
    assert holder("course") is None
