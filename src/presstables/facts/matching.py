"""Which mentions state one fact: amounts that agree within rounding, and nothing else that speaks against it.

Pairs are looked for in small blocks (the same size of amount and a name in common, or the same amount in the same
weeks), the surest are joined first, and two groups only join where no field of theirs contradicts. That keeps the work
near linear and makes the result independent of the order of the articles.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

NEAR_DAYS = 45
"""Reports of one fact in other numbers (rounded, converted) appear within this many days of each other."""

FAR_DAYS = 800
"""The same number of the same organisation is the same fact within this many days."""

HEAD = 250
"""How many characters from its top an article's headline and lead take."""

BLOCK = 60
"""In a crowded block each mention is compared with this many that come before it."""

SAMPLE = 12
"""Before two groups join, this many of each are looked at for what speaks against it."""

_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}")
_PARTICLES = re.compile(
    r"(?:으로|에서|에게|까지|부터|보다|에는|은|는|이|가|을|를|의|에|와|과|도|로|만|했다|됐다|한다|하는|한|된)$"
)
_DEALS = frozenset(["investment", "acquisition", "contract", "loan", "budget", "other", "fine"])


@dataclass(slots=True)
class Node:
    """One mention (with its conversions): its numbers by unit, and what is said of it."""

    key: tuple[Any, ...]
    article: str
    published: date | None
    numbers: list[tuple[str, float, float]]
    """Unit (a currency, or people), number, and the step of its last stated digit."""
    won: float | None
    organization: str | None
    group: str | None
    counterparty: str | None
    kind: str
    about: str | None
    """What for, or who is counted."""
    span: tuple[date | None, date | None]
    length: str | None
    """The length of time that a number covers or recurs in."""
    words: frozenset[str]
    place: int = 0
    sentence: str = ""
    repeated: bool = False
    """Whether the body of the article says the same number again."""
    low: float | None = None
    high: float | None = None
    rows: list[int] = field(default_factory=list)
    joining: bool | None = None
    """Whether the people who are counted join or leave, where either is said."""
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


def words_of(sentence: str) -> frozenset[str]:
    """The words of a sentence that tell what it is about, without their particles."""
    return frozenset(_PARTICLES.sub("", w) or w for w in _WORD.findall(sentence))


def rounded_alike(a: tuple[str, float, float], b: tuple[str, float, float]) -> bool:
    """Whether one number is the other, rounded or cut off at its last digit (13조5000억 as 13조 or 14조)."""
    (_, x, step_x), (_, y, step_y) = a, b
    coarse, fine, step = (x, y, step_x) if step_x >= step_y else (y, x, step_y)
    if coarse == fine:
        return True
    cut = coarse <= fine < coarse + step and abs(fine - coarse) <= 0.25 * abs(fine)
    return step > min(step_x, step_y) and (
        cut or (abs(fine - coarse) <= 0.5 * step and abs(fine - coarse) <= 0.25 * abs(fine))
    )


def agreement(a: Node, b: Node) -> float:
    """How well the numbers of two mentions agree: 1 for the same, less for rounded or converted, 0 for different."""
    pairs = [(x, y) for x in a.numbers for y in b.numbers if x[0] == y[0]]
    for x, y in pairs:
        if x[1] == y[1]:
            return 1.0
    if any(rounded_alike(x, y) for x, y in pairs):
        return 0.7 if a.article != b.article or _heads(a, b) or _heads(b, a) else 0.0
    if not pairs and a.won and b.won and abs(a.won / b.won - 1) < 0.1:
        return 0.5
    near = 0.05 if a.kind in _DEALS else 0.005
    if a.article != b.article and a.organization and any(y[1] and abs(x[1] / y[1] - 1) < near for x, y in pairs):
        return 0.4
    return 0.3 if _inside(a, b) or _inside(b, a) else 0.0


def _heads(short: Node, full: Node) -> bool:
    """Whether a headline rounds the number of the body: it stands at the top, and the body does not repeat it."""
    coarse = min((x[1] for x in short.numbers), key=digits_of)
    return short.place < HEAD and not short.repeated and digits_of(coarse) < max(digits_of(x[1]) for x in full.numbers)


def _inside(vague: Node, exact: Node) -> bool:
    """Whether a vague number (수억원) can be an exact one."""
    if vague.numbers or not exact.won or vague.low is None or vague.high is None:
        return False
    return vague.low <= exact.won <= vague.high


def alike(a: Node, b: Node) -> float:
    """How sure it is that two mentions state one fact, 0 to about 4; NEEDED joins them."""
    one_sentence = a.article == b.article and a.sentence == b.sentence  # which says two numbers of two things
    if a.apart or b.apart or one_sentence or not _may_be_one(a, b) or not (same := agreement(a, b)):
        return 0.0
    days = abs((a.published - b.published).days) if a.published and b.published else 0
    if days > (FAR_DAYS if same == 1.0 else NEAR_DAYS) or contradicts(a, b):
        return 0.0
    score = same + (0.25 * min(_common_digits(a, b) - 1, 4) if same == 1.0 else 0.0)
    score += _shared(a, b)
    shared = len(a.words & b.words) / max(min(len(a.words), len(b.words)), 1)
    if a.article == b.article and a.kind == b.kind:  # a headline rounds, or stays vague, what the body tells exactly
        score += 0.4 if same == 1.0 else 0.6 if min(a.place, b.place) < HEAD else 0.0
    score += min(shared, 0.8) + (0.3 if a.kind == b.kind else 0.0) + (0.2 if days <= 3 else 0.0)
    return score if a.organization or b.organization or shared > 0.25 or same == 1.0 else 0.0


def _common_digits(a: Node, b: Node) -> int:
    """How many digits the number has that both state: 3.83조 says more than 4조."""
    theirs = {y[1] for y in b.numbers}
    return max((digits_of(x[1]) for x in a.numbers if x[1] in theirs), default=1)


NEEDED = 1.9
"""What two mentions need to be joined."""


def _shared(a: Node, b: Node) -> float:
    names_a, names_b = ({n.organization, n.counterparty} - {None} for n in (a, b))
    if names_a & names_b:
        return 0.9
    if a.group and a.group == b.group:
        return 0.6
    return 0.3 if a.about and b.about and _overlap(a.about, b.about) else 0.0


def contradicts(a: Node, b: Node) -> bool:
    """Whether anything that is said of two mentions keeps them apart."""
    if not _may_be_one(a, b):
        return True
    if a.counterparty and b.counterparty and a.counterparty != b.counterparty and b.counterparty != a.organization:
        return True
    other = a.counterparty and a.counterparty == b.counterparty
    if a.about and b.about and not other and not _overlap(a.about, b.about):
        return True
    if a.length and b.length and a.length != b.length:
        return True
    return bool(
        a.span[0] and b.span[0] and a.span[1] and b.span[1] and (a.span[1] < b.span[0] or b.span[1] < a.span[0])
    )


def _kinds_meet(a: str, b: str) -> bool:
    """Whether reports may call one payment by both kinds; a fine is nothing else, though that may go unsaid."""
    return a in _DEALS and b in _DEALS and ("other" in (a, b) or "fine" not in (a, b))


def _may_be_one(a: Node, b: Node) -> bool:
    """Whether kinds and owners can be one: of owners the same, one unsaid, or a group and its affiliate."""
    if a.kind != b.kind and not _kinds_meet(a.kind, b.kind):
        return False
    if a.joining is not None and b.joining is not None and a.joining != b.joining:
        return False
    if a.organization is None or b.organization is None or a.organization == b.organization:
        return True
    if a.group and a.group == b.group and (a.organization == a.group or b.organization == b.group):
        return True
    return _turned(a, b) or _turned(b, a)


def _turned(a: Node, b: Node) -> bool:
    """Whether one report tells a deal from the other side."""
    return a.organization == b.counterparty and a.counterparty in (None, b.organization)


def _overlap(a: str, b: str) -> bool:
    """Whether two purposes or roles share a word, or one is in the other."""
    x, y = a.replace(" ", ""), b.replace(" ", "")
    return x in y or y in x or bool(words_of(a) & words_of(b))


def join(
    nodes: Sequence[Node], score: Callable[[Node, Node], float] = alike, needed: float = NEEDED
) -> list[list[Node]]:
    """Groups of the nodes that state one fact, each in order, the groups in the order of their first."""
    _mark_repeated(nodes)
    edges = dict.fromkeys(_told(nodes), math.inf)
    for a, b in _pairs(nodes):
        value = score(nodes[a], nodes[b])
        if value >= needed:
            edges.setdefault((min(a, b), max(a, b)), value)
    home = [[i] for i in range(len(nodes))]
    for (a, b), value in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
        few, many = sorted((home[a], home[b]), key=len)
        if few is many or (
            value < math.inf and any(contradicts(nodes[i], nodes[j]) for i in few[:SAMPLE] for j in many[:SAMPLE])
        ):
            continue
        many.extend(few)
        for i in few:
            home[i] = many
    first = {id(group): min(group) for group in home}
    groups = {first[id(group)]: group for group in home}
    return [[nodes[i] for i in sorted(members)] for _, members in sorted(groups.items())]


def _told(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """The pairs that corrections join."""
    place = {node.key[0]: i for i, node in enumerate(nodes)}
    return [(min(i, place[n.same_as]), max(i, place[n.same_as])) for i, n in enumerate(nodes) if n.same_as in place]


def _mark_repeated(nodes: Sequence[Node]) -> None:
    said: defaultdict[tuple[str, str, float], set[int]] = defaultdict(set)
    for node in nodes:
        for unit, number, _ in node.numbers:
            said[node.article, unit, number].add(node.place)
    for node in nodes:
        others = (p for unit, number, _ in node.numbers for p in said[node.article, unit, number] if p != node.place)
        node.repeated = any(place >= HEAD for place in others)


def _pairs(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing, each once: a mention and those before it in its blocks, no more than BLOCK in each."""
    blocks: defaultdict[tuple[Any, ...], deque[int]] = defaultdict(lambda: deque(maxlen=BLOCK))
    for i, node in enumerate(nodes):
        mine = [blocks[key] for key in set(_keys(node))]
        for other in sorted({j for block in mine for j in block}):
            yield other, i
        for block in mine:
            block.append(i)


def _keys(node: Node) -> Iterable[tuple[Any, ...]]:
    """The blocks of a mention, all of them of kinds that do not contradict its own."""
    kind = "deal" if node.kind in _DEALS else node.kind
    for unit, number, _ in node.numbers:
        yield (kind, unit, number)
    if not node.numbers:
        yield (kind, "vague", node.article)
    if not node.won:
        return
    size = round(math.log(abs(node.won)) * 3)
    week = node.published.toordinal() // 7 if node.published else None
    for near in (size, size + 1):
        yield from ((kind, "name", name, near) for name in {node.organization, node.group, node.counterparty} - {None})
        yield (kind, "article", node.article, near)
        if week is not None:
            yield from ((kind, "week", near, then) for then in (week, week + 1))
