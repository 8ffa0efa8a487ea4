"""How one figure is drawn, along either axis, and the won axis it stands on.

A filled mark is an exact number, a hollow one about it; an arrow leads the way that a bound is open; a bar reaches from
one end of a range to the other, and is dashed where the number is vague.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter, NullLocator

from presstables.charts.layout import KeyItem, text_width
from presstables.charts.style import GRID, SOFT, TextStyle
from presstables.charts.wording import Bound, format_krw

UPWARD = ("at_least", "more_than", "over")
DOWNWARD = ("at_most", "less_than")
ARROW = 0.27  # inches from the mark to the arrow's tip
TICK = TextStyle(8.5, SOFT)

KEY_WORDS = {
    "ko": {
        "about": "속 빈 표시: 약(어림수)",
        "up": "화살표: 이상·초과",
        "down": "화살표: 최대·미만",
        "range": "막대: 범위",
        "vague": "점선 막대: 막연한 수",
    },
    "en": {
        "about": "hollow: approximate",
        "up": "arrow: or more",
        "down": "arrow: or less",
        "range": "bar: a range",
        "vague": "dashed bar: a vague number",
    },
}


@dataclass(frozen=True, slots=True)
class Look:
    """The colour, shape and size (points) of a mark."""

    color: str
    marker: str = "o"
    size: float = 8


def draw_mark(axes: Axes, bound: Bound, at: float, look: Look, *, upright: bool = False) -> list[Artist]:
    """Draw a figure at `at` on the other axis; its size lies on x, or on y where `upright` is true."""
    low, high = bound.ends()
    artists: list[Artist] = []
    if low < high:
        artists += _line(axes, [low, high], [at, at], look, upright, vague=bound.qualifier == "vague")
        return artists
    xs, ys = ([at], [low]) if upright else ([low], [at])
    hollow = bound.qualifier == "about"
    artists += axes.plot(
        *(xs, ys, look.marker),
        markersize=look.size,
        color=look.color,
        markerfacecolor="white" if hollow else look.color,
        markeredgecolor=look.color if hollow else "white",
        markeredgewidth=1.5 if hollow else 0.7,
        clip_on=False,
        zorder=4,
    )
    if bound.qualifier in UPWARD + DOWNWARD:
        artists.append(_arrow(axes, low, at, look, upright, down=bound.qualifier in DOWNWARD))
    return artists


def reach(bound: Bound, size: float) -> tuple[float, float]:
    """How many inches a mark of this size reaches to the left of its lowest and to the right of its highest point."""
    half = size / 144 + 0.03
    return (ARROW + 0.04 if bound.qualifier in DOWNWARD else half), (
        ARROW + 0.04 if bound.qualifier in UPWARD else half
    )


def key_of(bounds: Iterable[Bound], language: str) -> list[KeyItem]:
    """Explain the forms that occur among these figures."""
    words = KEY_WORDS[language]
    found = {bound.qualifier for bound in bounds}
    items = []
    if "about" in found:
        items.append(KeyItem(words["about"], marker="o", hollow=True))
    if found & set(UPWARD):
        items.append(KeyItem(words["up"], marker="o", line="arrow"))
    if found & set(DOWNWARD):
        items.append(KeyItem(words["down"], marker="o", line="back"))
    items += [KeyItem(words[name], line=line) for name, line in (("range", "bar"), ("vague", "dots")) if name in found]
    return items


@dataclass(frozen=True, slots=True)
class WonScale:
    """A log axis of won from `low` to `high` (powers of ten) over `width` inches."""

    low: float
    high: float
    width: float

    def inches(self, won: float) -> float:
        """How far from the left end an amount lies."""
        return self.width * (math.log10(won) - self.low) / (self.high - self.low)

    def won(self, inches: float) -> float:
        """The amount so many inches from the left end."""
        return float(10 ** (self.low + inches / self.width * (self.high - self.low)))

    def apply(self, axes: Axes) -> None:
        """Give the axes this scale, a light grid and ticks at their top that read naturally."""
        axes.set_xscale("log")
        axes.set_xlim(10**self.low, 10**self.high)
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0, pad=3, labelsize=TICK.size)
        axes.grid(axis="x", color=GRID, linewidth=0.7)
        axes.spines[:].set_visible(False)
        axes.set_axisbelow(True)

    def label(self, axes: Axes, language: str) -> None:
        """Label as many powers of ten as fit."""
        powers = range(math.ceil(self.low - 1e-9), math.floor(self.high + 1e-9) + 1)
        names = {power: format_krw(10**power, language).removesuffix("원") for power in powers}
        widest = max((text_width(name, TICK) for name in names.values()), default=0)
        step = max(1, math.ceil((widest + 0.12) / (self.width / (self.high - self.low))))
        shown = [power for power in powers if power % step == 0]
        axes.set_xticks([10.0**power for power in shown], [names[power] for power in shown])


def won_scale(bounds: Sequence[Bound], width: float, size: float) -> WonScale:
    """A scale on which marks of this size (points) fit, over two powers of ten at least."""
    ends = [end for bound in bounds for end in bound.ends()]
    low, high = math.floor(math.log10(min(ends)) + 1e-9), math.log10(max(ends))
    scale = WonScale(low, max(high, low + 2.05), width)
    for _ in range(30):
        before = min(scale.inches(bound.ends()[0]) - reach(bound, size)[0] for bound in bounds)
        after = max(scale.inches(bound.ends()[1]) + reach(bound, size)[1] for bound in bounds)
        if before >= 0 and after <= width:
            break
        wider = scale.low - 0.1 * (before < 0), scale.high + 0.1 * (after > width)
        scale = WonScale(*wider, width)
    ceiling = math.ceil(scale.high)
    return replace(scale, high=ceiling + 0.05) if ceiling - scale.high < 0.3 else scale


def _line(axes: Axes, xs: list[float], ys: list[float], look: Look, upright: bool, *, vague: bool) -> list[Artist]:
    """A bar from end to end; its ends have the mark's shape, which tells what the colour tells."""
    if upright:
        xs, ys = ys, xs
    style = (0, (1.2, 0.8)) if vague else "solid"
    bar = axes.plot(xs, ys, color=look.color, linewidth=4, linestyle=style, solid_capstyle="butt", zorder=3)
    edge: dict[str, Any] = {"markeredgewidth": 0, "clip_on": False}
    ends = axes.plot(xs, ys, look.marker, color=look.color, markersize=look.size - 0.5, zorder=4, **edge)
    return [*bar, *ends]


def _arrow(axes: Axes, value: float, at: float, look: Look, upright: bool, *, down: bool) -> Artist:
    length = 72 * (-ARROW if down else ARROW)
    arrow = axes.annotate(
        "",
        xy=(at, value) if upright else (value, at),
        xytext=(0, length) if upright else (length, 0),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "<|-,head_length=0.42,head_width=0.2",
            "color": look.color,
            "linewidth": 1.6,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=3,
    ).arrow_patch
    assert arrow is not None
    return arrow
