"""One run over a source: pages and rows become articles, and everything that is wrong becomes a problem."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from gzip import BadGzipFile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import pandas as pd

from presstables.articles.catalogue import GIVEN, names_files, read_catalogue, read_given
from presstables.articles.cells import is_html, one_line, paragraphs, said, whole
from presstables.articles.copies import Copies
from presstables.articles.decode import DAMAGE, NotText, decode
from presstables.articles.entries import CATALOGUE as NAME
from presstables.articles.entries import LARGEST_PAGE, PAGES, Entry, TooLarge, composed, entries, printable
from presstables.articles.mapping import Mapped, map_columns, name_columns
from presstables.articles.markdown import plain, read_front_matter
from presstables.articles.model import Article, Given, Problem
from presstables.articles.page import to_article
from presstables.articles.plausible import implausible
from presstables.articles.rows import table_rows
from presstables.errors import PresstablesError

if TYPE_CHECKING:
    from presstables.resuming import Kept

NO_ARTICLE = "nothing but page furniture was found"
MOST_TOLD = 20  # of the broken rows of a table; the others are counted
DAMAGED = (EOFError, zlib.error, BadZipFile, BadGzipFile, struct.error)
UNREADABLE = (*DAMAGED, OSError, NotImplementedError, RuntimeError, TooLarge, MemoryError)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)

Items = Iterator[Article | Problem]


class Reader:
    """Reads sources; remembers which ids, which texts and which columns there were."""

    def __init__(self, columns: Mapping[str, str] | None = None, kept: Kept | None = None) -> None:
        self.mapped: dict[str, dict[str, str]] = {}
        self.renamed: dict[str, dict[str, str]] = {}
        """For each folder of several, the ids that its articles would have alone, where theirs are others."""
        self._columns = columns
        self._html = partial(kept.page, _html) if kept else _html
        self._ids: set[str] = set()
        self._folder = ""
        self._alone: dict[str, set[str]] = {}
        self._first: Article | None = None
        self._copies: Copies | None = None

    def files(self, source: str | Path, folder: str = "") -> Items:
        """The articles of a file, folder or pattern, in the order of names; `folder` is where all of it lies."""
        self._folder = folder
        path = Path(source)
        said = _beside(path) if path.is_file() else {}
        for entry in entries(source):
            if isinstance(entry, Problem):
                yield entry
            elif PurePosixPath(entry.name).name == NAME and _is_catalogue(entry):
                if path.is_file() and path.name == NAME:
                    raise PresstablesError(f"{NAME} says what is known of the pages beside it; name its folder")
                yield from _catalogue(entry, said)
            elif entry.kind in PAGES:
                yield from self.page(entry, said.pop(entry.name, None))
            else:
                yield from self.table(entry)
        for name, given in said.items() if not path.is_file() else ():
            what = f"{NAME} lists this file, but it is not there"
            yield Problem(name, given.article_id, what, "add the file, or remove the row", lost=True)

    def frame(self, frame: pd.DataFrame) -> Items:
        """The articles of a DataFrame; raises `PresstablesError` where it has no texts or no rows."""
        names = [str(name) for name in frame.columns]
        try:
            mapped = map_columns(names, self._columns)
        except PresstablesError as error:
            raise PresstablesError(f"the DataFrame has {error}") from None
        if frame.empty:
            raise PresstablesError("the DataFrame has no row")
        self.mapped["dataframe"] = mapped.columns
        cells = zip(*(frame.iloc[:, names.index(theirs)].tolist() for theirs in mapped.columns.values()), strict=True)
        if mapped.cut:
            yield _cut("dataframe", mapped.cut)
        for number, row in enumerate(cells, start=1):
            yield from self._row(dict(zip(mapped.columns, row, strict=True)), "dataframe", f"article-{number}", "")

    # pages ----------------------------------------------------------------------------------------------------------

    def page(self, entry: Entry, said: Given | None = None) -> Items:
        """The article of a page, and what is wrong with it; `said` is what the user says of it."""
        given = said or Given()
        given = replace(given, article_id=given.article_id or entry.stem)
        try:
            decoded = decode(entry.read())
        except NotText as error:
            yield Problem(entry.name, given.article_id, str(error), error.advice, lost=True)
            return
        except UNREADABLE as error:
            yield Problem(entry.name, given.article_id, *_unreadable(error), lost=True)
            return
        page = _CONTROL.sub("", decoded.text)
        body, told, wrong = _as_lines(page, entry.kind, self._html)
        if decoded.damage:
            body = "\n".join(line for line in body.splitlines() if DAMAGE not in line)
            advice = "save the page again as UTF-8 text; the lines with such places were left out"
            yield Problem(entry.name, given.article_id, decoded.damage, advice, lost=not body.strip())
            if not body.strip():
                return
        if wrong:
            yield Problem(entry.name, given.article_id, wrong, "correct it; the text below it was read")
        if len(page) < len(decoded.text):
            what = f"{len(decoded.text) - len(page)} control characters (NUL and the like) were left out"
            yield Problem(entry.name, given.article_id, what, "check the page where it is from")
        yield from self._article(body, entry.name, given, told, body_only=entry.kind != ".txt")

    def _article(self, body: str, source: str, given: Given, told: Given | None, *, body_only: bool) -> Items:
        try:
            article = to_article(body, source, given, told=told, body_only=body_only)
        except RecursionError:
            article = None
        if article is None:
            yield Problem(source, given.article_id, NO_ARTICLE, "check that it was saved with its text", lost=True)
            return
        wrong = implausible(article.published, article.text) if article.published else None
        if wrong:
            yield Problem(source, given.article_id, wrong, "give the right day in the column published")
        article_id = self._unique(article.article_id)
        if article_id != article.article_id:
            what = f"another article has the id {article.article_id!r}; this one is {article_id!r}"
            yield Problem(source, article_id, what, "give every article an id of its own")
            article = replace(article, article_id=article_id)
        yield replace(article, duplicate_of=self._original(article))

    def _unique(self, wanted: str) -> str:
        """An id that no other article has; remembers what it would be if the folder were read alone."""
        alone = self._alone.setdefault(self._folder, set() if self._alone else self._ids)
        own = _free(wanted, alone)
        article_id = _free(own, self._ids)
        alone.add(own)
        self._ids.add(article_id)
        if article_id != own:
            self.renamed.setdefault(self._folder, {})[own] = article_id
        return article_id

    def _original(self, article: Article) -> str | None:
        if self._copies is None:  # one article alone is no copy, and needs no library to say so
            if self._first is None:
                self._first = article
                return None
            self._copies = Copies()
            self._copies.original(self._first.article_id, self._first.text)
        return self._copies.original(article.article_id, article.text)

    # tables ---------------------------------------------------------------------------------------------------------

    def table(self, entry: Entry) -> Items:
        """The articles of a table; of its broken rows the first are told one by one, the others counted."""
        broken = 0
        try:
            for item in self._rows(entry):
                broken += isinstance(item, Problem) and item.lost
                if isinstance(item, Article) or not item.lost or broken <= MOST_TOLD:
                    yield item
        except PresstablesError as error:
            yield Problem(entry.name, None, printable(str(error)), "check the file, or save it again", lost=True)
        except NotText as error:
            yield Problem(entry.name, None, str(error), error.advice, lost=True)
        except UNREADABLE as error:
            yield Problem(entry.name, None, *_unreadable(error), lost=True)
        if broken > MOST_TOLD:
            what = f"{broken - MOST_TOLD} more rows of this table could not be read"
            yield Problem(entry.name, None, what, "correct the table", lost=True)

    def _rows(self, entry: Entry) -> Items:
        known: dict[tuple[str, ...], Mapped] = {}
        found = 0
        for row in table_rows(entry):
            found += 1
            article_id = f"{entry.stem}-{row.number}"
            if row.wrong:
                yield Problem(entry.name, article_id, f"row {row.number}: {row.wrong}", "correct the row", lost=True)
                continue
            names = tuple(map(str, row.cells))
            if names not in known:
                mapped = known[names] = map_columns(names, self._columns)
                self.mapped.setdefault(entry.name, mapped.columns)
                if mapped.cut and len(known) == 1:
                    yield _cut(entry.name, mapped.cut)
            cells = {ours: row.cells[theirs] for ours, theirs in known[names].columns.items()}
            yield from self._row(cells, entry.name, article_id, f"row {row.number}: ")
        if not found:
            raise PresstablesError("the table has no row")

    def _row(self, row: dict[str, Any], source: str, article_id: str, place: str) -> Items:
        given, problems = read_given({name: said(row.get(name)) for name in GIVEN}, source)
        given = replace(
            given,
            article_id=given.article_id or article_id,
            title=_clean(given.title),
            publisher=_clean(given.publisher),
            author=_clean(given.author),
        )
        yield from (replace(p, article_id=given.article_id, what=place + p.what) for p in problems)
        text, wrong = whole(_CONTROL.sub("", paragraphs(row["text"])))
        if wrong:
            yield Problem(source, given.article_id, place + wrong, "decode the text again from its source")
        if not text.strip():
            yield Problem(source, given.article_id, f"{place}the text is empty", "fill it, or drop the row", lost=True)
            return
        if len(text) > LARGEST_PAGE:
            what = f"{place}the text has {len(text) / 1e6:,.0f} million characters"
            yield Problem(source, given.article_id, what, "keep one article in a row", lost=True)
            return
        body, told = self._html(text) if is_html(text) else (text, None)
        yield from self._article(body, source, given, told, body_only=True)


def _free(article_id: str, taken: set[str]) -> str:
    """The id, or with the next number that is not taken."""
    if article_id not in taken:
        return article_id
    number = 2
    while f"{article_id}-{number}" in taken:
        number += 1
    return f"{article_id}-{number}"


def _clean(name: str | None) -> str | None:
    return (one_line(_CONTROL.sub("", whole(name)[0])) or None) if name else None


def _html(page: str) -> tuple[str, Given]:
    from presstables.articles.html import read_html  # here: other sources need none of its libraries

    body, told = read_html(page)
    clean = replace(told, title=_clean(told.title), publisher=_clean(told.publisher), author=_clean(told.author))
    return _CONTROL.sub("", body), clean  # a page may write control characters as &#1;


def _as_lines(page: str, kind: str, html: Callable[[str], tuple[str, Given]]) -> tuple[str, Given | None, str | None]:
    """The lines of a page, what it says of itself, and what is wrong with that."""
    if kind in (".html", ".htm") or _PAGE.match(page[:4096]):
        return *html(page), None
    if kind != ".md":
        return page, None, None
    front, rest, wrong = read_front_matter(page)
    columns = name_columns(tuple(front))
    told, problems = read_given({ours: front[theirs] for ours, theirs in columns.items()}, "")
    return plain(rest), told, wrong or next((problem.what for problem in problems), None)


def _beside(page: Path) -> dict[str, Given]:
    """What the catalogue beside a single page says of it."""
    catalogue = page.parent / NAME
    if page.suffix.lower() not in PAGES or not catalogue.is_file():
        return {}
    said, _ = read_catalogue(catalogue.read_bytes())
    return {composed(file): given for file, given in said.items()}


def _catalogue(entry: Entry, said: dict[str, Given]) -> Items:
    """Add a folder's catalogue to what is said of its pages; its problems."""
    rows, problems = read_catalogue(entry.read(), entry.name)
    prefix = f"{entry.folder}/" if entry.folder else ""
    said |= {composed(prefix + file): given for file, given in rows.items()}
    yield from problems


def _is_catalogue(entry: Entry) -> bool:
    with entry.open() as stream:
        return names_files(stream.read(1 << 16))


def _cut(source: str, why: str) -> Problem:
    return Problem(
        source, None, why, "look for the whole articles at their addresses; figures further down are missing"
    )


def _unreadable(error: BaseException) -> tuple[str, str]:
    if isinstance(error, TooLarge):
        return str(error), "that is no single article, or no honest file; split it, or save a table as .jsonl"
    if isinstance(error, DAMAGED):
        return f"the packed file is cut off or damaged ({error})", "pack or download it again"
    told = error.strerror if isinstance(error, OSError) and error.strerror else error
    return f"the file could not be read ({str(told)[:80]})", "check that it is there and may be read"
