"""Which claims the investment chart draws, in what order, what it leaves out and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from presstables.charts.sources import check_columns, records
from presstables.charts.wording import (
    Bound,
    check_language,
    format_day,
    format_krw,
    format_period,
    format_rate,
    known,
    qualified_money,
    rounded,
)

COLUMNS = (
    *("claim_id", "part_of", "organization", "group", "counterparty", "purpose", "kind", "status"),
    *("value", "low", "high", "currency", "qualifier", "amount_krw", "amount_krw_low", "amount_krw_high", "fx_source"),
    *("period", "per", "annual_krw", "announced", "first_published", "publishers"),
)
KINDS = {
    "ko": {
        "investment": "투자",
        "acquisition": "인수",
        "contract": "계약",
        "valuation": "기업가치",
        "revenue": "매출",
        "profit": "이익",
        "budget": "예산",
        "loan": "대출",
        "fine": "과징금",
        "price": "가격",
        "other": "그 밖의 금액",
    },
    "en": {"other": "other amount"},
}
INVESTED = ("investment", "acquisition")
"""The kinds of money that somebody puts into something: what the chart of investment is about."""
STATUSES = {
    "ko": {"planned": "계획", "contracted": "계약", "done": "집행", "expected": "전망", "cancelled": "철회"},
    "en": {},
}
REASONS = {
    "ko": {
        "valuation": "기업가치는 들이는 돈이 아님",
        "kind": "{} 금액은 이 차트의 대상이 아님",
        "no kind": "무엇에 쓰는 돈인지 기사에서 알 수 없음",
        "no amount": "금액이 수로 밝혀지지 않음",
        "no rate": "원화로 바꿀 기준환율이 없음({})",
        "not positive": "0 이하의 금액은 로그 축에 놓을 수 없음",
        "no day": "보도일을 몰라 시간 축에 놓을 수 없음",
    },
    "en": {
        "valuation": "a valuation is not money spent",
        "kind": "{} amounts are not what this chart shows",
        "no kind": "the articles do not say what the money is for",
        "no amount": "no number is stated",
        "no rate": "no reference rate to convert it to won ({})",
        "not positive": "zero or less has no place on a log axis",
        "no day": "with no known day of print it has no place in time",
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as it is drawn: its words in the chart's language and its bounds in won."""

    number: int
    claim_id: str
    parent: str | None
    day: pd.Timestamp | None
    status: str | None
    group: str
    organization: str
    name: str
    purpose: str
    period: str
    remarks: tuple[str, ...]
    amount: str
    conversion: str
    within: str
    bound: Bound
    annual: Bound | None
    annual_amount: str
    language: str

    @property
    def annual_text(self) -> str:
        """The yearly equivalent with the word that says so."""
        if not self.annual:
            return ""
        return f"연 {self.annual_amount}" if self.language == "ko" else f"{self.annual_amount} a year"

    @property
    def tip(self) -> str:
        """The whole row in words."""
        head = ", ".join(filter(None, (self.name, self.purpose, self.period, *self.remarks)))
        amount = f"{self.amount} ({self.notes})" if self.notes else self.amount
        when = format_day(self.day, self.language)
        if self.day is not None:
            when = f"{when} 첫 보도" if self.language == "ko" else f"first reported {when}"
        return ", ".join(filter(None, (f"{head}: {amount}", self.annual_text, when)))

    @property
    def notes(self) -> str:
        """What stands beside the amount: its conversion, and which amount it is a part of."""
        return " · ".join(filter(None, (self.conversion, self.within)))


def investment_rows(
    money_claims: pd.DataFrame, *, kinds: Sequence[str] = INVESTED, label_language: str = "ko", dated: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Say which claims the chart draws and which it leaves out.

    Drawn are the claims of `kinds` (all kinds where it is empty) that state an amount in won or a convertible one, with
    `dated` only those whose first report's day is known; a valuation is never money spent. The first table holds them
    in drawing order, under the day they were first reported and with the parts of an amount below it, each with its
    `number`; the second holds the others with the `reason`.

    Raises:
        PresstablesError: a column is missing or the language is unknown.
    """
    check_language(label_language)
    check_columns(money_claims, "money_claims", COLUMNS)
    reasons = [_reason(claim, kinds, label_language, dated=dated) for claim in records(money_claims)]
    left_out = money_claims.assign(reason=pd.Series(reasons, index=money_claims.index, dtype="str"))
    drawn = money_claims[left_out["reason"].isna().to_numpy()]
    drawn = drawn.loc[_drawing_order(drawn)].reset_index(drop=True)
    drawn.insert(0, "number", range(1, len(drawn) + 1))
    return drawn, left_out[left_out["reason"].notna()].reset_index(drop=True)


def chart_rows(drawn: pd.DataFrame, language: str) -> list[Row]:
    """Put the drawn claims into words, in their order."""
    several = drawn["kind"].nunique() > 1
    claims = records(drawn)
    others = {claim["claim_id"]: claim for claim in claims}
    return [_row(claim, others, several, language) for claim in claims]


def kind_name(kind: object, language: str) -> str:
    """The name of a kind of money."""
    return KINDS[language].get(str(kind), str(kind)) if known(kind) else ""


def status_name(status: str | None, language: str) -> str:
    """The name of a status, or that none is stated."""
    if status is None:
        return "단계가 밝혀지지 않음" if language == "ko" else "stage not stated"
    return STATUSES[language].get(status, status)


def krw_bound(claim: dict[str, Any]) -> Bound:
    """A claim's interval in won."""
    return _bound(claim, "amount_krw", "amount_krw_low", "amount_krw_high")


def _bound(claim: dict[str, Any], *columns: str) -> Bound:
    value, low, high = (float(claim[column]) if known(claim[column]) else None for column in columns)
    return Bound(value, low, high, claim["qualifier"] if known(claim["qualifier"]) else "exact")


def _reason(claim: dict[str, Any], kinds: Sequence[str], language: str, *, dated: bool) -> str | None:
    words, kind = REASONS[language], claim["kind"]
    if kind == "valuation":
        return words["valuation"]
    if kinds and not known(kind):
        return words["no kind"]
    if kinds and kind not in kinds:
        return words["kind"].format(kind_name(kind, language))
    numbers = krw_bound(claim).numbers()
    if not numbers:
        stated = _bound(claim, "value", "low", "high").numbers()
        return words["no rate"].format(claim["currency"]) if stated else words["no amount"]
    if min(numbers) <= 0:
        return words["not positive"]
    return words["no day"] if dated and not known(claim["first_published"]) else None


def _drawing_order(drawn: pd.DataFrame) -> list[Any]:
    """Index labels by day (unknown last), the largest first, the parts of an amount right below it."""
    size = drawn["amount_krw"].fillna(drawn["amount_krw_high"]).fillna(drawn["amount_krw_low"])
    keys = pd.DataFrame({"day": drawn["first_published"], "size": -size, "id": drawn["claim_id"]})
    keys = keys.sort_values(["day", "size", "id"])
    at = dict(zip(keys["id"], keys.index, strict=True))
    parts: dict[Any, list[Any]] = defaultdict(list)
    tops: list[Any] = []
    days = keys["day"].to_dict()
    for label in at.values():
        parent = at.get(drawn.at[label, "part_of"])
        same_day = parent is not None and days[parent] == days[label] and parent != label
        (parts[parent] if same_day else tops).append(label)
    order = list(_flatten(tops, parts))
    return order + sorted(set(at.values()) - set(order))  # claims that are parts of each other hang on nothing


def _flatten(labels: Iterable[Any], parts: dict[Any, list[Any]]) -> Iterable[Any]:
    for label in labels:
        yield label
        yield from _flatten(parts.get(label, []), parts)


def _row(claim: dict[str, Any], others: dict[str, dict[str, Any]], several_kinds: bool, language: str) -> Row:
    whole = others.get(claim["part_of"])
    nested = whole is not None and whole["first_published"] == claim["first_published"]
    annual = _annual(claim)
    return Row(
        number=claim["number"],
        claim_id=claim["claim_id"],
        parent=claim["part_of"] if nested else None,
        day=claim["first_published"] if known(claim["first_published"]) else None,
        status=claim["status"] if known(claim["status"]) else None,
        group=next((str(claim[c]) for c in ("group", "organization") if known(claim[c])), ""),
        organization=next((str(claim[c]) for c in ("organization", "group") if known(claim[c])), ""),
        name=claim_name(claim, language),
        purpose=str(claim["purpose"]) if known(claim["purpose"]) else "",
        period=_period(claim, language),
        remarks=tuple(_remarks(claim, several_kinds, language)),
        amount=printed_amount(claim, language),
        conversion=_conversion(claim, language),
        within=_within(claim, whole, language),
        bound=krw_bound(claim),
        annual=annual,
        annual_amount=qualified_money(annual, "KRW", language) if annual else "",
        language=language,
    )


def claim_name(claim: dict[str, Any], language: str) -> str:
    """Who, and to whom."""
    nobody = "주체가 밝혀지지 않음" if language == "ko" else "not said whose"
    name = next((str(claim[c]) for c in ("organization", "group") if known(claim[c])), nobody)
    return f"{name} → {claim['counterparty']}" if known(claim["counterparty"]) else name


def printed_amount(claim: dict[str, Any], language: str) -> str:
    """The amount in its own currency with its qualifier and the rate at which it recurs."""
    amount = qualified_money(_bound(claim, "value", "low", "high"), str(claim["currency"]), language)
    rate = format_rate(claim["per"] if known(claim["per"]) else None, language)
    return " ".join(filter(None, (rate, amount) if language == "ko" else (amount, rate)))


def _period(claim: dict[str, Any], language: str) -> str:
    length = format_period(claim["period"] if known(claim["period"]) else None, language)
    if not length:
        return ""
    return f"{length}간 총액" if language == "ko" else f"total over {length}"


def _remarks(claim: dict[str, Any], several_kinds: bool, language: str) -> Iterable[str]:
    if several_kinds:
        yield kind_name(claim["kind"], language)
    if known(claim["status"]):
        yield status_name(claim["status"], language)
    if known(claim["announced"]) and claim["announced"] != claim["first_published"]:
        day = format_day(claim["announced"], language)
        yield f"{day} 발표" if language == "ko" else f"announced {day}"
    if claim.get("conflict") is True:
        yield "기사마다 다름" if language == "ko" else "articles differ"
    if claim.get("fx_flag") is True:
        yield (
            "기사 환산액이 기준환율과 10% 넘게 다름"
            if language == "ko"
            else "conversion over 10% off the reference rate"
        )


def _within(claim: dict[str, Any], whole: dict[str, Any] | None, language: str) -> str:
    """That the claim is a part of another, named where that one is drawn."""
    if not known(claim["part_of"]):
        return ""
    amount = printed_amount(whole, language) if whole else ""
    if language == "ko":
        return f"{amount}의 일부" if amount else "다른 발표의 일부"
    return f"part of {amount}" if amount else "part of another claim"


def _conversion(claim: dict[str, Any], language: str) -> str:
    if claim["fx_source"] not in ("stated", "rate") or not known(claim["amount_krw"]):
        return ""
    stated = claim["fx_source"] == "stated"
    won = format_krw(float(claim["amount_krw"]) if stated else rounded(claim["amount_krw"]), language)
    if language == "ko":
        return f"{'기사 환산' if stated else 'ECB 환율로'} 약 {won}"
    return f"about {won} {'as converted in the article' if stated else 'at the ECB rate'}"


def _annual(claim: dict[str, Any]) -> Bound | None:
    """The yearly equivalent with the claim's own bounds; one that is converted or rounded is an approximation."""
    if not known(claim["annual_krw"]) or claim["annual_krw"] <= 0:
        return None
    whole, annual = krw_bound(claim), float(claim["annual_krw"])
    short = rounded(annual)
    if whole.qualifier in ("range", "vague") and whole.value:
        low, high = (end and rounded(end * annual / whole.value) for end in (whole.low, whole.high))
        return Bound(short, low, high, whole.qualifier)
    inexact = short != annual or claim["fx_source"] != "identity"
    return Bound(short, None, None, "about" if inexact and whole.qualifier == "exact" else whole.qualifier)


def first_reported(day: pd.Timestamp | None, language: str) -> str:
    """The heading of a day's claims."""
    if day is None:
        return "보도일 모름" if language == "ko" else "Day of publication unknown"
    if language == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일 첫 보도"
    return f"First reported {format_day(day, language)}"
