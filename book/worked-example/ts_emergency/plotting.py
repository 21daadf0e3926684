"""Plot emergency department attendances held in the wide layout."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure

DAILY_COLOUR = "#9fb8c8"
MEAN_COLOUR = "#1b4965"


def label(hospital: str) -> str:
    """Return a readable name: "hospital_1" becomes "Hospital 1"."""
    return hospital.replace("_", " ").capitalize()


def plot_hospital(
    wide: pd.DataFrame, hospital: str, window: int = 28, ax: Axes | None = None
) -> Axes:
    """Draw the daily attendances of one hospital and their moving average.

    Parameters
    ----------
    wide
        Attendances per day, one column per hospital, indexed by date.
    hospital
        The column to draw, such as "hospital_1".
    window
        Length of the centred moving average, in days.
    ax
        The axes to draw on. New axes are made when it is left out.
    """
    if hospital not in wide.columns:
        raise ValueError(f"no column {hospital!r}; the table has {list(wide.columns)}")
    if ax is None:
        _, ax = plt.subplots(figsize=(7.0, 2.6), layout="constrained")
    daily = wide[hospital]
    ax.plot(daily.index, daily, color=DAILY_COLOUR, linewidth=0.7, label="each day")
    smooth = daily.rolling(window, center=True).mean()
    ax.plot(smooth.index, smooth, color=MEAN_COLOUR, linewidth=1.8, label=f"{window}-day mean")
    ax.set_title(label(hospital), loc="left", fontsize=10)
    ax.set_ylabel("Attendances per day")
    ticks = AutoDateLocator(maxticks=8)
    ax.xaxis.set_major_locator(ticks)
    dates = ConciseDateFormatter(ticks)
    dates.offset_formats[2] = "%Y"  # below ticks that name days: the year
    ax.xaxis.set_major_formatter(dates)
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def plot_hospitals(wide: pd.DataFrame, window: int = 28) -> Figure:
    """Draw every hospital of the table, one panel each, over a shared time axis.

    Parameters
    ----------
    wide
        Attendances per day, one column per hospital, indexed by date.
    window
        Length of the centred moving average, in days.
    """
    figure, axes = plt.subplots(
        nrows=len(wide.columns),
        figsize=(7.0, 1.7 * len(wide.columns)),
        sharex=True,
        squeeze=False,
        layout="constrained",
    )
    for ax, hospital in zip(axes[:, 0], wide.columns, strict=True):
        plot_hospital(wide, hospital, window=window, ax=ax)
        ax.set_ylabel("")
    figure.supylabel("Attendances per day", fontsize=10)
    axes[0, 0].legend(loc="lower right", fontsize=8, ncols=2, frameon=False)
    return figure
