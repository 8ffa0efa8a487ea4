"""The command `presstables review`: a sheet of every fact to fill in, and corrections from what was filled in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presstables.cli_shared import DONE, LEXICON, tell_problems
from presstables.errors import PresstablesError

ABOUT = """\
write every fact with its sentence to a sheet that Excel opens, or turn what was filled
in there into corrections

In the sheet, fill in: verdict (right or wrong), right_value (organization=LG전자;
value=3조6000억), part_of and same_as (the row of the other; - under same_as sets a
figure apart), why. A row of your own with article_id, table, surface and right_value
adds a figure that was not read. The corrections go to corrections.toml beside the
articles."""


def add_review(commands: Any, add: Callable[..., Any], articles: str) -> None:
    """Add the command to the command line; `add` makes the parser of a command, `articles` says what they may be."""
    parser = add(commands, "review", review, "check every fact on a sheet, and correct what is wrong")
    parser.description = ABOUT[0].upper() + ABOUT[1:]
    parser.add_argument("articles", nargs="?", help=articles)
    parser.add_argument("--out", default="review.csv", help="the sheet to write (default: review.csv)")
    parser.add_argument("--apply", metavar="SHEET", help="the sheet that was filled in")
    parser.add_argument("--lexicon", action="append", default=[], metavar="FILE", help=LEXICON)


def review(given: argparse.Namespace) -> int:
    """Write the sheet, or apply it; the status says whether articles were lost."""
    if given.apply is None and given.articles is None:
        raise PresstablesError("review needs articles, as in presstables review seeds, or a sheet: --apply review.csv")
    return _apply(given) if given.apply is not None else _write(given)


def _write(given: argparse.Namespace) -> int:
    from presstables.articles import read_articles
    from presstables.pipeline import extract
    from presstables.review import write_review

    _spare(Path(given.out))
    articles = read_articles(given.articles)
    tables = extract(articles, lexicon=given.lexicon)
    rows = write_review(tables, given.out, beside=next(iter(articles.attrs["beside"]), None))
    print(f"{given.out}: {rows} figures to check; then: presstables review --apply {given.out}")
    return tell_problems(tables)


def _spare(sheet: Path) -> None:
    """Never write over a sheet in which somebody has filled something in, nor over anything else."""
    from presstables.review import read_review

    if not sheet.exists():
        return
    try:
        filled = len(read_review(sheet))
    except PresstablesError:
        raise PresstablesError(f"{sheet} is no review sheet: name another place with --out") from None
    if filled:
        raise PresstablesError(
            f"{sheet}: {filled} rows are filled in; apply them (presstables review --apply {sheet}), "
            "then remove the sheet or name another with --out"
        )


def _apply(given: argparse.Namespace) -> int:
    from presstables.review import apply_review

    beside = None if given.articles is None else Path(given.articles)
    if beside is not None and not beside.is_dir():
        beside = beside.parent
    target, new = apply_review(given.apply, beside=beside)
    print(f"{target}: {new} new corrections")
    return DONE
