"""Where things go on a chart: a page measured in inches from its top left corner, and text that is measured first.

Every text is measured before it is placed, so that nothing runs out of the figure or over its neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.text import Text

from presstables.charts.style import FAINT, FONTS, INK, SOFT, Chart, TextStyle, register_fonts

WIDTH, MARGIN = 10.0, 0.3
LEADING = 1.45  # line height as a multiple of the size
TITLE, SUBTITLE, KEY, FOOTER = TextStyle(15, INK, True), TextStyle(9.5, SOFT), TextStyle(8.5, SOFT), TextStyle(8, SOFT)
MEASURING_DPI = 288


@dataclass(slots=True)
class KeyItem:
    """One entry of the key: a mark as it is drawn, and what it means."""

    text: str
    marker: str = ""
    color: str = SOFT
    hollow: bool = False
    line: str = ""


@dataclass(slots=True)
class Furniture:
    """The words around a chart, as broken into lines for a width in inches."""

    width: float
    title: list[str]
    subtitle: list[str]
    key: list[list[KeyItem]]
    footer: list[str]
    top: float = field(init=False)
    bottom: float = field(init=False)

    def __post_init__(self) -> None:
        lines = ((TITLE, self.title), (SUBTITLE, self.subtitle), (KEY, self.key))
        self.top = (
            MARGIN + sum(len(texts) * line_height(style) for style, texts in lines) + 0.16 + 0.08 * bool(self.key)
        )
        self.bottom = MARGIN + len(self.footer) * line_height(FOOTER) + 0.14


class Page:
    """A chart of a given size in inches, on which text and panels are placed from the top left corner."""

    def __init__(self, width: float, height: float) -> None:
        self.chart = Chart(figsize=(width, height))
        self.width, self.height = width, height

    def text(self, x: float, y: float, text: str, style: TextStyle, *, ha: str = "left", va: str = "baseline") -> Text:
        """Put text at x, y inches."""
        return self.chart.text(x / self.width, 1 - y / self.height, text, ha=ha, va=va, **style.settings())

    def line(
        self, xs: Sequence[float], ys: Sequence[float], color: str = FAINT, width: float = 0.8, **look: Any
    ) -> None:
        """Draw a line through points in inches."""
        points = [x / self.width for x in xs], [1 - y / self.height for y in ys]
        self.chart.add_artist(Line2D(*points, color=color, linewidth=width, **look))

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes whose frame is at these inches."""
        box = left / self.width, 1 - (top + height) / self.height, width / self.width, height / self.height
        return self.chart.add_axes(box)

    def furnish(self, words: Furniture) -> None:
        """Set title, subtitle and key at the top and the footer at the bottom."""
        y = MARGIN
        for style, lines in ((TITLE, words.title), (SUBTITLE, words.subtitle)):
            for text in lines:
                y += line_height(style)
                self.text(MARGIN, y - 0.25 * style.size / 72, text, style)
        self.key(y + 0.08, words.key)
        y = self.height - words.bottom + 0.14
        for text in words.footer:
            y += line_height(FOOTER)
            self.text(MARGIN, y - 0.25 * FOOTER.size / 72, text, FOOTER)

    def key(self, y: float, lines: Iterable[Iterable[KeyItem]]) -> None:
        """Write the lines of a key below y inches."""
        for items in lines:
            y += line_height(KEY)
            self._key_line(y - 0.25 * KEY.size / 72, items)

    def _key_line(self, y: float, items: Iterable[KeyItem]) -> None:
        x, middle = MARGIN, y - 0.32 * KEY.size / 72
        for item in items:
            self._key_mark(x, middle, item)
            self.text(x + _mark_width(item), y, item.text, KEY)
            x += _key_width(item)

    def _key_mark(self, x: float, y: float, item: KeyItem) -> None:
        ends = [x + 0.05, x + 0.28]
        if item.line:
            width = {"bar": 4.5, "dots": 4.5}.get(item.line, 1.3)
            style = (0, (1.2, 0.8)) if item.line == "dots" else "solid"
            self.line(ends, [y, y], item.color, width, linestyle=style, solid_capstyle="butt")
        if item.line == "span":
            self.line(ends, [y, y], item.color, marker="|", markersize=7)
        for line, at, marker in (("arrow", ends[1], ">"), ("back", ends[0], "<")):
            if item.line == line:
                self.line([at], [y], item.color, marker=marker, markersize=4.5)
        if item.marker:
            at = ends[1] if item.line == "back" else ends[0]
            face = "white" if item.hollow else item.color
            look: dict[str, Any] = {
                "markersize": 6,
                "markerfacecolor": face,
                "markeredgewidth": 1.3 if item.hollow else 0,
            }
            self.line([at], [y], item.color, marker=item.marker, **look)


def furniture(width: float, title: str, subtitle: str, footer: Iterable[str], key: Iterable[KeyItem] = ()) -> Furniture:
    """Break the words around a chart into lines for a page of this width in inches."""
    room = width - 2 * MARGIN
    feet = [line for text in footer if text for line in wrap(text, FOOTER, room)]
    return Furniture(width, wrap(title, TITLE, room), wrap(subtitle, SUBTITLE, room), key_lines(key, room), feet)


def line_height(style: TextStyle) -> float:
    """The height of a line in inches."""
    return style.size * LEADING / 72


@lru_cache(maxsize=20_000)
def text_width(text: str, style: TextStyle) -> float:
    """The width of a line of text in inches, a little generously."""
    font = FontProperties(family=FONTS, size=style.size, weight="bold" if style.bold else "normal")
    width, _, _ = _measurer().get_text_width_height_descent(text, font, ismath=False)  # type: ignore[no-untyped-call]
    return float(width) / MEASURING_DPI * 1.01


def shorten(text: str, style: TextStyle, width: float) -> str:
    """The text, or as much of its beginning as fits the width in inches with … at its end."""
    if text_width(text, style) <= width:
        return text
    cut = len(text)
    while cut and text_width(text[:cut].rstrip(" ·,(→") + "…", style) > width:
        cut -= 1
    return text[:cut].rstrip(" ·,(→") + "…" if cut else ""


def wrap(text: str, style: TextStyle, width: float) -> list[str]:
    """Break text into lines that fit the width in inches, between words where that is possible."""
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if text_width(joined, style) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        line = word
        while text_width(line, style) > width:
            head = shorten(line, style, width)[:-1] or line[0]
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line else lines


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in inches."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Whether this one lies inside the other."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom


class Placer:
    """Finds room for labels: each goes to the first of its places that is inside the area and free."""

    def __init__(self, area: Box, taken: Iterable[Box] = (), gap: float = 0.08) -> None:
        self.area, self.gap = area, gap
        self.taken = list(taken)

    def place(self, size: tuple[float, float], places: Iterable[tuple[float, float]]) -> Box | None:
        """Take the first free place (top left corners, in inches) for a label of this size, or None."""
        for left, top in places:
            box = Box(left, top, left + size[0], top + size[1])
            if box.within(self.area) and not any(box.meets(other) for other in self.taken):
                self.taken.append(Box(left - self.gap, top, box.right + self.gap, box.bottom))
                return box
        return None


def places_around(x: float, y: float, size: tuple[float, float], gap: float) -> list[tuple[float, float]]:
    """Top left corners of a label of this size around a point: right, left, above, below, then the corners."""
    width, height = size
    right, left, above, below = x + gap, x - gap - width, y - gap - height, y + gap
    beside, over = y - height / 2, x - width / 2
    sides = [(right, beside), (left, beside), (over, above), (over, below)]
    return [*sides, (right, above), (left, above), (right, below), (left, below)]


def layers(spans: Iterable[tuple[float, float]], most: int) -> list[int]:
    """The layer of each mark, so that none covers another; only past the last layer do they.

    `spans` say from where to where each mark reaches, left to right.
    """
    ends: list[float] = []
    found = []
    for left, right in spans:
        free = [layer for layer, end in enumerate(ends) if end <= left]
        if not free and len(ends) < most:
            free = [len(ends)]
            ends.append(right)
        layer = free[0] if free else ends.index(min(ends))
        ends[layer] = max(ends[layer], right)
        found.append(layer)
    return found


def shift(layer: int) -> int:
    """How many steps below (or, negative, above) the middle a layer lies: 0, 1, -1, 2, -2, …"""
    return (layer + 1) // 2 * (1 if layer % 2 else -1)


@cache
def _measurer() -> RendererAgg:
    register_fonts()
    return RendererAgg(1, 1, MEASURING_DPI)  # type: ignore[no-untyped-call]


def _mark_width(item: KeyItem) -> float:
    return 0.38 if item.line else 0.18


def _key_width(item: KeyItem) -> float:
    return _mark_width(item) + text_width(item.text, KEY) + 0.2


def key_lines(key: Iterable[KeyItem], room: float) -> list[list[KeyItem]]:
    """The items of a key, as many a line as fit so many inches."""
    lines: list[list[KeyItem]] = []
    used = room
    for item in key:
        if used + _key_width(item) > room:
            lines.append([])
            used = 0.0
        lines[-1].append(item)
        used += _key_width(item)
    return lines
