"""What each page showed when it was last written: kept between builds, beside Sphinx's environment.

Builders share that environment, and so do output folders, so each has a file of its own. Sphinx
stores the environment before pages are written; what was written is known only afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from sphinx_binderhub.site import BuilderKind


def digest(shown: object) -> str:
    """Return a short text for what is shown, another one for anything else."""
    return sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def recall(builder: BuilderKind) -> dict[str, str]:
    """Return what was kept for this builder and its folder: digests by docname."""
    try:
        kept = json.loads(_file(builder).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # the first build, or somebody else's file
        return {}
    return kept if isinstance(kept, dict) else {}


def remember(builder: BuilderKind, shown: Mapping[str, str]) -> None:
    """Keep digests by docname until the next build; an old file is whole until the new one is.

    Where nothing can be kept, the next build writes more pages than it need.
    """
    file = _file(builder)
    new = file.with_suffix(".new")
    try:
        new.write_text(json.dumps(shown), encoding="utf-8")
        new.replace(file)
    except OSError:
        with suppress(OSError):
            file.unlink()


def _file(builder: BuilderKind) -> Path:
    key = digest((builder.name, str(builder.folder)))
    return builder.memory / f"binderhub-{key}.json"
