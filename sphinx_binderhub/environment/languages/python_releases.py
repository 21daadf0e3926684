"""When each Python version ends; https://devguide.python.org/versions/, read in November 2026."""

from __future__ import annotations

from datetime import date

END_OF_LIFE = {
    "2.7": date(2020, 1, 1),
    "3.5": date(2020, 9, 30),
    "3.6": date(2021, 12, 23),
    "3.7": date(2023, 6, 27),
    "3.8": date(2024, 10, 7),
    "3.9": date(2025, 10, 31),
    "3.10": date(2026, 10, 31),
    "3.11": date(2027, 10, 31),
    "3.12": date(2028, 10, 31),
    "3.13": date(2029, 10, 31),
    "3.14": date(2030, 10, 31),
}
"""The last day of support; where only a month is announced, its last day."""


def ended(version: str, today: date | None = None) -> date | None:
    """Return the day on which Python `version` ended, or `None` while it is supported."""
    last = END_OF_LIFE.get(version)
    return last if last is not None and last < (today or date.today()) else None


def recommended(pythons: tuple[str, ...], today: date | None = None) -> str:
    """Return the Python to advise out of `pythons`, which are sorted, oldest first.

    The middle one of those still supported: the newest lacks packages, the oldest ends soon.
    """
    alive = [version for version in pythons if not ended(version, today)]
    return alive[(len(alive) - 1) // 2] if alive else pythons[-1]
