"""AI units as steps in time, with the headcounts of AI organisations apart from them, and hires apart from both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from presstables.charts import ai_org_words
from presstables.charts.ai_org_flows import TICKS, FlowPanel
from presstables.charts.ai_org_people import PeoplePanel
from presstables.charts.ai_org_rows import Parts, ai_org_rows, parts_of
from presstables.charts.ai_org_steps import StepPanel
from presstables.charts.layout import MARGIN, WIDTH, Furniture, Page, furniture, line_height, shorten, wrap
from presstables.charts.sources import Mentioned
from presstables.charts.style import INK, SOFT, Chart, TextStyle, chart_style
from presstables.charts.timescale import time_scale

LEFT = MARGIN + 0.45  # room for the numbers on the y axes
ASIDE = 2.3
PANEL_HEADING, PANEL_NOTE = TextStyle(11, INK, True), TextStyle(8.5, SOFT)
LIST_HEADING, LIST_ITEM = TextStyle(8.5, INK, True), TextStyle(8.5, SOFT)
Line = tuple[str, TextStyle]
AXIS = 0.32  # room for the years below a panel


def plot_ai_org(
    units: pd.DataFrame,
    headcount_claims: pd.DataFrame,
    *,
    label_language: str = "ko",
    tables: Mentioned | None = None,
) -> Chart:
    """Draw the AI units and headcounts that `ai_org_rows` draws: units as steps, people who are there in a panel below,
    and people hired or trained over a time, with targets, in a third.

    With `tables` (what extract() returned) the sources are the articles themselves, otherwise the publishers that the
    rows name.

    Raises:
        PresstablesError: a column is missing or the language is unknown.
    """
    rows = ai_org_rows(units, headcount_claims, label_language=label_language)
    parts = parts_of(rows, label_language)
    title = ai_org_words.title(parts, label_language)
    with chart_style():
        words = furniture(
            WIDTH,
            title,
            ai_org_words.subtitle(parts, label_language),
            ai_org_words.footer(rows, label_language, tables),
            ai_org_words.key(parts, label_language),
        )
        chart = _draw(parts, words, label_language).chart
    chart.title, chart.alt_text = title, ai_org_words.alt_text(parts, label_language)
    drawn = {"units": rows.steps, "listed": rows.listed, "headcounts": rows.headcounts, "flows": rows.flows}
    chart.drawn = pd.concat([part.assign(panel=name) for name, part in drawn.items() if len(part)] or [rows.steps])
    chart.drawn, chart.left_out = chart.drawn.reset_index(drop=True), rows.left_out
    return chart


def _draw(parts: Parts, words: Furniture, language: str) -> Page:
    """The panels from top to bottom; the first of them needs no heading, since the chart's title is its own."""
    aside = _aside(ai_org_words.listing(parts.rows.listed, language))
    days = _days(parts)
    scale = time_scale(days, WIDTH - MARGIN - LEFT - (ASIDE if aside and parts.steps else 0))
    upper = StepPanel(parts.steps, scale, max(days).toordinal(), language)
    listed = min(sum(line_height(style) for _, style in aside), 4.0) + 0.1 if aside else 0
    heights = [max(upper.height + AXIS if parts.steps else 0, listed)]
    lower: list[tuple[list[Line], float, Callable[[Page, float], None]]] = []
    if parts.points:
        people = PeoplePanel(parts.points, scale, language)
        heading = _heading(ai_org_words.people_words(parts.points, language), bool(parts.steps))
        lower.append((heading, people.above + people.height + AXIS, lambda page, y: people.draw(page, LEFT, y)))
    if parts.flows:
        flows = FlowPanel(parts.flows, language)
        heading = _heading(ai_org_words.flow_words(parts.flows, language), bool(parts.steps or parts.points))
        lower.append((heading, flows.height + TICKS, flows.draw))
    heights += [_height(heading) + height for heading, height, _ in lower]
    page = Page(WIDTH, words.top + sum(heights) + words.bottom)
    page.furnish(words)
    if aside:
        x = WIDTH - MARGIN - ASIDE + 0.3 if parts.steps else MARGIN
        _draw_aside(page, aside, x, words.top, heights[0], language)
    if parts.steps:
        upper.draw(page, LEFT, words.top)
    y = words.top + heights[0]
    for (heading, _, draw), height in zip(lower, heights[1:], strict=True):
        _draw_heading(page, heading, y)
        draw(page, y + _height(heading))
        y += height
    return page


def _days(parts: Parts) -> list[date]:
    """The days drawn, and those of the articles, up to the last of which the steps are known to hold."""
    days = [day for found in (parts.steps, parts.points) for row in found for day in (row.start, row.end)]
    seen = pd.concat([parts.rows.steps["first_published"], parts.rows.headcounts["last_published"]]).dropna()
    return [*days, *(day.date() for day in seen)] or [date.today()]


def _heading(words: tuple[str, str], needed: bool) -> list[Line]:
    """A panel's title and what it measures, broken into lines."""
    styles, room = (PANEL_HEADING, PANEL_NOTE), WIDTH - 2 * MARGIN
    return [
        (line, style) for text, style in zip(words, styles, strict=True) if needed for line in wrap(text, style, room)
    ]


def _height(heading: Sequence[Line]) -> float:
    return sum(line_height(style) for _, style in heading) + 0.4 * bool(heading)


def _draw_heading(page: Page, heading: Sequence[Line], y: float) -> None:
    y += 0.3
    for text, style in heading:
        y += line_height(style)
        page.text(MARGIN, y - 0.25 * style.size / 72, text, style)


def _aside(sections: Sequence[tuple[str, Sequence[str]]]) -> list[Line]:
    lines: list[Line] = []
    for heading, names in sections:
        lines += [("", LIST_ITEM)] if lines else []
        lines += [(heading, LIST_HEADING)]
        lines += [(name, LIST_ITEM) for name in names]
    return lines


def _draw_aside(page: Page, lines: Sequence[Line], x: float, top: float, height: float, language: str) -> None:
    """As many lines as there is room for, and how many names are left to the table."""
    fitting = int((height - 0.1) / line_height(LIST_ITEM))
    shown = lines if len(lines) <= fitting else lines[: fitting - 1]
    left = sum(style == LIST_ITEM and bool(text) for text, style in lines[len(shown) :])
    more = "그 밖에 {}곳" if language == "ko" else "and {} more"
    y = top
    for text, style in [*shown, *([(more.format(left), LIST_ITEM)] if left else [])]:
        y += line_height(style)
        page.text(x, y - 0.03, shorten(text, style, WIDTH - MARGIN - x), style)
