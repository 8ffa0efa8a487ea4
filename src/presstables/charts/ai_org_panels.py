"""The two panels of the chart of AI organisations: units as cumulative steps, and headcounts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, MaxNLocator, NullFormatter, NullLocator

from presstables.charts.ai_org_rows import Point, Step, series_of
from presstables.charts.ai_org_words import NAMED_SERIES
from presstables.charts.layout import Box, Page, Placer, line_height, places_around, shorten, text_width
from presstables.charts.marks import ARROW, DOWNWARD, TICK, UPWARD, Look, draw_mark
from presstables.charts.style import BLUE, FAINT, GRID, INK, PAPER, SERIES, SOFT, TextStyle, tie
from presstables.charts.timescale import TimeScale
from presstables.charts.wording import format_people

NAME, NOTE = TextStyle(9, INK, True), TextStyle(8.5, SOFT)
LONGEST = 4.2  # inches of a label
SPARSE = 40  # up to so many units each have a band of their own
LOG_FROM = 30  # times the smallest number
THIN = 0.02
TINT, PALE = "#e3eef6", "#b4b4b4"
BUTT: dict[str, Any] = {"solid_capstyle": "butt"}
PLATE = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}

# A curve is the days at which the count changes, each with the count from then on.
Curve = list[tuple[float, int]]


class StepPanel:
    """Units as cumulative steps: a solid line for what is sure, hatching for what may be so already."""

    def __init__(self, steps: Sequence[Step], scale: TimeScale, until: float, language: str) -> None:
        self.steps, self.scale, self.until, self.language = steps, scale, until, language
        earliest = [s.start.toordinal() if s.change > 0 else _last(s) for s in steps]
        latest = [_last(s) if s.change > 0 else s.start.toordinal() for s in steps]
        changes = [step.change for step in steps]
        self.sure, self.possible = _curve(latest, changes), _curve(earliest, changes)
        # Each step is marked at the count that it would bring if all came as early as they can.
        order = sorted(range(len(steps)), key=lambda place: (earliest[place], changes[place]))
        self.levels = {place: count for place, (_, count) in zip(order, self.possible, strict=True)}
        most = max((count for _, count in self.possible), default=0)
        self.unit = max(0.38, 1.2 / (most + 0.5)) if most <= 12 else 0.27 if most <= SPARSE else 6.2 / most
        self.most = most + max(0.5, 0.12 / self.unit)
        self.height = self.most * self.unit

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw the panel with its top left corner at these inches."""
        axes = page.panel(left, top, self.scale.width, self.height)
        _quiet(axes)
        self.scale.apply(axes, self.language)
        axes.set_ylim(0, self.most)
        axes.yaxis.set_major_locator(MaxNLocator(min(6, math.ceil(self.most)), integer=True))
        self._draw_curves(axes)
        placer = Placer(Box(0, 0, self.scale.width, self.height), self._obstacles())
        # Where there are too many for a label each, those that most articles tell of come first.
        crowded = self.unit < 0.2
        for place in sorted(range(len(self.steps)), key=lambda place: -self.steps[place].weight if crowded else place):
            self._draw_step(page, axes, self.steps[place], self.levels[place], placer)

    def _draw_curves(self, axes: Axes) -> None:
        days = sorted({day for day, _ in (*self.sure, *self.possible)} | {self.scale.low, self.until})
        low, high = ([_count_at(curve, day) for day in days] for curve in (self.sure, self.possible))
        band = axes.fill_between(days, low, high, step="post", facecolor=TINT, edgecolor=BLUE, linewidth=0, zorder=1)
        band.set_hatch("////")
        axes.plot(days, low, drawstyle="steps-post", color=BLUE, linewidth=2, zorder=2)

    def _draw_step(self, page: Page, axes: Axes, step: Step, level: int, placer: Placer) -> None:
        first, last = step.start.toordinal(), _last(step)
        crowded = self.unit < 0.2
        size, width = (2.5, 0.5) if crowded else (7, 1.4)
        if step.start == step.end:
            edge: dict[str, Any] = {"markeredgecolor": "white", "markeredgewidth": 0 if crowded else 0.7}
            artists = axes.plot([first], [level], "o", color=BLUE, markersize=size, zorder=4, **edge)
        else:
            marker = "" if crowded else "|"
            look: dict[str, Any] = {"linewidth": width, "marker": marker, "markersize": size}
            artists = axes.plot([first, last], [level] * 2, color=BLUE, zorder=3, **look)
        tie(page.chart, artists, step.claim_id, step.label)
        self._label(axes, step, level, placer)

    def _label(self, axes: Axes, step: Step, level: int, placer: Placer) -> None:
        name = shorten(step.name, NAME, LONGEST / 2)
        note = shorten(" · ".join(filter(None, (step.owner, step.when))), NOTE, LONGEST / 2)
        wide = text_width(name, NAME) + 0.07
        size = wide + text_width(note, NOTE), NAME.size / 72 * 1.15
        box = placer.place(size, self._places(step, level, size))
        if box:
            y = self.most - (box.top + box.bottom) / 2 / self.unit
            axes.text(self.scale.day(box.left), y, name, va="center_baseline", **NAME.settings())
            axes.text(self.scale.day(box.left + wide), y, note, va="center_baseline", **NOTE.settings())

    def _places(self, step: Step, level: int, size: tuple[float, float]) -> list[tuple[float, float]]:
        """Below the curve right of the step, or above it left of the step; a curve that rises leaves both free."""
        right, left = self.scale.inches(_last(step)) + 0.08, self.scale.inches(step.start.toordinal()) - 0.08 - size[0]
        if self.unit < 0.2:
            y = (self.most - level) * self.unit
            return [(right, y + 0.03), (left, y - 0.03 - size[1])]
        y = (self.most - level + 0.5) * self.unit - size[1] / 2
        return [(right, y), (left, y), (right, y + self.unit), (left, y - self.unit)]

    def _obstacles(self) -> list[Box]:
        """The lines of both curves and the hatching between them."""
        boxes = []
        for curve in (self.sure, self.possible):
            corners = [(self.scale.low, 0), *curve, (self.until, curve[-1][1])]
            for (x, count), (after, then) in pairwise(corners):
                y, next_y = ((self.most - c) * self.unit for c in (count, then))
                x0, x1 = self.scale.inches(x), self.scale.inches(after)
                boxes.append(Box(x0 - THIN, y - THIN, x1 + THIN, y + THIN))
                boxes.append(Box(x1 - THIN, min(y, next_y) - THIN, x1 + THIN, max(y, next_y) + THIN))
        for place, step in enumerate(self.steps):
            y, ends = (self.most - self.levels[place]) * self.unit, (step.start.toordinal(), _last(step))
            boxes.append(Box(self.scale.inches(ends[0]), y - THIN, self.scale.inches(ends[1]), y + THIN))
        days = sorted({day for day, _ in (*self.sure, *self.possible)})
        for day, after in pairwise(days):
            low, high = _count_at(self.sure, day), _count_at(self.possible, day)
            if low < high:
                ends = self.scale.inches(day), self.scale.inches(after)
                boxes.append(Box(ends[0], (self.most - high) * self.unit, ends[1], (self.most - low) * self.unit))
        return boxes


class PeoplePanel:
    """Headcounts as dots with their bounds, those of one organisation and role joined by dashes."""

    def __init__(self, points: Sequence[Point], scale: TimeScale, language: str) -> None:
        self.points, self.scale, self.language = points, scale, language
        self.series = series_of(points)
        ends = [end for point in points for end in point.bound.ends()] or [1.0]
        self.log = min(ends) > 0 and max(ends) / min(ends) > LOG_FROM
        self.height = 2.0 if len(self.series) < 3 else 3.4 if len(self.series) <= NAMED_SERIES else 4.6
        self.low = 10 ** math.floor(math.log10(min(ends))) if self.log else 0.0
        self.high = max(ends) * (2.2 if self.log else 1.3) or 1.0

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw the panel with its top left corner at these inches."""
        axes = page.panel(left, top, self.scale.width, self.height)
        _quiet(axes)
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
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            axes.yaxis.set_major_locator(FixedLocator([10.0**power for power in powers]))
            axes.yaxis.set_minor_locator(NullLocator())
            axes.yaxis.set_minor_formatter(NullFormatter())
        else:
            axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.set_ylim(self.low, self.high)
        axes.yaxis.set_major_formatter(lambda number, _: format_people(round(number), self.language).removesuffix("명"))

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
        """The last number of each series, with its name where there are several; then the others while few."""
        several = len(self.series) > 1
        for name, points in list(self.series.items())[:NAMED_SERIES]:
            last = points[-1]
            lines = [(name, NAME), (last.label, NOTE)] if several else [(last.amount, NAME), (last.when, NOTE)]
            self._draw_label(axes, last, lines, placer)
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
        box = placer.place(size, [place for gap in gaps for place in places_around(x, y, size, gap)])
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


def _quiet(axes: Axes) -> None:
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.spines["bottom"].set_color(FAINT)
    axes.grid(axis="y", color=GRID, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(axis="y", length=0, labelsize=TICK.size, labelcolor=SOFT)


def _curve(days: Iterable[int], changes: Iterable[int]) -> Curve:
    count, curve = 0, []
    for day, change in sorted(zip(days, changes, strict=True)):
        count += change
        curve.append((float(day), count))
    return curve


def _count_at(curve: Curve, day: float) -> int:
    return next((count for start, count in reversed(curve) if start <= day), 0)


def _last(step: Step) -> int:
    """The day by which a step has surely happened: a known day is that day, else the one after the span."""
    return step.end.toordinal() + (step.start < step.end)


def _last_day(point: Point) -> int:
    return point.end.toordinal() + (point.start < point.end)


def _centre(point: Point) -> float:
    return (point.start.toordinal() + _last_day(point)) / 2


def _middle(point: Point) -> float:
    return sum(point.bound.ends()) / 2
