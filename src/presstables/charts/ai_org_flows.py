"""People hired, trained or let go over a time, and targets: each a row of its own, nothing added up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, NullLocator

from presstables.charts.ai_org_rows import Flow
from presstables.charts.layout import MARGIN, WIDTH, Page, layers, shift, shorten, text_width
from presstables.charts.marks import TICK, Look, draw_mark, reach
from presstables.charts.style import BLUE, GRID, INK, PAPER, SOFT, VERMILLION, TextStyle, tie
from presstables.charts.wording import format_people, format_period

GOING, AIMED = (BLUE, "o"), (VERMILLION, "D")
"""The look of people who come or go, and of those who are to."""
ROWS = 12
"""So many of each length of time have a row of their own, the largest first; the others share one."""
SECTION, ROW, TICKS, END = 0.3, 0.29, 0.3, 0.1  # inches
NAMES = 3.1  # inches for who
LOG_FROM = 30  # times the smallest number
MARK, SMALL = 8, 5  # points
LAYERS, STEP = 7, 0.09  # of the row that many share, and inches between them
GAP = 0.08
PLATE = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.0}  # keeps grid lines out of the words
NAME, NOTE, HEADING = TextStyle(9, INK, True), TextStyle(8.5, SOFT), TextStyle(8.5, SOFT)


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one length of time, largest first, and those that share the last row, smallest first."""

    rate: str
    named: list[Flow]
    others: list[Flow]


@dataclass(frozen=True, slots=True)
class PeopleScale:
    """An axis of people from `low` to `high` over `width` inches, from zero or logarithmic."""

    low: float
    high: float
    width: float
    log: bool

    def inches(self, people: float) -> float:
        """How far from the left end a number lies."""
        low, high, at = (math.log10(end) if self.log else end for end in (self.low, self.high, people))
        return self.width * (at - low) / (high - low)

    def apply(self, axes: Axes, language: str) -> None:
        """Give the axes this scale, with a light grid and ticks at their top."""
        if self.log:
            axes.set_xscale("log")
            axes.xaxis.set_minor_locator(NullLocator())
            powers = range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
            ticks = [10.0**power for power in powers]
        else:
            ticks = [tick for tick in MaxNLocator(5, integer=True).tick_values(0, self.high) if tick <= self.high]
        axes.set_xlim(self.low, self.high)
        axes.set_xticks(ticks, [format_people(round(tick), language) for tick in ticks])
        axes.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0, pad=3)
        axes.tick_params(labelsize=TICK.size, labelcolor=SOFT)
        axes.grid(axis="x", color=GRID, linewidth=0.7)
        axes.spines[:].set_visible(False)
        axes.set_axisbelow(True)


class FlowPanel:
    """Rows of people over a time, those of one length of time together, with targets in a shape of their own."""

    def __init__(self, flows: Sequence[Flow], language: str) -> None:
        self.language = language
        self.sections = sections(flows)
        self.width = WIDTH - 2 * MARGIN - NAMES
        self.scale = _scale(flows, self.sections, self.width)
        self.layers = [layers(map(self._span, section.others), LAYERS) for section in self.sections]
        self.shared = [ROW + max(found) * STEP if found else 0.0 for found in self.layers]
        rows = sum(len(section.named) for section in self.sections)
        self.height = len(self.sections) * SECTION + rows * ROW + sum(self.shared) + END

    def draw(self, page: Page, top: float) -> None:
        """Draw the panel with its top at this many inches; its ticks stand above its rows."""
        axes = page.panel(MARGIN + NAMES, top + TICKS, self.width, self.height)
        self.scale.apply(axes, self.language)
        axes.set_ylim(self.height, 0)
        axes.set_yticks([])
        y = 0.0
        for place, section in enumerate(self.sections):
            page.line([MARGIN, WIDTH - MARGIN], [top + TICKS + y] * 2, GRID, 0.6)
            page.text(MARGIN, top + TICKS + y + SECTION * 0.62, self._heading(section), HEADING, va="center_baseline")
            y += SECTION
            for flow in section.named:
                self._draw_row(page, axes, flow, top + TICKS, y + ROW / 2)
                y += ROW
            if section.others:
                self._draw_others(page, axes, place, top + TICKS, y + self.shared[place] / 2)
                y += self.shared[place]

    def _heading(self, section: Section) -> str:
        if not section.rate:
            return "목표로 밝힌 수" if self.language == "ko" else "Targets"
        length = format_period(section.rate, self.language) or section.rate
        return f"{length} 동안" if self.language == "ko" else f"In {length}"

    def _draw_row(self, page: Page, axes: Axes, flow: Flow, top: float, y: float) -> None:
        name = shorten(flow.name, NAME, NAMES - 0.35)
        page.text(MARGIN + 0.15, top + y, name, NAME, va="center_baseline")
        artists = draw_mark(axes, flow.bound, y, Look(*(AIMED if flow.planned else GOING), MARK))
        tie(page.chart, artists, flow.claim_id, f"{flow.name} {flow.label}")
        at = _label_at(flow, self.scale)
        for text, style in ((flow.amount, NAME), (flow.when, NOTE)):
            look = {"va": "center_baseline", "zorder": 5, "bbox": PLATE, **style.settings()}
            axes.text(at / self.width, y, text, transform=axes.get_yaxis_transform(), **look)
            at += text_width(text, style) + GAP

    def _draw_others(self, page: Page, axes: Axes, place: int, top: float, y: float) -> None:
        others = self.sections[place].others
        count = f"그 밖의 {len(others)}건" if self.language == "ko" else f"{len(others)} others"
        page.text(MARGIN + 0.15, top + y, count, NOTE, va="center_baseline")
        for flow, layer in zip(others, self.layers[place], strict=True):
            look = Look(*(AIMED if flow.planned else GOING), SMALL)
            artists = draw_mark(axes, flow.bound, y + STEP * shift(layer), look)
            tie(page.chart, artists, flow.claim_id, f"{flow.name} {flow.label}")

    def _span(self, flow: Flow) -> tuple[float, float]:
        """From where to where a small mark reaches, in inches."""
        (low, high), (left, right) = flow.bound.ends(), reach(flow.bound, SMALL)
        return self.scale.inches(low) - left, self.scale.inches(high) + right


def sections(flows: Sequence[Flow]) -> list[Section]:
    """The flows by their length of time, in their order; of each the first rows are named."""
    found = []
    for rate, same in groupby(flows, key=lambda flow: flow.rate):
        rows = list(same)
        found.append(Section(rate, rows[:ROWS], sorted(rows[ROWS:], key=lambda flow: flow.bound.ends())))
    return found


def _scale(flows: Sequence[Flow], parts: Sequence[Section], width: float) -> PeopleScale:
    """A scale on which every label has room beside its mark."""
    ends = [end for flow in flows for end in flow.bound.ends()]
    log = min(ends) > 0 and max(ends) / min(ends) > LOG_FROM
    low = min(ends) / 1.8 if log else min(0.0, *ends)
    scale = PeopleScale(low, max(ends) * (1.8 if log else 1.1) or 1.0, width, log)
    named = [flow for part in parts for flow in part.named]
    for _ in range(60):
        if all(_label_at(flow, scale) + _label_width(flow) <= width for flow in named):
            break
        scale = replace(scale, high=scale.high * (1.3 if log else 1.06))
    return scale


def _label_at(flow: Flow, scale: PeopleScale) -> float:
    """Where a label begins, in inches: right of its mark, or left of it where only that has room."""
    (low, high), (left, right) = flow.bound.ends(), reach(flow.bound, MARK)
    after, before = scale.inches(high) + right + 0.06, scale.inches(low) - left - 0.06 - _label_width(flow)
    return before if before >= 0 and after + _label_width(flow) > scale.width else after


def _label_width(flow: Flow) -> float:
    return text_width(flow.amount, NAME) + GAP + text_width(flow.when, NOTE)
