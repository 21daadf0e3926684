from __future__ import annotations

import pytest

from sphinx_binderhub.notebook.shell.redirections import redirected


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("a > b", [("write", "b", 1)]),
        ("a>b", [("write", "b", 1)]),
        ("a >> b", [("write", "b", 1)]),
        ("a >| b", [("write", "b", 1)]),
        ("a &> b", [("write", "b", 1)]),
        ("a 1>b 2>c", [("write", "b", 1), ("write", "c", 1)]),
        ("a < b > c", [("read", "b", 1), ("write", "c", 1)]),
        ("a > b c > d", [("write", "b", 1), ("write", "d", 1)]),
        ("> b", [("write", "b", 1)]),
        ("a 2>&1", []),
        ("a >&2", []),
        ("a > /dev/null", []),
        ("a > 'b c'", [("write", "b c", 1)]),
        ("a > b\\ c", [("write", "b c", 1)]),
        ("a '>' b \"> c\"", []),
        ("a \\> b", []),
        ("a # > b", []),
        ("a <(b) >(c)", []),
        ("a <<< b", []),
        ("a <<EOF > b\nx > c\nEOF\nd > e", [("write", "b", 1), ("write", "e", 4)]),
        ("a | b > c\n\nd > e", [("write", "c", 1), ("write", "e", 3)]),
        ("a \\\n > b", [("write", "b", 1)]),
        ("a > b; c > d && e > f", [("write", one, 1) for one in "bdf"]),
        ("a >", []),
        ("pip install a>=1.2", []),
        ("a > b\r\nc > d", [("write", "b", 1), ("write", "d", 2)]),
    ],
)
def test_redirections(text, files):
    assert list(redirected(text)) == files
