"""Reports: the notebooks through papermill, and one self-contained HTML page with everything beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presstables.errors import PresstablesError
from presstables.parameters import Parameters, check_parameters
from presstables.reading import Tick, load, ticking
from presstables.report.notebooks import REPORTED, Declared, declared_parameters, run_notebooks
from presstables.tables import Tables
from presstables.whole import whole_folder

if TYPE_CHECKING:
    from presstables.resuming import Kept

ELSEWHERE = {"articles": "name the articles themselves", "output": "name the report's folder (--out)"}
"""Parameters of the notebooks that the report sets, and what to do instead of setting them."""


def write_report(
    articles: str | Path,
    out: str | Path,
    parameters: Mapping[str, Any] | None = None,
    tick: Tick = lambda _what, _done, _of: None,
    *,
    lexicon: Iterable[str | Path] = (),
    resume: str | Path | Kept | None = None,
) -> Tables:
    """Make the report of some articles (or of tables written before) in the folder `out`; return the tables.

    `parameters` are those of the notebooks, as plain literals. The folder gets index.html, which holds everything,
    and beside it tables/ (CSV), charts/ (PNG, SVG, CSV) and notebooks/ (as run). It is written whole or not at all.
    `lexicon` and `resume` are those of `extract`.

    Raises:
        PresstablesError: a parameter that there is not or of the wrong type (before anything runs), nothing to read,
            or a folder that holds something else.
    """
    given = dict(parameters or {})
    checked = _check(articles, given)
    with whole_folder(Path(out)) as folder, ThreadPoolExecutor(1) as aside:
        # Komoran's start keeps Java busy, not Python: what comes after is imported meanwhile. (Not the other way round:
        # Java ends with the thread that it was started in.)
        prepared = aside.submit(_prepare)
        tables = load(articles, ticking(tick), lexicon=lexicon, resume=resume)
        declared = prepared.result()
        tables.write(folder / "tables")
        run = _run(folder, given, tick)
        tick("page", 0, 1)
        from presstables.report.making import make_page, settings

        made_with = settings(Path(articles).resolve().name, declared, given, checked, tables)
        page = make_page(tables, folder / "charts", run, made_with)
        (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")
    return tables


def _prepare() -> dict[str, list[Declared]]:
    import presstables.report.making  # noqa: F401

    return {name: declared_parameters(name) for name in REPORTED}


def _check(articles: str | Path, given: Mapping[str, Any]) -> Parameters:
    for name, instead in ELSEWHERE.items():
        if name in given:
            raise PresstablesError(f"A report sets the parameter {name} itself: {instead}.")
    return check_parameters({"articles": str(articles), **given})


def _run(folder: Path, given: Mapping[str, Any], tick: Tick) -> dict[str, Any]:
    notebooks = folder / "notebooks"
    notebooks.mkdir()
    # The kept notebooks run again as they are: their paths lead to the tables and charts beside them.
    values = {**given, "articles": "../tables", "output": "../charts"}
    return run_notebooks(dict.fromkeys(REPORTED, values), notebooks, tick)
