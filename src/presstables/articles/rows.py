"""The rows of tables of articles, one after another: csv, jsonl and parquet never sit in memory whole."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import IO, Any

from presstables.articles.decode import encoding_of
from presstables.articles.entries import DENSEST, HARMLESS, LARGEST_PAGE, Entry, seekable
from presstables.articles.mapping import is_known
from presstables.errors import PresstablesError

LARGEST_WHOLE = 500_000_000
"""Bytes of what can only be read whole: .json, which takes three times its size, and .parquet and .xlsx in archives."""
SNIFFED = 1 << 16
_ESCAPED = re.compile("[\udc80-\udcff]+")
_DAMAGED = "presstables-damaged"
codecs.register_error(_DAMAGED, lambda error: ("\udcff", error.end))  # type: ignore[attr-defined]
ROWS_AT_ONCE = 200
FARTHEST_HEAD = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, counted from 1 below the head; `wrong` says why it cannot be used."""

    number: int
    cells: dict[str, Any]
    wrong: str | None = None


def table_rows(entry: Entry) -> Iterator[Row]:
    """The rows of a table, by its kind. Raises `PresstablesError` where it is none, and the errors of its bytes."""
    if entry.kind in (".csv", ".tsv"):
        with entry.open() as stream, _text(stream) as text:
            yield from _csv(text, "\t" if entry.kind == ".tsv" else None)
    elif entry.kind in (".jsonl", ".ndjson"):
        with entry.open() as stream, _text(stream) as text:
            yield from _jsonl(text)
    elif entry.kind == ".json":
        yield from _json(entry.read(LARGEST_WHOLE))
    elif entry.kind == ".parquet":
        with seekable(entry, LARGEST_WHOLE) as stream:
            yield from _parquet(stream)
    else:
        with seekable(entry, LARGEST_WHOLE) as stream:
            yield from _xlsx(stream)


def _text(stream: IO[bytes]) -> io.TextIOWrapper:
    """The characters of a stream; bytes that cannot be read become lone surrogates, so that a row can tell of them."""
    head = stream.peek(SNIFFED) if isinstance(stream, io.BufferedReader) else b""
    if not head:
        stream = io.BufferedReader(stream, SNIFFED)  # type: ignore[type-var]
        head = stream.peek(SNIFFED)
    if not head.strip():
        raise PresstablesError("the file is empty")
    encoding = encoding_of(head, whole=False)
    errors = _DAMAGED if encoding.startswith("utf-16") else "surrogateescape"  # which UTF-16 has no room for
    return io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")


# csv ----------------------------------------------------------------------------------------------------------------


def _csv(text: io.TextIOWrapper, delimiter: str | None) -> Iterator[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), 4_000_000))  # the module's own limit is too small for an HTML page
    first = _first_line(text)
    dialect = delimiter or max(",;\t|", key=first.count)
    header = [name.strip().lstrip("\ufeff") for name in next(csv.reader([first], delimiter=dialect), [])]
    reader = csv.reader(_lines(text), delimiter=dialect)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, {}, f"the row is broken ({error})")
            continue
        if cells:
            yield _csv_row(number, header, cells, text.encoding)


def _first_line(text: io.TextIOWrapper) -> str:
    line = _line(text)
    return _line(text) if line.strip().lower().startswith("sep=") else line  # Excel writes its separator above the head


def _line(text: io.TextIOWrapper) -> str:
    line = text.readline(LARGEST_PAGE)
    if len(line) >= LARGEST_PAGE:
        raise PresstablesError(f"a line has more than {LARGEST_PAGE / 1e6:,.0f} million characters")
    return line


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := _line(text):
        yield line


def _csv_row(number: int, header: list[str], cells: list[str], encoding: str) -> Row:
    if any(cell.strip() for cell in cells[len(header) :]):
        return Row(number, {}, f"the row has {len(cells)} cells, but the head {len(header)}")
    row = dict(zip(header, cells, strict=False))
    return _checked(Row(number, row), encoding)


def _checked(row: Row, encoding: str) -> Row:
    """The row, or why it cannot be used: bytes in it that are not of the table's encoding."""
    for name, cell in row.cells.items():
        found = _ESCAPED.search(cell) if isinstance(cell, str) and not cell.isascii() else None
        if found:
            other = _other(cell, encoding)
            if other is None:
                return Row(row.number, row.cells, _damage(found, repr(name), encoding))
            row.cells[name] = other
    return row


def _damage(found: re.Match[str], where: str, encoding: str) -> str:
    byte = "what stands" if encoding.startswith("utf-16") else f"byte 0x{ord(found[0][0]) - 0xDC00:02x}"
    return f"{byte} at character {found.start()} of {where} is not valid {encoding.upper()}"


def _other(cell: str, encoding: str) -> str | None:
    """A cell that is in CP949 within a table in UTF-8, as tables are that were put together of two."""
    try:
        return cell.encode(encoding, "surrogateescape").decode("cp949")
    except UnicodeError:
        return None


# json ---------------------------------------------------------------------------------------------------------------


def _jsonl(text: io.TextIOWrapper) -> Iterator[Row]:
    number = 0
    while line := _line(text):
        if line.strip():
            number += 1
            yield _json_line(number, line, text.encoding)


def _json_line(number: int, line: str, encoding: str) -> Row:
    found = None if line.isascii() else _ESCAPED.search(line)
    if found:
        other = _other(line, encoding)
        if other is None:
            return Row(number, {}, _damage(found, "the line", encoding))
        line = other
    try:
        cells = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        return Row(number, {}, f"the line is no JSON ({_brief(error)})")
    return Row(number, cells) if isinstance(cells, dict) else Row(number, {}, "the line is no JSON object")


def _json(data: bytes) -> Iterator[Row]:
    text = _text(io.BytesIO(data)).read()
    try:
        told = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        if "Extra data" not in str(error):
            raise PresstablesError(f"the file is no JSON ({_brief(error)})") from None
        yield from _jsonl(_text(io.BytesIO(data)))  # lines of JSON under the other name
        return
    for number, cells in enumerate(_records(told), start=1):
        yield Row(number, cells) if isinstance(cells, dict) else Row(number, {}, "the entry is no JSON object")


def _records(told: Any) -> list[Any]:
    """The list of articles in a JSON file: the file itself, or the one list of objects within it, or one article."""
    if isinstance(told, dict):
        lists = [v for v in told.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        return lists[0] if len(lists) == 1 else [told]
    if not isinstance(told, list):
        raise PresstablesError("the file holds no list of articles")
    return told


def _brief(error: Exception) -> str:
    return "too deep" if isinstance(error, RecursionError) else str(error)[:80]


# parquet, xlsx ------------------------------------------------------------------------------------------------------


def _parquet(stream: IO[bytes]) -> Iterator[Row]:
    import pyarrow
    from pyarrow import parquet

    try:
        number = 0
        for batch in parquet.ParquetFile(stream).iter_batches(ROWS_AT_ONCE):
            for cells in batch.to_pylist():
                number += 1
                yield Row(number, cells)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise PresstablesError(f"the file is no parquet, or damaged ({str(error)[:80]})") from None


def _xlsx(stream: IO[bytes]) -> Iterator[Row]:
    from openpyxl import load_workbook

    _defuse(stream)
    try:
        with warnings.catch_warnings(action="ignore"):  # on styles and extensions, which hold no cells
            sheet = load_workbook(stream, read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size
        rows = sheet.iter_rows(values_only=True)
        header = [str(name).strip() if name is not None else "" for name in _head(rows)]
        for number, cells in enumerate(rows, start=1):
            if any(cell is not None for cell in cells):
                yield Row(number, {name: cell for name, cell in zip(header, cells, strict=False) if name})
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, EOFError, SyntaxError, TypeError) as error:
        raise PresstablesError(f"the file is no .xlsx workbook, or damaged ({str(error)[:80]})") from None


def _defuse(stream: IO[bytes]) -> None:
    """An .xlsx file is a zip; refuse one that is packed like no text."""
    try:
        members = zipfile.ZipFile(stream).infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise PresstablesError(f"the file is no .xlsx workbook, or damaged ({error})") from None
    size = sum(member.file_size for member in members)
    if size > max(HARMLESS, DENSEST * sum(member.compress_size for member in members)):
        raise PresstablesError(f"the workbook would unpack to {size / 1e6:,.0f} MB")
    stream.seek(0)


def _head(rows: Iterator[tuple[Any, ...]]) -> tuple[Any, ...]:
    """The row with the names of the columns: the table's own name and day may stand above it."""
    first: tuple[Any, ...] = ()
    for row in islice(rows, FARTHEST_HEAD):
        if any(is_known(str(cell)) for cell in row if cell is not None):
            return row
        first = first or tuple(cell for cell in row if cell is not None)
    return first
