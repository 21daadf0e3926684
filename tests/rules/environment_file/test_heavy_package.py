from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "heavy-package"

QUIET = {"environment.yml": f"{GOOD}  - pytorch-cpu\n"}
SPEAKING = {"environment.yml": f"{GOOD}  - cudatoolkit\n"}
PIP = "  - pip\n  - pip:\n"


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": f"{GOOD}  - pytorch\n  - tensorflow\n  - torchvision\n"},
        {"environment.yml": f"{GOOD}  - anaconda-client\n  - cuda-version\n"},
        {"requirements.txt": "tensorflow\nnvidia-ml-py\ntorchmetrics\n"},
        {"requirements.txt": "torch==2.7.1+cpu\n"},
        {"requirements.txt": "--extra-index-url https://example.org/cpu\ntorch\n"},
        {"environment.yml": f"{GOOD}{PIP}    - --index-url https://example.org\n    - torch\n"},
        {"requirements.txt": "numpy", "apt.txt": "texlive-latex-extra\n"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("cudatoolkit=11.8", "no graphics card"),
        ("pytorch-cuda", "no graphics card"),
        ("tensorflow-gpu", "no graphics card"),
        ("anaconda=2025.06", "some hundred packages"),
    ],
)
def test_conda(judge_files: Judge, entry: str, words: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": f"{GOOD}  - {entry}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", 6, 5)
    assert words in finding.message


def test_one_finding_for_all_of_cuda(judge_files: Judge) -> None:
    text = f"{GOOD}  - cudatoolkit\n  - cudnn\n{PIP}    - torch\n    - nvidia-cublas-cu12\n"
    (finding,) = judge_files(RULE, {"environment.yml": text})
    assert finding.also == (
        Location("environment.yml", 7, 5),
        Location("environment.yml", 11, 7),
    )
    assert finding.message.startswith("`cudatoolkit` and 2 more bring NVIDIA's CUDA")


def test_torch_is_a_note(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"requirements.txt": "numpy\ntorch>=2\n"})
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("requirements.txt", 2, 1)


def test_apt(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"environment.yml": GOOD, "apt.txt": "texlive-full\n"})
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("apt.txt", 1)
