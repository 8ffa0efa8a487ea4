"""Who is counted by a number of people, in which sense, and as of when."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from presstables.facts.context import Context
from presstables.facts.model import HeadcountFact, Milestone
from presstables.facts.organizations import alternatives, data
from presstables.facts.subjects import owner_of
from presstables.mentions.model import Date, Headcount

AI = re.compile(r"(?<![A-Za-z])A\.?I(?![A-Za-z])|인공지능|머신러닝|딥러닝|(?<![A-Za-z])(?:LLM|GPT)(?![A-Za-z])")
"""What makes a unit or a role one of artificial intelligence."""

_ROW = re.compile(r"^(?:\s?\([^()]*\))?(?:, ?[+\-\d][\d만천백억,. ]*여? ?명(?:\s?\([^()]*\))?)*")
_FLOWING = re.compile(r"(?:구인|채용|입직|이직|퇴직|신규)[가-힣]{0,2} ?(?:인원|자)(?: 수)?(?:은|는|도|이|가| 역시| 등)")
_GIVEN_TO = re.compile(r"(?:이상|가량)?(?:에게|에겐|한테)")
_STAFF = re.compile(r"(?:직원|사원|근로자|종업원|인력|노동자)$")
_SITUATION = {
    "근무": "근무 인원",
    "재직": "재직 인원",
    "종사": "종사 인원",
    "일하": "근무 인원",
    "참여": "참여 인원",
    "참석": "참석 인원",
    "상주": "상주 인원",
    "활동": "활동 인원",
}


@cache
def _people() -> str:
    return alternatives(data("people")["nouns"])


@cache
def _noun() -> re.Pattern[str]:
    """The noun for people that ends a role."""
    return re.compile(rf"[0-9A-Za-z가-힣·&]{{0,16}}?(?:{_people()})(?:\s?(?:수|규모|인원|정원))?")


def role_of(context: Context, count: Headcount) -> str | None:
    """Who is counted, in the article's own words: before the number, behind it, or from the verb (근무 인원)."""
    start, end = context.sentence(count.start)
    before, after = context.text[start : count.start], context.text[count.end : end]
    word = "[0-9A-Za-z가-힣·&]"
    behind = re.match(
        rf"(?:이상|가량|정도|안팎)?(?:의|이었던|이던|인|에 이르는|에 달하는) "
        rf"((?:{word}{{1,16}}(?<![은는이가을를]) ){{0,2}}?{word}{{0,16}}?(?:{_people()}))",
        after,
    )
    if behind:
        return behind.group(1)
    near = re.search(
        rf"({word}{{0,16}}(?:{_people()}))(?:만|은|는|이|가|도|을|를| 수(?:는|가|도)?| 등| 총| 약| 최대| 역시)*"
        r"[^가-힣]{0,3}(?:약 |총 |최대 |최소 |무려 |전체 |각각 )?$",
        before,
    )
    if near:
        return _tidy(near.group(1), before[: near.start()])
    for stem, role in _SITUATION.items():
        if re.match(rf"(?:이상|가량|정도)?(?:이|가|은|는)? (?:[가-힣]+ )?{stem}", after):
            return role
    said = [
        m for m in _noun().finditer(before) if re.match(r"(?:은|는|이|가|도|을|를|의|에게|으로| |$)", before[m.end() :])
    ]
    said = [m for m in said if not re.search(rf"(?:{alternatives(data('people')['titles'])})$", m.group())]
    return _tidy(said[-1].group(), before[: said[-1].start()]) if said else None


def _tidy(noun: str, before: str) -> str:
    noun = noun.strip()
    more = re.search(r"([0-9A-Za-z가-힣·]{1,16}(?<![은는을를이가의에서도며고한인된던로와과해여려])) $", before)
    if (
        more
        and not re.search(rf"(?:{_people()})$", more.group(1))
        and not re.search(
            r"\d|명$|년$|월$|총$|약$|전체$|까지$|부터$|으로$|에게$|기준$|보다$|실제$|최대$|등$", more.group(1)
        )
    ):
        noun = f"{more.group(1)} {noun}"
    return re.sub(r"\s?(?:(?<![교선])수|규모)$", "", noun)


def _without_owner(context: Context, count: Headcount, role: str | None) -> str | None:
    """The role without the organisation that it begins with: the organisation has its own column."""
    for actor in context.within(*context.sentence(count.start)) if role else ():
        name = context.text[actor.start : actor.end]
        if role and role.startswith(f"{name} "):
            return role[len(name) + 1 :]
    return role


def kind_of(context: Context, count: Headcount, role: str | None, carried: str | None) -> str:
    """In which sense people are counted: stock, flow, target, cumulative, change or other."""
    start, end = context.sentence(count.start)
    before, after = context.text[start : count.start], context.text[count.end : end]
    if count.partitive:
        return "other"
    if context.text[count.start] in "+-△▲–−":
        return "change"
    if before.endswith("(") and carried:
        return carried
    after = _ROW.sub("", after)
    for kind, pattern, side in _kinds():
        if pattern.search(after[:30] if side == "after" else before[-16:]):
            return _settled(kind, before, after)
    if (role and re.search(r"채용 ?(?:계획|예정)|^채용$", role)) or re.search(
        r"채용 ?(?:계획|예정)[^.]{0,30}$", before
    ):
        return "target"
    if _FLOWING.search(before[-40:]) or role in ("입직자", "이직자", "채용인원", "구인인원"):
        return "flow"
    if _GIVEN_TO.match(after) and not _STAFF.search(role or "직원"):
        return "other"  # «청년 5000명에게 월세를»: so many are reached; of its staff it would be all that there are
    return _level(before, after, carried)


def _settled(kind: str, before: str, after: str) -> str:
    """A flow that is only planned is a target, unless it recurs."""
    if kind == "cumulative" and re.search(r"매년|해마다|매달|매월", before[-24:]):
        return "flow"
    planned = re.match(r"[^.]{0,30}?(?:뽑기로|채용할 (?:계획|예정)|선발할|모집할|채용 ?(?:계획|목표))", after)
    return "target" if kind == "flow" and planned and "매년" not in before else kind


def _level(before: str, after: str, carried: str | None) -> str:
    if re.search(r"누적|지금까지|현재까지|까지 총", before[-24:]) or re.match(r"[^.]{0,8}(?:넘어섰|돌파)", after):
        return "cumulative"
    if re.search(r"목표|규모로", before[-10:]) or re.match(
        r"(?:으로|까지)? ?(?:늘릴|늘리기로|확대할|늘린다|목표|규모)|(?:이|을|를|은) [가-힣]{2,6}할 (?:예정|계획)", after
    ):
        return "target"
    goes_on = re.match(r"[^.]{0,3}(?:\)|이|으로|,|을|를)", after) and re.search(r"(?:은|는|이|가) (?:각각 )?$", before)
    return carried if carried in ("target", "flow", "stock") and goes_on else "stock"


@cache
def _kinds() -> list[tuple[str, re.Pattern[str], str]]:
    return [(k["kind"], re.compile(k["pattern"]), k["side"]) for k in data("people")["kind"]]


def per_of(context: Context, count: Headcount, kind: str) -> str | None:
    """The rate of a flow: 매년 P1Y, 한 달 P1M, a quarter's hires P3M, a month's P1M."""
    start, _ = context.sentence(count.start)
    before = context.text[start : count.start]
    if re.search(r"(?:매년|해마다|연간|연평균|한 해|한해)[^.]{0,24}$", before):
        return "P1Y"
    if re.search(r"(?:매달|매월|월평균|한 달|한달)[^.]{0,16}$", before):
        return "P1M"
    if kind != "flow" or not _FLOWING.search(before):
        return None
    lengths = {"quarter": "P3M", "month": "P1M", "half": "P6M", "year": "P1Y"}
    near = [
        d
        for d in context.mentions.dates
        if d.start < count.start and context.index(count.start) - context.index(d.start) <= 5
    ]
    compared = re.compile(r" ?(?:동월|동기|같은|보다|대비|과 비교|말|초)")
    placed = [d for d in near if d.granularity in lengths and not compared.match(context.text, d.end)]
    return lengths[placed[-1].granularity] if placed else None


def as_of(
    context: Context, count: Headcount, fact: HeadcountFact, founded: list[Milestone]
) -> tuple[date | None, date | None, str | None]:
    """The days that a number is true of and whether the text or the publication day gives them.

    설립 당시 takes the organisation's founding from the article; a level with no day of its own is of the day of print.
    """
    start, _ = context.sentence(count.start)
    before = context.text[max(start, count.start - 40) : count.start]
    if re.search(r"(?:설립|출범|창립|창업|신설) ?(?:당시|초기|때)[^.명]{0,14}$", before):
        known = [
            m for m in founded if m.event == "founded" and fact.organization and m.unit == fact.organization and m.start
        ]
        return (known[0].start, known[0].end, "text") if known else (None, None, None)
    if fact.kind not in ("stock", "cumulative"):
        return None, None, None
    placed = _placed(context, count)
    if placed is not None:
        return placed.first, placed.last, "text" if placed.first else None
    day = context.article.published
    return (day, day, "published") if day and fact.kind == "stock" else (None, None, None)


def _placed(context: Context, count: Headcount) -> Date | None:
    """The date of the count's own clause: 지난달 기준 163만명."""
    start, _ = context.sentence(count.start)
    for day in reversed(context.mentions.dates):
        if start <= day.start < count.start:
            between = context.text[day.end : count.start]
            close = len(between) < 30 and not context.clauses(day.end, count.start)
            meant = re.match(r" ?(?:말|초)?(?: 현재| 기준|에는?|엔| 당시|\()", between) or re.fullmatch(
                r" [가-힣A-Za-z ]{0,12}", between
            )
            return day if close and meant else None
    return None


def headcount_facts(context: Context, founded: list[Milestone]) -> list[HeadcountFact]:
    """The facts of every number of people of an article, in order."""
    facts: list[HeadcountFact] = []
    last: tuple[str | None, str] | None = None
    place = -9
    for count in context.mentions.headcounts:
        near = last is not None and context.index(count.start) - place <= 4
        fact = _fact(context, count, last if near else None)
        fact.as_of_start, fact.as_of_end, fact.as_of_source = as_of(context, count, fact, founded)
        facts.append(fact)
        if not count.partitive:
            last, place = (fact.role, fact.kind), context.index(count.start)
    return facts


def _fact(context: Context, count: Headcount, last: tuple[str | None, str] | None) -> HeadcountFact:
    if count.partitive and count.value == 1:
        return HeadcountFact(kind="other")
    role = role_of(context, count) or (last[0] if last else None)
    role = _without_owner(context, count, role)
    kind = kind_of(context, count, role, last[1] if last and (role == last[0] or last[1] != "flow") else None)
    unnamed = count.qualifier == "vague" and kind in ("other", "stock")
    organization = owner_of(context, count, "other" if unnamed else kind, carry=not unnamed)
    fact = HeadcountFact(role, organization, context.lexicon.group_of(organization), "other" if unnamed else kind)
    fact.per = per_of(context, count, fact.kind)
    fact.ai_organization = bool(AI.search(f"{organization or ''} {role or ''}"))
    return fact
