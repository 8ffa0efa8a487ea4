"""The facts of every number of people: who is counted where, in which sense, and as of when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from presstables.facts.context import Context
from presstables.facts.headcount_kinds import kind_of, per_of
from presstables.facts.model import HeadcountFact, Milestone
from presstables.facts.roles import role_of
from presstables.facts.subjects import owner_of
from presstables.mentions.model import Date, Headcount

AI = re.compile(r"(?<![A-Za-z])A\.?I(?![A-Za-z])|인공지능|머신러닝|딥러닝|(?<![A-Za-z])(?:LLM|GPT)(?![A-Za-z])")
"""What makes a unit or a role one of artificial intelligence."""

_AT_FOUNDING = re.compile(r"(?:설립|출범|창립|창업|신설) ?(?:당시|초기|때)[^.명]{0,14}$")
_SINCE = re.compile(r"명[^.]{0,16}(?:현재|지금)")  # 작년 말 70명에서 현재 150명: the second number is of today
_ADNOMINAL = re.compile(
    r"[가-힣](?<=[한된던할될린진든낸운난친킨힌]) |하는 |되는 |따르면|의하면|이후|부터|만에|대비|보다|동기|같은 "
)
"""A verb or a comparison between a day and a number: the day is of something else."""
_PAST = re.compile(
    r"(?:이|가|에)? ?(?:었던|였던|이던|(?:전부|고작)(?:였|이었)|불과했|그쳤|남짓했|이었(?!다)|에 불과하던|에서 )"
)
_ASKED = re.compile(r"설문|대상으로|물어|물은|응답자|면접에는|여론조사")
_POINT = re.compile(r" ?(?:\(?현지시간\)?)?(?:말|초)? ?(?:현재|기준|당시)")


@dataclass(slots=True)
class _Talk:
    """What the numbers before leave a reader with: who was counted in which sense, where, and whether in a survey."""

    role: str | None = None
    kind: str | None = None
    place: int = -9
    asked: int = -9


def headcount_facts(context: Context, founded: list[Milestone]) -> list[HeadcountFact]:
    """The facts of every number of people of an article, in order."""
    facts: list[HeadcountFact] = []
    talk = _Talk()
    for count in context.mentions.headcounts:
        fact = _fact(context, count, talk, founded)
        fact.as_of_start, fact.as_of_end, fact.as_of_source = as_of(context, count, fact, founded)
        facts.append(fact)
        here = context.index(count.start)
        if _ASKED.search(context.text, *context.sentence(count.start)):
            talk.asked = here
        if not count.partitive:
            talk.role, talk.kind, talk.place = fact.role, fact.kind, here
    return facts


def _fact(context: Context, count: Headcount, talk: _Talk, founded: list[Milestone]) -> HeadcountFact:
    if count.partitive and count.value == 1:
        return HeadcountFact(kind="other")
    here = context.index(count.start)
    near, asked = here - talk.place <= 4, here - talk.asked <= 3
    own = role_of(context, count)
    role = _without_owner(context, count, talk.role if own is None and near else own) or None
    goes_on = near and (role == talk.role or talk.kind != "flow")
    kind = kind_of(context, count, role, talk.kind if goes_on else None)
    if asked and kind == "stock" and own is None:
        kind = "other"  # «204명에 그쳤다»: so many gave that answer
    unnamed = count.qualifier == "vague" and kind in ("other", "stock")
    kind = "other" if unnamed else kind
    organization = owner_of(context, count, kind, carry=not unnamed and not (asked and kind == "other"))
    organization = organization or _of_unit(context, count, founded)
    fact = HeadcountFact(role, organization, context.lexicon.group_of(organization), kind)
    fact.per = per_of(context, count, fact.kind)
    fact.ai_organization = bool(AI.search(f"{organization or ''} {role or ''}"))
    return fact


def _of_unit(context: Context, count: Headcount, units: list[Milestone]) -> str | None:
    """«인공지능과에는 12명이 배치된다»: who owns the unit, as its milestone tells, if nobody else is named."""
    start, _ = context.sentence(count.start)
    before = context.text[start : count.start]
    named = [(before.rfind(m.unit), m.organization) for m in units if len(m.unit) > 2 and m.organization]
    place, owner = max(named, default=(-1, None), key=lambda pair: pair[0])
    return owner if place >= 0 else None


def _without_owner(context: Context, count: Headcount, role: str | None) -> str | None:
    """The role without the organisation that it begins with: the organisation has its own column."""
    for actor in context.within(*context.sentence(count.start)) if role else ():
        name = context.text[actor.start : actor.end]
        if role and role.startswith(f"{name} "):
            return role[len(name) + 1 :]
    return role


def as_of(
    context: Context, count: Headcount, fact: HeadcountFact, founded: list[Milestone]
) -> tuple[date | None, date | None, str | None]:
    """The days that a number is true of and whether the text or the publication day gives them.

    설립 당시 takes the organisation's founding from the article; a level with no day of its own is of the day of print.
    """
    start, end = context.sentence(count.start)
    before = context.text[max(start, count.start - 40) : count.start]
    if _AT_FOUNDING.search(before):
        known = [
            m for m in founded if m.event == "founded" and fact.organization and m.unit == fact.organization and m.start
        ]
        if known:
            return known[0].start, known[0].end, "text"
        then = _placed(context, count, fact.kind)
        return (then.first, then.last, "text") if then and then.first else (None, None, None)
    if fact.kind in ("change", "other") or fact.per:
        return None, None, None
    placed = _placed(context, count, fact.kind) or _then(context, start)
    if placed is not None:
        fact.kind = _in_time(fact, placed, context.article.published)
        return placed.first, placed.last, "text" if placed.first else None
    day = context.article.published
    is_now = fact.kind == "stock" and not _PAST.match(context.text, count.end, end)
    return (day, day, "published") if day and is_now else (None, None, None)


def _then(context: Context, start: int) -> Date | None:
    """«당시 인원은 40명»: the day that the sentence before tells of."""
    if not context.text.startswith("당시", start):
        return None
    told = [d for d in context.mentions.dates if d.start < start and context.index(start) - context.index(d.start) <= 2]
    return told[-1] if told else None


def _in_time(fact: HeadcountFact, day: Date, published: date | None) -> str:
    """A level of a time to come is a target: 2027년에는 연구원이 100명."""
    later = fact.kind == "stock" and day.first and published and day.first > published
    return "target" if later else fact.kind


def _placed(context: Context, count: Headcount, kind: str) -> Date | None:
    """The date of the count's own clause: 지난달 기준 163만명, 2027년까지 500명."""
    start, _ = context.sentence(count.start)
    for day in reversed(context.mentions.dates):
        if start <= day.start < count.start:
            between = context.text[day.end : count.start]
            if (
                len(between) > 44
                or context.clauses(day.end, count.start)
                or (kind != "flow" and _ADNOMINAL.search(between))
            ):
                return None
            if _SINCE.search(between) or (between.startswith("까지") and kind == "flow"):
                return None
            if day.granularity in ("day", "week") and kind == "stock" and not _POINT.match(between):
                return None
            return day
    return None
