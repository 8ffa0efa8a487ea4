"""How close the rows that were found come to the gold rows of the same text.

Two rows may match when their spans overlap; of all matchings that keep the reading order, the one with the most rows
counts, then the one with the most right fields. From it follow, for each table,

    F1         rows that were found at all
    value F1   rows found whose number and currency, days or length are right
    row F1     rows found with every core field right: the bounds and the qualifier, too

A gold row marked optional counts neither way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

VALUE = {
    "money": ("value", "currency"),
    "headcounts": ("value",),
    "dates": ("start", "end"),
    "durations": ("iso",),
}
CORE = {
    "money": ("value", "low", "high", "currency", "qualifier"),
    "headcounts": ("value", "low", "high", "qualifier"),
    "dates": ("start", "end"),
    "durations": ("iso",),
}
TABLES = tuple(CORE)
TOLERANCE = Decimal("1e-9")  # relative: other tools compute with floats


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its span in the text and its fields."""

    start: int
    end: int
    fields: Mapping[str, Any]
    optional: bool = False


@dataclass(slots=True)
class Figures:
    """Counts of one table over all texts, and the measures that follow from them."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    valued: int = 0
    right: int = 0
    errors: list[tuple[str, Row | None, Row | None]] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """Twice the hits over all rows of both sides; 1 where there are none at all."""
        rows = self.gold + self.found
        return 2 * hits / rows if rows else 1.0

    def measures(self) -> dict[str, float]:
        """Precision, recall and the three F1, each from 0 to 1."""
        return {
            "precision": self.matched / self.found if self.found else 0.0,
            "recall": self.matched / self.gold if self.gold else 0.0,
            "f1": self.f1(self.matched),
            "value_f1": self.f1(self.valued),
            "row_f1": self.f1(self.right),
        }


def same(left: Any, right: Any) -> bool:
    """Whether two cells say the same: numbers by value, everything else as text."""
    if left is None or right is None:
        return left is right
    if isinstance(left, int | float | Decimal) and isinstance(right, int | float | Decimal):
        first, second = Decimal(str(left)), Decimal(str(right))
        return abs(first - second) <= TOLERANCE * max(abs(first), 1)
    return str(left) == str(right)


def agreeing(gold: Row, found: Row, names: Iterable[str]) -> int:
    """How many of the named fields two rows agree on."""
    return sum(same(gold.fields.get(name), found.fields.get(name)) for name in names)


def align(gold: Sequence[Row], found: Sequence[Row], names: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices (gold, found) in reading order: as many as possible, then as alike as possible."""
    best = [[0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(found))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], _gain(gold[i], found[j], names) + best[i + 1][j + 1])
    return _trace(best)


def _gain(gold: Row, found: Row, names: Sequence[str]) -> int:
    if gold.end <= found.start or found.end <= gold.start:
        return 0
    return 100 + agreeing(gold, found, names)


def _trace(best: list[list[int]]) -> list[tuple[int, int]]:
    pairs, i, j = [], 0, 0
    while best[i][j]:
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def add(figures: Figures, table: str, text: str, gold: Sequence[Row], found: Sequence[Row]) -> None:
    """Count the rows of one text into `figures`, and keep what differs as (text, gold row, found row)."""
    pairs = align(gold, found, CORE[table])
    spare = {j for i, j in pairs if gold[i].optional}
    owed = [i for i, row in enumerate(gold) if not row.optional]
    pairs = [(i, j) for i, j in pairs if not gold[i].optional]
    figures.gold += len(owed)
    figures.found += len(found) - len(spare)
    figures.matched += len(pairs)
    for i, j in pairs:
        figures.valued += agreeing(gold[i], found[j], VALUE[table]) == len(VALUE[table])
        right = agreeing(gold[i], found[j], CORE[table]) == len(CORE[table])
        figures.right += right
        if not right:
            figures.errors.append((text, gold[i], found[j]))
    met, read = {i for i, _ in pairs}, {j for _, j in pairs} | spare
    figures.errors += [(text, gold[i], None) for i in owed if i not in met]
    figures.errors += [(text, None, row) for j, row in enumerate(found) if j not in read]
