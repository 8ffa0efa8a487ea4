"""From mentions to facts: a pass over each article for each question, after one batch of the tagger for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from presstables.articles.model import Article
from presstables.facts.context import Context, name_actors, open_article
from presstables.facts.exchange import exchange
from presstables.facts.headcounts import headcount_facts
from presstables.facts.kinds import is_public_spending, kinds_of
from presstables.facts.milestones import has_event, milestones_of
from presstables.facts.model import Facts, HeadcountFact, Milestone, MoneyFact
from presstables.facts.morphology import shared
from presstables.facts.organizations import Lexicon, load_lexicon
from presstables.facts.parts import mark_parts
from presstables.facts.periods import Time, bounds, times_of
from presstables.facts.purposes import purpose_of
from presstables.facts.statuses import completed, settled, status_of
from presstables.facts.subjects import counterparty_of, owner_of
from presstables.mentions.model import Mentions

HEAD = 3
"""How many sentences at the top of an article (headline, sub-headlines, lead) the tagger always reads."""


def link(
    articles: Sequence[Article], mentions: Sequence[Mentions], *, lexicon: Lexicon | Iterable[str | Path] | None = None
) -> list[Facts]:
    """The facts of each article's mentions, in order.

    `lexicon` adds TOML files of organisations to the package's. Raises PresstablesError where the JVM does not start.
    """
    known = lexicon if isinstance(lexicon, Lexicon) else load_lexicon(*(Path(path) for path in lexicon or ()))
    opened = [open_article(article, found, known) for article, found in zip(articles, mentions, strict=True)]
    wanted = [_to_read(context) for context in opened]
    sentences = [
        context.text[slice(*context.spans[i])] for context, indices in zip(opened, wanted, strict=True) for i in indices
    ]
    read = iter(shared(known.words()).analyse(sentences))
    for context, indices in zip(opened, wanted, strict=True):
        name_actors(context, {i: next(read) for i in indices})
    return [facts_of(context, article) for context, article in zip(opened, articles, strict=True)]


def no_links(mentions: Mentions, published: date | None = None) -> Facts:
    """The facts that need no tagger: amounts in won."""
    money = [MoneyFact() for _ in mentions.money]
    exchange(mentions.money, money, published)
    return Facts(money, [HeadcountFact() for _ in mentions.headcounts], [])


def facts_of(context: Context, article: Article) -> Facts:
    """The facts of one opened article."""
    milestones = milestones_of(context)
    money = money_facts(context)
    exchange(context.mentions.money, money, article.published)
    mark_parts(context, money)
    _within_total(context, money)
    return Facts(money, headcount_facts(context, milestones), [_in_original(context, row) for row in milestones])


def _within_total(context: Context, facts: Sequence[MoneyFact]) -> None:
    """Give a part that says no time of its own the stretch of its total: 5년간 5조원 … 이 가운데 2조원."""
    places = {context.plain.offset(m.start): fact for m, fact in zip(context.mentions.money, facts, strict=True)}
    for fact in facts:
        whole = places.get(fact.part_of) if fact.part_of is not None else None
        if whole and fact.period is None and fact.per is None:
            fact.period, fact.period_start, fact.period_end = whole.period, whole.period_start, whole.period_end


def money_facts(context: Context) -> list[MoneyFact]:
    """The facts of every amount of an article, in order; a conversion has those of what it converts."""
    kinds = kinds_of(context)
    times = times_of(context, kinds)
    statuses = _statuses(context, kinds, times)
    facts: list[MoneyFact] = []
    by_start: dict[int, MoneyFact] = {}
    for money, kind, time, status in zip(context.mentions.money, kinds, times, statuses, strict=True):
        original = by_start.get(money.converts) if money.converts is not None else None
        if original is not None:
            facts.append(replace(original))
            continue
        owner = owner_of(context, money, kind)
        if kind == "investment" and context.lexicon.is_public(owner) and is_public_spending(context, money):
            kind = "budget"
        other = counterparty_of(context, money, kind, owner)
        first, last = bounds(time.period, time.placed)
        facts.append(
            MoneyFact(
                organization=owner,
                group=context.lexicon.group_of(owner),
                counterparty=other,
                purpose=purpose_of(context, money, kind),
                kind=kind,
                status=status,
                period=time.period,
                period_start=first,
                period_end=last,
                per=time.per,
            )
        )
        by_start[money.start] = facts[-1]
    return facts


def _statuses(context: Context, kinds: Sequence[str], times: Sequence[Time]) -> list[str | None]:
    """The status of each amount by its verb, its days and what the article says of the same amount elsewhere."""
    found = []
    for money, kind, time in zip(context.mentions.money, kinds, times, strict=True):
        first, last = bounds(time.period, time.placed)
        found.append(settled(status_of(context, money, kind), kind, first, last, context.article.published))
    return completed(context, kinds, found)


def _to_read(context: Context) -> list[int]:
    """The sentences that the tagger reads: those with a figure or an event, each one's predecessor, and the head."""
    places = [m.start for m in context.mentions.money] + [m.start for m in context.mentions.headcounts]
    found = {context.index(place) for place in places}
    found |= {i for i, (start, end) in enumerate(context.spans) if has_event(context.text[start:end])}
    return sorted(
        {i for f in found for i in (f - 1, f) if i >= 0}
        | (set(range(min(HEAD, len(context.spans)))) if found else set())
    )


def _in_original(context: Context, row: Milestone) -> Milestone:
    """The milestone at the offsets of the article's text as it was given."""
    return replace(row, span_start=context.plain.offset(row.span_start), span_end=context.plain.offset(row.span_end))
