from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "no-set-e"
ENV = {"environment.yml": GOOD}

QUIET = {**ENV, "postBuild": "#!/bin/bash\nset -e\npython a.py\npython b.py\n"}
SPEAKING = {**ENV, "postBuild": "#!/bin/bash\npython a.py\npython b.py\n"}


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/bash\nset -euo pipefail\npython a.py\npython b.py\n",
        "#!/bin/bash\nset -o errexit\npython a.py\npython b.py\n",
        "#!/bin/bash -ex\npython a.py\npython b.py\n",
        "#!/usr/bin/env -S bash -e\npython a.py\npython b.py\n",
        "#!/bin/bash\necho begin\nset -e\npython a.py\npython b.py\n",
        "#!/bin/bash\ntrap 'exit 1' ERR\npython a.py\npython b.py\n",
        "#!/bin/bash\npython a.py\n",
        "#!/bin/bash\npython a.py && python b.py\n",
        "#!/bin/bash\nexport A=1\necho $A\nB=2\npython b.py\n",
        "#!/bin/bash\npython a.py || exit 1\npython b.py\n",
        "#!/bin/bash\nif python a.py; then echo yes; fi\n",
        "#!/bin/bash\nrun() { python a.py; python b.py; }\nrun\n",
        "#!/bin/bash\n# python a.py\ncat <<EOF\npython a.py\nEOF\n",
        "#!/usr/bin/env python3\nimport a\nimport b\n",
        "#!/bin/bash\npython 'a.py\npython b.py\n",
        "",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**ENV, "postBuild": text})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("#!/bin/bash\npython a.py\npython b.py\n", Location("postBuild", 2, 1)),
        ("#!/bin/bash\nset -x\n  cd data; make\n", Location("postBuild", 3, 3)),
        ("#!/bin/bash\ncurl x | tar xz\nls\n", Location("postBuild", 2, 10)),
        ("#!/bin/bash\n\npython a.py\necho done\n", Location("postBuild", 3, 1)),
    ],
)
def test_speaks(judge_files: Judge, text: str, place: Location) -> None:
    (finding,) = judge_files(None, {**ENV, "postBuild": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == place
    assert "second line" in finding.fix


def test_start_may_go_on(judge_files: Judge) -> None:
    files = {**ENV, "start": '#!/bin/bash\nmkdir a\nmkdir b\nexec "$@"\n'}
    assert not judge_files(None, files)


def test_without_a_first_line(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {**ENV, "postBuild": "python a.py\npython b.py\n"})
    assert "before its first command" in finding.fix
