"""Launch URLs: the grammar and the encoding that BinderHub's two parsers demand."""

from __future__ import annotations

import contextlib
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_binderhub.launch import Launch, Repository
from sphinx_binderhub.providers import (
    PROVIDERS,
    Address,
    Ref,
    UnlaunchableError,
    writable_ref,
)
from sphinx_binderhub.providers.refs import encode_ref

HUB = "https://mybinder.org"
SHA = "0123456789abcdef0123456789abcdef01234567"
GH = Address("gh", "o/r")


def url(address: Address = GH, ref: str = "HEAD", path: str | None = None, **options: str) -> str:
    return Launch(HUB, Repository(address, Ref.named(ref)), path, **options).url


@pytest.mark.parametrize(
    ("ref", "spec"),
    [
        ("HEAD", "gh/o/r/HEAD"),
        ("feature/x", "gh/o/r/feature/x"),
        ("v1.0+b", "gh/o/r/v1.0+b"),
        ("fix#12", "gh/o/r/fix%2312"),
        ("rel(1)", "gh/o/r/rel(1)"),
        ("it's!", "gh/o/r/it's!"),
        ("a&b=c", "gh/o/r/a&b=c"),
        ("u@h", "gh/o/r/u@h"),
        ("é", "gh/o/r/%C3%A9"),
        ('x"y', "gh/o/r/x%22y"),
        ("x<y>", "gh/o/r/x%3Cy%3E"),
        ("x{y}", "gh/o/r/x%7By%7D"),
        ("a]b", "gh/o/r/a]b"),
        ("v1.0", "gh/o/r/v1.0"),
        (SHA, f"gh/o/r/{SHA}"),
    ],
)
def test_refs_are_written_as_the_page_leaves_them(ref: str, spec: str) -> None:
    assert url(ref=ref) == f"{HUB}/v2/{spec}"


@pytest.mark.parametrize(
    ("address", "spec"),
    [
        (Address("gl", "group/repo"), "gl/group%2Frepo/main"),
        (Address("gl", "g/sub/sub2/repo"), "gl/g%2Fsub%2Fsub2%2Frepo/main"),
        (
            Address("git", "https://git.example.com/a/b.git"),
            "git/https%3A%2F%2Fgit.example.com%2Fa%2Fb.git/main",
        ),
        (Address("git", "https://h:8443/a/b"), "git/https%3A%2F%2Fh%3A8443%2Fa%2Fb/main"),
        (Address("git", "https://h.org/~u/b.git"), "git/https%3A%2F%2Fh.org%2F~u%2Fb.git/main"),
        (Address("git", "https://h.org/a[1]/b"), "git/https%3A%2F%2Fh.org%2Fa[1]%2Fb/main"),
    ],
)
def test_names_of_gitlab_and_git_are_quoted_whole(address: Address, spec: str) -> None:
    assert url(address, "main") == f"{HUB}/v2/{spec}"


def test_the_git_provider_is_given_the_full_name_of_a_known_ref() -> None:
    address = Address("git", "https://h.org/b")
    for kind, folder in (("branch", "refs/heads/"), ("tag", "refs/tags/")):
        launch = Launch(HUB, Repository(address, Ref("v/1", kind)))  # type: ignore[arg-type]
        assert launch.url.endswith(f"h.org%2Fb/{folder}v/1")
    assert url(address, "v/1").endswith("h.org%2Fb/v/1")


@pytest.mark.parametrize("ref", ["100%", "x|y", "a^b", "a\\b", "a/../b", "."])
def test_a_ref_that_no_link_can_carry_gives_way_to_its_commit(ref: str) -> None:
    with pytest.raises(UnlaunchableError, match="cannot be given the ref"):
        encode_ref(Ref(ref, "branch"))
    assert encode_ref(Ref(ref, "branch", SHA)) == SHA


def test_a_git_url_with_an_escape_cannot_be_launched() -> None:
    with pytest.raises(UnlaunchableError, match="escape"):
        url(Address("git", "https://h.org/a%20b"))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("nb/a b.ipynb", "labpath=nb/a%20b.ipynb"),
        ("nb/100%.ipynb", "labpath=nb/100%25.ipynb"),
        ("nb/a+b.ipynb", "labpath=nb/a%2Bb.ipynb"),
        ("nb/R&D.ipynb", "labpath=nb/R%26D.ipynb"),
        ("nb/a=b;c,d.ipynb", "labpath=nb/a%3Db%3Bc%2Cd.ipynb"),
        ("nb/\"q\" 'p'.ipynb", "labpath=nb/%22q%22%20%27p%27.ipynb"),
        ("nb/a\\b.ipynb", "labpath=nb/a%5Cb.ipynb"),
        ("nb/日本.ipynb", "labpath=nb/%E6%97%A5%E6%9C%AC.ipynb"),
        ("nb/a#b.ipynb", "urlpath=doc%2Ftree%2Fnb%2Fa%2523b.ipynb&_=%FF"),
        ("nb/a?b.ipynb", "urlpath=doc%2Ftree%2Fnb%2Fa%253Fb.ipynb&_=%FF"),
        ("nb/50%20off.ipynb", "urlpath=doc%2Ftree%2Fnb%2F50%252520off.ipynb&_=%FF"),
        ("nb/tree/x.ipynb", "filepath=nb/tree/x.ipynb"),
        ("tree/a#b.ipynb", "urlpath=tree%2Ftree%2Fa%2523b.ipynb&_=%FF"),
        ("nb/tree", "labpath=nb/tree"),
    ],
)
def test_paths_open_the_right_file(path: str, query: str) -> None:
    assert url(path=path) == f"{HUB}/v2/gh/o/r/HEAD?{query}"


@pytest.mark.parametrize(
    ("interface", "path", "query"),
    [
        ("lab", None, ""),
        ("notebook", "a b.ipynb", "?filepath=a%20b.ipynb"),
        ("notebook", None, "?urlpath=tree"),
        ("rstudio", "a.Rmd", "?urlpath=rstudio"),
        ("voila", "a b.ipynb", "?urlpath=voila%2Frender%2Fa%2520b.ipynb"),
        ("voila", None, "?urlpath=voila"),
        ("terminal", "a.ipynb", "?urlpath=terminals/1"),
        ("/shiny/app/", "a.ipynb", "?urlpath=shiny/app/"),
    ],
)
def test_every_interface(interface: str, path: str | None, query: str) -> None:
    assert url(path=path, interface=interface) == f"{HUB}/v2/gh/o/r/HEAD{query}"


def test_a_name_that_is_not_utf8_is_refused() -> None:
    with pytest.raises(UnlaunchableError, match="not UTF-8"):
        url(path=b"nb/\xff.ipynb".decode("utf-8", "surrogateescape"))


_NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


def decode_uri(text: str) -> str:
    """Model JavaScript's `decodeURI`: it keeps the escapes of reserved characters."""
    raw = text.encode()
    try:
        unquote(text, errors="strict")
    except UnicodeDecodeError:
        raise ValueError from None
    assert raw.isascii()
    for reserved in ";/?:@&=+$,#":
        text = text.replace(quote(reserved, safe=""), quote(quote(reserved, safe=""), safe=""))
    return unquote(text, errors="strict")


def opened(link: str, *, twice: bool) -> str:
    """Model what the page does to the query, on the older front end and on the current one."""
    query = urlsplit(link).query
    if twice:
        with contextlib.suppress(ValueError):
            query = decode_uri(query)
    found = parse_qs(query, encoding="utf-8", errors="replace")
    if "labpath" in found:
        return found["labpath"][0]
    if "filepath" in found:
        return found["filepath"][0]
    return unquote(found["urlpath"][0].removeprefix("doc/").removeprefix("tree/"))


@given(_NAMES.map(lambda name: f"nb/{name}.ipynb").filter(lambda path: "/." not in path))
def test_any_name_opens_itself_on_both_front_ends(path: str) -> None:
    link = url(path=path)
    assert link.isascii()
    for twice in (False, True):
        assert opened(link, twice=twice) == path


@given(_NAMES)
def test_any_writable_ref_is_a_fixed_point(name: str) -> None:
    if not writable_ref(name):
        return
    encoded = encode_ref(Ref(name, "branch"))
    assert unquote(encoded) == name
    # What a browser makes of the decoded path: it leaves exactly these characters alone.
    assert quote(unquote(encoded), safe="/!'()*]+&=@:;,$~[") == encoded


def test_every_provider_knows_its_key() -> None:
    assert all(key == provider.key for key, provider in PROVIDERS.items())
