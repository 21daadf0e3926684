from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "pandas\n"}
QUIET = {**PLAIN, "a.ipynb": ipynb('pd.read_csv("https://course.org/a.csv")')}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", '\npd.read_csv("ftp://ftp.course.org/a.csv")')}


def test_speaks(judge):
    assert judge("blocked-port", QUIET) == []
    (finding,) = judge("blocked-port", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 2, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) asks for `ftp://ftp.course.org`, and mybinder.org lets nothing out to "
        "port 21 (FTP)."
    )
    assert finding.fix.startswith("Take the data from an address that begins with `https://`")


@pytest.mark.parametrize(
    ("cell", "port", "fix"),
    [
        ("ftp = ftplib.FTP('ftp.course.org')", 21, "https://"),
        ("requests.get('http://course.org:8080/a')", 8080, "https://"),
        ("create_engine('postgresql://anna:secret@db.course.org/x')", 5432, "SQLite"),
        ("MongoClient('mongodb://db.course.org')", 27017, "SQLite"),
        ("smtplib.SMTP('smtp.course.org', 587)", 587, "mail"),
        ("!ssh anna@course.org", 22, "https"),
        ("!scp anna@course.org:a.csv .", 22, "https"),
    ],
)
def test_kinds(judge, cell, port, fix):
    (finding,) = judge("blocked-port", {**PLAIN, "a.ipynb": ipynb(cell)})
    assert f"port {port}" in finding.message
    assert fix in finding.fix
    assert "secret" not in finding.message


@pytest.mark.parametrize(
    "cell",
    [
        "requests.get('http://localhost:8000/a')",
        "requests.get('http://127.0.0.1:5000')",
        "create_engine('postgresql://localhost:5432/x')",
        "create_engine('sqlite:///a.db')",
        "requests.get('http://course.org:80/a')",
        "requests.get('http://example.com:8080/a')",
        "# ftp://ftp.course.org/a.csv",
        "try:\n    pd.read_csv('ftp://ftp.course.org/a.csv')\nexcept OSError:\n    pass",
        "!git clone git://github.com/a/b",
        "!ssh-keygen -t rsa",
    ],
)
def test_silent(judge, cell):
    assert judge("blocked-port", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


def test_other_hubs(judge):
    assert judge("blocked-port", SPEAKING, url="https://binder.course.org") == []
    assert len(judge("blocked-port", SPEAKING, url="https://gesis.mybinder.org")) == 1
    on_own = {"url": "https://binder.course.org", "profile": "mybinder.org"}
    assert len(judge("blocked-port", SPEAKING, **on_own)) == 1


def test_no_image_no_word(judge):
    assert judge("blocked-port", {"a.ipynb": SPEAKING["a.ipynb"]}) == []
    dockerfile = {"Dockerfile": "FROM quay.io/jupyter/base-notebook:2025-01-01\n"}
    assert len(judge("blocked-port", {**dockerfile, "a.ipynb": SPEAKING["a.ipynb"]})) == 1


def test_one_finding_a_port(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb("pd.read_csv('ftp://ftp.course.org/b.csv')"),
        "a.ipynb": ipynb(
            "pd.read_csv('ftp://ftp.course.org/a.csv')\npd.read_csv('ftp://other.org/a.csv')",
            "requests.get('http://course.org:8080')",
        ),
    }
    first, second = judge("blocked-port", files)
    assert first.also == (Location("b.ipynb", 1, cell=1),)
    assert "`ftp://ftp.course.org`, `ftp://other.org`" in first.message
    assert "and 1 other chapter ask for" in first.message
    assert "port 8080" in second.message
