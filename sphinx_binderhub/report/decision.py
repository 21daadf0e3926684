"""What repo2docker will do with a repository, as text and as JSON (`schemas/environment.json`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.config import without_secrets
from sphinx_binderhub.environment import kernels_of, steps_of
from sphinx_binderhub.findings import Location
from sphinx_binderhub.report.wording import dump, printable

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.tree import Tree

DEFAULT = "default"
"""The source of a Python version that no file asks for."""


def decision_as_json(environment: Environment, tree: Tree) -> str:
    """Return the decision as JSON."""
    return dump(
        {
            "version": 1,
            "profile": environment.profile.name,
            "buildpack": environment.buildpack,
            "binder_directory": environment.binder_directory,
            "python": environment.python,
            "python_source": _python_source(environment),
            "r": environment.r.version if environment.r else None,
            "julia": _julia(environment),
            "failure": without_secrets(environment.failure) if environment.failure else None,
            "used": list(environment.used),
            "ignored": [{"path": one.path, "reason": one.reason} for one in environment.ignored],
            "packages": [_package(one) for one in environment.packages],
            "kernels": list(kernels_of(environment)),
            "steps": [step.text for step in steps_of(environment, tree)],
        }
    )


def decision_as_text(environment: Environment, tree: Tree) -> str:
    """Return the decision for people: a line a fact, and a list for each kind of thing."""
    return "\n".join(printable(line) for line in _lines(environment, tree))


def _julia(environment: Environment) -> str | None:
    text = environment.julia.text if environment.julia else None
    return text if text is None else without_secrets(text)


def _package(package: Package) -> dict[str, Any]:
    return {
        "name": package.name,
        "specifier": without_secrets(package.specifier),
        "manager": package.manager,
        "file": package.file,
        "line": package.line,
    }


def _python_source(environment: Environment) -> str | None:
    place = environment.python_location
    if environment.python is None:
        return None
    return str(Location(place.path, place.line)) if place else DEFAULT


def _lines(environment: Environment, tree: Tree) -> Iterator[str]:
    profile = environment.profile
    release = "" if profile.name == profile.release else f" (repo2docker {profile.release})"
    yield f"profile: {profile.name}{release}"
    if environment.failure:
        yield f"failure: {without_secrets(environment.failure)}"
    yield f"buildpack: {environment.buildpack or 'none'}"
    yield f"looks in: {environment.binder_directory or 'the root'}"
    yield from _languages(environment)
    yield from _listed("kernels", kernels_of(environment))
    yield from _listed("used", environment.used)
    yield from _listed("ignored", (f"{one.path} ({one.reason})" for one in environment.ignored))
    yield from _listed("packages", map(_named, environment.packages))
    steps = enumerate(steps_of(environment, tree), 1)
    yield from _listed("steps", (f"{number}. {step.text}" for number, step in steps))


def _languages(environment: Environment) -> Iterator[str]:
    if environment.python:
        yield f"python: {environment.python} ({_python_source(environment)})"
    if environment.r:
        day = f", packages of {environment.r.snapshot}" if environment.r.snapshot else ""
        yield f"r: {environment.r.version or 'chosen by conda'}{day}"
    if environment.julia:
        yield f"julia: {_julia(environment) or 'any'} ({environment.julia.constraint.meaning})"


def _named(package: Package) -> str:
    version = f" {without_secrets(package.specifier)}" if package.specifier else ""
    place = Location(package.file, package.line)
    return f"{package.name}{version} ({package.manager}, {place})"


def _listed(title: str, entries: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    lines = [f"  {entry}" for entry in entries]
    if lines:
        yield f"{title}:"
        yield from lines
