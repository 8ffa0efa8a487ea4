"""The tabs of the explorer: tables that are filled when they are opened, and charts that are drawn then."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets
import pandas as pd

from presstables.charts.ai_org_growth import plot_ai_org
from presstables.charts.investment_scale import plot_investment
from presstables.charts.style import Chart, chart_svg
from presstables.explorer.rows import ROWS, TABS, Words, shown
from presstables.explorer.widgets import Panel, fill_table, new_table
from presstables.parameters import MONEY_KINDS, Parameters
from presstables.tables import Tables

CHARTS = ("investment_scale", "ai_org_growth")
PLACES = (*TABS, *CHARTS)


class Sheets:
    """Tables and charts of the view, one at a time.

    `on_row` is called with a table's name and a row's id, `on_mark` with the claim of a chart's mark.
    """

    def __init__(self, words: Words, on_row: Callable[[str, str], None], on_mark: Callable[[str], None]) -> None:
        self.words, self._on_row, self._on_mark = words, on_row, on_mark
        self.by_mention = False
        self.chart: Chart | None = None
        self._keys: dict[str, list[str]] = {}
        self._boxes = {place: ipywidgets.VBox() for place in PLACES}
        self._notes = {place: ipywidgets.HTML().add_class("pt-note") for place in PLACES}
        self._stale = set(PLACES)
        self.tab = ipywidgets.Tab(list(self._boxes.values()), titles=[""] * len(PLACES), selected_index=0)
        self.tab.add_class("pt-tables")
        self.view: Tables
        self.parameters: Parameters

    @property
    def place(self) -> str:
        """The open tab."""
        return PLACES[self.tab.selected_index or 0]

    @property
    def table(self) -> str:
        """The name of the table in the open tab; of a chart, the chart's."""
        return TABS[self.place][self.by_mention] if self.place in TABS else self.place

    @property
    def rows(self) -> pd.DataFrame:
        """The rows in view of the open tab; of a chart, those that are drawn."""
        if self.chart is not None:
            return self.chart.drawn
        rows: pd.DataFrame = getattr(self.view, self.table)
        return rows

    def show(self, view: Tables, parameters: Parameters) -> None:
        """Let the tabs follow another view; only the open one is filled now."""
        self.view, self.parameters = view, parameters
        counts = {place: len(getattr(view, tables[self.by_mention])) for place, tables in TABS.items()}
        self.tab.titles = [self.words[place].format(count=f"{counts.get(place, 0):,}") for place in PLACES]
        self._stale = set(PLACES)
        self.fill()

    def fill(self) -> None:
        """Fill the open tab where it is behind the view."""
        place = self.place
        if place in CHARTS and (place in self._stale or self.chart is None):
            self._draw(place)
        elif place in TABS:
            self.chart = None
            if place in self._stale:
                self._fill(place)
        self._stale.discard(place)

    def _fill(self, place: str) -> None:
        rows = shown(self.view, self.table, self.parameters.label_language)
        self._keys[place] = rows.keys
        self._note(place, len(getattr(self.view, self.table)))
        box = self._boxes[place]
        if box.children:
            fill_table(box.children[0], rows, self.words)
        else:
            table = new_table(rows, self.words)
            table.observe(lambda change: self._clicked(place, change["new"]), "selected_rows")
            box.children = (table, self._notes[place])

    def _note(self, place: str, count: int) -> None:
        cut = self.words["cut"].format(count=f"{count:,}", shown=f"{ROWS:,}")
        self._notes[place].value = cut if count > ROWS else ""

    def _clicked(self, place: str, selected: list[int]) -> None:
        if selected and place == self.place:
            self._on_row(self.table, self._keys[place][selected[0]])

    def _draw(self, place: str) -> None:
        box = self._boxes[place]
        if not box.children:
            panel = Panel(label=self.words[place])
            panel.on_mark(self._marked)
            box.children = (panel, self._notes[place])
        panel = box.children[0]
        panel.busy = True
        self.chart = self._plot(place)
        panel.html = chart_svg(self.chart)
        panel.busy = False
        counts = {"drawn": len(self.chart.drawn), "left_out": len(self.chart.left_out)}
        self._notes[place].value = " ".join((self.words["drawn"].format(**counts), self.words["chart_hint"]))

    def _plot(self, place: str) -> Chart:
        language, view = self.parameters.label_language, self.view
        if place == "ai_org_growth":
            return plot_ai_org(view.units, view.headcount_claims, label_language=language, tables=view)
        kinds = [kind for kind in self.parameters.kinds if kind in MONEY_KINDS] or ["investment"]
        return plot_investment(view.money_claims, kinds=kinds, label_language=language, tables=view)

    def _marked(self, mark: str) -> None:
        if self.chart is not None and mark in self.chart.marks:
            self._on_mark(self.chart.marks[mark].claim_id)
