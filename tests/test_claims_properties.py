"""What holds of claims whatever the articles: order, growth, copies, parts, and nothing counted twice."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from presstables.facts.claims import group_claims

FIRST = date(2024, 3, 1)
AMOUNTS = [1e12, 1.2e12, 1.25e12, 3.6e12, 3.64e12, 4e12, 7e8, 9.3e11]
OWNERS = [("LG전자", "LG"), ("LG", "LG"), ("SK온", "SK"), (None, None)]
KINDS = ["investment", "revenue", "profit", "other"]
WORDS = ["배달 로봇 공장", "데이터센터 증설", "2분기 실적", "배터리 소재"]

figure = st.tuples(
    st.sampled_from(AMOUNTS),
    st.sampled_from(OWNERS),
    st.sampled_from(KINDS),
    st.sampled_from(WORDS),
    st.sampled_from([None, "P1Y", "P5Y"]),
    st.integers(0, 60),
)
article = st.tuples(st.integers(0, 60), st.booleans(), st.lists(figure, min_size=1, max_size=5))
corpus = st.lists(article, min_size=1, max_size=8)
quick = settings(max_examples=30, deadline=None)


def rows_of(articles):
    """The mentions of articles (days after FIRST, whether a copy of the first, figures), and the table of articles."""
    rows, listed = [], []
    for i, (days, copy, figures) in enumerate(articles):
        name, published = f"a{i}", FIRST + timedelta(days=days)
        listed.append((name, published, f"paper {i}", "a0" if copy and i else None))
        for j, (value, (owner, group), kind, words, period, _) in enumerate(figures):
            rows.append(
                {
                    "article_id": name, "mention_id": f"{name}#money-{100 * j}", "published": published,
                    "span_start": 100 * j, "surface": f"{value:.0f}원", "sentence": f"{words}에 {value:.0f}원 {j}",
                    "value": value, "low": value, "high": value, "currency": "KRW", "qualifier": "exact",
                    "amount_krw": value, "fx_source": "identity", "fx_rate": None, "fx_date": None, "fx_flag": False,
                    "organization": owner, "group": group, "counterparty": None, "purpose": None, "kind": kind,
                    "status": None, "period": period, "period_start": None, "period_end": None, "per": None,
                    "converts": None, "part_of": f"{name}#money-{figures[j][5] % len(figures) * 100}",
                }
            )  # fmt: skip
    columns = ["article_id", "published", "publisher", "duplicate_of"]
    return pd.DataFrame(rows), pd.DataFrame(listed, columns=columns)


def grouped(money, articles):
    return group_claims(money, pd.DataFrame(), pd.DataFrame(), articles)


@quick
@given(corpus, st.randoms(use_true_random=False))
def test_any_order_of_the_articles_gives_the_same_claims(articles, shuffle):
    money, listed = rows_of(articles)
    order = list(range(len(money)))
    shuffle.shuffle(order)
    one, other = grouped(money, listed), grouped(money.iloc[order], listed.iloc[::-1])
    pd.testing.assert_frame_equal(one.money_claims, other.money_claims)
    assert one.money_ids.tolist() == other.money_ids.loc[money.index].tolist()


@quick
@given(corpus)
def test_every_mention_is_in_one_claim_named_after_its_first(articles):
    money, listed = rows_of(articles)
    found = grouped(money, listed)
    assert found.money_ids.notna().all()
    assert set(found.money_ids) == set(found.money_claims["claim_id"])
    ordered = money.assign(claim=found.money_ids).sort_values(["published", "article_id", "span_start"])
    firsts = ordered.groupby("claim")["mention_id"].first()
    assert [f"c-{mention}" for mention in firsts] == firsts.index.tolist()


@quick
@given(corpus)
def test_a_claim_of_fewer_articles_keeps_a_name_with_more(articles):
    """Whatever an article alone makes of its figures, its claims are found again, by their id or among merged_ids."""
    money, listed = rows_of(articles)
    claims = grouped(money, listed).money_claims
    known = set(claims["claim_id"]) | {name for ids in claims["merged_ids"].dropna() for name in ids.split("; ")}
    for name in listed["article_id"]:
        alone = grouped(money[money["article_id"] == name], listed[listed["article_id"] == name])
        assert set(alone.money_claims["claim_id"]) <= known


@quick
@given(corpus)
def test_no_claim_is_a_part_of_its_own_part(articles):
    claims = grouped(*rows_of(articles)).money_claims
    whole = dict(zip(claims["claim_id"], claims["part_of"], strict=True))
    for start in whole:
        seen, claim = set(), start
        while isinstance(claim, str):
            assert claim not in seen
            seen.add(claim)
            claim = whole[claim]


@quick
@given(corpus)
def test_copies_are_no_further_reports(articles):
    money, listed = rows_of(articles)
    found = grouped(money, listed)
    copies = set(listed.loc[listed["duplicate_of"].notna(), "article_id"])
    for claim in found.money_claims.itertuples():
        told = set(money.loc[found.money_ids == claim.claim_id, "article_id"])
        assert claim.n_articles == max(len(told - copies), 1)
        assert len(claim.publishers.split("; ")) == claim.n_articles


@quick
@given(corpus)
def test_a_conflict_is_one_of_amounts_or_periods(articles):
    money, listed = rows_of(articles)
    found = grouped(money, listed)
    for claim in found.money_claims[found.money_claims["conflict"]].itertuples():
        told = money[found.money_ids == claim.claim_id]
        assert told["value"].nunique() > 1 or told["period"].dropna().nunique() > 1


@quick
@given(corpus)
def test_a_yearly_amount_only_where_a_period_is_stated(articles):
    money, listed = rows_of(articles)
    claims = grouped(money, listed).money_claims
    stated = claims[claims["annual_krw"].notna()]
    assert stated["period"].notna().all()
    assert set(stated["kind"]) <= {"investment", "other"}
    years = {"P1Y": 1, "P5Y": 5}
    assert [claim.annual_krw for claim in stated.itertuples()] == [
        claim.amount_krw / years[claim.period] for claim in stated.itertuples()
    ]
