"""Small multiples: a panel for each organisation or group, its claims over time, all on the same two scales."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter, NullLocator

from presstables.charts.investment_rows import Row
from presstables.charts.layout import (
    MARGIN,
    WIDTH,
    Box,
    Furniture,
    Page,
    Placer,
    line_height,
    places_around,
    shorten,
    text_width,
)
from presstables.charts.marks import ARROW, DOWNWARD, TICK, UPWARD, Look, WonScale, draw_mark, won_scale
from presstables.charts.style import GRID, INK, PAPER, SOFT, STATUS_LOOKS, TextStyle, tie
from presstables.charts.timescale import TimeScale, time_scale
from presstables.charts.wording import format_krw

PANELS, COLUMNS = 12, 3
"""More owners than this share the last panel."""
TICKS = 0.62  # inches left of the panels, for the amounts
GAP, HEIGHT, HEAD, FOOT = 0.3, 1.55, 0.36, 0.34
MARK = 6.5  # points
NAME, COUNT, AMOUNT = TextStyle(9, INK, True), TextStyle(8, SOFT), TextStyle(8, INK)
PLATE = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.8}  # keeps grid lines out of the words


@dataclass(frozen=True, slots=True)
class Owner:
    """The claims of one organisation or group, largest first; or those of several or of nobody known."""

    name: str
    rows: tuple[Row, ...]
    several: bool = False


def draw_panels(rows: Sequence[Row], by: str, words: Furniture, language: str) -> Page:
    """Draw each claim at its first report's day and its amount, in the panel of its `organization` or `group`."""
    found = owners(rows, by, language)
    width = (WIDTH - 2 * MARGIN - TICKS - GAP * (COLUMNS - 1)) / COLUMNS
    lines = math.ceil(len(found) / COLUMNS)
    page = Page(WIDTH, words.top + lines * (HEAD + HEIGHT + FOOT) + words.bottom)
    page.furnish(words)
    if not rows:
        return page
    days = time_scale([row.day.date() for row in rows if row.day is not None], width)
    won = won_scale([row.bound for row in rows], HEIGHT, MARK)
    for place, owner in enumerate(found):
        line, column = divmod(place, COLUMNS)
        left = MARGIN + TICKS + column * (width + GAP)
        top = words.top + line * (HEAD + HEIGHT + FOOT)
        _draw_head(page, owner, left, top, width, language)
        axes = page.panel(left, top + HEAD, width, HEIGHT)
        _scale(axes, days, won, language, named=column == 0)
        _draw_claims(page, axes, owner, days, won)
    return page


def owners(rows: Sequence[Row], by: str, language: str) -> list[Owner]:
    """The owners by their largest claim; those past the twelfth panel and claims of nobody known come last."""
    korean = language == "ko"
    claims: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: -max(row.bound.numbers())):
        claims.setdefault(row.group if by == "group" else row.organization, []).append(row)
    nameless = claims.pop("", [])
    found = [Owner(name, tuple(own)) for name, own in claims.items()]
    room = PANELS - bool(nameless)
    if len(found) > room:
        rest = found[room - 1 :]
        name = f"그 밖의 {len(rest)}곳" if korean else f"{len(rest)} others"
        found = [*found[: room - 1], Owner(name, _largest_first(rest), several=True)]
    if nameless:
        found.append(Owner("주체가 밝혀지지 않음" if korean else "not said whose", tuple(nameless)))
    return found


def _largest_first(rest: Sequence[Owner]) -> tuple[Row, ...]:
    return tuple(sorted((row for owner in rest for row in owner.rows), key=lambda row: -max(row.bound.numbers())))


def _draw_head(page: Page, owner: Owner, left: float, top: float, width: float, language: str) -> None:
    count = f"{len(owner.rows)}건" if language == "ko" else f"{len(owner.rows)}"
    room = width - text_width(count, COUNT) - 0.1
    y = top + HEAD - 0.12
    page.text(left, y, shorten(owner.name, NAME, room), NAME)
    page.text(left + width, y, count, COUNT, ha="right")


def _scale(axes: Axes, days: TimeScale, won: WonScale, language: str, *, named: bool) -> None:
    """Days across, won upwards on a log scale; the amounts are named at the first panel of a line."""
    days.apply(axes, language)
    axes.set_yscale("log")
    axes.set_ylim(10**won.low, 10**won.high)
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_formatter(NullFormatter())
    powers = range(math.ceil(won.low - 1e-9), math.floor(won.high + 1e-9) + 1)
    step = max(1, math.ceil(len(powers) / 4))
    shown = [power for power in powers if power % step == 0]
    names = [format_krw(10**power, language).removesuffix("원") if named else "" for power in shown]
    axes.set_yticks([10.0**power for power in shown], names)
    axes.tick_params(axis="y", length=0, labelsize=TICK.size, labelcolor=SOFT)
    axes.grid(axis="y", color=GRID, linewidth=0.7)
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.set_axisbelow(True)


def _draw_claims(page: Page, axes: Axes, owner: Owner, days: TimeScale, won: WonScale) -> None:
    taken = []
    for row in owner.rows:
        assert row.day is not None
        at = row.day.toordinal()
        color, marker = STATUS_LOOKS.get(row.status, STATUS_LOOKS[None])
        tie(page.chart, draw_mark(axes, row.bound, at, Look(color, marker, MARK), upright=True), row.claim_id, row.tip)
        low, high = row.bound.ends()
        up, down = (ARROW if row.bound.qualifier in bounds else 0.06 for bounds in (UPWARD, DOWNWARD))
        x = days.inches(at)
        taken.append(Box(x - 0.06, HEIGHT - won.inches(high) - up, x + 0.06, HEIGHT - won.inches(low) + down))
    _draw_label(axes, owner, days, Placer(Box(0, 0, days.width, HEIGHT), taken), won)


def _draw_label(axes: Axes, owner: Owner, days: TimeScale, placer: Placer, won: WonScale) -> None:
    """The largest amount at its mark, with its owner where the panel has several; nothing where there is no room."""
    row = owner.rows[0]
    assert row.day is not None
    text = f"{row.amount} · {row.organization}" if owner.several and row.organization else row.amount
    text = shorten(text, AMOUNT, days.width)
    size = text_width(text, AMOUNT), line_height(AMOUNT)
    x, y = days.inches(row.day.toordinal()), HEIGHT - won.inches(row.bound.ends()[1])
    places = [place for gap in (0.1, 0.3) for place in places_around(x, y, size, gap)]
    moved = [(min(max(left, 0.0), days.width - size[0]), top) for left, top in places]
    box = placer.place(size, [*places, *moved])
    if box:
        ends = box.right <= x
        axes.text(
            days.day(box.right if ends else box.left),
            1 - (box.top + box.bottom) / 2 / HEIGHT,
            text,
            ha="right" if ends else "left",
            va="center_baseline",
            bbox=PLATE,
            zorder=5,
            transform=axes.get_xaxis_transform(),
            **AMOUNT.settings(),
        )
