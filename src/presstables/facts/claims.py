"""Facts counted once: mentions grouped into claims, within and across articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from presstables.facts.matching import Node, agreement, digits_of, join, step_of, words_of
from presstables.facts.organizations import plain

_YEARS = re.compile(r"P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+)M)?$")
_ANNOUNCED = re.compile(
    r"(?:(\d{1,2})월 )?(?<!\d)(\d{1,2})일(?:\([^)]*\))? "
    r"(?:(?!\d일)[^.“\"]){0,60}?(?:밝혔|발표|공개(?:했|한)|공시)"
)
_JOINING = re.compile("채용|선발|모집|뽑|충원|영입|입사|육성|양성")
_LEAVING = re.compile("감원|감축|해고|구조조정|퇴사|퇴직|이직|떠나|떠났|내보내")
SPREAD = frozenset(["investment", "contract", "budget", "loan", "acquisition", "other"])
"""Kinds whose stated total over years has a yearly equivalent."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Claims:
    """The three tables of facts, and for each table of mentions the claim of every row, by its index."""

    money_claims: pd.DataFrame
    headcount_claims: pd.DataFrame
    units: pd.DataFrame
    money_ids: pd.Series[Any]
    headcount_ids: pd.Series[Any]
    milestone_ids: pd.Series[Any]


def group_claims(
    money: pd.DataFrame, headcounts: pd.DataFrame, milestones: pd.DataFrame, articles: pd.DataFrame
) -> Claims:
    """Group mentions into claims: one row per fact, however many mentions and articles state it.

    The tables are those of `Tables`, after corrections; money may have a column `part_of`, the mention_id of the total.
    The same rows in any order give the same claims. A claim has the id of its first mention, by day, article and place.
    """
    shelf = _Shelf(articles)
    money_groups = _grouped(money, _money_nodes)
    people_groups = _grouped(headcounts, _headcount_nodes)
    unit_groups = _unit_groups(_ordered(milestones))
    money_ids = _ids(money_groups, "c-")
    claims = [_money_claim(group, shelf, "c-") for group in money_groups]
    _set_parts(claims, money_groups, money_ids)
    return Claims(
        pd.DataFrame(claims),
        pd.DataFrame([_headcount_claim(group, shelf, "c-") for group in people_groups]),
        pd.DataFrame([_unit_claim(group, shelf, "u-") for group in unit_groups]),
        _series(money_ids, money),
        _series(_ids(people_groups, "c-"), headcounts),
        _series(_ids(unit_groups, "u-"), milestones),
    )


class _Shelf:
    """What the articles say of themselves: day, publisher, and which are copies of an earlier one."""

    def __init__(self, articles: pd.DataFrame) -> None:
        listed = sorted(
            (_clean(row) for row in articles.to_dict("records")),
            key=lambda a: (_last(a.get("published")), str(a["article_id"])),
        )
        first: dict[str, str] = {}
        self.publisher: dict[str, str | None] = {}
        self.copy: set[str] = set()
        for article in listed:
            name = str(article["article_id"])
            text = re.sub(r"\s", "", str(article.get("text") or name))
            self.publisher[name] = article.get("publisher")
            if first.setdefault(text, name) != name or article.get("duplicate_of"):
                self.copy.add(name)


def _clean(row: dict[Hashable, Any]) -> Row:
    """A row with None for every null and plain days."""
    out: Row = {}
    for key, value in row.items():
        missing = value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value))
        out[str(key)] = None if missing else value.date() if isinstance(value, pd.Timestamp) else value
    return out


def _last(day: date | None) -> date:
    return day or date.max


def _ordered(mentions: pd.DataFrame) -> list[Row]:
    """The rows by day (unknown last), article and place, each with its index."""
    rows = [
        _clean(row) | {"index": index} for index, row in zip(mentions.index, mentions.to_dict("records"), strict=True)
    ]
    return sorted(rows, key=lambda r: (_last(r.get("published")), str(r["article_id"]), int(r["span_start"])))


def _grouped(mentions: pd.DataFrame, nodes_of: Callable[[list[Row]], list[Node]]) -> list[list[Row]]:
    rows = _ordered(mentions)
    groups = join(nodes_of(rows))
    return [[rows[i] for i in sorted(i for node in group for i in node.rows)] for group in groups]


def _money_nodes(rows: list[Row]) -> list[Node]:
    nodes: list[Node] = []
    by_mention: dict[str, Node] = {}
    for i, row in enumerate(rows):
        original = by_mention.get(str(row.get("converts")))
        if original is not None:
            original.rows.append(i)
            original.numbers += _number(row, str(row["currency"]))
            continue
        node = _node(
            row, _number(row, str(row["currency"])), _won(row), row.get("purpose"), row.get("period") or row.get("per")
        )
        node.span = (row.get("period_start"), row.get("period_end"))
        node.rows.append(i)
        nodes.append(node)
        by_mention[str(row["mention_id"])] = node
    return nodes


def _headcount_nodes(rows: list[Row]) -> list[Node]:
    nodes = []
    for i, row in enumerate(rows):
        if not row.get("partitive"):
            size = row.get("value") or row.get("high")
            node = _node(row, _number(row, "people"), float(size) if size else None, row.get("role"), row.get("per"))
            if row.get("as_of_source") == "text":
                node.span = (row.get("as_of_start"), row.get("as_of_end"))
            node.joining = _joining(node)
            node.rows.append(i)
            nodes.append(node)
    return nodes


def _joining(node: Node) -> bool | None:
    """Whether a flow of people is into an organisation or out of it; None where its sentence says neither, or both."""
    joins, leaves = _JOINING.search(node.sentence), _LEAVING.search(node.sentence)
    return None if node.kind != "flow" or bool(joins) == bool(leaves) else bool(joins)


def _node(
    row: Row, numbers: list[tuple[str, float, float]], won: float | None, about: str | None, length: str | None
) -> Node:
    return Node(
        key=(row["mention_id"],),
        article=str(row["article_id"]),
        published=row.get("published"),
        numbers=numbers,
        won=won,
        organization=row.get("organization"),
        group=row.get("group"),
        counterparty=row.get("counterparty"),
        kind=str(row.get("kind") or "other"),
        about=about,
        span=(None, None),
        length=length,
        words=words_of(str(row.get("sentence") or "")),
        place=int(row["span_start"]),
        apart=bool(row.get("apart")),
        same_as=row.get("same_as"),
        sentence=str(row.get("sentence") or row["mention_id"]),
        low=_float(row.get("low")),
        high=_float(row.get("high")),
    )


def _number(row: Row, unit: str) -> list[tuple[str, float, float]]:
    value = row.get("value")
    return [] if value is None else [(unit, float(value), step_of(float(value)))]


def _won(row: Row) -> float | None:
    size = row.get("amount_krw")
    return float(size) if size is not None else _float(row.get("high") if row.get("currency") == "KRW" else None)


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def _ids(groups: Sequence[Sequence[Row]], prefix: str) -> dict[Any, str]:
    return {row["index"]: f"{prefix}{group[0]['mention_id']}" for group in groups for row in group}


def _series(ids: dict[Any, str], mentions: pd.DataFrame) -> pd.Series[Any]:
    return pd.Series([ids.get(index) for index in mentions.index], index=mentions.index, dtype="object")


def _common(group: Sequence[Row], shelf: _Shelf, prefix: str) -> Row:
    """What every table of facts has: ids, days, publishers and counts, copies of an article not counted."""
    articles = list(dict.fromkeys(str(row["article_id"]) for row in group))
    firsts = [next(row for row in group if str(row["article_id"]) == name) for name in articles]
    days = [row["published"] for row in group if row.get("published")]
    own = [name for name in articles if name not in shelf.copy] or articles[:1]
    publishers = dict.fromkeys(p for name in own if (p := shelf.publisher.get(name)))
    return {
        "claim_id": f"{prefix}{group[0]['mention_id']}",
        "merged_ids": "; ".join(f"{prefix}{row['mention_id']}" for row in firsts[1:]) or None,
        "first_published": min(days, default=None),
        "last_published": max(days, default=None),
        "publishers": "; ".join(publishers) or None,
        "n_articles": len(own),
        "n_mentions": sum(str(row["article_id"]) in own for row in group),
    }


def _said(group: Iterable[Row], column: str) -> Any:
    """The value of a column that is said most often; of equally frequent ones the longer, then the earlier."""
    counted = Counter(row[column] for row in group if row.get(column) is not None)
    return max(counted, key=lambda value: (counted[value], len(str(value))), default=None)


def _owner(group: Sequence[Row]) -> tuple[str | None, str | None]:
    """The most specific organisation that is said (an affiliate rather than its group), and its group."""
    named = [row for row in group if row.get("organization")]
    below = [row for row in named if row.get("group") and row["organization"] != row["group"]] or named
    name = _said(below, "organization")
    return name, next((row.get("group") for row in below if row["organization"] == name and row.get("group")), None)


def _shown(group: Sequence[Row]) -> Row:
    """The mention whose number stands for the claim: no conversion, the most digits, then the most often said."""
    own = [row for row in group if row.get("value") is not None and row.get("converts") is None] or [
        r for r in group if r.get("value") is not None
    ]
    if not own:
        return group[0]
    counted = Counter((row.get("currency"), row["value"]) for row in own)
    return max(
        own,
        key=lambda row: (digits_of(float(row["value"])), counted[row.get("currency"), row["value"]], -own.index(row)),
    )


def _differs(group: Sequence[Row], nodes_of: Callable[[list[Row]], list[Node]], shown: Row) -> bool:
    """Whether reports of one fact contradict each other: numbers beyond rounding, or owners that cannot be one."""
    if len(group) == 1:
        return False
    nodes = nodes_of(list(group))
    first = next(node for node in nodes if shown["mention_id"] == node.key[0])
    if any((0 < agreement(first, node) < 0.5 and node.numbers) or agreement(first, node) == 0 for node in nodes):
        return True
    periods = {row["period"] for row in group if row.get("period")}
    return len(periods) > 1


def _money_claim(group: list[Row], shelf: _Shelf, prefix: str) -> Row:
    shown = _shown(group)
    organization, owner_group = _owner(group)
    amount = _amount(group, shown)
    period = _said(group, "period")
    placed = [row for row in group if row.get("period_start") is not None]
    kinds = [row for row in group if row.get("kind") != "other"] or group
    kind = _said(kinds, "kind")
    return _common(group, shelf, prefix) | {
        "part_of": None,
        "organization": organization,
        "group": owner_group,
        "counterparty": _said(group, "counterparty"),
        "purpose": _said(group, "purpose"),
        "kind": kind,
        "status": _said(group, "status"),
        **{name: shown.get(name) for name in ("value", "low", "high", "currency", "qualifier")},
        **amount,
        "period": period,
        "period_start": placed[0]["period_start"] if placed else None,
        "period_end": placed[0]["period_end"] if placed else None,
        "per": _said(group, "per"),
        "annual_krw": _annual(amount["amount_krw"], period, kind, _said(group, "per")),
        "announced": next((day for row in group if (day := _announced(row))), None),
        "conflict": _differs(group, _money_nodes, shown),
    }


def _amount(group: Sequence[Row], shown: Row) -> Row:
    """The claim in won: by an article's own conversion of the shown number, else as the mention has it."""
    stated = [
        row
        for row in group
        if row.get("fx_source") == "stated"
        and row.get("value") == shown.get("value")
        and row["currency"] == shown["currency"]
    ]
    source = stated[0] if stated else shown
    won = source.get("amount_krw")
    rate = (
        Decimal(1)
        if shown.get("currency") == "KRW"
        else Decimal(str(source["fx_rate"]))
        if source.get("fx_rate")
        else None
    )

    def bound(name: str) -> float | None:
        value = shown.get(name)
        if value is None or rate is None:
            return None
        return float(won) if won is not None and value == shown.get("value") else float(Decimal(str(value)) * rate)

    return {
        "amount_krw": None if won is None else float(won),
        "amount_krw_low": bound("low"),
        "amount_krw_high": bound("high"),
        "fx_source": source.get("fx_source"),
        "fx_rate": source.get("fx_rate"),
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
    month = int(said.group(1) or published.month)
    try:
        day = date(published.year, month, int(said.group(2)))
    except ValueError:
        return None
    return day if 0 <= (published - day).days <= 31 else None


def _set_parts(claims: list[Row], groups: Sequence[Sequence[Row]], ids: dict[Any, str]) -> None:
    by_mention = {row["mention_id"]: ids[row["index"]] for group in groups for row in group}
    for claim, group in zip(claims, groups, strict=True):
        wholes = [by_mention[row["part_of"]] for row in group if row.get("part_of") in by_mention]
        claim["part_of"] = next((whole for whole in wholes if whole != claim["claim_id"]), None)


def _headcount_claim(group: list[Row], shelf: _Shelf, prefix: str) -> Row:
    shown = _shown(group)
    organization, owner_group = _owner(group)
    dated = [row for row in group if row.get("as_of_source") == "text"] or [
        row for row in group if row.get("as_of_start") is not None
    ]
    return _common(group, shelf, prefix) | {
        "organization": organization,
        "group": owner_group,
        "role": _said(group, "role"),
        "kind": _said([row for row in group if row.get("kind") != "other"] or group, "kind"),
        "per": _said(group, "per"),
        **{name: shown.get(name) for name in ("value", "low", "high", "qualifier")},
        "ai_organization": any(bool(row.get("ai_organization")) for row in group),
        **{name: dated[0].get(name) if dated else None for name in ("as_of_start", "as_of_end", "as_of_source")},
        "conflict": _differs(group, _headcount_nodes, shown),
    }


def _unit_groups(rows: list[Row]) -> list[list[Row]]:
    """Milestones by unit and event; the unit's owner, or its group, must be able to be the same."""
    found: dict[tuple[str, str], list[list[Row]]] = {}
    for row in rows:
        name = plain(re.sub(r"\(.*?\)", "", str(row["unit"])))
        for group in found.setdefault((name, str(row["event"])), []):
            if _one_owner(group[0], row) and (row["event"] == "founded" or _when(group, row)):
                group.append(row)
                break
        else:
            found[name, str(row["event"])].append([row])
    groups = [group for same in found.values() for group in same]
    return sorted(
        groups, key=lambda g: (_last(g[0].get("published")), str(g[0]["article_id"]), int(g[0]["span_start"]))
    )


def _one_owner(a: Row, b: Row) -> bool:
    names = (a.get("organization"), b.get("organization"))
    groups = (a.get("group") or names[0], b.get("group") or names[1])
    return None in names or names[0] == names[1] or groups[0] == groups[1] or a.get("unit") in names


def _when(group: Sequence[Row], row: Row) -> bool:
    return all(_meet(other, row) for other in group)


def _meet(a: Row, b: Row) -> bool:
    """Whether two days or stretches can be the same: one inside or across the other, or one not known."""
    if a.get("start") is None or b.get("start") is None:
        return True
    return bool(a["start"] <= b["end"] and b["start"] <= a["end"])


def _unit_claim(group: list[Row], shelf: _Shelf, prefix: str) -> Row:
    dated = [row for row in group if row.get("start") is not None]
    best = min(dated, key=lambda row: (row["end"] - row["start"]).days, default=group[0])
    organization, owner_group = _owner(group)
    common = _common(group, shelf, prefix)
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
        "conflict": not all(_meet(best, row) for row in group),
    }
