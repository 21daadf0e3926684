"""The referee is held to what was seen of the real BinderHub, and to node and BinderHub's client.

The rows and their numbers are those of a table made by driving a real BinderHub server and its
real page in Chromium; H is the hub.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from .referee import Content, FrontEnd, Opened, Rejected, take_apart
from .referee.browser import URIError, decode_uri, encode_uri, form_encode, parse, search_params
from .referee.front_end import redirect, seen_search
from .referee.node import FOLDER, Missing, Node, find_node, install_client
from .referee.server import launched, page_spec

H = "https://hub.example"
SHA = "0123456789abcdef0123456789abcdef01234567"
GIST = "a" * 32
GITHUB = "https://github.com/o/r"


def opened(spec: str, front_end: FrontEnd) -> Opened | str:
    """Take H/v2/<spec> apart: what is opened, or why not."""
    try:
        return take_apart(f"{H}/v2/{spec}", front_end)
    except Rejected as error:
        return error.reason


# Row, spec, repository, ref.
SPECS = [
    ("1", "gh/o/r/HEAD", GITHUB, "HEAD"),
    ("2", "gh/o/r/feature/x", GITHUB, "feature/x"),
    ("2", "gh/o/r/feature%2Fx", GITHUB, "feature/x"),
    ("2", "gh/o/r/feature%2fx", GITHUB, "feature/x"),
    ("3", "gh/o/r.git/HEAD", GITHUB, "HEAD"),
    ("4", "gh/o/r/v1.0+b", GITHUB, "v1.0+b"),
    ("4", "gh/o/r/v1.0%2Bb", GITHUB, "v1.0+b"),
    ("5", "gh/o/r/fix%2312", GITHUB, "fix#12"),
    ("5", "gh/o/r/fix#12", GITHUB, "fix"),
    ("6", "gh/o/r/rel(1)", GITHUB, "rel(1)"),
    ("7", "gh/o/r/it's!", GITHUB, "it's!"),
    ("8", "gh/o/r/a&b=c", GITHUB, "a&b=c"),
    ("8", "gh/o/r/a%26b%3Dc", GITHUB, "a&b=c"),
    ("9", "gh/o/r/u@h", GITHUB, "u@h"),
    ("9", "gh/o/r/u%40h", GITHUB, "u@h"),
    ("10", "gh/o/r/%C3%A9", GITHUB, "é"),
    ("10", "gh/o/r/é", GITHUB, "é"),
    ("11", "gh/o/r/x%22y", GITHUB, 'x"y'),
    ("11", "gh/o/r/x%3Cy%3E", GITHUB, "x<y>"),
    ("11", "gh/o/r/x%7By%7D", GITHUB, "x{y}"),
    ("11", 'gh/o/r/x"<{`}>y', GITHUB, 'x"<{`}>y'),
    ("13", f"gh/o/r/{SHA}", GITHUB, SHA),
    ("14", "gh/o/my-repo/v1.0", "https://github.com/o/my-repo", "v1.0"),
    ("15", f"gist/u/{GIST}", f"https://gist.github.com/u/{GIST}.git", None),
    ("15", f"gist/u/{GIST}/HEAD", f"https://gist.github.com/u/{GIST}.git", "HEAD"),
    ("15", f"gist/u/{GIST}/{SHA}", f"https://gist.github.com/u/{GIST}.git", SHA),
    ("16", "gl/group%2Frepo/main", "https://gitlab.com/group/repo.git", "main"),
    ("16", "gl/group/repo/main", "https://gitlab.com/group.git", "repo/main"),
    ("17", "gl/g%2Fs%2Ft%2Frepo/feature/x", "https://gitlab.com/g/s/t/repo.git", "feature/x"),
    ("18", "gl/group%2Frepo.git/main", "https://gitlab.com/group/repo.git.git", "main"),
    ("19", "gl/group%2Frepo/fix%2312", "https://gitlab.com/group/repo.git", "fix#12"),
    (
        "20",
        "git/https%3A%2F%2Fgit.example.com%2Fa%2Fb.git/HEAD",
        "https://git.example.com/a/b.git",
        "HEAD",
    ),
    ("20", "git/https://h.org/a/b.git/HEAD", "https:", "/h.org/a/b.git/HEAD"),
    (
        "21",
        "git/https%3A%2F%2Fh%3A8443%2Fa%2Fb/feature/x",
        "https://h:8443/a/b",
        "feature/x",
    ),
    ("22", "git/git%40host.org%3Aa%2Fb.git/HEAD", "ssh://git@host.org/a/b.git", "HEAD"),
    ("22", "git/git@host.org:a%2Fb.git/HEAD", "ssh://git@host.org/a/b.git", "HEAD"),
    ("23", "git/https%3A%2F%2Fh.org%2F~u%2Fb.git/HEAD", "https://h.org/~u/b.git", "HEAD"),
    ("25", "zenodo/10.5281/zenodo.3242074", "10.5281/zenodo.3242074", None),
    ("25", "zenodo/10.5281/zenodo.3242074/", "10.5281/zenodo.3242074", None),
    ("26", "figshare/10.6084/m9.figshare.9782777.v1", "10.6084/m9.figshare.9782777.v1", None),
    ("26", "dataverse/10.7910/DVN/TJCLKP", "10.7910/DVN/TJCLKP", None),
    ("27", f"hydroshare/{GIST}", GIST, None),
    (
        "27",
        f"hydroshare/https%3A%2F%2Fwww.hydroshare.org%2Fresource%2F{GIST}",
        GIST,
        None,
    ),
    (
        "28",
        "ckan/https%3A%2F%2Fdemo.ckan.org%2Fdataset%2Fmy-set%3Factivity_id%3Dabc",
        "https://demo.ckan.org/dataset/my-set?activity_id=abc",
        None,
    ),
    # More, found by driving further launches.
    ("+", "gl/g%2Fr/100%", "https://gitlab.com/g/r.git", "100%"),
    ("+", "gh/o/r/a]b", GITHUB, "a]b"),
    ("+", "git/https%3A%2F%2Fh.org%2F[a]/refs/tags/v1", "https://h.org/[a]", "refs/tags/v1"),
]


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(("row", "spec", "repository", "ref"), SPECS)
def test_spec(row: str, spec: str, repository: str, ref: str | None, front_end: FrontEnd) -> None:
    provider = spec.partition("/")[0]
    expected = Opened(H, provider, repository, ref, "default", None, None, None)
    assert opened(spec, front_end) == expected


TOKEN = "403: Invalid build token"
PAGE = "404: Not Found, says the page"
REFUSED = [
    ("1", "gh/o/r", PAGE),
    ("6", "gh/o/r/rel%281%29", TOKEN),
    ("7", "gh/o/r/it%27s%21", TOKEN),
    ("10", "gh/o/r/%c3%a9", TOKEN),
    ("12", "gh/o/r/x|y", "differs between browsers"),
    ("12", "gh/o/r/x%7Cy", "differs between browsers"),
    ("12", "gh/o/r/x^y", "differs between browsers"),
    ("12", "gh/o/r/x%5Ey", "differs between browsers"),
    ("13", "gh/o/r/100%25", TOKEN),
    ("13", "gh/o/r/100%2525", TOKEN),
    ("13", "gh/o/r/100%", "a percent sign that is passed on raw"),
    ("14", "gh/o/my%2Drepo/v1.0", TOKEN),
    ("14", "gh/o/my-repo/v1%2E0", TOKEN),
    ("24", "git/https%3A%2F%2Fh.org%2Fa%2520b/HEAD", TOKEN),
    ("24", "git/https%3A%2F%2Fh.org%2Fa%252520b/HEAD", TOKEN),
    ("25", "zenodo/10.5281%2Fzenodo.3242074", PAGE),
    # More, found by driving further launches.
    ("+", "gh/o/r/%FF", "400: not UTF-8"),
    ("+", "gl/g%2Fr/%FF", "400: not UTF-8"),
    ("+", f"gist/u/{GIST}/", TOKEN),
    ("+", f"hydroshare/{GIST}/", TOKEN),
    ("+", "gh/o/r/main%20", TOKEN),
    ("+", "zenodo/10.5281/zenodo.3242074%20", TOKEN),
    ("+", "gh/o/r/a%5Db", TOKEN),
    ("+", "gh/o/r/a%5Cb", TOKEN),
    ("+", "gh/o/r/a%09b", TOKEN),
    ("+", "gh/o/r/a%0Ab", PAGE),
    ("+", "gh/o/r/a%E2%80%A8b", PAGE),
    ("+", "gh/o/r/..", PAGE),
    ("+", "gh/o/r/%2e%2E/main", PAGE),
    ("+", "gh/o/r///", "not of the form"),
    ("+", "gl/g%2Fr//", "an unresolved ref is required"),
    ("+", f"gist/u/{GIST}/v1", "a gist has no other refs"),
    ("+", "git/file%3A%2F%2F%2Fa/HEAD", "unsupported git url"),
    ("+", "figshare/10.6084/m9", "unexpected figshare doi"),
    ("+", "hydroshare/0123", "the HydroShare resource id"),
    ("+", "ckan/https%3A%2F%2Fdemo.ckan.org%2Fgroup%2Fx", "not the address of a CKAN"),
    ("+", "bitbucket/o/r/main", "404: not /v2/"),
]


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(("row", "spec", "reason"), REFUSED)
def test_refused_spec(row: str, spec: str, reason: str, front_end: FrontEnd) -> None:
    found = opened(spec, front_end)
    assert isinstance(found, str)
    assert found.startswith(reason)


@pytest.mark.parametrize(
    ("hub", "expected"),
    [
        ("https://mybinder.org", "https://mybinder.org"),
        ("HTTPS:\\\\MyBinder.org:443", "https://mybinder.org"),
        ("http://127.0.0.1:8585/services/binder", "http://127.0.0.1:8585/services/binder"),
        ("https://mybinder.org/v2/gh/o/r/HEAD", "https://mybinder.org"),
    ],
)
def test_hub(hub: str, expected: str) -> None:
    """A launch link pasted as the hub makes the rest a ref."""
    found = take_apart(f"{hub}/v2/gh/o/r/main", "W")
    assert found.hub == expected
    assert found.ref == ("main" if "/v2/" not in hub else "HEAD/v2/gh/o/r/main")


@pytest.mark.parametrize(
    "url",
    [
        "mybinder.org/v2/gh/o/r/main",
        "ftp://mybinder.org/v2/gh/o/r/main",
        "https://user@mybinder.org/v2/gh/o/r/main",
        "https://1.2/v2/gh/o/r/main",
        "https://h:99999/v2/gh/o/r/main",
        "https://mybinder.org/repo/o/r",
        "https://mybinder.org//v2/gh/o/r/main",
        "https://mybinder.org/V2/GH/o/r/main",
        "https://mybinder.org/v2/gh/",
    ],
)
def test_no_launch_link(url: str) -> None:
    with pytest.raises(Rejected):
        take_apart(url, "S")


# Row, query, interface, file.
PATHS = [
    ("29", "labpath=nb/a%20b.ipynb", "doc/tree", "nb/a b.ipynb"),
    ("29", "labpath=nb%2Fa%20b.ipynb", "doc/tree", "nb/a b.ipynb"),
    ("30", "urlpath=doc%2Ftree%2Fnb%2Fa%2523b.ipynb&_=%FF", "doc/tree", "nb/a#b.ipynb"),
    ("30", "labpath=nb%2Fa%23b.ipynb", "doc/tree", "nb/a"),
    ("31", "urlpath=doc%2Ftree%2Fnb%2Fa%253Fb.ipynb&_=%FF", "doc/tree", "nb/a?b.ipynb"),
    ("31", "labpath=nb%2Fa%3Fb.ipynb", "doc/tree", "nb/a"),
    ("32", "labpath=nb%2F100%25.ipynb", "doc/tree", "nb/100%.ipynb"),
    ("33", "urlpath=doc%2Ftree%2Fnb%2F50%252520off.ipynb&_=%FF", "doc/tree", "nb/50%20off.ipynb"),
    ("34", "labpath=nb%2Fa%2Bb.ipynb", "doc/tree", "nb/a+b.ipynb"),
    ("34", "labpath=nb%2Fa+b.ipynb", "doc/tree", "nb/a b.ipynb"),
    ("35", "labpath=nb%2FR%26D.ipynb", "doc/tree", "nb/R&D.ipynb"),
    ("35", "labpath=nb%2FR&D.ipynb", "doc/tree", "nb/R"),
    (
        "36",
        "labpath=" + quote("nb/日本語 😀.ipynb"),
        "doc/tree",
        "nb/日本語 😀.ipynb",
    ),
    # More, found by driving further launches.
    ("+", "urlpath=lab%2Ftree%2Fnb%2Ftree%2Fx.ipynb", "lab/tree", "nbx.ipynb"),
    ("+", "labpath=nb%2Ftree%2Fx.ipynb", "doc/tree", "nbx.ipynb"),
    ("+", "labpath=tree%2Fx.ipynb", "doc/tree", "tree/x.ipynb"),
    ("+", "urlpath=tree%2Fnb%2Ftree%2Fx.ipynb", "notebooks", "nb/tree/x.ipynb"),
    # The rest of the page's grammar.
    ("", "labpath=a.ipynb&filepath=b.ipynb&urlpath=lab", "doc/tree", "a.ipynb"),
    ("", "urlpath=lab&filepath=b.ipynb", "notebooks", "b.ipynb"),
    ("", "labpath=a.ipynb&labpath=b.ipynb", "doc/tree", "a.ipynb"),
    ("", "labpath=/a.ipynb", "doc/tree", "/a.ipynb"),
    ("", "labpath=nb/", "doc/tree", "nb"),
    ("", "labpath=nb//", "doc/tree", "nb"),
    ("", "filepath=nb/", "tree", "nb"),
    ("", "filepath=nb/a%23b.ipynb", "tree", "nb/a"),
    ("", "filepath=nb/a%25b.ipynb", "notebooks", "nb/a%b.ipynb"),
    ("", "filepath=nb/a.md", "tree", "nb/a.md"),
    ("", "urlpath=/lab/tree/a.ipynb", "lab/tree", "a.ipynb"),
    ("", "urlpath=//lab/tree/a.ipynb", "lab/tree", "a.ipynb"),
    ("", "urlpath=%2Flab", "lab", None),
    ("", "urlpath=lab%2F", "lab", None),
    ("", "urlpath=lab/tree/nb/tree/", "lab/tree", "nb/tree"),
    ("", "urlpath=lab/workspaces/a-b/tree/nb/a.ipynb", "lab/tree", "nb/a.ipynb"),
    ("", "urlpath=tree", "tree", None),
    ("", "urlpath=edit/nb/a.py", "edit", "nb/a.py"),
    ("", "urlpath=notebooks/nb%252Fa.ipynb", "notebooks", "nb/a.ipynb"),
    ("", "urlpath=voila%2Frender%2Fnb%2Fa%2520b.ipynb", "voila/render", "nb/a b.ipynb"),
    ("", "urlpath=rstudio", "rstudio", None),
    ("", "urlpath=rstudio/", "rstudio", None),
    ("", "urlpath=terminals/1", "terminals", None),
    ("", "urlpath=", "default", None),
    ("", "labpath=a%7Cb%5Ec.ipynb", "doc/tree", "a|b^c.ipynb"),
    ("", "urlpath=doc%2Ftree%2Fa%7Cb%5Ec.ipynb", "doc/tree", "a|b^c.ipynb"),
]


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(("row", "query", "interface", "file"), PATHS)
def test_path(row: str, query: str, interface: str, file: str | None, front_end: FrontEnd) -> None:
    expected = Opened(H, "gh", GITHUB, "main", interface, file, None, None)
    assert opened(f"gh/o/r/main?{query}", front_end) == expected


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("urlpath=https%3A%2F%2Fevil.example", "leaves the hub for https://evil.example"),
        ("urlpath=%5C%5Cevil.example%2F", "leaves the hub for https://evil.example"),
        ("urlpath=%20%2F%2Fevil.example", "leaves the hub for https://evil.example"),
        ("urlpath=%09%2Flab", "leaves the server"),
        ("urlpath=..%2Fother%2Flab", "leaves the server"),
        ("labpath=..%2F..%2F..%2F..%2Flab", "leaves the server"),
        ("urlpath=javascript%3Aalert(1)", "not a web address"),
        ("urlpath=nothing", "404"),
        ("urlpath=lab%252Ftree%252Fa.ipynb&_=%FF", "404"),
        ("urlpath=%2525", "404"),
        ("urlpath=treehouse", "404"),
        ("urlpath=notebooks%2F100%25.ipynb", "decodeURIComponent throws"),
        ("urlpath=lab/tree/nb%252F..%252Fa.ipynb&_=%FF", "dot segments"),
        ("urlpath=lab/tree/", "404"),
        ("labpath=", "404"),
        ("urlpath=lab/tree/%25FF&_=%FF", "400"),
    ],
)
def test_refused_path(query: str, reason: str, front_end: FrontEnd) -> None:
    found = opened(f"gh/o/r/main?{query}", front_end)
    assert isinstance(found, str)
    assert found.startswith(reason)


@pytest.mark.parametrize(
    ("query", "single", "twofold"),
    [
        ("?labpath=a.ipynb", None, "a.ipynb"),
        ("urlpath=lab%252Ftree%252Fa.ipynb", None, "a.ipynb"),
        ("urlpath=lab/tree/%25FF", None, "\ufffd"),
        ("labpath=50%2520off.ipynb", "50%20off.ipynb", "50 off.ipynb"),
        ("labpath=a%252Fb.ipynb", "a%2Fb.ipynb", "a/b.ipynb"),
        ("labpath=a%2526b.ipynb", "a%26b.ipynb", "a&b.ipynb"),
        ("labpath=%C3%A9%2523.ipynb", "é%23.ipynb", "é"),
    ],
)
def test_second_decode(query: str, single: str | None, twofold: str) -> None:
    """The current front end decodes once more than it should."""
    for front_end, file in (("S", single), ("W", twofold)):
        found = opened(f"gh/o/r/main?{query}", front_end)
        assert (found.file if isinstance(found, Opened) else None) == file


NAMES = [" ", "é", "日😀", "+", "&", "=", ";", ",", "'", "(", ")", "[", "]", "{", "}", '"', ":"]
NAMES += ["@", "$", "%", "%20", "#", "?", "\\"]


def _q(text: str) -> str:
    return quote(text, safe="")


# What survives of each encoding of a name on S and W: the four columns of the second table.
def _survivors(name: str) -> dict[str, str]:
    if name in {"#", "?"}:
        return {"labpath": "", "once": "S", "twice": "W", "guarded": "SW"}
    if name == "%20":
        return {"labpath": "S", "once": "S", "twice": "W", "guarded": "SW"}
    if name == "%":
        return {"labpath": "SW", "once": "SW", "twice": "W", "guarded": "SW"}
    if name == "\\":
        return {"labpath": "SW", "once": "S", "twice": "W", "guarded": "SW"}
    return {"labpath": "SW", "once": "SW", "twice": "W", "guarded": "SW"}


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize("name", NAMES)
def test_encodings(name: str, front_end: FrontEnd) -> None:
    path = f"nb/a{name}b.ipynb"
    queries = {
        "labpath": f"labpath={_q(path)}",
        "once": f"urlpath={_q('doc/tree/' + quote(path))}",
        "twice": f"urlpath={_q(_q('doc/tree/' + quote(path)))}",
        "guarded": f"urlpath={_q('doc/tree/' + quote(path))}&_=%FF",
    }
    survives = _survivors(name)
    for kind, query in queries.items():
        found = opened(f"gh/o/r/main?{query}", front_end)
        right = isinstance(found, Opened) and found.file == path
        assert right == (front_end in survives[kind]), (kind, found)


# With names that the guard is for, and those that nbgitpuller is robust against without it.
PULL = (
    "urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Fo%252Fr%26urlpath%3Dlab%252F"
    "tree%252Fr%252Fnb%252F{}.ipynb%26branch%3Dfeature%252Fx{}"
)


def pull(inner: str | None = None, **arguments: str) -> str:
    """Write the query of a launch through nbgitpuller: each layer quoted once."""
    arguments = {"repo": GITHUB, **arguments} | ({"urlpath": inner} if inner else {})
    query = "&".join(f"{name}={_q(value)}" for name, value in arguments.items())
    return "urlpath=" + _q(f"git-pull?{query}")


CONTENT = Content(GITHUB, "feature/x", "r")
DEFAULT = Content(GITHUB, None, "r")


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(
    ("row", "query", "interface", "file", "content"),
    [
        ("37", PULL.format("R%252526D", ""), "lab/tree", "nb/R&D.ipynb", CONTENT),
        ("38", PULL.format("a%252523b", "&_=%FF"), "lab/tree", "nb/a#b.ipynb", CONTENT),
        ("", pull("lab/tree/r/a%20b.ipynb"), "lab/tree", "a b.ipynb", DEFAULT),
        ("", pull("lab/tree/r"), "lab/tree", None, DEFAULT),
        ("", pull("lab/tree/r/"), "lab/tree", None, DEFAULT),
        ("", pull("tree/r/a.ipynb"), "notebooks", "a.ipynb", DEFAULT),
        ("", pull("voila/render/r/a.ipynb"), "voila/render", "a.ipynb", DEFAULT),
        ("", pull("rstudio/"), "rstudio", None, DEFAULT),
        # As tornado reads arguments: the last one, stripped, without control characters.
        ("", pull("lab/tree/r/a.ipynb", branch=" feature/x\t"), "lab/tree", "a.ipynb", CONTENT),
        ("", pull("lab/tree/r/a\x01b.ipynb"), "lab/tree", "a b.ipynb", DEFAULT),
        (
            "",
            pull("lab/tree/r/a.ipynb", repo="x/r") + _q(f"&repo={GITHUB}"),
            "lab/tree",
            "a.ipynb",
            DEFAULT,
        ),
        ("", pull(), "tree", None, DEFAULT),
        ("", pull(subPath="nb/a.ipynb"), "notebooks", "nb/a.ipynb", DEFAULT),
        ("", pull(subPath="nb", app="lab"), "lab/tree", "nb", DEFAULT),
        ("", pull("lab/tree/r/a.ipynb", branch=""), "lab/tree", "a.ipynb", DEFAULT),
        (
            "",
            pull("lab/tree/r.git/a.ipynb", repo=GITHUB + ".git/"),
            "lab/tree",
            "a.ipynb",
            Content(GITHUB + ".git/", None, "r.git"),
        ),
        (
            "",
            pull("lab/tree/x/y/a.ipynb", targetPath="x/y"),
            "lab/tree",
            "a.ipynb",
            Content(GITHUB, None, "x/y"),
        ),
    ],
)
def test_content(
    row: str, query: str, interface: str, file: str, content: Content, front_end: FrontEnd
) -> None:
    expected = Opened(H, "gh", "https://github.com/env/r", "main", interface, file, None, content)
    assert opened(f"gh/env/r/main?{query}", front_end) == expected


@pytest.mark.parametrize(("front_end", "file"), [("S", "nb/a#b.ipynb"), ("W", "nb/a")])
def test_content_without_the_guard(front_end: FrontEnd, file: str) -> None:
    found = opened(f"gh/env/r/main?{PULL.format('a%252523b', '')}", front_end)
    assert isinstance(found, Opened)
    assert found.file == file


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(
    "query",
    [
        pull("lab/tree/other/a.ipynb"),
        pull("lab/tree/r2/a.ipynb"),
        pull("lab/tree/a.ipynb"),
        pull("lab/tree/r/a.ipynb", repo=GITHUB + ".git"),
        pull("lab/tree/r/a.ipynb", branch="HEAD"),
        pull("lab/tree/r/a.ipynb", branch=SHA),
        pull("lab/tree/r/a.ipynb", branch=SHA.upper()),
        pull("lab/tree/r/a.ipynb", branch="refs/heads/main"),
        pull("lab/tree/r/a.ipynb", branch="a\u00a0b"),
        pull("lab/tree/r/a.ipynb", branch="a\u0085b"),
        pull("lab/tree/r/a.ipynb", targetPath="../r"),
        pull("lab/tree/r/a.ipynb", targetPath="/r"),
        pull("lab/tree/r/a.ipynb", repo=""),
        pull("git-pull?repo=x"),
        pull("https://evil.example/"),
        pull("/lab/tree/r/a.ipynb"),
        pull("lab/tree/r/tree/tree/../../../x/a.ipynb"),
        "urlpath=git-pull",
    ],
)
def test_refused_content(query: str, front_end: FrontEnd) -> None:
    assert isinstance(opened(f"gh/env/r/main?{query}", front_end), str)


@pytest.mark.parametrize("front_end", ["S", "W"])
@pytest.mark.parametrize(
    ("path", "factory"),
    [
        ("notebooks/a.md?factory=Notebook", "Notebook"),
        ("notebooks/a.md?factory=Jupytext%20Notebook", "Jupytext Notebook"),
        ("edit/a.md?factory=Editor&factory=x", "Editor"),
        ("notebooks/a.md", None),
        # JupyterLab does not read it, and the redirect from tree to notebooks drops it.
        ("lab/tree/a.md?factory=Notebook", None),
        ("tree/a.ipynb?factory=Editor", None),
    ],
)
def test_factory(path: str, factory: str | None, front_end: FrontEnd) -> None:
    found = opened(f"gh/o/r/main?urlpath={_q(path)}", front_end)
    assert isinstance(found, Opened)
    assert found.factory == factory
    inner = opened(f"gh/o/r/main?{pull(path.replace('/a.', '/r/a.'))}", front_end)
    assert isinstance(inner, Opened)
    assert (inner.factory, inner.file) == (factory, found.file)


# Second opinions.


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """BinderHub's own client, in node."""
    folder = os.environ.get(FOLDER) or tmp_path_factory.mktemp("client")
    try:
        find_node()
        folder = install_client(Path(folder))
    except Missing as error:
        pytest.skip(str(error))
    with Node("client.mjs", str(folder)) as node:
        yield node


def every_row() -> list[str]:
    specs = [row[1] for row in (*SPECS, *REFUSED)]
    queries = [row[1] for row in PATHS]
    for name in NAMES:
        path = f"nb/a{name}b.ipynb"
        once = _q("doc/tree/" + quote(path))
        queries += [f"labpath={_q(path)}", f"urlpath={once}", f"urlpath={_q(once)}"]
        queries += [f"urlpath={once}&_=%FF", f"filepath={_q(path)}", f"labpath={_q(path)}/%zz"]
        queries += [pull(f"lab/tree/r/{quote(path)}"), pull(f"lab/tree/r/{path}")]
    queries += ["urlpath=lab?a=b+c%2526&x", "urlpath=?x=%zz", "urlpath=lab#a%20b", "?", "%C3=%C3"]
    return [*specs, *(f"gh/o/r/main?{query}" for query in queries)]


@pytest.mark.parametrize("front_end", ["S", "W"])
def test_client_agrees(client: Node, front_end: FrontEnd) -> None:
    compared = 0
    for spec in every_row():
        address = parse(f"{H}/v2/{spec}")
        try:
            _, provider, raw = launched(address)
            found = page_spec(address.path, provider)
        except Rejected:
            continue
        search = seen_search(address.search, front_end)
        answer = client.ask(spec=f"{provider}/{found}", search=search)
        build = answer["build"] == f"https://hub.invalid/build/{provider}/{raw}"
        assert build == (opened(spec, front_end) != TOKEN), (spec, answer)
        assert answer["redirect"] == redirect(address.search, front_end, "https").href, spec
        compared += 1
    assert compared > 200


# What is hard about a string that is part of an address.
PIECES = [*"azAZ09/\\?#%&=+;:@$,!~*'()[]{}|^`\"<> -_\t\n\0\x1f\x7f\x80\xa0é日😀\ufeff\u2028"]
PIECES += ["\ud800", "\udc00", "x.", "/../", "/./", "/..", "/.", "%2e", "/%2E%2e/", "//", "https:"]
PIECES += ["%", "%4", "%zz", "%25", "%2F", "%2f", "%23", "%3F", "%5C", "%00", "%C3%A9", "%c3%a9"]
PIECES += ["%E6%97%A5", "%F0%9F%98%80", "%ED%A0%80", "%C0%80", "%F4%90%80%80", "%FF", "%E6%97"]


def test_node_agrees() -> None:
    """The model of the browser is held to node's, on strings that are hard for either."""
    try:
        find_node()
    except Missing as error:
        pytest.skip(str(error))
    chance = random.Random(20261122)
    base = "https://h.example/user/u/?query"
    with Node("url.mjs") as node:
        for _ in range(2000):
            text = "".join(chance.choices(PIECES, k=chance.randrange(20)))
            answer = node.ask(text=text, base=base)
            assert answer["absolute"] == _parts(f"https://h.example/{text}"), ascii(text)
            assert answer["encoded"] == _or_none(encode_uri, text), ascii(text)
            assert answer["pairs"] == [list(pair) for pair in search_params(text)], ascii(text)
            assert answer["form"] == form_encode(search_params(text)), ascii(text)
            decoded = _or_none(decode_uri, text)
            assert _joined(answer["decoded"]) == _joined(decoded), ascii(text)
            try:
                relative = _parts(text, base)
            except Rejected:
                # Another host, which need not be a plain one.
                assert (answer["relative"] or [None])[0] != "https://h.example", ascii(text)
            else:
                assert answer["relative"] == relative, ascii(text)


def _parts(text: str, base: str | None = None) -> list[str]:
    address = parse(text, parse(base) if base else None)
    fragment = f"#{address.fragment}" if address.fragment else ""
    return [address.origin, address.path, address.search, fragment]


def _or_none(function: Any, text: str) -> Any:
    try:
        return function(text)
    except URIError:
        return None


def _joined(text: str | None) -> bytes | None:
    """Compare as UTF-16: a pair of surrogates is the character."""
    return None if text is None else text.encode("utf-16-le", "surrogatepass")
