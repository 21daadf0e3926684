from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_binderhub.config import (
    OptionError,
    Settings,
    TargetWord,
    check,
    nearest,
    options,
    shown,
)
from sphinx_binderhub.config.values import EnvironmentWord


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
        ("interface", "/lab/tree/a.ipynb", "/lab/tree/a.ipynb"),
        ("interface", "/lab/tree/a%3Ab%20c.ipynb", "/lab/tree/a%3Ab%20c.ipynb"),
        ("interface", "/lab/workspaces/x?reset", "/lab/workspaces/x?reset"),
        ("interface", "/proxy/8501/", "/proxy/8501/"),
        ("interface", "/lab/tree/a:b.ipynb", "/lab/tree/a:b.ipynb"),
        ("url", "https://h.org/v2/gh/o/r/pkg@1.0", "https://h.org"),
        ("badges", "none", "none"),
        ("label", "Öffnen", "Öffnen"),
        ("import_names", {"cv2": "opencv"}, {"cv2": "opencv"}),
        ("build", " commit ", "commit"),
        ("layout", "badges", "badges"),
        ("environment", None, None),
        ("environment", {}, None),
        ("environment", "o/image", EnvironmentWord("o/image")),
        ("environment", {"ref": " v1 "}, EnvironmentWord(None, "v1")),
        (
            "environment",
            {"repository": "o/image", "ref": "v1"},
            EnvironmentWord("o/image", "v1"),
        ),
        ("environment_files", None, None),
        ("environment_files", [], ()),
        ("environment_files", ["./data/", "*.csv"], ("data", "*.csv")),
        ("targets", None, ()),
        ("targets", ["colab"], (TargetWord("colab"),)),
        ("targets", [{"url": "https://h.org"}], (TargetWord("binderhub", "https://h.org"),)),
        (
            "targets",
            [{"url": "https://h.org/{path}", "label": "Ours", "memory": "2T"}],
            (TargetWord("template", "https://h.org/{path}", "Ours", 2000.0),),
        ),
        ("memory", "", None),
        ("memory", 6, 6.0),
        ("memory", 0.5, 0.5),
        ("memory", "6 GB", 6.0),
        ("memory", "1.5GiB", 1.5),
        ("memory", "500M", 0.5),
        ("memory", "6g", 6.0),
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
        ("interface", "/https://evil.example/x", "leads away"),
        ("interface", "/javascript:alert(1)", "leads away"),
        ("interface", "/java%09script:alert(1)", "leads away"),
        ("interface", "/%20javascript:alert(1)", "leads away"),
        ("interface", "/javascript%3Aalert(1)", "leads away"),
        ("interface", "/javascript%253Aalert(1)", "leads away"),
        ("interface", "/%5C%5Cevil.example", "leads away"),
        ("interface", "/%2F%2Fevil", "leads away"),
        ("interface", "/%252Fevil", "leads away"),
        ("interface", "/%09/evil", "leads away"),
        ("url", "https://user:pa/secret@h.org", "user name or password"),
        ("url", "https://user/secret@h.org", "user name or password"),
        ("url", "https:/user:secret@h.org", "user name or password"),
        ("url", "my.user:secret@h.org", "user name or password"),
        ("url", "h.org/?token=secret", "did you mean 'https://h.org/?…'"),
        ("url", "https://h.org/?token=secret", "write 'https://h.org'"),
        ("badges", "yes", "'auto', 'chapters', 'all', 'none'"),
        ("badges", True, "True is not one of 'auto'"),
        ("import_names", ["cv2"], "expected a mapping"),
        ("import_names", {"cv2": 1}, "expected a mapping"),
        ("labell", "x", "did you mean 'label'"),
        ("zzz", "x", "there is no such option"),
        ("build", "head", "'ref', 'commit', 'environment'"),
        ("build", None, "None is not one of 'ref'"),
        ("layout", "list", "'menu', 'badges'"),
        ("environment", 7, "expected a mapping"),
        ("environment", ["o/r"], "expected a mapping"),
        ("environment", {"repo": "o/r"}, "'repo' is not one of 'repository', 'ref'"),
        ("environment", {"ref": 7}, "expected text"),
        ("environment", {"ref": "a\nb"}, "no text can"),
        ("environment", {7: "o/r"}, "7 is not one of"),
        ("environment_files", "data", "expected a list"),
        ("environment_files", [7], "expected a list"),
        ("environment_files", ["/etc"], "not a path from the repository's root"),
        ("environment_files", ["a/../../b"], "not a path from the repository's root"),
        ("environment_files", [""], "not a path from the repository's root"),
        ("environment_files", [":(glob)x"], "not a path from the repository's root"),
        ("targets", "colab", "expected a list"),
        ("targets", {"service": "colab"}, "expected a list"),
        ("targets", [7], "the name of a service or a mapping"),
        ("targets", [{}], "neither 'service' nor 'url'"),
        ("targets", [{"label": "x"}], "neither 'service' nor 'url'"),
        ("targets", [{"service": "colab", "adress": "x"}], "'adress' is not one of"),
        ("targets", [{"service": 7}], "expected text"),
        ("targets", [{"service": "colab", "memory": "lots"}], "amount of memory"),
        ("targets", [{"key": "https://u:secret@h.org"}], "'key' is not one of"),
        ("memory", "lots", "such as '6G' or '500M'"),
        ("memory", True, "such as '6G'"),
        ("memory", -1, "such as '6G'"),
        ("memory", [6], "such as '6G'"),
        ("memory", float("inf"), "such as '6G'"),
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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory", "500M"),
        ("memory", "2T"),
        ("targets", ["colab", {"url": "https://h.org/{path}", "memory": "700M"}]),
        ("environment", {"repository": "o/image"}),
        ("environment_files", ["./data/*.csv"]),
        ("memory", "700M"),
        ("memory", "1.5M"),
        ("memory", "6g"),
        ("memory", "999999T"),
        ("environment_files", ["././/x"]),
    ],
)
def test_what_a_check_returned_is_accepted_again(name: str, value: object) -> None:
    checked = check(name, value)
    assert check(name, checked) == checked


@pytest.mark.parametrize("value", [{"repository": ""}, {"ref": " "}])
def test_an_environment_that_names_nothing_is_none(value: dict[str, str]) -> None:
    assert check("environment", value) is None


@pytest.mark.parametrize("value", [".", "./."])
def test_the_whole_repository_is_not_silently_nothing(value: str) -> None:
    with pytest.raises(OptionError):
        check("environment_files", [value])


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


SECRETS = st.text("ABCDEFGHJK0123456789!'\" /\\\\?#@:;&=%~ü.", min_size=8, max_size=60)
PLACES = (
    "https://user:{}@hub.example.org/x",
    "https://{}@hub.example.org",
    "https:/user:{}@hub.example.org",
    "user:{}@hub.example.org",
    "git@{}@hub.example.org:o/r",
    "see https://user:{}@hub.example.org and a@b.org",
    "https://hub.example.org/x?token={}",
    "https://hub.example.org/x?a=b&token={}#c",
    "hub.example.org/x?token={}",
    "long/" * 25 + "?token={}",
    "https://user:" + "long" * 30 + "{}@hub.example.org/" + "long" * 40,
)


def told(message: str, secret: str) -> list[str]:
    """Return the pieces of the secret that the message tells."""
    plain = message.replace("\\\\", "\\").replace("\\'", "'")
    pieces = {secret[start : start + 8] for start in range(len(secret) - 7)}
    return [piece for piece in pieces if piece.strip() and (piece in message or piece in plain)]


@given(st.sampled_from(PLACES), SECRETS)
def test_no_secret_is_ever_shown(place: str, secret: str) -> None:
    text = place.replace("{}", secret)
    values = (text, [text], {text: text}, {"a": {"b": text}}, TargetWord(text), text.encode())
    for value in values:
        message = shown(value)
        assert told(message, secret) == []
        assert len(message) <= 120


@given(st.sampled_from(PLACES), SECRETS, st.sampled_from([o.name for o in options()]))
def test_no_error_tells_a_secret(place: str, secret: str, name: str) -> None:
    text = place.replace("{}", secret)
    mappings = [{key: text} for key in ("repository", "ref", "url", "service", "memory", text)]
    services = [{"service": key, "url": text} for key in ("jupyterlite", "template", "colab")]
    for value in (text, [text], *mappings, *([one] for one in (*mappings, *services))):
        assert told(complaint(name, value), secret) == []


def complaint(name: str, value: object) -> str:
    """Return what is said against the value of an option, or nothing."""
    try:
        check(name, value)
    except OptionError as error:
        return error.message
    return ""


def test_what_is_no_secret_is_shown() -> None:
    assert shown("https://h.org/a b") == "'https://h.org/a b'"
    assert shown("https://user:x@h.org/y?token=1") == "'https://h.org/y?…'"
    assert shown({"cv2": 1}) == "{'cv2': 1}"
    assert shown(16**10_000) == "a number too long to be written"
    assert shown(_Unspeakable()) == "a value of the type _Unspeakable"


class _Unspeakable:
    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize("value", [{"cv2": ""}, {"cv2": " "}, {"": "opencv"}])
def test_an_import_name_without_a_package(value: dict[str, str]) -> None:
    with pytest.raises(OptionError, match="is given no package"):
        Settings().override({"import_names": value})


def test_words_in_another_order_are_understood() -> None:
    names = ["package-unused", "heavy-package"]
    assert nearest("unused-package", names) == "; did you mean 'package-unused'?"
    assert nearest("heavy-packages", names) == "; did you mean 'heavy-package'?"
    assert nearest("zzz", names) == ""
