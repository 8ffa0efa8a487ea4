"""`articles.csv`: what the user says of the pages of a folder, a row each.

Columns: file (required), article_id, title, publisher, author, published (2024-03-13), modified, url, restated (true or
false). An empty cell says nothing. Other columns are the user's own and are left alone.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from presstables.articles.decode import NotText, decode
from presstables.articles.entries import CATALOGUE as NAME
from presstables.articles.mapping import name_columns
from presstables.articles.model import Given, Problem
from presstables.articles.stamps import korean_day
from presstables.errors import PresstablesError

GIVEN = ("article_id", "title", "publisher", "author", "published", "modified", "url", "restated")

_YES = {"true", "1", "yes", "y", "예", "o"}
_NO = {"", "false", "0", "no", "n", "아니오", "x"}


def names_files(header: bytes) -> bool:
    """Does a file of this name begin as a catalogue does, with a column `file`, rather than as a table of articles?"""
    try:
        first = next(csv.reader(io.StringIO(decode(header).text, newline="")), [])
    except (NotText, csv.Error):
        return True
    return "file" in first or "text" not in name_columns(first)


def read_catalogue(data: bytes, name: str = NAME) -> tuple[dict[str, Given], list[Problem]]:
    """The rows of an `articles.csv` under their file names, and what is wrong with some of them.

    Raises `PresstablesError` where the file cannot be used at all: not text, no column `file`, an article_id twice.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(decode(data).text, newline="")))
    except NotText as error:
        raise PresstablesError(f"{name}: {error}; {error.advice}") from None
    except csv.Error as error:
        raise PresstablesError(f"{name} is no table of comma-separated values: {error}") from None
    if not rows or "file" not in rows[0]:
        raise PresstablesError(f"{name} needs a row for each page and a column 'file' with its name in the first line")
    return _by_file(rows)


def _by_file(rows: list[dict[str, str]]) -> tuple[dict[str, Given], list[Problem]]:
    given: dict[str, Given] = {}
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for row in rows:
        file = (row["file"] or "").strip()
        if not file or file in given:
            what = f"{NAME} lists this file twice" if file else f"{NAME} has a row without a file"
            problems.append(Problem(file or NAME, None, what, "keep one row for each file; the first one was used"))
            continue
        given[file], wrong = read_given(row, file)
        problems.extend(wrong)
        article_id = given[file].article_id
        if article_id and owners.setdefault(article_id, file) != file:
            message = f"{NAME} gives the article_id {article_id!r} to {owners[article_id]} and to {file}"
            raise PresstablesError(f"{message}; every article needs its own")
    return given, problems


def read_given(row: Mapping[str, str | None], source: str) -> tuple[Given, list[Problem]]:
    """What one row says, its cells as text; a cell that says something impossible says nothing and is a problem."""
    cell = {name: (row.get(name) or "").strip() for name in GIVEN}
    article_id = cell["article_id"] or None
    problems: list[Problem] = []
    days = {name: korean_day(cell[name]) for name in ("published", "modified")}
    for name, day in days.items():
        if cell[name] and day is None:
            advice = "write it as 2024-03-13, or leave it empty; the page was asked instead"
            problems.append(Problem(source, article_id, f"{name} is no day: {cell[name][:40]!r}", advice))
    restated = cell["restated"].lower() in _YES
    if not restated and cell["restated"].lower() not in _NO:
        what = f"restated is neither true nor false: {cell['restated'][:40]!r}"
        problems.append(Problem(source, article_id, what, "write true or false; it was read as false"))
    given = Given(
        article_id=article_id,
        title=cell["title"] or None,
        publisher=cell["publisher"] or None,
        author=cell["author"] or None,
        published=days["published"],
        modified=days["modified"],
        url=cell["url"] or None,
        restated=restated,
    )
    return given, problems
