"""Many claims at once: a strip a group, a mark a claim, and the largest of each group named."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from presstables.charts.investment_rows import Row
from presstables.charts.layout import MARGIN, WIDTH, Box, Furniture, Page, Placer, layers, shift, shorten, text_width
from presstables.charts.marks import Look, WonScale, draw_mark, reach, won_scale
from presstables.charts.style import GRID, INK, SOFT, STATUS_LOOKS, TextStyle, tie
from presstables.charts.wording import Bound

# More groups than this share the last strip.
STRIPS = 20
MARK = 6.0  # points
STEP = 0.1  # inches between the layers of a strip
LAYERS = 7
PADDING = 0.26
NAME, COUNT, AMOUNT = TextStyle(9, INK, True), TextStyle(8, SOFT), TextStyle(8, INK)
HEADING = TextStyle(8.5, SOFT)


@dataclass(frozen=True, slots=True)
class Strip:
    """The claims of one group, largest first; the rest of the groups may share a strip."""

    name: str
    rows: tuple[Row, ...]
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A column of the page: its heading, left end and width in inches, and whether it holds yearly equivalents."""

    heading: str
    left: float
    width: float
    annual: bool


def draw_groups(rows: Sequence[Row], words: Furniture, language: str) -> Page:
    """Draw each claim as a mark in the strip of its group, strips with the largest claims first."""
    strips = group_strips(rows, language)
    panels = _panels(any(row.annual for row in rows), language)
    scales = [_scale(strips, panel) for panel in panels]
    heights = [_height(strip, panels, scales) for strip in strips]
    top = words.top + 0.46
    page = Page(WIDTH, top + sum(heights) + words.bottom)
    page.furnish(words)
    _draw_names(page, strips, heights, top, panels[0].left - MARGIN - 0.15, language)
    for panel, scale in zip(panels, scales, strict=True):
        page.text(panel.left, top - 0.32, panel.heading, HEADING)
        axes = page.panel(panel.left, top, panel.width, sum(heights))
        scale.apply(axes)
        scale.label(axes, language)
        axes.set_ylim(sum(heights), 0)
        axes.set_yticks([])
        for place, strip in enumerate(strips):
            _draw_strip(page, axes, panel, scale, strip, sum(heights[:place]), heights[place])
    return page


def _height(strip: Strip, panels: Sequence[Panel], scales: Sequence[WonScale]) -> float:
    most = (max(_layers(strip, panel, scale), default=0) for panel, scale in zip(panels, scales, strict=True))
    return max(most) * STEP + PADDING


def group_strips(rows: Sequence[Row], language: str) -> list[Strip]:
    """The groups by their largest claim; those past the twentieth and claims of nobody known come last, together."""
    korean = language == "ko"
    groups: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: -max(row.bound.numbers())):
        groups.setdefault(row.group, []).append(row)
    nameless = groups.pop("", [])
    named = [Strip(name, tuple(found)) for name, found in groups.items()]
    strips, others = (named, []) if len(named) <= STRIPS else (named[: STRIPS - 1], named[STRIPS - 1 :])
    if others:
        together = [row for strip in others for row in strip.rows]
        name = f"그 밖의 {len(others)}곳" if korean else f"{len(others)} others"
        strips.append(Strip(name, tuple(sorted(together, key=lambda row: -max(row.bound.numbers()))), rest=True))
    if nameless:
        strips.append(Strip("주체가 밝혀지지 않음" if korean else "not said whose", tuple(nameless), rest=True))
    return strips


def _panels(annual: bool, language: str) -> list[Panel]:
    korean = language == "ko"
    left, room = MARGIN + 2.1, WIDTH - 2 * MARGIN - 2.1
    amounts = (
        "금액(원, 로그 축). 수는 저마다 가장 큰 금액"
        if korean
        else "Amount (won, log axis), the largest of each labelled"
    )
    if not annual:
        return [Panel(amounts, left, room, False)]
    yearly = "연 환산(총액÷기간)" if korean else "Per year (total÷period)"
    return [Panel(amounts, left, room - 2.75, False), Panel(yearly, left + room - 2.3, 2.2, True)]


def _chosen(strip: Strip, annual: bool) -> list[tuple[Row, Bound]]:
    """The amounts of a strip that the panel shows, left to right."""
    found = [(row, bound) for row in strip.rows if (bound := row.annual if annual else row.bound)]
    return sorted(found, key=lambda pair: pair[1].ends())


def _label(row: Row, annual: bool, strip: Strip) -> str:
    amount = row.annual_amount if annual else row.amount
    return f"{amount} · {row.name}" if strip.rest and row.group and not annual else amount


def _scale(strips: Sequence[Strip], panel: Panel) -> WonScale:
    """A scale with some room for labels right of the largest amounts."""
    bounds = [bound for strip in strips for _, bound in _chosen(strip, panel.annual)]
    scale = won_scale(bounds, panel.width, MARK)
    largest = [
        max(found, key=lambda pair: pair[1].ends()[1]) for strip in strips if (found := _chosen(strip, panel.annual))
    ]
    widest = max(text_width(row.annual_amount if panel.annual else row.amount, AMOUNT) for row, _ in largest)
    room = min(widest + 0.45, panel.width / 2) / panel.width
    # The share of the width that lies right of the largest amount is to be `room`.
    largest_end = math.log10(max(bound.ends()[1] for bound in bounds))
    return dataclasses.replace(scale, high=max(scale.high, (largest_end - room * scale.low) / (1 - room)))


def _layers(strip: Strip, panel: Panel, scale: WonScale) -> list[int]:
    return layers([_span(bound, scale) for _, bound in _chosen(strip, panel.annual)], LAYERS)


def _span(bound: Bound, scale: WonScale) -> tuple[float, float]:
    """From where to where a mark reaches, in inches."""
    left, right = reach(bound, MARK)
    low, high = bound.ends()
    return scale.inches(low) - left, scale.inches(high) + right


def _draw_names(
    page: Page, strips: Sequence[Strip], heights: Sequence[float], top: float, width: float, language: str
) -> None:
    y = top
    for strip, height in zip(strips, heights, strict=True):
        page.line([MARGIN, page.width - MARGIN], [y, y], GRID, 0.6)
        count = f"{len(strip.rows)}건" if language == "ko" else f"{len(strip.rows)}"
        used = text_width(count, COUNT)
        page.text(MARGIN + width, y + height / 2, count, COUNT, ha="right", va="center_baseline")
        name = shorten(strip.name, NAME, width - used - 0.1)
        page.text(MARGIN, y + height / 2, name, NAME, va="center_baseline")
        y += height


def _draw_strip(page: Page, axes: Axes, panel: Panel, scale: WonScale, strip: Strip, top: float, height: float) -> None:
    middle = top + height / 2
    marks, places = [], _layers(strip, panel, scale)
    for (row, bound), layer in zip(_chosen(strip, panel.annual), places, strict=True):
        y = middle + STEP * shift(layer)
        color, marker = STATUS_LOOKS.get(row.status, STATUS_LOOKS[None])
        tie(page.chart, draw_mark(axes, bound, y, Look(color, marker, MARK)), row.claim_id, row.tip)
        left, right = _span(bound, scale)
        marks.append(Box(left, y - STEP / 2, right, y + STEP / 2))
    if marks:
        drawn = [(row, bound.ends()[1]) for row, bound in _chosen(strip, panel.annual)]
        (row, _), mark = max(zip(drawn, marks, strict=True), key=lambda pair: (pair[0][1], pair[1].right))
        _draw_label(axes, _label(row, panel.annual, strip), mark, marks, scale, (top, top + height))


def _draw_label(
    axes: Axes, text: str, mark: Box, marks: Sequence[Box], scale: WonScale, ends: tuple[float, float]
) -> None:
    """Beside the mark if there is room among the others, else right of them all at its level, else nowhere: the table
    beside the chart holds it.
    """
    size = text_width(text, AMOUNT), AMOUNT.size / 72 * 1.2
    middle = (mark.top + mark.bottom) / 2
    levels = [middle - size[1] / 2 + up for up in (0, STEP, -STEP)]
    starts = mark.right + 0.03, max(box.right for box in marks) + 0.03, mark.left - size[0] - 0.03
    places = [(left, y) for left in starts for y in levels]
    box = Placer(Box(0, ends[0], scale.width, ends[1]), marks).place(size, places)
    if box:
        y = (box.top + box.bottom) / 2
        axes.text(scale.won(box.left), y, text, va="center_baseline", **AMOUNT.settings())
