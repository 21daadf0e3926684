from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_binderhub.config import OptionError, Settings, check, options


def test_the_defaults_are_what_the_checks_accept() -> None:
    for option in options():
        assert check(option.name, option.default) == option.default
        assert option.help


def test_options_are_the_fields_in_their_order() -> None:
    assert [o.name for o in options()] == [f.name for f in dataclasses.fields(Settings)]


@pytest.mark.parametrize(
    ("name", "value", "checked"),
    [
        ("url", "https://hub.example.org/", "https://hub.example.org"),
        (
            "url",
            "https://hub.example.org/services/binder/",
            "https://hub.example.org/services/binder",
        ),
        ("url", "http://localhost:8585", "http://localhost:8585"),
        ("repository", "", None),
        ("ref", " main ", "main"),
        ("interface", "/shiny/x", "/shiny/x"),
        ("badges", "none", "none"),
        ("label", "Öffnen", "Öffnen"),
        ("import_names", {"cv2": "opencv"}, {"cv2": "opencv"}),
    ],
)
def test_good_values(name: str, value: object, checked: object) -> None:
    assert check(name, value) == checked


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("url", "mybinder.org", "did you mean 'https://mybinder.org'"),
        ("url", "", "does not begin with http"),
        ("url", None, "expected text, got None"),
        ("url", "https://", "does not begin with http"),
        ("url", "ftp://h.org", "does not begin with http"),
        ("url", "https://h.org?x=1", "write 'https://h.org'"),
        ("url", "https://u:secret@h.org", "user name or password"),
        ("url", 'https://h.org/"', "characters that a URL cannot"),
        ("url", "https://h.org:port", "is not a URL"),
        ("url", ["https://h.org"], "expected text"),
        ("repository", 7, "expected text"),
        ("ref", "a\nb", "no text can"),
        ("interface", "jupyterlab", "'lab', 'notebook', 'rstudio', 'voila', 'terminal'"),
        ("interface", "//evil.example.org", "is not one of"),
        ("interface", "/\\evil", "is not one of"),
        ("badges", "yes", "'auto', 'chapters', 'all', 'none'"),
        ("badges", True, "True is not one of 'auto'"),
        ("import_names", ["cv2"], "expected a mapping"),
        ("import_names", {"cv2": 1}, "expected a mapping"),
        ("labell", "x", "did you mean 'label'"),
        ("zzz", "x", "there is no such option"),
    ],
)
def test_bad_values_name_what_is_allowed(name: str, value: object, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        check(name, value)
    sentence = caught.value.describe(f"binderhub_{name}")
    assert sentence.startswith(f"binderhub_{name}: ")
    assert message in sentence
    assert "secret" not in sentence
    assert "\n" not in sentence


@given(st.sampled_from([o.name for o in options()]), st.one_of(st.text(), st.integers(), st.none()))
def test_any_value_is_checked_or_refused(name: str, value: object) -> None:
    try:
        checked = check(name, value)
    except OptionError:
        return
    assert check(name, checked) == checked


def test_a_new_repository_drops_the_ref_of_the_old_one() -> None:
    site = Settings(repository="a/b", ref="main")
    assert site.override({"repository": "c/d"}).ref is None
    assert site.override({"repository": "c/d", "ref": "x"}).ref == "x"
    assert site.override({"ref": "x"}).repository == "a/b"


def test_a_shown_value_is_short_and_holds_no_password() -> None:
    for value in ("https://user:p/wKEN@x.org", ["x" * 50] * 1000, "ftp://u:a@KEN@h.org"):
        with pytest.raises(OptionError) as caught:
            check("url", value)
        assert "KEN" not in caught.value.message
        assert len(caught.value.message) < 300
