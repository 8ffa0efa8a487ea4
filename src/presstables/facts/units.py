"""The names of units (institutes, teams, subsidiaries …) in an article: before an event, behind it, quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from presstables.facts.context import Actor, Context
from presstables.facts.organizations import alternatives, data, plain

_OPEN, _CLOSE = "‘“'\"「『<", "’”'\"」』>"
_NOUNS = frozenset(["NNP", "NNG", "NA", "SL", "SN", "XSN", "XPN", "NF", "SH", "XR", "NNB"])
_JOINS = re.compile(
    r"(?:과|와|,|·| 및|이랑|하고)\s?(?:\d{4}년 )?[‘“'\"]?$|(?<=[’”])(?:과|와|,| 및) [^‘’“”.,\n]{1,20} [‘“]$"
)
_APART = re.compile(
    r"^(?:.*(?:소속|산하|직속|부설|내) "
    r"|(?:국내|세계|아시아|아프리카|유럽|업계|그룹|국립대|대학|지방|민간)?(?:권|에서)? ?"
    r"(?:최초의|최초|첫 번째|첫|1호|유일의) "
    r"|신규 |별도의? |전담 (?=[^ ]+ )|새로운 |새 |그룹 차원의? |차원의? |자체 |전사 |사내 |기존 |관련 |해당 |이 |그 "
    r"|두 |각 |일부 |전문 (?=[^ ]+ )|현지 (?=[^ ]+ )|한시 조직인 |추가로 )+"
)
_PLACE_WORD = re.compile(r"([가-힣A-Za-z]{2,8})(?:에|에도|에는|의) (?:[^\s,.]{1,8} ){0,2}$")
_NO_PLACE = frozenset("산하 부문 국내 해외 현지 이곳 그곳 여기 회사 내부 외부 본사 그룹 지역 최근 이번 올해".split())
_OUTPOSTS = (
    "사무소",
    "법인",
    "지사",
    "지점",
    "연구소",
    "사무실",
    "거점",
    "센터",
    "출장소",
    "캠퍼스",
    "R&D센터",
    "연구센터",
    "병원",
)
_NO_NAME = re.compile(r"^\d+(?:여)?(?:개|곳|명|국|과|팀|실|부|본부|단)(?: |$)|\d[만억조천백]*원$|[‘’“”'\"]|^(?:및|등) ")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit's name at its place, and the organisation that stands before it, if one does.

    `since` is where the words that tell of it alone begin, if others that share its verb stand before.
    """

    start: int
    end: int
    name: str
    owner: str | None = None
    since: int | None = None


def units_before(context: Context, end: int, start: int, strong: bool = False) -> list[Unit]:
    """The units whose names end at `end`, in order: the last of a list is found first, then those it is joined to.

    `strong` says that the words behind the name make it a unit whatever it is called, if it stands in quotation marks.
    """
    unit = unit_before(context, end, start, strong)
    if unit is None:
        return []
    units, place = [unit], unit.start
    for _ in range(6):
        joined = _JOINS.search(context.text[start:place])
        more = unit_before(context, start + joined.start(), start, strong) if joined else None
        if more is None or more.start >= place or (_is_quoted(context, unit) and not _alike(context, more)):
            break
        units.append(more)
        place = more.start
    return units[::-1]


def _is_quoted(context: Context, unit: Unit) -> bool:
    return context.text[max(0, unit.start - 1) : unit.start] in tuple(_OPEN)


def _alike(context: Context, unit: Unit) -> bool:
    """Whether a name joined to one in quotation marks is a unit as well, and no partner: GM과 ‘하늘셀’을 세웠다."""
    return _is_quoted(context, unit) or is_unit(unit.name)


def unit_before(context: Context, end: int, start: int, strong: bool = False) -> Unit | None:
    """The unit whose name, with a gloss in brackets perhaps, ends at `end`."""
    gloss = re.search(r"\([^()\n]{1,40}\)$", context.text[start:end])
    stop = start + gloss.start() if gloss else end
    text = context.text
    if stop > start and text[stop - 1] in _CLOSE:
        opened = max(text.rfind(mark, start, stop - 1) for mark in _OPEN)
        return _quoted(context, opened, stop, start, strong) if opened >= 0 else None
    whole = [a for a in context.within(start, stop) if a.end == stop and a.name]
    if whole and (whole[0].start == start or not re.search(r"[0-9A-Za-z가-힣]$", text[start : whole[0].start])):
        return Unit(whole[0].start, end, whole[0].name or "", None)
    return _checked(context, _noun_start(context, stop, start), stop, start) or _sorted(context, stop, start)


def _sorted(context: Context, stop: int, start: int) -> Unit | None:
    """«로봇 자회사 가람테크»: an unquoted name behind a noun that only firms and bodies have."""
    m = re.search(
        r"(?:자회사|합작사|합작법인|합작회사|계열사|협의체|재단법인|사단법인|신설 법인|사내독립기업|사내벤처|스타트업) "
        r"([0-9A-Za-z가-힣·&]{2,16})$",
        context.text[start:stop],
    )
    return Unit(start + m.start(1), stop, m.group(1)) if m and not is_generic(m.group(1)) else None


def unit_behind(context: Context, place: int, end: int) -> Unit | None:
    """The unit that a verb before it describes: 신설한 KT AI연구소는, 2011년 설립된 두나무."""
    quoted = re.compile(r"(?:[^\s,.‘’“”]+(?<![에을를은는이가로과와어]) ){0,3}?[‘“'\"]([^’”'\"\n]{1,40})[’”'\"]").match(
        context.text, place, end
    )
    if quoted:
        return _quoted(context, quoted.start(1) - 1, quoted.end(), place, strong=True)
    named = next((a for a in context.within(place, min(end, place + 30)) if a.name), None)
    if named and named.start - place <= 1:
        if context.text.startswith("의 ", named.end):
            unit = unit_behind(context, named.end + 2, end)
            return replace(unit, owner=unit.owner or named.name) if unit else None
        apart = context.text[named.end : named.end + 1] == " "
        owned = owned_behind(context, named, end)
        return owned or (None if apart else Unit(named.start, named.end, named.name or ""))
    word = re.compile(
        r"((?:[0-9A-Za-z가-힣·&/]+(?<![은는이가을를]) ){0,4}?[0-9A-Za-z가-힣·&/]+?)(?:\([^()]*\))?"
        r"(?:은|는|이|가|을|를|의|에|도|과|와|에서|에는|으로|로|이다|다\.|,|$)(?=[ ,.\n]|$)"
    ).match(context.text, place, end)
    if word is None:
        return None
    unit = _checked(context, word.start(1), word.end(1), place)
    if unit is None and named and word.start(1) <= named.start and named.end == word.end(1):
        return Unit(named.start, named.end, named.name or "")
    return unit


def is_unit(name: str) -> bool:
    """Whether a name's last noun is one of units (연구소, 센터, 팀 …) and of no other thing."""
    ends, never = _shape()
    last = name.split(" ")[-1]
    return bool(ends.search(name)) and not (
        never.fullmatch(last) or (len(last) > 3 and re.search(r"..(?:센터|펀드|과|반)$", last) and never.search(last))
    )


def is_generic(name: str) -> bool:
    """Whether a name only says which sort of unit it is: 전담 조직, 현지 법인."""
    return plain(name) in _generic()


@cache
def _generic() -> frozenset[str]:
    return frozenset(plain(name) for name in data("events")["units"]["generic"])


@cache
def _shape() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = data("events")["units"]
    ends = rf"(?:{alternatives(units['endings'])})$|[0-9A-Za-z가-힣]{{2,}}(?:{alternatives(units['short'])})$"
    return re.compile(ends), re.compile(rf"(?:{alternatives(units['never'])})$")


@cache
def _quoted_signs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What makes a quoted name a unit (before it, behind it), and the ends of names of other things."""
    units = data("events")["units"]
    sorts = alternatives(units["sorts"])
    things = alternatives(units["things"])
    return (
        re.compile(
            rf"(?:(?:{sorts})(?:인|이자)?|맡는|맡을|담당하는|담당할|전담하는|전담할|총괄하는|연구하는|연구할) $"
        ),
        re.compile(rf"(?:이?라는|이란|이라고 하는) (?:[가-힣]+ ){{0,3}}?(?:{sorts})"),
        re.compile(rf"(?:{things})$"),
    )


def _quoted(context: Context, opened: int, stop: int, start: int, strong: bool) -> Unit | None:
    """The unit in quotation marks, where its name or what stands beside it says that it is one."""
    text = context.text
    name = text[opened + 1 : stop - 1].strip()
    before, behind, things = _quoted_signs()
    named = next((a for a in context.within(opened, stop) if a.start == opened + 1 and a.end == stop - 1), None)
    told = before.search(text[max(start, opened - 20) : opened]) or behind.match(text, stop)
    thing = things.search(name) or things.search(text[max(start, opened - 12) : opened].rstrip())
    if (told or strong or (named and named.name)) and not is_unit(name) and not thing and len(name) <= 24:
        return Unit(opened + 1, stop - 1, named.name if named and named.name else name)
    return _checked(context, opened + 1, stop - 1, start, quoted=True)


def _noun_start(context: Context, stop: int, start: int) -> int:
    """Where the name that ends at `stop` begins: its last word, and up to three nouns before it by the tagger.

    The last word is taken whole, as its particle is cut off already and the tagger may not know the name.
    """
    text = context.text
    last = re.search(r"[0-9A-Za-z가-힣·&/\-]+$", text[start:stop])
    if last is None:
        return stop
    place = start + last.start()
    days = [(d.start, d.end) for d in context.mentions.dates]
    tokens = context.tokens.get(context.index(start), ())
    for _ in range(3):
        word = re.search(r"(?:^|(?<=[^0-9A-Za-z가-힣·&/\-]))([0-9A-Za-z가-힣·&/\-]+) $", text[start:place])
        if word is None:
            break
        begin, end = start + word.start(1), start + word.end(1)
        inside = [t for t in tokens if begin <= start + t.start < end]
        nominal = inside and all(t.tag in _NOUNS or t.morph in ("·", "&", "-", "/") for t in inside)
        if not nominal or inside[-1].tag == "NNB" or any(s < end and begin < e for s, e in days):
            break
        place = begin
    return place


def _checked(context: Context, begin: int, stop: int, start: int, quoted: bool = False) -> Unit | None:
    text = context.text
    name = text[begin:stop].strip("·-& ")
    owner = next((a for a in context.within(begin, stop) if a.start == begin and a.end < stop and a.name), None)
    rest = text[owner.end : stop].strip() if owner else name
    if owner and (is_unit(rest) or quoted) and not re.match(r"[가-힣]*(?:의|산하)", rest):
        rest = _APART.sub("", rest)
        if not is_generic(rest):
            return Unit(owner.end, stop, rest, owner.name)
    name = _APART.sub("", name)
    if not name or _NO_NAME.search(name) or not is_unit(name):
        return None
    pointed = re.search(r"(?:이|그|해당) $", text[max(start, stop - len(name) - 3) : stop - len(name)])
    if pointed and is_generic(name):
        return _named_earlier(context, begin, stop, name)
    if is_generic(name) or (not quoted and _describes(name)):
        return _outpost(context, begin, stop, name, start)
    return Unit(begin, stop, name)


def _describes(name: str) -> bool:
    """Whether an unquoted name only says of which sort a unit is: 미국 배터리 합작사, AI 기반 종합병원."""
    return bool(re.search(r" (?:합작사|합작법인|자회사|거점)$| 기반 | 규모 ", name))


def _named_earlier(context: Context, begin: int, stop: int, head: str) -> Unit | None:
    """«이 연구소»: the last unit before that is named so."""
    told = [
        m.group()
        for m in re.finditer(rf"[0-9A-Za-z가-힣·]+{re.escape(head)}", context.text[max(0, begin - 400) : begin])
    ]
    names = [name for name in told if not is_generic(name) and is_unit(name)]
    return Unit(begin, stop, names[-1]) if names else None


def _outpost(context: Context, begin: int, stop: int, name: str, start: int) -> Unit | None:
    """A nameless office or subsidiary is known by its place: 미국 보스턴에 현지 사무소를."""
    where = _PLACE_WORD.search(context.text[start:begin])
    head = name.split(" ")[-1]
    if not where or not head.endswith(_OUTPOSTS) or where.group(1) in _NO_PLACE:
        return None
    return Unit(begin, stop, f"{where.group(1)} {head}")


def owned_behind(context: Context, owner: Actor, end: int) -> Unit | None:
    """The unit that stands behind its owner: 신설한 KT AI연구소는."""
    m = re.match(
        r" ((?:[0-9A-Za-z]+ )?[0-9A-Za-z가-힣·]+?)(?:은|는|이|가|을|를|의|에|도)(?= |$)", context.text[owner.end : end]
    )
    place = owner.end + 1
    return Unit(place, place + len(m.group(1)), m.group(1), owner.name) if m and is_unit(m.group(1)) else None
