"""The other places that run a page: their URLs, and where each is left out."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from sphinx_binderhub.config import OptionError, Settings, check, places
from sphinx_binderhub.launch import Launch, Pull, Repository
from sphinx_binderhub.providers import Address, Ref, UnlaunchableError
from sphinx_binderhub.services import SERVICES, Offer, offers_of
from sphinx_binderhub.services.links import PLACEHOLDERS

HUB = "https://mybinder.org"
SHA = "0123456789abcdef0123456789abcdef01234567"
GH, GL = Address("gh", "o/r"), Address("gl", "g/s/r")
GIST = Address("gist", "u/0123456789abcdef0123")
ZENODO = Address("zenodo", "10.5281/zenodo.1")
NAMES = [
    "a b.ipynb",
    "a#b.ipynb",
    "R&D.ipynb",
    "a+b.ipynb",
    "ü.ipynb",
    "50%20.ipynb",
    "a?b=c.ipynb",
]
OURS = "https://hub.example.org/base"
URLS = {
    "jupyterhub": OURS,
    "jupyterlite": "lite",
    "template": "https://t.example.org/{provider}/{name}/{ref}/{path}?r={repository}&p={path}",
}


def launch(
    path: str | None = "nb/a.ipynb",
    ref: Ref = Ref("main", "branch"),
    address: Address = GH,
    **more: object,
) -> Launch:
    return Launch(HUB, Repository(address, ref), path, **more)  # type: ignore[arg-type]


def offered(what: Launch, *targets: object, memory: object = None) -> tuple[Offer, ...]:
    return offers_of(what, Settings().override({"targets": targets, "memory": memory}))


def url_of(service: str, what: Launch) -> str | None:
    word = {"service": service, "url": URLS[service]} if service in URLS else service
    urls = [one.url for one in offered(what, word) if one.service == service]
    return urls[0] if urls else None


@pytest.mark.parametrize(
    ("service", "url"),
    [
        ("binderhub", f"{HUB}/v2/gh/o/r/main?labpath=nb/a%20b.ipynb"),
        (
            "jupyterhub",
            f"{OURS}/hub/user-redirect/git-pull?repo=https%3A%2F%2Fgithub.com%2Fo%2Fr"
            "&urlpath=lab%2Ftree%2Fr%2Fnb%2Fa%2520b.ipynb&branch=main",
        ),
        ("colab", "https://colab.research.google.com/github/o/r/blob/main/nb/a%20b.ipynb"),
        (
            "kaggle",
            "https://kaggle.com/kernels/welcome?src=https%3A%2F%2Fgithub.com%2Fo%2Fr%2Fblob%2Fmain%2Fnb%2Fa%2520b.ipynb",
        ),
        (
            "deepnote",
            "https://deepnote.com/launch?url=https%3A%2F%2Fgithub.com%2Fo%2Fr%2Fblob%2Fmain%2Fnb%2Fa%2520b.ipynb",
        ),
        ("codespaces", "https://codespaces.new/o/r/tree/main?quickstart=1"),
        ("jupyterlite", "site:lite/lab/index.html?path=nb/a%20b.ipynb"),
        (
            "template",
            "https://t.example.org/gh/o/r/main/nb/a%20b.ipynb?r=https%3A%2F%2Fgithub.com%2Fo%2Fr&p=nb%2Fa%20b.ipynb",
        ),
    ],
)
def test_the_url_of_every_service(service: str, url: str) -> None:
    assert url_of(service, launch("nb/a b.ipynb")) == url


def test_the_names_that_are_checked_are_the_services() -> None:
    assert tuple(SERVICES) == places.SERVICES
    assert tuple(PLACEHOLDERS) == places.PLACEHOLDERS


def test_every_service_is_tested() -> None:
    assert {*SERVICES} == {
        "binderhub",
        "jupyterhub",
        "colab",
        "kaggle",
        "deepnote",
        "codespaces",
        "jupyterlite",
        "template",
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_name_survives_one_decoding(name: str) -> None:
    path = f"nb x/{name}"
    found = {service: urlsplit(url_of(service, launch(path)) or "") for service in SERVICES}
    assert all(parts.geturl().isascii() and not parts.fragment for parts in found.values())
    query = {service: parse_qs(parts.query) for service, parts in found.items()}
    page = f"https://github.com/o/r/blob/main/{path}"
    assert unquote(found["colab"].path) == f"/github/o/r/blob/main/{path}"
    assert unquote(query["kaggle"]["src"][0]) == unquote(query["deepnote"]["url"][0]) == page
    assert query["jupyterlite"]["path"] == query["template"]["p"] == [path]
    assert unquote(found["template"].path) == f"/gh/o/r/main/{path}"
    assert unquote(query["jupyterhub"]["urlpath"][0]) == f"lab/tree/r/{path}"


@pytest.mark.parametrize("ref", ["feature/x", "fix#12", "a&b+c", "ü", "v1?"])
def test_a_ref_survives_one_decoding(ref: str) -> None:
    what = launch(ref=Ref(ref, "branch"))
    found = {service: url_of(service, what) or "" for service in SERVICES}
    assert unquote(urlsplit(found["colab"]).path) == f"/github/o/r/blob/{ref}/nb/a.ipynb"
    assert unquote(urlsplit(found["codespaces"]).path) == f"/o/r/tree/{ref}"
    assert parse_qs(urlsplit(found["jupyterhub"]).query)["branch"] == [ref]


@pytest.mark.parametrize(
    ("what", "left_out"),
    [
        (launch(), set()),
        (launch(None), {"colab", "kaggle", "deepnote", "jupyterlite"}),
        (launch("nb/a.md"), {"colab", "kaggle", "deepnote", "jupyterlite"}),
        (launch(address=GL), {"colab", "kaggle", "deepnote", "codespaces"}),
        (launch(ref=Ref(SHA, "commit", SHA)), {"jupyterhub"}),
        (launch("a.ipynb", Ref(), GIST), {"kaggle", "deepnote", "codespaces"}),
        (
            launch(None, Ref(), ZENODO),
            {"jupyterhub", "colab", "kaggle", "deepnote", "codespaces", "jupyterlite", "template"},
        ),
    ],
)  # fmt: skip
def test_a_service_that_cannot_open_it_is_left_out(what: Launch, left_out: set[str]) -> None:
    assert {service for service in SERVICES if not url_of(service, what)} == left_out


def test_the_default_branch_needs_no_name() -> None:
    assert url_of("codespaces", launch(ref=Ref())) == "https://codespaces.new/o/r?quickstart=1"
    assert "branch=" not in str(url_of("jupyterhub", launch(ref=Ref())))


def test_a_gist_opens_in_colab() -> None:
    found = url_of("colab", launch("a b.ipynb", Ref(), GIST))
    assert found == f"https://colab.research.google.com/gist/{GIST.name}/a%20b.ipynb"


def test_what_is_pulled_is_what_other_services_open() -> None:
    content = Repository(GH, Ref("main", "branch"))
    image = Repository(Address("gh", "env/image"), Ref(SHA, "commit", SHA))
    what = Launch(HUB, image, "nb/a.ipynb", pull=Pull.of(content))
    assert "/github/o/r/blob/main/nb/a.ipynb" in str(url_of("colab", what))
    assert "repo=https%3A%2F%2Fgithub.com%2Fo%2Fr&" in str(url_of("jupyterhub", what))


def test_its_own_hub_must_open_it() -> None:
    with pytest.raises(UnlaunchableError):
        offered(launch(ref=Ref("100%", "branch")), "colab")


@pytest.mark.parametrize(
    ("targets", "services"),
    [
        ((), ["binderhub"]),
        (("colab", "kaggle"), ["binderhub", "colab", "kaggle"]),
        (("colab", "binderhub"), ["colab", "binderhub"]),
        (({"url": OURS},), ["binderhub", "binderhub"]),
    ],
)
def test_the_authors_order(targets: tuple[object, ...], services: list[str]) -> None:
    assert [one.service for one in offered(launch(), *targets)] == services


@pytest.mark.parametrize(
    ("memory", "order"),
    [
        (None, ["binderhub", "deepnote", "jupyterhub", "kaggle"]),
        ("2G", ["binderhub", "deepnote", "kaggle", "jupyterhub"]),
        ("2.5G", ["deepnote", "kaggle", "jupyterhub", "binderhub"]),
        ("16G", ["kaggle", "jupyterhub", "binderhub", "deepnote"]),
        ("40G", ["jupyterhub", "binderhub", "deepnote", "kaggle"]),
    ],
)
def test_what_has_the_memory_comes_first_and_what_has_not_last(
    memory: str | None, order: list[str]
) -> None:
    hub = {"service": "jupyterhub", "url": OURS}
    found = offered(launch(), "deepnote", hub, "kaggle", memory=memory)
    assert [one.service for one in found] == order


def test_the_authors_word_on_memory_and_label() -> None:
    hub = {"service": "jupyterhub", "url": OURS, "memory": "64G", "label": "Ours"}
    found = offered(launch(), hub, memory="32G")
    assert [(one.label, one.carries) for one in found] == [("Ours", True), (None, False)]
    assert found[0].title == "hub.example.org"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("collab", "did you mean 'colab'"),
        ("jupyterhub", "needs a 'url'"),
        ("jupyterlite", "needs a 'url'"),
        ("template", "needs a 'url'"),
        ({"url": "hub.example.org"}, "does not begin with http"),
        ({"url": "ftp://hub.example.org"}, "does not begin with http"),
        ({"url": "https://h.org/a b"}, "characters that a URL cannot"),
        ({"url": 'https://h.org/"><x'}, "characters that a URL cannot"),
        ({"url": "https://user:secret@h.org"}, "user name or password"),
        ({"url": "https://h.org/{branch}"}, "{branch}"),
        ({"url": "https://h.org/{}"}, "{}"),
        ({"service": "jupyterhub", "url": "https://h.org/{path}"}, "characters"),
        ({"service": "jupyterlite", "url": "javascript:alert(1)"}, "does not begin with http"),
        ({"service": "jupyterlite", "url": "//h.org/lite"}, "does not begin with http"),
        ({"url": "https://[hub/"}, "is not a URL"),
        ({"url": "https://h.org/{path"}, "characters that a URL cannot"),
        ({"url": "https://{name}.h.org/{path}"}, "placeholder in its host"),
        ({"url": "https://h.org?x=1"}, "write 'https://h.org'"),
        ({"service": "jupyterhub", "url": f"{OURS}?next=x"}, f"write '{OURS}'"),
        ({"service": "jupyterlite", "url": "JavaScript:x"}, "does not begin with http"),
        ({"service": "template", "url": "https://u:secret@h.org/{branch}"}, "user name"),
        ({"service": "template", "url": "https://u:secret^@h.org/{path}"}, "user name"),
        ({"service": "jupyterlite", "url": "ftp://u:secret@h.org"}, "user name"),
        ({"service": "jupyterlite", "url": "/javascript:alert(1)//"}, "beside the site"),
        ({"service": "jupyterlite", "url": "lite/javascript:alert(1)"}, "beside the site"),
        ({"service": "jupyterlite", "url": "/./javascript:alert(1)"}, "beside the site"),
        ({"service": "jupyterlite", "url": "///evil.example"}, "beside the site"),
        ({"service": "jupyterlite", "url": "lite///evil.example"}, "beside the site"),
        ({"service": "jupyterlite", "url": "/\\\\evil.example"}, "characters that a URL cannot"),
        ({"url": "https://user:pa/secret@h.org/{path}"}, "user name"),
        ({"url": "https://user/secret@h.org/{path}"}, "user name"),
        ({"url": "https://user:pa?secret@h.org/{path}"}, "user name"),
        ({"service": "template", "url": "user:secret@h.org"}, "user name"),
        ({"service": "colab", "url": "https://colab.example.org:x/?token=secret"}, "not a URL"),
        ("https://user:secret@h.org", "is not one of 'binderhub'"),
        ({"url": "https://h.org/{branch}?token=secret"}, "{branch} in 'https://h.org/{branch}?…'"),
    ],
)
def test_a_target_that_cannot_be_one_is_one_clear_error(target: object, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        check("targets", [target])
    assert caught.value.name == "targets"
    assert message in caught.value.message
    assert "secret" not in caught.value.message


def test_a_launch_link_names_its_hub() -> None:
    (_, found) = offered(launch(), {"url": "https://h.org/v2/gh/o/r/HEAD"})
    assert found.url == "https://h.org/v2/gh/o/r/main?labpath=nb/a.ipynb"


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("https://h.org/{path}#{path}", "https://h.org/nb/a%20%23b.ipynb#nb/a%20%23b.ipynb"),
        (
            "https://h.org/x?hub={hub}&r={ref}",
            f"https://h.org/x?hub={HUB.replace(':', '%3A').replace('/', '%2F')}&r=main",
        ),
        (
            "https://h.org/?p={path}&q={path}",
            "https://h.org/?p=nb%2Fa%20%23b.ipynb&q=nb%2Fa%20%23b.ipynb",
        ),
        ("https://h.org/fixed", "https://h.org/fixed"),
    ],
)
def test_templates(template: str, url: str) -> None:
    (_, found) = offered(launch("nb/a #b.ipynb"), {"service": "template", "url": template})
    assert found.url == url


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    (_, found) = offered(launch("{ref}/{hub}.ipynb"), {"url": "https://h.org/{path}?{name}"})
    assert found.url == "https://h.org/%7Bref%7D/%7Bhub%7D.ipynb?o%2Fr"


@pytest.mark.parametrize("interface", ["lab", "notebook"])
@pytest.mark.parametrize("url", ["lite", "/lite/", "https://x.org/lite/", "HTTPS://x.org/lite"])
def test_jupyterlite_beside_the_site_and_elsewhere(url: str, interface: str) -> None:
    what = launch(interface=interface)
    (_, found) = offered(what, {"service": "jupyterlite", "url": url})
    start = url.rstrip("/") if "x.org" in url else "site:lite"
    page = {"lab": "lab", "notebook": "notebooks"}[interface]
    assert found.url == f"{start}/{page}/index.html?path=nb/a.ipynb"


@pytest.mark.parametrize(
    ("interface", "opening"),
    [
        ("lab", "lab%2Ftree%2Fr%2Fnb%2Fa.ipynb"),
        ("notebook", "tree%2Fr%2Fnb%2Fa.ipynb"),
        ("rstudio", "rstudio"),
        ("/shiny/x", "shiny%2Fx"),
    ],
)
def test_a_hub_opens_the_interface(interface: str, opening: str) -> None:
    assert f"&urlpath={opening}&" in str(url_of("jupyterhub", launch(interface=interface)))


def test_jupyterlite_at_the_top_of_the_site() -> None:
    (_, found) = offered(launch(), {"service": "jupyterlite", "url": "/"})
    assert found.url == "site:lab/index.html?path=nb/a.ipynb"
