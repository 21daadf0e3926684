r"""Write the table of import names: from installed packages, public mappings, and by hand.

    python -m venv /tmp/names
    /tmp/names/bin/pip install --no-deps --only-binary :all: numpy pandas ...
    git clone https://github.com/prefix-dev/parselmouth /tmp/parselmouth
    git clone https://github.com/conda/grayskull /tmp/grayskull
    python tools/make_import_names.py --parselmouth /tmp/parselmouth --grayskull /tmp/grayskull \
        /tmp/names

What each package holds is read from its file list (RECORD), what it brings from its metadata
(Requires-Dist); nothing of it is imported. Without an environment, what was read of packages last
time is kept. The mappings tell what packages are called on conda-forge, and grayskull's which
modules some of them hold; the table says from which commits. Facts that none of these tell are kept
by hand in `import_names.toml` and win.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import subprocess
import sys
from collections import defaultdict
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath
from typing import Any

import tomllib
import yaml
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
TARGET = HERE.parent / "sphinx_binderhub" / "provision" / "packages" / "import_names.json"
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


PARSELMOUTH = "files/v0/conda-forge/compressed_mapping.json"
GRAYSKULL = "grayskull/strategy/config.yaml"


def main() -> None:
    """Write the table from what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--parselmouth", type=Path, required=True, help="a clone")
    parser.add_argument("--grayskull", type=Path, required=True, help="a clone")
    parser.add_argument("environment", type=Path, nargs="?", help="in which packages are installed")
    given = parser.parse_args()
    hand = tomllib.loads((HERE / "import_names.toml").read_text(encoding="utf-8"))
    read = _read(given.environment) if given.environment else _kept(hand)
    table = _table(read, hand, Mappings(given.parselmouth, given.grayskull))
    text = json.dumps(table, indent=0, ensure_ascii=False, separators=(",", ": "))
    # One fact a line: lists of names stay on the line of their key, so that changes read well.
    text = re.sub(r"\[\n([^\[\]{}]*?)\n\]", lambda m: f"[{m[1].replace(chr(10), ' ')}]", text)
    TARGET.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(table['modules'])} modules\n")


class Mappings:
    """What public mappings say, each at the commit that is checked out."""

    def __init__(self, parselmouth: Path, grayskull: Path) -> None:
        self.sources = [
            _source(parselmouth, "prefix-dev/parselmouth", PARSELMOUTH, "BSD-3-Clause"),
            _source(grayskull, "conda/grayskull", GRAYSKULL, "Apache-2.0"),
        ]
        self._on_conda: dict[str, list[str]] = {}
        for conda, names in json.loads(_git(parselmouth, "show", f"HEAD:{PARSELMOUTH}")).items():
            # Several names on PyPI are one package and what it carries inside, and another word is
            # a program that carries one.
            if isinstance(names, list) and len(names) == 1 and _alike(conda, names[0]):
                self._on_conda.setdefault(str(canonicalize_name(names[0])), []).append(conda)
        listed = yaml.safe_load(_git(grayskull, "show", f"HEAD:{GRAYSKULL}"))
        self._modules = {
            entry["import_name"]: str(canonicalize_name(name))
            for name, entry in listed.items()
            if canonicalize_name(name) in self._on_conda
        }

    def modules(self, known: set[str]) -> dict[str, list[str]]:
        """Return the modules that are not `known`, each with its package on PyPI."""
        standard = sys.stdlib_module_names
        return {
            module: [name]
            for module, name in self._modules.items()
            if _importable(module) and module not in known and module not in standard
        }

    def conda(self, names: set[str]) -> dict[str, list[str]]:
        """Return what packages on PyPI are called on conda-forge, where that is another name."""
        found: dict[str, list[str]] = {}
        for name in names:
            others = sorted(self._on_conda.get(name, []), key=lambda one: (len(one), one))
            same = [one for one in others if canonicalize_name(one) == name]
            others = [
                one for one in others if one not in same and canonicalize_name(one) not in names
            ]
            if others or same not in ([], [name]):
                found[name] = same + others
        return found


def _alike(conda: str, pypi: str) -> bool:
    """Tell whether one of two names holds the other."""
    one, other = (re.sub(r"[^a-z0-9]", "", name.lower()) for name in (conda, pypi))
    return one in other or other in one


def _source(clone: Path, name: str, file: str, licence: str) -> dict[str, str]:
    commit, date = _git(clone, "log", "-1", "--format=%H %cs", "HEAD").split()
    return {"repository": name, "file": file, "licence": licence, "commit": commit, "date": date}


def _git(clone: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(clone), *arguments], check=True, capture_output=True, text=True
    ).stdout


def _read(root: Path) -> dict[str, Any]:
    """Return what the packages installed in `root` say."""
    (site,) = root.glob("lib/python*/site-packages")
    python = site.parent.name.removeprefix("python")
    found = sorted(
        # Each once, however many finders a library has put in the way.
        {_name(one): one for one in distributions(path=[str(site)])}.values(),
        key=_name,
    )
    found = [one for one in found if _name(one) != "pip"]
    modules: dict[str, list[str]] = {}
    for distribution in found:
        for module in _modules(distribution):
            modules.setdefault(module, []).append(_name(distribution))
    requires, extras = _requirements(found, python)
    return {
        "source": {
            "date": datetime.datetime.now(tz=datetime.timezone.utc).date().isoformat(),
            "python": python,
            "read from": "RECORD and METADATA of wheels from PyPI, public mappings, and by hand",
            "packages": {_name(one): one.version for one in found},
        },
        "modules": modules,
        "requires": requires,
        "extras": extras,
    }


def _kept(hand: dict[str, Any]) -> dict[str, Any]:
    """Return what the present table says of the packages that were read for it."""
    table = json.loads(TARGET.read_text(encoding="utf-8"))
    read = set(table["source"]["packages"])
    modules = {
        module: [name for name in names if name in read]
        for module, names in table["modules"].items()
        if module not in hand["modules"]
    }
    return {
        "source": table["source"],
        "modules": _filled(modules),
        "requires": {one: names for one, names in table["requires"].items() if one in read},
        "extras": table["extras"],
    }


def _table(read: dict[str, Any], hand: dict[str, Any], mappings: Mappings) -> dict[str, Any]:
    modules = dict(read["modules"])
    modules |= {name: [str(canonicalize_name(name))] for name in hand["identity"]["names"]}
    modules |= hand["modules"]
    modules |= mappings.modules({*modules, *hand["mappings"]["left_out"]})
    requires = dict(read["requires"])
    requires |= {
        name: sorted({*names, *requires.get(name, [])}) for name, names in hand["requires"].items()
    }
    packages = {name for names in modules.values() for name in names}.union(requires)
    conda = mappings.conda(packages - set(hand["tools"]["conda"]))
    return {
        "source": {**read["source"], "mappings": mappings.sources},
        "modules": _sorted(modules),
        "requires": _sorted(requires),
        "extras": _sorted(read["extras"]),
        "formerly": _sorted(hand["formerly"]),
        "conda": _sorted(conda | hand["conda"]),
        "conda requires": _sorted(hand["conda_requires"]),
        "conda tools": sorted(hand["tools"]["conda"]),
        "namespaces": sorted(hand["namespaces"]["names"]),
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
