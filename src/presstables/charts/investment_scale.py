"""Announced investment by claim: dots on a log axis of won, and yearly equivalents where a period is stated."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from presstables.charts import investment_overview, investment_panels, investment_words
from presstables.charts.investment_rows import (
    INVESTED,
    Row,
    chart_rows,
    first_reported,
    investment_rows,
    status_name,
)
from presstables.charts.labels import Label, LabelStyle, draw_label, place_labels
from presstables.charts.layout import MARGIN, WIDTH, Furniture, Page, furniture, shorten, text_width
from presstables.charts.marks import Look, WonScale, draw_mark, won_scale
from presstables.charts.sources import Mentioned
from presstables.charts.style import FAINT, GRID, INK, SOFT, STATUS_LOOKS, Chart, TextStyle, chart_style, tie
from presstables.charts.wording import Bound, format_day
from presstables.errors import PresstablesError

# Up to so many claims each have a row and a label of their own; more are drawn by group.
ROWS_ROOMY, ROWS_LISTED = 12, 40
OWNERS = ("organization", "group")
HEADING, DAY, NUMBER = TextStyle(8.5, SOFT), TextStyle(9.5, INK, True), TextStyle(7.5, FAINT)
INDENT = 0.2


@dataclass(frozen=True, slots=True)
class Measures:
    """How the rows are set, in inches: a row, the room above a day's rows, where names begin, where amounts do."""

    row: float
    day: float
    names: float
    amounts: float
    name: TextStyle
    label: LabelStyle
    roomy: bool


SMALL = TextStyle(8, SOFT)
ROOMY = Measures(
    *(0.5, 0.36, MARGIN, MARGIN + 3.0, TextStyle(9.5, INK, True)),
    label=LabelStyle(TextStyle(9.5, INK, True), TextStyle(8.5, SOFT), 9, stacked=True),
    roomy=True,
)
COMPACT = Measures(
    *(0.27, 0.07, MARGIN + 0.78, MARGIN + 3.45, TextStyle(8.5, INK, True)),
    label=LabelStyle(TextStyle(8.5, INK, True), SMALL, 7, stacked=False),
    roomy=False,
)


def plot_investment(
    money_claims: pd.DataFrame,
    *,
    kinds: Sequence[str] = INVESTED,
    by: str = "",
    label_language: str = "ko",
    tables: Mentioned | None = None,
) -> Chart:
    """Draw the claims in `money_claims` that `investment_rows` draws, each under the day it was first reported.

    Amounts are never added up. More than 40 claims are drawn by group, without a label for each. `by` "organization" or
    "group" gives each of them a panel of its own instead, with time across and won upwards. With `tables` (what
    extract() returned) the sources are the articles themselves, otherwise the publishers that the claims name.

    Raises:
        PresstablesError: a column is missing, or the language or what to draw `by` is unknown.
    """
    if by not in ("", *OWNERS):
        raise PresstablesError(f"Investments are drawn by organization or by group, not by {by!r}.")
    drawn, left_out = investment_rows(money_claims, kinds=kinds, label_language=label_language, dated=bool(by))
    rows = chart_rows(drawn, label_language)
    title = investment_words.title(drawn, label_language, by)
    subtitle = investment_words.subtitle(drawn, left_out, label_language, by)
    footer = investment_words.footer(drawn, left_out, [] if by else rows, label_language, tables)
    with chart_style():
        words = furniture(WIDTH, title, subtitle, footer, investment_words.key(rows, label_language, annual=not by))
        if by:
            chart = investment_panels.draw_panels(rows, by, words, label_language).chart
        elif len(rows) > ROWS_LISTED:
            chart = investment_overview.draw_groups(rows, words, label_language).chart
        else:
            chart = Listing(rows, words, label_language).draw().chart
    chart.title, chart.alt_text = title, investment_words.alt_text(drawn, left_out, label_language, by)
    chart.drawn, chart.left_out = drawn, left_out
    return chart


class Listing:
    """A page with one row a claim, under its day; no claims make a page of words alone."""

    def __init__(self, rows: Sequence[Row], words: Furniture, language: str) -> None:
        self.rows, self.words, self.language = rows, words, language
        self.look = ROOMY if len(rows) <= ROWS_ROOMY else COMPACT
        self.middles, self.height = self._measure()
        self.top = words.top + (0.46 if rows else 0)
        self.page = Page(WIDTH, self.top + self.height + words.bottom)

    def draw(self) -> Page:
        """Draw it all."""
        self.page.furnish(self.words)
        if self.rows:
            self._draw_names()
            room = WIDTH - MARGIN - self.look.amounts
            annual = self._annual_width(room)
            self._draw_amounts(self.look.amounts, room - annual)
            if annual:
                self._draw_annual(self.look.amounts + room - annual + 0.5, annual - 0.6)
        return self.page

    def _measure(self) -> tuple[list[float], float]:
        """The middle of each row, and the height of all, in inches from the panel's top."""
        y, middles = 0.0, []
        for place in range(len(self.rows)):
            y += self.look.day if self._opens_day(place) else 0
            middles.append(y + self.look.row / 2)
            y += self.look.row
        return middles, y + 0.08 if self.rows else 0.0

    def _opens_day(self, place: int) -> bool:
        return place == 0 or self.rows[place].day != self.rows[place - 1].day

    def _annual_width(self, room: float) -> float:
        """The room for yearly equivalents, where a power of ten is as wide as beside them; 0 if there are none."""
        annual = [row.annual for row in self.rows if row.annual]
        if not annual:
            return 0.0
        scales = [won_scale(found, room / 2, 9) for found in ([row.bound for row in self.rows], annual)]
        whole, part = (scale.high - scale.low for scale in scales)
        return room * min(max(part / (whole + part), 0.34), 0.42)

    def _draw_names(self) -> None:
        depth: dict[str, int] = {}
        end = self.look.amounts - 0.15
        for place, (row, middle) in enumerate(zip(self.rows, self.middles, strict=True)):
            y = self.top + middle
            if self._opens_day(place):
                self._draw_day(row, y - self.look.row / 2)
            depth[row.claim_id] = depth[row.parent] + 1 if row.parent else 0
            x = self.look.names + 0.24 + depth[row.claim_id] * INDENT
            if row.parent:
                up = 0.2 if self.look.roomy else 0.13
                self.page.line([x - 0.13, x - 0.13, x - 0.03], [y - up, y, y], FAINT, 0.9)
            self.page.text(self.look.names + 0.15, y, str(row.number), NUMBER, ha="right", va="center_baseline")
            self._draw_name(row, x, y, end - x)

    def _draw_day(self, row: Row, y: float) -> None:
        """The day above its rows, or beside the first of them where there are many."""
        ends, look = [MARGIN, WIDTH - MARGIN], self.look
        if look.roomy:
            self.page.line(ends, [y - look.day + 0.06] * 2, GRID)
            self.page.text(MARGIN, y - 0.06, first_reported(row.day, self.language), DAY)
        else:
            self.page.line(ends, [y - look.day / 2] * 2, GRID)
            self.page.text(MARGIN, y + look.row / 2, format_day(row.day, self.language), SMALL, va="center_baseline")

    def _draw_name(self, row: Row, x: float, y: float, width: float) -> None:
        """Who and what for; where there are many, on one line, without what the shape of the mark tells."""
        style, notes = self.look.name, self.look.label.notes
        if self.look.roomy:
            name = shorten(row.name, style, width)
            self.page.text(x, y - 0.03, name, style)
            self.page.text(x, y + 0.14, details(row, row.remarks, notes, width), notes)
            return
        name = shorten(row.name, style, width - (text_width(row.period, notes) + 0.1 if row.period else 0))
        self.page.text(x, y, name, style, va="center_baseline")
        used = text_width(name, style) + 0.07
        self.page.text(x + used, y, details(row, (), notes, width - used), notes, va="center_baseline")

    def _draw_amounts(self, left: float, width: float) -> None:
        heading = "금액(원, 로그 축)" if self.language == "ko" else "Amount (won, log axis)"
        bounds, style = [row.bound for row in self.rows], self.look.label
        at = {row.claim_id: place for place, row in enumerate(self.rows)}
        links = [(at[row.parent], place) for place, row in enumerate(self.rows) if row.parent]
        forms = [self._forms(row) for row in self.rows]
        scale, labels = place_labels(bounds, forms, won_scale(bounds, width, style.mark), style, links)
        axes = self._panel(heading, left, width, scale)
        for whole, part in links:
            xs = [bounds[whole].ends()[1]] * 2 + [bounds[part].ends()[1]]
            axes.plot(xs, [self.middles[row] for row in (whole, part, part)], color=FAINT, linewidth=1, zorder=2)
        for row, middle, label in zip(self.rows, self.middles, labels, strict=True):
            self._draw_row(axes, row, row.bound, middle, label, scale, style)

    def _draw_annual(self, left: float, width: float) -> None:
        heading = "연 환산(총액÷기간)" if self.language == "ko" else "Per year (total÷period)"
        style = dataclasses.replace(self.look.label, amount=dataclasses.replace(self.look.label.amount, bold=False))
        chosen = [(row, row.annual, y) for row, y in zip(self.rows, self.middles, strict=True) if row.annual]
        bounds = [bound for _, bound, _ in chosen]
        forms = [[(row.annual_text,), (row.annual_amount,)] for row, _, _ in chosen]
        scale, labels = place_labels(bounds, forms, won_scale(bounds, width, style.mark), style, alike=True)
        axes = self._panel(heading, left, width, scale)
        for (row, bound, middle), label in zip(chosen, labels, strict=True):
            self._draw_row(axes, row, bound, middle, label, scale, style)

    def _forms(self, row: Row) -> list[tuple[str, ...]]:
        if not row.notes:
            return [(row.amount,)]
        notes = row.notes if self.look.roomy else f"({row.notes})"
        return [(row.amount, notes), (row.amount,)]

    def _panel(self, heading: str, left: float, width: float, scale: WonScale) -> Axes:
        self.page.text(left, self.top - 0.32, heading, HEADING)
        axes = self.page.panel(left, self.top, width, self.height)
        scale.apply(axes)
        scale.label(axes, self.language)
        axes.set_ylim(self.height, 0)
        axes.set_yticks([])
        return axes

    def _draw_row(
        self, axes: Axes, row: Row, bound: Bound, y: float, label: Label, scale: WonScale, style: LabelStyle
    ) -> None:
        color, marker = STATUS_LOOKS.get(row.status, STATUS_LOOKS[None])
        tie(self.page.chart, draw_mark(axes, bound, y, Look(color, marker, style.mark)), row.claim_id, row.tip)
        draw_label(axes, label, y, scale, style)


def details(row: Row, remarks: Sequence[str], style: TextStyle, width: float) -> str:
    """What the money is for and over how long, without its status where that has no room: the mark's shape tells it.

    The purpose is shortened so that the period, which changes what the amount means, is not cut.
    """
    whole = " · ".join(filter(None, (row.purpose, row.period, *remarks)))
    if text_width(whole, style) <= width:
        return whole
    remarks = [remark for remark in remarks if remark != status_name(row.status, row.language)]
    rest = " · ".join(filter(None, (row.period, *remarks)))
    room = width - text_width(f" · {rest}", style) if rest else width
    purpose = shorten(row.purpose, style, room)
    return shorten(" · ".join(filter(None, (purpose if len(purpose) > 2 else "", rest))), style, width)
