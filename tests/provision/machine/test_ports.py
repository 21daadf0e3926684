from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.provision.machine.ports import OPEN_PORTS, PORTS, closed_port


@pytest.mark.parametrize(
    ("address", "port"),
    [
        ("ftp://ftp.noaa.gov", 21),
        ("ftp://ftp.noaa.gov:21", 21),
        ("FTP://ftp.noaa.gov/pub/a.csv", 21),
        ("ftp://{server}", 21),
        ("http://thredds.example-university.edu:8080", 8080),
        ("http://46.101.128.86:9200", 9200),
        ("postgresql://db.course.org", 5432),
        ("postgresql+psycopg2://anna:x@db.course.org/data", 5432),
        ("mongodb+srv://cluster.mongodb.net", 27017),
        ("mysql://db.course.org:3307", 3307),
        ("smtp://smtp.mail.org:587", 587),
        ("git+ssh://git@github.com/a/b", 22),
        ("sftp://data.course.org", 22),
        ("db.course.org:5432", 5432),
        ("user@db.course.org:5432/data", 5432),
    ],
)
def test_closed(address, port):
    assert closed_port(address) == port


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://course.org",
        "http://course.org:80",
        "https://course.org:443/a:8080",
        "git://github.com/a/b",
        "rsync://rsync.course.org",
        "root://eospublic.cern.ch",
        "s3://bucket/key",
        "file:///home/x",
        "http://localhost:8080",
        "http://LOCALHOST:8080",
        "http://127.0.0.1:5000",
        "http://0.0.0.0:8888",
        "http://[::1]:8000",
        "http://192.168.0.7:8000",
        "http://10.1.2.3:8000",
        "http://172.20.1.1:8000",
        "postgresql://localhost",
        "postgresql://db",
        "mysql://host:3306",
        "http://{host}:8080",
        "http://<server>:8080",
        "http://your-server.org:8080",
        "http://example.com:8080",
        "http://www.example.org:8080",
        "http://printer.local:631",
        "http://course.org:port",
        "http://course.org:",
        "http://course.org:123456",
        "ftp://",
        "C:/data/a.csv",
        "jdbc:postgresql://course.org/x",
    ],
)
def test_open_or_unknown(address):
    assert closed_port(address) is None


def test_the_hub_lets_these_out():
    # binderhub.networkPolicy.egress.tcpPorts of mybinder.org-deploy, mybinder/values.yaml
    assert sorted(OPEN_PORTS) == [80, 443, 873, 1094, 1095, 4001, 9418, 16286]
    assert {name for name, port in PORTS.items() if port in OPEN_PORTS} == {"git", "http", "https"}


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text(text):
    assert closed_port(text) not in OPEN_PORTS
    closed_port(f"ftp://{text}")
    closed_port(f"http://{text}:8080")


def test_a_hostile_text_takes_no_time():
    for piece in ("a", ".", "@", ":", "a.", "172.", "[", "{"):
        closed_port("ftp://" + piece * 300_000)
