"""Rows of mentions as what is compared: numbers with their steps, what is said of them, and the words about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from presstables.facts.contrasts import REACH, sides_of, telling_words
from presstables.facts.matching import HEAD, Around, Node, Number, Said, digits_of, step_of

Row = dict[str, Any]
Surroundings = Mapping[str, Around]

TITLE = 60
"""How many characters from its top a title takes."""

_RESULTS = frozenset(["revenue", "profit"])


def articles_around(money: Iterable[Row], headcounts: Iterable[Row]) -> Surroundings:
    """What each article tells beside a figure: its other figures, its names, and the words of its sentences."""
    figures: defaultdict[str, set[tuple[str, float]]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    sentences: defaultdict[str, set[str]] = defaultdict(set)
    ends: defaultdict[str, int] = defaultdict(int)
    for rows, unit in ((money, None), (headcounts, "people")):
        for row in rows:
            article, value = row["article_id"], row.get("value")
            if value is not None and digits_of(value) > 1:
                figures[article].add((unit or row["currency"], value))
            names[article].update(filter(None, (row.get("organization"), row.get("counterparty"))))
            sentences[article].add(row.get("sentence") or "")
            ends[article] = max(ends[article], row["span_start"])
    return {
        article: Around(
            frozenset(figures[article]),
            frozenset(names[article]),
            frozenset(word for sentence in said for word in telling_words(sentence) if len(said) > 1),
            min(HEAD, ends[article] * 2 // 5),
        )
        for article, said in sentences.items()
    }


def money_nodes(rows: Sequence[Row], around: Surroundings) -> Sequence[Node]:
    """The amounts of money to compare; a conversion belongs to the node of what it converts."""
    nodes: list[Node] = []
    by_mention: dict[str, Node] = {}
    words = _Words()
    for i, row in enumerate(rows):
        before, after = words.about(row)
        original = by_mention.get(str(row.get("converts")))
        if original is not None:
            original.rows.append(i)
            original.numbers += _number(row, row["currency"])
            continue
        kind = row.get("kind") or "other"
        said = Said(
            organization=row.get("organization"),
            group=row.get("group"),
            counterparty=row.get("counterparty"),
            kind=kind,
            about=row.get("purpose"),
            length=row.get("period") or row.get("per"),
            span=_span(row, "period_start", "period_end"),
            forecast=kind in _RESULTS and row.get("status") == "expected",
            sides=sides_of("money", kind, before, after),
        )
        nodes.append(_node(row, i, row["currency"], said, f"{before[-REACH:]} {after[:REACH]}", around))
        by_mention[row["mention_id"]] = nodes[-1]
    return _mark_repeated(nodes)


def headcount_nodes(rows: Sequence[Row], around: Surroundings) -> Sequence[Node]:
    """The numbers of people to compare; those that count nobody new (partitive) are none."""
    nodes: list[Node] = []
    words = _Words()
    for i, row in enumerate(rows):
        before, after = words.about(row)
        if row.get("partitive"):
            continue
        kind = row.get("kind") or "other"
        said = Said(
            organization=row.get("organization"),
            group=row.get("group"),
            kind=kind,
            about=row.get("role"),
            length=row.get("per"),
            span=_span(row, "as_of_start", "as_of_end") if row.get("as_of_source") == "text" else None,
            sides=sides_of("headcounts", kind, before, after),
        )
        nodes.append(_node(row, i, "people", said, f"{before[-REACH:]} {after[:REACH]}", around))
    return _mark_repeated(nodes)


def _mark_repeated(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes, each knowing whether the body of its article, beyond the head, says its number again."""
    said: defaultdict[tuple[str, str, float], set[int]] = defaultdict(set)
    for node in nodes:
        for unit, number, _ in node.numbers:
            said[node.article, unit, number].add(node.place)
    for node in nodes:
        others = (p for unit, number, _ in node.numbers for p in said[node.article, unit, number] if p != node.place)
        node.repeated = any(place >= TITLE for place in others)
    return nodes


class _Words:
    """The words before and after each figure of a sentence, which is told once for each figure, in reading order."""

    def __init__(self) -> None:
        self._last: tuple[str, str] | None = None
        self._place = 0

    def about(self, row: Row) -> tuple[str, str]:
        sentence, surface = str(row.get("sentence") or ""), str(row.get("surface") or "")
        if (row["article_id"], sentence) != self._last:
            self._last, self._place = (row["article_id"], sentence), 0
        start = sentence.find(surface, self._place) if surface else -1
        if start < 0:
            return sentence, ""
        self._place = start + len(surface)
        return sentence[:start], sentence[self._place :]


def _node(row: Row, number: int, unit: str, said: Said, context: str, around: Surroundings) -> Node:
    value, low, high, won = row.get("value"), row.get("low"), row.get("high"), row.get("amount_krw")
    if won is None:
        won = (value or high) if unit == "people" else high if unit == "KRW" else None
    return Node(
        key=row["mention_id"],
        article=row["article_id"],
        published=row.get("published"),
        numbers=_number(row, unit),
        won=won,
        said=said,
        sentence=row.get("sentence") or row["mention_id"],
        context=context,
        place=int(row["span_start"]),
        low=low,
        high=high,
        around=around.get(row["article_id"], Around()),
        rows=[number],
        apart=bool(row.get("apart")),
        same_as=row.get("same_as"),
    )


def _number(row: Row, unit: str) -> list[Number]:
    value = row.get("value")
    return [] if value is None else [(unit, float(value), step_of(float(value)))]


def _span(row: Row, start: str, end: str) -> tuple[date, date] | None:
    return (row[start], row[end]) if row.get(start) is not None and row.get(end) is not None else None
