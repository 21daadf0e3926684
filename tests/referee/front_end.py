"""Where BinderHub's page sends the browser once the server runs.

Two front ends are about. "S" hands `location.search` to `URLSearchParams`, which decodes it once.
"W", the current one, gets it from wouter, which runs `decodeURI` on the whole string before that,
or leaves it alone where `decodeURI` throws.
"""

from __future__ import annotations

import re
from typing import Literal

from .browser import (
    Address,
    URIError,
    decode_uri,
    encode_uri,
    form_decode,
    form_encode,
    parse,
    search_params,
)
from .rejected import Rejected

FrontEnd = Literal["S", "W"]

HOST = "jupyter.invalid"
SERVER = "/user/u/"
TOKEN = "t"


def seen_search(search: str, front_end: FrontEnd) -> str:
    """Give the text that the page hands to `URLSearchParams`."""
    if front_end == "S":
        return search
    search = search.removeprefix("?")
    try:
        return decode_uri(search)
    except URIError:
        return search


def redirect(search: str, front_end: FrontEnd, scheme: str) -> Address:
    """Give the address on the Jupyter server, with the token, that is opened."""
    origin = f"{scheme}://{HOST}"
    parameters: dict[str, str] = {}
    for name, value in search_params(seen_search(search, front_end)):
        parameters.setdefault(name, value)
    if "labpath" in parameters:
        url_path = "doc/tree/" + encode_uri(parameters["labpath"].removesuffix("/"))
    elif "filepath" in parameters:
        url_path = "tree/" + encode_uri(parameters["filepath"].removesuffix("/"))
    else:
        url_path = parameters.get("urlpath", "")
    opened = parse(re.sub("^/*", "", url_path), Address(origin, SERVER))
    if opened.origin != origin:
        raise Rejected(f"leaves the hub for {opened.origin}, with the token")
    query = form_encode([*form_decode(opened.query or ""), ("token", TOKEN)])
    return Address(origin, opened.path, query, opened.fragment)
