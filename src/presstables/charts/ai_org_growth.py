"""AI units as steps in time, with the headcounts of AI organisations apart from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from presstables.charts import ai_org_words
from presstables.charts.ai_org_people import PeoplePanel
from presstables.charts.ai_org_rows import AIOrgRows, Point, Step, ai_org_rows, points_of, steps_of
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
    """Draw the AI units and headcounts that `ai_org_rows` draws: units as steps, headcounts in a panel of their own.

    With `tables` (what extract() returned) the sources are the articles themselves, otherwise the publishers that the
    rows name.

    Raises:
        PresstablesError: a column is missing or the language is unknown.
    """
    rows = ai_org_rows(units, headcount_claims, label_language=label_language)
    steps, points = steps_of(rows.steps, label_language), points_of(rows.headcounts, label_language)
    title = ai_org_words.title(rows, steps, points, label_language)
    with chart_style():
        words = furniture(
            WIDTH,
            title,
            ai_org_words.subtitle(rows, steps, points, label_language),
            ai_org_words.footer(rows, label_language, tables),
            ai_org_words.key(steps, points, label_language),
        )
        chart = _draw(rows, steps, points, words, label_language).chart
    chart.title, chart.alt_text = title, ai_org_words.alt_text(rows, steps, points, label_language)
    parts = {"units": rows.steps, "listed": rows.listed, "headcounts": rows.headcounts}
    chart.drawn = pd.concat([part.assign(panel=name) for name, part in parts.items() if len(part)] or [rows.steps])
    chart.drawn, chart.left_out = chart.drawn.reset_index(drop=True), rows.left_out
    return chart


def _draw(rows: AIOrgRows, steps: Sequence[Step], points: Sequence[Point], words: Furniture, language: str) -> Page:
    aside = _aside(ai_org_words.listing(rows.listed, language))
    width = WIDTH - MARGIN - LEFT - (ASIDE if aside and steps else 0)
    days = _days(rows, steps, points)
    scale = time_scale(days, width)
    upper = StepPanel(steps, scale, max(days).toordinal(), language)
    lower = PeoplePanel(points, scale, language)
    heading = _people_heading(points, bool(steps), language)
    heading_height = sum(line_height(style) for _, style in heading) + 0.25 * bool(heading)
    listed = sum(line_height(style) for _, style in aside)
    upper_height = max(upper.height + AXIS if steps else 0, min(listed, 4.0) + 0.1 if aside else 0)
    lower_height = lower.height + AXIS if points else 0
    page = Page(WIDTH, words.top + upper_height + heading_height + lower_height + words.bottom)
    page.furnish(words)
    if aside:
        _draw_aside(page, aside, WIDTH - MARGIN - ASIDE + 0.3 if steps else MARGIN, words.top, upper_height, language)
    if steps:
        upper.draw(page, LEFT, words.top)
    y = words.top + upper_height + 0.2 * bool(heading)
    for text, style in heading:
        y += line_height(style)
        page.text(MARGIN, y - 0.25 * style.size / 72, text, style)
    if points:
        lower.draw(page, LEFT, words.top + upper_height + heading_height)
    return page


def _days(rows: AIOrgRows, steps: Sequence[Step], points: Sequence[Point]) -> list[date]:
    """The days drawn, and those of the articles, up to the last of which the steps are known to hold."""
    days = [day for found in (steps, points) for row in found for day in (row.start, row.end)]
    seen = pd.concat([rows.steps["first_published"], rows.headcounts["last_published"]]).dropna()
    return [*days, *(day.date() for day in seen)] or [date.today()]


def _people_heading(points: Sequence[Point], steps: bool, language: str) -> list[Line]:
    """The heading of the second panel; alone, its words are the chart's own title."""
    if not points or not steps:
        return []
    room = WIDTH - 2 * MARGIN
    lines = [(text, PANEL_HEADING) for text in wrap(ai_org_words.people_title(points, language), PANEL_HEADING, room)]
    return lines + [
        (text, PANEL_NOTE) for text in wrap(ai_org_words.people_subtitle(points, language), PANEL_NOTE, room)
    ]


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
