"""The explorer: filters on top, tables and charts in tabs, and beside them the article of the row that was clicked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import count
from pathlib import Path
from typing import Any

import ipywidgets
import pandas as pd

from presstables.charts.style import Chart, chart_png
from presstables.errors import PresstablesError
from presstables.explorer.choice import Choice, narrow
from presstables.explorer.filters import Filters
from presstables.explorer.later import Later
from presstables.explorer.reader import WHOLE, Reader
from presstables.explorer.rows import words
from presstables.explorer.sheets import CHARTS, Sheets
from presstables.parameters import Parameters
from presstables.tables import Tables

REST = 0.3  # seconds without another change before the tables follow
FOLDER = "explore"
UNSEEN = ("event_from", "event_to", "exclude_claims")
"""Parameters that limit the view and have no widget."""


class Explorer:
    """What `explore` shows; the cells below can go on with what was picked in it.

    `view` holds the tables with only the rows in view, `rows` those of the open tab, with all their columns, `chart`
    the open chart, or None, and `article` the id of the article beside.
    """

    def __init__(self, tables: Tables, parameters: Parameters) -> None:
        self.tables, self.parameters = tables, parameters
        self.words = words(parameters.label_language)
        self._later = Later(self._refresh, REST)
        self._view, self._choice = tables, Choice(Parameters(parameters.articles))
        self.filters = Filters(tables, parameters, self.words, self._later)
        self.reader = Reader(tables, parameters.label_language, self.words)
        self.sheets = Sheets(self.words, self.reader.open, self.reader.open_claim)
        self.said = ipywidgets.HTML().add_class("pt-said")
        self.widget = self._laid_out()
        self._refresh()
        self._open_first()

    @property
    def view(self) -> Tables:
        """The tables with only the rows in view."""
        choice = self.filters.choice()
        if choice != self._choice:
            self._view, self._choice = narrow(self.tables, choice), choice
        return self._view

    @property
    def rows(self) -> pd.DataFrame:
        """The rows in view of the open tab; of a chart, those that are drawn."""
        return self.sheets.rows

    @property
    def chart(self) -> Chart | None:
        """The open chart, or None where a table is open."""
        return self.sheets.chart

    @property
    def article(self) -> str:
        """The id of the article beside the tables; empty where there is none."""
        return self.reader.article

    def save_csv(self) -> Path:
        """Write the rows of the open tab, with all their columns, to a file of their own; returns its path.

        Raises:
            PresstablesError: the file cannot be written.
        """
        return self._save(".csv", self.rows.to_csv(index=False).encode("utf-8-sig"))  # so that Excel reads it

    def save_png(self) -> Path:
        """Write the open chart to a file of its own; returns its path.

        Raises:
            PresstablesError: no chart is open, or the file cannot be written.
        """
        if self.chart is None:
            raise PresstablesError(self.words["png_hint"])
        return self._save(".png", chart_png(self.chart))

    def __repr__(self) -> str:
        return f"Explorer({', '.join(f'{name}: {rows}' for name, rows in self._counts().items())})"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The widget, and for where there is none (GitHub, a printed notebook) what it begins with."""
        static = f"<p><b>{escape(self._status())}</b><br>{escape(self.words['static'])}</p>"
        widget = self.widget._repr_mimebundle_()
        return {**widget, "text/plain": repr(self), "text/html": static}

    def _laid_out(self) -> Any:
        self.by = ipywidgets.ToggleButtons(
            options=[(self.words["facts"], False), (self.words["mentions"], True)], description=self.words["by"]
        )
        self.by.observe(self._by_mention, "value")
        self.sheets.tab.observe(self._turned, "selected_index")
        self.png = self._button("png", lambda: self._saved(self.save_png))
        self.png.tooltip, self.png.disabled = self.words["png_hint"], True
        buttons = [self._button("reset", self.filters.reset), self._button("csv", lambda: self._saved(self.save_csv))]
        top = [control.add_class("pt-filter") for control in (*self.filters.controls(), self.by, *buttons, self.png)]
        main = ipywidgets.HBox([self.sheets.tab, self.reader.box]).add_class("pt-main")
        return ipywidgets.VBox([ipywidgets.HBox(top).add_class("pt-row"), self.said, main]).add_class("pt-explorer")

    def _button(self, name: str, do: Callable[[], None]) -> Any:
        button = ipywidgets.Button(description=self.words[name])
        button.on_click(lambda _: do())
        return button

    # What follows from a click or a key ------------------------------------------------------------------------------

    def _refresh(self) -> None:
        try:
            self.sheets.show(self.view, self.filters.choice().parameters)
        except PresstablesError as error:
            self._say(str(error))
        else:
            self._say_counts()

    def _turned(self, _: object) -> None:
        charting = self.sheets.place in CHARTS
        (self.widget.add_class if charting else self.widget.remove_class)("pt-charting")
        self.png.disabled = not charting
        self.by.disabled = charting
        self.sheets.fill()

    def _by_mention(self, change: Any) -> None:
        self.sheets.by_mention = change["new"]
        self._refresh()

    def _open_first(self) -> None:
        """An article to begin with, so that the marks are seen at once."""
        if len(self.view.articles):
            self.reader.open(WHOLE, str(self.view.articles["article_id"].iloc[0]))

    def _counts(self) -> dict[str, Any]:
        view = self.view
        facts = {"money": view.money_claims, "people": view.headcount_claims, "units": view.units}
        counts = {"articles": self.tables.articles, "shown": view.articles, **facts}
        return {name: f"{len(rows):,}" for name, rows in counts.items()}

    def _status(self) -> str:
        counts = self._counts()
        seen = self.words["whole" if counts["shown"] == counts["articles"] else "part"]
        return str(self.words["status"].format(seen=seen.format(**counts), **counts))

    def _say_counts(self) -> None:
        parts = [self._status()]
        unseen = [name for name in UNSEEN if getattr(self.parameters, name)]
        if unseen:
            parts.append(self.words["also"].format(names=", ".join(unseen)))
        if self.view.articles.empty:
            parts.append(self.words["nothing"])
        self._say(*parts)

    def _say(self, *lines: str) -> None:
        self.said.value = "".join(f'<p role="status">{escape(line)}</p>' for line in lines)

    def _saved(self, save: Callable[[], Path]) -> None:
        try:
            path = save()
        except PresstablesError as error:
            self._say(str(error))
        else:
            self._say_counts()
            rows = f"{len(self.rows):,}"
            said = self.words["saved" if path.suffix == ".csv" else "saved_chart"].format(path=path, rows=rows)
            self.said.value += f'<p role="status"><b>{escape(said)}</b></p>'

    def _save(self, suffix: str, content: bytes) -> Path:
        folder = Path(self.parameters.output or FOLDER)
        names = (f"{self.sheets.table}{f'-{number}' if number > 1 else ''}{suffix}" for number in count(1))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = next(folder / name for name in names if not (folder / name).exists())
            path.write_bytes(content)
        except OSError as error:
            raise PresstablesError(self.words["not_saved"].format(path=folder, why=error.strerror)) from error
        return path
