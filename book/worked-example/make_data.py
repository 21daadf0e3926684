"""Write the synthetic emergency department (ED) data of the worked example.

The numbers are invented. No hospital and no patient stands behind them: each series is a mean
level, a weekly pattern, a yearly pattern, a slow trend and random scatter.

Run ``python make_data.py`` to write ``ts_emergency/data`` again. Only the standard library is
used, and only ``random.random``, whose stream for a given seed is the same in every Python 3.
That is why the files come out identical, byte for byte, on every machine.
"""

import csv
import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

SEED = 20240401
FIRST_DAY = date(2022, 1, 1)
LAST_DAY = date(2023, 12, 31)

# Mean attendances per day at the start of the series.
MEAN_LEVEL = {"hospital_1": 265.0, "hospital_2": 205.0, "hospital_3": 150.0, "hospital_4": 95.0}

# Relative demand, Monday to Sunday.
WEEKDAY = (1.11, 1.03, 1.00, 0.98, 0.97, 0.95, 0.96)

YEARLY_AMPLITUDE = 0.05  # relative size of the yearly wave
PEAK_DAY = 172  # day of the year at which demand is highest
GROWTH_PER_YEAR = 0.025  # relative growth
SCATTER = 1.3  # standard deviation of the scatter, in units of the square root of the mean

# A planted event: for ten days one hospital sends its ambulances elsewhere.
DIVERT_HOSPITAL = "hospital_4"
DIVERT_FIRST = date(2023, 2, 6)
DIVERT_LAST = date(2023, 2, 15)
DIVERT_FACTOR = 0.55

DATA_FOLDER = Path(__file__).resolve().parent / "ts_emergency" / "data"


def bell(rng: random.Random) -> float:
    """Return a nearly normal number with mean 0 and variance 1 (twelve uniforms less six)."""
    return sum(rng.random() for _ in range(12)) - 6.0


def expected_attendances(day: date, hospital: str) -> float:
    """Return the mean number of attendances on ``day`` (attendances per day)."""
    years = (day - FIRST_DAY).days / 365.25
    season = math.cos(2.0 * math.pi * (day.timetuple().tm_yday - PEAK_DAY) / 365.25)
    level = MEAN_LEVEL[hospital] * WEEKDAY[day.weekday()]
    level *= 1.0 + YEARLY_AMPLITUDE * season
    level *= 1.0 + GROWTH_PER_YEAR * years
    if hospital == DIVERT_HOSPITAL and DIVERT_FIRST <= day <= DIVERT_LAST:
        level *= DIVERT_FACTOR
    return level


def simulate(seed: int = SEED) -> list[tuple[str, dict[str, int]]]:
    """Return one ``(ISO date, {hospital: attendances per day})`` pair for each day."""
    rng = random.Random(seed)  # noqa: S311 (not for secrets)
    days = []
    for offset in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=offset)
        counts = {}
        for hospital in MEAN_LEVEL:
            mean = expected_attendances(day, hospital)
            counts[hospital] = max(0, round(mean + SCATTER * math.sqrt(mean) * bell(rng)))
        days.append((day.isoformat(), counts))
    return days


def write_data(folder: Path = DATA_FOLDER, seed: int = SEED) -> None:
    """Write ``syn_ts_ed_wide.csv`` and ``syn_ts_ed_long.csv`` into ``folder``."""
    days = simulate(seed)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "syn_ts_ed_wide.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["date", *MEAN_LEVEL])
        writer.writerows([day, *counts.values()] for day, counts in days)
    with (folder / "syn_ts_ed_long.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["date", "hospital", "attendances"])
        writer.writerows(
            [day, hospital, counts[hospital]] for hospital in MEAN_LEVEL for day, counts in days
        )


if __name__ == "__main__":
    write_data(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA_FOLDER)
