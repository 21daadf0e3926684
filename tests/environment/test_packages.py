from __future__ import annotations

import pytest

from sphinx_binderhub.environment.packages import PipLine, join_continued, parse_conda, parse_pip
from sphinx_binderhub.environment.toml_file import headings


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", PipLine()),
        ("# only a comment", PipLine()),
        ("numpy==2.3  # why", PipLine(name="numpy", specifier="==2.3")),
        ("scikit-learn[plots]>=1; python_version > '3.8'", PipLine("scikit-learn", ">=1")),
        ("pywin32; sys_platform == 'win32'", PipLine()),
        ("numpy --hash=sha256:abc", PipLine("numpy")),
        ("-r other.txt", PipLine(include="other.txt")),
        ("--requirement=other.txt", PipLine(include="other.txt")),
        ("-rother.txt", PipLine(include="other.txt")),
        ("-c limits.txt", PipLine(constraints="limits.txt")),
        ("--index-url https://example.org", PipLine()),
        ("-e .", PipLine(target=".")),
        (".", PipLine(target=".")),
        ("./a/b", PipLine(target="./a/b")),
        (
            "git+https://example.org/a.git#egg=a",
            PipLine(target="git+https://example.org/a.git#egg=a"),
        ),
        ("a @ git+https://example.org/a", PipLine("a", target="git+https://example.org/a")),
        ("a-1.0-py3-none-any.whl", PipLine(target="a-1.0-py3-none-any.whl")),
        ("two words", PipLine(understood=False)),
        ("a" * 5000, PipLine(understood=False)),
    ],
)
def test_pip(text: str, expected: PipLine) -> None:
    assert parse_pip(text, "3.12") == expected


def test_continued_lines() -> None:
    text = "a \\\n ==1\nb\n# c \\\nd\\"
    assert list(join_continued(text)) == [(1, "a  ==1"), (3, "b"), (4, "# c \\"), (5, "d")]


def test_headings_of_toml_without_a_parser() -> None:
    text = (
        "# x\n[build-system]\nrequires = []\n[project]\nname = 'x'\n"
        'requires-python = ">=3.11"  # new\n[project.urls]\na = "b"\n[[tool.x]]\n'
    )
    assert headings(text) == {
        "build-system": {},
        "project": {"name": "x", "requires-python": ">=3.11"},
    }
