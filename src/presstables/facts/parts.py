"""Amounts that the text says are a part of another: 5조원 … 이 중 로봇 … 2조원."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presstables.facts.context import Context
from presstables.facts.model import MoneyFact
from presstables.mentions.model import Money

CUE = re.compile(r"특히|(?:이|그) ?중(?:에서)?(?= )|가운데|중에서|(?<=[가-힣]) 중 ")
"""The words that make a later, smaller amount a part: they stand between the two, in one sentence or two in a row."""


def mark_parts(context: Context, facts: Sequence[MoneyFact]) -> None:
    """Fill in `part_of` with the place of the total, in the article's own text."""
    mentions = context.mentions.money
    for i, (money, fact) in enumerate(zip(mentions, facts, strict=True)):
        if money.converts is None and fact.amount_krw is not None:
            totals = (j for j in range(i - 1, -1, -1) if _is_total(context, mentions[j], facts[j], money, fact))
            whole = next(totals, None)
            fact.part_of = None if whole is None else context.plain.offset(mentions[whole].start)


def _is_total(context: Context, whole: Money, said: MoneyFact, part: Money, fact: MoneyFact) -> bool:
    if whole.converts is not None or said.kind != fact.kind or said.organization != fact.organization:
        return False
    if context.index(part.start) - context.index(whole.start) > 1 or said.amount_krw is None or fact.amount_krw is None:
        return False
    smaller = float(fact.amount_krw) < float(said.amount_krw)
    comparable = (
        fact.kind in ("investment", "budget", "contract", "acquisition", "loan", "other") and said.per == fact.per
    )
    return smaller and comparable and CUE.search(context.text, whole.end, part.start) is not None
