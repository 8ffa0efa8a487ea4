"""When an event of a unit was or will be: its day, that of a reorganisation that holds for all its items, and plans."""

from __future__ import annotations

import re
from datetime import date

from presstables.facts.context import Context
from presstables.facts.endings import is_adnominal, is_ahead
from presstables.facts.events import Cue, cues, has_event
from presstables.facts.units import Unit
from presstables.mentions.model import Date

_QUOTED_SAY = re.compile(r"(?:다|라)고[^.]{0,30}(?:밝혔|발표|전했|공시|말했|공개|공지|알렸|설명)")
_EFFECT = re.compile(r" ?(?:자|부)(?:로|의| )|(?:부터|에)? (?:[가-힣]+ )?(?:시행|적용|단행)")
_REORGANISED = re.compile(r"조직|개편|직제|기구|개정|통합|출범")
_NOT_OF_IT = re.compile(r" ?(?:이후|부터(?! ?(?:시행|운영))|까지|만에|발표|현재|대비|기준|에 이어|과 비교)")
_CEREMONY = re.compile(r"식|총회|행사")
_HEADING = re.compile(r"^[\s◇○▷■□▲△◆\-·*\[<(]*(?:오는 |지난 )?$")
_WENT_ON = re.compile(r"(?:해|하여|시켜|[가-힣]{0,2}[워려켜어])(?=[ ,])")
"""A verb that another follows as its aim (신설해 사업을 키운다): a plan only where the words say so."""
_LINE_ENDS = ("\n", "]", ">", ")")


def day_of(context: Context, cue: Cue, unit: Unit, headed: list[Date]) -> Date | None:
    """The date that the event happened on, None where the text gives none.

    `headed` are the days that hold for all that follows them: 1월 1일 자 조직개편.
    """
    start, end = context.sentence(cue.start)
    said = _said_behind(context, cue, end) or _with_its_verb(context, cue, unit, end)
    if said:
        return said
    since = unit.since if unit.since is not None else start
    until = max(unit.end, since) if unit.since is None and _gapped(context, unit, cue) else cue.start
    before = [d for d in context.mentions.dates if since <= d.start < max(until, unit.start) and d.start < cue.start]
    for day in reversed(before):
        if _others(context, day, cue, unit):
            break
        if _described_by(context, day, cue, unit):
            break
        if not _NOT_OF_IT.match(context.text, day.end) and not _announces(context, day, cue, end):
            return day
    earlier = [d for d in headed if d.start < cue.start]
    return earlier[-1] if earlier else None


def _said_behind(context: Context, cue: Cue, end: int) -> Date | None:
    """«출범한 건 지난 11일이다», «설립 절차를 13일 마쳤다», «출범식을 30일 열었다»."""
    text = context.text
    after = re.match(r"[가-힣]{1,3} (?:것은|건|때는|시점은|시기는|날은) ", text[cue.end : end])
    if not after:
        after = re.match(r"(?:식|절차)?(?:을|를)?(?: 절차를| 작업을)? ", text[cue.end : end])
        found = next((d for d in context.mentions.dates if after and 0 <= d.start - cue.end - after.end() <= 1), None)
        done = (
            re.match(r"에? (?:마쳤|마무리|완료|끝냈|열었|열고|가졌|갖고|개최|진행|마친|치렀)", text[found.end : end])
            if found
            else None
        )
        return found if done else None
    place = cue.end + after.end()
    return next((d for d in context.mentions.dates if 0 <= d.start - place <= 1), None)


def _with_its_verb(context: Context, cue: Cue, unit: Unit, end: int) -> Date | None:
    """«합친 ‘C’를 오는 3월 1일 선보인다», «합병해 ‘C’로 1일 출범했다»: the day of what is made of those joined."""
    if cue.frame != "join" or unit.start < cue.start:
        return None
    after = re.match(r"[’”'\"]?(?:을|를|으로|로|이|가) ", context.text[unit.end : end])
    place = unit.end + after.end() if after else -9
    return next((d for d in context.mentions.dates if 0 <= d.start - place <= 4), None)


def _gapped(context: Context, unit: Unit, cue: Cue) -> bool:
    """Whether the unit is one of a row with its own day: 2019년 A를, 지난해 B를 세웠다."""
    after = re.match(r"[’”'\"]?(?:\([^()]*\))?(?:(?:을|를)?,|과|와) ", context.text[unit.end : cue.start])
    place = unit.end + after.end() if after else -1
    return any(d.start == place for d in context.mentions.dates)


def _others(context: Context, day: Date, cue: Cue, unit: Unit) -> bool:
    """Whether a date belongs to an earlier clause with a subject of its own: A는 4월 …했고, B도 …를 만들어."""
    new = [a for a in context.within(day.end, cue.start) if a.role in ("topic", "subject") and a.name]
    if any(context.clauses(day.end, actor.start) for actor in new):
        return True
    particle = re.match(r"[’”'\"]?(?:\([^()]*\))?(은|는|이|가|도)(?=[ ,])", context.text[unit.end : cue.start + 1])
    return bool(particle and unit.start > day.end and context.clauses(day.end, unit.start))


def _described_by(context: Context, day: Date, cue: Cue, unit: Unit) -> bool:
    """«2021년 꾸린 로봇팀은 해체된다»: the date is of another event, which describes the unit."""
    if day.end >= unit.start:
        return False
    for other in cues(context, day.end, unit.start):
        word = re.match(r"[가-힣]*", context.text[other.end : unit.start]) if other.start != cue.start else None
        if word and word.group() and is_adnominal(word.group()) and not word.group().endswith(("할", "을", "는")):
            return True
    return False


def _announces(context: Context, day: Date, cue: Cue, end: int) -> bool:
    """«30일 신설했다고 밝혔다» dates the announcement, not the event; a ceremony is what the report is of."""
    text = context.text
    bare = re.fullmatch(r"\d{1,2}일(?:\([^()]*\))?|이날|전날|오늘|어제", text[day.start : day.end])
    published = context.article.published
    if not bare or (day.first and published and day.first > published) or _CEREMONY.match(text, cue.end):
        return False
    if re.match(r" ?(?:자|부)로", text[day.end : day.end + 4]) or not re.search(r"[^\s]", text[day.end : cue.start]):
        return False
    return bool(_QUOTED_SAY.search(text, cue.end, end))


def headed_days(context: Context) -> list[Date]:
    """The days that hold for the items behind them: of a reorganisation, a law's coming into force, a heading."""
    found = []
    for day in context.mentions.dates:
        start, end = context.sentence(day.start)
        line = context.text.rfind("\n", 0, day.start) + 1
        heads = _HEADING.match(context.text[line : day.start]) and context.text[day.end : day.end + 1] in _LINE_ENDS
        sentence = context.text[start:end]
        effect = _EFFECT.match(context.text, day.end) and (_REORGANISED.search(sentence) or has_event(sentence))
        if effect or (heads and day.granularity in ("day", "month")):
            found.append(day)
    return found


def is_planned(context: Context, cue: Cue, day: Date | None, published: date | None) -> bool:
    """Whether the event is still to come: by its day, its verb's ending, or by what the sentence says of its noun."""
    if day and day.first and published:
        if day.first > published:
            return True
        if day.last and day.last < published:
            return False
    _, end = context.sentence(cue.start)
    after = context.text[cue.end : end]
    if cue.frame == "noun" and not re.match(r"되|된|됐|될|돼|하|한|했|할|해|함|시키|시켰|시킨|시킬|시켜|키로", after):
        return _noun_planned(after)
    return is_ahead(after, said=_WENT_ON.match(after) is not None)


def _noun_planned(after: str) -> bool:
    """«AI연구소 설립을 추진한다», «설립이 목표다»; a headline's bare noun (신설) tells what was done."""
    if re.match(r"(?:을|를) (?:시작으로|포함|비롯|비롯해)", after):
        return is_ahead(after[after.index(" ") :])
    near = re.match(
        r"(?:을|를|이|가|도|에|은|는)? ?(?:[가-힣]+ ){0,2}?"
        r"(?:추진|준비|검토|계획|예정|방침|앞두|목표|나선다|나서기로|착수)",
        after,
    )
    done = re.match(r"[^.]{0,16}(?:마쳤|완료|끝냈|이후|뒤)", after)
    return bool(near) and not done
