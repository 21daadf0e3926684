"""The author's own repository and ref, checked."""

from __future__ import annotations

from sphinx_binderhub.config import OptionError, Settings, shown
from sphinx_binderhub.launch import Repository
from sphinx_binderhub.providers import writable_ref
from sphinx_binderhub.repository.address import AddressError, UnknownDoiError, parse_address


def explicit_repository(settings: Settings) -> Repository | None:
    """Return the author's own repository; raise `OptionError` for what cannot be one."""
    if settings.ref is not None and not is_ref(settings.ref):
        raise OptionError(
            "ref", f"{shown(settings.ref)} cannot be the name of a branch, tag or commit"
        )
    if settings.repository is None:
        return None
    try:
        address = parse_address(settings.repository)
    except UnknownDoiError as error:
        raise OptionError("repository", f"{shown(settings.repository)} {error}") from None
    except AddressError as error:
        raise OptionError(
            "repository",
            f"{shown(settings.repository)} {error}; write it as "
            "'https://github.com/owner/repo' or 'owner/repo'",
        ) from None
    return Repository(address, origin="binderhub_repository")


def is_ref(name: str) -> bool:
    """Whether git could have a ref of that name: its own rules, but for what a link can carry."""
    parts = name.split("/")
    broken = any(part.startswith(".") or part.endswith(".lock") or not part for part in parts)
    refused = any(sign in name for sign in (" ", "~", "^", ":", "?", "*", "[", "\\", "..", "@{"))
    return (
        not broken
        and not refused
        and not name.endswith(".")
        and (writable_ref(name) or "%" in name or "|" in name)
    )
