"""Headcounts of AI organisations in time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, NullLocator

from presstables.charts.ai_org_rows import Point, series_of
from presstables.charts.ai_org_steps import LONGEST, NAME, NOTE, THIN, quiet
from presstables.charts.ai_org_words import NAMED_SERIES
from presstables.charts.layout import (
    KEY,
    MARGIN,
    WIDTH,
    Box,
    KeyItem,
    Page,
    Placer,
    key_lines,
    line_height,
    places_around,
    shorten,
    text_width,
)
from presstables.charts.marks import ARROW, DOWNWARD, UPWARD, Look, draw_mark
from presstables.charts.style import PAPER, SERIES, TextStyle, tie
from presstables.charts.timescale import TimeScale
from presstables.charts.wording import format_people

LOG_FROM = 30  # times the smallest number
PALE = "#b4b4b4"
BUTT: dict[str, Any] = {"solid_capstyle": "butt"}
PLATE = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words as placed, and whether they end at their mark rather than begin there."""

    lines: list[tuple[str, TextStyle]]
    box: Box
    ends: bool


class PeoplePanel:
    """Headcounts as dots with their bounds, those of one organisation and role joined by dashes."""

    def __init__(self, points: Sequence[Point], scale: TimeScale, language: str) -> None:
        self.points, self.scale, self.language = points, scale, language
        self.series = series_of(points)
        ends = [end for point in points for end in point.bound.ends()] or [1.0]
        self.log = min(ends) > 0 and max(ends) / min(ends) > LOG_FROM
        self.height = 2.0 if len(self.series) < 3 else 3.4 if len(self.series) <= NAMED_SERIES else 4.6
        self.low = 10 ** math.floor(math.log10(min(ends))) if self.log else 0.0
        self.high = max(ends) * (3.2 if self.log else 1.3) or 1.0
        # Names stand at the marks; where there is no room for all of them, a key above has them.
        labels = self._labels(named=True) if len(self.series) <= NAMED_SERIES else None
        self.key = key_lines(_names(self.series), WIDTH - 2 * MARGIN) if labels is None else []
        self.labels = self._labels(named=False) or [] if labels is None else labels
        self.above = len(self.key) * line_height(KEY) + 0.1 if self.key else 0.0

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw the panel with its top left corner at these inches, the key above it."""
        page.key(top - 0.1, self.key)
        axes = page.panel(left, top + self.above, self.scale.width, self.height)
        quiet(axes)
        self.scale.apply(axes, self.language)
        self._scale_people(axes)
        for place, points in enumerate(self.series.values()):
            look = Look(*SERIES[place], 8) if place < NAMED_SERIES else Look(PALE, "o", 5)
            self._draw_series(page, axes, points, look)
        for label in self.labels:
            self._draw_label(axes, label)

    def _scale_people(self, axes: Axes) -> None:
        if self.log:
            axes.set_yscale("log")
            axes.yaxis.set_minor_locator(NullLocator())
            ticks = [10.0**power for power in range(round(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)]
        else:
            ticks = [tick for tick in MaxNLocator(4, integer=True).tick_values(0, self.high) if tick <= self.high]
        axes.set_ylim(self.low, self.high)
        axes.set_yticks(ticks, [format_people(round(tick), self.language).removesuffix("명") for tick in ticks])

    def _inches(self, people: float) -> float:
        """How far below the panel's top a number lies."""
        if self.log:
            low, high = math.log10(self.low), math.log10(self.high)
            return self.height * (high - math.log10(people)) / (high - low)
        return self.height * (1 - people / self.high)

    def _draw_series(self, page: Page, axes: Axes, points: Sequence[Point], look: Look) -> None:
        for xs, ys in _joins(points) if look.color != PALE else ():
            axes.plot(xs, ys, color=look.color, linewidth=1.1, linestyle=(0, (4, 3)), zorder=2)
        for point in points:
            artists = draw_mark(axes, point.bound, _centre(point), look, upright=True)
            if point.start < point.end:
                days = [point.start.toordinal(), _last_day(point)]
                artists += axes.plot(
                    days, [_middle(point)] * 2, color=look.color, linewidth=5, alpha=0.3, zorder=2, **BUTT
                )
            tie(page.chart, artists, point.claim_id, f"{point.series} {point.label}")

    def _taken(self) -> list[Box]:
        """What labels keep off: the marks with their spans, and the dashes between those in colour."""
        boxes = []
        for place, points in enumerate(self.series.values()):
            for xs, ys in _joins(points) if place < NAMED_SERIES else ():
                boxes += self._along(xs, ys)
            for point in points:
                ends = point.bound.ends()
                up, down = (ARROW if point.bound.qualifier in bounds else 0.06 for bounds in (UPWARD, DOWNWARD))
                left, right = (self.scale.inches(day) for day in (point.start.toordinal(), _last_day(point)))
                top, bottom = self._inches(ends[1]) - up, self._inches(ends[0]) + down
                middle, level = self.scale.inches(_centre(point)), self._inches(_middle(point))
                boxes.append(Box(middle - 0.06, top, middle + 0.06, bottom))
                boxes.append(Box(left - THIN, level - 0.05, right + THIN, level + 0.05))
        return boxes

    def _along(self, xs: tuple[float, float], ys: tuple[float, float]) -> list[Box]:
        """Small boxes along a join, which labels keep off."""
        ends = [(self.scale.inches(x), self._inches(y)) for x, y in zip(xs, ys, strict=True)]
        count = max(2, math.ceil(math.dist(*ends) / 0.06))
        shares = [place / (count - 1) for place in range(count)]
        middles = [tuple(a + (b - a) * share for a, b in zip(*ends, strict=True)) for share in shares]
        return [Box(x - THIN, y - THIN, x + THIN, y + THIN) for x, y in middles]

    def _labels(self, *, named: bool) -> list[Label] | None:
        """The last number of each coloured series, `named` with its name; then the others while the series are few.

        None where a name has no room.
        """
        placer, several = Placer(Box(0, 0, self.scale.width, self.height), self._taken()), len(self.series) > 1
        found = []
        for name, points in list(self.series.items())[:NAMED_SERIES]:
            last = points[-1]
            lines = [(name, NAME), (last.label, NOTE)] if several else [(last.amount, NAME), (last.when, NOTE)]
            label = self._label(last, lines if named else lines[1:], placer)
            if named and label is None:
                return None
            found.append(label)
        if len(self.series) <= NAMED_SERIES:
            for point in (point for points in self.series.values() for point in points[:-1]):
                lines = [(point.label, NOTE)] if several else [(point.amount, NAME), (point.when, NOTE)]
                found.append(self._label(point, lines, placer))
        return [label for label in found if label]

    def _label(self, point: Point, lines: Sequence[tuple[str, TextStyle]], placer: Placer) -> Label | None:
        lines = [(shorten(text, style, LONGEST), style) for text, style in lines]
        size = max(text_width(*line) for line in lines), sum(line_height(style) for _, style in lines)
        x, y = self.scale.inches(_centre(point)), self._inches(point.bound.ends()[1])
        aside = self.scale.inches(_last_day(point)) - x
        places = [place for gap in (0.12, aside + 0.1, 0.32) for place in places_around(x, y, size, gap)]
        # Then the same, moved into the panel where they leave it.
        most = self.scale.width - size[0], self.height - size[1]
        moved = [(min(max(left, 0.0), most[0]), min(max(top, 0.0), most[1])) for left, top in places]
        box = placer.place(size, [*places, *moved])
        return Label(lines, box, box.right <= x) if box else None

    def _draw_label(self, axes: Axes, label: Label) -> None:
        at, top = self.scale.day(label.box.right if label.ends else label.box.left), label.box.top
        for text, style in label.lines:
            top += line_height(style)
            below = 1 - (top - 0.3 * style.size / 72) / self.height
            look = {"ha": "right" if label.ends else "left", "zorder": 5, "bbox": PLATE, **style.settings()}
            axes.text(at, below, text, transform=axes.get_xaxis_transform(), **look)


def _joins(points: Sequence[Point]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The dashes between a series' numbers: from the end of one's days to the beginning of the next one's."""
    return [
        ((_last_day(before), after.start.toordinal()), (_middle(before), _middle(after)))
        for before, after in pairwise(points)
    ]


def _names(series: Mapping[str, Sequence[Point]]) -> list[KeyItem]:
    """The key of the series that are drawn in colour."""
    looks = zip(list(series)[:NAMED_SERIES], SERIES, strict=True)
    return [KeyItem(shorten(name, KEY, 3.0), marker, color) for name, (color, marker) in looks]


def _last_day(point: Point) -> int:
    return point.end.toordinal() + (point.start < point.end)


def _centre(point: Point) -> float:
    return (point.start.toordinal() + _last_day(point)) / 2


def _middle(point: Point) -> float:
    return sum(point.bound.ends()) / 2
