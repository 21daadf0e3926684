from __future__ import annotations

import pytest

from sphinx_binderhub.environment.packages import parse_conda


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("numpy", ("numpy", "")),
        ("numpy=2.3", ("numpy", "=2.3")),
        ("numpy 2.3.*", ("numpy", "2.3.*")),
        ("conda-forge::numpy>=2", ("numpy", ">=2")),
        ("conda-forge/linux-64::numpy==2", ("numpy", "==2")),
        ("R-Base", ("r-base", "")),
        ("numpy[version='>=2']", ("numpy", "[version='>=2']")),
        ("_libgcc_mutex=0.1", ("_libgcc_mutex", "=0.1")),
        ("https://example.org/a.conda", None),
        ("./a.tar.bz2", None),
        ("", None),
    ],
)
def test_conda(text: str, expected: tuple[str, str] | None) -> None:
    assert parse_conda(text) == expected
