"""What a cell wants of the machine: network, graphics card, screen, reader, variables."""

from __future__ import annotations

import pytest


def needs(notebook, kind: str) -> list[str]:
    return [need.name for need in notebook.needs_of(kind)]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("requests.get('http://example.org:8080/a?b=c')", "http://example.org:8080"),
        ("x = 'https://me:secret@example.org:8443/'", "https://example.org:8443"),
        ("url = 'ftp://example.org/a'", "ftp://example.org:21"),
        ("create_engine('postgresql://u:p@db.org/x')", "postgresql://db.org:5432"),
        ("create_engine('mysql+pymysql://u:p@db.org:3307/x')", "mysql://db.org:3307"),
        ("x = 'http://[::1]:80/'", "http://[::1]:80"),
        ("ftplib.FTP('example.org')", "ftp://example.org:21"),
        ("FTP('example.org', 'me', 'secret')", "ftp://example.org:21"),
        ("smtplib.SMTP('mail.org', 587)", "smtp://mail.org:587"),
        ("smtplib.SMTP_SSL(host='mail.org')", "smtp://mail.org:465"),
    ],
)
def test_address(read, source, address):
    assert needs(read(source), "address") == [address]


@pytest.mark.parametrize(
    "source",
    [
        "'https://example.org/a'",
        "'s3://bucket/a'",
        "'see http://example.org:80 for more'[0:]",
        "'http://example.org:port/'",
        "'://'",
        "f'http://{host}:80'",
        "# http://example.org:8080",
        "SMTP(host)",
    ],
)
def test_no_address(read, source):
    assert needs(read(source), "address") == []


@pytest.mark.parametrize(
    ("source", "optional"),
    [
        ("model.cuda()", False),
        ("model.to('cuda')", False),
        ("model.to('cuda:0')", False),
        ("torch.device('cuda')", False),
        ("torch.zeros(3, device='cuda')", False),
        ("device = 'cuda' if torch.cuda.is_available() else 'cpu'\nx.to(device)", None),
        ("torch.device('cuda') if cuda.is_available() else torch.device('cpu')", True),
        ("if torch.cuda.is_available():\n    model.cuda()", True),
        ("model.to(device)", None),
        ("torch.cuda.is_available()", None),
        ("x.to('cpu')", None),
    ],
)
def test_graphics_card(read, source, optional):
    found = list(read(source).needs_of("gpu"))
    assert [need.optional for need in found] == ([] if optional is None else [optional])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("os.environ['KEY']", [("KEY", False)]),
        ("environ['KEY']", [("KEY", False)]),
        ("os.getenv('KEY')", [("KEY", True)]),
        ("os.getenv('KEY', 'none')", []),
        ("os.environ.get('KEY')", []),
        ("os.environ['KEY'] = '1'\nos.environ['KEY']", []),
        ("os.environ.setdefault('KEY', '1')\nos.environ['KEY']", []),
        ("os.environ.update({'KEY': '1'})\nos.environ['KEY']", []),
        ("os.environ.update(KEY='1')\nos.environ['KEY']", []),
        ("load_dotenv()\nos.environ['KEY']", []),
        ("os.environ[name]", []),
        ("del os.environ['KEY']", []),
        ("try:\n    os.environ['KEY']\nexcept KeyError:\n    pass", [("KEY", True)]),
    ],
)
def test_environment_variables(read, source, expected):
    found = read(source).needs_of("variable")
    assert [(need.name, need.optional) for need in found] == expected


def test_a_variable_that_another_cell_sets(read):
    assert needs(read("os.environ['KEY']", "os.environ['KEY'] = '1'"), "variable") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("name = input('Name: ')", ["input"]),
        ("getpass.getpass()", ["getpass"]),
        ("from getpass import getpass\ngetpass()", ["getpass"]),
        ("model.input(3)", []),
        ("input = 3", []),
    ],
)
def test_input(read, source, expected):
    assert needs(read(source), "input") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import turtle", ["turtle"]),
        ("from turtle import *", ["turtle"]),
        ("root = tk.Tk()", ["tk.Tk"]),
        ("cv2.imshow('x', image)", ["cv2.imshow"]),
        ("plt.imshow(image)", []),
        ("pygame.display.set_mode((3, 4))", ["display.set_mode"]),
        ("matplotlib.use('TkAgg')", ["TkAgg"]),
        ("mpl.use('Agg')", []),
        ("plt.switch_backend('Qt5Agg')", ["Qt5Agg"]),
        ("plt.style.use('ggplot')", []),
    ],
)
def test_screen(read, source, expected):
    assert needs(read(source), "display") == expected
