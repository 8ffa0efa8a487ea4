"""Claims for the tests of the charts, built by hand or drawn with a fixed seed; names and papers are made up."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import pandas as pd

from presstables.tables import frame

OWNERS = [
    a + b
    for a in ("한빛", "가온", "누리", "다온", "미르", "새봄", "온새", "늘찬")
    for b in ("전자", "화학", "바이오", "모빌리티")
]
PURPOSES = [
    "차세대 배터리 공장 증설",
    "초거대 AI",
    "인공지능·바이오 연구개발과 해외 인재 확보",
    "생산라인 자동화",
    None,
]
UNITS = ["AI연구소", "인공지능혁신센터", "생성형 AI 태스크포스", "데이터·AI 담당", "초거대 AI 융합기술연구원"]
PAPERS = ["가나일보", "다라경제", "마바신문; 사아타임스", "자차뉴스"]


def money_claims(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Money claims: what a row leaves out is exact, planned investment in won, whose bounds follow from its value."""
    return _table("money_claims", [_money_claim(row) for row in rows])


def units(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Units: what a row leaves out is the founding of an AI unit, told by one article."""
    base = {"event": "founded", "planned": False, "ai_organization": True, "n_articles": 1, "n_mentions": 1}
    return _table("units", [{**base, "publishers": "가나일보", "first_published": "2024-05-01", **row} for row in rows])


def headcount_claims(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Headcounts: what a row leaves out is an exact stock of people at an AI organisation."""
    base = {"kind": "stock", "qualifier": "exact", "ai_organization": True, "n_articles": 1, "n_mentions": 1}
    days = {"first_published": "2024-05-01", "last_published": "2024-05-01", "as_of_source": "text"}
    return _table("headcount_claims", [{**base, **days, "publishers": "가나일보", **row} for row in rows])


SEED_MONEY = [
    {
        **{
            "claim_id": "usd100m",
            "organization": "LG AI연구원",
            "purpose": "초거대 AI",
            "value": 1e8,
            "currency": "USD",
        },
        **{"amount_krw": 1.131e11, "fx_source": "stated", "period": "P3Y", "annual_krw": 3.77e10},
        **{"first_published": "2021-05-17", "publishers": "디지털타임스"},
    },
    {
        **{"claim_id": "krw7tn", "organization": "LG", "purpose": "ABC(AI·바이오·클린테크)", "value": 7e12},
        **{"qualifier": "at_least", "first_published": "2024-03-13", "publishers": "인사이트코리아"},
    },
    {
        **{"claim_id": "krw3.6tn", "part_of": "krw7tn", "organization": "LG", "purpose": "AI·빅데이터 연구개발(R&D)"},
        **{"value": 3.6e12, "period": "P5Y", "annual_krw": 7.2e11, "first_published": "2024-03-13"},
        **{"publishers": "인사이트코리아"},
    },
    {
        **{"claim_id": "usd60m", "organization": "LG전자", "counterparty": "베어로보틱스", "purpose": "신주 인수"},
        **{"value": 6e7, "currency": "USD", "amount_krw": 7.87e10, "fx_source": "stated", "status": "contracted"},
        **{"first_published": "2024-03-13", "publishers": "인사이트코리아"},
    },
    {
        **{"claim_id": "usd1bn", "organization": "자나두", "group": None, "kind": "valuation", "status": None},
        **{"value": 1e9, "currency": "USD", "amount_krw": 1.32e12, "fx_source": "rate"},
        **{"first_published": "2023-08-24", "publishers": "시사캐스트"},
    },
]
"""The five claims of money of the example articles."""

_LG = {"group": "LG"}
SEED_UNITS = [
    {
        "claim_id": "u2017",
        "organization": "LG전자",
        "unit": "인공지능연구소",
        "start": "2017-01-01",
        "end": "2017-12-31",
        **_LG,
    },
    {
        "claim_id": "u2018",
        "organization": "LG전자",
        "unit": "AI Lab",
        "start": "2018-01-01",
        "end": "2018-12-31",
        **_LG,
    },
    {
        "claim_id": "u2019",
        "organization": "LG CNS",
        "unit": "AI빅데이터 연구소",
        "start": "2019-04-01",
        "end": "2019-04-30",
        **_LG,
    },
    {
        "claim_id": "u2020",
        "organization": "LG",
        "unit": "LG AI연구원",
        "start": "2020-12-07",
        "end": "2020-12-07",
        **_LG,
    },
    {"claim_id": "undated", "organization": "LG유플러스", "unit": "AI 담당 조직", **_LG},
    {
        "claim_id": "u1929",
        "organization": "잭슨랩",
        "unit": "잭슨랩",
        "start": "1929-01-01",
        "end": "1929-12-31",
        "ai_organization": False,
    },
]
"""AI units and another of the example articles."""

SEED_HEADCOUNTS = [
    {
        **{
            "claim_id": "h70",
            "organization": "LG AI연구원",
            "role": "연구 인력",
            "value": 70,
            "low": 70,
            "qualifier": "over",
        },
        **{"as_of_start": "2020-01-01", "as_of_end": "2020-12-31", "publishers": "인사이트코리아"},
    },
    {
        **{"claim_id": "h270", "organization": "LG AI연구원", "role": "연구 인력", "value": 270, "qualifier": "about"},
        **{"as_of_start": "2024-03-13", "as_of_end": "2024-03-13", "as_of_source": "published"},
    },
    {
        **{"claim_id": "h20", "organization": "잭슨랩", "role": "노벨상 수상자", "value": 20, "low": 20, "high": 20},
        **{"kind": "cumulative", "ai_organization": False, "as_of_start": "2024-03-13", "as_of_end": "2024-03-13"},
    },
    {
        **{"claim_id": "h17000", "organization": "LG사이언스파크", "role": "근무 인원", "value": 17000, "low": 17000},
        **{"qualifier": "over", "ai_organization": False, "as_of_start": "2020-05-29", "as_of_end": "2020-05-29"},
    },
    {
        **{
            "claim_id": "h100",
            "organization": "LG사이언스파크",
            "role": "AI마스터",
            "value": 100,
            "low": 100,
            "high": 100,
        },
        **{"kind": "flow", "ai_organization": False},
    },
    {
        **{"claim_id": "vague", "role": "전문가", "low": 20000, "high": 90000, "qualifier": "vague", "kind": "other"},
        **{"ai_organization": False},
    },
]
"""The headcounts of the example articles that name a kind."""


def many_money_claims(count: int, seed: int = 1) -> pd.DataFrame:
    """So many claims of every form: all qualifiers, statuses, periods, parts, conversions and unknown names."""
    draw = random.Random(seed)
    days = [_day(draw) for _ in range(max(1, count // 3))]
    rows: list[dict[str, Any]] = []
    for place in range(count):
        row = _some_amount(draw) | {"claim_id": f"m{place}", "organization": draw.choice([*OWNERS, None])}
        row["group"] = row["organization"] and draw.choice([row["organization"][:2] + "그룹", None])
        row |= {
            "purpose": draw.choice(PURPOSES),
            "first_published": draw.choice(days),
            "publishers": draw.choice(PAPERS),
        }
        row["status"] = draw.choice(["planned", "planned", "contracted", "done", "expected", "cancelled", None])
        if draw.random() < 0.1:
            row["counterparty"] = "새싹로보틱스"
        if rows and draw.random() < 0.15:
            row |= {"part_of": rows[-1]["claim_id"], "first_published": rows[-1]["first_published"]}
        rows.append(row)
    return money_claims(rows)


def many_units(count: int, seed: int = 1) -> pd.DataFrame:
    """So many units, their days known to the day, month or year, or not at all."""
    draw = random.Random(seed)
    rows = []
    for place in range(count):
        year, month, day = draw.randint(2012, 2023), draw.randint(1, 12), _day(draw)
        month_end = pd.Timestamp(year, month, 1) + pd.offsets.MonthEnd(0)
        spans = [(f"{year}-01-01", f"{year}-12-31"), (f"{year}-{month:02}-01", f"{month_end:%Y-%m-%d}"), (day, day)]
        start, end = draw.choice([*spans, (None, None)])
        row = {"claim_id": f"u{place}", "organization": draw.choice(OWNERS), "unit": draw.choice(UNITS), "start": start}
        row |= {"end": end, "event": draw.choices(["founded", "renamed", "merged", "closed"], [12, 1, 1, 1])[0]}
        rows.append({**row, "planned": draw.random() < 0.05, "n_articles": draw.randint(1, 9)})
    return units(rows)


def many_headcounts(count: int, seed: int = 1) -> pd.DataFrame:
    """So many headcounts of AI organisations, with every qualifier."""
    draw = random.Random(seed)
    rows = []
    for place in range(count):
        value, qualifier = (
            float(draw.choice([20, 40, 70, 150, 300, 800])),
            draw.choice(["exact", "about", "over", "range"]),
        )
        year, day = draw.randint(2016, 2023), _day(draw)
        start, end = draw.choice([(f"{year}-01-01", f"{year}-12-31"), (day, day)])
        low, high = (value * 0.8, value * 1.2) if qualifier == "range" else (value, value)
        row = {
            "claim_id": f"h{place}",
            "organization": draw.choice(OWNERS) + " AI연구원",
            "role": "연구 인력",
            "value": value,
        }
        rows.append({**row, "low": low, "high": high, "qualifier": qualifier, "as_of_start": start, "as_of_end": end})
    return headcount_claims(rows)


def many_flows(count: int, seed: int = 1) -> pd.DataFrame:
    """So many headcounts of people hired or trained at several rates or in a year, and of targets."""
    draw = random.Random(seed)
    rows = []
    for place in range(count):
        value, kind = float(draw.choice([30, 100, 250, 1000, 5000])), draw.choice(["flow", "flow", "target"])
        times = [{"per": "P1Y"}, {"per": "P1M"}, {"as_of_start": "2023-01-01", "as_of_end": "2023-12-31"}]
        times += [{"per": None}] if kind == "target" else []
        qualifier = draw.choice(["exact", "about", "at_least", "range", "vague"])
        low, high = (value * 0.8, value * 1.2) if qualifier in ("range", "vague") else (value, value)
        row = {"claim_id": f"f{place}", "organization": draw.choice(OWNERS) + " AI연구원", "role": "AI 인력"}
        row |= {"kind": kind, "value": None if qualifier == "vague" else value, "qualifier": qualifier}
        rows.append({**row, "low": low, "high": high, **draw.choice(times)})
    return headcount_claims(rows)


def _table(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return frame(name, pd.DataFrame([{"conflict": False, **row} for row in rows], dtype="object"))


def _money_claim(row: dict[str, Any]) -> dict[str, Any]:
    base = {"group": "LG", "kind": "investment", "status": "planned", "currency": "KRW", "qualifier": "exact"}
    whole = {**base, "fx_source": "identity", "value": None, "n_articles": 1, "n_mentions": 1, **row}
    if whole["qualifier"] == "exact":
        whole["low"] = whole["high"] = whole["value"]
    if whole["qualifier"] in ("at_least", "more_than", "over"):
        whole["low"] = whole["value"]
    if whole["currency"] == "KRW":
        whole["amount_krw"] = whole["value"]
    rate = 1.0 if whole["currency"] == "KRW" else (whole["amount_krw"] or 0) / whole["value"]
    for end in ("low", "high"):
        whole[f"amount_krw_{end}"] = whole[end] * rate if rate and whole.get(end) else None
    return whole


def _some_amount(draw: random.Random) -> dict[str, Any]:
    qualifiers = ["exact", "about", "at_least", "range", "vague", "at_most", "over", "more_than", "less_than"]
    qualifier = draw.choices(qualifiers, [12, 4, 4, 2, 1, 1, 1, 1, 1])[0]
    value = draw.choice([1, 1.2, 2, 3, 3.6, 5, 7.4, 8]) * 10 ** draw.choice([9, 10, 10, 11, 11, 12, 12])
    row: dict[str, Any] = {"value": value, "qualifier": qualifier, "publishers": draw.choice(PAPERS)}
    if qualifier == "range":
        row |= {"low": value * 0.6, "high": value * 1.4}
    if qualifier == "vague":
        row |= {"value": None, "low": 2e11, "high": 9e11}
    elif draw.random() < 0.3:
        years = draw.choice([3, 5, 10])
        row |= {"period": f"P{years}Y", "annual_krw": value / years}
    if qualifier == "exact" and draw.random() < 0.2:
        dollars = round(value / 1300 / 1e6) * 1e6 or 1e6
        row |= {"currency": "USD", "value": dollars, "amount_krw": value, "fx_source": draw.choice(["rate", "stated"])}
    return row


def _day(draw: random.Random) -> str:
    return f"{draw.randint(2016, 2023)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
