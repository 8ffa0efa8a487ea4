"""The article beside the tables: the one of a clicked row, with the figures that the row stands for framed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets
import pandas as pd

from presstables.charts.wording import format_day, known
from presstables.choose import MENTIONS
from presstables.explorer.rows import Words, article_name
from presstables.explorer.widgets import Panel
from presstables.marked import annotate
from presstables.tables import Tables

WHOLE = "articles"
CLAIMS = frozenset(MENTIONS)


class Reader:
    """A panel with one article; a fact that several articles state has them in a list above it."""

    def __init__(self, tables: Tables, language: str, words: Words) -> None:
        self.tables, self.language, self.words = tables, language, words
        self.article = ""
        self.panel = Panel(label=words["article"], hint=words["marked"])
        self.others = ipywidgets.Dropdown(description=words["article_of"])
        self.others.add_class("pt-filter")
        self.others.add_class("pt-others")
        self.others.observe(self._turn, "value")
        self._sought: dict[str, list[str]] = {}
        self.box = ipywidgets.VBox([self.others, self.panel])
        self.box.add_class("pt-beside")
        self._offer([])

    def open(self, table: str, key: str) -> None:
        """Show the article that a row of the table stands for: the row's own, or the first that states the fact."""
        if table == WHOLE:
            self._sought = {}
            self._offer([])
            self._show(key)
        else:
            self._open(self._mentions(table, key))

    def open_claim(self, claim_id: str) -> None:
        """Show the first article that states a fact of whatever table."""
        for claims in MENTIONS:
            rows = self._mentions(claims, claim_id)
            if len(rows):
                self._open(rows)
                return

    def _mentions(self, table: str, key: str) -> pd.DataFrame:
        """The mentions that a row stands for, the earliest first."""
        column = "claim_id" if table in CLAIMS else "mention_id"
        rows: pd.DataFrame = getattr(self.tables, MENTIONS.get(table, table))
        return rows[rows[column] == key].sort_values(["published", "article_id", "span_start"], kind="stable")

    def _open(self, mentions: pd.DataFrame) -> None:
        found: dict[str, list[str]] = {}
        for article, mention in zip(mentions["article_id"], mentions["mention_id"], strict=True):
            found.setdefault(article, []).append(mention)
        if found:
            self._sought = found
            self._offer(list(found))
            self._show(next(iter(found)))

    def _offer(self, articles: Sequence[str]) -> None:
        """The list of articles, where there is more than one."""
        self.others.unobserve(self._turn, "value")
        rows = self.tables.articles.set_index("article_id").loc[list(articles)]
        named = [(self._named(row | {"article_id": key}), key) for key, row in rows.to_dict("index").items()]
        self.others.options, self.others.index = named, None
        self.others.index = 0 if named else None  # told anew: a browser forgets it with the options
        self.others.layout.display = "" if len(named) > 1 else "none"
        self.others.observe(self._turn, "value")

    def _named(self, row: Any) -> str:
        publisher = str(row["publisher"]) if known(row["publisher"]) else self.words["unknown"]
        return f"{publisher} {format_day(row['published'], self.language)} · {article_name(row)}"

    def _turn(self, change: Any) -> None:
        if change["new"]:
            self._show(change["new"])

    def _show(self, article: str) -> None:
        sought = self._sought.get(article, ())
        marked = annotate(self.tables, article, label_language=self.language, sought=sought)
        self.article, self.panel.html = article, marked._repr_html_()
