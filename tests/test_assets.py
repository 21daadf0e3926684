from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from sphinx_binderhub.assets import LOCALES, STATIC, STYLE_SHEET

CATALOGUES = sorted(LOCALES.rglob("*.po"))
ROOMS = [LOCALES.parent / name for name in ("badges", "binder_environment")]
WORDS = {
    call.args[0].value
    for path in (path for room in ROOMS for path in room.glob("*.py"))
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
    if isinstance(call.args[0], ast.Constant)
}
"""Every text of the code that is translated."""


def test_the_style_sheet_asks_nobody() -> None:
    text = (STATIC / STYLE_SHEET).read_text()
    assert "@import" not in text
    assert all(url.startswith('"data:') for url in re.findall(r"url\(([^)]*)", text))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_translations_are_compiled_and_keep_their_placeholders(catalogue: Path) -> None:
    with catalogue.open("rb") as file:
        written = {message.id: message.string for message in read_po(file) if message.id}
    with catalogue.with_suffix(".mo").open("rb") as file:
        compiled = {message.id: message.string for message in read_mo(file) if message.id}
    assert written == compiled, "run `make locale`"
    assert set(written) == WORDS
    for source, target in written.items():
        assert sorted(re.findall(r"{\w+}", str(source))) == sorted(
            re.findall(r"{\w+}", str(target))
        )
