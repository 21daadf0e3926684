from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "dockerfile-entrypoint"
FROM = "FROM x/y:1\n"

QUIET = {"Dockerfile": f'{FROM}ENTRYPOINT ["tini", "-g", "--", "start.sh"]\n'}
SPEAKING = {"Dockerfile": f'{FROM}ENTRYPOINT ["python", "-m", "http.server"]\n'}


@pytest.mark.parametrize(
    "line",
    [
        *("ENTRYPOINT []", 'ENTRYPOINT ["/usr/bin/tini", "--"]', 'ENTRYPOINT ["dumb-init"]'),
        *('ENTRYPOINT ["/usr/bin/env"]', 'ENTRYPOINT ["env", "A=1"]', "CMD python -m http.server"),
        *('CMD ["/bin/sh"]', 'ENTRYPOINT ["/usr/local/bin/_entrypoint.sh"]'),
        'ENTRYPOINT ["bash", "-c", "source /env.sh && exec \\"$@\\"", "--"]',
        'ENTRYPOINT ["conda", "run", "--no-capture-output", "-n", "course"]',
        'ENTRYPOINT ["micromamba", "run", "-n", "base", "tini", "--"]',
        'ENTRYPOINT ["python", "-m", "course.entry"]',
        'ENTRYPOINT ["python", "/srv/entry.py"]',
        'ENTRYPOINT ["/bin/bash", "/srv/entry.sh"]',
        'ENTRYPOINT ["jupyter", "lab"]\nENTRYPOINT []',
        'ENTRYPOINT exec "$0" "$@"',
        "ENTRYPOINT jupyter lab --ServerApp.base_url=$JUPYTERHUB_SERVICE_PREFIX",
        '# ENTRYPOINT ["jupyter", "lab"]',
    ],
)
def test_quiet(judge_files: Judge, line: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": f"{FROM}{line}\n"})


def test_only_the_last_stage_is_launched(judge_files: Judge) -> None:
    text = f'FROM a/b:1 AS a\nENTRYPOINT ["jupyter", "lab"]\n{FROM}'
    assert not judge_files(RULE, {"Dockerfile": text})
    assert judge_files(RULE, {"Dockerfile": f"{text.replace('x/y:1', 'a')}"})


@pytest.mark.parametrize(
    "line",
    [
        *('ENTRYPOINT ["jupyter", "lab", "--ip=0.0.0.0"]', "ENTRYPOINT jupyter lab --ip=0.0.0.0"),
        *('ENTRYPOINT ["/bin/bash"]', 'ENTRYPOINT ["bash", "-l"]', 'ENTRYPOINT ["python3"]'),
        *('ENTRYPOINT ["sh", "-c", "jupyter lab"]', "ENTRYPOINT ['jupyter', 'lab']"),
        *('ENTRYPOINT ["tini", "--", "jupyter", "lab"]', 'ENTRYPOINT ["sleep", "infinity"]'),
        'ENTRYPOINT ["conda", "run", "-n", "course", "voila", "book"]',
        'ENTRYPOINT ["python", "-m", \\\n  "jupyterlab"]',
    ],
)
def test_speaks(judge_files: Judge, line: str) -> None:
    (finding,) = judge_files(None, {"Dockerfile": f"{FROM}USER 1000\n{line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("Dockerfile", 3)
    assert "the server never starts" in finding.message


@pytest.mark.parametrize(
    ("script", "speaks"),
    [
        ("#!/bin/bash\njupyter-book build .\n", True),
        ('#!/bin/bash\njupyter-book build .\nexec "$@"\n', False),
        ("#!/bin/bash\n. ./more.sh\n", False),
        ("#!/usr/bin/env python3\nprint()\n", False),
    ],
)
def test_a_script_of_the_repository(judge_files: Judge, script: str, speaks: bool) -> None:
    for line in ('ENTRYPOINT ["./tools/entry.sh"]', 'ENTRYPOINT ["bash", "/srv/entry.sh"]'):
        files = {"Dockerfile": f"{FROM}COPY . .\n{line}\n", "tools/entry.sh": script}
        assert bool(judge_files(RULE, files)) is speaks
