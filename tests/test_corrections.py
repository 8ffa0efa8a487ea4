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
    articles = pd.DataFrame(
        {"article_id": ["a", "b"], "published": [None, None], "text": ["1억 달러 … 1억달러 5명", "약 약 2조원"]}
    )
    return {
        "articles": articles,
        "money": money,
        "headcounts": pd.DataFrame(columns=["article_id", "span_start", "surface", "role"]),
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
    assert made["headcounts"][["mention_id", "span_start", "role"]].values.tolist() == [["a#headcounts-13", 13, "직원"]]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (f'{HERE}nth = 3\naction = "exclude"', "the article has 2 of"),
        (
            f'{HERE}action = "set"\nset = {{ organization = "KT" }}\nexpects = {{ organization = "SK" }}',
            "expects organization 'SK'",
        ),
        (f'{HERE}action = "set"\nset = {{ owner = "KT" }}', "no column 'owner'"),
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
