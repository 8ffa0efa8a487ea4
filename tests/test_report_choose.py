from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pandas as pd
import pytest

from presstables.charts import plot_investment
from presstables.choose import left_out, select, unknown_organizations
from presstables.parameters import Parameters
from presstables.tables import Tables, columns, frame

DAY = {"2021": "2021-05-17", "2024": "2024-03-13", "?": None}

# claim: organization, group, kind, status, won, announced, the years of the articles that state it
MONEY = {
    "a": ("LG AI연구원", "LG", "investment", "planned", 1.131e11, "2021-05-17", ["2021", "2024"]),
    "b": ("LG", "LG", "investment", "planned", 7e12, None, ["2024"]),
    "c": ("자나두", None, "valuation", None, 1.33e12, None, ["2024"]),
    "d": ("삼성전자", "삼성", "investment", "done", None, "2020-01-01", ["?"]),
}
# claim: organization, group, planned, start, end, year of its article
UNITS = {
    "u": ("LG", "LG", False, "2020-12-07", "2020-12-07", "2024"),
    "v": ("LG CNS", "LG", True, "2025-01-01", "2025-12-31", "2024"),
    "w": ("LG유플러스", "LG", False, None, None, "2021"),
}
# claim: organization, group, kind, as_of_start, as_of_end, year of its article
PEOPLE = {
    "p": ("LG AI연구원", "LG", "stock", "2020-12-07", "2020-12-07", "2024"),
    "q": ("LG사이언스파크", "LG", "flow", None, None, "2021"),
}


def made(table, names, rows):
    """A table with these columns filled, whole numbers 0 and all else missing."""
    cells = {name: [0] * len(rows) for name, column in columns(table).items() if column["dtype"] == "int"}
    return frame(table, cells | {name: [row[place] for row in rows] for place, name in enumerate(names.split())})


def mentions(table, claims):
    rows = [(f"article-{year}", f"article-{year}#{claim}", DAY[year], claim, claim) for claim, *_, year in claims]
    return made(table, "article_id mention_id published claim_id surface", rows)


@pytest.fixture(scope="module")
def tables():
    money, units, people = ([(claim, *said) for claim, said in facts.items()] for facts in (MONEY, UNITS, PEOPLE))
    money_claims = made("money_claims", "claim_id organization group kind status amount_krw announced", money)
    return replace(
        Tables(**{field.name: frame(field.name, {}) for field in fields(Tables)}),
        articles=made("articles", "article_id published", [(f"article-{year}", day) for year, day in DAY.items()]),
        money=mentions("money", [(claim, year) for claim, *_, years in money for year in years]),
        headcounts=mentions("headcounts", people),
        milestones=mentions("milestones", units),
        money_claims=money_claims.assign(currency="KRW", qualifier="exact", value=money_claims["amount_krw"]),
        headcount_claims=made("headcount_claims", "claim_id organization group kind as_of_start as_of_end", people),
        units=made("units", "claim_id organization group planned start end", units),
    )


def given(**values):
    return Parameters("seeds", **values)


@pytest.mark.parametrize(
    ("values", "claims"),
    [
        ({}, "abcd uvw pq"),
        ({"organizations": ("LG",)}, "ab uvw pq"),
        ({"organizations": ("LG그룹",)}, "ab uvw pq"),
        ({"organizations": ("㈜LG",)}, "ab uvw pq"),
        ({"organizations": ("LG",), "include_affiliates": False}, "b u "),
        ({"organizations": ("LG AI 연구원", "자나두")}, "ac  p"),
        ({"organizations": ("현대",)}, "  "),
        ({"kinds": ("investment",)}, "abd uvw pq"),
        ({"kinds": ("stock",)}, "abcd uvw p"),
        ({"kinds": ("valuation", "flow")}, "c uvw q"),
        ({"statuses": ("planned",)}, "ab v pq"),
        ({"statuses": ("done",)}, "d uw pq"),
        ({"statuses": ("cancelled",)}, " uvw pq"),
        ({"published_to": date(2021, 12, 31)}, "a w q"),
        ({"published_from": date(2022, 1, 1)}, "abc uv p"),
        ({"event_from": date(2020, 12, 1)}, "a uv p"),
        ({"event_to": date(2020, 12, 7)}, "d u p"),
        ({"event_from": date(2025, 6, 1), "event_to": date(2025, 6, 30)}, " v "),
        ({"min_krw": 1e12}, "bc uvw pq"),
        ({"exclude_claims": ("a", "u", "q")}, "bcd vw p"),
        ({"organizations": ("LG",), "min_krw": 1e12, "event_to": date(2020, 12, 31)}, " u p"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_parameters_choose_claims(tables, values, claims):
    chosen = select(tables, given(**values))
    found = ["".join(table["claim_id"]) for table in (chosen.money_claims, chosen.units, chosen.headcount_claims)]
    assert " ".join(found) == claims


@pytest.mark.parametrize(("name", "claims"), [("엘엘", "ab"), ("에이연", "a"), ("에이 연", "a"), ("없음", "")])
def test_the_names_of_the_users_lexicon_choose_claims_too(tables, name, claims):
    rows = [("엘엘", "LG"), ("에이연", "LG AI연구원")]
    tables = replace(tables, lexicon=made("lexicon", "name organization", rows))
    assert "".join(select(tables, given(organizations=(name,))).money_claims["claim_id"]) == claims
    assert unknown_organizations(tables, given(organizations=(name, "LG"))) == ([] if claims else [name])


def test_with_a_claim_go_its_mentions(tables):
    chosen = select(tables, given(organizations=("LG AI연구원",)))
    assert chosen.money["mention_id"].tolist() == ["article-2021#a", "article-2024#a"]
    assert chosen.headcounts["mention_id"].tolist() == ["article-2024#p"]
    assert chosen.milestones.empty


def test_articles_are_chosen_by_their_day(tables):
    chosen = select(tables, given(organizations=("현대",), published_from=date(2024, 1, 1)))
    assert chosen.articles["article_id"].tolist() == ["article-2024"]


def test_every_article_that_states_a_chosen_claim_is_there(tables):
    chosen = select(tables, given(organizations=("LG AI연구원",), published_from=date(2024, 1, 1)))
    assert chosen.articles["article_id"].tolist() == ["article-2021", "article-2024"]


@pytest.mark.parametrize(
    ("language", "reasons"),
    [
        ("ko", ["exclude_claims로 뺐음", "기업가치는 들이는 돈이 아님", "금액이 수로 밝혀지지 않음"]),
        ("en", ["left out by exclude_claims", "a valuation is not money spent", "no number is stated"]),
    ],
)
def test_each_claim_that_is_not_drawn_has_its_reason(tables, language, reasons):
    parameters = given(kinds=("investment",), exclude_claims=("b",), label_language=language)
    chart = plot_investment(select(tables, parameters).money_claims, kinds=("investment",), label_language=language)
    rows = left_out(tables, parameters, chart, "money_claims")
    assert rows["claim_id"].tolist() == ["b", "c", "d"]
    assert rows["reason"].tolist() == reasons
    assert rows["surface"].tolist() == ["b", "c", "d"]


def test_claims_in_a_table_that_the_chart_does_not_speak_of_are_not_listed(tables):
    parameters = given(organizations=("현대",))
    chart = plot_investment(select(tables, parameters).money_claims)
    assert left_out(tables, parameters, chart, "money_claims")["claim_id"].tolist() == list("abcd")
    assert isinstance(chart.drawn, pd.DataFrame)
