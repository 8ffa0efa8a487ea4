"""One-line cases: every row of a table that a text holds, in reading order, and texts that hold none.

A line of tests/cases/<table>.tsv is a text, a tab and the rows that it holds in that table, " | " between rows and "; "
between the fields of a row; `-` is null and lines that start with `#` are headings:

    money       surface; value; low; high; currency (KRW? where the text names none); qualifier[; what it converts]
    headcounts  surface; value; low; high; qualifier[; partitive]
    dates       surface; start; end; granularity
    durations   surface; iso; qualifier

A text is read as published on Friday 16 May 2025; `@2024-03-13 ` before it names another day, `@- ` none, and `@NFD `
decomposes its Hangul. `\\u00a0` stands for that character. A line of negatives.tsv is a text that holds no row of any
table, or of the tables named after the tab. A line that begins with `!` is not read right yet: once it is, the test
fails until the mark is taken away.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from presstables.mentions import read_mentions

CASES = Path(__file__).parent / "cases"
TABLES = ("money", "headcounts", "dates", "durations")
PUBLISHED = date(2025, 5, 16)


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the day it was published on and the cells that follow it."""

    line: str
    text: str
    published: date | None
    cells: tuple[tuple[str, ...], ...]


def lines(name: str) -> list[tuple[str, str]]:
    """The lines of one file as pairs: what stands before the tab, with the mark of a failure, and after it."""
    kept = (line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return [(head, rest) for head, _, rest in (line.partition("\t") for line in kept)]


def case(head: str, rest: str) -> Case:
    directive, text = re.fullmatch(r"!?(?:@(\S+) )?(.+)", unescaped(head)).groups()
    form = "NFD" if directive == "NFD" else "NFC"
    day = PUBLISHED if directive in (None, "NFD") else None if directive == "-" else date.fromisoformat(directive)
    rows = unicodedata.normalize(form, unescaped(rest)).split(" | ")
    return Case(head, unicodedata.normalize(form, text), day, tuple(tuple(row.split("; ")) for row in rows))


def unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def cases(table: str) -> list[Case]:
    return [case(head, rest) for head, rest in lines(f"{table}.tsv")]


def parameters(table: str) -> Any:
    return pytest.mark.parametrize("case", [marked(case.line, case) for case in cases(table)])


def marked(line: str, *values: Any) -> Any:
    """The values of one test, which has to fail where the line says that it does."""
    fails = [pytest.mark.xfail(reason="not read right yet", strict=True)] if line[0] == "!" else []
    return pytest.param(*values, id=line.lstrip("!"), marks=fails)


def number(cell: str) -> Decimal | None:
    return None if cell == "-" else Decimal(cell)


def exact(value: Decimal | int | None) -> Decimal | None:
    assert not isinstance(value, float), "a float has lost digits on the way"
    return None if value is None else Decimal(value)


def day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


@parameters("money")
def test_money(case: Case) -> None:
    found = read_mentions(case.text, case.published).money
    surfaces = {row.start: case.text[row.start : row.end] for row in found}
    assert [
        (
            surfaces[row.start],
            *map(exact, (row.value, row.low, row.high)),
            row.currency + ("" if row.currency_stated else "?"),
            row.qualifier,
            None if row.converts is None else surfaces[row.converts],
        )
        for row in found
    ] == [
        (surface, *map(number, bounds), currency, qualifier, converts[0] if converts else None)
        for surface, *bounds, currency, qualifier, converts in map(split_money, case.cells)
    ]


def split_money(cells: tuple[str, ...]) -> tuple[Any, ...]:
    return (*cells[:6], cells[6:])


@parameters("headcounts")
def test_headcounts(case: Case) -> None:
    found = read_mentions(case.text, case.published).headcounts
    assert [
        (
            case.text[row.start : row.end],
            *map(exact, (row.value, row.low, row.high)),
            row.qualifier,
            *["partitive"] * row.partitive,
        )
        for row in found
    ] == [(surface, *map(number, cells[:3]), *cells[3:]) for surface, *cells in case.cells]


@parameters("dates")
def test_dates(case: Case) -> None:
    found = read_mentions(case.text, case.published).dates
    assert [(case.text[row.start : row.end], row.first, row.last, row.granularity) for row in found] == [
        (surface, day(start), day(end), granularity) for surface, start, end, granularity in case.cells
    ]


@parameters("durations")
def test_durations(case: Case) -> None:
    found = read_mentions(case.text, case.published).durations
    assert [(case.text[row.start : row.end], row.iso or "-", row.qualifier) for row in found] == list(case.cells)


@pytest.mark.parametrize(
    ("text", "tables"),
    [marked(line, line.lstrip("!"), names.split() or TABLES) for line, names in lines("negatives.tsv")],
)
def test_no_figure(text: str, tables: list[str]) -> None:
    found = read_mentions(text, PUBLISHED)
    assert {table: [text[row.start : row.end] for row in getattr(found, table)] for table in tables} == {
        table: [] for table in tables
    }


@pytest.mark.parametrize("table", TABLES)
def test_each_surface_stands_in_its_text_in_reading_order(table: str) -> None:
    for case in cases(table):
        end = 0
        for surface, *_ in case.cells:
            assert surface in case.text[end:], f"{case.line}: no {surface} after character {end}"
            end = case.text.index(surface, end) + len(surface)


BOUNDS = {
    "exact": lambda value, low, high: low == value == high,
    "about": lambda value, low, high: value is not None and low is None and high is None,
    "over": lambda value, low, high: low == value and value is not None and high is None,
    "at_least": lambda value, low, high: low == value and value is not None and high is None,
    "more_than": lambda value, low, high: low == value and value is not None and high is None,
    "at_most": lambda value, low, high: high == value and value is not None and low is None,
    "less_than": lambda value, low, high: high == value and value is not None and low is None,
    "range": lambda value, low, high: low < high and 2 * value == low + high,
    "vague": lambda value, low, high: value is None and low < high,
}


@pytest.mark.parametrize(("table", "qualifier"), [("money", 5), ("headcounts", 4)])
def test_the_bounds_of_each_case_follow_from_its_qualifier(table: str, qualifier: int) -> None:
    for case in cases(table):
        for cells in case.cells:
            assert BOUNDS[cells[qualifier]](*map(number, cells[1:4])), f"{case.line}: {cells}"


@pytest.mark.parametrize("table", TABLES)
def test_every_case_is_its_own(table: str) -> None:
    heads = [head.lstrip("!") for head, _ in lines(f"{table}.tsv")]
    assert len(heads) == len(set(heads))


def test_there_are_enough_cases() -> None:
    assert sum(len(lines(f"{table}.tsv")) for table in TABLES) >= 1100
    assert len(lines("negatives.tsv")) >= 150
