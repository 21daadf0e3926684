"""Whether a ref exists, as far as a clone can tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.config import nearest

if TYPE_CHECKING:
    from sphinx_binderhub.providers import Ref
    from sphinx_binderhub.repository.checkout import Checkout


def missing_ref(ref: Ref, remote: str, checkout: Checkout) -> str | None:
    """Return what exists instead of `ref`, as the end of a sentence; `None` where it may exist.

    Only a clone that fetches every branch can tell, and a name that looks like a commit may be one.
    """
    if checkout.shallow or remote not in checkout.fetches or ref.kind != "unknown":
        return None
    prefix = f"refs/remotes/{remote}/"
    branches = [name.removeprefix(prefix) for name in checkout.refs if name.startswith(prefix)]
    tags = [name[10:] for name in checkout.refs if name.startswith("refs/tags/")]
    here = [name[11:] for name in checkout.refs if name.startswith("refs/heads/")]
    known = ref.name in {*branches, *tags, *here}
    if not branches or known or re.fullmatch("[0-9a-f]{4,40}", ref.name):
        return None
    near = nearest(ref.name, [*branches, *tags])
    return near or f"; its branches are {', '.join(sorted(branches)[:5])}"
