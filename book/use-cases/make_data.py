"""Write the synthetic emergency department visits of the second use case.

The visits are invented. Run ``python make_data.py`` to write ``data/ed_visits.csv`` again; the
standard library is enough, and the file comes out identical, byte for byte, every time.
"""

import csv
import math
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

SEED = 404
VISITS = 900
FIRST_MINUTE = datetime(2024, 6, 1)
MINUTES_IN_JUNE = 30 * 24 * 60
DATA_FOLDER = Path(__file__).resolve().parent / "data"

# Chance that a visitor comes by ambulance, that one leaves before being seen,
# and that nobody writes down when a patient left the department.
BY_AMBULANCE = 0.34
LEFT_EARLY = 0.07
NO_DEPARTURE = 0.02

# Median stay (minutes) and spread (standard deviation of its logarithm).
STAY = {"walk-in": (148.0, 0.52), "ambulance": (205.0, 0.48)}
STAY_LEFT_EARLY = (265.0, 0.35)


def bell(rng: random.Random) -> float:
    """Return a nearly normal number with mean 0 and variance 1 (twelve uniforms less six)."""
    return sum(rng.random() for _ in range(12)) - 6.0


def arrival(rng: random.Random) -> datetime:
    """Return an arrival time in June 2024, more often by day than by night."""
    while True:
        minute = int(rng.random() * MINUTES_IN_JUNE)
        hour = (minute // 60) % 24
        if rng.random() < 0.55 + 0.45 * math.sin(math.pi * (hour - 8) / 12):
            return FIRST_MINUTE + timedelta(minutes=minute)


def simulate(seed: int = SEED) -> list[tuple[str, str, str, str]]:
    """Return the visits as ``(arrived, departed, mode, outcome)``, in order of arrival."""
    rng = random.Random(seed)  # noqa: S311 (not for secrets)
    visits = []
    for arrived in sorted(arrival(rng) for _ in range(VISITS)):
        mode = "ambulance" if rng.random() < BY_AMBULANCE else "walk-in"
        median, spread = STAY[mode]
        # The department is busiest in the late afternoon, and stays grow longer then.
        busy = 1.0 + 0.30 * math.sin(math.pi * (arrived.hour - 11) / 12)
        if mode == "walk-in" and rng.random() < LEFT_EARLY / (1.0 - BY_AMBULANCE):
            outcome = "left before being seen"
            median, spread = STAY_LEFT_EARLY
        else:
            admitted = 0.45 if mode == "ambulance" else 0.12
            outcome = "admitted" if rng.random() < admitted else "discharged"
        stay = round(median * busy * math.exp(spread * bell(rng)))
        departed = (arrived + timedelta(minutes=stay)).isoformat(timespec="minutes")
        if rng.random() < NO_DEPARTURE:
            departed = ""
        visits.append((arrived.isoformat(timespec="minutes"), departed, mode, outcome))
    return visits


def write_data(folder: Path = DATA_FOLDER, seed: int = SEED) -> None:
    """Write ``ed_visits.csv`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "ed_visits.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["arrived", "departed", "mode", "outcome"])
        writer.writerows(simulate(seed))


if __name__ == "__main__":
    write_data(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA_FOLDER)
