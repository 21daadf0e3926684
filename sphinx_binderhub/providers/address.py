"""The records of the table of providers: a text taken apart, an address, a provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sphinx_binderhub.providers.refs import Ref


@dataclass(frozen=True)
class Locator:
    """What an author wrote, taken apart: a URL, or a DOI as a URL of the host `doi.org`.

    `host` has the port where it is not the scheme's, `path` begins with a slash, `query` holds the
    first value of each parameter.
    """

    scheme: str
    host: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Address:
    """A public repository: `provider` key and `name`, the spec without its ref.

    `ref` is the ref that came with it, as in a launch link; `browsed` what followed it in a browser
    URL, `main/docs` of `/tree/main/docs`: where the ref ends in that, only git can tell.
    """

    provider: str
    name: str
    browsed: str | None = None
    ref: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What is equal for two spellings of one repository."""
        name = self.name.lower() if self.provider in {"gh", "gl"} else self.name
        return (self.provider, name.removesuffix(".git"))


@dataclass(frozen=True)
class Provider:
    """One provider of BinderHub.

    `recognise` gives the address that a locator names, or `None`; `spec(name, ref)` the encoded
    spec; `clone_url(name)` what git clones and a browser opens, or `None` for an archive.
    """

    key: str
    title: str
    recognise: Callable[[Locator], Address | None]
    spec: Callable[[str, Ref], str]
    clone_url: Callable[[str], str | None] = lambda _name: None
