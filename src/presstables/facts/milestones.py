"""Founded, renamed, merged, closed: the events in the lives of units, with their owner and day, one row each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from presstables.facts.context import Context
from presstables.facts.event_days import day_of, headed_days, is_planned
from presstables.facts.events import Cue, cues, has_event, units_of
from presstables.facts.headcounts import AI
from presstables.facts.model import Milestone
from presstables.facts.organizations import plain
from presstables.facts.units import Unit, is_unit
from presstables.mentions.model import Date

__all__ = ["has_event", "milestones_of"]

_ABOUT_AI = re.compile(r"(?:위해|위한|전담하는|전담할|연구하는|연구할|담당할|맡는|맡을|다룰|다루는) [^,.]{0,16}$")
_AI_UNIT = re.compile(r"(?:조직|연구소|법인|기구|센터|팀|협의체|거점|회사|스타트업) ?[‘“'\"]?$")
_ROLES = (
    ("topic", "subject", "headline", "list:topic", "list:subject"),
    ("genitive", "leader", "dative", "plain"),
)


def milestones_of(context: Context) -> list[Milestone]:
    """The events that an article tells, one row per unit and event, at the mention that says most."""
    headed = headed_days(context)
    found: list[Milestone] = []
    last: Unit | None = None
    for start, end in context.spans:
        for cue, unit in _told(context, start, end, last):
            found.append(_milestone(context, unit, cue, headed))
            last = unit if cue.event == "founded" else last
    return _once(found)


def _told(context: Context, start: int, end: int, last: Unit | None) -> list[tuple[Cue, Unit]]:
    """The events of one sentence with their units; of two that tell of one unit at one place the first stays.

    A ceremony that names no unit is that of the `last` one founded: 회사는 5일 개소식을 열었다.
    """
    told: list[tuple[Cue, Unit]] = []
    for cue in cues(context, start, end):
        units = units_of(context, cue, start, end)
        if not units and last and cue.own and re.match(r"식(?:을|이|에)", context.text[cue.end : cue.end + 2]):
            units = [Unit(cue.start, cue.end, last.name, last.owner)]
        for unit in units:
            if not any(_same_words(cue, unit, *other) for other in told):
                told.append((cue, unit))
    return told


def _same_words(cue: Cue, unit: Unit, other: Cue, known: Unit) -> bool:
    """Whether a unit was read before at these words: merged into C, which is not founded as well; 설립 인가 twice."""
    same = unit.start < known.end and known.start < unit.end
    return same and (cue.event == other.event or {cue.event, other.event} <= {"founded", "merged", "renamed"})


def _milestone(context: Context, unit: Unit, cue: Cue, headed: list[Date]) -> Milestone:
    day = day_of(context, cue, unit, headed)
    first, last = (day.first, day.last) if day else (None, None)
    owner = _owner(context, unit, cue)
    begin, end = min(unit.start, cue.start), max(unit.end, cue.end)
    begin = end - len(context.text[begin:end].lstrip())  # a unit begins behind its owner, and the space there
    return Milestone(
        begin,
        end,
        owner,
        context.lexicon.group_of(owner),
        unit.name,
        cue.event,
        first,
        last,
        is_planned(context, cue, day, context.article.published),
        _is_about_ai(context, unit),
        f"{cue.event}.{cue.words.strip()}",
    )


def _is_about_ai(context: Context, unit: Unit) -> bool:
    """Whether a unit is one for artificial intelligence by its name or by what it is said to be for."""
    start, _ = context.sentence(unit.start)
    purpose = context.text[max(start, unit.start - 30) : unit.start]
    told = AI.search(purpose) and (_ABOUT_AI.search(purpose) or _AI_UNIT.search(purpose))
    return bool(AI.search(unit.name) or told)


def _owner(context: Context, unit: Unit, cue: Cue) -> str | None:
    if unit.owner:
        return unit.owner
    start, _ = context.sentence(cue.start)
    known = [a for a in context.within(start, cue.start) if a.name and a.name != unit.name and not a.reporter]
    independent = any(a.name == unit.name for a in context.actors) and not is_unit(unit.name)
    for roles in _ROLES:
        acting = [a for a in known if a.role in roles and not (unit.start <= a.start < unit.end)]
        if acting and not (independent and "plain" in roles):
            return acting[-1].name
    group = context.lexicon.group_of(unit.name)
    focus = context.focus[context.index(cue.start)] if context.focus else None
    if group and group != unit.name:
        same = focus and focus != unit.name and context.lexicon.group_of(focus) == group
        return focus if same else group
    if independent or unit.name == focus:
        return unit.name
    return focus or context.main or _named_lately(context, start, unit)


def _named_lately(context: Context, place: int, unit: Unit) -> str | None:
    """Who was named last in the two sentences before: a ministry of which the talk is, though it is nobody's focus."""
    since = context.spans[max(0, context.index(place) - 2)][0]
    named = [a.name for a in context.within(since, place) if a.name and a.name != unit.name and not a.reporter]
    return named[-1] if named else None


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
    rows = [_best(group) for group in groups]
    merged = [row for row in rows if row.event == "merged"]
    kept = [r for r in rows if r.event != "founded" or not any(_same_unit([m], r) for m in merged)]
    return sorted(kept, key=lambda m: (m.span_start, m.unit))


def _same_unit(group: Iterable[Milestone], row: Milestone) -> bool:
    name = plain(re.sub(r"\(.*?\)", "", row.unit))
    for other in group:
        known = plain(re.sub(r"\(.*?\)", "", other.unit))
        if name == known or (min(len(name), len(known)) >= 4 and (name.endswith(known) or known.endswith(name))):
            return True
    return False


def _best(group: Sequence[Milestone]) -> Milestone:
    def says(row: Milestone) -> tuple[int, int, int, int]:
        length = (row.end - row.start).days if row.start and row.end else 99_999
        return (length, row.planned, -len(row.unit), row.span_start)

    best = min(group, key=says)
    best.ai_organization = any(row.ai_organization for row in group)
    return best
