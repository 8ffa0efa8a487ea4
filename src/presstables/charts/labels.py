"""Labels beside the marks of a row chart: right or left of the mark, never cut, never over a line."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes

from presstables.charts.layout import text_width
from presstables.charts.marks import WonScale, reach
from presstables.charts.style import PAPER, TextStyle
from presstables.charts.wording import Bound

GAP, SPACE = 0.05, 0.07
# So many tenths of a power of ten may the scale widen to give all labels room in full, then in a shorter form.
IN_FULL, SHORTER = 4, 30

# A label's forms, the fullest first; each is an amount, or an amount and its notes.
Forms = Sequence[tuple[str, ...]]
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A label as placed: the end of it that is at the mark, in inches on the panel, whether that is its left or right
    end, and its lines (none if there was no room).
    """

    at: float
    lines: tuple[str, ...]
    end: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """How an amount and its notes are set, the size in points of the mark, and whether the notes stand below."""

    amount: TextStyle
    notes: TextStyle
    mark: float
    stacked: bool


def place_labels(
    bounds: Sequence[Bound],
    forms: Sequence[Forms],
    scale: WonScale,
    style: LabelStyle,
    links: Sequence[tuple[int, int]] = (),
    *,
    alike: bool = False,
) -> tuple[WonScale, list[Label]]:
    """Put each row's label right or left of its mark, clear of the lines of `links` (whole and part, by row).

    The scale widens a little to give every label room in its full form; else each takes the fullest form that has room,
    or all take their shorter one where they are to be `alike`. An amount is never cut: one that has no room at all goes
    without a label.
    """
    wider, labels = _widened(bounds, [texts[:1] for texts in forms], scale, style, links, IN_FULL)
    if not all(label.lines for label in labels):
        shorter = [texts[-1:] if alike else texts for texts in forms]
        wider, labels = _widened(bounds, shorter, scale, style, links, SHORTER)
    return wider, labels


def _widened(
    bounds: Sequence[Bound],
    forms: Sequence[Forms],
    scale: WonScale,
    style: LabelStyle,
    links: Sequence[tuple[int, int]],
    times: int,
) -> tuple[WonScale, list[Label]]:
    """The labels on the narrowest scale that gives all of them room, or on the widest."""
    for tenths in range(times + 1):
        wider = dataclasses.replace(scale, high=scale.high + tenths / 10)
        rows = zip(bounds, forms, _taken(bounds, wider, links), strict=True)
        labels = [_beside(bound, texts, wider, lines, style) for bound, texts, lines in rows]
        if all(label.lines for label in labels):
            break
    return wider, labels


def _taken(bounds: Sequence[Bound], scale: WonScale, links: Sequence[tuple[int, int]]) -> list[list[Stretch]]:
    """The stretches of each row, in inches, through which a line between a whole and its part runs."""
    taken: list[list[Stretch]] = [[] for _ in bounds]
    for whole, part in links:
        here, there = (scale.inches(bounds[row].ends()[1]) for row in (whole, part))
        taken[part].append((min(here, there), max(here, there)))
        for between in range(whole + 1, part):
            taken[between].append((here, here))
    return taken


def _beside(bound: Bound, forms: Forms, scale: WonScale, taken: Sequence[Stretch], style: LabelStyle) -> Label:
    """The first form that has room right or left of the mark."""
    low, high = (scale.inches(end) for end in bound.ends())
    left, right = reach(bound, style.mark)
    for lines in forms:
        width = label_width(lines, style)
        after, before = high + right + GAP, low - left - GAP
        for label, start in ((Label(after, lines), after), (Label(before, lines, "right"), before - width)):
            inside = start >= 0 and start + width <= scale.width
            if inside and all(b < start - GAP or a > start + width + GAP for a, b in taken):
                return label
    return Label(0.0, ())


def label_width(lines: Sequence[str], style: LabelStyle) -> float:
    """The width of a label in inches."""
    widths = [text_width(line, each) for line, each in zip(lines, (style.amount, style.notes), strict=False)]
    return max(widths) if style.stacked else sum(widths) + SPACE * (len(widths) - 1)


def draw_label(axes: Axes, label: Label, y: float, scale: WonScale, style: LabelStyle) -> None:
    """Write a label on axes whose y is inches downwards: its notes below the amount, or after it."""
    if len(label.lines) < 2:
        for line in label.lines:
            _write(axes, scale.won(label.at), y, line, style.amount, label.end, "center_baseline")
    elif style.stacked:
        for line, each, shift in zip(label.lines, (style.amount, style.notes), (-0.03, 0.14), strict=True):
            _write(axes, scale.won(label.at), y + shift, line, each, label.end, "baseline")
    else:
        start = label.at if label.end == "left" else label.at - label_width(label.lines, style)
        after = start + text_width(label.lines[0], style.amount) + SPACE
        for line, each, x in zip(label.lines, (style.amount, style.notes), (start, after), strict=True):
            _write(axes, scale.won(x), y, line, each, "left", "center_baseline")


def _write(axes: Axes, x: float, y: float, text: str, style: TextStyle, end: str, va: str) -> None:
    plate = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.4}  # keeps grid lines out of the words
    axes.text(x, y, text, ha=end, va=va, bbox=plate, **style.settings())
