"""Headcounts of AI organisations in time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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


class PeoplePanel:
    """Headcounts as dots with their bounds, those of one organisation and role joined by dashes."""

    def __init__(self, points: Sequence[Point], scale: TimeScale, language: str) -> None:
        self.points, self.scale, self.language = points, scale, language
        self.series = series_of(points)
        ends = [end for point in points for end in point.bound.ends()] or [1.0]
        self.key = key_lines(_names(self.series), WIDTH - 2 * MARGIN) if len(self.series) > NAMED_SERIES else []
        self.above = len(self.key) * line_height(KEY) + 0.1 if self.key else 0.0
        self.log = min(ends) > 0 and max(ends) / min(ends) > LOG_FROM
        self.height = 2.0 if len(self.series) < 3 else 3.4 if len(self.series) <= NAMED_SERIES else 4.6
        self.low = 10 ** math.floor(math.log10(min(ends))) if self.log else 0.0
        self.high = max(ends) * (3.2 if self.log else 1.3) or 1.0

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw the panel with its top left corner at these inches, the names of many series above it."""
        page.key(top - 0.1, self.key)
        axes = page.panel(left, top + self.above, self.scale.width, self.height)
        quiet(axes)
        self.scale.apply(axes, self.language)
        self._scale_people(axes)
        placer = Placer(Box(0, 0, self.scale.width, self.height))
        for place, points in enumerate(self.series.values()):
            look = Look(*SERIES[place], 8) if place < NAMED_SERIES else Look(PALE, "o", 5)
            self._draw_series(page, axes, points, look, placer)
        self._draw_labels(axes, placer)

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

    def _draw_series(self, page: Page, axes: Axes, points: Sequence[Point], look: Look, placer: Placer) -> None:
        for before, after in pairwise(points if look.color != PALE else points[:1]):
            xs: tuple[float, float] = _last_day(before), after.start.toordinal()
            ys = _middle(before), _middle(after)
            axes.plot(xs, ys, color=look.color, linewidth=1.1, linestyle=(0, (4, 3)), zorder=2)
            placer.taken += self._along(xs, ys)
        for point in points:
            x, ends = _centre(point), point.bound.ends()
            artists = draw_mark(axes, point.bound, x, look, upright=True)
            if point.start < point.end:
                days = [point.start.toordinal(), _last_day(point)]
                artists += axes.plot(
                    days, [_middle(point)] * 2, color=look.color, linewidth=5, alpha=0.3, zorder=2, **BUTT
                )
            tie(page.chart, artists, point.claim_id, f"{point.series} {point.label}")
            up, down = (ARROW if point.bound.qualifier in bounds else 0.06 for bounds in (UPWARD, DOWNWARD))
            left, right = (self.scale.inches(day) for day in (point.start.toordinal(), _last_day(point)))
            top, bottom = self._inches(ends[1]) - up, self._inches(ends[0]) + down
            middle = self.scale.inches(x)
            placer.taken.append(Box(middle - 0.06, top, middle + 0.06, bottom))
            placer.taken.append(Box(left - THIN, bottom - down - 0.05, right + THIN, bottom - down + 0.05))

    def _along(self, xs: tuple[float, float], ys: tuple[float, float]) -> list[Box]:
        """Small boxes along a join, which labels keep off."""
        ends = [(self.scale.inches(x), self._inches(y)) for x, y in zip(xs, ys, strict=True)]
        count = max(2, math.ceil(math.dist(*ends) / 0.06))
        shares = [place / (count - 1) for place in range(count)]
        middles = [tuple(a + (b - a) * share for a, b in zip(*ends, strict=True)) for share in shares]
        return [Box(x - THIN, y - THIN, x + THIN, y + THIN) for x, y in middles]

    def _draw_labels(self, axes: Axes, placer: Placer) -> None:
        """The last number of each series, with its name where there are several; then the others while few.

        Of very many series the key names those in colour.
        """
        several = len(self.series) > 1
        for name, points in list(self.series.items())[:NAMED_SERIES]:
            last = points[-1]
            lines = [(name, NAME), (last.label, NOTE)] if several else [(last.amount, NAME), (last.when, NOTE)]
            self._draw_label(axes, last, lines[1:] if self.key else lines, placer)
        if len(self.series) <= NAMED_SERIES:
            for point in (point for points in self.series.values() for point in points[:-1]):
                lines = [(point.label, NOTE)] if several else [(point.amount, NAME), (point.when, NOTE)]
                self._draw_label(axes, point, lines, placer)

    def _draw_label(self, axes: Axes, point: Point, lines: Sequence[tuple[str, TextStyle]], placer: Placer) -> None:
        lines = [(shorten(text, style, LONGEST), style) for text, style in lines]
        size = max(text_width(*line) for line in lines), sum(line_height(style) for _, style in lines)
        x, y = self.scale.inches(_centre(point)), self._inches(point.bound.ends()[1])
        aside = self.scale.inches(_last_day(point)) - x
        gaps = (0.12, aside + 0.1, 0.32)
        places = [place for gap in gaps for place in places_around(x, y, size, gap)]
        # Then the same, moved into the panel where they leave it.
        most = self.scale.width - size[0], self.height - size[1]
        moved = [(min(max(left, 0.0), most[0]), min(max(top, 0.0), most[1])) for left, top in places]
        box = placer.place(size, [*places, *moved])
        if box is None:
            return
        end = "right" if box.right <= x else "left"
        at, top = self.scale.day(box.right if end == "right" else box.left), box.top
        for text, style in lines:
            top += line_height(style)
            below = 1 - (top - 0.3 * style.size / 72) / self.height
            axes.text(
                at, below, text, ha=end, transform=axes.get_xaxis_transform(), zorder=5, bbox=PLATE, **style.settings()
            )


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
