"""What a notebook keeps in its folder for output: charts with their rows, and tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from presstables.charts.style import Chart, save_figure
from presstables.errors import PresstablesError
from presstables.tables import Tables, write_csv


def save_chart(chart: Chart, left_out: pd.DataFrame, folder: str | Path, name: str) -> None:
    """Write the chart as `<name>.png` and `.svg`, its rows as `<name>.csv`, the others as `<name>_left_out.csv`.

    An empty `folder` writes nothing.

    Raises:
        PresstablesError: a file cannot be written there.
    """
    if not str(folder):
        return
    save_figure(chart, Path(folder) / name)
    for rows, suffix in ((chart.drawn, ""), (left_out, "_left_out")):
        path = Path(folder) / f"{name}{suffix}.csv"
        try:
            write_csv(rows, path)
        except OSError as error:
            raise PresstablesError(f"{path}: the rows cannot be written there ({error.strerror})") from error


def save_tables(tables: Tables, folder: str | Path) -> None:
    """Write the tables as CSV files that Excel opens; an empty `folder` writes nothing.

    Raises:
        PresstablesError: the folder cannot be written.
    """
    if str(folder):
        tables.write(folder)
