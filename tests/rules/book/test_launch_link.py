from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "launch-link"


@pytest.mark.parametrize(
    ("option", "value", "meant"),
    [
        ("url", "https://hub.example.org/x/v2/gh/o/r/HEAD", "https://hub.example.org/x"),
        ("url", "https://mybinder.org/v2/gh/o/r/main?labpath=a.ipynb", "https://mybinder.org"),
        ("repository", "https://mybinder.org/v2/gh/a/b/dev", "https://github.com/a/b"),
        ("repository", "https://mybinder.org/v2/gl/g%2Fs%2Fr/dev", "https://gitlab.com/g/s/r"),
        ("repository", "https://mybinder.org/v2/zenodo/10.5281/zenodo.1", "10.5281/zenodo.1"),
    ],
)
def test_speaks_and_the_mend_silences_it(
    make_repository: Make, judge: Judge, option: str, value: str, meant: str
) -> None:
    root = make_repository({"conf.py": f"# x\nbinderhub_{option} = {value!r}\n"})
    (finding,) = judge(RULE, root)
    assert (finding.location.path, finding.location.line) == ("conf.py", 2)
    assert finding.fix == f"Write `{meant}`."
    (root / "conf.py").write_text(f"binderhub_{option} = {meant!r}\n")
    assert judge(RULE, root) == []


def test_the_themes_words_too(make_repository: Make, judge: Judge) -> None:
    link = "https://mybinder.org/v2/gh/o/r/main"
    conf = f"""html_theme_options = {{
    "repository_url": {link!r},
    "launch_buttons": {{"binderhub_url": {link!r}}},
}}
"""
    found = judge(RULE, make_repository({"conf.py": conf}))
    assert [finding.location.line for finding in found] == [2, 3]


def test_a_password_in_a_link_is_not_shown(make_repository: Make, judge: Judge) -> None:
    link = "https://user:secret@hub.example.org/v2/gh/o/r/main"
    assert "secret" not in str(
        judge(RULE, make_repository({"conf.py": f"binderhub_url = {link!r}\n"}))
    )
