from __future__ import annotations

import pytest

from sphinx_binderhub.provision.modules.standard_library import change_of, standard_modules


@pytest.mark.parametrize(
    ("module", "python", "there"),
    [
        ("os", "3.10", True),
        ("os", None, True),
        ("distutils", "3.11", True),
        ("distutils", "3.12", False),
        ("distutils", None, True),
        ("telnetlib", "3.12", True),
        ("telnetlib", "3.13", False),
        ("tomllib", "3.10", False),
        ("tomllib", "3.11", True),
        ("zoneinfo", "3.8", False),
        ("numpy", None, False),
    ],
)
def test_modules_by_version(module, python, there):
    assert (module in standard_modules(python)) is there


def test_what_changed():
    assert change_of("imp") == "was removed from Python's standard library in 3.12"
    assert change_of("tomllib") == "came into Python's standard library with 3.11"
    assert change_of("os") is None
