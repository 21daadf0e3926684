from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.notebook.commands.place import SHOWN, Place, shown_command
from sphinx_binderhub.notebook.records import Cell, Need


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("!dot  -Tpng\ta.dot", "!dot -Tpng a.dot"),
        ("!dot \\\n  a.dot", "!dot a.dot"),
        ("%matplotlib inline", "%matplotlib inline"),
        ("%env X=1", "%env X=1"),
        ("!unzip -u a.zip -d b", "!unzip -u a.zip -d b"),
        ("!PYTHONPATH=.. python a.py", "!PYTHONPATH=.. python a.py"),
        ("!curl https://x.org/keyboard", "!curl https://x.org/keyboard"),
        ("!nosuch a b", "!nosuch …"),
        ("!nosuch", "!nosuch"),
        ("x = !nosuch a", "x = !nosuch …"),
        ("!cat a.csv | head -3", "!cat a.csv …"),
        ("!{sys.executable} -m pip install a", "!{sys.executable} -m pip install a"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 59 + "…"),
        ("", ""),
    ],
)
def test_shown(text, shown):
    assert shown_command(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "!git clone https://{}@github.com/o/r",
        "!git clone https://me:{}@github.com/o/r",
        "!pip install git+https://{}@x.org/o/r",
        "!wget 'https://x.org/a?token={}'",
        "!wget https://x.org/a?X-Amz-Signature={}",
        "%env API_KEY={}",
        "%env OPENAI_API_KEY {}",
        "%set_env WANDB_API_KEY={}",
        "!export HF_TOKEN={} && dot",
        "!KAGGLE_KEY='{} x' kaggle datasets list",
        "!wandb login {}",
        "!wandb login --relogin {}",
        "!huggingface-cli login --token {}",
        "!docker login -u me -p {}",
        "!curl -u me:{} https://x.org",
        "!curl https://x.org -H 'X: {}'",
        "!curl -H 'Authorization: Bearer {}' https://x.org",
        '!curl --header "PRIVATE-TOKEN: {}" https://x.org',
        "!mysql --password={} x",
        "!conda install -c https://conda.anaconda.org/t/{}/x y",
        "!export AWS_ACCESS_KEY_ID={}",
        "!aws configure set aws_secret_access_key {}",
        "!x ghp_0123456789{}",
        "!x AKIA0123456789{}",
        "!x 'hf_0123456789{}'",
        "!x --api-key {}",
        "!mysql -p{} x",
        "!http -a user:{} x",
        "!sshpass -p {} ssh u@h",
        "!echo {} | sudo -S apt install y",
        "!sudo -S apt-get install x <<< '{}'",
        "%sql postgresql://me:{}@host/db",
        "get_ipython().run_line_magic(env SECRET={})",
    ],
)
def test_secrets_are_not_shown(text):
    assert "s3cr3t" not in shown_command(text.format("s3cr3t"))


def test_a_secret_that_is_cut_is_not_shown():
    assert "s3cr3t" not in shown_command(f"!git clone https://{'s3cr3t' * 1000}@github.com/o/r")


def test_place():
    place = Place(Cell(2, "", file_line=10), 3, "!dot")
    assert place.need("program", "dot") == Need("program", "dot", 2, 3, False, 12, "!dot")
    assert place.later(0) is place
    assert place.later(2, optional=True).need("x", "y") == Need("x", "y", 2, 5, True, 14, "!dot")


@given(text=st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text):
    shown = shown_command(text)
    assert len(shown) <= SHOWN
    assert shown == " ".join(shown.split())


@pytest.mark.parametrize(
    "piece", ["a", "-u ", "key=", "login -a ", "://?", "'", "@", "key ", "\\\n"]
)
def test_no_text_takes_for_ever(piece):
    start = time.process_time()
    shown_command(piece * 300_000)
    assert time.process_time() - start < 5
