"""The table of kernels is consistent with itself and with the table of packages."""

from __future__ import annotations

import re

from packaging.utils import canonicalize_name

from sphinx_binderhub.provision.machine.kernel_table import KERNELS, kernel_named


def test_every_kernel_can_be_added() -> None:
    for kernel in KERNELS:
        assert kernel.conda or kernel.pip
        advised = {canonicalize_name(name) for name in (*kernel.conda[:1], *kernel.pip)}
        assert advised <= set(kernel.packages), kernel


def test_names_are_normalised() -> None:
    for kernel in KERNELS:
        assert all(canonicalize_name(name) == name for name in kernel.packages)
        assert kernel.language is None or kernel.language == kernel.language.lower()
        assert kernel.register is None or (kernel.pip and re.match(r"\w+", kernel.register))


def test_a_name_leads_to_the_first_that_has_it() -> None:
    found = kernel_named("xcpp17")
    assert found is not None
    assert found.conda == ("xeus-cling",)
    assert kernel_named("myenv") is None
