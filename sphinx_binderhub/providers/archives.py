"""Providers that fetch a published data set: by its DOI, or by its page on the archive.

An archive's spec has no ref: the DOI names one version. See BinderHub's `repoproviders.py`.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from sphinx_binderhub.providers.address import Address, Locator, Provider
from sphinx_binderhub.providers.refs import RAW_IN_NAME, Ref, UnlaunchableError, encode_name

DOI = r"10\.\d{4,9}(?:\.\d+)*/\S+"
"""What a DOI looks like, after Crossref's advice."""


def _doi(url: Locator) -> str | None:
    """Return the DOI that a locator names: `https://doi.org/10…`, or one that holds it."""
    match = re.fullmatch(rf"/({DOI})", url.path.rstrip("/"))
    return match[1] if match and url.host in {"doi.org", "dx.doi.org"} else None


def _zenodo(url: Locator) -> Address | None:
    doi = _doi(url)
    if doi and re.fullmatch(r"10\.5281/zenodo\.\d+", doi, re.IGNORECASE):
        return Address("zenodo", doi)
    if url.host not in {"zenodo.org", "www.zenodo.org"}:
        return None
    record = re.match(r"/records?/(\d+)(/|$)", url.path)
    named = re.match(rf"/(?:doi|badge/doi)/({DOI})", url.path)
    if record:
        return Address("zenodo", f"10.5281/zenodo.{record[1]}")
    return Address("zenodo", named[1].removesuffix(".svg")) if named else None


def _figshare(url: Locator) -> Address | None:
    doi = _doi(url)
    if doi and re.search(r"figshare\.\d+(\.v\d+)?$", doi, re.IGNORECASE):
        return Address("figshare", doi)
    match = re.fullmatch(r"/articles/(?:[^/]+/)*?(\d+)(?:/(\d+))?/?", url.path)
    if url.host not in {"figshare.com", "www.figshare.com"} or not match:
        return None
    version = f".v{match[2]}" if match[2] else ""
    return Address("figshare", f"10.6084/m9.figshare.{match[1]}{version}")


def _dataverse(url: Locator) -> Address | None:
    doi = _doi(url)
    if doi and re.search(r"^10\.7910/|/DVN/", doi):
        return Address("dataverse", doi)
    named = re.fullmatch(rf"(?:doi:|https?://doi\.org/)({DOI})", url.query.get("persistentId", ""))
    return Address("dataverse", named[1]) if named and "/dataset.xhtml" in url.path else None


def _hydroshare(url: Locator) -> Address | None:
    doi = _doi(url)
    match = re.fullmatch(r"10\.4211/hs\.([0-9a-f]{32})", doi or "")
    if url.host in {"hydroshare.org", "www.hydroshare.org"}:
        match = re.fullmatch(r"/resource/([0-9a-f]{32})/?(?:data/.*)?", url.path)
    return Address("hydroshare", match[1]) if match else None


def _ckan(url: Locator) -> Address | None:
    """Recognise the page of a data set; a git host may have a group called `dataset`."""
    match = re.fullmatch(r"(/(?:.+/)?dataset/[\w-]+)(/history/[\w-]+)?/?", url.path)
    activity = url.query.get("activity_id")
    known = activity or (match and match[2]) or re.search(r"(^|[.-])(ckan|(open-?)?data)", url.host)
    if not match or not known or url.scheme not in {"http", "https"}:
        return None
    version = match[2] or (f"?activity_id={activity}" if activity else "")
    return Address("ckan", f"{url.scheme}://{url.host}{match[1]}{version}")


def _doi_spec(name: str, _ref: Ref) -> str:
    return encode_name(name)


def _ckan_spec(name: str, _ref: Ref) -> str:
    if "%" in name:
        raise UnlaunchableError(
            f"BinderHub cannot be given the data set {name!r}: it holds an escape",
            "give the address of a data set whose name needs no escapes",
        )
    return quote(name, safe=RAW_IN_NAME)


ARCHIVES = (
    Provider("zenodo", "Zenodo", _zenodo, _doi_spec),
    Provider("figshare", "Figshare", _figshare, _doi_spec),
    Provider("dataverse", "Dataverse", _dataverse, _doi_spec),
    Provider("hydroshare", "HydroShare", _hydroshare, _doi_spec),
    Provider("ckan", "CKAN", _ckan, _ckan_spec),
)
