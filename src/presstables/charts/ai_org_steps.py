"""AI units as cumulative steps in time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from presstables.charts.ai_org_rows import Step
from presstables.charts.layout import Box, Page, Placer, shorten, text_width
from presstables.charts.marks import TICK
from presstables.charts.style import BLUE, FAINT, GRID, INK, SOFT, TextStyle, tie
from presstables.charts.timescale import TimeScale

NAME, NOTE = TextStyle(9, INK, True), TextStyle(8.5, SOFT)
LONGEST = 4.2  # inches of a label
SPARSE = 40  # up to so many units each have a band of their own
LABELLED = 120  # of very many
THIN = 0.02
TINT, PALE = "#e3eef6", "#a9cde6"

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
        self.crowded = most > SPARSE
        self.most = most + max(0.5, 0.12 / self.unit)
        self.height = self.most * self.unit

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw the panel with its top left corner at these inches."""
        axes = page.panel(left, top, self.scale.width, self.height)
        quiet(axes)
        self.scale.apply(axes, self.language)
        axes.set_ylim(0, self.most)
        axes.set_yticks([tick for tick in MaxNLocator(6, integer=True).tick_values(0, self.most) if tick <= self.most])
        self._draw_curves(axes)
        placer = Placer(Box(0, 0, self.scale.width, self.height), self._obstacles())
        for place, step in enumerate(self.steps):
            self._draw_step(page, axes, step, self.levels[place])
        # Where there are too many for a label each, those that most articles tell of come first.
        order = sorted(range(len(self.steps)), key=lambda place: -self.steps[place].weight if self.crowded else place)
        for place in order[:LABELLED]:
            self._label(axes, self.steps[place], self.levels[place], placer)

    def _draw_curves(self, axes: Axes) -> None:
        days = sorted({day for day, _ in (*self.sure, *self.possible)} | {self.scale.low, self.until})
        low, high = ([_count_at(curve, day) for day in days] for curve in (self.sure, self.possible))
        band = axes.fill_between(days, low, high, step="post", facecolor=TINT, edgecolor=BLUE, linewidth=0, zorder=1)
        band.set_hatch("////")
        axes.plot(days, low, drawstyle="steps-post", color=BLUE, linewidth=2, zorder=2)

    def _draw_step(self, page: Page, axes: Axes, step: Step, level: int) -> None:
        first, last = step.start.toordinal(), _last(step)
        size, width = (2.5, 0.5) if self.crowded else (7, 1.4)
        if step.start == step.end:
            edge: dict[str, Any] = {"markeredgecolor": "white", "markeredgewidth": 0 if self.crowded else 0.7}
            artists = axes.plot([first], [level], "o", color=BLUE, markersize=size, zorder=4, **edge)
        else:
            marker = "" if self.crowded else "|"
            look: dict[str, Any] = {"linewidth": width, "marker": marker, "markersize": size}
            artists = axes.plot([first, last], [level] * 2, color=PALE if self.crowded else BLUE, zorder=3, **look)
        tie(page.chart, artists, step.claim_id, step.label)

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
        if self.crowded:
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
                left, right = self.scale.inches(day), self.scale.inches(after)
                boxes.append(Box(left, (self.most - high) * self.unit, right, (self.most - low) * self.unit))
        return boxes


def quiet(axes: Axes) -> None:
    """Leave of the frame only the time axis, with light lines across."""
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
    place = bisect_right(curve, day, key=lambda change: change[0])
    return curve[place - 1][1] if place else 0


def _last(step: Step) -> int:
    """The day by which a step has surely happened: a known day is that day, else the one after the span."""
    return step.end.toordinal() + (step.start < step.end)
