from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_binderhub import rules
from sphinx_binderhub.config import Settings
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from tests.rules.conftest import Judge
from tests.rules.scripts.chapters import chapter, notebook

RULE = "dockerfile-chapters-missing"
STACK = "FROM quay.io/jupyter/base-notebook:1\n"
CHAPTERS = (chapter("book/a.ipynb"), chapter("book/b.ipynb"))

QUIET = {"Dockerfile": f"{STACK}COPY --chown=1000 . ${{HOME}}\n"}
SPEAKING = {"Dockerfile": f"{STACK}RUN pip install numpy\n"}


@pytest.mark.parametrize(
    "text",
    [
        f"{STACK}COPY --chown=1000 . .\n",
        f"{STACK}COPY --chown=1000 book book\n",
        f"{STACK}COPY --chown=1000 book/ /home/jovyan/book/\n",
        f"{STACK}ADD --chown=1000 ./book/*.ipynb book/\n",
        f"{STACK}WORKDIR /srv\nCOPY --chown=1000 . /srv/\n",
        f"{STACK}WORKDIR /srv\nWORKDIR course\nCOPY --chown=1000 . /srv/course\n",
        f'{STACK}COPY --chown=1000 ["book", "./book"]\n',
        f"{STACK}ARG REPO_DIR=${{HOME}}\nWORKDIR ${{REPO_DIR}}\nCOPY --chown=1 . ${{REPO_DIR}}\n",
        f"{STACK}COPY --chown=1000 . $SOMEWHERE\n",
        f"{STACK}COPY --chown=1000 $WHAT .\n",
        f"{STACK}COPY --chown=1 --parents book/*.ipynb /srv/\n",
        f"{STACK}COPY --chown=1000 book /srv/\nRUN mv /srv/* ~\n",
        f"{STACK}COPY --chown=1 book /srv/\nRUN echo 'c.ServerApp.root_dir = \"/\"' >> x.py\n",
        f"{STACK}RUN git clone https://github.com/o/r .\n",
        f"{STACK}RUN wget https://github.com/o/r/archive/main.zip\n",
        f"{STACK}RUN ./fetch.sh\n",
        f"{STACK}RUN --mount=type=bind,target=/x cp -r /x ~\n",
        f"{STACK}ADD course.tar.gz .\n",
        "FROM ghcr.io/o/course:1\n",
        "FROM pangeo/base-image:1\n",
        "FROM pangeo/base-notebook-onbuild:1\n",
        "FROM ghcr.io/o/course:1\nENV HOME=/home/x\nCOPY --chown=1000 . ${HOME}\n",
        "FROM x/y:1\nCOPY --chown=1000 . .\n",
        f"{STACK[:-1]} AS a\nCOPY --chown=1 . .\nFROM a\nRUN ls\n",
        f"{STACK[:-1]} AS a\nCOPY . /srv\n{STACK}COPY --chown=1 --from=a /srv .\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": text}, None, *CHAPTERS)


def test_quiet_without_chapters(judge_files: Judge) -> None:
    assert not judge_files(RULE, SPEAKING)


@pytest.mark.parametrize("word", [{"build": "environment"}, {"interface": "/git-pull?repo=x"}])
def test_quiet_where_something_else_is_opened(
    make_tree: object, judge_files: Judge, word: dict[str, str]
) -> None:
    rule = next(rule for rule in rules.all_rules() if rule.name == RULE)
    project = Project(make_tree(SPEAKING), Settings(), CHAPTERS)  # type: ignore[operator]
    assert rules.run(project, [rule])
    assert not rules.run(replace(project, settings=Settings().override(word)), [rule])


@pytest.mark.parametrize("image", ["quay.io/jupyter/base-notebook:1", "pangeo/pangeo-notebook:1"])
def test_nothing_copies_them(judge_files: Judge, image: str) -> None:
    text = f"# x\nFROM {image}\nCOPY environment.yml /tmp/\nRUN pip install numpy\n"
    (finding,) = judge_files(None, {"Dockerfile": text}, None, *CHAPTERS)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("Dockerfile", 2)
    assert finding.also == (Location("book/a.ipynb"), Location("book/b.ipynb"))
    assert "and 1 other chapter, so they are not in the image" in finding.message


@pytest.mark.parametrize(
    ("lines", "line", "place"),
    [
        ("COPY --chown=1 book .\n", 2, "`/home/jovyan/a.ipynb`"),
        ("COPY --chown=1 . /srv\n", 2, "`/srv/book/a.ipynb`"),
        ("WORKDIR /srv\nCOPY --chown=1 . ${HOME}/\n", 3, "`/home/jovyan/book/a.ipynb`"),
        ("COPY --chown=1 book/*.ipynb /home/jovyan/\n", 2, "`/home/jovyan/a.ipynb`"),
        ("COPY --chown=1 . .\nWORKDIR /srv\n", 2, "`/home/jovyan/book/a.ipynb`"),
    ],
)
def test_copied_elsewhere(judge_files: Judge, lines: str, line: int, place: str) -> None:
    (finding,) = judge_files(None, {"Dockerfile": STACK + lines}, None, *CHAPTERS)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("Dockerfile", line)
    assert place in finding.message


def test_a_folder_that_is_not_known_has_its_own_paths(judge_files: Judge) -> None:
    text = "FROM ghcr.io/o/course:1\nCOPY --chown=1000 book .\n"
    (finding,) = judge_files(RULE, {"Dockerfile": text}, None, *CHAPTERS)
    assert "at `a.ipynb`" in finding.message


def test_check_does_not_know_what_is_launched(judge_files: Judge) -> None:
    found = [notebook("book/a.ipynb"), notebook("old/b.ipynb")]
    (finding,) = judge_files(RULE, SPEAKING, None, *found)
    assert finding.severity is Severity.WARNING
    some = {"Dockerfile": f"{STACK}COPY --chown=1 book book\n"}
    assert not judge_files(RULE, some, None, *found)
    assert judge_files(RULE, some, None, *map(chapter, ("book/a.ipynb", "old/b.ipynb")))
