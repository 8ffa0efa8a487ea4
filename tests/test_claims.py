"""One fact, however many mentions: what is joined, what stays apart, and what the claim then says."""

from __future__ import annotations

import random
from datetime import date

import pandas as pd
import pytest

from presstables.facts.claims import group_claims
from presstables.facts.matching import digits_of, rounded_alike, step_of

MONEY = {
    "published": date(2024, 3, 13), "sentence": "", "currency": "KRW", "qualifier": "exact", "kind": "investment",
    "organization": "LG전자", "group": "LG", "counterparty": None, "purpose": None, "status": "planned", "period": None,
    "period_start": None, "period_end": None, "per": None, "converts": None, "fx_rate": None, "fx_date": None,
    "fx_source": "identity", "fx_flag": False, "part_of": None,
}  # fmt: skip
PEOPLE = {
    "published": date(2024, 3, 13), "sentence": "", "qualifier": "exact", "role": "연구 인력", "organization": "LG전자",
    "group": "LG", "kind": "stock", "per": None, "partitive": False, "ai_organization": False, "as_of_start": None,
    "as_of_end": None, "as_of_source": None,
}  # fmt: skip
UNIT = {
    "published": date(2024, 3, 13), "sentence": "", "organization": "LG", "group": "LG", "unit": "LG AI연구원",
    "event": "founded", "start": None, "end": None, "planned": False, "ai_organization": True,
}  # fmt: skip


def mention(table, article, place, base, **fields):
    row = {**base, **fields, "article_id": article, "span_start": place, "mention_id": f"{article}#{table}-{place}"}
    row["sentence"] = row["sentence"] or f"{article} {place}"
    return row


def won(article, place, value, **fields):
    base = {**MONEY, "value": value, "low": value, "high": value, "amount_krw": value}
    return mention("money", article, place, base, **fields)


def people(article, place, value, **fields):
    return mention("headcounts", article, place, {**PEOPLE, "value": value, "low": value, "high": value}, **fields)


def unit(article, place, **fields):
    return mention("milestones", article, place, UNIT, **fields)


def claims(money=(), headcounts=(), milestones=()):
    rows = [*money, *headcounts, *milestones]
    articles = pd.DataFrame(
        {"article_id": a, "published": p, "publisher": f"{a}일보", "text": f"{a} {p}"}
        for a, p in dict.fromkeys((r["article_id"], r["published"]) for r in rows)
    )
    tables = [pd.DataFrame(rows) for rows in (money, headcounts, milestones)]
    return group_claims(*tables, articles)


def groups(ids):
    """Which rows share a claim, as a list of numbers."""
    return [list(dict.fromkeys(ids)).index(i) for i in ids]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"value": 3.8e12}, {"value": 3.8347e12}, True),
        ({"value": 4e12}, {"value": 3.8347e12}, True),
        ({"value": 3.8e12}, {"value": 3.95e12}, False),
        ({"value": 1e12}, {"value": 1e12, "organization": "SK온", "group": "SK"}, False),
        ({"value": 1e12}, {"value": 1e12, "kind": "revenue"}, False),
        ({"value": 1e12, "organization": "LG"}, {"value": 1e12}, True),
        ({"value": 1e12, "period": "P3Y"}, {"value": 1e12}, True),
        ({"value": 1e12, "period": "P3Y"}, {"value": 1e12, "period": "P5Y"}, False),
        ({"value": 1e12, "counterparty": "포드"}, {"value": 1e12, "counterparty": "테슬라"}, False),
        ({"value": 1e12, "purpose": "배달 로봇"}, {"value": 1e12, "purpose": "전기차 배터리"}, False),
        ({"value": 5e10, "published": date(2019, 1, 2)}, {"value": 5e10}, False),
    ],
    ids=str,
)
def test_two_reports_of_money(first, second, one):
    rows = [won("a", 300, first.pop("value"), **first), won("b", 300, second.pop("value"), **second)]
    assert (len(claims(rows).money_claims) == 1) is one


def test_a_headline_a_body_and_a_bracket_are_one_claim():
    rows = [
        won("a", 10, 1e8, currency="USD", organization="LG", amount_krw=1.3e11, fx_source="rate", fx_rate=1300.0),
        won("a", 400, 1e8, currency="USD", period="P3Y", amount_krw=1.2e11, fx_source="stated", fx_rate=1200.0),
        won("a", 410, 1.2e11, qualifier="about", converts="a#money-400", period="P3Y"),
    ]
    found = claims(rows).money_claims.iloc[0]
    assert (found.n_mentions, found.organization, found.period, found.currency) == (3, "LG전자", "P3Y", "USD")
    assert (found.amount_krw, found.fx_source, found.annual_krw) == (1.2e11, "stated", 4e10)


def test_numbers_of_one_sentence_are_of_two_things():
    rows = [people("a", 10, 500, sentence="한 문장"), people("a", 20, 500, sentence="한 문장")]
    assert groups(claims(headcounts=rows).headcount_ids) == [0, 1]


def test_a_conflict_is_kept_and_marked():
    found = claims(
        headcounts=[people(a, 300, n, sentence=f"연구 인력은 모두 {n}명이다") for a, n in (("a", 541), ("b", 539))]
    ).headcount_claims
    assert (len(found), found.conflict.iloc[0], found.publishers.iloc[0]) == (1, True, "a일보; b일보")


def test_rounding_is_no_conflict():
    assert not claims([won("a", 300, 3.8e12), won("b", 300, 3.8347e12)]).money_claims.conflict.any()


def test_partitives_count_nobody():
    found = claims(headcounts=[people("a", 1, 10, partitive=True)])
    assert len(found.headcount_claims) == 0
    assert found.headcount_ids.isna().all()


def test_a_part_names_the_claim_of_its_total():
    rows = [won("a", 1, 9e12), won("a", 50, 2e12, purpose="로봇", part_of="a#money-1")]
    assert claims(rows).money_claims.part_of.fillna("").tolist() == ["", "c-a#money-1"]


@pytest.mark.parametrize(
    ("period", "per", "kind", "annual"),
    [
        ("P5Y", None, "investment", 2e11),
        (None, None, "investment", None),
        (None, "P1Y", "investment", None),
        ("P18M", None, "investment", 1e12 / 1.5),
        ("P3M", None, "revenue", None),
        ("P1Y", None, "revenue", None),
    ],
)
def test_a_yearly_amount_only_of_a_total_with_a_period(period, per, kind, annual):
    found = claims([won("a", 1, 1e12, period=period, per=per, kind=kind)]).money_claims.annual_krw.iloc[0]
    assert found == (pytest.approx(annual) if annual else None)


def test_a_year_does_not_contradict_a_day_in_it():
    year = {"start": date(2020, 1, 1), "end": date(2020, 12, 31)}
    day = {"start": date(2020, 12, 7), "end": date(2020, 12, 7)}
    found = claims(
        milestones=[unit("a", 1, **year), unit("b", 1, **day), unit("c", 1, unit="LG AI 연구원", **year)]
    ).units
    assert (len(found), found.start.iloc[0], found.conflict.iloc[0], found.n_articles.iloc[0]) == (
        1,
        day["start"],
        False,
        3,
    )
    assert found.merged_ids.iloc[0] == "u-b#milestones-1; u-c#milestones-1"


def test_two_days_of_one_founding_conflict():
    rows = [unit(a, 1, start=date(y, 1, 1), end=date(y, 12, 31)) for a, y in (("a", 2019), ("b", 2020))]
    assert claims(milestones=rows).units.conflict.tolist() == [True]


def test_the_id_of_the_earlier_report_survives():
    early = won("z", 300, 1e12, published=date(2024, 3, 1))
    found = claims([won("a", 300, 1e12), early]).money_claims
    assert found[["claim_id", "merged_ids"]].values.tolist() == [["c-z#money-300", "c-a#money-300"]]


def test_the_order_of_the_articles_does_not_matter():
    rows = [
        won(a, 300 + i, value, sentence=f"{a} {value}")
        for a in "abcde"
        for i, value in enumerate((4e12, 3.8e12, 3.84e12, 9e11))
    ]
    tables = []
    for seed in range(4):
        random.Random(seed).shuffle(rows)
        tables.append(claims(rows).money_claims)
    assert all(table.equals(tables[0]) for table in tables)


def test_no_mentions_no_claims():
    empty = pd.DataFrame(columns=["article_id", "mention_id", "published", "span_start"])
    found = group_claims(empty, empty, empty, pd.DataFrame(columns=["article_id", "published"]))
    assert [len(t) for t in (found.money_claims, found.headcount_claims, found.units)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("number", "step", "digits"), [(4e12, 1e12, 1), (3.83e12, 1e10, 3), (1200, 100, 2), (25.4, 0.1, 3)]
)
def test_the_last_digit_of_a_number(number, step, digits):
    assert (step_of(number), digits_of(number)) == (pytest.approx(step), digits)


@pytest.mark.parametrize(
    ("coarse", "fine", "alike"),
    [(13e12, 13.6e12, True), (14e12, 13.6e12, True), (13e12, 14.2e12, False), (2e12, 3e12, False)],
)
def test_rounded_or_cut_off(coarse, fine, alike):
    a, b = (("KRW", x, step_of(x)) for x in (coarse, fine))
    assert rounded_alike(a, b) == rounded_alike(b, a) == alike
