"""The characters of a page as a font inside the page, so that it reads where no Korean font is installed."""

from __future__ import annotations

import base64
import importlib.util
import io
from pathlib import Path

from presstables.errors import PresstablesError

FAMILY = "Presstables"
HANGUL = {"normal": "NanumGothic.ttf", "bold": "NanumGothicBold.ttf"}
OTHER = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
"""NanumGothic lacks U+2212, U+2027, U+2219 and arrows beyond the common ones; matplotlib's DejaVu Sans has them."""
DROPPED = ["FFTM", "TSI0", "TSI1", "TSI2", "TSI3", "TSI5", "GDEF", "GPOS", "GSUB"]
"""Tables of the fonts' editor, and the ligatures and marks of scripts that Korean articles do not use."""


def font_faces(text: str) -> str:
    """CSS rules that define the family `FAMILY`, in two weights, for the characters of `text`.

    A character that neither font has is left to the reader's machine.
    """
    wanted = {ord(character) for character in set(text) if character.isprintable()} | set(range(0x20, 0x7F))
    rules = []
    for weight in HANGUL:
        first, rest = _subset(_package("koreanize_matplotlib") / "fonts" / HANGUL[weight], wanted)
        second, _ = _subset(_package("matplotlib") / "mpl-data/fonts/ttf" / OTHER[weight], rest)
        # Two faces of one family: the later one is asked first, for the characters of its range alone.
        rules.append(_rule(weight, first, ""))
        if second:
            rules.append(_rule(weight, second, "".join(f"U+{point:X}," for point in sorted(rest))[:-1]))
    return "\n".join(rules)


def _rule(weight: str, font: bytes, points: str) -> str:
    source = f"url(data:font/woff;base64,{base64.b64encode(font).decode()}) format('woff')"
    only = f"unicode-range:{points};" if points else ""
    return f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};{only}src:{source}}}"


def _subset(path: Path, wanted: set[int]) -> tuple[bytes, set[int]]:
    """The wanted characters of a font as woff (empty where it has none), and those that it lacks."""
    from fontTools import subset  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    # The boxes of the glyphs stay what they are, and the same characters give the same bytes.
    with TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        known = wanted & set(font.getBestCmap())
        if not known:
            return b"", wanted
        options = subset.Options(hinting=False, notdef_outline=True)
        options.drop_tables += DROPPED
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=known)
        subsetter.subset(font)
        font.flavor = "woff"
        file = io.BytesIO()
        font.save(file)
    return file.getvalue(), wanted - known


def _package(name: str) -> Path:
    # Found, never imported: importing koreanize_matplotlib fails on Python 3.12 and later, and matplotlib is slow.
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise PresstablesError(f"The fonts of {name} are missing: install presstables again with what it needs.")
    return Path(found.origin).parent
