"""What can be measured of a drawn chart: where its words and marks are."""

from __future__ import annotations

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from presstables.charts import Chart

SLACK = 0.5  # pixels at 100 dots an inch


def words_of(chart: Chart) -> list[tuple[str, Bbox]]:
    """Every text that is drawn, with its place in pixels."""
    chart.set_dpi(100)
    canvas = FigureCanvasAgg(chart)
    canvas.draw()
    texts = [text for text in chart.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text, canvas.get_renderer())) for text in texts]


def overlaps(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other."""
    pairs = combinations(words_of(chart), 2)
    return [(one, other) for (one, here), (other, there) in pairs if _meet(here, there)]


def runaways(chart: Chart) -> list[str]:
    """Texts that leave the figure."""
    frame = chart.bbox
    return [
        text
        for text, box in words_of(chart)
        if not (_inside(box.x0, frame.x1) and _inside(box.x1, frame.x1))
        or not (_inside(box.y0, frame.y1) and _inside(box.y1, frame.y1))
    ]


def covered_marks(chart: Chart) -> list[tuple[str, str]]:
    """Texts that cover the middle of a mark, each with what the mark says."""
    words = words_of(chart)
    renderer = FigureCanvasAgg(chart).get_renderer()
    found = []
    for mark in chart.marks.values():
        box = mark.artist.get_window_extent(renderer)
        found += [(text, mark.tip) for text, place in words if _meet(box.shrunk(0.9, 0.9), place)]
    return found


def _meet(one: Bbox, other: Bbox) -> bool:
    across = one.x0 < other.x1 - SLACK and other.x0 < one.x1 - SLACK
    return across and one.y0 < other.y1 - SLACK and other.y0 < one.y1 - SLACK


def _inside(at: float, most: float) -> bool:
    return -SLACK <= at <= most + SLACK
