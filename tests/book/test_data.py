"""The committed data are what their scripts write, and say what the pages say of them."""

from __future__ import annotations

import csv
import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

BOOK = Path(__file__).resolve().parents[2] / "book"
ATTENDANCES = BOOK / "worked-example" / "ts_emergency" / "data"
VISITS = BOOK / "use-cases" / "data"


def load_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_of_{path.parent.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def attendances_script() -> ModuleType:
    return load_script(BOOK / "worked-example" / "make_data.py")


@pytest.fixture(scope="module")
def visits_script() -> ModuleType:
    return load_script(BOOK / "use-cases" / "make_data.py")


@pytest.mark.parametrize("name", ["syn_ts_ed_wide.csv", "syn_ts_ed_long.csv"])
def test_attendances_are_reproduced(
    name: str, attendances_script: ModuleType, tmp_path: Path
) -> None:
    attendances_script.write_data(tmp_path)
    assert (tmp_path / name).read_bytes() == (ATTENDANCES / name).read_bytes()


def test_visits_are_reproduced(visits_script: ModuleType, tmp_path: Path) -> None:
    visits_script.write_data(tmp_path)
    assert (tmp_path / "ed_visits.csv").read_bytes() == (VISITS / "ed_visits.csv").read_bytes()


def test_another_seed_gives_other_attendances(
    attendances_script: ModuleType, tmp_path: Path
) -> None:
    attendances_script.write_data(tmp_path, seed=1)
    name = "syn_ts_ed_wide.csv"
    assert (tmp_path / name).read_bytes() != (ATTENDANCES / name).read_bytes()


def test_no_data_file_is_without_a_script_or_a_test() -> None:
    assert {path.relative_to(BOOK).as_posix() for path in BOOK.rglob("*.csv")} == {
        "use-cases/data/ed_visits.csv",
        "use-cases/data/weekend_clinics.csv",
        "worked-example/ts_emergency/data/syn_ts_ed_long.csv",
        "worked-example/ts_emergency/data/syn_ts_ed_wide.csv",
    }


def test_the_planted_event_is_in_the_data(attendances_script: ModuleType) -> None:
    table = pd.read_csv(ATTENDANCES / "syn_ts_ed_wide.csv", parse_dates=["date"], index_col="date")
    series = table[attendances_script.DIVERT_HOSPITAL]
    event = series[str(attendances_script.DIVERT_FIRST) : str(attendances_script.DIVERT_LAST)]
    assert len(event) == 10
    assert event.mean() < 0.7 * series.mean()
    # The answer to an exercise: a rule that smooths finds all of its days but the first.
    ratio = series / series.rolling(57, center=True).median()
    found = ratio[ratio.rolling(3, center=True).mean() < 0.7].index
    assert list(found) == list(event.index[1:])


def test_the_two_answers_of_the_second_use_case() -> None:
    visits = pd.read_csv(VISITS / "ed_visits.csv", parse_dates=["arrived", "departed"])
    stay = (visits["departed"] - visits["arrived"]).dt.total_seconds() / 60
    assert (stay.dropna() > 0).all()
    timed = visits["departed"].notna()
    seen = timed & (visits["outcome"] != "left before being seen")
    assert round(100 * (stay[timed] <= 240).mean()) == 71
    assert round(100 * (stay[seen] <= 240).mean()) == 73
    assert (~timed).sum() == 17
    # The exercise: all of the seventeen stayed too long, or none did.
    within = (stay <= 240).sum()
    assert [round(100 * n / len(visits), 1) for n in (within, within + 17)] == [69.6, 71.4]
    gave_up = visits[visits["outcome"] == "left before being seen"]
    assert set(gave_up["mode"]) == {"walk-in"}
    assert round(stay[gave_up.index].mean()) == 297


def band_means(rows: list[dict[str, str]]) -> list[float]:
    bands: list[list[float]] = [[], [], [], []]
    for row in rows:
        bands[np.searchsorted([0, 8, 16], float(row["clinic_hours"]))].append(
            float(row["wait_change"])
        )
    return [round(sum(values) / len(values), 1) for values in bands]


def test_only_the_first_fifteen_trusts_give_the_published_table() -> None:
    with (VISITS / "weekend_clinics.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["trust"] for row in rows] == sorted(row["trust"] for row in rows)
    published = [3.9, -1.1, -3.3, 2.1]
    assert [n for n in range(10, 21) if band_means(rows[:n]) == published] == [15]
    # The mistake turns the sign of the last band.
    assert band_means(rows)[-1] < 0 < published[-1]
