"""What a list of packages would bring, if repo2docker used it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.unused import packages_in
from sphinx_binderhub.provision.packages.import_names import names_brought, names_of

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.tree import Tree


def lost_packages(tree: Tree, path: str, environment: Environment) -> list[Package]:
    """Return the packages of the list at `path` that nothing in use asks for or brings."""
    managed = [one for one in environment.packages if one.manager in {"conda", "pip"}]
    there = names_brought((one.name, one.manager) for one in managed)
    there |= names_of(environment.base_packages)
    if "notebook" in there:
        there |= {"jupyter"}  # which is nothing but a name for several that are there
    named = (*(one.name for one in managed), *environment.words)
    there |= frozenset(map(canonicalize_name, named))
    return [one for one in packages_in(tree, path, environment) if _names(one).isdisjoint(there)]


def _names(package: Package) -> frozenset[str]:
    """Return the name of `package`, and that on PyPI where conda has another one."""
    own = frozenset({str(canonicalize_name(package.name))})
    return own | names_of(own) if package.manager == "conda" else own
