"""Write the table of import names from the packages installed in an environment.

    python -m venv /tmp/names
    /tmp/names/bin/pip install --no-deps --only-binary :all: numpy pandas ...
    python tools/make_import_names.py /tmp/names

What each package holds is read from its file list (RECORD), what it brings from its metadata
(Requires-Dist); nothing of it is imported. Facts that installed packages do not tell are kept by
hand in `import_names.toml` and win.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections import defaultdict
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

import tomllib
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
TARGET = HERE.parent / "sphinx_binderhub" / "provision" / "import_names.json"
NOT_MODULES = {
    *("benchmark", "benchmarks", "bin", "conftest", "data", "demo", "doc", "docs", "etc"),
    *("example", "examples", "include", "lib", "man", "scripts", "share", "src", "test"),
    *(
        "test_utils",
        "testing",
        "tests",
        "tools",
        "utils",
        "samples",
        "ci",
        "licenses",
        "setup",
        "py",
    ),
}
"""Folders that packages install beside their modules by mistake."""
LINUX = {
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_system": "Linux",
    "sys_platform": "linux",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
}
DEVELOPMENT = re.compile(r"test|dev|doc|lint|typing|ci|build|benchmark|style|qa|release")


def main() -> None:
    """Read the environment named on the command line and write the table."""
    root = Path(sys.argv[1])
    (site,) = root.glob("lib/python*/site-packages")
    python = site.parent.name.removeprefix("python")
    found = sorted(distributions(path=[str(site)]), key=lambda one: _name(one))
    table = _table([one for one in found if _name(one) not in {"pip"}], python)
    text = json.dumps(table, indent=0, ensure_ascii=False, separators=(",", ": "))
    # One fact a line: lists of names stay on the line of their key, so that changes read well.
    text = re.sub(r"\[\n([^\[\]{}]*?)\n\]", lambda m: f"[{m[1].replace(chr(10), ' ')}]", text)
    TARGET.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(table['modules'])} modules\n")


def _table(found: list[Distribution], python: str) -> dict[str, Any]:
    hand = tomllib.loads((HERE / "import_names.toml").read_text(encoding="utf-8"))
    modules: dict[str, list[str]] = {}
    for distribution in found:
        for module in _modules(distribution):
            modules.setdefault(module, []).append(_name(distribution))
    modules |= {name: [str(canonicalize_name(name))] for name in hand["identity"]["names"]}
    modules |= hand["modules"]
    requires, extras = _requirements(found, python)
    requires |= {
        name: sorted({*names, *requires.get(name, [])}) for name, names in hand["requires"].items()
    }
    return {
        "source": {
            "date": datetime.datetime.now(tz=datetime.timezone.utc).date().isoformat(),
            "python": python,
            "read from": "RECORD and METADATA of wheels from PyPI; the rest by hand",
            "packages": {_name(one): one.version for one in found},
        },
        "modules": _sorted(modules),
        "requires": _sorted(requires),
        "extras": _sorted(extras),
        "formerly": _sorted(hand["formerly"]),
        "conda": _sorted(hand["conda"]),
        "conda requires": _sorted(hand["conda_requires"]),
        "conda tools": sorted(hand["tools"]["conda"]),
        "platforms": _sorted(hand["platforms"]),
        "leaves": sorted(hand["leaves"]["names"]),
        "everything": sorted(hand["everything"]["names"]),
    }


def _modules(distribution: Distribution) -> set[str]:
    """Return what a distribution lets one import: its top modules, below namespaces the next."""
    paths = [PurePosixPath(str(file)) for file in distribution.files or ()]
    code = [path for path in paths if path.suffix in {".py", ".so", ".pyd"}]
    packages = {path.parent for path in code if path.name.startswith("__init__.")}
    found: set[str] = set()
    for path in code:
        parts = path.parts
        below = (
            PurePosixPath(*parts[:depth])
            for depth in range(1, len(parts))
            if PurePosixPath(*parts[:depth]) in packages
        )
        top = next(below, None)
        if top is None:
            top = path.parent / path.name.partition(".")[0]
        found.add(".".join(top.parts))
    return {module for module in found if _importable(module)}


def _importable(module: str) -> bool:
    parts = module.split(".")
    named = all(part.isidentifier() and not part.startswith("_") for part in parts)
    return named and parts[0] not in NOT_MODULES


def _requirements(
    found: list[Distribution], python: str
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what each distribution brings, and what its extras may bring besides."""
    requires: dict[str, list[str]] = {}
    extras: dict[str, list[str]] = {}
    for distribution in found:
        always: set[str] = set()
        sometimes: dict[str, set[str]] = defaultdict(set)
        for text in distribution.requires or ():
            _sort_in(text, python, always, sometimes)
        requires[_name(distribution)] = sorted(always)
        useful = {
            name
            for extra, names in sometimes.items()
            if not DEVELOPMENT.search(extra)
            for name in names
        }
        useful = {
            name for name in useful if not name.startswith("types-") and not name.endswith("-stubs")
        }
        extras[_name(distribution)] = sorted(useful - always - {_name(distribution)})
    return _filled(requires), _filled(extras)


def _sort_in(text: str, python: str, always: set[str], sometimes: dict[str, set[str]]) -> None:
    try:
        requirement = Requirement(text)
    except InvalidRequirement:
        return
    name = str(canonicalize_name(requirement.name))
    facts = {**LINUX, "python_version": python, "python_full_version": f"{python}.0"}
    if requirement.marker is None or requirement.marker.evaluate({**facts, "extra": ""}):
        always.add(name)
    for extra in re.findall(r"extra == ['\"]([^'\"]+)['\"]", str(requirement.marker)):
        if requirement.marker and requirement.marker.evaluate({**facts, "extra": extra}):
            sometimes[extra].add(name)


def _name(distribution: Distribution) -> str:
    return str(canonicalize_name(distribution.metadata["Name"]))


def _filled(table: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: names for name, names in table.items() if names}


def _sorted(table: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(table.items(), key=lambda item: (item[0].lower(), item[0])))


if __name__ == "__main__":
    main()
