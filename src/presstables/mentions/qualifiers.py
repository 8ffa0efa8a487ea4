"""How exact a figure is said to be: the words before and behind it (약, 이상, 넘는) and what they do to its bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presstables.mentions.lexicon import alternatives, load

EXACT, ABOUT, OVER, RANGE, VAGUE = "exact", "about", "over", "range", "vague"
AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN = "at_least", "more_than", "at_most", "less_than"
BOUNDS = frozenset({AT_LEAST, MORE_THAN, AT_MOST, LESS_THAN})

_DATA = load("qualifiers")
_ENTRIES = _DATA["entry"]
_BEFORE = {w: e for e in _ENTRIES for w in e.get("before", ())}
_AFTER = [e for e in _ENTRIES if "after" in e]
_WINDOW = 24  # characters before a figure in which its words can stand

_FILLERS = frozenset(_DATA["filler"])
_LAST_CHARS = frozenset(w[-1] for w in [*_BEFORE, *_FILLERS])
_LONGEST = max(map(len, [*_BEFORE, *_FILLERS])) + 1
_BEFORE_CHARS = _LAST_CHARS | {" "}
_RECORD = re.compile(rf"(?:{alternatives(_DATA['record'])}) ?$")
_CAPPED = re.compile("|".join(_DATA["capped"]))
_KNOWN = re.compile(rf"(?<![가-힣])(?:{alternatives(_DATA['known'])}|{'|'.join(_DATA['known_patterns'])}) ?$")
_COMPARED = re.compile(rf"(?<![가-힣])(?:{alternatives(_DATA['known_compared'])}) ?$")
# 목표를 5억원 웃돌았다: by how much, which is no bound
_EXCEEDED = re.compile(r"[가-힣][을를] (?:약 )?$")
_COMPARES = re.compile("웃|상회|밑|하회")
_BEHIND = re.compile("|".join(f"(?P<a{i}>{e['after']})" for i, e in enumerate(_AFTER)))
# Characters that can begin a qualifier behind a figure; any other first character ends the search at once.
_BEHIND_FIRST = frozenset(" 아이초미을를에가도은는선대넘웃돌안내수쯤남상하밑못육근정언전중후짜어씩간규까벽고문조")
_BRACKET = re.compile(r"\([^()\n]{0,60}\)")
# What stands behind a bracket speaks of the figure in it if one stands before it, too: 50억달러(6조원) 수준 and
# 10%(6조원) 수준, but not 작년(6조원) 수준.
_ENCLOSED = re.compile(r"(?:[\d조억만천원러엔로안드명인%])\((?:약 ?)?$")
_UP_TO = re.compile(r"까지(?!는? ?(?:않|아니))")
_REACHES = re.compile(rf"[^.\n]{{0,20}}?(?:{'|'.join(_DATA['reaches'])})")
_MAY = re.compile(r"[가-힣]{0,3} 수 있")  # 3억달러까지 올릴 수 있다: a ceiling after all
_SHORT_OF = re.compile(r"까지는? ?(?:갈 길|(?:약 )?\d.{0,14}(?:남|모자라|부족))")
_SINCE = re.compile(r"(?<![년월일해달주기초말때])(?:부터|에서)[^.\n]{0,12}$")


@dataclass(slots=True)
class Qualifier:
    """What a figure's words make it, the name of the entry that says so, and those words ("" where there are none)."""

    name: str = EXACT
    entry: str = ""
    words: str = ""


_PLAIN = Qualifier()


def qualify(text: str, start: int, end: int, *, over: bool = False) -> Qualifier:
    """The qualifier of the figure text[start:end]; `over` tells that 여 is fused into it.

    A bound (이상, 최대) beats 여, and 여 beats 약: 약 7조원 이상 is at_least.
    """
    before = _before(text, start, end) if start and text[start - 1] in _BEFORE_CHARS else None
    after = _after(text, start, end)
    for found in (after, before):
        if found and found.name in BOUNDS:
            return found
    if up_to := _ceiling(text, start, end):
        return up_to
    if after and after.name == OVER:
        return after
    if over:
        return Qualifier(OVER, "over.fused", "여")
    return before or after or _PLAIN


def _before(text: str, start: int, end: int) -> Qualifier | None:
    """The strongest qualifying word right before the figure, other such words and fillers between."""
    at, found = start, None  # type: int, Qualifier | None
    low = max(0, start - _WINDOW)
    while at > low:
        while at > low and text[at - 1] == " ":
            at -= 1
        word = _last_word(text, at) if text[at - 1] in _LAST_CHARS else ""
        entry = _BEFORE.get(word)
        if entry is None and word not in _FILLERS:
            break
        begin = at - len(word)
        if entry is not None:
            record = _RECORD.search(text, max(begin - 6, 0), begin)
            if (word == "한" and at == start) or (record and not _CAPPED.match(text, end)):
                break  # 한 is «about» only with a space behind it; 역대 최대 is a record
            if found is None or entry["qualifier"] in BOUNDS:
                found = Qualifier(entry["qualifier"], entry["name"], word)
        at = begin
    return found


def _last_word(text: str, at: int) -> str:
    """The letters and digits right before `at`, as far as a qualifying word can be long."""
    begin = at
    while begin and at - begin < _LONGEST and text[begin - 1].isalnum():
        begin -= 1
    return text[begin:at]


def _after(text: str, start: int, end: int) -> Qualifier | None:
    """The qualifying words behind the figure: also behind the bracket that follows it, or that encloses it."""
    enclosed = text[end : end + 1] == ")" and _ENCLOSED.search(text, max(start - 4, 0), start) is not None
    at = end + 1 if enclosed else end
    first = text[at : at + 1]
    if first == "(" and (bracket := _BRACKET.match(text, at)):
        at = bracket.end()
        first = text[at : at + 1]
    if first not in _BEHIND_FIRST or not first:
        return None
    m = _BEHIND.match(text, at)
    if not m:
        return None
    entry: dict[str, str] = _AFTER[int(str(m.lastgroup)[1:])]
    if enclosed and entry["qualifier"] != ABOUT:
        return None
    if entry.get("verb") and _is_known(text, start, m[0]):
        return None
    return Qualifier(entry["qualifier"], entry["name"], m[0].strip())


def _is_known(text: str, start: int, verb: str) -> bool:
    """Whether the figure is one that something else is compared with, so that it stays exact."""
    low = max(start - 14, 0)
    if _KNOWN.search(text, low, start) or (verb[0] == " " and _EXCEEDED.search(text, low, start)):
        return True
    return _COMPARES.search(verb) is not None and _COMPARED.search(text, low, start) is not None


def _ceiling(text: str, start: int, end: int) -> Qualifier | None:
    """까지 as a ceiling, unless it ends a stretch (…에서 …까지) or tells of a level that is reached."""
    if not text.startswith("까지", end) or not _UP_TO.match(text, end):
        return None
    if _SHORT_OF.match(text, end):
        return None
    reached = _REACHES.match(text, end + 2)
    if (reached and not _MAY.match(text, reached.end())) or _SINCE.search(text, max(start - 30, 0), start):
        return None
    return Qualifier(AT_MOST, "at_most.up_to", "까지")
