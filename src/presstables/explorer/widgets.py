"""The widgets that ipywidgets and itables lack: a searchable list to pick from, and HTML whose marks can be reached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from itables.widget import ITable

from presstables.explorer.rows import Shown, Words

HERE = Path(__file__).parent
PAGE = 12  # rows of a table before one turns the page


class Facet(anywidget.AnyWidget):
    """A list of check boxes under a summary: `options` are dicts of value, label and count, `value` what is picked."""

    _esm = HERE / "facet.js"
    label = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    options = traitlets.List(traitlets.Dict()).tag(sync=True)
    value = traitlets.List(traitlets.Unicode()).tag(sync=True)


class Panel(anywidget.AnyWidget):
    """An article or a chart; `hint` stands below it until a mark is chosen."""

    _esm = HERE / "panel.js"
    _css = HERE / "explorer.css"
    label = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    busy = traitlets.Bool(False).tag(sync=True)

    def on_mark(self, call: Callable[[str], None]) -> None:
        """Call with the id of a chart's mark when it is clicked or chosen by keyboard."""

        def told(_: Any, content: dict[str, Any], __: list[memoryview]) -> None:
            call(str(content["mark"]))

        self.on_msg(told)


def new_table(rows: Shown, words: Words) -> ITable:
    """A table to sort, to page through and to choose a row of, by mouse or by arrows and Enter."""
    return ITable(rows.frame, **_options(rows, words))


def fill_table(table: ITable, rows: Shown, words: Words) -> None:
    """Other rows, none of them chosen."""
    table.update(rows.frame, selected_rows=[], **_options(rows, words))


def _options(rows: Shown, words: Words) -> Any:
    named = ((rows.days, "pt-day"), (rows.numbers, "pt-number"))
    return {
        "select": {"style": "single", "keys": True, "toggleable": False, "info": False},
        "columnDefs": [{"targets": places, "className": name} for places, name in named if places],
        "layout": {"topStart": None, "topEnd": None, "bottomStart": "info", "bottomEnd": "paging"},
        "pageLength": PAGE,
        "order": [],
        "language": words["table"],
        "classes": "display compact",
        "style": "width:100%;table-layout:auto",
        "showIndex": False,
        "maxBytes": 0,
        "allow_html": False,
    }
