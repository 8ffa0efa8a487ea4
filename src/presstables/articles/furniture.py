"""An article is told from what its page wraps around it: menus, stamps, bylines, comment forms, other articles.

The rules are data (`furniture.toml`). Only whole lines go; a line that stays keeps its characters. The work is linear
in the length of the page.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

from presstables.articles.rules import Rule, furniture_rules, read_line

REPEATED = "repeated paragraph"

# A closing line (copyright, comment form) ends the article once this share of the page's prose stands before it: sites
# print such lines above the article, too, and first sentences of other articles below it.
CLOSES_AFTER = 0.25
SHORTEST_REPEAT = 8  # characters without spaces; a shorter line may well stand twice on its own account
SHORTEST_CONTAINED = 15
SHORTEST_PROSE = 12
LONGEST_IN_RUN = 40
MOST_ALIKE = 50  # sentences that begin alike and are compared; a page of more is a table, and would take ages

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_UNSEEN = re.compile(f"[{_INVISIBLE}]+")
_OUTER = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + _INVISIBLE
_BULLET = re.compile(r"(?:[•·∙◦●○■□◆◇▪▸▲△*|-] ?)+(?=[^\d ])")
_SENTENCE_END = re.compile(r"[가-힣]\.(?![.\d])")
_SENTENCE_START = re.compile(r"[.?!][\"'”’)\]]*(?=[^\s.?!\"'”’)\]])")
_PARTICLE = re.compile(r"(?:은|는|을|를|가|와|과|도|의|에|로|으로|에서|에게) ")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: its own characters, how rules see it, and whether it holds a sentence."""

    text: str
    view: str
    prose: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is no part of the article, the rule that says so, and how many kept lines stand before it."""

    view: str
    rule: str
    kept_before: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's own lines, and what stood around them, both in reading order."""

    kept: list[Line]
    dropped: list[Dropped]

    @property
    def text(self) -> str:
        """The article's text, a paragraph a line."""
        return "\n".join(line.text for line in self.kept)


class _Page:
    """The lines of a page that are not blank, and what has become of each: the name of a rule, or None for kept."""

    def __init__(self, text: str) -> None:
        self.lines: list[Line] = []
        self.gap: list[bool] = []  # is there a blank line above?
        gap = False
        for raw in text.splitlines():
            own = raw.strip(_OUTER)
            if own:
                self.lines.append(_line(own))
                self.gap.append(gap)
            gap = not own
        self.fates: list[str | None] = [None] * len(self.lines)

    def drop(self, first: int, last: int, rule: str) -> None:
        self.fates[first:last] = [fate or rule for fate in self.fates[first:last]]


def clean(page: str) -> Cleaned:
    """Tell the article's own lines of `page` from its furniture. A single line has no page around it, and stays."""
    work = _Page(page)
    if len(work.lines) > 1:
        for step in (_end_article, _drop_runs, _drop_from_top, _drop_from_bottom, _drop_repeats):
            step(work)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    for line, fate in zip(work.lines, work.fates, strict=True):
        if fate is None:
            kept.append(line)
        else:
            dropped.append(Dropped(line.view, fate, len(kept)))
    return Cleaned(kept, dropped)


def view(line: str) -> str:
    """How rules see a line: composed (NFC), single spaces, no bullet before it, nothing invisible."""
    seen = " ".join(_UNSEEN.sub("", line).split())
    if not unicodedata.is_normalized("NFC", seen):
        seen = unicodedata.normalize("NFC", seen)
    bullet = _BULLET.match(seen)
    return seen[bullet.end() :] if bullet else seen


def squeezed(text: str) -> str:
    """A line's view without its spaces: two copies of one paragraph agree in it."""
    return view(text).replace(" ", "")


def _line(text: str) -> Line:
    seen = view(text)
    prose = len(seen) >= SHORTEST_PROSE and _SENTENCE_END.search(seen) is not None
    return Line(text, seen, prose)


def _end_article(page: _Page) -> None:
    """Drop everything from the first line that closes the article."""
    total = sum(len(line.view) for line in page.lines if line.prose)
    before = 0
    for i, line in enumerate(page.lines):
        rule = read_line(line.view, "body")
        if rule and rule.drops == "rest":
            page.fates[i] = rule.name
            if before and before >= CLOSES_AFTER * total:
                page.drop(i, len(page.lines), rule.name)
                return
        elif line.prose:
            before += len(line.view)


def _drop_runs(page: _Page) -> None:
    """Drop lines that are furniture only in company: the places of a weather block, the sections of a menu."""
    for rule in furniture_rules():
        if rule.drops == "run":
            run: list[int] = []
            for i, line in enumerate(page.lines):
                if len(line.view) <= LONGEST_IN_RUN and rule.pattern.fullmatch(line.view):
                    run.append(i)
                elif run and not read_line(line.view, "top"):  # a button in between does not end a menu
                    _drop_run(page, rule, run)
                    run = []
            _drop_run(page, rule, run)


def _drop_run(page: _Page, rule: Rule, run: list[int]) -> None:
    told = rule.among is None or any(rule.among.fullmatch(page.lines[i].view) for i in run)
    if run and told and len(run) >= rule.at_least:
        page.drop(run[0], run[-1] + 1, rule.name)


def _drop_from_top(page: _Page) -> None:
    """Go down the page: above the headline, below it to the first sentence, and through the body."""
    zone = "top"
    last = max((i for i, line in enumerate(page.lines) if line.prose and page.fates[i] is None), default=-1)
    for i, line in enumerate(page.lines):
        if page.fates[i] is not None:
            continue
        rule = None if _goes_on(page, i) else read_line(line.view, zone)
        if rule:
            page.drop(i, _list_end(page, i, zone, last) if rule.drops == "list" else i + 1, rule.name)
        elif zone != "body":
            zone = "body" if line.prose else "header"


def _list_end(page: _Page, heading: int, zone: str, last: int) -> int:
    """Where the entries under the heading of a list end; `last` is the page's last line that holds a sentence.

    Below that line, all are entries. In the article, they end at a blank line or a sentence. Above it, they are entries
    only if a blank line ends them: what follows a menu's «최신기사» at once is the headline.
    """
    for i in range(heading + 1, len(page.lines)):
        blank = page.gap[i] and i > heading + 1
        if zone == "body" and (page.lines[i].prose or (blank and i < last)):
            return i
        if zone != "body" and (blank or page.lines[i].prose or page.fates[i] is not None):
            return i if blank else heading + 1
    return len(page.lines) if zone == "body" else heading + 1


def _goes_on(page: _Page, i: int) -> bool:
    """Is the next line the rest of this one's sentence? Pages break a sentence after a linked name."""
    return i + 1 < len(page.lines) and page.lines[i + 1].prose and bool(_PARTICLE.match(page.lines[i + 1].view))


def _drop_from_bottom(page: _Page) -> None:
    """Go up the page to the last sentence."""
    for i in range(len(page.lines) - 1, -1, -1):
        line = page.lines[i]
        if page.fates[i] is not None:
            continue
        rule = read_line(line.view, "footer")
        if rule:
            page.fates[i] = rule.name
        elif line.prose:
            return


def _drop_repeats(page: _Page) -> None:
    """Keep one copy of what the page prints twice: whole lines, and lines that stand whole within another."""
    kept = [i for i, fate in enumerate(page.fates) if fate is None]
    keys = {i: page.lines[i].view.replace(" ", "") for i in kept}
    first: dict[str, int] = {}
    for i in kept:
        if len(keys[i]) >= SHORTEST_REPEAT and first.setdefault(keys[i], i) != i:
            page.fates[i] = REPEATED
    left = [i for i in kept if page.fates[i] is None]
    starts = _sentence_starts({i: keys[i] for i in left})
    host = -1
    for i in left:
        if host not in (-1, i) and keys[i] in keys[host]:  # the end of a caption whose copy is broken into lines
            page.fates[i] = REPEATED
            continue
        host = _holder(i, keys, starts)
        if host >= 0:
            page.fates[i] = REPEATED


def _sentence_starts(keys: dict[int, str]) -> dict[str, list[tuple[int, int]]]:
    """Where sentences begin: (line, offset) under their first characters."""
    starts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, key in keys.items():
        for at in (0, *(m.end() for m in _SENTENCE_START.finditer(key))):
            places = starts[key[at : at + SHORTEST_CONTAINED]]
            if len(places) < MOST_ALIKE:
                places.append((i, at))
    return starts


def _holder(i: int, keys: dict[int, str], starts: dict[str, list[tuple[int, int]]]) -> int:
    """The longer line that holds line `i` whole, from the start of a sentence on; -1 if there is none.

    A line that breaks off within a word or a number of the other (예산 1 … 예산 12억원) is not held by it.
    """
    key = keys[i]
    if len(key) >= SHORTEST_CONTAINED:
        for other, at in starts.get(key[:SHORTEST_CONTAINED], ()):
            rest = keys[other][at + len(key) : at + len(key) + 1]
            broken = key[-1].isalnum() and rest.isalnum()
            if len(keys[other]) > len(key) and keys[other].startswith(key, at) and not broken:
                return other
    return -1
