"""The interactive view of a notebook: articles, tables, charts and marked-up text in one place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from presstables.parameters import Parameters, check_value

if TYPE_CHECKING:
    from presstables.explorer.view import Explorer
    from presstables.tables import Tables

__all__ = ["explore"]


def explore(tables: Tables, parameters: Parameters | None = None, *, label_language: str | None = None) -> Explorer:
    """An interactive view of the tables for JupyterLab: the last value of a cell.

    It begins with what `parameters` pick, and saves CSV and PNG to the folder that they name as `output`, else to
    `explore` beside the notebook. It needs no network. In the cells below, its `view` has the tables as picked.

    Raises:
        PresstablesError: labels in no such language.
    """
    from presstables.explorer.view import Explorer

    given = parameters or Parameters(articles="")
    if label_language is not None:
        given = replace(given, label_language=check_value("label_language", label_language))
    return Explorer(tables, given)
