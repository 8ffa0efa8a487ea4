"""Where an article tells that a unit was founded, renamed, merged or closed, and which units those are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from presstables.facts.context import Context
from presstables.facts.endings import is_adnominal
from presstables.facts.organizations import data, pattern
from presstables.facts.units import Unit, is_generic, is_unit, unit_before, unit_behind, units_before

_OBJECT = re.compile(r"(?:을|를|도)(?=[ ,])")
_SUBJECT = re.compile(r"(?:은|는|이|가|도|역시|까지)(?=[ ,])")
_GOAL = re.compile(r"(?:(?:이?라는|이란) (?:[가-힣]+ ){0,3}?[가-힣]+?| 하나)?(?:으로|로)(?=[ ,.\n]|$)")
_BREAK = re.compile(r"(?<=[가-힣])(?:며|면서|지만|는데|은데|으나|고)[ ,]")
_SOFT = re.compile(r"(?<=[가-힣])(?:어|아|해|여|서|워|져|자|고|며|면서|지만|나|데|대로)[ ,]")
_TOGETHER = re.compile(r"(?:손잡|손을 잡|힘을 모으|협력하|공동으로|함께하)고 ")
_ASIDE = re.compile(
    r"(?:을|를) (?:위해|위한|통해|거쳐|들여|투자해|받아|맞아|앞두|계기로|기점으로|끝으로|중심으로|시작으로|놓고|비롯)"
)
_PASSIVE = re.compile(r"되|된|됐|될|돼|됨")
_ACTIVE = re.compile(r"하|한|했|할|해|함|시키|시켰|시킨|시킬|시켜")
_VERBAL = re.compile(r"절차|작업|준비|과정")
_MADE = re.compile(
    r"[가-힣]{0,3} (?:[^,.]{0,30}? )?[‘“'\"]?([^‘’“”,.\n]{1,24}?)[’”'\"]?"
    r"(?:을|를|으로|로|이|가|(?= 출범| 신설| 설립))(?=[ ,])"
)
_REACH = 90
"""How many characters before its verb a unit is looked for at most."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of an event at its place in the text; `end` is where the syllable that tells its tense begins."""

    event: str
    frame: str
    own: bool
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Entry:
    event: str
    frame: str
    own: bool
    stem: re.Pattern[str]


@cache
def _entries() -> list[_Entry]:
    return [
        _Entry(e["event"], e["frame"], e.get("self", False), re.compile(e["stem"])) for e in data("events")["event"]
    ]


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\?P<\w+>", "?:", e["stem"]) for e in data("events")["event"]))


def has_event(sentence: str) -> bool:
    """Whether a sentence holds a word of an event, so that the tagger needs to read it."""
    return _any().search(sentence) is not None


def cues(context: Context, start: int, end: int) -> list[Cue]:
    """The words of events in one sentence, in order, those left out that tell of no event (창업자, 설립 2년)."""
    found = []
    for entry in _entries():
        for m in entry.stem.finditer(context.text, start, end):
            place = next((m.start(name) for name, value in m.groupdict().items() if value is not None), m.start())
            if not pattern("no_event").match(context.text, m.end()) and not _negated(context.text, m.end(), end):
                found.append(Cue(entry.event, entry.frame, entry.own, place, m.end(), m.group()))
    return sorted(found, key=lambda cue: (cue.start, cue.end))


def _negated(text: str, place: int, end: int) -> bool:
    return pattern("event_denied").match(text, place, end) is not None


def units_of(context: Context, cue: Cue, start: int, end: int) -> list[Unit]:
    """The units that an event happens to, in one sentence from `start` to `end`."""
    frames = {
        "noun": _of_noun,
        "object": _of_object,
        "subject": _of_subject,
        "goal": _of_goal,
        "join": _joined,
        "split": _parted,
    }
    return frames[cue.frame](context, cue, start, end)


def _of_noun(context: Context, cue: Cue, start: int, end: int) -> list[Unit]:
    text, strong = context.text, cue.event == "founded" and not cue.own
    passive, active = _PASSIVE.match(text, cue.end), _ACTIVE.match(text, cue.end)
    direct = _direct(context, cue, start)
    if not (passive or active):
        return direct or _named_so(context, cue, start) or _unfinished(context, cue, start, strong)
    form = re.compile(r"[가-힣]*").match(text, cue.end)
    describes = form is not None and is_adnominal(form.group()) and text[form.end() : form.end() + 1] == " "
    strong = strong or (active is not None and active.group().startswith("시"))
    found = objects(context, cue, start, strong) if active else []
    onto = goal(context, cue, start) if cue.event == "founded" else []
    if onto and (not found or found[0].start < onto[0].start):
        return onto
    if not found and describes and form is not None:
        behind = unit_behind(context, form.end() + 1, end)
        if behind and not _leads_away(context, behind) and not is_generic(behind.name):
            return [behind]
        found = _topic(context, cue, start, form.end(), end) or _cleft(context, form.end(), end)
    if not found and (passive or cue.own or cue.event == "closed"):
        found = subjects(context, cue, start, strong=strong and bool(passive))
    if not found and passive:
        found = objects(context, cue, start, strong)
    if not found and active and not describes:
        found = _headline(context, cue, start)
    return found or direct or _named_so(context, cue, start)


def _named_so(context: Context, cue: Cue, start: int) -> list[Unit]:
    """«한빛소프트라는 이름으로 창업했다»: a name that is told as one."""
    m = re.search(
        r"([0-9A-Za-z가-힣&]{2,16}?)[’”'\"]?(?:이?라는) (?:간판|이름|사명|상호)으로 $", context.text[start : cue.start]
    )
    return [Unit(start + m.start(1), start + m.end(1), m.group(1))] if m and cue.event == "founded" else []


def _unfinished(context: Context, cue: Cue, start: int, strong: bool) -> list[Unit]:
    """A verbal noun that stands for its verb: AI실을 신설, 산하에 …; or that a procedure is of: 청산 절차를 마친다."""
    if re.search(r"[을를도] $", context.text[start : cue.start]):
        return objects(context, cue, start, strong)
    told = re.match(r" ?(?:절차|작업)|식(?:을|이)|,|를 앞두|…|$", context.text[cue.end : cue.end + 4])
    return subjects(context, cue, start, strong=cue.event == "closed") if told else []


def _cleft(context: Context, place: int, end: int) -> list[Unit]:
    """«새로 생긴 곳은 AI연구소다»."""
    m = re.compile(r" (?:곳|조직|것|부서|팀|법인)(?:은|이) ([^,.]{2,30}?)(?:이다|다|이며|로)(?=[ ,.]|$)").match(
        context.text, place, end
    )
    unit = unit_before(context, m.end(1), place) if m else None
    return [unit] if unit and not is_generic(unit.name) else []


def _direct(context: Context, cue: Cue, start: int) -> list[Unit]:
    """«AI연구소 신설», «AI연구소의 개소식»: the unit right before a verbal noun."""
    left = context.text[start : cue.start]
    joint = re.search(r"(?:의)?(?: (?:공식|정식|조기|추가|공동))?\s?$", left)
    if not left or joint is None or re.search(r"[은는이가을를]\s?$", left):
        return []
    return units_before(context, start + joint.start(), start, strong=False)


def _headline(context: Context, cue: Cue, start: int) -> list[Unit]:
    """«KT, AI연구소 신설했다»: an object without its particle."""
    joint = re.search(r"\s?$", context.text[start : cue.start])
    return units_before(context, start + joint.start(), start) if joint else []


def _leads_away(context: Context, unit: Unit) -> bool:
    """Whether what stands behind a verb is a time or a thing, and no unit: 출범한 뒤 LG는."""
    return bool(re.match(r"(?:뒤|이후|후|이래|지|것|데|때|바) ?", context.text[unit.start : unit.start + 3]))


def _topic(context: Context, cue: Cue, start: int, place: int, end: int) -> list[Unit]:
    """«한빛로봇은 2017년 설립된 기업으로»: a mere noun for a firm behind the verb stands for the sentence's topic."""
    text = context.text
    if not re.match(r" [^,.]{0,24}?(?:기업|회사|업체|스타트업|기관|연구소|은행|재단|단체|법인|조직)", text[place:end]):
        return []
    topics = [a for a in context.within(start, cue.start) if a.name and a.role == "topic" and not a.reporter]
    if not topics or re.search(r"[가-힣](?:을|를) [^을를,]*$", text[topics[-1].end : cue.start]):
        return []
    passive = _PASSIVE.match(text, cue.end)
    someone = re.search(r"[가-힣](?:이|가|가족이|출신들이) [^,.]{0,8}$", text[topics[-1].end : cue.start])
    founder = [a for a in context.within(start, cue.start) if a.name and a.role == "subject"]
    told = passive or someone or (founder and founder[-1].name != topics[-1].name)
    return [Unit(topics[-1].start, topics[-1].end, topics[-1].name or "")] if told else []


def _of_object(context: Context, cue: Cue, start: int, end: int) -> list[Unit]:
    found = objects(context, cue, start, strong=cue.words.startswith(("세", "꾸", "차")))
    closes = cue.event == "closed" and not cue.words.startswith("접")
    return found or _described(context, cue, end) or (subjects(context, cue, start, strong=False) if closes else [])


def _of_subject(context: Context, cue: Cue, start: int, end: int) -> list[Unit]:
    strong = cue.words.startswith(("세워", "첫", "닻", "문")) or cue.event == "closed"
    found = _described(context, cue, end) or subjects(context, cue, start, strong=strong)
    return found or [u for u in _direct(context, cue, start) if is_unit(u.name)]  # a headline leaves particles out


def _described(context: Context, cue: Cue, end: int) -> list[Unit]:
    """«2021년에 꾸린 로봇팀은», «첫발을 뗀 오픈AI는»: the unit behind a verb that describes it."""
    form = re.compile(r"[가-힣]*(?: [가-힣]+(?= ))?").match(context.text, cue.end)
    word = form.group().split(" ")[0] if form else ""
    if not word or not is_adnominal(word) or word.endswith("는"):
        return []
    place = cue.end + len(word)
    if context.text[place : place + 1] != " ":
        return []
    unit = unit_behind(context, place + 1, end)
    return [unit] if unit and not is_generic(unit.name) else _cleft(context, place, end)


def _clause(context: Context, cue: Cue, start: int) -> int:
    """Where the clause of a verb begins at the earliest: behind the last verb that another clause ended with."""
    since = max(start, cue.start - _REACH)
    last = since
    for m in _BREAK.finditer(context.text, since, cue.start):
        if not _TOGETHER.search(context.text, max(since, m.start() - 6), m.end()):
            last = m.end()
    return last


def _ends(found: re.Pattern[str], text: str, since: int, until: int) -> Iterator[re.Match[str]]:
    yield from reversed(list(found.finditer(text, since, until)))


def objects(context: Context, cue: Cue, start: int, strong: bool) -> list[Unit]:
    """The units that are the object of a verb, with those of a row that shares it: 2019년 A를, 지난해 B를 세웠다."""
    text = context.text
    for m in _ends(_OBJECT, text, _clause(context, cue, start), cue.start):
        if _ASIDE.match(text, m.start()) or _VERBAL.search(text[max(start, m.start() - 3) : m.start()]):
            continue
        units = units_before(context, m.start(), start, strong)
        if units:
            return [*_shared(context, units[0], start, strong), *_since(context, units, start)]
        if m.group() != "도" and not re.search(r"(?:명|원|달러|것|개|곳)$", text[start : m.start()]):
            return []
    return []


def _shared(context: Context, unit: Unit, start: int, strong: bool) -> list[Unit]:
    """The objects before that share the verb, each with a day of its own perhaps."""
    before = list(_ends(re.compile(r"(?:을|를)(?=, )"), context.text, max(start, unit.start - 60), unit.start))
    if not before or _BREAK.search(context.text, before[0].end(), unit.start):
        return []
    units = units_before(context, before[0].start(), start, strong)
    return [*_shared(context, units[0], start, strong), *_since(context, units, start)] if units else []


def _since(context: Context, units: list[Unit], start: int) -> list[Unit]:
    """The units with the place from which on the words are theirs: behind an object before them."""
    earlier = [m.end() for m in re.finditer(r"(?:을|를), ", context.text[start : units[0].start])]
    return [replace(u, since=start + earlier[-1]) for u in units] if earlier else units


def subjects(context: Context, cue: Cue, start: int, strong: bool) -> list[Unit]:
    """The units that are the subject of a verb: those of the nearest noun with its particle, or the topic."""
    text, clause = context.text, _clause(context, cue, start)
    for m in _ends(_SUBJECT, text, start, cue.start):
        topic = m.group() in ("은", "는", "도")
        if not _is_particle(context, start, m.start()):
            continue
        if m.start() < clause and not topic:
            continue
        units = units_before(context, m.start(), start, strong)
        units = [u for u in units if strong or is_unit(u.name) or text[u.end : u.end + 1] in "’”'\""]
        if units:
            return units
        done_with = not _SOFT.search(text, m.end(), cue.start)  # «이름이 사라졌다»: the verb has another subject
        if (topic and m.start() < clause) or done_with or _generic_end(text, m.start()):
            return []
    return []


def _is_particle(context: Context, start: int, place: int) -> bool:
    """Whether the tagger reads no verb's ending at a place: 사무소는, but not 같은."""
    if context.text[place - 1] in "’”'\")":
        return True
    tokens = context.tokens.get(context.index(start), ())
    here = next((t for t in tokens if t.start <= place - start < t.end), None)
    return here is None or here.tag == "VCP" or not here.tag.startswith(("E", "V", "MM", "MA"))


def _generic_end(text: str, place: int) -> bool:
    """Whether a mere noun for units ends at a place: 두 학과는 폐지된다."""
    word = re.search(r"[가-힣]+$", text[max(0, place - 12) : place])
    return word is not None and is_generic(word.group())


def goal(context: Context, cue: Cue, start: int) -> list[Unit]:
    """The units that something becomes: the nearest noun with 으로 in the verb's clause."""
    text = context.text
    for m in _ends(_GOAL, text, max(_clause(context, cue, start) - 1, start), cue.start + 1):
        places = [m.start(), *([m.end() - 2] if text[m.end() - 2 : m.end()] == "으로" else [m.end() - 1])]
        for place in places:
            units = units_before(context, place, start, strong=True)
            if units and not any(is_generic(u.name) for u in units):
                return units
    return []


def _of_goal(context: Context, cue: Cue, start: int, end: int) -> list[Unit]:
    units = goal(context, cue, start)
    if cue.event == "renamed" and len(units) > 1 and "," in context.text[units[-2].end : units[-1].start]:
        return units[-1:]  # «정보통신과, 스마트도시과로 변경»: the first is what it was
    if units or cue.event != "renamed":
        return units
    told = re.search(r" (?:조직|연구소|기구|부서|센터|팀|곳)(?:이다|다(?=\.|$)|이며)", context.text[cue.end : end])
    topics = [a for a in context.within(start, cue.start) if a.role == "topic" and a.name and is_unit(a.name)]
    return [Unit(topics[0].start, topics[0].end, topics[0].name or "")] if told and topics else []


def _parted(context: Context, cue: Cue, start: int, _end: int) -> list[Unit]:
    """What a unit is parted into: two at least."""
    units = goal(context, cue, start)
    return units if len(units) > 1 else []


def _joined(context: Context, cue: Cue, start: int, end: int) -> list[Unit]:
    """What several units become: the unit named for it, the one that takes the other in, or all of them together."""
    text = context.text
    gloss = re.match(r"\(([^()]+)(?:과|와) ([^()]+)\)", text[cue.end : end])
    if gloss and is_unit(gloss.group(1)) and is_unit(gloss.group(2)):
        return [Unit(cue.start, cue.end + gloss.end(), f"{gloss.group(1)}·{gloss.group(2)}")]
    loose = cue.words.startswith(("모", "묶"))
    into = goal(context, cue, start) or _host(context, cue, start) or ([] if loose else _made_of_it(context, cue, end))
    if into or loose:
        return into[-1:]
    parts = objects(context, cue, start, strong=False) or subjects(context, cue, start, strong=False)
    if len(parts) < 2:
        parts = _one_with_other(context, cue, start)
    if len(parts) < 2 or not any(is_unit(p.name) for p in parts):
        return []
    return [Unit(parts[0].start, parts[-1].end, "·".join(p.name for p in parts), parts[0].owner)]


def _one_with_other(context: Context, cue: Cue, start: int) -> list[Unit]:
    """«로봇팀은 드론팀과 통합된다»: both."""
    m = re.search(r"(?:은|는|이|가|을|를) ([^\s,][^,.]{0,24}?)(?:과|와) $", context.text[start : cue.start])
    other = unit_before(context, start + m.end(1), start) if m else None
    one = unit_before(context, start + m.start(), start) if m else None
    return [one, other] if one and other else []


def _host(context: Context, cue: Cue, start: int) -> list[Unit]:
    """«가온지점이 한빛지점에 흡수된다»: the unit that takes the other in."""
    m = re.search(r"(?:에|에게)(?: 흡수| 전격| 완전히)? ?$", context.text[start : cue.start])
    unit = unit_before(context, start + m.start(), start) if m else None
    return [unit] if unit and not is_generic(unit.name) else []


def _made_of_it(context: Context, cue: Cue, end: int) -> list[Unit]:
    """«A와 B를 합쳐 C를 출범시킨다»: what is made of those joined."""
    if not re.match(r"[가-힣]{0,3}(?:쳐|해|아|어|한|친|은) ", context.text[cue.end : cue.end + 5]):
        return []
    m = _MADE.match(context.text, cue.end, end)
    stop = m.end() - len(re.sub(r".*?((?:으로|을|를|로|이|가)?)$", r"\1", m.group(), flags=re.S)) if m else 0
    unit = unit_before(context, stop, cue.end, strong=True) if m else None
    return [unit] if unit and not is_generic(unit.name) else []
