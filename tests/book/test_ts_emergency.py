"""The package of the worked example."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from ts_emergency.datasets import load_ed, to_long, to_wide
from ts_emergency.plotting import plot_hospital, plot_hospitals


@pytest.fixture(autouse=True)
def close_figures() -> Iterator[None]:
    yield
    plt.close("all")


def test_wide_has_every_day_once() -> None:
    wide = load_ed()
    assert list(wide.columns) == [f"hospital_{number}" for number in range(1, 5)]
    assert wide.index.equals(pd.date_range("2022-01-01", "2023-12-31", name="date"))
    assert (wide.dtypes == np.int64).all()
    assert (wide > 0).all(axis=None)


def test_long_has_one_row_per_day_and_hospital() -> None:
    long = load_ed("long")
    assert list(long.columns) == ["date", "hospital", "attendances"]
    assert len(long) == 4 * 730
    assert not long.duplicated(["date", "hospital"]).any()


def test_the_layouts_hold_the_same_numbers() -> None:
    wide, long = load_ed("wide"), load_ed("long")
    pd.testing.assert_frame_equal(to_long(wide), long, check_dtype=False)
    pd.testing.assert_frame_equal(to_wide(long), wide, check_freq=False, check_dtype=False)


@pytest.mark.parametrize("layout", ["", "Wide", "tall"])
def test_an_unknown_layout_is_refused(layout: str) -> None:
    with pytest.raises(ValueError, match="layout"):
        load_ed(layout)


def test_monday_is_the_busiest_day() -> None:
    wide = load_ed()
    by_day = wide.groupby(wide.index.day_name()).mean()
    assert (by_day.idxmax() == "Monday").all()


def test_plot_of_one_hospital_shows_its_numbers() -> None:
    wide = load_ed()
    ax = plot_hospital(wide, "hospital_2", window=7)
    daily, smooth = ax.get_lines()
    np.testing.assert_array_equal(daily.get_ydata(), wide["hospital_2"])
    expected = wide["hospital_2"].iloc[:7].mean()
    assert np.asarray(smooth.get_ydata())[3] == pytest.approx(expected)
    assert ax.get_ylabel() == "Attendances per day"
    assert ax.get_title(loc="left") == "Hospital 2"


def test_plot_uses_the_axes_it_is_given() -> None:
    _, ax = plt.subplots()
    assert plot_hospital(load_ed(), "hospital_1", ax=ax) is ax


def test_plot_refuses_an_unknown_hospital() -> None:
    with pytest.raises(ValueError, match="hospital_9"):
        plot_hospital(load_ed(), "hospital_9")


def test_plot_of_all_has_one_panel_each() -> None:
    figure = plot_hospitals(load_ed())
    titles = [ax.get_title(loc="left") for ax in figure.axes]
    assert titles == ["Hospital 1", "Hospital 2", "Hospital 3", "Hospital 4"]


def test_plot_of_all_takes_a_table_of_one_hospital() -> None:
    figure = plot_hospitals(load_ed()[["hospital_3"]])
    assert len(figure.axes) == 1
