"""How the words of a text became rows: for every mention its numbers, its unit, its qualifier and its rule."""

from __future__ import annotations

import html
from dataclasses import dataclass
from datetime import date

from presstables.given import read_day
from presstables.mentions import qualifiers as q
from presstables.mentions.model import Date, Duration, Headcount, Mentions, Money, Number
from presstables.mentions.money import currency_of
from presstables.mentions.numerals import BIG, SMALL, read_numeral
from presstables.mentions.reader import read_mentions
from presstables.mentions.scan import CALENDAR, DATE, LENGTH, MONEY, Token, scan
from presstables.mentions.supply import CARRIED, NEAREST
from presstables.mentions.tense import FUTURE, PAST, PRESENT
from presstables.mentions.text import plain

Mention = Money | Headcount | Date | Duration


_SUPPLIED = {
    CARRIED: "as in the date before it",
    PAST: "the latest that is not after the publication day, as its sentence tells of what was",
    PRESENT: "the nearest to the publication day, rather one to come, as its sentence is in the present",
    FUTURE: "the next that is not before the publication day, as its sentence tells of what is to come",
    NEAREST: "the nearest to the publication day, as no verb decides",
}


@dataclass(frozen=True, slots=True)
class Derivation:
    """One mention: its table, its surface, and the steps from the words to the row, in order."""

    table: str
    surface: str
    rule: str
    steps: tuple[str, ...]


class Explanation(tuple[Derivation, ...]):
    """The derivations of a text's mentions, in reading order; prints as text, shows as HTML in a notebook."""

    __slots__ = ()

    def __str__(self) -> str:
        """A paragraph a mention."""
        if not self:
            return "no figure found"
        return "\n\n".join("\n".join([f"{d.surface}  [{d.table}]", *(f"  {s}" for s in d.steps)]) for d in self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        items = "".join(
            f"<p style='margin:0.6em 0'><b>{html.escape(d.surface)}</b> · {d.table}<br>"
            + "<br>".join(f"&emsp;{html.escape(step)}" for step in d.steps)
            + "</p>"
            for d in self
        )
        return items or "<p>no figure found</p>"


def explain(text: str, published: date | str | None = None) -> Explanation:
    """Tell how each figure of `text` was read, from digits to row.

    `published` is the day (a date or YYYY-MM-DD) that relative dates count from; without it they have no days. Raises
    `PresstablesError` where it is no day.
    """
    day = read_day(published)
    mentions = read_mentions(text, day)
    prepared = plain(text)
    tokens = scan(prepared.text)
    listed = [(m, table) for table, rows in _tables(mentions).items() for m in rows]
    listed.sort(key=lambda row: (row[0].start, row[0].end))
    inner = {prepared.offset(i): i for i in range(len(prepared.text) + 1)}
    return Explanation(
        Derivation(table, text[m.start : m.end], m.rule, tuple(_steps(m, prepared.text, inner, tokens, day)))
        for m, table in listed
    )


def _tables(mentions: Mentions) -> dict[str, list[Mention]]:
    return {
        "money": [*mentions.money],
        "headcounts": [*mentions.headcounts],
        "dates": [*mentions.dates],
        "durations": [*mentions.durations],
    }


def _steps(m: Mention, text: str, inner: dict[int, int], tokens: list[Token], published: date | None) -> list[str]:
    start, end = inner[m.start], inner[m.end]
    own = [t for t in tokens if start <= t.start < end]
    steps = [line for token in own for line in _token_steps(token, isinstance(m, Date))]
    if isinstance(m, Date):
        rest = text[own[-1].end : end].strip() if own else ""
        return [*steps, *([rest] if rest else []), *_date_steps(m, published), f"rule: {m.rule}"]
    if lent := _lent(m, own):
        steps[0] = lent
    found = q.qualify(text, start, end)
    if m.qualifier not in (q.EXACT, q.RANGE, q.VAGUE) and found.words:
        steps.append(f"{found.words}: {found.name} ({found.entry})")
    return [*steps, _row(m), f"rule: {m.rule}"]


def _token_steps(token: Token, is_date: bool) -> list[str]:
    if token.kind == "cal":
        unit, shift = CALENDAR[token.number]
        return [f"{token.number}: {unit} {shift:+d}"]
    if token.kind != "number":
        return [f"{token.number}: {token.kind}"]
    if is_date:
        return [f"{token.number}{token.unit}" if token.unit else f"{token.number} with the unit of the next number"]
    lines = [_number_step(token.number)]
    if token.over:
        lines.append("여: a little more than the number")
    meaning = {MONEY: currency_of(token.unit), LENGTH: "a length of time", DATE: "a length of time"}
    return [*lines, f"{token.unit}: {meaning.get(token.of, token.of)}"] if token.unit else lines


def _lent(m: Money | Headcount | Duration, own: list[Token]) -> str:
    """What the first number of 3~5조원 or 14~650억원 takes from the second; "" where it stands on its own."""
    numbers = [t for t in own if t.kind == "number"]
    if not isinstance(m, Money | Headcount) or len(numbers) != 2 or m.low is None or m.qualifier != q.RANGE:
        return ""
    first, second = numbers
    alone = read_numeral(first.number)
    if alone is None or alone.low == m.low:
        return ""
    return f"{first.number} with the unit of {second.number} = {_comma(m.low)}"


def _number_step(surface: str) -> str:
    """3조6000억 = 3×조 + 6000×억 = 3,600,000,000,000."""
    numeral = read_numeral(surface)
    if numeral is None:
        return surface
    value = _comma(numeral.low) if not numeral.vague else f"{_comma(numeral.low)} to {_comma(numeral.high)}"
    groups, group = [], ""
    for c in surface.replace(" ", ""):
        group += c
        if c in BIG:
            groups.append(f"{group[:-1] or '1'}×{c}")
            group = ""
    if group:
        groups.append(f"{group[:-1] or '1'}×{group[-1]}" if group[-1] in SMALL else group)
    return f"{surface} = {' + '.join(groups)} = {value}" if groups != [surface] else f"{surface} = {value}"


def _date_steps(m: Date, published: date | None) -> list[str]:
    against = f", published {published}" if m.anchor == "relative" and published else ""
    if m.first is None:
        why = "the publication day is not known" if published is None else "the text does not give its days"
        return [f"no days: {why}"]
    left_out = [f"what is left out: {_SUPPLIED[m.supplied]}"] if m.supplied else []
    return [*left_out, f"{m.first} to {m.last} ({m.granularity}, {m.anchor}{against})"]


def _row(m: Money | Headcount | Duration) -> str:
    if isinstance(m, Duration):
        return f"iso {m.iso or 'null'}, {m.qualifier}"
    numbers = ", ".join(f"{name} {_comma(n)}" for name, n in (("value", m.value), ("low", m.low), ("high", m.high)))
    if isinstance(m, Headcount):
        return f"{numbers}, {m.qualifier}" + (", partitive" if m.partitive else "")
    return f"{numbers} {m.currency}{'' if m.currency_stated else ' (left out in the text)'}, {m.qualifier}"


def _comma(number: Number | None) -> str:
    return "null" if number is None else f"{number:,}"
