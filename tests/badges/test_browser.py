"""Badges in a real browser: seen, reached, read aloud, pressed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.badges.conftest import ONE
from tests.conftest import Built

CHROMIUM = next(
    filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: the browser tests are skipped"),
]
THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Any]]:
    """Return a function that opens a built page, and notes what the page asks of the network."""
    contexts = []

    def open_(built: Built, page: str = "one.html", **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        opened = context.new_page()
        opened.asked = []

        def answer(route: Any) -> None:
            if route.request.url.startswith(("file:", "data:")):
                route.continue_()
            else:
                opened.asked.append(route.request.url)
                route.fulfill(status=200, content_type="text/html", body="<title>Hub</title>")

        context.route("**/*", answer)
        opened.goto((built.outdir / page).as_uri())
        return opened

    yield open_
    for context in contexts:
        context.close()


CONTRAST = """badge => {
  const channel = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const luminance = colour => {
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  };
  const style = getComputedStyle(badge);
  const [light, dark] = [luminance(style.color), luminance(style.backgroundColor)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_seen_and_pressed_in_every_theme(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any, theme: str
) -> None:
    built = build(course(), confoverrides={"html_theme": theme})
    for scheme in ("light", "dark"):
        page = open_page(built, color_scheme=scheme)
        page.evaluate("scheme => document.documentElement.dataset.theme = scheme", scheme)
        badge = page.get_by_role("link", name="Launch on Binder")
        assert badge.count() == 1
        box = badge.bounding_box()
        assert box["height"] >= 24
        assert box["width"] >= 24
        for state in ("rest", "hover"):
            if state == "hover":
                badge.hover()
            assert badge.evaluate(CONTRAST) >= 4.5, (theme, scheme, state)
        assert badge.evaluate("badge => getComputedStyle(badge).color") == "rgb(255, 255, 255)"
    page.asked.clear()
    badge.click()
    page.wait_for_url("https://mybinder.org/**")
    assert page.asked[0] == ONE


@pytest.mark.parametrize("theme", THEMES)
def test_focus_can_be_seen(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any, theme: str
) -> None:
    page = open_page(build(course(), confoverrides={"html_theme": theme}))
    badge = page.get_by_role("link", name="Launch on Binder")
    page.keyboard.press("Tab")  # the keyboard is in use, so that :focus-visible applies
    badge.focus()
    style = badge.evaluate(
        "b => { const s = getComputedStyle(b); return [s.outlineStyle, parseFloat(s.outlineWidth)] }"
    )
    assert style[0] == "solid"
    assert style[1] >= 2


def test_the_badge_asks_nobody_and_needs_no_script(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any
) -> None:
    page = open_page(build(course()), java_script_enabled=False)
    assert page.asked == []
    badge = page.get_by_role("link", name="Launch on Binder")
    assert badge.get_attribute("rel") == "noopener"
    badge.click()
    assert page.asked == [ONE]


def test_on_a_narrow_screen_nothing_is_cut(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any
) -> None:
    long = "Launch this very long chapter on the BinderHub of our department of statistics"
    built = build(course(), confoverrides={"binderhub_label": long, "html_theme": "furo"})
    page = open_page(built, viewport={"width": 320, "height": 600})
    box = page.get_by_role("link", name=long).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320


def test_printed_pages_show_the_address(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any
) -> None:
    page = open_page(build(course()))
    page.emulate_media(media="print")
    badge = page.get_by_role("link", name="Launch on Binder")
    shown = badge.evaluate("badge => getComputedStyle(badge, '::after').content")
    assert ONE in shown


def test_the_themes_own_button_opens_the_same_notebook(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any
) -> None:
    from tests.badges.test_theme import BUTTONS

    page = open_page(build(course(conf=BUTTONS)))
    page.get_by_role("button", name="Launch interactive content").click()
    with page.context.expect_page() as opened:  # the theme opens its links in a new tab
        page.get_by_role("link", name="Binder").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url == ONE


MENU = """
binderhub_targets = ["colab", {"service": "jupyterhub", "url": "https://hub.example.org"}]
"""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_of_services(
    course: Callable[..., Path],
    build: Callable[..., Built],
    open_page: Any,
    theme: str,
    scheme: str,
) -> None:
    built = build(course(conf=MENU), confoverrides={"html_theme": theme})
    page = open_page(built, color_scheme=scheme, java_script_enabled=False)
    colab = page.get_by_role("link", name="Launch on Colab")
    assert not colab.is_visible()
    summary = page.get_by_text("More places")
    summary.focus()
    assert summary.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.keyboard.press("Enter")  # as a reader without a mouse opens it
    for part in (summary, colab, page.get_by_role("link", name="Launch on hub.example.org")):
        assert part.is_visible()
        assert part.evaluate(CONTRAST) >= 4.5
        assert part.bounding_box()["height"] >= 24
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("https://colab.research.google.com/**")
    assert page.asked == ["https://colab.research.google.com/github/o/r/blob/main/docs/one.ipynb"]


def test_a_menu_fits_on_a_narrow_screen(
    course: Callable[..., Path], build: Callable[..., Built], open_page: Any
) -> None:
    long = "Launch this very long chapter on the BinderHub of our department of statistics"
    conf = f"binderhub_targets = [{{'service': 'jupyterhub', 'url': 'https://h.org', 'label': {long!r}}}]\n"
    built = build(course(conf=conf), confoverrides={"html_theme": "furo"})
    page = open_page(built, viewport={"width": 320, "height": 600})
    page.get_by_text("More places").click()
    box = page.get_by_role("link", name=long).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 320
