from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding
from tests.conftest import ENVIRONMENT
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "environment-files"
CONF = "binderhub_build = 'environment'\n"


@pytest.mark.parametrize(
    "files",
    [
        {"binder/environment.yml": ENVIRONMENT, "binder/postBuild": "#!/bin/sh\n"},
        {"environment.yml": ENVIRONMENT, "start": '#!/bin/sh\nexec "$@"\n'},
        {"Dockerfile": "FROM x:1\nCOPY . .\n"},
    ],
)
def test_speaks_and_the_mend_silences_it(
    make_repository: Make, judge: Judge, files: dict[str, str]
) -> None:
    root = make_repository({"conf.py": CONF, **files})
    (finding,) = judge(RULE, root)
    assert (finding.location.path, finding.location.line) == (list(files)[-1], 1)
    (root / "conf.py").write_text(CONF + "binderhub_environment_files = []\n")
    assert judge(RULE, root) == []


@pytest.mark.parametrize(
    "files",
    [
        {"conf.py": "", "environment.yml": ENVIRONMENT, "postBuild": "#!/bin/sh\n"},
        {"conf.py": CONF, "environment.yml": ENVIRONMENT},
        {"conf.py": CONF, "binder/environment.yml": ENVIRONMENT, "postBuild": "#!/bin/sh\n"},
    ],
)
def test_quiet_where_nothing_may_read_anything(
    make_repository: Make, judge: Judge, files: dict[str, str]
) -> None:
    assert judge(RULE, make_repository(files)) == []


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = make_repository({"conf.py": CONF, "environment.yml": ENVIRONMENT, "postBuild": "ls\n"})
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
