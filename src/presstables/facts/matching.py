"""How sure it is that two mentions state one fact: what speaks for it (numbers, names, words, days) and what against.

Nothing but a sentence that has both figures, or words that exclude each other, is taken for certain: what is known of a
mention (whose, what for, when) was read from a text and can be wrong, and 3조8347억원 twice in a week is no accident,
while 1조원 is. So the evidence is weighed: NEEDED is what it takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import inf

from presstables.facts.contrasts import grams_of, weight_of

NEEDED = 1.9
"""What two mentions need to be joined."""

NEAR_DAYS = 45
"""Reports of one fact in other numbers (rounded, converted) appear within this many days of each other."""

FAR_DAYS = 800
"""The same number of the same organisation is the same fact within this many days."""

HEAD = 250
"""How many characters from its top an article's headline and lead take, at most."""

CUT_OFF, ROUNDED_OFF = 0.08, 0.05
"""Which part of a number a report may cut off (1억900만 as 1억), or round away."""

CLOSE = 0.005
"""What is rounded by no more than this may be told both ways in one body: 1628억 and 1630억."""

HEADLINE_CUTS_OFF = 0.2
"""Which part a headline may cut off: 2조4562억 is 2조 there."""

CONVERTED_OFF = 0.12
"""How far an amount may be from what another report converts it to: rates of other days."""

UNSURE = 1.0
NEAR = 0.05
"""How far two reports of one fact may be from each other that do not agree, where all else does."""

RELATED = 1.75
"""How much two articles have in common when they tell of the same: other figures, names, and an eighth of their words,
each counted as one."""

_TELLING = frozenset(["acquisition", "contract", "valuation", "revenue", "profit", "loan", "fine"])
"""Kinds that say of themselves what an amount is."""
_MIXED_UP = (
    (frozenset(["investment", "acquisition", "contract", "loan", "budget"]), 0.2),
    (frozenset(["flow", "target", "change"]), 0.2),
    (frozenset(["stock", "cumulative"]), 0.2),
    (frozenset(["acquisition", "price"]), 0.2),
    (frozenset(["investment", "acquisition", "valuation"]), 0.8),
    (frozenset(["revenue", "profit"]), 0.8),
)
"""Kinds that reports call the same thing by, or that are read for each other, and how much it speaks against a pair."""

Number = tuple[str, float, float]
"""Unit (a currency, or people), number, and the step of its last stated digit."""


@dataclass(slots=True, frozen=True)
class Said:
    """What is said of a mention beside its number; None where the text does not say."""

    organization: str | None = None
    group: str | None = None
    counterparty: str | None = None
    kind: str = "other"
    about: str | None = None
    """What for, or who is counted."""
    length: str | None = None
    """The length of time that a number covers or recurs in."""
    span: tuple[date, date] | None = None
    forecast: bool = False
    sides: tuple[tuple[str, int], ...] = ()
    """Of each contrast that the words beside the figure name, the side."""


@dataclass(slots=True, frozen=True)
class Around:
    """What else the article of a mention tells."""

    figures: frozenset[tuple[str, float]] = frozenset()
    """Its numbers of two digits and more, by unit: those that two articles seldom have both."""
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    head: int = HEAD
    """How many characters its headline and lead take."""


@dataclass(slots=True)
class Node:
    """One mention (with its conversions)."""

    key: str
    """Its mention_id."""
    article: str
    published: date | None
    numbers: list[Number]
    won: float | None
    said: Said
    sentence: str
    context: str
    """The words about the figure."""
    place: int = 0
    low: float | None = None
    high: float | None = None
    around: Around = Around()
    repeated: bool = False
    """Whether the body of the article says the same number again."""
    rows: list[int] = field(default_factory=list)
    apart: bool = False
    """Kept apart by a correction."""
    same_as: str | None = None
    """The mention_id of another that a correction says is of the same fact."""


@lru_cache(maxsize=65_536)
def step_of(number: float) -> float:
    """The step of a number's last significant digit: 3.83e12 -> 1e10, 4e12 -> 1e12."""
    digits = f"{abs(number):.12e}".split("e")
    mantissa = digits[0].rstrip("0").rstrip(".")
    return float(10 ** (int(digits[1]) - max(len(mantissa) - 2, 0)))


@lru_cache(maxsize=65_536)
def digits_of(number: float) -> int:
    """How many significant digits a number has: 3.83e12 -> 3."""
    return len(f"{abs(number):.12e}".split("e")[0].rstrip("0").replace(".", "").rstrip("."))


def rounded_alike(a: Number, b: Number, cut_off: float = CUT_OFF) -> bool:
    """Whether one number is the other, rounded or cut off at its last digit (13조5000억 as 13조 or 14조).

    Nobody rounds away much: 17조9000억 is not told as 20조, though that has one digit.
    """
    (_, x, step_x), (_, y, step_y) = a, b
    coarse, fine, step = (x, y, step_x) if step_x >= step_y else (y, x, step_y)
    if coarse == fine:
        return True
    off = abs(fine - coarse) / abs(fine) if fine else inf
    cut = coarse <= fine < coarse + step and off <= cut_off
    return step > min(step_x, step_y) and (cut or (abs(fine - coarse) <= 0.5 * step and off <= ROUNDED_OFF))


def agreement(a: Node, b: Node) -> float:
    """How well the numbers of two mentions agree: 1 for the same, less for rounded or converted, 0 for different."""
    if _equal(a, b):
        return 1.0
    pairs = _common_units(a, b)
    if pairs and not any(0.75 * abs(x[1]) <= abs(y[1]) <= 1.34 * abs(x[1]) for x, y in pairs):
        return 0.0  # most of the pairs that are compared
    heads = _heads(a, b) or _heads(b, a)
    if any(rounded_alike(x, y, HEADLINE_CUTS_OFF if heads else CUT_OFF) for x, y in pairs):
        close = any(abs(x[1] / y[1] - 1) < CLOSE for x, y in pairs)
        return 0.8 if close else 0.7 if heads or a.article != b.article else 0.0
    if not pairs and a.won and b.won:
        off = abs(a.won / b.won - 1)
        return 0.8 if off < 0.01 else 0.6 if off < 0.03 else 0.45 if off < CONVERTED_OFF else 0.0
    if a.article != b.article and a.said.organization and any(_near(x, y) for x, y in pairs):
        return 0.4
    return 0.3 if _inside(a, b) or _inside(b, a) else 0.0


def _equal(a: Node, b: Node) -> bool:
    """Whether two mentions have the very same number; that of the amounts themselves, where they are of one unit."""
    if not a.numbers or not b.numbers:
        return False
    (unit, number, _), (other, theirs, _) = a.numbers[0], b.numbers[0]
    if unit == other or len(a.numbers) == len(b.numbers) == 1:
        return unit == other and number == theirs
    return any(x[0] == y[0] and x[1] == y[1] for x in a.numbers for y in b.numbers)


def _near(x: Number, y: Number) -> bool:
    """Whether two numbers can be of reports that do not agree, or of which one has a slip: 973만 and 937만."""
    return y[1] != 0 and abs(x[1] / y[1] - 1) < NEAR and min(digits_of(x[1]), digits_of(y[1])) > 2


def _common_units(a: Node, b: Node) -> list[tuple[Number, Number]]:
    """The numbers of one unit: the amounts themselves, else those that either article converts."""
    if a.numbers and b.numbers and a.numbers[0][0] == b.numbers[0][0]:
        return [(a.numbers[0], b.numbers[0])]
    return [(x, y) for x in a.numbers for y in b.numbers if x[0] == y[0]]


def _heads(short: Node, full: Node) -> bool:
    """Whether a headline rounds the number of the body: it stands at the top, and the body does not repeat it."""
    if short.place >= short.around.head or short.repeated or not short.numbers or not full.numbers:
        return False
    return digits_of(min((x[1] for x in short.numbers), key=digits_of)) < max(digits_of(x[1]) for x in full.numbers)


def _inside(vague: Node, exact: Node) -> bool:
    """Whether a vague number (수억원) can be an exact one."""
    if vague.numbers or not exact.won or vague.low is None or vague.high is None:
        return False
    return vague.low <= exact.won <= vague.high


def compatible(a: Node, b: Node) -> bool:
    """Whether the numbers of two mentions can both be right: equal, rounded, converted, or one a bound of the other."""
    pairs = _common_units(a, b)
    if any(rounded_alike(x, y) for x, y in pairs) or _bounds(a, b) or _bounds(b, a):
        return True
    return not pairs and not (a.won and b.won and abs(a.won / b.won - 1) >= 0.1)


def _bounds(bound: Node, exact: Node) -> bool:
    """Whether the range or bound of one mention (이상, 수억원) takes in the number of the other."""
    low, high = bound.low, bound.high
    if low == high or not exact.numbers or (bound.numbers and bound.numbers[0][0] != exact.numbers[0][0]):
        return False
    value = exact.numbers[0][1]
    return (low is None or low <= value) and (high is None or value <= high)


def alike(a: Node, b: Node) -> float:
    """How sure it is that two mentions state one fact; NEEDED joins them."""
    speaks_for = evidence(a, b)
    return speaks_for if speaks_for < NEEDED else speaks_for - conflict(a, b)


def evidence(a: Node, b: Node) -> float:
    """What speaks for two mentions being one fact, 0 to about 6."""
    days = abs((a.published - b.published).days) if a.published and b.published else 0
    if days > FAR_DAYS or (days > NEAR_DAYS and not _equal(a, b)):
        return 0.0
    one_sentence = a.article == b.article and a.sentence == b.sentence  # which says two numbers of two things
    if a.apart or b.apart or one_sentence or not (same := agreement(a, b)):
        return 0.0
    digits = _common_digits(a, b) if same == 1.0 else 0
    near = _names(a, b) + min(_words(a, b), 0.8) + (0.2 if set(a.said.sides) & set(b.said.sides) else 0.0)
    near += 0.2 if a.said.about and b.said.about and grams_of(a.said.about) & grams_of(b.said.about) else 0.0
    if near <= 0.15 and a.said.kind not in _TELLING and digits < (2 if related(a, b) else 4):
        return 0.0
    if same == 0.4 and near < 1.4:
        return 0.0
    score = same + 0.25 * min(max(digits - 1, 0), 4) + near + (0.2 if days <= 3 else 0.0)
    score += _kinds(a.said.kind, b.said.kind)
    if a.article == b.article:  # a headline rounds, or stays vague, what the body tells exactly
        return score + (0.4 if same == 1.0 else 0.6 if min(a.place, b.place) < a.around.head else 0.0)
    return score + (0.2 * min(digits + 1, 5) if related(a, b) else 0.0)


def related(a: Node, b: Node) -> bool:
    """Whether the articles of two mentions tell of the same: other figures, names and words in common."""
    if a.article == b.article:
        return True
    x, y = a.around, b.around
    figures = x.figures & y.figures
    common = len(figures) - any((unit, number) in figures for unit, number, _ in a.numbers)
    common += len((x.names & y.names) | (x.names & y.words) | (x.words & y.names))
    words = len(x.words & y.words) / max(min(len(x.words), len(y.words)), 25)
    return common + 8 * words >= RELATED


def _common_digits(a: Node, b: Node) -> int:
    """How many digits the number has that both state: 3.83조 says more than 4조."""
    theirs = {y[1] for y in b.numbers}
    return max((digits_of(x[1]) for x in a.numbers if x[1] in theirs), default=1)


def _names(a: Node, b: Node) -> float:
    """What the names are worth that two mentions have in common, or that the other's article has."""
    x, y = a.said, b.said
    if _named(x) & _named(y):
        return 0.9
    if x.group and x.group == y.group:
        return 0.6
    if x.organization and y.organization:
        return 0.3 if x.organization in b.sentence or y.organization in a.sentence else 0.0
    name, other = (x.organization, b) if x.organization else (y.organization, a)
    if name is None:
        return 0.0
    return 0.6 if name in other.sentence else 0.15 if name in other.around.names | other.around.words else 0.0


def _words(a: Node, b: Node) -> float:
    """Which part of the words about the shorter one the other has, too; the names of both are not counted again."""
    common = _named(a.said) & _named(b.said)
    x, y = (grams_of(node.context).difference(*map(grams_of, common)) for node in (a, b))
    return len(x & y) / max(min(len(x), len(y)), 4)


def _named(said: Said) -> set[str]:
    return {name for name in (said.organization, said.counterparty) if name}


def _kinds(a: str, b: str) -> float:
    return 0.3 if a == b and a != "other" else 0.15 if a == b else 0.0


def conflict(a: Node, b: Node, said_a: Said | None = None, said_b: Said | None = None) -> float:
    """What speaks against two mentions being one fact: 0 for nothing, infinity for words that exclude each other.

    With `said_a` and `said_b` what is said of their groups counts in place of what is said of them. What is read wrong
    is read wrong in several ways at once (an owner, and with it the kind), so the worst counts, the others a little.
    """
    x, y = said_a or a.said, said_b or b.said
    words = _opposed(x.sides, y.sides)
    if words == inf:
        return inf
    mild = agreement(a, b) == 1.0
    against = (
        _other_owner(x, y, a, b) if mild else _other_owner(x, y, a, b) and UNSURE,
        _other_counterparty(x, y),
        _other_kind(x, y),
        _other_purpose(x, y, a, b),
        1.6 if x.length and y.length and x.length != y.length else 0.0,
        1.6 if x.span and y.span and (x.span[1] < y.span[0] or y.span[1] < x.span[0]) else 0.0,
        0.5 if x.forecast != y.forecast and x.kind == y.kind else 0.0,
        words,
    )
    worst = max(against)
    weight = worst + 0.3 * (sum(against) - worst)
    return weight * 0.6 if weight and mild and related(a, b) else weight


def _opposed(a: tuple[tuple[str, int], ...], b: tuple[tuple[str, int], ...]) -> float:
    """What the contrasts weigh in which two mentions have other sides; infinity where such words exclude each other."""
    if not a or not b:
        return 0.0
    known = dict(b)
    return max((weight_of(name) for name, side in a if known.get(name, side) != side), default=0.0)


def _other_owner(x: Said, y: Said, a: Node, b: Node) -> float:
    if x.organization is None or y.organization is None or x.organization == y.organization:
        return 0.0
    if x.group and x.group == y.group and (x.organization == x.group or y.organization == y.group):
        return 0.0
    if _turned(x, y) or _turned(y, x):
        return 0.0
    if x.organization in b.sentence or y.organization in a.sentence:
        return 0.7
    if _strangers(x.organization, a, b) and _strangers(y.organization, b, a):
        return 3.0
    return 1.0 if x.organization in b.around.names and y.organization in a.around.names else 1.5


def _strangers(name: str, own: Node, other: Node) -> bool:
    """Whether another article never names an organisation, nor anyone else whom this one names."""
    theirs = other.around.names | other.around.words
    return own.article != other.article and name not in theirs and not (own.around.names & other.around.names)


def _turned(a: Said, b: Said) -> bool:
    """Whether one report tells a deal from the other side."""
    return a.organization == b.counterparty and a.counterparty in (None, b.organization)


def _other_counterparty(x: Said, y: Said) -> float:
    if not x.counterparty or not y.counterparty or x.counterparty == y.counterparty:
        return 0.0
    return 0.0 if y.counterparty == x.organization or x.counterparty == y.organization else 1.2


def _other_kind(x: Said, y: Said) -> float:
    if x.kind == y.kind or "other" in (x.kind, y.kind):
        return 0.0
    for family, weight in _MIXED_UP:
        if x.kind in family and y.kind in family:
            return weight
    return 0.4 if set(x.sides) & set(y.sides) else 1.3


def _other_purpose(x: Said, y: Said, a: Node, b: Node) -> float:
    if not x.about or not y.about or (x.counterparty and x.counterparty == y.counterparty):
        return 0.0
    return 0.0 if overlap(x.about, y.about) or x.about in b.sentence or y.about in a.sentence else 0.7


def overlap(a: str, b: str) -> bool:
    """Whether two purposes or roles share a word of two letters, or one is in the other."""
    x, y = a.replace(" ", ""), b.replace(" ", "")
    return x in y or y in x or bool(grams_of(a) & grams_of(b))
