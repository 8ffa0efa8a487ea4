"""Files, folders and tables of pages become a table of articles."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, replace
from datetime import date, datetime, timedelta, timezone
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.articles.catalogue import GIVEN, NAME, read_catalogue, read_given
from presstables.articles.decode import NotText, decode
from presstables.articles.model import Article, Given, Problem
from presstables.articles.page import to_article
from presstables.errors import PresstablesError

COLUMNS = tuple(field.name for field in fields(Article))
DTYPES = {"published": "datetime64[s]", "restated": "bool"}  # every other column is text
SUFFIXES = (".txt",)
KOREA = timezone(timedelta(hours=9))
NO_ARTICLE = "nothing but page furniture was found"

Source = str | Path | pd.DataFrame


def read_articles(source: Source) -> pd.DataFrame:
    """Read press pages into a table of articles, one row each.

    `source` is a folder of `.txt` pages, with an `articles.csv` that says more of them or without (see `catalogue`),
    one such page, or a DataFrame with a column `text` and, if there are, article_id, title, publisher, published, url,
    restated.

    The columns are article_id, title, publisher, published (datetime64, NaT where unknown), published_source (given,
    page, byline, none), url, source, restated, text: the article's own words without the page's furniture. What could
    not be read, or not as it stands, is in `frame.attrs["problems"]`: dicts of source, article_id, what, advice.

    Raises `PresstablesError` where nothing could be read, or two articles have one id.
    """
    items = list(_read(source))
    return _frame(items, source)


def iter_articles(source: Source, batch_size: int = 500) -> Iterator[pd.DataFrame]:
    """Read as `read_articles` does, but give tables of at most `batch_size` pages, one after another.

    Each table carries the problems of its own pages; one with problems only has no rows.
    """
    if batch_size < 1:
        raise PresstablesError(f"batch_size is {batch_size}; it must be 1 or more")
    items = _read(source)
    read = 0
    while batch := list(islice(items, batch_size)):
        read += sum(isinstance(item, Article) for item in batch)
        yield _table(batch)
    if not read:
        raise PresstablesError(f"{_name(source)}: nothing could be read")


def to_articles(frame: pd.DataFrame) -> list[Article]:
    """The rows of a table that `read_articles` made; raises `PresstablesError` where it lacks a column."""
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise PresstablesError(f"the table of articles lacks {', '.join(missing)}; make one with read_articles")
    days = [day.date() if pd.notna(day) else None for day in pd.to_datetime(frame["published"])]
    columns = {name: _cells(frame[name]) for name in COLUMNS if name != "published"}
    rows = zip(*columns.values(), strict=True)
    return [Article(published=day, **dict(zip(columns, row, strict=True))) for day, row in zip(days, rows, strict=True)]


def _cells(column: pd.Series[Any]) -> list[Any]:
    return [None if missing else cell for cell, missing in zip(column.tolist(), column.isna(), strict=True)]


def _frame(items: list[Article | Problem], source: Source) -> pd.DataFrame:
    table = _table(items)
    if table.empty:
        told = "; ".join(f"{p['source']}: {p['what']}" for p in table.attrs["problems"][:3])
        raise PresstablesError(f"{_name(source)}: nothing could be read ({told})")
    return table


def _table(items: Iterable[Article | Problem]) -> pd.DataFrame:
    """The table of the articles among `items`, the problems among them beside it."""
    items = list(items)
    articles = [item for item in items if isinstance(item, Article)]
    table = pd.DataFrame({name: [getattr(a, name) for a in articles] for name in COLUMNS}, columns=list(COLUMNS))
    table = table.astype({name: DTYPES.get(name, "str") for name in COLUMNS})
    table.attrs["problems"] = [asdict(item) for item in items if isinstance(item, Problem)]
    return table


def _read(source: Source) -> Iterator[Article | Problem]:
    """Articles and problems in the source's order; two articles with one id end it."""
    owners: dict[str, str] = {}
    for item in _rows(source) if isinstance(source, pd.DataFrame) else _files(Path(source)):
        if isinstance(item, Article):
            if item.article_id in owners:
                where = f"{item.article_id!r} ({owners[item.article_id]} and {item.source})"
                raise PresstablesError(f"two articles have the id {where}; every article needs its own")
            owners[item.article_id] = item.source
        yield item


def _files(path: Path) -> Iterator[Article | Problem]:
    if not path.exists():
        raise PresstablesError(f"no such file or folder: {path}")
    folder = path if path.is_dir() else path.parent
    if not path.is_dir() and path.suffix.lower() not in SUFFIXES:
        raise PresstablesError(f"{path.name}: pages are read from {', '.join(SUFFIXES)} files; save it as one of them")
    pages = [path] if not path.is_dir() else _pages(path)
    if not pages:
        raise PresstablesError(f"{path}: no article in this folder; put pages there as {', '.join(SUFFIXES)} files")
    given, problems = read_catalogue(folder / NAME) if (folder / NAME).is_file() else ({}, [])
    said = {_composed(file): row for file, row in given.items()}
    known = {_composed(page.name) for page in (pages if path.is_dir() else _pages(folder))}
    absent = [
        Problem(file, row.article_id, f"{NAME} lists this file, but it is not there", "add the file, or remove the row")
        for file, row in given.items()
        if _composed(file) not in known
    ]
    yield from chain(problems, absent) if path.is_dir() else ()
    for page in pages:
        yield _file(page, said.get(_composed(page.name), Given()))


def _pages(folder: Path) -> list[Path]:
    pages = (p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith("."))
    return sorted(p for p in pages if p.is_file())


def _composed(name: str) -> str:
    """A file's name as articles.csv and the file system can agree on it: macOS writes names with decomposed Hangul."""
    return unicodedata.normalize("NFC", name)


def _file(path: Path, given: Given) -> Article | Problem:
    name = _composed(path.name)
    article_id = given.article_id or _composed(path.stem)
    try:
        page = decode(path.read_bytes())
    except NotText as error:
        return Problem(name, article_id, str(error), error.advice)
    except OSError as error:
        return Problem(name, article_id, f"the file could not be opened: {error.strerror}", "check that it can be read")
    article = to_article(page, name, replace(given, article_id=article_id))
    return article or Problem(name, article_id, NO_ARTICLE, "check that the page was saved with its text")


def _rows(frame: pd.DataFrame) -> Iterator[Article | Problem]:
    if "text" not in frame.columns:
        have = ", ".join(map(str, frame.columns)) or "none"
        raise PresstablesError(f"the DataFrame has no column 'text', but {have}; rename the one with the articles")
    if frame.empty:
        raise PresstablesError("the DataFrame has no row")
    names = [name for name in GIVEN if name in frame.columns]
    rows = zip(*(frame[name].tolist() for name in ("text", *names)), strict=True)
    for number, (text, *cells) in enumerate(rows, start=1):
        row = {name: _said(cell) for name, cell in zip(names, cells, strict=True)}
        given, problems = read_given(row, "dataframe")
        article_id = given.article_id or f"article-{number}"
        yield from problems
        yield _row(text, replace(given, article_id=article_id))


def _row(text: object, given: Given) -> Article | Problem:
    page = text if isinstance(text, str) else ""
    if not page.strip():
        return Problem("dataframe", given.article_id, "the text is empty", "fill it, or drop the row")
    try:
        page.encode()
    except UnicodeEncodeError as error:
        what = f"the text holds half a character (a lone surrogate) at {error.start}"
        return Problem("dataframe", given.article_id, what, "decode the text again from its source")
    article = to_article(page, "dataframe", given, body_only=True)
    return article or Problem("dataframe", given.article_id, NO_ARTICLE, "check that the text is an article")


def _said(cell: object) -> str:
    """A cell as articles.csv would hold it; a time with a zone is a day in Korea."""
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return ""
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        cell = cell.astimezone(KOREA)
    return cell.isoformat()[:10] if isinstance(cell, date) else str(cell)


def _name(source: Source) -> str:
    return "the DataFrame" if isinstance(source, pd.DataFrame) else str(source)
