from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.conda.conda_spec import find_mistake

ENTRIES = st.text() | st.text("numpy =<>!~^,|;[]()'\"*.:/@#-_01 \n\t+", max_size=60)


@given(ENTRIES)
@settings(max_examples=200, deadline=None)
def test_any_entry_is_judged(text: str) -> None:
    mistake = find_mistake(text)
    assert mistake is None or (mistake.reason and (mistake.mended or mistake.fix))


@given(ENTRIES)
@settings(max_examples=200, deadline=None)
def test_what_is_to_be_written_instead_leads_to_an_end(text: str) -> None:
    """A mended entry may have a second mistake, but not the first one for ever."""
    for _ in range(40):
        mistake = find_mistake(text)
        if mistake is None or mistake.mended is None:
            return
        assert mistake.mended != text
        text = mistake.mended
    raise AssertionError(text)


def test_a_hostile_entry_is_soon_judged() -> None:
    begun = time.perf_counter()
    for part in ("=", "a,", "[", "a>", " ", "a::", "<1 ", "(", "1|", "https://"):
        find_mistake(part * (256 * 1024 // len(part)))
    assert time.perf_counter() - begun < 1
