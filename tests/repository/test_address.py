from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_binderhub.providers import Address
from sphinx_binderhub.repository.address import (
    AddressError,
    LocalAddressError,
    parse_address,
    without_credentials,
)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("o/r", Address("gh", "o/r")),
        ("https://github.com/o/r", Address("gh", "o/r")),
        ("https://github.com/o/r.git", Address("gh", "o/r")),
        ("https://github.com/o/r/", Address("gh", "o/r")),
        ("http://www.github.com/o/r", Address("gh", "o/r")),
        ("github.com/o/r", Address("gh", "o/r")),
        ("git@github.com:o/r.git", Address("gh", "o/r")),
        ("git@github.com-work:o/r.git", Address("gh", "o/r")),
        ("ssh://git@ssh.github.com:443/o/r.git", Address("gh", "o/r")),
        ("git://github.com/o/r.git", Address("gh", "o/r")),
        ("https://github.com/o/r/tree/main/docs", Address("gh", "o/r", "main")),
        ("https://github.com/o/r/blob/v1/a.ipynb", Address("gh", "o/r", "v1")),
        ("https://github.com/o/r.js", Address("gh", "o/r.js")),
        ("https://x-access-token:ghs_secret@github.com/o/r", Address("gh", "o/r")),
        ("jane.doe:ghp_TOKEN@github.com/o/r", Address("gh", "o/r")),
        ("https://gitlab.com/g/r", Address("gl", "g/r")),
        ("git@gitlab.com:g/sub/r.git", Address("gl", "g/sub/r")),
        ("https://gitlab.com/g/sub/r/-/tree/dev/docs", Address("gl", "g/sub/r", "dev")),
        ("https://gitlab-ci-token:t@gitlab.com/g/r.git", Address("gl", "g/r")),
        ("https://codeberg.org/o/r", Address("git", "https://codeberg.org/o/r")),
        (
            "https://codeberg.org/o/r/src/branch/x/y",
            Address("git", "https://codeberg.org/o/r", "x"),
        ),
        (
            "https://gitlab.inria.fr/g/r/-/tree/m",
            Address("git", "https://gitlab.inria.fr/g/r", "m"),
        ),
        ("https://gitlab.com/g/p/tree/main", Address("gl", "g/p", "main")),
        (
            "https://bitbucket.org/o/r/src/main/",
            Address("git", "https://bitbucket.org/o/r", "main"),
        ),
        (
            "https://ghe.example.com/o/r/tree/m/d",
            Address("git", "https://ghe.example.com/o/r", "m"),
        ),
        ("git@git.example.org:a/b.git", Address("git", "https://git.example.org/a/b.git")),
        ("ssh://git@h.org:2222/a/b.git", Address("git", "https://h.org/a/b.git")),
        ("https://h.org:8443/a/b", Address("git", "https://h.org:8443/a/b")),
        ("https://h.org/~u/b.git", Address("git", "https://h.org/~u/b.git")),
        ("https://h.org/a/b?private_token=secret", Address("git", "https://h.org/a/b")),
    ],
)
def test_every_form_that_an_author_may_write(text: str, address: Address) -> None:
    assert parse_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["/srv/r.git", "../r", "./r", ".", "~/r", "file:///srv/r", "C:\\r", "C:/r", "\\\\host\\r"],
)
def test_a_path_on_this_machine_is_no_repository(text: str) -> None:
    with pytest.raises(LocalAddressError, match="path on this machine"):
        parse_address(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "neither a URL nor"),
        ("r", "neither a URL nor"),
        ("https://", "not the URL"),
        ("https://github.com/o", "names no repository"),
        ("https://github.com/", "names no repository"),
        ("https://gitlab.com/g", "names no repository"),
        ("ftp://h.org/r", "not the URL"),
        ("javascript://h.org/r", "not the URL"),
        ("https://[::1/r", "not a URL"),
        ("https://h.org:x/r", "not a URL"),
        ("https://h.org/a b", "characters"),
        ('https://h.org/a"b', "characters"),
        ("10.5281/zenodo.3242074", "DOI"),
        ("https://mybinder.org/v2/gh/o/r/HEAD", "launch link"),
        ("https://doi.org/10.5281/zenodo.1", "names no repository"),
        ("https://zenodo.org/records/123", "names no repository"),
        ("https://o.github.io/r/", "names no repository"),
    ],
)
def test_what_names_no_repository_says_why(text: str, why: str) -> None:
    with pytest.raises(AddressError, match=why):
        parse_address(text)


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_an_address_error(text: str) -> None:
    try:
        address = parse_address(text)
    except AddressError:
        return
    assert address.name


@given(
    st.text(
        st.characters(exclude_characters="@/?#\\ ", min_codepoint=33, max_codepoint=126), min_size=6
    )
)
def test_no_credential_survives(secret: str) -> None:
    for url in (f"https://{secret}@h.org/r", f"https://u:{secret}@h.org/r"):
        assert without_credentials(url) == "https://h.org/r"


def test_two_spellings_of_one_repository_are_equal() -> None:
    assert Address("gh", "O/R").key == Address("gh", "o/r").key
    assert Address("git", "https://h/r.git").key == Address("git", "https://h/r").key
