"""Load the synthetic emergency department (ED) data.

The files travel with the package, so nothing is downloaded and the data
cannot change under the reader's feet. Counts are attendances per day.
"""

from pathlib import Path

import pandas as pd

DATA_FOLDER = Path(__file__).resolve().parent / "data"
LAYOUTS = ("wide", "long")


def load_ed(layout: str = "wide") -> pd.DataFrame:
    """Return the daily attendances of the four hospitals.

    Parameters
    ----------
    layout
        "wide" gives one row per day, indexed by date, and one column per
        hospital. "long" gives one row per day and hospital, with the
        columns "date", "hospital" and "attendances".

    Returns
    -------
    pandas.DataFrame
        Counts are whole numbers of attendances per day.

    Raises
    ------
    ValueError
        If layout is neither "wide" nor "long".
    """
    if layout not in LAYOUTS:
        raise ValueError(f"layout is {layout!r}; use one of {LAYOUTS}")
    path = DATA_FOLDER / f"syn_ts_ed_{layout}.csv"
    table = pd.read_csv(path, parse_dates=["date"])
    return table.set_index("date") if layout == "wide" else table


def to_long(wide: pd.DataFrame) -> pd.DataFrame:
    """Turn the wide layout into the long one, hospital by hospital."""
    long = wide.reset_index().melt(id_vars="date")
    return long.set_axis(["date", "hospital", "attendances"], axis="columns")


def to_wide(long: pd.DataFrame) -> pd.DataFrame:
    """Turn the long layout into the wide one, day by day."""
    wide = long.pivot(index="date", columns="hospital", values="attendances")
    return wide.rename_axis(columns=None)
