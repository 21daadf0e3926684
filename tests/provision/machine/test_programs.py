from __future__ import annotations

import shutil

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.provision.machine.other_programs import FOREIGN, INSTEAD, NEVER
from sphinx_binderhub.provision.machine.program_table import PROGRAMS
from sphinx_binderhub.provision.machine.programs import (
    how_to_get,
    platform_of,
    program_named,
    supplies_of,
)

UBUNTU = """
    apt apt-get awk base64 basename bash cal cat chgrp chmod chown clear cmp comm cp cut date dd df
    diff dir dirname dpkg du echo egrep env expand expr false fgrep find fold free getent grep
    gunzip gzip head hostname id join kill ln login ls lscpu lsblk md5sum mkdir mktemp more mount mv
    nice nl nohup nproc od paste perl pgrep pkill printenv printf ps pwd readlink realpath rev rm
    rmdir script sed seq service sh sha256sum shuf sleep sort split stat stty sum sync tac tail tar
    tee test timeout top touch tput tr true truncate tsort tty uname unexpand uniq uptime vmstat
    watch wc whereis which who whoami xargs yes zcat
"""
BUILDPACK_DEPS = """
    autoconf automake bzip2 c++ convert cc cpp curl envsubst file g++ gcc git gpg hg identify ld
    less libtool m4 make mogrify montage mysql_config patch pg_config pkg-config python3
    sftp scp ssh ssh-keygen svn unxz unzip wget xml2-config xz zipinfo
"""
CONDA_TOOLS = """
    conda ipython jupyter jupyter-lab jupyter-nbconvert jupyter-notebook mamba micromamba node npm
    npx openssl pip pip3 python
"""
IN_THE_IMAGE = frozenset(f"{UBUNTU} {BUILDPACK_DEPS} {CONDA_TOOLS}".split())


def test_no_program_of_the_image_is_in_the_table():
    names = {name for program in PROGRAMS for name in program.names.split()}
    foreign = {name for names in FOREIGN.values() for name in names.split()}
    assert names.isdisjoint(IN_THE_IMAGE)
    assert foreign.isdisjoint(IN_THE_IMAGE)
    assert IN_THE_IMAGE.isdisjoint(NEVER)


def test_each_program_stands_in_the_table_once():
    names = [name for program in PROGRAMS for name in program.names.split()]
    every = [*names, *NEVER, *(name for names in FOREIGN.values() for name in names.split())]
    assert len(every) == len(set(every))
    assert set(INSTEAD) <= set(every)


def test_each_program_can_be_had():
    for program in PROGRAMS:
        firsts = [names.partition(" ")[0] for names in (program.apt, program.conda, program.pip)]
        assert any(first and not first.startswith("+") for first in firsts), program
        assert program_named(program.names.split()[0]) is program
        for names in (program.apt, program.conda, program.pip):
            words = names.split()
            assert all(word.startswith("+") for word in words[1:]), program
            assert not any("*" in word[:-1] for word in words), program
            assert not any(word.endswith("*") for word in words if word[0] != "+"), program
            assert len(words) == len(set(words)), program
            assert names == names.lower(), program


def environment_of(make_tree, files):
    return read_environment(make_tree(files), Settings())


PLAIN = {"runtime.txt": "python-3.12\n"}
CONDA = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n"


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("dot", {"apt.txt": "graphviz\n", **PLAIN}),
        ("dot", {"environment.yml": CONDA + "  - python-graphviz\n"}),
        ("dot", {"environment.yml": CONDA, "postBuild": "#!/bin/bash\nmamba install graphviz\n"}),
        ("ffmpeg", {"environment.yml": CONDA + "  - librosa\n"}),
        ("xelatex", {"apt.txt": "texlive-xetex\n", **PLAIN}),
        ("pdflatex", {"apt.txt": "texlive-full\n", **PLAIN}),
        ("gdown", {"requirements.txt": "gdown==5.0\n"}),
        ("pytest", {"requirements.txt": "pytest-cov\n"}),
        ("pandoc", {"environment.yml": CONDA + "  - nbconvert\n"}),
        ("Rscript", {"runtime.txt": "r-4.4-2024-06-01\n"}),
        ("Rscript", {"environment.yml": CONDA + "  - r-ggplot2\n"}),
        ("julia", {"Project.toml": "[deps]\n"}),
        ("java", {"apt.txt": "openjdk-17-jre\n", **PLAIN}),
        ("cmake", {"requirements.txt": "cmake\n"}),
        ("tree", {"requirements.txt": "numpy\n", "start": '#!/bin/bash\ntree .\nexec "$@"\n'}),
    ],
)
def test_brought(make_tree, name, files):
    supplies = supplies_of(environment_of(make_tree, files))
    program = program_named(name)
    assert program is not None
    assert supplies.bring(program)


@pytest.mark.parametrize(
    ("name", "files", "fix"),
    [
        ("dot", {"requirements.txt": "graphviz\n"}, "Add `graphviz` to `apt.txt`"),
        (
            "dot",
            {"binder/environment.yml": CONDA + "  - pip:\n    - graphviz\n"},
            "Add `- graphviz` under `dependencies:` in `binder/environment.yml`",
        ),
        (
            "xelatex",
            {"binder/environment.yml": CONDA},
            "Add `texlive-xetex` to `binder/apt.txt`",
        ),
        ("gdown", {"requirements.txt": "numpy\n"}, "Add `gdown` to `requirements.txt`"),
        (
            "gdown",
            {"environment.yml": CONDA},
            "Add `- gdown` under `dependencies:` in `environment.yml`",
        ),
        (
            "xelatex",
            {"apt.txt": "texlive-latex-base\n", **PLAIN},
            "Add `texlive-xetex` to `apt.txt`",
        ),
        (
            "mongod",
            {"requirements.txt": "pymongo\n"},
            "Write an `environment.yml` with `- mongodb`, which conda alone has",
        ),
        (
            "gdown",
            {"Pipfile": "[packages]\n"},
            'Add `gdown = "*"` under `[packages]` in `Pipfile`, then run `pipenv lock`',
        ),
    ],
)
def test_missing(make_tree, name, files, fix):
    environment = environment_of(make_tree, files)
    program = program_named(name)
    assert program is not None
    assert not supplies_of(environment).bring(program)
    assert how_to_get(program, environment) == fix


def test_installed_while_running(make_tree):
    supplies = supplies_of(environment_of(make_tree, {"requirements.txt": "numpy\n"}))
    program = program_named("dot")
    assert program is not None
    assert supplies.bring(program, frozenset({"graphviz"}))
    assert not supplies.bring(program, frozenset({"seaborn"}))


def test_platforms():
    assert platform_of("open") == "macOS"
    assert platform_of("cls") == "Windows"
    assert platform_of("ls") is None
    assert platform_of("dir") is None  # which Linux has as well


@pytest.mark.skipif(shutil.which("bash") is None, reason="no shell here")
def test_what_every_linux_has():
    for name in ("dir", "more", "paste", "script", "split"):
        assert shutil.which(name), name
