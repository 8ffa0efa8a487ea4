"""The one look of every chart: fonts, colours, shapes, and how a chart is shown and saved.

The Korean font comes with koreanize-matplotlib. That package is never imported (its import fails on Python 3.12 and
later, and changes the user's settings where it works); only its font files are used. A chart is built inside
`chart_style()`, so the user's own matplotlib settings stay as they are.
"""

from __future__ import annotations

import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from matplotlib import font_manager, style
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from presstables.errors import PresstablesError

# NanumGothic lacks − (U+2212), ‧ and ∙; matplotlib takes them from its own DejaVu Sans.
FONTS = ["NanumGothic", "DejaVu Sans"]
FONT_FILES = (("NanumGothicBold.ttf", 700), ("NanumGothic.ttf", 400))

INK, SOFT, FAINT, GRID, PAPER = "#1a1a1a", "#5a5a5a", "#8c8c8c", "#dcdcdc", "#ffffff"

# Okabe & Ito (2008), "Color universal design": eight colours that colour-blind readers can tell apart.
BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY = "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"
SERIES = (
    (BLUE, "o"),
    (VERMILLION, "s"),
    (GREEN, "D"),
    (PURPLE, "^"),
    (ORANGE, "v"),
    (SKY, "P"),
)
STATUS_LOOKS = {
    "planned": (BLUE, "o"),
    "contracted": (VERMILLION, "s"),
    "done": (GREEN, "D"),
    "expected": (PURPLE, "^"),
    "cancelled": (SOFT, "X"),
    None: (SOFT, "p"),
}

PNG_DPI = 144
SETTINGS: dict[str, Any] = {
    "font.family": FONTS,
    "font.size": 9,
    "text.color": INK,
    "text.parse_math": False,  # "$100M … $60M" is no formula
    "axes.unicode_minus": True,
    "axes.edgecolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "figure.facecolor": PAPER,
    "axes.facecolor": "none",
    "savefig.facecolor": PAPER,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "path",  # text as outlines: drawn the same where there is no Korean font
    "svg.hashsalt": "presstables",  # the same chart gives the same bytes
}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a piece of text is set: its size in points, its colour and whether it is bold."""

    size: float
    color: str = INK
    bold: bool = False

    def settings(self) -> dict[str, Any]:
        """The settings that matplotlib's text takes."""
        return {"fontsize": self.size, "color": self.color, "fontweight": "bold" if self.bold else "normal"}


class Mark(NamedTuple):
    """A drawn mark, the claim it stands for and what it says."""

    artist: Artist
    claim_id: str
    tip: str


class Chart(Figure):
    """A matplotlib figure that knows what it says.

    `title` and `alt_text` are made from the rows; `drawn` holds one row per mark (the data to offer beside the chart),
    `left_out` the rows that were not drawn, each with its `reason`. `marks` says what each mark stands for, by its id.
    As the last value of a notebook cell it is shown once, as a picture with its alt text, with or without pyplot.
    """

    title: str = ""
    alt_text: str = ""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.drawn, self.left_out = pd.DataFrame(), pd.DataFrame()
        self.marks: dict[str, Mark] = {}

    def __repr__(self) -> str:
        return f"<Chart: {self.title}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
        del include, exclude  # IPython asks for these names; a chart has the one form
        width, _ = self.get_size_inches()
        shown = {"text/plain": repr(self), "image/png": chart_png(self)}
        return shown, {"image/png": {"alt": self.alt_text, "width": round(float(width) * 96)}}


@contextmanager
def chart_style() -> Iterator[None]:
    """Build charts inside this: the style alone holds within it, and the user's settings are back after it."""
    register_fonts()
    with style.context(["default", SETTINGS]):
        yield


@cache
def register_fonts() -> None:
    """Let matplotlib find NanumGothic, once a process.

    Raises:
        PresstablesError: koreanize-matplotlib, which brings the font, is not installed.
    """
    spec = find_spec("koreanize_matplotlib")
    if spec is None or spec.origin is None:
        raise PresstablesError("The Korean font is missing: install koreanize-matplotlib, which brings it.")
    fonts = font_manager.fontManager
    for name, weight in FONT_FILES:
        fonts.addfont(Path(spec.origin).parent / "fonts" / name)
        # NanumGothicBold calls itself a 600; matplotlib would log on each use that it has no "bold", which is 700.
        fonts.ttflist[-1] = replace(fonts.ttflist[-1], weight=weight)


def anchor(claim_id: str) -> str:
    """The id of what a claim's marks lead to: letters, digits and - stay, anything else becomes its number."""
    return "claim-" + re.sub(r"[^\w-]", lambda match: f"_{ord(match[0]):x}_", claim_id)


def tie(chart: Chart, artists: Iterable[Artist], claim_id: str, tip: str) -> None:
    """Let the parts of a mark carry its claim, so that a report can lead from the one to the other.

    The id of a claim's first part is its `anchor`; the others follow with a number after a point.
    """
    for artist in artists:
        gid = anchor(claim_id)
        gid = f"{gid}.{len(chart.marks)}" if gid in chart.marks else gid
        artist.set_gid(gid)
        chart.marks[gid] = Mark(artist, claim_id, tip)


def chart_png(chart: Figure) -> bytes:
    """The chart as a PNG that carries its title and alt text; the same chart always gives the same bytes."""
    buffer = io.BytesIO()
    words = {"Title": chart.title, "Description": chart.alt_text} if isinstance(chart, Chart) else {}
    with chart_style():
        chart.savefig(buffer, format="png", dpi=PNG_DPI, metadata={"Software": None, **words})
    return buffer.getvalue()


def chart_svg(chart: Chart) -> str:
    """The chart as SVG with its text as outlines, its alt text as its name, and what each mark says as its title."""
    buffer = io.StringIO()
    with chart_style():
        chart.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    markup = re.sub(r'<g id="([^"]+)">', lambda group: group[0] + _title(chart.marks.get(group[1])), buffer.getvalue())
    named = f' role="img" aria-label="{escape(chart.alt_text)}">'
    return re.sub(r"<svg [^>]*>", lambda tag: tag[0][:-1] + named, markup, count=1)


def save_figure(chart: Chart, path_stem: str | Path) -> tuple[Path, Path]:
    """Write `<path_stem>.png` and `<path_stem>.svg`, whole or not at all, and return the two paths.

    Raises:
        PresstablesError: a file cannot be written there.
    """
    stem = Path(path_stem)
    contents = {".png": chart_png(chart), ".svg": chart_svg(chart).encode()}
    paths = [stem.with_name(stem.name + suffix) for suffix in contents]
    try:
        stem.parent.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, contents.values(), strict=True):
            _write_whole(path, content)
    except OSError as error:
        raise PresstablesError(f"The chart cannot be written to {stem}.png and .svg: {error.strerror}.") from error
    return paths[0], paths[1]


def _title(mark: Mark | None) -> str:
    return f"<title>{escape(mark.tip)}</title>" if mark else ""


def _write_whole(path: Path, content: bytes) -> None:
    """A file beside it takes the content first, so that a broken run leaves no half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
