from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "start-no-exec"
ENV = {"environment.yml": GOOD}

QUIET = {**ENV, "start": '#!/bin/bash\nexport A=1\nexec "$@"\n'}
SPEAKING = {**ENV, "start": "#!/bin/bash\nexport A=1\n"}


@pytest.mark.parametrize(
    "text",
    [
        '#!/bin/bash\n"$@"\n',
        '#!/bin/bash\nif [ -n "$A" ]; then\n  exec "$@"\nelse\n  exec nice "$@"\nfi\n',
        '#!/bin/bash\nxvfb-run "${@}"\n',
        '#!/bin/bash\nrun() { exec "$@"; }\nrun "$@"\n',
        '#!/bin/bash\nexec jupyter lab "${@:2}"\n',
        '#!/bin/bash\nexec "$@" --notebook-dir=book\n',
        '#!/bin/bash\nargs=("$@")\nexec "${args[@]}"\n',
        "#!/bin/bash\nwhile [ $# -gt 0 ]; do shift; done\n",
        '#!/bin/bash -l\n\nexec "$@"  # hand over\n',
        "#!/usr/bin/env python3\nimport os, sys\nos.execvp(sys.argv[1], sys.argv[1:])\n",
        "#!/usr/bin/env python3\nprint('no')\n",
        "#!/bin/bash\necho 'open\nexport A=1\n",
        '#!/bin/bash\necho $@\nexec "$@"\n',
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**ENV, "start": text})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("#!/bin/bash\nexport A=1\n", Location("start", 2, 1)),
        ("#!/bin/bash\n", Location("start", 1)),
        ("#!/bin/sh\nls\n  exec jupyter lab --ip=0.0.0.0\n", Location("start", 3, 3)),
        ('#!/bin/bash\n# exec "$@"\nls\n', Location("start", 3, 1)),
        ("#!/bin/bash\ncat <<'EOF'\n\"$@\"\nEOF\n", Location("start", 2, 1)),
    ],
)
def test_never_runs_it(judge_files: Judge, text: str, place: Location) -> None:
    (finding,) = judge_files(None, {**ENV, "start": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == place
    assert '`exec "$@"`' in finding.fix


@pytest.mark.parametrize(
    "line",
    [
        ". ./more.sh",
        "exec jupyterhub-singleuser",
        'exec jupyter lab --ServerApp.base_url="$JUPYTERHUB_SERVICE_PREFIX"',
    ],
)
def test_something_else_may_do_it(judge_files: Judge, line: str) -> None:
    (finding,) = judge_files(RULE, {**ENV, "start": f"#!/bin/bash\n{line}\n"})
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("word", ["$@", "$*", "${@}", '"$*"', '"${*}"'])
def test_without_the_quotes(judge_files: Judge, word: str) -> None:
    (finding,) = judge_files(None, {**ENV, "start": f"#!/bin/bash\nexec {word}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("start", 2, 1)
    (finding,) = judge_files(RULE, {**ENV, "start": f"#!/bin/bash\n{word}\n"}, "2026.4.0")
    assert finding.severity is Severity.WARNING


def test_nix_takes_them_apart_itself(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"default.nix": "", "start": "#!/bin/bash\nexec $@\n"})
    assert judge_files(RULE, {"default.nix": "", "start": "#!/bin/bash\nls\n"})
