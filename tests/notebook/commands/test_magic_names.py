"""IPython and its kernel are the referees of what magics they bring."""

from __future__ import annotations

import pytest

from sphinx_binderhub.notebook.commands.magic_names import BUILT_IN, EXTENSIONS, OWN_EXTENSIONS

OLDER = {"install_default_config", "install_ext", "install_profiles", "profile", "rep"}
"""Magics of older releases."""


@pytest.fixture(scope="module")
def theirs() -> set[str]:
    """Return the magics of the IPython and the kernel that are installed here."""
    shell = pytest.importorskip("IPython.core.interactiveshell").InteractiveShell()
    kernel = pytest.importorskip("ipykernel.zmqshell").KernelMagics
    store = pytest.importorskip("IPython.extensions.storemagic").StoreMagics
    tables = (shell.magics_manager.magics, kernel.magics, store.magics)
    return {name for table in tables for kind in ("line", "cell") for name in table[kind]}


def test_all_of_theirs_are_known(theirs):
    assert theirs - BUILT_IN == set()


def test_no_others_are_taken_for_theirs(theirs):
    assert BUILT_IN - theirs - OLDER - {"more"} == set()


def test_extensions_of_its_own():
    pkgutil = pytest.importorskip("pkgutil")
    extensions = pytest.importorskip("IPython.extensions")
    names = {one.name for one in pkgutil.iter_modules(extensions.__path__)} - {"tests"}
    assert names <= OWN_EXTENSIONS
    assert {f"IPython.extensions.{name}" for name in names} <= OWN_EXTENSIONS


def test_no_extension_brings_what_is_there_already():
    assert EXTENSIONS.keys() & BUILT_IN == set()
