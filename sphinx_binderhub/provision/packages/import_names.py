"""Import names and packages: which packages hold a module, and which packages these bring.

The table is `import_names.json` beside this module, written by `tools/make_import_names.py`.
Names of packages are compared in their normalised form (PEP 503), and each by its name on PyPI, to
which the names that conda-forge has for the same package lead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

Declared = tuple[str, str]
"""The name of a package and the manager, `conda` or `pip`, that installs it."""


@dataclass(frozen=True)
class ImportName:
    """What is known of an imported name.

    `module` is the part that decides (`google.cloud.storage`, `sklearn`), `packages` every package
    that holds it, by the names of PyPI and conda-forge, `pypi` and `conda` those to recommend.
    `certain` is false where a package of the module's own name is no more than a guess; `found` is
    whether an installed package was seen to hold it all the same. `platform` is the only place that
    has the module, where no package does.
    """

    module: str
    packages: frozenset[str]
    pypi: str
    conda: str
    certain: bool
    platform: str | None = None
    found: bool = False


def packages_for(module: str, author: Mapping[str, str]) -> ImportName:
    """Return the packages that hold `module`: the author's word, the table's, or a guess."""
    for part in _prefixes(module):
        if part in author:
            name = author[part]
            return ImportName(part, _all_names([name]), name, name, certain=True)
    table = _table()
    for part in _prefixes(module):
        if part in table["platforms"]:
            place = table["platforms"][part]
            return ImportName(part, frozenset(), part, part, certain=True, platform=place)
        if part in table["modules"] and not (part != module and part in _namespaces()):
            names = table["modules"][part]
            conda = table["conda"].get(names[0], names)[0]
            return ImportName(part, _all_names(names), names[0], conda, certain=True)
    return _guess(module)


def names_brought(declared: Iterable[Declared]) -> frozenset[str]:
    """Return the declared packages and what they surely bring, all by their names on PyPI."""
    return _closure(frozenset(declared))


def names_declared(declared: Iterable[Declared]) -> frozenset[str]:
    """Return the declared packages alone, by their names on PyPI."""
    return frozenset(filter(None, (_python_name(*one) for one in declared)))


def modules_held(package: str, manager: str) -> frozenset[str]:
    """Return the modules that the table knows in a package; none where it does not know them."""
    name = _python_name(package, manager)
    return _held().get(name, frozenset()) if name is not None else frozenset()


@lru_cache(maxsize=16)
def names_of(packages: frozenset[str]) -> frozenset[str]:
    """Return conda packages by their names on PyPI, without what they bring."""
    names = frozenset(map(canonicalize_name, packages))
    return frozenset(map(_on_pypi, names - set(_table()["conda tools"])))


def names_of_extras(package: str) -> frozenset[str]:
    """Return what any extra of a package on PyPI may bring."""
    return frozenset(_table()["extras"].get(canonicalize_name(package), ()))


def names_formerly(package: str) -> frozenset[str]:
    """Return what older releases of a package on PyPI brought, and the newest does not."""
    return frozenset(_table()["formerly"].get(package, ()))


@cache
def names_needed() -> frozenset[str]:
    """Return the packages on PyPI that some package brings, or uses where it is there."""
    parts = ("requires", "conda requires", "extras", "formerly")
    return frozenset(name for part in parts for names in _table()[part].values() for name in names)


def brings_everything(packages: Iterable[str]) -> bool:
    """Tell whether one of `packages` brings more than the table can list, as `anaconda` does."""
    return not frozenset(_table()["everything"]).isdisjoint(map(canonicalize_name, packages))


def unknown_packages(declared: Iterable[Declared]) -> frozenset[str]:
    """Return those of the declared packages of which the table cannot say what they bring."""
    table = _table()
    names = set(filter(None, (_python_name(*one) for one in declared)))
    known = {*table["source"]["packages"], *table["requires"], *table["leaves"]}
    return frozenset(names - known)


def known_packages() -> frozenset[str]:
    """Return the packages on PyPI of which the table knows a module."""
    return frozenset(_held())


@lru_cache(maxsize=512)
def _closure(declared: frozenset[Declared]) -> frozenset[str]:
    table = _table()
    found: set[Declared] = set()
    waiting = list(declared)
    while waiting:
        name, manager = waiting.pop()
        pypi = _python_name(name, manager)
        if pypi is None or (pypi, manager) in found:
            continue
        found.add((pypi, manager))
        brought = list(table["requires"].get(pypi, ()))
        # `matplotlib-base` and its like bring no more than what PyPI says.
        if manager == "conda" and name in (pypi, table["conda"].get(pypi, [pypi])[0]):
            brought += table["conda requires"].get(pypi, ())
        waiting += [(one, manager) for one in brought if (one, manager) not in found]
    return frozenset(name for name, _ in found)


def is_namespace(module: str) -> bool:
    """Tell whether several packages share `module`, as `google.cloud` is shared."""
    return module in _namespaces()


def _guess(module: str) -> ImportName:
    """Return the packages that one would expect `module` in: named as it is, more or less."""
    if module in _namespaces():
        return _guess_namespace(module)
    shared = next((part for part in _prefixes(module) if part in _namespaces()), "")
    depth = shared.count(".") + 2 if shared else 1
    top = ".".join(module.split(".")[:depth])
    name = str(canonicalize_name(top.replace(".", "-")))
    likely = {name, f"python-{name}", f"py{name}", f"py-{name}", f"{name}-python"}
    if shared:  # `azure.ai.vision` is of `azure-ai-vision`, and not of an `azure-ai`
        likely |= {canonicalize_name(one.replace(".", "-")) for one in _prefixes(module)}
        likely.discard(canonicalize_name(shared.partition(".")[0]))
    return ImportName(top, frozenset(likely), name, name, certain=False)


def _guess_namespace(module: str) -> ImportName:
    """Return every package that has a part of the namespace `module`."""
    below = (names for one, names in _table()["modules"].items() if one.startswith(f"{module}."))
    name = str(canonicalize_name(module.replace(".", "-")))
    packages = _all_names({name}.union(*below))
    return ImportName(module, packages, name, name, certain=False)


def _prefixes(module: str) -> Iterator[str]:
    """Yield `a.b.c`, `a.b` and `a`."""
    while module:
        yield module
        module = module.rpartition(".")[0]


def _all_names(packages: Iterable[str]) -> frozenset[str]:
    """Return the names of `packages` on PyPI and on conda-forge."""
    names = {str(canonicalize_name(name)) for name in packages}
    names |= {_on_pypi(name) for name in names}
    conda = (other for name in names for other in _table()["conda"].get(name, ()))
    return frozenset(names.union(map(canonicalize_name, conda)))


def _python_name(name: str, manager: str) -> str | None:
    """Return the name on PyPI of a declared package, `None` for a tool that is not Python's."""
    name = str(canonicalize_name(name))
    if manager != "conda":
        return name
    return None if name in _table()["conda tools"] else _on_pypi(name)


def _on_pypi(name: str) -> str:
    """Return the name on PyPI of what is called `name` on conda-forge."""
    return _from_conda().get(name, name)


@cache
def _held() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for module, names in _table()["modules"].items():
        for name in names:
            found.setdefault(name, set()).add(module)
    return {name: frozenset(modules) for name, modules in found.items()}


@cache
def _from_conda() -> Mapping[str, str]:
    pairs = ((pypi, conda) for pypi, names in _table()["conda"].items() for conda in names)
    return {str(canonicalize_name(conda)): pypi for pypi, conda in pairs}


@cache
def _namespaces() -> frozenset[str]:
    """Return the modules that several packages share: `google`, `google.cloud`, `mpl_toolkits`."""
    dotted = (name for name in _table()["modules"] if "." in name)
    shared = (part for name in dotted for part in _prefixes(name.rpartition(".")[0]))
    return frozenset(_table()["namespaces"]).union(shared)


@cache
def _table() -> Any:
    return json.loads(Path(__file__).with_name("import_names.json").read_text("utf-8"))
