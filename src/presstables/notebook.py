"""What a notebook shows and keeps of a chart: the sentences behind it, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from presstables.charts.style import Chart, save_figure
from presstables.choose import MENTIONS
from presstables.errors import PresstablesError
from presstables.tables import Tables

SOURCES = ["claim_id", "publisher", "published", "restated", "surface", "sentence", "url"]


def sources(tables: Tables, claims: Iterable[str]) -> pd.DataFrame:
    """Every mention of the claims with its sentence, paper and day, in the claims' order: columns as `SOURCES`.

    `restated` says that the sentence is not the paper's own.
    """
    order = {claim: place for place, claim in enumerate(claims)}
    mentions = pd.concat([getattr(tables, name) for name in MENTIONS.values()])
    mentions = mentions[mentions["claim_id"].isin(order)].drop(columns="published")
    pages = tables.articles[["article_id", "publisher", "published", "restated", "url"]]
    merged = mentions.merge(pages, on="article_id").assign(place=lambda row: row["claim_id"].map(order))
    rows: pd.DataFrame = merged.sort_values(["place", "published", "article_id", "span_start"], ignore_index=True)
    return rows[SOURCES]


def save(chart: Chart, left_out: pd.DataFrame, folder: str | Path, name: str) -> None:
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
            rows.to_csv(path, index=False, encoding="utf-8-sig")  # with its byte order mark, so that Excel reads it
        except OSError as error:
            raise PresstablesError(f"{path}: the rows cannot be written there ({error.strerror})") from error
