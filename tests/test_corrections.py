"""corrections.toml: what is changed, and the errors of one that no longer matches."""

from __future__ import annotations

import pandas as pd
import pytest

from presstables.errors import PresstablesError
from presstables.facts.corrections import apply_corrections, read_corrections


def tables():
    money = pd.DataFrame(
        {
            "article_id": ["a", "a", "b"],
            "mention_id": ["a#money-0", "a#money-9", "b#money-4"],
            "span_start": [0, 9, 4],
            "surface": ["1억 달러", "1억달러", "2조원"],
            "organization": ["LG", "LG", None],
            "value": [1e8, 1e8, 2e12],
        }
    )
    more = "kind status currency qualifier period per period_start low high fx_flag"
    money = money.assign(**dict.fromkeys(more.split())).assign(currency=["USD", "USD", "KRW"], qualifier="exact")
    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "published": [None, None], "text": ["1억 달러 … 1억달러 5명", "약 약 2조원"]}
    )
    return {
        "articles": articles,
        "money": money,
        "headcounts": pd.DataFrame(columns=["article_id", "span_start", "surface", "role"]),
        "milestones": pd.DataFrame(columns=["article_id", "span_start", "unit", "event"]),
    }


def applied(tmp_path, entry):
    path = tmp_path / "corrections.toml"
    path.write_text(f'[[correction]]\nwhy = "checked"\n{entry}', encoding="utf-8")
    return apply_corrections(tables(), read_corrections(tmp_path))


HERE = 'article = "a"\nsurface = "1억달러"\n'


def test_set(tmp_path):
    made = applied(
        tmp_path,
        f'{HERE}nth = 2\naction = "set"\nset = {{ organization = "LG전자" }}\nexpects = {{ organization = "LG" }}',
    )
    assert made["money"]["organization"].tolist()[:2] == ["LG", "LG전자"]


def test_set_to_null(tmp_path):
    made = applied(tmp_path, f'{HERE}action = "set"\nset = {{ organization = "" }}')
    assert made["money"]["organization"].tolist()[0] is None


def test_exclude(tmp_path):
    assert applied(tmp_path, f'{HERE}action = "exclude"')["money"]["mention_id"].tolist() == ["a#money-9", "b#money-4"]


@pytest.mark.parametrize(("action", "column"), [("merge", "same_as"), ("part_of", "part_of")])
def test_what_belongs_together(tmp_path, action, column):
    made = applied(tmp_path, f'{HERE}action = "{action}"\nwith = {{ article = "b", surface = "2조원" }}')
    assert made["money"][column].tolist()[0] == "b#money-4"


def test_split(tmp_path):
    assert bool(applied(tmp_path, f'{HERE}action = "split"')["money"]["apart"].tolist()[0]) is True


def test_add(tmp_path):
    made = applied(
        tmp_path, 'article = "a"\nsurface = "5명"\ntable = "headcounts"\naction = "add"\nset = { role = "직원" }'
    )
    columns = ["mention_id", "span_start", "role", "value", "low", "kind"]
    assert made["headcounts"][columns].values.tolist() == [["a#headcounts-13", 13, "직원", 5.0, 5.0, "other"]]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("value = 3e8", {"value": 3e8, "low": 3e8, "high": 3e8}),
        ("value = 300_000_000", {"value": 3e8}),
        ('kind = "loan", status = ""', {"kind": "loan", "status": None}),
        ("period_start = 2024-01-01", {"period_start": pd.Timestamp("2024-01-01")}),
        ('period_start = "2024-01-01"', {"period_start": pd.Timestamp("2024-01-01")}),
        ('period = "P5Y"', {"period": "P5Y"}),
        ('per = "PT1H"', {"per": "PT1H"}),
        ("fx_flag = true", {"fx_flag": True}),
    ],
)
def test_what_a_column_can_have(tmp_path, said, expected):
    row = applied(tmp_path, f'{HERE}action = "set"\nset = {{ {said} }}')["money"].iloc[0]
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (f'{HERE}nth = 3\naction = "exclude"', "the article has 2 of"),
        (
            f'{HERE}action = "set"\nset = {{ organization = "KT" }}\nexpects = {{ organization = "SK" }}',
            "expects organization 'SK'",
        ),
        (f'{HERE}action = "set"\nset = {{ owner = "KT" }}', "money has no column 'owner'; there are value"),
        (f'{HERE}action = "set"\nset = {{ value = "many" }}', r"corrections\.toml: correction 1: value is a number"),
        (f'{HERE}action = "set"\nset = {{ value = true }}', "value is a number, not True"),
        (f'{HERE}action = "set"\nset = {{ value = nan }}', "value is a number"),
        (f'{HERE}action = "set"\nset = {{ kind = "gift" }}', "kind is one of investment, acquisition"),
        (f'{HERE}action = "set"\nset = {{ kind = "" }}', "kind is investment or acquisition"),
        (f'{HERE}action = "set"\nset = {{ status = 3 }}', "status is a text"),
        (f'{HERE}action = "set"\nset = {{ currency = "won" }}', "currency is an ISO 4217 code"),
        (f'{HERE}action = "set"\nset = {{ period = "5 years" }}', "period is a length in ISO 8601"),
        (f'{HERE}action = "set"\nset = {{ per = "P" }}', "per is a length in ISO 8601"),
        (f'{HERE}action = "set"\nset = {{ period_start = "soon" }}', "period_start is a day such as"),
        (f'{HERE}action = "set"\nset = {{ fx_flag = "yes" }}', "fx_flag is true or false"),
        (f'{HERE}action = "set"\nset = {{ surface = "2억" }}', "surface cannot be set"),
        (f'{HERE}action = "set"\nset = {{ low = 3e8, high = 2e8 }}', "low .* is beyond high"),
        (f'{HERE}action = "part_of"\nwith = {{ surface = "1억 달러" }}', "names the mention itself"),
        ('article = "a"\nsurface = "1억 달러"\naction = "add"\nset = { kind = "loan" }', "it is read already"),
        ('article = "b"\nsurface = "약"\naction = "add"\nset = { kind = "loan" }', "the words say no number"),
        ('article = "b"\ntable = "milestones"\nsurface = "약"\naction = "add"\nset = { unit = "약" }', "needs event"),
        (f'{HERE}action = "delete"', "action is one of"),
        (f'{HERE}action = "merge"', "merge needs with"),
        (f'{HERE}action = "set"', "set needs set"),
        (f'{HERE}action = "exclude"\ncolour = "red"', "has colour"),
        ('article = "a"\naction = "exclude"', "lacks surface"),
        ('article = "b"\nsurface = "9조원"\naction = "add"\nset = { value = 9e12 }', "does not say '9조원'"),
    ],
    ids=lambda value: value if " " in value and "\n" not in value else "",
)
def test_a_correction_that_does_not_match_is_a_clear_error(tmp_path, entry, says):
    with pytest.raises(PresstablesError, match=says):
        applied(tmp_path, entry)


def test_no_file_no_corrections(tmp_path):
    assert read_corrections(tmp_path) == []


def test_no_toml_is_named(tmp_path):
    (tmp_path / "corrections.toml").write_text("[[correction", encoding="utf-8")
    with pytest.raises(PresstablesError, match=r"corrections\.toml"):
        read_corrections(tmp_path)
