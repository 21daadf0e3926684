from __future__ import annotations

import pytest

from sphinx_binderhub.notebook.records import Cell
from sphinx_binderhub.notebook.shell.lines import shell_needs

READS = {
    "cat a/b.txt": "a/b.txt",
    "cat a.txt b.txt": "a.txt b.txt",
    "cat 'my file.txt'": ["my file.txt"],
    "cat *.txt": "",
    "cat $x {y} `z`": "",
    "cat https://x.org/a.txt": "",
    "head -n 5 a.csv": "a.csv",
    "head -5 a.csv": "a.csv",
    "tail -n +2 ~/a.csv | sort -k 2 -t , ../b.csv": "~/a.csv ../b.csv",
    "wc -l /data/a.csv": "/data/a.csv",
    "grep x a.csv": "",
    "ls data": "",
    "rm a.csv": "",
    "less -- -a.txt": "",
    "diff -u a b": "a b",
    "cat < a.txt": "a.txt",
    "while read x; do echo $x; done < a.txt": "a.txt",
    "pip install -r a/requirements.txt": "a/requirements.txt",
    "pip install -e . ../x": "",
    "conda env update -f environment.yml": "environment.yml",
}
READS_AND_WRITES = {
    "python a/b.py c": "a/b.py",
    "python3.11 -u -W ignore a.py": "a.py",
    "python -m http.server": "",
    "python -c 'print(1)' a.py": "",
    "python setup.py install": "setup.py",
    "bash a.sh b.sh": "a.sh",
    "source activate x": "",
    "source ./env.sh": "./env.sh",
    "./run.sh x": "./run.sh",
    "mallet/bin/mallet x": "mallet/bin/mallet",
    "/opt/conda/bin/x y": "",
    "unzip a.zip": "a.zip",
    "unzip -o -q a": "",
    "tar xzf a.tgz": "a.tgz",
    "tar -x -v -f a.tar": "a.tar",
    "tar --extract --file=a.tar": "a.tar",
    "make": "",
    "kaggle datasets download x": "",
    "gdown x": "",
    "dvc pull": "",
    "git pull": "",
    "git lfs pull": "",
    "git -C x clone y": "",
    "wget -r https://x.org": "",
    "wget $URL -O $name": "",
    "curl -JLO https://x.org": "",
    "jupyter nbconvert a.ipynb": "",
    "$tool x": "",
}
WRITES = {
    "wget https://x.org/a/b.csv": "b.csv",
    "wget -q -nc 'https://x.org/a/b.csv?raw=true&token=x'": "b.csv",
    "wget -O a/b.csv https://x.org/z": "a/b.csv",
    "wget -qO b.csv https://x.org/z": "b.csv",
    "wget --output-document=b.csv https://x.org/z": "b.csv",
    "wget -P a https://x.org/b.csv https://x.org/c.csv": "a/b.csv a/c.csv",
    "wget https://x.org": "index.html",
    "wget -qO- https://x.org/a.sh": "",
    "wget -O - https://x.org/a.sh": "",
    "curl https://x.org/b.csv": "",
    "curl -o b.csv https://x.org/z": "b.csv",
    "curl -sSLo b.csv https://x.org/z": "b.csv",
    "curl -L https://x.org/z --output b.csv": "b.csv",
    "curl -LO https://x.org/b.csv": "b.csv",
    "curl -L -O -C - https://x.org/b.csv": "b.csv",
    "curl https://x.org/z > b.csv": "b.csv",
    "git clone https://TOKEN@x.org/o/r.git": "r",
    "git clone --depth 1 -b main https://x.org/o/r a/b": "a/b",
    "git clone git@x.org:r.git": "r",
    "git status": "",
    "git --version": "",
    "mkdir -p a/b c": "a/b c",
    "touch a": "a",
    "echo x | tee -a a": "a",
    "echo x > a.txt 2> /dev/null": "a.txt",
    "echo x >> 'a b.txt'": ["a b.txt"],
    "python --version": "",
    "dot --help": "",
    "dot -V": "",
    "dot -Tpng a.gv": "",
    "dot -Tpng a.gv -o b.png": "b.png",
    "dot -Tpng -ob.png a.gv": "b.png",
    "dot -O -Tpng a.gv": "*",
    "pandoc a.md --output=b.html": "b.html",
    "gcc a.c": "a.out",
    "gcc -o a a.c": "a",
    "gcc --version": "",
    "unzip -q a.zip -d b": "b",
    "unzip -l a.zip": "",
    "tar xf a.tar -C b": "b",
    "tar czf a.tgz b c": "a.tgz",
    "tar tf a.tgz": "",
    "gunzip a/b.csv.gz": "a/b.csv",
    "gzip -dk b.csv.gz": "b.csv",
    "gzip b.csv": "b.csv.gz",
    "cp a.csv b.csv": "b.csv",
    "cp -r a b": "b b/a",
    "mv a.csv b/": "b/ b/a.csv",
    "mv a.csv b.csv c": "c c/a.csv c/b.csv",
    "ln -s ../a b": "b b/a",
    "cp $x y": "y *",
    "echo x > $y": "*",
    "echo x > a_{}.txt": "*",
    "pip install x>=1.2": "",
    "pip freeze > a.txt": "a.txt",
    "apt-get install -y g++ > /dev/null": "",
    "cd a && touch b": "a/b",
    "cd a && cd ../c && touch ./b": "c/b",
    "cd $a && touch b": "*",
    "cd a; echo x > b": "*",
    "(cd a); touch b": "*",
    "pushd a; touch b": "*",
}


def found(text: str, kind: str) -> list[str]:
    return [one.name for one in shell_needs(text, Cell(1, text), 1) if one.kind == kind]


def words(expected: str | list[str]) -> list[str]:
    return expected.split() if isinstance(expected, str) else expected


@pytest.mark.parametrize("text", READS | READS_AND_WRITES)
def test_reads(text):
    assert found(text, "read") == words((READS | READS_AND_WRITES)[text])


@pytest.mark.parametrize("text", READS)
def test_reading_writes_nothing(text):
    assert found(text, "write") == []


@pytest.mark.parametrize("text", READS_AND_WRITES)
def test_what_may_write_anything(text):
    assert "*" in found(text, "write")


@pytest.mark.parametrize("text", WRITES)
def test_writes(text):
    assert found(text, "write") == words(WRITES[text])


def test_a_copy_reads_its_source():
    assert found("cp a/b.csv c.csv", "read") == ["a/b.csv"]
    assert found("ln -s a b", "read") == []


def test_reads_after_a_change_of_folder():
    assert found("cd a && cat b", "read") == ["a/b"]
    assert found("cd $a && cat b /c ~/d", "read") == ["/c", "~/d"]
