"""Files, folders, archives and tables of pages become a table of articles."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from presstables.articles.copies import elect
from presstables.articles.mapping import FIELDS
from presstables.articles.model import Article, Problem
from presstables.articles.reader import Reader
from presstables.errors import PresstablesError

if TYPE_CHECKING:
    from presstables.resuming import Kept

COLUMNS = tuple(field.name for field in fields(Article))
LATER = frozenset(["author", "published_hint", "modified", "duplicate_of"])  # tables of before lack them
DTYPES = {"published": "datetime64[s]", "modified": "datetime64[s]", "restated": "bool"}  # all else is text

Source = str | Path | pd.DataFrame | Sequence[str | Path]


def read_articles(source: Source, *, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Read press pages into a table of articles, one row each.

    `source` is a file, a folder with all its folders, a pattern (pages/**/*.html), a list of them, or a DataFrame.
    Pages are .txt, .md with front matter, .html and .htm; tables of articles are .csv, .tsv, .jsonl, .json, .parquet
    and .xlsx; all may be packed as .gz or in a .zip. An `articles.csv` in a folder says more of its pages (see
    `catalogue`). The columns of tables are known by common names (본문, body, 제목, 언론사 …); `columns` names others:
    {"text": "기사 전문"}. What was taken for what is in `frame.attrs["mapped"]`, for each table.

    The columns are article_id, title, publisher, author, published (datetime64, NaT where unknown), published_source
    (given, page, byline, none), published_hint, modified, url, source, restated, duplicate_of (the article of which
    this is a copy) and text: the article's own words without the page's furniture. What could not be read, or not as it
    stands, is in `frame.attrs["problems"]`: dicts of source, article_id, what, advice, lost. `frame.attrs["beside"]`
    names the folders of the sources, whose corrections.toml and lexicon.toml `extract` heeds.

    Raises `PresstablesError` where nothing could be read.
    """
    reader = _reader(columns)
    table = _table(_read(reader, source), reader, source)
    if table.empty:
        raise PresstablesError(_nothing(source, table.attrs["problems"]))
    return elect(table)


def iter_articles(
    source: Source,
    batch_size: int = 500,
    *,
    columns: Mapping[str, str] | None = None,
    resume: str | Path | Kept | None = None,
) -> Iterator[pd.DataFrame]:
    """Read as `read_articles` does, but give tables of at most `batch_size` pages, one after another.

    Each table carries the problems of its own pages; one with problems only has no rows. A copy is tied to the article
    that was read before it. Of a .csv, .jsonl, .parquet, .gz or .zip no more than a batch is in memory. `resume` names
    a folder in which what HTML pages say is kept, as in `extract`; they are what takes time.
    """
    if batch_size < 1:
        raise PresstablesError(f"batch_size is {batch_size}; it must be 1 or more")
    return _batches(_reader(columns, resume), source, batch_size)


def _batches(reader: Reader, source: Source, batch_size: int) -> Iterator[pd.DataFrame]:
    items = _read(reader, source)
    read = 0
    problems: list[dict[str, Any]] = []
    while batch := list(islice(items, batch_size)):
        table = _table(batch, reader, source)
        read += len(table)
        problems += table.attrs["problems"][: 3 - len(problems)]
        yield table
    if not read:
        raise PresstablesError(_nothing(source, problems))


def _nothing(source: Source, problems: list[dict[str, Any]]) -> str:
    told = "; ".join(f"{problem['source']}: {problem['what']}" for problem in problems[:3])
    return f"{_name(source)}: nothing could be read ({told})"


def to_articles(frame: pd.DataFrame) -> list[Article]:
    """The rows of a table that `read_articles` made; raises `PresstablesError` where it lacks a column."""
    missing = [name for name in COLUMNS if name not in frame.columns and name not in LATER]
    if missing:
        raise PresstablesError(f"the table of articles lacks {', '.join(missing)}; make one with read_articles")
    have = [name for name in COLUMNS if name in frame.columns]
    cells = {name: _days(frame[name]) if name in ("published", "modified") else _cells(frame[name]) for name in have}
    rows = zip(*cells.values(), strict=True)
    return [Article(**dict(zip(have, row, strict=True))) for row in rows]


def _cells(column: pd.Series[Any]) -> list[Any]:
    return [None if missing else cell for cell, missing in zip(column.tolist(), column.isna(), strict=True)]


def _days(column: pd.Series[Any]) -> list[Any]:
    return [day.date() if pd.notna(day) else None for day in pd.to_datetime(column)]


def _reader(columns: Mapping[str, str] | None, resume: str | Path | Kept | None = None) -> Reader:
    unknown = [name for name in columns or () if name not in FIELDS]
    if unknown:
        raise PresstablesError(f"there is no column {unknown[0]!r} of articles; there are {', '.join(FIELDS)}")
    if isinstance(resume, str | Path):
        from presstables.resuming import Kept

        resume = Kept(resume)
    return Reader(columns, resume)


def _read(reader: Reader, source: Source) -> Iterator[Article | Problem]:
    if isinstance(source, pd.DataFrame):
        yield from reader.frame(source)
    else:
        sources = [source] if isinstance(source, str | Path) else source
        for one in sources:  # all of them before the first is read, which may take hours
            if not Path(one).exists() and not glob.has_magic(str(one)):
                raise PresstablesError(f"no such file or folder: {one}")
        for one in sources:
            yield from reader.files(one, _folder(one))


def _table(items: Iterable[Article | Problem], reader: Reader, source: Source) -> pd.DataFrame:
    """The table of the articles among `items`; beside it the problems among them, and what else is to be told."""
    items = list(items)
    articles = [item for item in items if isinstance(item, Article)]
    table = pd.DataFrame({name: [getattr(a, name) for a in articles] for name in COLUMNS}, columns=list(COLUMNS))
    table = table.astype({name: DTYPES.get(name, "str") for name in COLUMNS})
    table.attrs["problems"] = [asdict(item) for item in items if isinstance(item, Problem)]
    table.attrs["mapped"] = {name: dict(told) for name, told in reader.mapped.items()}
    table.attrs["beside"] = _folders(source)
    table.attrs["renamed"] = {folder: dict(names) for folder, names in reader.renamed.items()}
    return table


def _folders(source: Source) -> list[str]:
    """The folders of the sources, each once: there a corrections.toml and a lexicon.toml may lie."""
    if isinstance(source, pd.DataFrame):
        return []
    return list(dict.fromkeys(_folder(one) for one in ([source] if isinstance(source, str | Path) else source)))


def _folder(source: str | Path) -> str:
    """The folder that a source is, or in which it lies: of a pattern, the one where it begins."""
    path = Path(source)
    if path.is_dir():
        return str(path)
    while not path.exists() and glob.has_magic(path.name):
        path = path.parent
    return str(path if path.is_dir() else path.parent)


def _name(source: Source) -> str:
    if isinstance(source, pd.DataFrame):
        return "the DataFrame"
    return str(source) if isinstance(source, str | Path) else ", ".join(map(str, source))
