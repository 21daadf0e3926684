"""The options: one frozen dataclass, one field per option.

Registration with Sphinx, the table in the docs and the command line's defaults derive from it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sphinx_binderhub.config import values
from sphinx_binderhub.config.messages import nearest, shown, without_secrets
from sphinx_binderhub.config.places import TargetWord, targets
from sphinx_binderhub.config.values import Default

__all__ = [
    "PREFIX",
    "Default",
    "Option",
    "OptionError",
    "Settings",
    "TargetWord",
    "check",
    "nearest",
    "options",
    "shown",
    "without_secrets",
]

PREFIX = "binderhub_"
"""What every option begins with in `conf.py`."""


class OptionError(Exception):
    """An option has a value that it cannot have. `name` is the bare name, without the prefix."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(name, message)
        self.name = name
        self.message = message

    def describe(self, written: str) -> str:
        """Return the one sentence for the author, with the option as he wrote it."""
        return f"{written}: {self.message}"


def _option(default: Any, check: Callable[[object], object], text: str) -> Any:
    return field(default_factory=lambda: default, metadata={"check": check, "help": text})


@dataclass(frozen=True)
class Settings:
    """The author's options, checked. A value that is `None` is derived."""

    url: str = _option(
        Default("https://mybinder.org"),
        values.hub,
        "The hub: the base URL of the BinderHub that launches.",
    )
    repository: str | None = _option(
        None,
        values.optional(values.text),
        "The repository that is launched, in any form: browser URL, clone URL, ``owner/repo`` or "
        "DOI. Derived from the theme's options, CI and git where it is not set.",
    )
    ref: str | None = _option(
        None,
        values.optional(values.text),
        "The branch, tag or commit that is launched, or ``HEAD`` for the default branch. "
        "Derived where it is not set.",
    )
    build: str = _option(
        Default("ref"),
        values.build,
        "From which commit the image is built: ``ref`` (the newest of the ref when the button is "
        "pressed), ``commit`` (the one that the site was built from), or ``environment`` (the last "
        "that changed the environment; nbgitpuller fetches the newest chapters into it).",
    )
    environment: values.EnvironmentWord | None = _option(
        None,
        values.environment,
        "Where the image comes from, if not from the repository: ``{'repository': ..., 'ref': "
        "...}``. nbgitpuller fetches the chapters into it.",
    )
    environment_files: tuple[str, ...] | None = _option(
        None,
        values.environment_files,
        "What ``postBuild``, ``start`` or a ``Dockerfile`` reads beside the configuration files: "
        "paths and patterns from the root of the repository. Where it is not set, the whole "
        "repository.",
    )
    interface: str = _option(
        Default("lab"),
        values.interface,
        "What opens: ``lab``, ``notebook``, ``rstudio``, ``voila``, ``terminal``, or a path "
        "on the launched server that begins with ``/``.",
    )
    badges: str = _option(
        Default("auto"),
        values.badges,
        "Where badges are placed without being asked for: ``auto`` (under the title of each "
        "chapter, but not where the theme shows the same link), ``chapters``, ``all`` (every "
        "page) or ``none``.",
    )
    label: str | None = _option(
        None,
        values.optional(values.text),
        'The text of the badge; the translated "Launch on Binder".',
    )
    targets: tuple[TargetWord, ...] = _option(
        (),
        targets,
        "Further places to run a page, in the order in which they are shown: names of services "
        "such as ``colab``, or mappings of ``service``, ``url``, ``label`` and ``memory``. "
        "``binderhub`` stands for the hub of the book.",
    )
    layout: str = _option(
        Default("menu"),
        values.layout,
        "How several places to run a page are shown: ``menu`` (one badge, the others in a menu "
        "beside it) or ``badges``.",
    )
    memory: float | None = _option(
        None,
        values.memory,
        "How much memory a page needs, such as ``6G``: places that have so much come first.",
    )
    profile: str | None = _option(
        None,
        values.optional(values.text),
        "Which repo2docker the hub runs: ``mybinder.org`` or a release such as ``2026.4.0``. "
        "Chosen by the hub's URL where it is not set.",
    )
    import_names: Mapping[str, str] = _option(
        {},
        values.import_names,
        "Import name to package, for packages whose import name differs, such as "
        "``{'cv2': 'opencv'}``.",
    )

    def override(self, values: Mapping[str, object]) -> Settings:
        """Return these settings with `values` (bare names) checked and put over them.

        Repository and ref are a pair: a new repository without a ref drops the old one's. Raises
        `OptionError` for a name that no option has, or a value that it cannot have.
        """
        checked = {name: check(name, value) for name, value in values.items()}
        if checked.get("repository"):
            checked.setdefault("ref", None)
        return dataclasses.replace(self, **checked)


@dataclass(frozen=True)
class Option:
    """What is known of one option: for registration, for the docs, for the command line."""

    name: str
    default: object
    help: str


def options() -> Iterator[Option]:
    """Yield every option in the order of its declaration."""
    for declared in dataclasses.fields(Settings):
        yield Option(declared.name, getattr(Settings(), declared.name), declared.metadata["help"])


def check(name: str, value: object) -> Any:
    """Return `value` as the option `name` wants it; raise `OptionError`."""
    for declared in dataclasses.fields(Settings):
        if declared.name == name:
            try:
                return declared.metadata["check"](value)
            except ValueError as error:
                raise OptionError(name, str(error)) from None
    raise OptionError(
        name, "there is no such option" + nearest(name, (option.name for option in options()))
    )
