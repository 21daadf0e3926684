"""`environment.yml` takes packages from Anaconda's `defaults` channel.

Binder's own environment comes from conda-forge alone. Packages of both are built differently and
may not fit together, the search for ones that do takes long, and Anaconda's terms of service apply
to `defaults`, `main`, `r` and `anaconda`.

See https://conda-forge.org/docs/user/transitioning_from_defaults/

Mend::

    channels:
      - conda-forge
      - nodefaults
    dependencies:
      - python=3.12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import CondaFile, Text
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

ANACONDA = frozenset({"defaults", "main", "r", "anaconda", "free", "msys2", "pkgs/main", "pkgs/r"})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the places that name such a channel."""
    file = project.environment.conda_file
    found = list(_uses(file)) if file is not None else []
    if file is None or not found:
        return
    places = [Location(file.path, text.line, text.column) for text in found]
    listed = found[0] in file.channels
    name = found[0].value if listed else found[0].value.partition("::")[0]
    yield Finding(
        f"`{file.path}` takes packages from `{name}`, a channel of Anaconda, while Binder's own "
        "come from conda-forge; the two may not fit together.",
        f"Let the list under `channels:` be `- conda-forge` and `- nodefaults`, without `{name}`."
        if listed
        else f"Drop `{name}::`, and list `- conda-forge` and `- nodefaults` under `channels:`.",
        places[0],
        also=tuple(places[1:]),
    )


def _uses(file: CondaFile) -> Iterator[Text]:
    yield from (text for text in file.channels if _is_anaconda(text.value))
    for text in file.dependencies:
        channel, colons, _ = text.value.partition("::")
        if colons and _is_anaconda(channel):
            yield text


def _is_anaconda(channel: str) -> bool:
    name = channel.strip().rstrip("/").lower()
    return name in ANACONDA or "repo.anaconda.com/pkgs" in name
