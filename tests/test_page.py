from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_binderhub.page import page_word


@pytest.mark.parametrize(
    ("metadata", "badge", "values"),
    [
        ({}, None, {}),
        ({"binderhub": False}, False, {}),
        ({"binderhub": "false"}, False, {}),
        ({"binderhub": " False "}, False, {}),
        ({"binderhub": True}, True, {}),
        ({"binderhub": '{"badge": false}'}, False, {}),
        ({"binderhub": {"badge": True, "ref": "dev"}}, True, {"ref": "dev"}),
        ({"binderhub": '{"interface": "notebook"}'}, None, {"interface": "notebook"}),
        ({"binder": {"binder_url": "https://h.org", "binder_ref": "x"}}, None,
         {"url": "https://h.org", "ref": "x"}),
        ({"binder": '{"binder_repo": "o/r"}', "binderhub": {"ref": "y"}}, None,
         {"repository": "o/r", "ref": "y"}),
        ({"binder": {"binder_ref": "x"}, "binderhub": False}, False, {"ref": "x"}),
        ({"binder": "something else"}, None, {}),
    ],
)  # fmt: skip
def test_what_a_page_says(metadata: dict[str, object], badge: object, values: object) -> None:
    word = page_word(metadata)
    assert (word.badge, word.values, word.problems) == (badge, values, ())


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("maybe", "is not true, false or a mapping"),
        ([1], "is not true, false or a mapping"),
        ({"interfac": "lab"}, "did you mean 'interface'"),
        ({"badg": True}, "did you mean 'badge'"),
        ({"badge": "no"}, "not true or false"),
        ({"profile": "mybinder.org"}, "counts for the whole book"),
        ({"interface": "jupyter"}, "is not one of"),
        ({"url": "mybinder.org"}, "did you mean 'https://mybinder.org'"),
        ({"targets": ["colba"]}, "did you mean 'colab'"),
        ({"targets": [{"url": "https://h.org/{x}"}]}, "{x}"),
        ({"environment": "nonsense"}, "`environment`: 'nonsense' is neither a URL"),
        ({"environment": {"ref": "a b"}}, "cannot be the name of a branch"),
        ({"https://user:hidden@h.org": 1}, "'https://h.org' is not the name of an option"),
        ({"badge": "https://user:hidden@h.org/?t=hidden"}, "'https://h.org/?…', not true"),
        ("{'url': 'https://user:hidden@h.org'", "is not true, false or a mapping"),
    ],
)
def test_what_cannot_be_used_is_a_problem_and_the_rest_counts(value: object, problem: str) -> None:
    if isinstance(value, dict):
        value = {**value, "ref": "kept"}
    word = page_word({"binderhub": value})
    assert len(word.problems) == 1
    assert problem in word.problems[0]
    assert "hidden" not in word.problems[0]
    assert word.values == ({"ref": "kept"} if isinstance(value, dict) else {})


@given(st.dictionaries(st.sampled_from(["binderhub", "binder"]), st.recursive(
    st.none() | st.booleans() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6)))  # fmt: skip
def test_any_metadata_is_read(metadata: dict[str, object]) -> None:
    page_word(metadata)


def test_deep_json_is_no_mapping() -> None:
    assert page_word({"binderhub": "[" * 100_000}).problems


def test_a_ref_goes_with_the_repository_that_it_is_of() -> None:
    word = page_word({"binderhub": {"repository": "nonsense", "ref": "dev", "interface": "lab"}})
    assert word.values == {"interface": "lab"}
    assert len(word.problems) == 2


@pytest.mark.parametrize("values", [{"ref": "a b"}, {"repository": "nonsense"}])
def test_a_page_is_judged_before_it_is_launched(values: dict[str, str]) -> None:
    word = page_word({"binderhub": values})
    assert (word.values, len(word.problems)) == ({}, 1)


@pytest.mark.parametrize("badge", [True, False])
def test_what_pangeo_says_is_checked_beside_a_badge_too(badge: bool) -> None:
    word = page_word({"binder": {"binder_ref": "a b"}, "binderhub": badge})
    assert (word.badge, word.values, len(word.problems)) == (badge, {}, 1)
