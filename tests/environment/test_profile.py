from __future__ import annotations

from datetime import date

import pytest

from sphinx_binderhub.config import OptionError, Settings
from sphinx_binderhub.environment import load_profile, profile_for, profile_names
from sphinx_binderhub.environment.languages.python_releases import END_OF_LIFE, ended, recommended


def test_names() -> None:
    expected = ("mybinder.org", "2024.7.0", "2025.8.0", "2025.12.0", "2026.4.0")
    assert profile_names() == expected


@pytest.mark.parametrize("name", profile_names())
def test_every_profile_is_whole(name: str) -> None:
    profile = load_profile(name)
    assert profile.name == name
    assert profile.default_python in profile.pythons
    assert set(profile.pythons) <= set(END_OF_LIFE)
    for python in profile.pythons:
        if python not in {"2.7", "3.5"}:  # these two have no server of their own
            assert {"jupyterlab", "ipykernel", "python"} <= profile.base_packages(python)
    assert not profile.base_packages("9.9")
    assert not profile.base_packages(None)


def test_what_the_releases_read() -> None:
    read = {name: load_profile(name) for name in profile_names()}
    assert [name for name in read if "environment.yaml" in read[name].conda_files] == [
        "mybinder.org",
        "2026.4.0",
    ]
    assert not read["2025.8.0"].reads_pyproject
    assert read["2025.12.0"].reads_pyproject
    assert read["2024.7.0"].pythons[-1] == "3.12"
    assert read["2026.4.0"].pythons[-1] == "3.14"
    assert read["mybinder.org"].default_buildpack is None
    assert read["2026.4.0"].default_buildpack == "python"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://mybinder.org", "mybinder.org"),
        ("https://2i2c.mybinder.org", "mybinder.org"),
        ("https://gesis.mybinder.org", "mybinder.org"),
        ("https://hub.example.edu/binder", "2026.4.0"),
        ("https://notmybinder.org", "2026.4.0"),
    ],
)
def test_by_hub(url: str, name: str) -> None:
    assert profile_for(Settings(url=url)).name == name


def test_the_option_wins() -> None:
    assert profile_for(Settings(profile="2024.7.0")).name == "2024.7.0"


@pytest.mark.parametrize("name", ["2024.07.0", "newest", "../profiles/2024.7.0", ""])
def test_unknown_name(name: str) -> None:
    with pytest.raises(OptionError) as caught:
        profile_for(Settings(profile=name))
    assert caught.value.name == "profile"
    assert "'mybinder.org'" in caught.value.message


def test_end_of_life() -> None:
    assert ended("3.10", date(2026, 10, 31)) is None
    assert ended("3.10", date(2026, 11, 1)) == date(2026, 10, 31)
    assert ended("4.0") is None


@pytest.mark.parametrize(
    ("pythons", "day", "version"),
    [
        (("3.9", "3.10", "3.11", "3.12", "3.13", "3.14"), date(2026, 11, 22), "3.12"),
        (("3.9", "3.10", "3.11", "3.12"), date(2026, 11, 22), "3.11"),
        (("3.9", "3.10"), date(2040, 1, 1), "3.10"),
    ],
)
def test_recommended(pythons: tuple[str, ...], day: date, version: str) -> None:
    assert recommended(pythons, day) == version
