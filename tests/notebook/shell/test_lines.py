from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.scripts.shell import read_commands
from sphinx_binderhub.notebook.records import Cell, Need
from sphinx_binderhub.notebook.shell.lines import _commands, programs_in, shell_needs

PIECES = (
    *("dot", "cd ", "pip install a", "if ", "then ", "fi", "for x in a; do ", "done", "while "),
    *("case x in", "esac", "{", "}", "(", ")", "[[ ", "$(", "`", "'", '"', "\\", "\n", "\r\n"),
    *(" ", "\t", ";", "&&", "||", "|", "&", ">", ">>", "<", "<<EOF", "\nEOF\n", "2>&1", "#", "A=1"),
    *("sudo ", "env ", "timeout ", "xargs ", "bash -c ", "-n", "--", "*", "~", "$x", "{x}", "\x00"),
    *("f()", "function f", "wget ", "curl -o", "git clone ", "tar xf", "unzip ", "cp a ", "\ud800"),
)
WORDS = (
    "dot -x a=1 A=b x[1]=2 time if fi for in do case ~ é : function while select %x a@b 1 a,b"
    " sudo bash -c env timeout . "
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "programs"),
    [
        ("dot -Tpng a.dot -o a.png", ["dot"]),
        ("ls -la | wc -l && dot x; ffmpeg y & pandoc z || tree", "ls wc dot ffmpeg pandoc tree"),
        ("A=1 B='x y' dot", ["dot"]),
        ("sudo -E -u root dot x", "sudo dot"),
        ("sudo apt-get install -y x", "sudo apt-get"),
        ("time dot", ["dot"]),
        ("nohup dot &", "nohup dot"),
        ("env -u X A=1 dot", "env dot"),
        ("timeout -k 2 10 dot", "timeout dot"),
        ("find . -name '*.dot' | xargs -n 1 dot", "find xargs dot"),
        ("exec dot", ["dot"]),
        ("command dot", ["dot"]),
        ("command -v dot", []),
        ("nice -n 5 dot", "nice dot"),
        ("bash -c 'dot x | tree'", "bash dot tree"),
        ("$DOT x", []),
        ("{} x", []),
        ("`which dot` x", []),
        ("$(which dot) x", []),
        ("echo dot; cd dot; export dot; test dot; [ dot ]; [[ -f dot ]]", []),
        ("if [ -f x ]; then dot x; else ffmpeg y; fi", "dot ffmpeg"),
        ("for f in tree ncdu; do dot $f; done", ["dot"]),
        ("while read f; do dot $f; done < files", ["dot"]),
        ("case $x in tree) dot;; esac", ["dot"]),
        ("{ dot; tree; }", "dot tree"),
        ("(cd x; dot)", ["dot"]),
        ("draw() { dot $1; }\ndraw x", ["dot"]),
        ("function draw { dot $1; }\ndraw x", ["dot"]),
        ("cat <<EOF | dot\ntree -a\nEOF\nffmpeg", "cat dot ffmpeg"),
        ("cat << 'EOF' > x.dot\ntree | ncdu\nEOF", ["cat"]),
        ("# tree\ndot # ffmpeg", ["dot"]),
        ("dot \\\n  tree \\\n  ffmpeg", ["dot"]),
        ("echo 'tree; dot' \"| ncdu\"", []),
        ("'dot' x", ["dot"]),
        ("/usr/bin/dot x", ["dot"]),
        ("/opt/conda/bin/dot x", []),
        ("./dot x", []),
        ("bin/dot x", []),
        ("~/dot x", []),
        ("! dot x", ["dot"]),
        ("> out dot", ["dot"]),
        ("dot > ffmpeg 2>&1 < tree", ["dot"]),
        ("g++-10 a.cpp", ["g++-10"]),
        ("7z x a.7z", ["7z"]),
        ("123 456", []),
        ("(1 == 2)", []),
        ("echo it's", []),
        ("", []),
    ],
)
def test_programs(text, programs):
    expected = programs.split() if isinstance(programs, str) else programs
    assert [name for name, _ in programs_in(text)] == expected


def test_lines_count_from_one():
    assert list(programs_in("# a\n\ndot \\\n x\r\ntree")) == [("dot", 3), ("tree", 5)]


@pytest.mark.parametrize(
    ("text", "optional"),
    [
        ("dot x", False),
        ("cd x && dot y", False),
        ("mkdir x && cd x && dot y", False),
        ("dot x || true", True),
        ("true || dot x", True),
        ("which dot && dot x", True),
        ("command -v dot && dot x", True),
        ("[ -f x ] && dot x", True),
        ("if which dot; then dot x; fi", True),
    ],
)
def test_what_may_be_left_out(text, optional):
    needs = [one for one in shell_needs(text, Cell(1, text), 1) if one.name == "dot"]
    assert [one.optional for one in needs][-1] is optional


def test_needs_are_placed_in_the_cell():
    cell = Cell(3, "", file_line=20, fails=True)
    needs = list(shell_needs("\ndot -Tpng a.dot > a.png", cell, 4, "os.system"))
    assert needs == [
        Need("program", "dot", 3, 5, True, 24, "os.system"),
        Need("write", "a.png", 3, 5, True, 24, "os.system"),
    ]


def test_commands_are_shown_themselves():
    needs = shell_needs("dot  a.dot\npip install x", Cell(1, ""), 1)
    assert {one.by for one in needs if one.kind == "program"} == {"dot a.dot", "pip install x"}


def test_what_is_too_long_may_write_anything():
    needs = list(shell_needs("dot " * 10_000, Cell(1, ""), 1))
    assert [(one.kind, one.name) for one in needs] == [("write", "*")]


@given(text=TEXTS)
@settings(max_examples=500, deadline=None)
def test_any_text(text):
    for need in shell_needs(text, Cell(1, text), 1):
        assert need.name
        assert 1 <= need.line <= text.count("\n") + 1
        assert "\n" not in need.by


@given(
    words=st.lists(
        st.sampled_from(
            WORDS.split(" "),
        ),
        max_size=6,
    ),
    blank=st.sampled_from([" ", "\t", "  ", "\n", ";"]),
)
@settings(max_examples=500, deadline=None)
def test_plain_words_are_a_command_as_any(words, blank):
    text = blank.join(words)
    assert [(one.words, one.line, one.certain, one.after) for one in _commands(text)] == [
        (one.words, one.line, one.certain, one.after) for one in read_commands(text).found
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("a;" * 10_000, "'" * 20_000, "(" * 20_000, "$(" * 10_000, "a\\\n" * 6_000, "> " * 10_000),
        *("<<a " * 5_000, "bash -c 'bash -c " * 1000, "f() " * 5_000, "sudo " * 4_000),
        *("{" * 20_000, "-a" * 10_000, '"' * 19_999, "`" * 19_999, "\t" * 20_000, "if " * 6_000),
    ],
)
def test_no_text_takes_for_ever(text):
    start = time.process_time()
    list(shell_needs(text, Cell(1, text), 1))
    assert time.process_time() - start < 5
