"""What the rows of a report say, in a few sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from presstables.charts.ai_org_rows import flows_of, points_of
from presstables.charts.investment_rows import claim_name, printed_amount
from presstables.charts.sources import records
from presstables.charts.wording import known, topic
from presstables.report.rows import Claim, Maker

TOLD = 3
"""Organisations whose people the summary tells of, at most."""


def summary(
    maker: Maker, articles: pd.DataFrame, claims: Mapping[str, pd.DataFrame], unknown: Sequence[str]
) -> list[str]:
    """The sentences: how much was found, and then what of money, of units and of people.

    `claims` are the rows of each table that the charts draw; `unknown` are organisations that were asked for in vain.
    """
    lines = maker.words["summary_lines"]
    money, units, people = (claims[name] for name in ("money_claims", "units", "headcount_claims"))
    counts = {"articles": len(articles), "investments": len(money), "units": len(units), "headcounts": len(people)}
    return [
        lines["articles"].format(**counts),
        *([lines["unknown"].format(names=", ".join(unknown))] if unknown else []),
        *_of_money(maker, lines, money),
        *_of_units(maker, lines, units),
        *_of_people(maker, lines, people),
    ]


def _of_money(maker: Maker, lines: dict[str, str], money: pd.DataFrame) -> list[str]:
    if money.empty:
        return [lines["no_investments"]]
    said = [lines["investments"].format(count=len(money), day=maker.day(money["first_published"].max()))]
    ranked = money.sort_values("amount_krw", ascending=False, kind="stable")
    largest = records(ranked)[0]
    if len(money) > 1:
        line = lines["largest" if known(largest["publishers"]) else "largest_unnamed"]
        said.append(_claim_line(maker, line, largest))
    parts = records(ranked[ranked["part_of"] == largest["claim_id"]])
    whole = printed_amount(largest, maker.language)
    said += [_claim_line(maker, lines["part"], part, whole=whole) for part in parts]
    return [" ".join(said)]


def _claim_line(maker: Maker, line: str, claim: Claim, **more: str) -> str:
    amount = printed_amount(claim, maker.language)
    if known(claim["purpose"]):
        label = f"‘{claim['purpose']}’ {amount}" if maker.language == "ko" else f"{amount} for “{claim['purpose']}”"
    else:
        label = amount
    return line.format(
        owner=claim_name(claim, maker.language),
        label=label,
        topic=topic(amount)[len(amount) :],
        day=maker.day(claim["first_published"]),
        publishers=claim["publishers"],
        **more,
    )


def _of_units(maker: Maker, lines: dict[str, str], units: pd.DataFrame) -> list[str]:
    if units.empty:
        return [lines["no_units"]]
    dated = records(units[units["start"].notna()].sort_values("start", kind="stable"))
    if not dated:
        return [lines["undated_units"].format(count=len(units))]
    first, last = _unit(maker, dated[0]), _unit(maker, dated[-1])
    name = "units" if len(dated) > 1 else "unit"
    return [lines[name].format(count=len(units), first=first, last=last)]


def _unit(maker: Maker, unit: Claim) -> str:
    name, owner = (str(unit[column]) if known(unit[column]) else "" for column in ("unit", "organization"))
    if not name.startswith(owner):  # as LG AI연구원 of LG does
        name = f"{owner} {name}"
    space = "" if maker.language == "ko" else " "
    return f"{name}{space}({maker.days(unit['start'], unit['end'])})"


def _of_people(maker: Maker, lines: dict[str, str], people: pd.DataFrame) -> list[str]:
    """Organisations of which two numbers or more are known: the first and the last, and no more than three; then the
    largest number of people over a time, and the largest target.
    """
    said: list[str] = []
    there = people["kind"] == "stock"
    flows = flows_of(people[~there], maker.language)
    for organization, claims in people[there].groupby("organization", sort=False):
        points = sorted(points_of(claims, maker.language), key=lambda point: point.end)
        if len(points) > 1:
            space = "" if maker.language == "ko" else " "
            first, last = (f"{point.amount}{space}({point.when})" for point in (points[0], points[-1]))
            said.append(lines["headcount"].format(organization=organization, first=first, last=last))
    said = said[:TOLD]
    for name, found in (("flow", [f for f in flows if not f.planned]), ("target", [f for f in flows if f.planned])):
        if found:
            more = lines["more"].format(count=len(found) - 1) if len(found) > 1 else ""
            said.append(lines[name].format(name=found[0].name, label=found[0].label, more=more))
    return said
