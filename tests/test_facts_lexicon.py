"""Every entry of the data files of facts reads the examples beside it, and none that it must not."""

from __future__ import annotations

import re

import pytest

from presstables.facts.headcount_kinds import told_kind, told_rate
from presstables.facts.kinds import cues
from presstables.facts.names import signs
from presstables.facts.organizations import data, load_lexicon, pattern
from presstables.facts.statuses import said

AMOUNT = "70억원"


def pairs(name: str, table: str) -> list[tuple[dict[str, str], str]]:
    return [(entry, example) for entry in data(name)[table] for example in entry["examples"]]


@pytest.mark.parametrize(
    ("entry", "example"), pairs("kinds", "kind"), ids=lambda v: v if isinstance(v, str) else v["kind"]
)
def test_a_kind_is_read_from_the_words_around_an_amount(entry, example):
    before, after = example.split("|")
    assert [cue.kind for cue in cues(before, after)][:1] == [entry["kind"]]


@pytest.mark.parametrize(
    ("entry", "example"), pairs("statuses", "status"), ids=lambda v: v if isinstance(v, str) else v["status"]
)
def test_a_status_is_read_around_an_amount(entry, example):
    before, after = example.split("|")
    assert said(before, after, deals=entry.get("only") != "results") == entry["status"]


@pytest.mark.parametrize(
    ("entry", "example"), pairs("people", "kind"), ids=lambda v: v if isinstance(v, str) else v["kind"]
)
def test_a_kind_of_headcount_is_read_beside_the_number(entry, example):
    words, _, kind = example.partition(" => ")
    before, after = words.split("|")
    assert told_kind(before, after) == (kind or entry["kind"])


@pytest.mark.parametrize("entry", data("people")["rate"], ids=lambda v: v["per"])
def test_a_rate_is_read_before_the_number(entry):
    assert {told_rate(example) for example in entry["examples"]} == {entry["per"]}
    assert {told_rate(example) for example in entry["never"]} == {None}


@pytest.mark.parametrize("name", data("patterns"))
def test_a_pattern_finds_its_examples_and_nothing_else(name):
    entry = data("patterns")[name]
    assert [text for text in entry["examples"] if not pattern(name).search(text)] == []
    assert [text for text in entry["never"] if pattern(name).search(text)] == []
    assert entry["examples"]


@pytest.mark.parametrize(
    ("number", "text", "name"),
    [(i, text, name) for i, sign in enumerate(data("signs")["sign"]) for text, name in sign["examples"]],
)
def test_a_sign_reads_the_name_of_its_example(number, text, name):
    assert name in {m.group(1).strip() for m in signs()[number].find(text)}


@pytest.mark.parametrize(
    ("entry", "example"), pairs("events", "event"), ids=lambda v: v if isinstance(v, str) else v["event"]
)
def test_an_event_is_in_its_examples(entry, example):
    assert re.search(entry["stem"], example.replace("|", "하늘연구소"))


def test_every_alias_is_read_as_its_name():
    known = load_lexicon().matcher
    read = {alias: [spot.name for spot in known.find(f"어제 {alias}는 말했다")] for alias in known.names}
    assert {alias: names for alias, names in read.items() if names != [known.names[alias]]} == {}


@pytest.mark.parametrize(
    "example", [e for p in data("organizations")["named_groups"]["patterns"] for e in p["examples"]]
)
def test_a_named_group_is_read(example):
    assert load_lexicon().named_groups.fullmatch(example)
