"""What is read out of a Dockerfile: instructions, stages, copies; and nothing that hangs."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.environment.docker.build_stages import Stage, stages_of, substitute
from sphinx_binderhub.environment.docker.dockerfile import Dockerfile, Instruction, parse_dockerfile
from sphinx_binderhub.environment.docker.entrypoint import may_prepare, swallowed_by
from sphinx_binderhub.environment.docker.image_contract import read_contract
from sphinx_binderhub.environment.docker.image_files import read_image_files
from sphinx_binderhub.environment.docker.known_images import ImageName, parse_image
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Make = Callable[[Files], Tree]


def parse(text: str) -> Dockerfile:
    return parse_dockerfile("Dockerfile", text)


def last_stage(text: str) -> Stage:
    return stages_of(parse(text))[-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FROM a\nRUN b\n", [("FROM", "a", 1), ("RUN", "b", 2)]),
        ("from a\n  run   b  c \n", [("FROM", "a", 1), ("RUN", "b  c", 2)]),
        ("\n# x\n\nFROM a # b\n", [("FROM", "a # b", 4)]),
        ("RUN a \\\n  b \\ \n# c\n\n  d\nRUN e", [("RUN", "a   b   d", 1), ("RUN", "e", 6)]),
        ("RUN a \\\r\n b\r\nRUN c\r\n", [("RUN", "a  b", 1), ("RUN", "c", 3)]),
        ("RUN a \\\\\nRUN b", [("RUN", "a \\\\", 1), ("RUN", "b", 2)]),
        ("# escape=`\nRUN a `\n b \\\nRUN c", [("RUN", "a  b \\", 2), ("RUN", "c", 4)]),
        ("#\n# escape=`\nRUN a `\nRUN b", [("RUN", "a `", 3), ("RUN", "b", 4)]),
        ("RUN <<EOF\nFROM b\nEOF\nRUN c", [("RUN", "<<EOF", 1), ("RUN", "c", 4)]),
        (
            "RUN bash -c 'a <<EOF' \\\n b\nRUN c",
            [("RUN", "bash -c 'a <<EOF'  b", 1), ("RUN", "c", 3)],
        ),
        ("RUN a <<< EOF\nEOF\n", [("RUN", "a <<< EOF", 1), ("EOF", "", 2)]),
        ("RUN a \\", [("RUN", "a", 1)]),
        ("ENV", [("ENV", "", 1)]),
        ("", []),
    ],
)
def test_instructions(text: str, found: list[tuple[str, str, int]]) -> None:
    assert [(one.name, one.arguments, one.line) for one in parse(text).instructions] == found


def test_flags_and_forms() -> None:
    copy, run, cmd = parse(
        'COPY --chown=1:2 --from=x ["a b", "c"]\nRUN --network=none --mount=type=bind,target=/x ls\nCMD [a]\n'
    ).instructions
    assert copy.flag("chown") == "1:2"
    assert copy.flag("from") == "x"
    assert copy.flag("link") is None
    assert copy.words == ("a b", "c")
    assert run.flag("mount") == "type=bind,target=/x"
    assert (run.arguments, run.words, cmd.words) == ("ls", None, None)
    assert Instruction("CMD", "[1]", 1).words is None
    assert Instruction("CMD", "[" * 100_000, 1).words is None


def test_heredocs() -> None:
    one, two = parse("RUN <<A <<-'B C' <<B\nx\nA\n\ty\n\tB\nB\nRUN z").instructions
    assert one.heredoc.startswith("x")
    assert two.arguments == "z"


def test_directives() -> None:
    file = parse("# syntax=docker/dockerfile:1\n#escape = `\nFROM x\n")
    assert (file.syntax, file.escape) == ("docker/dockerfile:1", "`")
    assert parse("# escape=x\nFROM x\n").escape == "\\"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$A-${A}b", "1-1b"),
        ("${B:-x}${C:-y}", "xy"),
        ("${A:+x}${B:+y}", "x"),
        ("\\$A", "$A"),
        ("${B}", None),
        ("$NONE", None),
        ("plain", "plain"),
    ],
)
def test_variables(text: str, value: str | None) -> None:
    assert substitute(text, {"A": "1", "B": None}) == value


@pytest.mark.parametrize(
    ("text", "image"),
    [
        ("FROM a:1\n", "a:1"),
        ("ARG T=1\nFROM a:${T}\n", "a:1"),
        ("ARG T='1' U=2\nFROM a:$T$U\n", "a:12"),
        ("ARG T\nFROM a:${T}\n", None),
        ("ARG NB_UID=5\nFROM a:${NB_UID}\n", "a:1000"),
        ("FROM a:1 AS One\nFROM ONE as two\nFROM two\n", "a:1"),
        ("FROM b:1\nFROM a:1\n", "a:1"),
        ("FROM --platform=$BUILDPLATFORM a:1\n", "a:1"),
        ("FROM a:1 AS a\nFROM a AS a\nFROM a\n", "a:1"),
    ],
)
def test_the_image_below(text: str, image: str | None) -> None:
    assert last_stage(text).root_image == image


def test_the_chain_of_stages() -> None:
    stage = last_stage("FROM a AS x\nRUN 1\nFROM b\nRUN 2\nFROM x\nRUN 3\nUSER y\n")
    assert [one.arguments for one in stage.chain] == ["1", "3", "y"]
    last = stage.last("RUN")
    assert last is not None
    assert last.line == 6
    assert stages_of(parse("RUN a\n")) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("python", ImageName("python")),
        ("docker.io/library/python:3", ImageName("python", "3")),
        ("docker.io/a/b:1", ImageName("a/b", "1")),
        ("host:5000/a/b", ImageName("host:5000/a/b")),
        ("host:5000/a/b:1@sha256:00", ImageName("host:5000/a/b", "1", "sha256:00")),
        ("", ImageName("")),
    ],
)
def test_names_of_images(text: str, name: ImageName) -> None:
    assert parse_image(text) == name


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ("WORKDIR /w\nCOPY . .", {"/w/book/a.ipynb"}),
        ("WORKDIR /w\nCOPY . sub", {"/w/sub/book/a.ipynb"}),
        ("WORKDIR /w\nCOPY book .", {"/w/a.ipynb"}),
        ("COPY /book/ ./x/", {"/x/a.ipynb"}),
        ("COPY b*k /x", {"/x/a.ipynb"}),
        ("COPY book/a.ipynb /x/", {"/x/a.ipynb"}),
        ("COPY book/a.ipynb /x/a.ipynb", {"/x/a.ipynb"}),
        ("COPY book/a.ipynb /x", {None}),
        ("COPY book/a.ipynb README /x/", {"/x/a.ipynb"}),
        ("COPY book/*.ipynb /x/", {"/x/a.ipynb"}),
        ("COPY *.ipynb /x/", set()),
        ("COPY [\"book\", \"/x y\"]", {"/x y/a.ipynb"}),
        ("ENV D=/d\nCOPY . ${D}", {"/d/book/a.ipynb"}),
        ("ENV D /d\nCOPY . $D", {"/d/book/a.ipynb"}),
        ("ARG D=/d\nCOPY . $D", {"/d/book/a.ipynb"}),
        ("ARG D\nCOPY . $D", {None}),
        ("COPY $D /x/", {None}),
        ("ADD https://example.org/book /x/", set()),
        ("COPY --from=y book /x/", set()),
        ("COPY other /x/", set()),
        ("COPY . /x\nCOPY book /y", {"/x/book/a.ipynb", "/y/a.ipynb"}),
        ("COPY", set()),
        ("COPY .", set()),
        ("COPY <<EOF /x/\nhello\nEOF", set()),
        ("COPY ../.. /x", {"/x/book/a.ipynb"}),
        ('ENV H=/h\nCOPY "book" "${H}"/x/', {"/h/x/a.ipynb"}),
    ],
)  # fmt: skip
def test_where_a_file_is_put(lines: str, places: set[str | None]) -> None:
    files = read_image_files(last_stage(f"FROM python:3\n{lines}\n"))
    assert files.places("book/a.ipynb") == places


def test_where_the_server_begins() -> None:
    def workdir(text: str) -> str | None:
        return read_image_files(last_stage(text)).workdir

    assert workdir("FROM python:3\n") == "/"
    assert workdir("FROM python:3\nWORKDIR a\nWORKDIR b\n") == "/a/b"
    assert workdir("FROM jupyter/base-notebook:1\nWORKDIR x\n") == "/home/jovyan/x"
    assert workdir("FROM o/x:1\nWORKDIR y\n") == "?/y"
    assert workdir("FROM o/x:1\nWORKDIR ${HOME}\n") is None
    assert workdir("FROM o/x:1\nENV HOME=/h\nWORKDIR ${HOME}/x\n") == "/h/x"
    assert workdir('FROM python:3\nWORKDIR "/a b"\n') == "/a b"


PIECES = [
    *(
        "FROM ",
        "python:3",
        "x/y",
        "\nFROM a AS b",
        "\nARG A=1",
        "\nARG A",
        "\nENV A=$A B='c d'",
        "\n",
    ),
    *(
        "\nENV HOME /h",
        "\nWORKDIR ",
        "\nWORKDIR /a",
        "\nCOPY . .",
        "\nCOPY ",
        '["a", "b"]',
        "\nADD ",
    ),
    *(
        "\nRUN ",
        "\nRUN <<EOF\n",
        "\nEOF\n",
        " \\\n",
        "\\",
        "`",
        "# escape=`\n",
        "# syntax=x\n",
        "$A",
        "${A",
    ),
    *(
        "${A:-b}",
        "\nENTRYPOINT ",
        '["bash", "-c"]',
        "\nUSER ",
        "\nONBUILD ",
        "--from=",
        "--chown=1 ",
        "\x00",
    ),
    *(
        "*",
        "[a-",
        "..",
        "/",
        "'",
        '"',
        "é",
        "\r\n",
        "pip install ",
        "-r a.txt",
        "jupyter",
        " | bash",
        "\ufeff",
    ),
]
ANY_FILE = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80)


@settings(max_examples=300, deadline=None)
@given(ANY_FILE)
def test_any_text_is_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = parse(text)
    for one in file.instructions:
        assert 1 <= one.line <= text.count("\n") + 1
    root = tmp_path_factory.mktemp("tree", numbered=True)
    (root / "Dockerfile").write_bytes(text.encode("utf-8", "replace"))
    (root / "a.txt").write_text("numpy\n")
    tree = Tree(root, frozenset({"Dockerfile", "a.txt"}))
    read_contract(tree, read_environment(tree, Settings()))
    for stage in stages_of(file):
        files = read_image_files(stage)
        files.places("book/a.ipynb")
        files.misplaces("book/a.ipynb")
        swallowed_by(stage.last("ENTRYPOINT"), tree)
        may_prepare(stage.last("ENTRYPOINT"), tree)


@pytest.mark.parametrize(
    "text",
    [
        *("RUN <<A\n" * 30_000, "RUN \\\n" * 40_000, "FROM a AS b\nFROM b AS a\n" * 9_000, "ARG A=${A}${A}\n" * 9_000),
        *("FROM x\nCOPY " + "--a " * 60_000, "FROM x\nENV " + "a" * 250_000, "FROM x\nENV A=" + '"' * 250_000),
        *("FROM " + "${a:-" * 40_000, "FROM x\nRUN " + "a;" * 120_000, "FROM x\nCOPY " + "*" * 250_000 + " /x"),
        *("FROM x\n" + "COPY . .\n" * 25_000, "FROM x\n" + "ENV A=$A$A\n" * 20_000, "FROM python:3\n" + "RUN a\n" * 40_000),
        *("FROM python:3\n" + "WORKDIR a\n" * 25_000, 'FROM python:3\nENTRYPOINT ["env"' + ', "A=1"' * 30_000 + "]\n"),
    ],
    ids=lambda text: text[:18],
)  # fmt: skip
def test_hostile_files_take_no_time(make_tree: Make, text: str) -> None:
    start = time.monotonic()
    tree = make_tree({"Dockerfile": text[:262_000]})
    environment = read_environment(tree, Settings())
    contract = read_contract(tree, environment)
    if contract:
        files = read_image_files(contract.stage)
        files.places("book/a.ipynb")
    assert time.monotonic() - start < 3
