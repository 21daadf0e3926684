from __future__ import annotations

import pytest

from sphinx_binderhub.provision.packages.addresses import names_at


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("git+https://github.com/carbonplan/xrefcoord.git", {"xrefcoord"}),
        ("git+https://github.com/o/My_Tools", {"my-tools"}),
        ("git+https://user@git.example.org/a/b/x.git@feature/y#egg=z", {"x"}),
        ("git+ssh://git@github.com/o/r.git@v1.0", {"r"}),
        ("https://github.com/o/r/archive/refs/heads/main.zip", {"r"}),
        ("https://gitlab.com/o/r/-/archive/main/r-main.tar.gz", {"r"}),
        ("https://example.org/", set()),
        ("./tools", set()),
        ("://x", set()),
        ("", set()),
    ],
)
def test_names(address, names):
    assert names_at([address]) == names
