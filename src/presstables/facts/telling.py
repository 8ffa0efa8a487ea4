"""What a claim says: of each field the most specific value of its mentions, who reported it, and whether they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from presstables.facts.matching import NEEDED, Node, alike, compatible, digits_of
from presstables.facts.nodes import Row
from presstables.facts.same_units import meet

_YEARS = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?$")
_ANNOUNCED = re.compile(
    r"(?:(\d{1,2})월 )?(?<!\d)(\d{1,2})일(?:\([^)]*\))? "
    r"(?:(?!\d일)[^.“\"]){0,60}?(?:밝혔|발표|공개(?:했|한)|공시)"
)
SPREAD = frozenset(["investment", "contract", "budget", "loan", "acquisition", "other"])
"""Kinds whose stated total over years has a yearly equivalent."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The mentions of one fact, in order: by day, article and place."""

    prefix: str
    rows: Sequence[Row]
    nodes: Sequence[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its claim_id, after its first mention."""
        return f"{self.prefix}{self.rows[0]['mention_id']}"


class Shelf:
    """What the articles say of themselves: publisher, and which are copies of an earlier one."""

    def __init__(self, articles: pd.DataFrame) -> None:
        names = articles["article_id"].astype(str).tolist()
        publishers = articles["publisher"] if "publisher" in articles else [None] * len(names)
        copies = articles["duplicate_of"].notna() if "duplicate_of" in articles else [False] * len(names)
        self.publisher = {n: None if pd.isna(p) else str(p) for n, p in zip(names, publishers, strict=True)}
        self.copy = {name for name, copy in zip(names, copies, strict=True) if copy}


def money_claim(fact: Fact, shelf: Shelf) -> Row:
    """The row of money_claims of a fact; `part_of` is still to come."""
    group, shown = fact.rows, _shown(fact.rows)
    organization, owner_group = _owner(group)
    amount, period = _amount(group, shown), _said(group, "period")
    placed = next((row for row in group if row.get("period_start") is not None), {})
    kind, per = _kind(group), _said(group, "per")
    return _common(fact, shelf) | {
        "part_of": None,
        "organization": organization,
        "group": owner_group,
        **{name: _said(group, name) for name in ("counterparty", "purpose", "status")},
        "kind": kind,
        **{name: shown.get(name) for name in ("value", "low", "high", "currency", "qualifier")},
        **amount,
        "period": period,
        "period_start": placed.get("period_start"),
        "period_end": placed.get("period_end"),
        "per": per,
        "annual_krw": _annual(amount["amount_krw"], period, kind, per),
        "announced": next((day for row in group if (day := _announced(row))), None),
        "conflict": _differs(fact, shown),
    }


def headcount_claim(fact: Fact, shelf: Shelf) -> Row:
    """The row of headcount_claims of a fact."""
    group, shown = fact.rows, _shown(fact.rows)
    organization, owner_group = _owner(group)
    stated = [row for row in group if row.get("as_of_start") is not None]
    dated = next((row for row in stated if row.get("as_of_source") == "text"), stated[0] if stated else {})
    return _common(fact, shelf) | {
        "organization": organization,
        "group": owner_group,
        "role": _said(group, "role"),
        "kind": _kind(group),
        "per": _said(group, "per"),
        **{name: shown.get(name) for name in ("value", "low", "high", "qualifier")},
        "ai_organization": any(bool(row.get("ai_organization")) for row in group),
        **{name: dated.get(name) for name in ("as_of_start", "as_of_end", "as_of_source")},
        "conflict": _differs(fact, shown),
    }


def unit_claim(fact: Fact, shelf: Shelf) -> Row:
    """The row of units of a fact: the narrowest day that is said."""
    group = fact.rows
    dated = [row for row in group if row.get("start") is not None]
    best = min(dated, key=lambda row: (row["end"] - row["start"]).days, default=group[0])
    organization, owner_group = _owner(group)
    common = _common(fact, shelf)
    del common["last_published"]
    return common | {
        "organization": organization,
        "group": owner_group,
        "unit": _said(group, "unit"),
        "event": group[0]["event"],
        "start": best.get("start"),
        "end": best.get("end"),
        "planned": all(bool(row.get("planned")) for row in group),
        "ai_organization": any(bool(row.get("ai_organization")) for row in group),
        "conflict": not all(meet(best, row) for row in group),
    }


def _common(fact: Fact, shelf: Shelf) -> Row:
    """What every table of facts has: ids, days, publishers and counts, copies of an article not counted."""
    group = fact.rows
    articles = list(dict.fromkeys(row["article_id"] for row in group))
    days = [row["published"] for row in group if row.get("published")]
    own = set(articles) - shelf.copy or set(articles[:1])
    publishers = dict.fromkeys(p for name in articles if name in own and (p := shelf.publisher.get(name)))
    return {
        "claim_id": fact.name,
        "merged_ids": "; ".join(name for name in _names(fact) if name != fact.name) or None,
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
        "publishers": "; ".join(publishers) or None,
        "n_articles": len(own),
        "n_mentions": sum(row["article_id"] in own for row in group),
    }


def _names(fact: Fact) -> Iterable[str]:
    """The ids that the fact can have had where fewer articles were read: of each article the mention that comes first,
    and those that nothing before them in the article is like."""
    before: dict[str, list[Node]] = {}
    for node in fact.nodes:
        known = before.setdefault(node.article, [])
        if not any(alike(other, node) >= NEEDED for other in known):
            yield f"{fact.prefix}{node.key}"
        known.append(node)
    if not fact.nodes:
        firsts: dict[str, Row] = {}
        for row in fact.rows:
            firsts.setdefault(row["article_id"], row)
        yield from (f"{fact.prefix}{row['mention_id']}" for row in firsts.values())


def _said(group: Iterable[Row], column: str) -> Any:
    """The value of a column that is said most often; of equally frequent ones the longer, then the earlier."""
    counted = Counter(row[column] for row in group if row.get(column) is not None)
    return max(counted, key=lambda value: (counted[value], len(str(value))), default=None)


def _kind(group: Sequence[Row]) -> Any:
    return _said([row for row in group if row.get("kind") != "other"] or group, "kind")


def _owner(group: Sequence[Row]) -> tuple[str | None, str | None]:
    """The most specific organisation that is said (an affiliate rather than its group), and its group."""
    named = [row for row in group if row.get("organization")]
    below = [row for row in named if row.get("group") and row["organization"] != row["group"]] or named
    name = _said(below, "organization")
    return name, next((row["group"] for row in below if row["organization"] == name and row.get("group")), None)


def _shown(group: Sequence[Row]) -> Row:
    """The mention whose number stands for the claim: no conversion, the most digits, then the most often said."""
    numbers = [row for row in group if row.get("value") is not None]
    own = [row for row in numbers if row.get("converts") is None] or numbers
    counted = Counter((row.get("currency"), row["value"]) for row in own)
    return max(
        own, key=lambda row: (digits_of(row["value"]), counted[row.get("currency"), row["value"]]), default=group[0]
    )


def _differs(fact: Fact, shown: Row) -> bool:
    """Whether reports of one fact contradict each other: numbers beyond rounding and bounds, or other periods."""
    if len(fact.nodes) < 2:
        return False
    first = next((n for n in fact.nodes if n.key in (shown["mention_id"], shown.get("converts"))), fact.nodes[0])
    periods = {row["period"] for row in fact.rows if row.get("period")}
    return len(periods) > 1 or not all(compatible(first, node) for node in fact.nodes)


def _amount(group: Sequence[Row], shown: Row) -> Row:
    """The claim in won: by an article's own conversion of the shown number, else as the mention has it."""
    same = (row for row in group if (row.get("value"), row["currency"]) == (shown.get("value"), shown["currency"]))
    source = next((row for row in same if row.get("fx_source") == "stated"), shown)
    won, rate = source.get("amount_krw"), source.get("fx_rate")
    exact = Decimal(1) if shown.get("currency") == "KRW" else Decimal(str(rate)) if rate else None

    def bound(name: str) -> float | None:
        value = shown.get(name)
        if value is None or exact is None:
            return None
        return float(won) if won is not None and value == shown.get("value") else float(Decimal(str(value)) * exact)

    return {
        "amount_krw": None if won is None else float(won),
        "amount_krw_low": bound("low"),
        "amount_krw_high": bound("high"),
        "fx_source": source.get("fx_source"),
        "fx_rate": rate,
        "fx_date": source.get("fx_date"),
        "fx_flag": any(bool(row.get("fx_flag")) for row in group),
    }


def _annual(amount: float | None, period: str | None, kind: str | None, per: str | None) -> float | None:
    """A total over a stated period of a year or more, divided by its years."""
    stated = _YEARS.match(period) if period else None
    if amount is None or not stated or kind not in SPREAD or per:
        return None
    years = Decimal(stated.group(1) or 0) + Decimal(stated.group(2) or 0) / 12
    return float(Decimal(str(amount)) / years) if years >= 1 else None


def _announced(row: Row) -> date | None:
    """The day of the announcement, where the sentence gives it: 17일 공개한, 13일 밝혔다."""
    said = _ANNOUNCED.search(str(row.get("sentence") or ""))
    published = row.get("published")
    if not said or published is None:
        return None
    month, day = int(said.group(1) or published.month), int(said.group(2))
    back = 0 if said.group(1) else 12 * (published.month == 1 and day > published.day)
    if not said.group(1) and day > published.day:  # 31일 밝혔다, on the first of the month after
        month -= 1
    try:
        found = date(published.year - (back > 0), month + back, day)
    except ValueError:
        return None
    return found if 0 <= (published - found).days <= 31 else None
