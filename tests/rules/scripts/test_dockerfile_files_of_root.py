from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge
from tests.rules.scripts.chapters import chapter

RULE = "dockerfile-files-of-root"
STACK = "FROM quay.io/jupyter/base-notebook:1\n"
CHAPTERS = (chapter("book/a.ipynb"),)

QUIET = {"Dockerfile": f"{STACK}COPY --chown=${{NB_UID}} . ${{HOME}}\n"}
SPEAKING = {"Dockerfile": f"{STACK}USER jovyan\nCOPY . ${{HOME}}\n"}


@pytest.mark.parametrize(
    "lines",
    [
        "COPY . .\nUSER root\nRUN chown -R ${NB_UID} ${HOME}\nUSER ${NB_USER}\n",
        "COPY . .\nRUN chmod -R a+w book\n",
        "COPY . .\nRUN fix-permissions /home/jovyan\n",
        "COPY . .\nRUN ./tools/own.sh\n",
        "COPY --chmod=777 . .\n",
        "COPY requirements.txt /tmp/\nCOPY --chown=1000 . .\n",
        "COPY --from=x/y:1 /srv /srv\n",
        "RUN git clone https://github.com/o/r\n",
    ],
)
def test_quiet(judge_files: Judge, lines: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": STACK + lines}, None, *CHAPTERS)


@pytest.mark.parametrize("line", ["COPY . .", "ADD ./ ${HOME}/", "COPY book book", "COPY $X ."])
def test_speaks(judge_files: Judge, line: str) -> None:
    files = {"Dockerfile": f"{STACK}USER root\nRUN chown x y\n{line}\nUSER jovyan\n"}
    (finding,) = judge_files(None, files, None, *CHAPTERS)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("Dockerfile", 4)
    assert "`book/a.ipynb`" in finding.message


def test_quiet_without_chapters(judge_files: Judge) -> None:
    assert not judge_files(RULE, SPEAKING)
