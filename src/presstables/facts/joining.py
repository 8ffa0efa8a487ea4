"""Mentions joined into facts: the pairs worth comparing, the surest joined first, what most of a fact's mentions say.

Pairs are looked for in small blocks (the same number, also once rounded, or a name and a like amount in common), and
two groups only join where what most of each say does not speak against it. That keeps the work near linear and makes
the result independent of the order of the articles.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from presstables.facts.matching import NEEDED, Node, Said, agreement, alike, compatible, conflict, digits_of, evidence

Key = tuple[Any, ...]

BLOCK = 30
"""In a crowded block each mention is compared with this many that come before it."""


def join(nodes: Sequence[Node]) -> list[list[Node]]:
    """Groups of the nodes that state one fact, each in order, the groups in the order of their first."""
    edges = dict.fromkeys(_told(nodes), math.inf)
    for a, b in _pairs(nodes):
        value = alike(nodes[a], nodes[b])
        if value >= NEEDED:
            edges.setdefault((a, b), value)
    home = [_Group(i, node) for i, node in enumerate(nodes)]
    for (a, b), value in sorted(edges.items(), key=lambda edge: (-edge[1], edge[0])):
        if home[a] is home[b] or (value < math.inf and not _agree(nodes[a], nodes[b], home[a], home[b], nodes)):
            continue
        few, many = sorted((home[a], home[b]), key=lambda group: len(group.members))
        many.take(few)
        for i in few.members:
            home[i] = many
    groups = {id(group): sorted(group.members) for group in home}
    return [[nodes[i] for i in members] for members in sorted(groups.values())]


class _Group:
    """Nodes that were joined, and how often each thing is said of them."""

    def __init__(self, number: int, node: Node) -> None:
        self.members = [number]
        self.articles = {node.article: [number]}
        self.face = node.said
        """What most of the nodes say."""
        self._counted: dict[str, Counter[Any]] | None = None

    def take(self, other: _Group) -> None:
        """Take in another group."""
        mine = self._counts()
        for name, counter in other._counts().items():
            mine[name].update(counter)
        self._counted = mine
        self.members.extend(other.members)
        for article, numbers in other.articles.items():
            self.articles.setdefault(article, []).extend(numbers)
        organization, group = _owner(mine["owner"])
        rest = {name: _most(mine[name]) for name in _SINGLE} | {
            name: _agreed(mine[name]) for name in ("length", "span")
        }
        sides = dict(side for side, _ in reversed(mine["sides"].most_common()))  # the commonest of each contrast stays
        self.face = Said(organization=organization, group=group, sides=tuple(sides.items()), **rest)

    def _counts(self) -> dict[str, Counter[Any]]:
        if self._counted is not None:
            return self._counted
        said = self.face
        values = {name: [getattr(said, name)] for name in _SINGLE}
        return {
            name: Counter(v)
            for name, v in {**values, "owner": [(said.organization, said.group)], "sides": said.sides}.items()
        }


_SINGLE = ("counterparty", "kind", "about", "length", "span", "forecast")


def _most(counted: Counter[Any]) -> Any:
    """What is said most often; nothing, and other, only where nothing else is said."""
    return max(counted, key=lambda value: (value not in (None, "other"), counted[value], str(value)))


def _agreed(counted: Counter[Any]) -> Any:
    """What is said most often of all that is said; None where two things are."""
    first, *others = [*((value, n) for value, n in counted.most_common() if value is not None), (None, 0)]
    return None if others and others[0][1] == first[1] else first[0]


def _owner(counted: Counter[tuple[str | None, str | None]]) -> tuple[str | None, str | None]:
    """The owner that is named most often, an affiliate rather than its group."""
    return max(counted, key=lambda of: (of[0] is not None, of[0] != of[1], counted[of], str(of)))


def _agree(a: Node, b: Node, home_a: _Group, home_b: _Group, nodes: Sequence[Node]) -> bool:
    """Whether two mentions join their groups: what most of each group say counts, not what is said of these two.

    An article does not give one fact two numbers, but for the headline, which rounds.
    """
    if len(home_a.members) == len(home_b.members) == 1:
        return True
    if evidence(a, b) - conflict(a, b, home_a.face, home_b.face) < NEEDED:
        return False
    few, many = sorted((home_a.articles, home_b.articles), key=len)
    both = ((nodes[i], nodes[j]) for name in few if name in many for i in few[name] for j in many[name])
    return all(agreement(one, other) > 0 or compatible(one, other) for one, other in both)


def _told(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """The pairs that corrections join."""
    place = {node.key: i for i, node in enumerate(nodes)}
    return [(min(i, place[n.same_as]), max(i, place[n.same_as])) for i, n in enumerate(nodes) if n.same_as in place]


def _pairs(nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing, each once: a mention and those before it in its blocks, no more than BLOCK in each."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)  # a deque for each would take ten times the memory
    for i, node in enumerate(nodes):
        keys = set(_keys(node))
        for other in sorted({j for _, sought in keys if sought in blocks for j in blocks[sought][-BLOCK:]}):
            yield other, i
        for own, _ in keys:
            blocks[own].append(i)
            if len(blocks[own]) > 8 * BLOCK:
                del blocks[own][:-BLOCK]


def _keys(node: Node) -> Iterable[tuple[Key, Key]]:
    """The blocks of a mention, and for each of them the one in which its like are looked for."""
    names = {node.said.organization, node.said.group, node.said.counterparty} - {None}
    vague = not node.numbers
    yield ("vague", vague, node.article), ("vague", not vague, node.article)
    for unit, number, _ in node.numbers:
        yield (unit, number), (unit, number)
        yield from (((name, unit, number), (name, unit, number)) for name in names)
        yield ("rounded", unit, number), ("exact", unit, number)
        yield from ((("exact", unit, coarse), ("rounded", unit, coarse)) for coarse in _coarser(number))
        if digits_of(number) > 2:  # reports that do not quite agree
            near = {(name, unit, bin) for name in names for bin in _bins(number, 20)}
            yield from ((key, key) for key in near)
    yield from _converted(node, names)


def _converted(node: Node, names: set[str | None]) -> Iterable[tuple[Key, Key]]:
    """The blocks in which one report's amount in won meets another's in euros: of a name, an article or some weeks."""
    units = {unit for unit, _, _ in node.numbers}
    if not node.won or len(units) != 1 or "people" in units:
        return
    foreign = units != {"KRW"}
    week = node.published.toordinal() // 7 if node.published else None
    where: list[Any] = [*names, ("article", node.article)]
    where += [] if week is None else [week, week + 1]
    for near in _bins(node.won, 4):
        yield from (((foreign, near, place), (not foreign, near, place)) for place in where)


def _bins(number: float, fineness: int) -> tuple[int, int]:
    """Two neighbouring classes of size, so that numbers that are nearly alike have one in common."""
    size = round(math.log(abs(number) or 1) * fineness)
    return size, size + 1


def _coarser(number: float) -> set[float]:
    """The numbers that a number becomes when it is rounded or cut off: 13.55 -> 13.5, 13.6, 13, 14."""
    exponent = math.floor(math.log10(abs(number))) if number else 0
    digits = digits_of(number)
    return {
        rounded
        for kept in range(1, digits)
        for step in (10.0 ** (exponent - kept + 1),)
        for rounded in (math.floor(number / step) * step, round(number / step) * step)
    }
