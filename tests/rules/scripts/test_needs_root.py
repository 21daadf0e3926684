from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "needs-root"
ENV = {"environment.yml": GOOD}
HEAD = "#!/bin/bash\nset -e\n"

QUIET = {**ENV, "apt.txt": "graphviz\n", "postBuild": f"{HEAD}python a.py\n"}
SPEAKING = {**ENV, "postBuild": f"{HEAD}sudo apt-get install -y graphviz\n"}


@pytest.mark.parametrize(
    "text",
    [
        "# sudo apt-get install graphviz\n",
        "echo sudo apt-get install graphviz\n",
        "echo 'run:\nsudo make install'\n",
        "cat > README <<EOF\nsudo apt-get install graphviz\nEOF\n",
        "if command -v sudo; then sudo apt-get update; fi\n",
        "command -v sudo && sudo apt-get update\n",
        'if [ "$(id -u)" = 0 ]; then\n  apt-get install -y graphviz\nfi\n',
        "sudo apt-get update || true\n",
        "apt-get download graphviz\n",
        "apt list --installed\n",
        "apt-cache search graphviz\n",
        "dpkg -x graphviz.deb ~/.local\n",
        "dpkg-deb -x graphviz.deb ~/.local\n",
        "install_all() { sudo make install; }\n",
        "pip install sudo\n",
        'sudo() { "$@"; }\nsudo make install\n',
        "./sudo.sh\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**ENV, "postBuild": HEAD + text})


def test_quiet_where_it_is_not_run(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"Dockerfile": "FROM x:1\n", "postBuild": "sudo ls\n"})
    assert not judge_files(RULE, {"binder/environment.yml": GOOD, "postBuild": "sudo ls\n"})
    assert not judge_files(RULE, {**ENV, "postBuild": "#!/usr/bin/env python3\nsudo = 1\n"})


@pytest.mark.parametrize(
    "command",
    [
        *("sudo make install", "sudo -H pip install x", "/usr/bin/sudo ls", "apt-get update"),
        *("apt-get -qq -y install x", "apt install x", "aptitude install x", "DEBUG=1 sudo ls"),
        *("dpkg -i x.deb", "dpkg --install x.deb", "add-apt-repository ppa:x/y", "env A=1 sudo ls"),
        *("curl x | sudo tee /etc/x", "(cd a; sudo make install)", "{ sudo ls; }"),
    ],
)
def test_speaks(judge_files: Judge, command: str) -> None:
    (finding,) = judge_files(None, {**ENV, "postBuild": f"{HEAD}{command}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location.line == 3
    assert "the build stops" in finding.message


def test_the_mend_names_the_packages(judge_files: Judge) -> None:
    script = (
        f"{HEAD}apt-get update\nsudo apt-get install -y --no-install-recommends graphviz git=1:2\n"
    )
    (finding,) = judge_files(RULE, {"binder/environment.yml": GOOD, "binder/postBuild": script})
    assert finding.fix == "Move `graphviz`, `git` to `binder/apt.txt`, each on a line of its own."
    assert finding.location == Location("binder/postBuild", 3, 1)
    assert finding.also == (Location("binder/postBuild", 4, 1),)


def test_a_script_that_goes_on(judge_files: Judge) -> None:
    script = "#!/bin/bash\nsudo apt-get install graphviz\npython a.py\n"
    (finding,) = judge_files(RULE, {**ENV, "postBuild": script})
    assert finding.severity is Severity.WARNING
    assert "goes on without it" in finding.message


def test_the_last_command_decides(judge_files: Judge) -> None:
    script = "#!/bin/bash\napt-get update && apt-get install graphviz\n"
    (finding,) = judge_files(RULE, {**ENV, "postBuild": script})
    assert (finding.severity, finding.location) == (Severity.ERROR, Location("postBuild", 2, 1))


def test_start(judge_files: Judge) -> None:
    script = '#!/bin/bash\nsudo service x start\nexec "$@"\n'
    (finding,) = judge_files(None, {**ENV, "start": script})
    assert finding.severity is Severity.WARNING
    (finding,) = judge_files(None, {**ENV, "start": script.replace("\n", "\nset -e\n", 1)})
    assert finding.severity is Severity.ERROR
    assert "the server never starts" in finding.message
