"""What is read out of `postBuild` and `start`: the `#!` line, the commands, and nothing that hangs."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.scripts.script import Script, Shebang, read_script
from sphinx_binderhub.environment.scripts.shell import read_commands
from sphinx_binderhub.environment.scripts.shell_command import Command, Commands
from sphinx_binderhub.environment.scripts.shell_tokens import unquoted
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Make = Callable[[Files], Tree]


def words(text: str) -> list[str]:
    return [" ".join(command.words) for command in read_commands(text).found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ls -l\nls", ["ls -l", "ls"]),
        ("a; b & c | d && e || f", ["a", "b", "c", "d", "e", "f"]),
        ("a \\\n  b\\\nc", ["a bc"]),
        ("a # b; c\n# d\ne#f", ["a", "e#f"]),
        ("A=1 B='x y' a b=c", ["a b=c"]),
        ("x=(a b) c", ["c"]),
        ("a 'b  c' \"d; e\" f\\ g", ["a b  c d; e f g"]),
        ("a \"$(b \"c ; d\")\" `e; f` ${g:-h; i} $((1 << 2))", ["a $(b c ; d) `e; f` ${g:-h; i} $((1 << 2))"]),
        ("a > b 2>&1 < c >> d &> e", ["a"]),
        ("> b a", ["a"]),
        ("a <(b; c) >(d)", ["a <(b; c) >(d)"]),
        ("a <<< 'b; c' d", ["a d"]),
        ("a <<EOF | b\nc\nEOF\nd", ["a", "b", "d"]),
        ("a <<-'E F' <<G\nb\n\tE F\nc\nG\nd", ["a", "d"]),
        ("x=$(cat <<EOF\nit's\nEOF\n)\nb", ["b"]),
        ("if a; then b; elif c; then d; else e; fi\nf", ["a", "b", "c", "d", "e", "f"]),
        ("for x in a b; do c; done\nwhile d; do e; done", ["c", "d", "e"]),
        ("for ((i = 0; i < 3; i++)); do a; done", ["a"]),
        ("case $x in\n a|b) c ;;\n *) d ;;\nesac", ["a", "c", "d"]),
        ("f() { a; }\nfunction g { b; }\nfunction h() (c)\nd", ["a", "b", "c", "d"]),
        ("{ a; }\n(b; c)", ["a", "b", "c"]),
        ("[[ a && b < c ]] && d", ["[[", "d"]),
        ("! a", ["a"]),
        ("time a", ["a"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("", []),
    ],
)  # fmt: skip
def test_commands(text: str, found: list[str]) -> None:
    commands = read_commands(text)
    assert [" ".join(command.words) for command in commands.found] == found
    assert commands.understood


@pytest.mark.parametrize(
    "text", ["a 'b", 'a "b', "a $(b", "if a; then b", "a <<EOF\nb", "[[ a", "{ a"]
)
def test_what_is_left_open_is_not_understood(text: str) -> None:
    assert not read_commands(text).understood


def test_places() -> None:
    first, second, _ = read_commands("  A=1 ls\n\n\\\n x; y \\\n z").found
    assert (first.line, first.column) == (1, 7)
    assert (second.line, second.column) == (4, 2)


def flags(text: str) -> dict[str, tuple[bool, bool]]:
    return {one.name: (one.certain, one.ends) for one in read_commands(text).found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", {"a": (True, False), "b": (True, True)}),
        ("a && b", {"a": (True, True), "b": (False, False)}),
        ("a || b", {"a": (True, False), "b": (False, False)}),
        ("a | b", {"a": (True, False), "b": (True, True)}),
        ("a && b\nc", {"a": (True, False), "b": (False, False), "c": (True, True)}),
        ("a &&\n\n b", {"a": (True, True), "b": (False, False)}),
        ("a &", {"a": (True, False)}),
        ("if a; then b; fi", {"a": (False, False), "b": (False, False)}),
        ("{ a; }; (b); c", {"a": (True, False), "b": (True, False), "c": (True, True)}),
        ("f() { a; }; f", {"a": (False, False), "f": (True, True)}),
        ("! a\nb", {"a": (False, False), "b": (True, True)}),
    ],
)
def test_which_are_sure_to_run_and_which_end_the_script(
    text: str, expected: dict[str, tuple[bool, bool]]
) -> None:
    assert flags(text) == expected


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("set -e\na\nb", True),
        ("set -euo pipefail\na\nb", True),
        ("set -o errexit\na\nb", True),
        ("set -x\na\nb", False),
        ("set -e\nset +e\na\nb", False),
        ("set -e\nset +o errexit\na\nb", False),
        ("set -- -e\na\nb", False),
        ("if x; then set -e; fi\na\nb", False),
        ("set -e\na && c\nb", False),
        ("set -e\na || c\nb", False),
        ("set -e\na | c\nb", False),
    ],
)
def test_set_e(text: str, ends: bool) -> None:
    assert flags(text)["a"][1] is ends


@pytest.mark.parametrize("text", ["set -e\nfalse\n:", "false\n:", "false && :", "false | :", "set -e\nfalse || :\n:",
                                  "{ false; }\n:", "set -e\n{ false; }\n:", "set -e\n(false)\n:", "set -e\nfalse && :\n:",
                                  "set -e\n! false\n:", "set -e\nif false; then :; fi\n:", ":\nfalse", "set -e\nset +e\nfalse\n:"])  # fmt: skip
def test_the_shell_agrees_on_what_ends_a_script(text: str) -> None:
    """Bash is the referee: a command is said to end the script where it does."""
    done = subprocess.run(["bash", "-c", text], check=False)
    said = next(one for one in read_commands(text).found if one.name == "false").ends
    assert said is (done.returncode != 0)


def test_arguments() -> None:
    text = (
        '# $@\na \'$@\' "$@"\nfor x in "${@:2}"; do b; done\n[[ $# -gt 1 ]]\nx=($1)\necho $HOME $?'
    )
    assert read_commands(text).arguments == (2, 2, 3, 4, 5)


def test_programs() -> None:
    (command,) = read_commands("env A=1 nohup /usr/bin/sudo -H ls").found
    assert command.program == ("/usr/bin/sudo", "-H", "ls")
    assert command.name == "sudo"
    assert Command((), 1, 1).name == ""


@pytest.mark.parametrize(
    ("line", "shebang"),
    [
        ("#!/bin/bash", Shebang("/bin/bash", "bash")),
        ("#! /bin/bash -e", Shebang("/bin/bash", "bash", ("-e",))),
        ("#!/usr/bin/env python3", Shebang("/usr/bin/env", "python3", ("python3",))),
        ("#!/usr/bin/env -S bash -e", Shebang("/usr/bin/env", "bash", ("-S", "bash", "-e"))),
        ("#!/usr/bin/env", Shebang("/usr/bin/env", "")),
        ("#!", Shebang("", "")),
        ("# !/bin/bash", None),
        ("", None),
    ],
)
def test_shebang(make_tree: Make, line: str, shebang: Shebang | None) -> None:
    script = read_script(make_tree({"start": f"{line}\nls\n"}), "start")
    assert script is not None
    assert script.shebang == shebang


def test_a_script_that_cannot_be_read(make_tree: Make) -> None:
    tree = make_tree({"start": b"#" * 300_000})
    assert read_script(tree, "start") is None
    assert read_script(tree, "postBuild") is None


def test_other_languages_have_no_commands(make_tree: Make) -> None:
    script = read_script(make_tree({"start": "#!/usr/bin/env python3\nls\n"}), "start")
    assert script is not None
    assert script.commands == Commands(())
    assert not script.is_shell


PIECES = [
    *(
        "a",
        "sudo ",
        "set -e",
        "exec ",
        '"$@"',
        "$@",
        "'",
        '"',
        "`",
        "\\",
        "\\\n",
        "\n",
        "\r\n",
        " ",
    ),
    *(";", "&", "&&", "|", "||", "(", ")", "{ ", " }", "[[ ", " ]]", "((", "))", "$(", "${", "}"),
    *(
        "<<EOF\n",
        "EOF\n",
        "<<",
        "<<<",
        ">",
        "<(",
        "if ",
        "then ",
        "fi\n",
        "for x in ",
        "do ",
        "done",
    ),
    *(
        "case a in ",
        "esac",
        "f() ",
        "function ",
        "#",
        "#!/bin/bash",
        "\x00",
        "\ufeff",
        "é",
        "$'",
        "=",
    ),
]
ANY_SCRIPT = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60)


@settings(max_examples=300, deadline=None)
@given(ANY_SCRIPT)
def test_any_text_is_read(text: str) -> None:
    found = read_commands(text)
    lines = text.replace("\r\n", "\n").split("\n")
    for command in found.found:
        first = command.raw[0].partition("\n")[0]
        assert lines[command.line - 1][command.column - 1 :].startswith(first)
        assert isinstance(command.name, str)
    unquoted(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | ANY_SCRIPT.map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root: Path = tmp_path_factory.mktemp("tree", numbered=True)
    (root / "start").write_bytes(content)
    script = read_script(Tree(root, frozenset({"start"})), "start")
    assert isinstance(script, Script)


@pytest.mark.parametrize(
    "text",
    [
        *('"' * 250_001, "'" * 250_001, "`" * 250_001, "$(" * 125_000, "(" * 250_000, "{ " * 125_000),
        *("a=1 " * 62_000, "\n" * 250_000, "if " * 83_000, "a;" * 125_000, "<<A " * 62_000, "$'" * 125_000),
        *("$(<<A " * 41_000, "{ " * 100 + "fi " * 83_000, "set -" + "e" * 250_000, "f()" * 83_000),
        *("\\" * 250_000, "a&&" * 83_000, "$@ " * 83_000, "<(" * 125_000, "1" * 250_000, "case a in " * 25_000),
    ],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_hostile_scripts_take_no_time(text: str) -> None:
    start = time.monotonic()
    for command in read_commands(text).found[:1]:
        assert isinstance(command.name, str)
    assert time.monotonic() - start < 3
