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
        ("https://github.com/o/r/tree/main/docs", Address("gh", "o/r", "main/docs")),
        ("https://github.com/o/r/blob/v1/a.ipynb", Address("gh", "o/r", "v1/a.ipynb")),
        ("https://github.com/o/r.js", Address("gh", "o/r.js")),
        ("https://x-access-token:ghs_secret@github.com/o/r", Address("gh", "o/r")),
        ("jane.doe:ghp_TOKEN@github.com/o/r", Address("gh", "o/r")),
        ("https://gitlab.com/g/r", Address("gl", "g/r")),
        ("git@gitlab.com:g/sub/r.git", Address("gl", "g/sub/r")),
        ("https://gitlab.com/g/sub/r/-/tree/dev/docs", Address("gl", "g/sub/r", "dev/docs")),
        ("https://gitlab-ci-token:t@gitlab.com/g/r.git", Address("gl", "g/r")),
        ("https://codeberg.org/o/r", Address("git", "https://codeberg.org/o/r")),
        (
            "https://codeberg.org/o/r/src/branch/x/y",
            Address("git", "https://codeberg.org/o/r", "x/y"),
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
            Address("git", "https://ghe.example.com/o/r", "m/d"),
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


ZENODO = Address("zenodo", "10.5281/zenodo.3242074")
ID = "b8f6eae9d89241cf8b5904033460af61"
CKAN = "https://demo.ckan.org/dataset/my-set"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("10.5281/zenodo.3242074", ZENODO),
        ("doi:10.5281/zenodo.3242074", ZENODO),
        ("https://doi.org/10.5281/zenodo.3242074", ZENODO),
        ("https://zenodo.org/records/3242074", ZENODO),
        ("https://zenodo.org/record/3242074#.Xyz", ZENODO),
        ("https://zenodo.org/doi/10.5281/zenodo.3242074", ZENODO),
        ("https://zenodo.org/badge/DOI/10.5281/zenodo.3242074.svg", None),
        ("zenodo:10.5072/zenodo.1", Address("zenodo", "10.5072/zenodo.1")),
        ("10.6084/m9.figshare.9782777.v1", Address("figshare", "10.6084/m9.figshare.9782777.v1")),
        (
            "https://figshare.com/articles/dataset/A_title/9782777/3",
            Address("figshare", "10.6084/m9.figshare.9782777.v3"),
        ),
        ("10.7910/DVN/TJCLKP", Address("dataverse", "10.7910/DVN/TJCLKP")),
        (
            "https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/TJCLKP",
            Address("dataverse", "10.7910/DVN/TJCLKP"),
        ),
        ("dataverse:10.25346/S6/ABC", Address("dataverse", "10.25346/S6/ABC")),
        (f"https://www.hydroshare.org/resource/{ID}/", Address("hydroshare", ID)),
        (f"10.4211/hs.{ID}", Address("hydroshare", ID)),
        (CKAN, Address("ckan", CKAN)),
        (f"{CKAN}?activity_id=abc&token=secret", Address("ckan", f"{CKAN}?activity_id=abc")),
        (f"{CKAN}/history/abc-1", Address("ckan", f"{CKAN}/history/abc-1")),
        ("https://git.example.org/dataset/r", Address("git", "https://git.example.org/dataset/r")),
        (f"https://gist.github.com/u/{ID}", Address("gist", f"u/{ID}")),
        (f"https://gist.github.com/u/{ID}/{'a' * 40}", Address("gist", f"u/{ID}", "a" * 40)),
    ],
)
def test_archives_and_gists(text: str, address: Address | None) -> None:
    if address is None:
        with pytest.raises(AddressError):
            parse_address(text)
    else:
        assert parse_address(text) == address


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("gh/o/r/feature/x?labpath=a.ipynb", Address("gh", "o/r", ref="feature/x")),
        ("gh/o/r/HEAD", Address("gh", "o/r", ref="HEAD")),
        ("gl/g%2Fsub%2Fr/fix%2312", Address("gl", "g/sub/r", ref="fix#12")),
        (
            "git/https%3A%2F%2Fh.org%2Fa%2Fb.git/refs/heads/main#x",
            Address("git", "https://h.org/a/b.git", ref="refs/heads/main"),
        ),
        (f"gist/u/{ID}", Address("gist", f"u/{ID}")),
        ("zenodo/10.5281/zenodo.3242074", ZENODO),
        ("dataverse/10.25346/S6/ABC", Address("dataverse", "10.25346/S6/ABC")),
        (f"hydroshare/{ID}", Address("hydroshare", ID)),
        (
            "ckan/https%3A%2F%2Fx.org%2Fdataset%2Fs%3Factivity_id%3Dabc",
            Address("ckan", "https://x.org/dataset/s?activity_id=abc"),
        ),
    ],
)
def test_a_launch_link_is_taken_apart(link: str, address: Address) -> None:
    assert parse_address(f"https://hub.example.org/a/v2/{link}") == address


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
        ("https://user/SECRET@h.org/o/r", "a password may stand"),
        ("10.1000/182", "DOI"),
        ("https://zenodo.org/communities/x", "names no repository"),
        ("https://mybinder.org/v2/nope/x", "names no repository|neither"),
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
