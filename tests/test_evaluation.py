"""The evaluation sets are sound, their scorer counts what it says, and the reader stays above the floors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "evaluation"))  # its modules are scripts beside each other, and no package

import facts  # noqa: E402
from measure import Figures, Row, add, align  # noqa: E402
from run import floors, measured, read_presstables  # noqa: E402
from texts import SETS, read_set  # noqa: E402

RECORDS = {
    name: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for name, path in SETS.items()
}
FIELDS = {
    "money": {"surface", "value", "low", "high", "currency", "currency_stated", "qualifier", "converts"},
    "headcounts": {"surface", "value", "low", "high", "qualifier", "partitive"},
    "dates": {"surface", "start", "end", "granularity"},
    "durations": {"surface", "iso", "qualifier"},
}
every_set = pytest.mark.parametrize("name", SETS)
QUALIFIERS = {"exact", "about", "over", "at_least", "more_than", "at_most", "less_than", "range", "vague"}
GRANULARITIES = {"day", "week", "month", "quarter", "half", "year", "decade"} | {
    f"part of {whole}" for whole in ("month", "year", "decade", "century")
}
CORE = ("value", "low", "high", "qualifier")


def row(start: int, end: int, value: int, low: int | None, high: int | None, qualifier: str, **more: Any) -> Row:
    fields = {"value": value, "low": low, "high": high, "qualifier": qualifier}
    return Row(start, end, fields, **more)


@pytest.mark.parametrize(("name", "least"), [("sentences", 320), ("articles", 76)])
def test_the_set_is_large_and_no_text_comes_twice(name: str, least: int) -> None:
    records = RECORDS[name]
    assert len(records) >= least
    assert len({record["text"] for record in records}) == len({record["id"] for record in records}) == len(records)


@every_set
def test_every_gold_row_has_the_fields_of_its_table(name: str) -> None:
    for record in RECORDS[name]:
        assert set(record) == {"id", "published", "text", *FIELDS}
        for table, fields in FIELDS.items():
            for cells in record[table]:
                assert set(cells) - {"optional", "context"} == fields, cells


@every_set
def test_every_gold_row_has_its_span_in_reading_order(name: str) -> None:
    for text in read_set(name):
        for table, rows in text.gold.items():
            assert [text.text[row.start : row.end] for row in rows] == [row.fields["surface"] for row in rows], table
            assert all(one.end <= other.start for one, other in pairwise(rows)), text.text


@every_set
@pytest.mark.parametrize("table", ["money", "headcounts"])
def test_gold_bounds_follow_from_the_qualifier(name: str, table: str) -> None:
    for cells in (cells for record in RECORDS[name] for cells in record[table]):
        value, low, high, qualifier = (cells[field] for field in CORE)
        assert qualifier in QUALIFIERS
        bounds = {"exact": (value, value), "about": (None, None), "at_most": (None, value), "less_than": (None, value)}
        if qualifier in ("range", "vague"):
            assert low < high, cells
            assert value == ((low + high) / 2 if qualifier == "range" else None), cells
        else:
            assert (low, high) == bounds.get(qualifier, (value, None)), cells


@every_set
def test_gold_days_and_lengths_are_well_formed(name: str) -> None:
    for record in RECORDS[name]:
        for cells in record["dates"]:
            assert cells["granularity"] in GRANULARITIES
            assert (cells["start"] is None) == (cells["end"] is None)
            assert cells["start"] is None or date.fromisoformat(cells["start"]) <= date.fromisoformat(cells["end"])
        for cells in record["durations"]:
            assert (cells["iso"] is None) == (cells["qualifier"] == "vague")
            assert cells["iso"] is None or re.fullmatch(r"P([\d.]+[YMWD])*(T([\d.]+[HMS])+)?", cells["iso"]), cells


def test_rows_match_where_their_spans_overlap_and_the_most_alike_win() -> None:
    gold = [row(0, 4, 1, 1, 1, "exact"), row(10, 14, 2, 2, 2, "exact")]
    found = [row(0, 2, 9, 9, 9, "exact"), row(2, 4, 1, 1, 1, "exact"), row(14, 16, 2, 2, 2, "exact")]
    assert align(gold, found, CORE) == [(0, 1)]


def test_figures_count_found_rows_right_numbers_and_right_rows() -> None:
    gold = [row(0, 2, 5, 5, 5, "exact"), row(3, 5, 7, 7, None, "at_least"), row(6, 8, 8, 8, 8, "exact")]
    found = [row(0, 2, 5, 5, 5, "exact"), row(3, 5, 7, 7, 7, "exact"), row(9, 10, 1, 1, 1, "exact")]
    figures = Figures()
    add(figures, "headcounts", "0123456789", gold, found)
    assert (figures.gold, figures.found, figures.matched, figures.valued, figures.right) == (3, 3, 2, 2, 1)
    assert figures.measures() == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 3, "f1": 2 / 3, "value_f1": 2 / 3, "row_f1": 1 / 3}
    )
    assert len(figures.errors) == 3


@pytest.mark.parametrize("found", [[], [row(0, 2, 5, 5, 5, "exact")], [row(0, 2, 6, 6, 6, "exact")]])
def test_an_optional_row_counts_neither_way(found: list[Row]) -> None:
    figures = Figures()
    add(figures, "headcounts", "5명", [row(0, 2, 5, 5, 5, "exact", optional=True)], found)
    assert (figures.gold, figures.found, figures.errors) == (0, 0, [])


@pytest.fixture(scope="module")
def reached() -> dict[str, dict[str, Figures]]:
    return {name: measured(read_presstables, read_set(name)) for name in SETS}


@every_set
@pytest.mark.parametrize("table", FIELDS)
def test_the_floor_of_each_table_holds(name: str, table: str, reached: dict[str, dict[str, Figures]]) -> None:
    assert reached[name][table].measures()["row_f1"] >= floors(name)[table]


@pytest.mark.parametrize("name", [None, *SETS])
def test_the_command_fails_below_a_floor_and_only_there(name: str | None, tmp_path: Path) -> None:
    for file in ("measure.py", "texts.py", "run.py", *(path.name for path in SETS.values())):
        (tmp_path / file).write_bytes((ROOT / "evaluation" / file).read_bytes())
    least = [f"[{each}]\nmoney = {1.01 if each == name else 0.0}\n" for each in SETS]
    (tmp_path / "floors.toml").write_text("".join(least), encoding="utf-8")
    ran = subprocess.run([sys.executable, tmp_path / "run.py"], capture_output=True, text=True, check=False)
    assert "row_f1" in ran.stdout
    assert (ran.returncode, ran.stderr) == ((1, f"below the floor: money of {name}\n") if name else (0, ""))


@pytest.mark.skipif(not SHARED.exists(), reason="no shared articles here")
@pytest.mark.parametrize("articles", ["seeds", "corpus/dev"])
def test_articles_with_gold_rows_are_measured_as_well(articles: str) -> None:
    command = [ROOT / "evaluation" / "run.py", "--json"]
    command += ["--articles", SHARED / articles, "--gold", SHARED / "gold" / Path(articles).name]
    ran = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    figures = json.loads(ran.stdout)["press"]
    goals = {"money": 0.98, "headcounts": 0.98, "dates": 0.97, "durations": 0.97}
    assert {table: goal for table, goal in goals.items() if figures[table]["row_f1"] < goal} == {}


def linked(start: int, surface: str, **fields: Any) -> dict[str, Any]:
    return {"start": start, "surface": surface, **fields}


def found_at(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"span_start": start, "span_end": end, **fields}


def test_a_gold_row_is_met_by_the_row_whose_span_overlaps_its_own() -> None:
    gold = [linked(0, "7조원"), linked(10, "3조원"), linked(20, "1조원", optional=True)]
    rows = [found_at(1, 3), found_at(13, 16), found_at(20, 23)]
    assert facts.matched(gold, rows) == [(gold[0], rows[0])]


@pytest.mark.parametrize(
    ("name", "gold", "found", "expected"),
    [
        ("organization", "㈜LG", "LG그룹", True),
        ("organization", "LG", "LG전자", False),
        ("role", "연구 인력", "AI 연구 인력", True),
        ("role", "연구 인력", "직원", False),
        ("kind", "stock", "flow", False),
        ("kind", None, "flow", False),
        ("kind", None, None, True),
    ],
)
def test_two_cells_say_the_same(name: str, gold: str | None, found: str | None, expected: bool) -> None:
    assert facts.same(name, gold, found) is expected


def test_the_gold_of_facts_lies_in_its_texts() -> None:
    for name, tables in (("facts", ("money", "headcounts")), ("claims", ("rows",))):
        for record in facts.records(name):
            rows = [row for table in tables for row in record[table]]
            assert rows
            assert all(record["text"].startswith(row["surface"], row["start"]) for row in rows), record["id"]


def test_facts_stay_above_their_floors() -> None:
    assert facts.below(facts.measured()["figures"]) == []
