"""Who is counted by a number of people, in the article's own words: beside it, in its clause, or by its verb."""

from __future__ import annotations

import re
from functools import cache

from presstables.facts.context import Context
from presstables.facts.organizations import alternatives, data
from presstables.mentions.model import Headcount

_WORD = "[0-9A-Za-z가-힣·&]"
_ABOUT = r"(?: ?(?:이상|가량|정도|안팎|내외|남짓|가까이|수준|규모|이하))?"
_ADVERBS = r"(?:약 |총 |모두 |최대 |최소 |무려 |전체 |각각 |합쳐 |단 |만 )*"
_PARTICLE = r"(?:만|은|는|이|가|도|을|를|의| 수(?:는|가|도|를)?| 등| 총| 약| 최대| 역시| 또한)*"
_COPULA = re.compile(r"(?: ?(?:이상|가량|정도|안팎|남짓|수준|선))?(?:이[다었며고던]|였|뿐|에 |으로|[.,)]|$)")
_SUM = re.compile(
    r"명(?:을|를)? ?(?:포함|합|더)[가-힣]* (?:총 |모두 |약 |전체 )*$|명(?:\([^()]*\))? 등 (?:총 |모두 |약 )*$"
)
_NOBODY = re.compile(r"(?:당|명|째|만에|쯤|업|업종|분야|부문|지역)$")
_PLACE = re.compile(
    r"^(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주|판교|유럽|일본|아시아|북미|남미)$"
    r"|[시군구읍국]$"
)
_PERSONAL = re.compile(r"[자원직급사관수생장인의진교]$")
_MODIFIERS = 2
"""How many words before a noun for people belong to the role: 신입 로봇 개발자."""

_NOMINAL = frozenset(["NNG", "NNP", "NNB", "NA", "NF", "SL", "SH", "SN", "XPN", "XSN", "XR", "SP", "SO", "SW"])


@cache
def people() -> str:
    """The nouns for people as alternatives of a pattern."""
    return alternatives(data("people")["nouns"])


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    noun = rf"{_WORD}{{0,16}}?(?:{people()})"
    return {
        "behind": re.compile(
            rf"{_ABOUT}(?:씩|의|이었던|이던|인|에 이르는|에 달하는|이 넘는|을 넘는|에 육박하는|에 가까운) "
            rf"((?:{_WORD}{{1,16}}(?<![은는이가을를에]) ){{0,2}}?{_WORD}{{0,16}}?(?:{people()}))"
            r"(?=[은는이가을를의도에로과와,. ]|들|$)"
        ),
        "near": re.compile(
            rf"({_WORD}{{0,16}}(?:{people()}))(?:\([^()]{{1,20}}\))?{_PARTICLE}[^가-힣]{{0,3}}{_ADVERBS}$"
        ),
        "share": re.compile(
            rf"({noun})(?:의|가운데| 중| 가운데) ?(?:약 ?)?\d[\d.]*%(?:인|에 해당하는)? ?\(?(?:약 ?)?$"
        ),
        "topic": re.compile(rf"(?:^|[ ,])({_WORD}+(?:자|생|직|진|위원|층))(?:은|는|이|가|도|만) {_ADVERBS}$"),
        "said": re.compile(rf"{_WORD}{{0,16}}?(?:{people()})(?:\s?(?:수|규모|인원|정원))?(?:\([^()]{{1,20}}\))?"),
        "listed": re.compile(
            rf"({noun}(?:\s수)?)(?:과|와|, ?|·)({_WORD}[^,.]{{0,16}}?(?:{people()})(?:\s수)?)(?:은|는|이|가) 각각 "
        ),
    }


def role_of(context: Context, count: Headcount) -> str | None:
    """Who is counted: "" where it is a sum of several sorts, None where neither the clause nor its verb says it."""
    start, end = context.sentence(count.start)
    before, after = context.text[start : count.start], context.text[count.end : end]
    found = _patterns()
    if _SUM.search(before):
        return _said(context, start, before, main=True) or ""
    role = _respective(context, count, start) or _adjacent(context, start, before)
    if role:
        return role
    behind = found["behind"].match(after)
    if behind:
        return _tidy(behind.group(1))
    for name in ("near", "share", "topic"):
        place = found[name].search(before)
        if place and (name != "topic" or _COPULA.match(after)):
            return _phrase(context, start + place.start(1), start + place.end(1))
    return (
        _by_verb(after, "situations")
        or _said(context, start, before, main=True)
        or _by_verb(after, "doers")
        or _said(context, start, before, main=False)
    )


def _respective(context: Context, count: Headcount, start: int) -> str | None:
    """«구인 인원과 채용 인원은 각각 20명, 15명»: the second number counts those named second."""
    rows = list(_patterns()["listed"].finditer(context.text, start, count.start))
    if not rows:
        return None
    row = rows[-1]
    place = sum(row.end() <= other.start < count.start for other in context.mentions.headcounts)
    return _tidy(row.group(place + 1)) if place < 2 else None


def _adjacent(context: Context, start: int, before: str) -> str | None:
    """A noun right before the number that needs not be one for people: 전무 9명, 공채 30명."""
    word = re.search(rf"(?:^|[ ,·(])({_WORD}*[A-Za-z가-힣])(?: |\()$", before)
    if word is None or word.group(1) in data("people")["no_role"] or _NOBODY.search(word.group(1)):
        return None
    first, last = start + word.start(1), start + word.end(1)
    if before.endswith("(") and not _PERSONAL.search(word.group(1)):
        return None
    nominal = _is_nominal(context, start, first, last) and not re.search(r"[과와]$", word.group(1))
    proper = not re.search(rf"(?:{people()})$", word.group(1)) and _proper(context, start, first, last)
    return _phrase(context, first, last) if nominal and not proper else None


def _proper(context: Context, start: int, first: int, last: int) -> bool:
    """Whether a word is a name (서울 30명) rather than a sort of people."""
    inside = [t for t in context.tokens.get(context.index(start), ()) if first <= start + t.start < last]
    return len(inside) == 1 and inside[0].tag == "NNP" and _PLACE.search(inside[0].morph) is not None


def _is_nominal(context: Context, start: int, first: int, last: int) -> bool:
    """Whether the tagger reads nothing but nouns in a word, which is neither a time nor a name of the actors."""
    times = [(d.start, d.end) for d in context.mentions.dates] + [(d.start, d.end) for d in context.mentions.durations]
    if any(begin < last and first < end for begin, end in times):
        return False
    if any(a.start < last and first < a.end and a.name for a in context.within(max(start, first - 30), last)):
        return False
    inside = [t for t in context.tokens.get(context.index(start), ()) if first <= start + t.start < last]
    return bool(inside) and all(t.tag in _NOMINAL for t in inside)


def _phrase(context: Context, first: int, last: int) -> str:
    """The role that ends with the noun at `first` to `last`: with the words before it that tell of which sort."""
    start, _ = context.sentence(first)
    noun = context.text[first:last]
    actor = next((a for a in context.within(first, last) if a.start == first and a.name and a.end < last), None)
    if actor:
        return _tidy(context.text[actor.end : last])
    for _ in range(_MODIFIERS):
        word = re.search(rf"(?:^|(?<=[ ‘“'\"]))({_WORD}+) $", context.text[start:first])
        if (
            word is None
            or word.group(1) in data("people")["no_role"]
            or re.fullmatch(r"[\d.,]+[가-힣]*", word.group(1))
        ):
            break
        begin = start + word.start(1)
        if not _is_nominal(context, start, begin, first - 1):
            break
        first = begin
    return _tidy(context.text[first:last]) or noun


def _tidy(noun: str) -> str:
    """A role without what only says that it is counted: 직원 수, 인력 규모."""
    noun = re.sub(r"\([^()]*\)$", "", noun.strip(" ·"))
    return re.sub(r"\s?(?:(?<![교선])수|규모)$", "", noun)


def _by_verb(after: str, table: str) -> str | None:
    """The people of the verb behind the number: 30명이 근무한다 counts 근무 인원, 30명이 지원했다 지원자."""
    for stem, role in data("people")[table].items():
        if re.match(rf"{_ABOUT}(?:이|가|은|는|도|만)? (?:[^\s,.]+ ){{0,2}}?(?:{stem})", after):
            return str(role)
    return None


def _said(context: Context, start: int, before: str, main: bool) -> str | None:
    """The last noun for people of the sentence before the number that is no mere title: a `main` part, or any."""
    told = []
    for m in _patterns()["said"].finditer(before):
        ending = re.match(r"은|는|이|가|도|을|를|의|에게|으로| |$", before[m.end() :])
        if ending and not re.search(rf"(?:{alternatives(data('people')['titles'])})$", m.group()):
            told += [m] if not main or ending.group() in ("은", "는", "이", "가", "도", "을", "를") else []
    return _phrase(context, start + told[-1].start(), start + told[-1].end()) if told else None
