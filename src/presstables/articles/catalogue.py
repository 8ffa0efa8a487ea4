"""`articles.csv`: what the user says of the pages of a folder, a row each.

Columns: file (required), article_id, title, publisher, published (2024-03-13), url, restated (true or false). An empty
cell says nothing. Other columns are the user's own and are left alone.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from presstables.articles.decode import NotText, decode
from presstables.articles.model import Given, Problem
from presstables.errors import PresstablesError

NAME = "articles.csv"
GIVEN = ("article_id", "title", "publisher", "published", "url", "restated")

_DAY = re.compile(r"(\d{4})\s*[-./년]?\s*(\d{1,2})\s*[-./월]?\s*(\d{1,2})\s*[일.]?(?:[T ].*)?")
_YES = {"true", "1", "yes", "y", "예", "o"}
_NO = {"", "false", "0", "no", "n", "아니오", "x"}


def read_catalogue(path: Path) -> tuple[dict[str, Given], list[Problem]]:
    """The rows of an `articles.csv` under their file names, and what is wrong with some of them.

    Raises `PresstablesError` where the file cannot be used at all: not text, no column `file`, an article_id twice.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(decode(path.read_bytes()), newline="")))
    except NotText as error:
        raise PresstablesError(f"{NAME}: {error}; {error.advice}") from None
    except csv.Error as error:
        raise PresstablesError(f"{NAME} is no table of comma-separated values: {error}") from None
    if not rows or "file" not in rows[0]:
        raise PresstablesError(f"{NAME} needs a row for each page and a column 'file' with its name in the first line")
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


def read_given(row: dict[str, str], source: str) -> tuple[Given, list[Problem]]:
    """What one row says, its cells as text; a cell that says something impossible says nothing and is a problem."""
    cell = {name: (row.get(name) or "").strip() for name in GIVEN}
    article_id = cell["article_id"] or None
    problems: list[Problem] = []
    published = read_given_day(cell["published"])
    if cell["published"] and published is None:
        what = f"published is no day: {cell['published']!r}"
        advice = "write it as 2024-03-13, or leave it empty; the page was asked instead"
        problems.append(Problem(source, article_id, what, advice))
    restated = cell["restated"].lower() in _YES
    if not restated and cell["restated"].lower() not in _NO:
        what = f"restated is neither true nor false: {cell['restated']!r}"
        problems.append(Problem(source, article_id, what, "write true or false; it was read as false"))
    title, publisher, url = (cell[name] or None for name in ("title", "publisher", "url"))
    return Given(article_id, title, publisher, published, url, restated), problems


def read_given_day(text: str) -> date | None:
    """A day as people write it (2024-03-13, 2024. 3. 13., 20240313, with a time or without), or None."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
