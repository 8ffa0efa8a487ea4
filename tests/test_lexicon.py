"""Patterns are data with their examples: each entry of the lexicon must read its own, and leave its counterexamples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from presstables.mentions import read_mentions
from presstables.mentions.lexicon import load

FRIDAY = date(2025, 5, 16)


def cases(entries: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(*example.split(" => "), id=example) for entry in entries for example in entry["examples"]]


def test_every_file_of_the_lexicon_is_tested_here():
    names = {path.name for path in files("presstables.mentions.lexicon").iterdir() if path.name.endswith(".toml")}
    tested = {"currencies", "qualifiers", "counters", "money_words", "calendar", "durations", "tense"}
    assert names == {f"{name}.toml" for name in tested}


@pytest.mark.parametrize("entry", load("currencies")["currency"], ids=lambda e: e["code"])
def test_every_currency_has_examples(entry):
    assert entry["examples"]
    assert all(example.endswith(entry["code"]) for example in entry["examples"])


@pytest.mark.parametrize(("text", "expected"), cases(load("currencies")["currency"] + load("currencies")["scale"]))
def test_currency(text, expected):
    (money,) = read_mentions(text, FRIDAY).money
    assert f"{money.value} {money.currency}" == expected
    assert text == text[money.start : money.end]


@pytest.mark.parametrize(("text", "expected"), cases(load("qualifiers")["entry"]))
def test_qualifier(text, expected):
    found = read_mentions(text, FRIDAY)
    (mention,) = [*found.money, *found.headcounts, *found.durations]
    assert mention.qualifier == expected


@pytest.mark.parametrize(("text", "expected"), cases([load("counters")["people"], load("counters")["nouns"]]))
def test_people(text, expected):
    (people,) = read_mentions(text, FRIDAY).headcounts
    assert f"{people.value} {people.qualifier}" == expected


@pytest.mark.parametrize(
    "text", load("counters")["people"]["counterexamples"] + load("counters")["nouns"]["counterexamples"]
)
def test_no_people(text):
    assert read_mentions(text, FRIDAY).headcounts == []


@pytest.mark.parametrize(("text", "expected"), cases([load("money_words")]))
def test_won_left_out(text, expected):
    (money,) = read_mentions(text, FRIDAY).money
    assert f"{money.value} {money.currency}" == expected
    assert not money.currency_stated


@pytest.mark.parametrize("text", load("money_words")["counterexamples"])
def test_no_won_left_out(text):
    assert read_mentions(text, FRIDAY).money == []


@pytest.mark.parametrize(("text", "expected"), cases(load("calendar")["word"]))
def test_calendar_word(text, expected):
    day = read_mentions(text, FRIDAY).dates[-1]
    assert f"{day.first} {day.last} {day.granularity}" == expected


@pytest.mark.parametrize(("text", "expected"), cases(load("durations")["unit"] + load("durations")["alone"]))
def test_duration_word(text, expected):
    (length,) = read_mentions(text, FRIDAY).durations
    assert f"{length.iso} {length.qualifier}" == expected


@pytest.mark.parametrize("text", load("tense")["past"]["examples"])
def test_past(text):
    assert read_mentions(text, FRIDAY).dates[0].first == date(2025, 4, 20)


@pytest.mark.parametrize("text", load("tense")["future"]["examples"])
def test_future(text):
    assert read_mentions(text, FRIDAY).dates[0].first == date(2025, 5, 20)


def test_decimals_are_exact():
    (money,) = read_mentions("4.35억원", FRIDAY).money
    assert money.value == 435_000_000
    (price,) = read_mentions("주당 6.43달러", FRIDAY).money
    assert price.value == Decimal("6.43")
