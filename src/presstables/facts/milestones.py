"""Founded, renamed, merged, closed: the events in the lives of units, with their owner and day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from presstables.facts.context import Actor, Context
from presstables.facts.headcounts import AI
from presstables.facts.model import Milestone
from presstables.facts.organizations import alternatives, data, pattern, plain
from presstables.mentions.model import Date

_OPEN, _CLOSE = "‘“'\"「『<", "’”'\"」』>"
_NOUNS = frozenset(["NNP", "NNG", "NA", "SL", "SN", "XSN", "XPN", "NF", "SH", "XR", "NNB"])
_BY_ITSELF = re.compile(r"(?:출범|발족|개소|개원|분사)|[가-힣 ]{2,6}?(?:됐|된|되|될|돼)|(?:해체|폐쇄|청산|해산)[^시]")
"""Events whose subject is the unit: 출범했다, 신설됐다. Of others the subject is who does it."""

_DONE = re.compile(r"^[가-힣]{0,3}(?:했|됐|됐|했던|한 바|시켰|하였|되었)")
_QUOTED_SAY = re.compile(r"(?:다|라)고[^.]{0,24}(?:밝혔|발표|전했|공시|말했|공개)")
_HEADED = re.compile(r" ?(?:자|부)(?:로)? ?(?:로 )?(?:[가-힣]+ ){0,2}?(?:조직 ?개편|인사|개편)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name at its place, and the organisation that stands before it, if one does."""

    start: int
    end: int
    name: str
    owner: str | None = None


@cache
def _events() -> list[tuple[str, re.Pattern[str]]]:
    return [(e["event"], re.compile(e["stem"])) for e in data("events")["event"]]


def has_event(sentence: str) -> bool:
    """Whether a sentence holds a word of an event, so that the tagger needs to read it."""
    return any(stem.search(sentence) for _, stem in _events())


def milestones_of(context: Context) -> list[Milestone]:
    """The events that an article tells, one row per unit and event, at the mention that says most."""
    found: list[Milestone] = []
    headed = _headed_day(context)
    for start, end in context.spans:
        for event, stem in _events():
            for m in stem.finditer(context.text, start, end):
                if not pattern("no_event").match(context.text, m.end()):
                    found += [
                        _milestone(context, unit, event, m, headed) for unit in _units(context, event, m, start, end)
                    ]
    return _once(found)


def _units(context: Context, event: str, stem: re.Match[str], start: int, end: int) -> list[Unit]:
    if event == "merged":
        return _merged(context, stem, start, end)
    left = context.text[start : stem.start()]
    if event == "renamed":
        onto = re.search(r"(?:으로|로) ?$", left)
        units = _named_before(context, start + onto.start(), start) if onto else []
        return [u for u in units if plain(u.name) not in _generic()]
    between = data("patterns")["between_unit_and_event"]["pattern"]
    before = re.search(rf"(을|를|이|가|은|는|도)?{between}\s*$", left)
    assert before is not None
    acts = before.group(1) in ("이", "가", "은", "는", "도") and not _BY_ITSELF.match(context.text, stem.start())
    units = [] if acts else _named_before(context, start + before.start(), start)
    return units or _related(context, stem, start, end)


def _named_before(context: Context, end: int, start: int) -> list[Unit]:
    """The units whose name ends at `end`: the last of a list first found, then those that it is joined to."""
    unit = _one_before(context, end, start)
    if unit is None:
        return []
    units, place = [unit], unit.start
    for _ in range(6):
        joined = re.search(r"(?:과|와|,|·| 및)\s?(?:\d{4}년 )?[‘“'\"]?$", context.text[start:place])
        more = _one_before(context, start + joined.start(), start) if joined else None
        if more is None or more.start >= place:
            break
        units.append(more)
        place = more.start
    return units[::-1]


def _one_before(context: Context, end: int, start: int) -> Unit | None:
    gloss = re.search(r"\([^()\n]{1,40}\)$", context.text[start:end])
    stop = start + gloss.start() if gloss else end
    text = context.text
    if stop > start and text[stop - 1] in _CLOSE:
        opened = max(text.rfind(mark, start, stop - 1) for mark in _OPEN)
        return _checked(context, opened + 1, stop - 1, start, quoted=True) if opened >= 0 else None
    whole = [a for a in context.within(start, stop) if a.end == stop and a.name]
    if whole and (whole[0].start == start or not re.search(r"[0-9A-Za-z가-힣]$", text[start : whole[0].start])):
        return Unit(whole[0].start, end, whole[0].name or "", None)
    return _checked(context, _noun_start(context, stop, start), stop, start)


def _noun_start(context: Context, stop: int, start: int) -> int:
    """Where the run of nouns that ends at `stop` begins, by the tagger: up to four words, no date among them."""
    tokens = context.tokens.get(context.index(start), ())
    inside = [t for t in tokens if start + t.end <= stop]
    days = [(d.start, d.end) for d in context.mentions.dates]
    place, words = stop, 1
    for token in reversed(inside):
        gap = context.text[start + token.end : place]
        fits = token.tag in _NOUNS or token.morph in ("·", "&", "-")
        if not fits or gap not in ("", " ") or any(s <= start + token.start < e for s, e in days):
            break
        words += gap == " "
        if words > 4 or (token.tag == "NNB" and place < stop):
            break
        place = start + token.start
    return place


def _checked(context: Context, begin: int, stop: int, start: int, quoted: bool = False) -> Unit | None:
    name = context.text[begin:stop].strip("·-& ")
    owner = next((a for a in context.within(begin, stop) if a.start == begin and a.end < stop and a.name), None)
    rest = context.text[owner.end : stop].strip() if owner else name
    if owner and (_is_unit(rest) or quoted) and not re.match(r"[가-힣]*(?:의|산하)", rest):
        return Unit(owner.end, stop, re.sub(r"^(?:그룹|소속|산하|직속) ", "", rest), owner.name)
    name = re.sub(r"^.*(?:소속|산하|직속) ", "", name)
    name = re.sub(r"^(?:국내 최초|최초|신규|별도|전담 |새|그룹 차원|차원|자체|전사|사내|산하) ?", "", name)
    if (
        not name
        or re.match(r"\d+(?:개|곳|명)", name)
        or not (_is_unit(name) or (quoted and re.search(r"[A-Za-z]", name) and _is_unit(name)))
    ):
        return None
    if plain(name) in _generic():
        return _placed(context, begin, stop, name, start)
    return Unit(begin, stop, name)


def _placed(context: Context, begin: int, stop: int, name: str, start: int) -> Unit | None:
    """A nameless office or subsidiary is known by its place: 미국 보스턴에 현지 사무소를."""
    where = re.search(r"([가-힣A-Za-z]{2,8})에 $", context.text[start:begin])
    head = name.split(" ")[-1]
    if (
        not where
        or head not in ("사무소", "법인", "지사", "연구소", "사무실", "거점", "센터")
        or where.group(1) in ("산하", "부문", "국내", "해외", "현지")
    ):
        return None
    return Unit(begin, stop, f"{where.group(1)} {head}")


@cache
def _generic() -> frozenset[str]:
    return frozenset(plain(name) for name in data("events")["units"]["generic"])


@cache
def _unit_shape() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = data("events")["units"]
    ends = rf"(?:{alternatives(units['endings'])})$|[0-9A-Za-z가-힣]{{2,}}(?:{alternatives(units['short'])})$"
    return re.compile(ends), re.compile(alternatives(units["never"]))


def _is_unit(name: str) -> bool:
    ends, never = _unit_shape()
    last = name.split(" ")[-1]
    return bool(ends.search(name)) and not (
        never.fullmatch(last) or (len(last) > 3 and re.search(r"..(?:센터|펀드)$", last) and never.search(last))
    )


def _related(context: Context, stem: re.Match[str], start: int, end: int) -> list[Unit]:
    """«2011년 설립된 한빛로봇은»: the noun that the event describes; a mere 기업 stands for the topic."""
    text = context.text
    linked = re.compile(r"(?:된|한|하는|될|할|시킨|했던|했|됐|하고|돼)[가-힣]{0,3}\s?").match(text, stem.end())
    if not linked:
        return []
    adnominal = re.match(r"(?:된|한|하는|될|할|시킨|했던) ", text[stem.end() : stem.end() + 4])
    if adnominal:
        place = stem.end() + adnominal.end()
        named = next((a for a in context.within(place, min(end, place + 6)) if a.start - place <= 1 and a.name), None)
        if named and text[named.end : named.end + 1] == " ":
            return _after_owner(context, named, end)
        if named:
            return [Unit(named.start, named.end, named.name or "")]
        if not re.match(r"[^,.]{0,24}?(?:기업|회사|업체|스타트업|기관|연구소|은행|재단|단체)", text[place:end]):
            return []
    topics = [a for a in context.within(start, stem.start()) if a.name and a.role == "topic" and not a.reporter]
    object_said = topics and re.search(r"[가-힣](?:을|를) [^을를,]*$", text[topics[-1].end : stem.start()])
    founder = [a for a in context.within(start, stem.start()) if a.name and a.role == "subject"]
    if object_said or not topics or (founder and not adnominal and founder[-1].name == topics[-1].name):
        return []
    passive = re.match(r"(?:된|됐|돼)", text[stem.end() :])
    someone = re.search(r"[가-힣](?:이|가|가족이|출신들이) [^,.]{0,8}$", text[topics[-1].end : stem.start()])
    return [Unit(topics[-1].start, topics[-1].end, topics[-1].name or "")] if passive or someone else []


def _after_owner(context: Context, owner: Actor, end: int) -> list[Unit]:
    """«신설한 KT AI연구소는»: the unit that stands behind its owner."""
    m = re.match(
        r" ((?:[0-9A-Za-z]+ )?[0-9A-Za-z가-힣·]+?)(?:은|는|이|가|을|를|의|에|도)(?= |$)", context.text[owner.end : end]
    )
    place = owner.end + 1
    return [Unit(place, place + len(m.group(1)), m.group(1), owner.name)] if m and _is_unit(m.group(1)) else []


def _merged(context: Context, stem: re.Match[str], start: int, end: int) -> list[Unit]:
    """«A팀과 B팀을 통합»: both, named together; also where brackets name them: 팀을 통합(A팀과 B팀)."""
    text = context.text
    gloss = re.match(r"\(([^()]+)(?:과|와) ([^()]+)\)", text[stem.end() : end])
    if gloss and _is_unit(gloss.group(1)) and _is_unit(gloss.group(2)):
        return [Unit(stem.start(), stem.end() + gloss.end(), f"{gloss.group(1)}·{gloss.group(2)}")]
    onto = re.search(r"(?:을|를)(?: ([^,.]{2,20})(?:으로|로))?\s?$", text[start : stem.start()])
    units = _named_before(context, start + onto.start(), start) if onto else []
    named = onto.group(1) if onto else None
    if len(units) < 2:
        return []
    return [
        Unit(
            units[0].start,
            units[-1].end,
            named if named and _is_unit(named) else "·".join(u.name for u in units),
            units[0].owner,
        )
    ]


def _milestone(context: Context, unit: Unit, event: str, stem: re.Match[str], headed: Date | None) -> Milestone:
    day = _day(context, stem, unit) or headed
    first, last = (day.first, day.last) if day else (None, None)
    published = context.article.published
    planned = bool(first and published and first > published) or _is_planned(context, stem)
    owner = _owner(context, unit, stem)
    begin, end = min(unit.start, stem.start()), max(unit.end, stem.end())
    begin = end - len(context.text[begin:end].lstrip())  # a unit begins behind its owner, and the space there
    purpose = context.text[max(context.sentence(stem.start())[0], unit.start - 30) : unit.start]
    about_ai = AI.search(unit.name) or (
        AI.search(purpose) and re.search(r"(?:위해|위한|전담하는|연구하는|담당할) [^,.]{0,12}$", purpose)
    )
    return Milestone(
        begin,
        end,
        owner,
        context.lexicon.group_of(owner),
        unit.name,
        event,
        first,
        last,
        planned,
        bool(about_ai),
        f"{event}.{stem.group()}",
    )


def _is_planned(context: Context, stem: re.Match[str]) -> bool:
    """Whether the event is still to come by its own words, or those that end its sentence (설립을 추진한다)."""
    _, end = context.sentence(stem.start())
    after = context.text[stem.end() : end]
    if _DONE.match(after):
        return False
    nominal = re.match(r"(?:을|를|이|가|도|,|과|와| 등|에)", after)
    return bool(
        pattern("event_planned").match(after)
        or (
            nominal
            and re.search(r"(?:추진|준비|검토)(?:한다|할|중|하고)|(?:예정|계획|방침)(?:이다|이라|\.|입니다)", after)
        )
    )


def _day(context: Context, stem: re.Match[str], unit: Unit) -> Date | None:
    """The date that the event happened on: the nearest before it in its sentence, or «출범한 건 지난 11일»."""
    start, end = context.sentence(stem.start())
    after = re.match(r"[가-힣]{1,2} (?:것은|건|때는|시점은) ", context.text[stem.end() : end])
    if after:
        place = stem.end() + after.end()
        return next((d for d in context.mentions.dates if 0 <= d.start - place <= 1), None)
    before = [d for d in context.mentions.dates if start <= d.start < min(stem.start(), max(unit.start, stem.start()))]
    for day in reversed(before):
        tail = context.text[day.end : day.end + 8]
        if _others(context, day, stem):
            break
        if not re.match(r" ?(?:이후|부터|까지|만에|발표|현재|대비)", tail) and not _announces(context, day, stem, end):
            return day
    return None


def _others(context: Context, day: Date, stem: re.Match[str]) -> bool:
    """Whether a date belongs to an earlier clause with a subject of its own: A는 4월 …했고, B도 …를 만들어."""
    new = [a for a in context.within(day.end, stem.start()) if a.role in ("topic", "subject") and a.name]
    return any(context.clauses(day.end, actor.start) for actor in new)


def _announces(context: Context, day: Date, stem: re.Match[str], end: int) -> bool:
    """«30일 신설했다고 밝혔다» dates the announcement, not the event."""
    bare = re.fullmatch(r"\d{1,2}일", context.text[day.start : day.end])
    return bool(bare and _QUOTED_SAY.search(context.text, stem.end(), end))


def _headed_day(context: Context) -> Date | None:
    """The day of a reorganisation that holds for all that it founds: 내년 1월 1일 자 조직개편."""
    return next((d for d in context.mentions.dates if _HEADED.match(context.text, d.end)), None)


def _owner(context: Context, unit: Unit, stem: re.Match[str]) -> str | None:
    if unit.owner:
        return unit.owner
    start, _ = context.sentence(stem.start())
    known = [a for a in context.within(start, stem.start()) if a.name and a.name != unit.name and not a.reporter]
    independent = any(a.name == unit.name for a in context.actors) and not _is_unit(unit.name)
    for roles in (
        ("topic", "subject", "headline", "list:topic", "list:subject"),
        ("genitive", "leader", "dative", "plain"),
    ):
        acting = [a for a in known if a.role in roles and not (unit.start <= a.start < unit.end)]
        if acting and not (independent and "plain" in roles):
            return acting[-1].name
    group = context.lexicon.group_of(unit.name)
    focus = context.focus[context.index(stem.start())] if context.focus else None
    if group and group != unit.name:
        same = focus and focus != unit.name and context.lexicon.group_of(focus) == group
        return focus if same else group
    return unit.name if independent or unit.name == focus else focus or context.main


def _once(found: Sequence[Milestone]) -> list[Milestone]:
    """One row per unit and event: of several mentions the one that says most, a day before a year."""
    groups: list[list[Milestone]] = []
    for row in found:
        for group in groups:
            if group[0].event == row.event and _same_unit(group, row):
                group.append(row)
                break
        else:
            groups.append([row])
    return sorted((_best(group) for group in groups), key=lambda m: (m.span_start, m.unit))


def _same_unit(group: Iterable[Milestone], row: Milestone) -> bool:
    name = plain(re.sub(r"\(.*?\)", "", row.unit))
    for other in group:
        known = plain(re.sub(r"\(.*?\)", "", other.unit))
        if name == known or (min(len(name), len(known)) >= 4 and (name in known or known in name)):
            return True
    return False


def _best(group: Sequence[Milestone]) -> Milestone:
    def says(row: Milestone) -> tuple[int, int, int, int]:
        length = (row.end - row.start).days if row.start and row.end else 99_999
        return (length, row.planned, -len(row.unit), row.span_start)

    best = min(group, key=says)
    best.ai_organization = any(row.ai_organization for row in group)
    return best
