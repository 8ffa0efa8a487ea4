"""The tables: their columns, and what is written is read again."""

from __future__ import annotations

import csv
import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

import presstables as pt
from presstables.tables import DTYPES, MENTIONS, Tables, columns, frame

TEXT = "LG는 지난해 8월 AI에 5년간 3조6000억원을 투자하기로 했다. 연구 인력은 70여명이다."
NAMES = [f.name for f in fields(Tables)]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return pt.extract(TEXT, published="2024-03-13", link=False)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_says_what_it_means(name):
    for column, spec in columns(name).items():
        assert spec["dtype"] in DTYPES, column
        assert spec["meaning"].endswith("."), column
        assert set(spec) <= {"dtype", "meaning", "unit", "values", "not"}, column


@pytest.mark.parametrize("name", NAMES)
def test_tables_have_their_columns_and_dtypes(tables, name):
    table = getattr(tables, name)
    assert list(table.columns) == list(columns(name))
    assert [str(d) for d in table.dtypes] == [DTYPES[spec["dtype"]] for spec in columns(name).values()]


@pytest.mark.parametrize("name", NAMES)
def test_values_are_those_that_the_codebook_names(tables, name):
    for column, spec in columns(name).items():
        if "values" in spec:
            assert set(getattr(tables, name)[column].dropna()) <= set(spec["values"])


@pytest.mark.parametrize("name", MENTIONS)
def test_spans_are_places_in_the_text(tables, name):
    text = tables.articles["text"][0]
    for row in getattr(tables, name).itertuples():
        assert text[row.span_start : row.span_end] == row.surface
        assert row.surface in row.sentence
        assert row.mention_id == f"text#{name}-{row.span_start}"


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_written_tables_are_read_again(tables, tmp_path, format):
    tables.write(tmp_path, format)
    again = pt.read_tables(tmp_path)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(getattr(again, name), table)


def test_csv_is_utf8_with_the_mark_by_which_excel_knows_it(tables, tmp_path):
    tables.write(tmp_path)
    data = (tmp_path / "money.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "3조6000억원" in data.decode("utf-8-sig")


FORMULAS = ["=1+1", "-3조원", "+82", "@cmd", "\t=1", "'=1", "''-1", "＝1", "'quoted'", "3조원", ""]


def test_no_text_of_a_csv_is_a_formula_and_all_are_read_again_as_they_were(tables, tmp_path):
    many = frame("problems", {"source": FORMULAS, "what": FORMULAS[::-1], "lost": [True] * len(FORMULAS)})
    replace(tables, problems=many).write(tmp_path)
    with (tmp_path / "problems.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "-", "+", "@", "\t", "＝"))] == []
    assert pt.read_tables(tmp_path).problems["source"].fillna("").tolist() == FORMULAS


def test_jsonl_holds_a_row_a_line(tables, tmp_path):
    tables.write(tmp_path, "jsonl")
    (line,) = (tmp_path / "money.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert (row["surface"], row["value"], row["currency"]) == ("3조6000억원", 3.6e12, "KRW")


def test_writing_leaves_no_other_files(tables, tmp_path):
    tables.write(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*(f"{n}.csv" for n in NAMES), "presstables.json"])


def test_writing_over_tables_in_another_format_leaves_none_of_the_old(tables, tmp_path):
    tables.write(tmp_path, "csv")
    tables.write(tmp_path, "parquet")
    assert {p.suffix for p in tmp_path.iterdir()} == {".parquet", ".json"}


def test_a_file_of_somebody_else_is_not_replaced_and_other_files_stay(tables, tmp_path):
    (tmp_path / "articles.csv").write_text("file,publisher\n", encoding="utf-8")
    with pytest.raises(pt.PresstablesError, match=r"holds articles\.csv, which is of no earlier result"):
        tables.write(tmp_path)
    assert (tmp_path / "articles.csv").read_text(encoding="utf-8") == "file,publisher\n"
    tables.write(tmp_path, "jsonl")
    tables.write(tmp_path, "parquet")
    assert {p.name for p in tmp_path.iterdir()} == {
        "articles.csv",
        "presstables.json",
        *(f"{n}.parquet" for n in NAMES),
    }


def test_an_unknown_format_is_named(tables, tmp_path):
    with pytest.raises(pt.PresstablesError, match="There is no format xls: choose one of csv, jsonl, parquet"):
        tables.write(tmp_path, "xls")


def test_a_folder_without_tables_is_named(tmp_path):
    with pytest.raises(pt.PresstablesError, match="no tables there"):
        pt.read_tables(tmp_path)


def test_days_before_1677_stay_days():
    made = frame("dates", {"article_id": ["a"], "span_start": [0], "span_end": [5], "start": [date(1505, 1, 1)]})
    assert made["start"][0] == pd.Timestamp("1505-01-01")


def test_numbers_become_floats_once():
    made = frame("money", {"span_start": [0], "span_end": [1], "value": [Decimal("6.43")], "low": [10**13]})
    assert (made["value"][0], made["low"][0]) == (6.43, 1e13)


def test_repr_counts_rows(tables):
    assert repr(tables).startswith("Tables(articles: 1, money: 1, headcounts: 1, dates: 1, durations: 1, ")
