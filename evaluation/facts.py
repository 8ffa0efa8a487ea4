"""Measure who, what for and when, and what is counted once: python evaluation/facts.py [--errors N]

facts.jsonl holds invented articles with the links of each amount and each number of people, and their milestones;
claims.jsonl holds groups of articles of several papers, with the name of the fact that each figure states. Exits with 1
when presstables falls below the floors of [facts] in floors.toml.

    link fields   the share of the rows found whose field is right; a field that careful readers may dispute is left out
    milestones    F1 of the units found, and the share of those whose event, owner, days and planned are right
    claims        over all pairs of figures of a group: precision, recall and F1 of «these two state one fact»
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

import presstables as pt

HERE = Path(__file__).parent
LINKS = {
    "money": ("kind", "organization", "status", "period", "per"),
    "headcounts": ("kind", "organization", "role", "per"),
}
UNIT_FIELDS = ("event", "organization", "start", "end", "planned", "ai_organization")
Record = dict[str, Any]


@dataclass(slots=True)
class Share:
    """How many of the asked were right, and those that were not as (text about it, gold, found)."""

    asked: int = 0
    right: int = 0
    errors: list[tuple[str, Any, Any]] = field(default_factory=list)

    def count(self, about: str, gold: Any, found: Any, *, agrees: bool) -> None:
        """Count one answer."""
        self.asked += 1
        self.right += agrees
        if not agrees:
            self.errors.append((about, gold, found))

    @property
    def value(self) -> float:
        """From 0 to 1; 1 where nothing was asked."""
        return self.right / self.asked if self.asked else 1.0


def records(name: str) -> list[Record]:
    """The articles of facts.jsonl or claims.jsonl."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def extracted(articles: Sequence[Record]) -> pt.Tables:
    """What presstables makes of the articles."""
    given = [{name: one.get(name) for name in ("id", "publisher", "published", "text")} for one in articles]
    return pt.extract(pt.read_articles(pd.DataFrame(given).rename(columns={"id": "article_id"})))


def rows_by_article(table: pd.DataFrame) -> dict[str, list[Record]]:
    """The rows of a table as dicts, null cells as None and days as text, by article."""
    plain = table.astype(object).where(table.notna(), None)
    by_article: dict[str, list[Record]] = defaultdict(list)
    for row in plain.to_dict("records"):
        by_article[str(row["article_id"])].append({str(name): _plain(cell) for name, cell in row.items()})
    return by_article


def _plain(cell: Any) -> Any:
    return str(cell)[:10] if hasattr(cell, "isoformat") else cell


def same(name: str, gold: Any, found: Any) -> bool:
    """Whether two cells say the same: names by their letters, a role by one within the other, all else as it is."""
    if gold is None or found is None:
        return gold is found
    if name == "organization":
        return short(gold) == short(found)
    if name == "role":
        return short(gold) in short(found) or short(found) in short(gold)
    return bool(gold == found)


def short(name: str) -> str:
    """The letters and digits of a name, without ㈜ and 그룹."""
    return re.sub(r"㈜|\(주\)|주식회사|[^\w]|그룹$", "", name).lower()


def links(
    articles: Sequence[Record], tables: pt.Tables
) -> tuple[dict[str, dict[str, Share]], Counter[tuple[str, str]]]:
    """The share of each link field by table, and how often a kind of money was taken for another."""
    shares = {table: {name: Share() for name in names} for table, names in LINKS.items()}
    confused: Counter[tuple[str, str]] = Counter()
    for table, names in LINKS.items():
        found = rows_by_article(getattr(tables, table))
        for article in articles:
            for gold, row in matched(article[table], found[article["id"]]):
                for name in (n for n in names if n in gold):
                    agrees = same(name, gold[name], row[name])
                    shares[table][name].count(_about(article, gold), gold[name], row[name], agrees=agrees)
                if table == "money" and "kind" in gold and gold["kind"] != row["kind"]:
                    confused[str(gold["kind"]), str(row["kind"])] += 1
    return shares, confused


def matched(gold: Iterable[Record], found: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The gold rows that are owed, each with the row whose span overlaps its own."""
    pairs = []
    for row in gold:
        start, end = row["start"], row["start"] + len(row["surface"])
        hits = [one for one in found if one["span_start"] < end and start < one["span_end"]]
        if hits and not row.get("optional"):
            pairs.append((row, hits[0]))
    return pairs


def _about(article: Record, row: Record) -> str:
    start = row["start"]
    return f"{article['id']} " + article["text"][max(start - 30, 0) : start + 30].replace("\n", " ")


def milestones(articles: Sequence[Record], tables: pt.Tables) -> tuple[dict[str, float], dict[str, Share]]:
    """Precision, recall and F1 of the units found, and the share of each field on those."""
    found = rows_by_article(tables.milestones)
    shares = {name: Share() for name in UNIT_FIELDS}
    owed = met = extra = 0
    for article in articles:
        rows = list(found[article["id"]])
        for gold in article.get("milestones", []):
            row = _same_unit(gold, rows)
            if row is not None:
                rows.remove(row)
            if gold.get("optional"):
                continue
            owed, met = owed + 1, met + (row is not None)
            for name in UNIT_FIELDS if row else ():
                if name in gold:
                    agrees = same(name, gold[name], row[name])
                    shares[name].count(f"{article['id']} {gold['unit']}", gold[name], row[name], agrees=agrees)
        extra += len(rows) if "milestones" in article else 0
    return _measures(met, extra, owed - met), shares


def _same_unit(gold: Record, rows: Iterable[Record]) -> Record | None:
    """The row of the unit, one with the same event where there are several."""
    named = [row for row in rows if _one_name(short(gold["unit"]), short(row["unit"]))]
    return next((row for row in named if row["event"] == gold.get("event")), named[0] if named else None)


def _one_name(first: str, second: str) -> bool:
    return first in second or second in first


def claims(articles: Sequence[Record], tables: pt.Tables) -> dict[str, float]:
    """Precision, recall and F1 over all pairs of figures of a group, of the figures that were found."""
    by_group: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for table in LINKS:
        found = rows_by_article(getattr(tables, table))
        for article in articles:
            gold = [row for row in article["rows"] if row["table"] == table]
            pairs = [(row["claim"], one["claim_id"]) for row, one in matched(gold, found[article["id"]])]
            by_group[article["group"], table] += [pair for pair in pairs if pair[1] is not None]
    counts: Counter[tuple[bool, bool]] = Counter()
    for told in by_group.values():
        counts.update((a[0] == b[0], a[1] == b[1]) for a, b in combinations(told, 2))
    return _measures(counts[True, True], counts[False, True], counts[True, False])


def _measures(hits: int, extra: int, missed: int) -> dict[str, float]:
    return {
        "precision": hits / (hits + extra) if hits + extra else 1.0,
        "recall": hits / (hits + missed) if hits + missed else 1.0,
        "f1": 2 * hits / (2 * hits + extra + missed) if hits + extra + missed else 1.0,
    }


def measured() -> dict[str, Any]:
    """All figures of both sets; `confused` lists (gold kind, found kind, how often), `shares` hold the errors."""
    articles, groups = records("facts"), records("claims")
    tables = extracted(articles)
    shares, confused = links(articles, tables)
    units, fields = milestones(articles, tables)
    return {
        "figures": {
            **{f"{table}.{name}": share.value for table, each in shares.items() for name, share in each.items()},
            **{f"milestones.{name}": value for name, value in units.items()},
            **{f"milestones.{name}": share.value for name, share in fields.items()},
            **{f"claims.{name}": value for name, value in claims(groups, extracted(groups)).items()},
        },
        "confused": [(*kinds, count) for kinds, count in confused.most_common()],
        "shares": {f"{table}.{name}": share for table, each in shares.items() for name, share in each.items()}
        | {f"milestones.{name}": share for name, share in fields.items()},
    }


def below(figures: Mapping[str, float]) -> list[str]:
    """The figures that do not reach their floor."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["facts"]
    return [f"{name} {figures[name]:.3f} < {least}" for name, least in floors.items() if figures[name] < least]


def main() -> int:
    """Run from the command line; 1 when a floor is not reached."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", type=int, default=0, help="print this many differences a field")
    asked = ask.parse_args()
    result = measured()
    for name, value in result["figures"].items():
        print(f"{name:<28} {value:.3f}")
        share = result["shares"].get(name, Share())
        for about, gold, found in share.errors[: asked.errors]:
            print(f"      {about} | gold {gold} | found {found}")
    print("kinds taken for another (gold, found, rows):", result["confused"][:8])
    short_of = below(result["figures"])
    if short_of:
        print("below the floor:", ", ".join(short_of), file=sys.stderr)
    return int(bool(short_of))


if __name__ == "__main__":
    sys.exit(main())
