"""The providers of BinderHub: how an address becomes a provider and a name, and those a spec.

Adding a provider is one entry in `PROVIDERS`. The rules of the specs come from BinderHub's
`repoproviders.py`.
"""

from sphinx_binderhub.providers.address import Address, Locator, Provider
from sphinx_binderhub.providers.archives import ARCHIVES, DOI
from sphinx_binderhub.providers.forges import ANY_GIT_HOST, FORGES
from sphinx_binderhub.providers.refs import Ref, UnlaunchableError, is_short_hash, writable_ref

PROVIDERS: dict[str, Provider] = {
    provider.key: provider for provider in (*FORGES, *ARCHIVES, ANY_GIT_HOST)
}
"""Every provider by its key, in the order in which they are asked for an address."""

__all__ = [
    "DOI",
    "PROVIDERS",
    "Address",
    "Locator",
    "Provider",
    "Ref",
    "UnlaunchableError",
    "is_short_hash",
    "writable_ref",
]
