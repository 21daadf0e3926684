"""Any repository, ref and path: the URL, taken apart by the referee, gives them back, or none is.

`CASES` examples run each time; `LAUNCH_CASES=100000` in the environment runs as many.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.launch import Launch, Pull, Repository
from sphinx_binderhub.providers import Address, Ref, UnlaunchableError
from sphinx_binderhub.repository.address import parse_address
from tests.referee import Rejected, take_apart

CASES = int(os.environ.get("LAUNCH_CASES", "400"))
SHA = "0123456789abcdef0123456789abcdef01234567"
HUB = "https://mybinder.org"
many = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck))

NAME = st.from_regex(r"[A-Za-z0-9_][\w.-]{0,10}[A-Za-z0-9_]", fullmatch=True).filter(
    lambda name: name.isascii() and not name.endswith((".git", ".lock"))
)
OWNER = st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9-]{0,8}[A-Za-z0-9])?", fullmatch=True).filter(
    str.isascii
)
ODD = "#?%&+=;,:@$'\"()[]{}<>!*~`^| é日😀\\"
SIGN = st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"]))
PIECE = st.text(SIGN, min_size=1, max_size=8) | st.sampled_from(
    ["tree", "%20", "100%", "a%2Fb", "%25", "+", "master", "x.git", "nb", "R&D", "a b"]
)


def possible_ref(name: str) -> bool:
    """Whether git takes `name` for a branch (`git check-ref-format`)."""
    parts = name.split("/")
    return not (
        re.search(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|//", name)
        or name.startswith("-")
        or name == "@"
        or name.endswith(("/", "."))
        or any(not part or part.startswith(".") or part.endswith(".lock") for part in parts)
    )


REF = st.lists(PIECE, min_size=1, max_size=3).map("/".join).filter(possible_ref)
FOLDER = PIECE.filter(lambda part: part not in {".", ".."} and not re.search(r"[/\0]", part))
PATH = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.ipynb"]),
    st.lists(FOLDER, max_size=3),
    FOLDER,
)
REPOSITORY = st.one_of(
    st.builds(lambda owner, name: f"https://github.com/{owner}/{name}", OWNER, NAME),
    st.lists(NAME, min_size=2, max_size=4).map(
        lambda parts: "https://gitlab.com/" + "/".join(parts)
    ),
    st.builds(
        lambda port, parts: f"https://git.example.org{port}/" + "/".join(parts),
        st.sampled_from(["", ":8443"]),
        st.lists(NAME | st.sampled_from(["~u", "a+b", "r.git"]), min_size=1, max_size=3),
    ),
)
KIND = st.sampled_from(["branch", "tag", "unknown"])
INTERFACE = st.sampled_from(["lab", "notebook"])


# A text notebook opens in the viewer `Notebook`, on one route whatever the interface.
OPENING = PATH.map(lambda path: (path, None)) | PATH.map(
    lambda path: (f"{path.removesuffix('.ipynb')}.md", "Notebook")
)


def reserved(url: str) -> bool:
    """Whether the names are ones that the forge keeps for its own pages."""
    return bool(re.search(r"/(tree|blob|raw|commits|-|dataset|edit|commit|src)(/|$)", url))


@many
@given(REPOSITORY.filter(lambda url: not reserved(url)), REF, KIND, OPENING, INTERFACE)
def test_a_launch_opens_that_file_at_that_ref(
    repository: str, ref: str, kind: str, opening: tuple[str, str | None], interface: str
) -> None:
    path, factory = opening
    content = Repository(parse_address(repository), Ref(ref, kind, SHA))  # type: ignore[arg-type]
    try:
        url = Launch(HUB, content, path, interface, factory=factory).url
    except UnlaunchableError:
        assert refusable(path)
        return
    for front_end in ("S", "W"):
        opened = take_apart(url, front_end)
        assert bare(opened.repository) == bare(repository)
        assert opened.ref in {ref, f"refs/heads/{ref}", f"refs/tags/{ref}", SHA}
        assert (opened.file, opened.factory) == (path, factory)
        assert opened.content is None


@many
@given(REPOSITORY.filter(lambda url: not reserved(url)), REF, KIND, OPENING, INTERFACE)
def test_content_is_pulled_and_opened(
    repository: str, ref: str, kind: str, opening: tuple[str, str | None], interface: str
) -> None:
    path, factory = opening
    content = Repository(parse_address(repository), Ref(ref, kind, SHA))  # type: ignore[arg-type]
    image = Repository(Address("gh", "env/r"), Ref("main", "branch"))
    try:
        url = Launch(HUB, image, path, interface, Pull.of(content), factory).url
    except UnlaunchableError:
        assert refusable(path) or refusable_branch(ref)
        return
    for front_end in ("S", "W"):
        opened = take_apart(url, front_end)
        assert (opened.repository, opened.ref) == ("https://github.com/env/r", "main")
        assert opened.content is not None
        assert bare(opened.content.repository) == bare(repository)
        assert opened.content.branch == ref
        assert (opened.file, opened.factory) == (path, factory)


def bare(url: str | None) -> str:
    return (url or "").removesuffix(".git")


def refusable(path: str) -> bool:
    """Whether no link may name the path: Jupyter serves no hidden files."""
    return any(part.startswith(".") for part in path.split("/"))


def refusable_branch(ref: str) -> bool:
    return ref.startswith("refs/") or bool(re.search(r"\s", ref))


def test_the_referee_notices_a_wrong_link() -> None:
    launch = Launch(HUB, Repository(Address("gh", "o/r"), Ref("main")), "a#b.ipynb")
    assert take_apart(launch.url, "W").file == "a#b.ipynb"
    plain = replace(launch, path="x").url.replace("x", "a%23b.ipynb")
    assert take_apart(plain, "W").file != "a#b.ipynb"
    with pytest.raises(Rejected):
        take_apart(f"{HUB}/v2/gh/o/r/rel%281%29", "S")
