"""The text that the rules read: one character for one, but for decomposed Hangul, which is composed."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\u200b\ufeff"
)
_SAME_LENGTH = {
    **{ord(c): " " for c in _SPACES},
    **{0xFF10 + i: str(i) for i in range(10)},
    **{0xFF21 + i: chr(65 + i) for i in range(26)},
    **{0xFF41 + i: chr(97 + i) for i in range(26)},
    **dict(zip(map(ord, "，．％＄￦（）～∼〜˜－−‐‑‒萬億兆京千百十"), ",.%$₩()~~~~-----만억조경천백십", strict=True)),
}
_ODD = re.compile("[" + "".join(map(chr, _SAME_LENGTH)) + "\u1100-\u11ff]")
_JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


@dataclass(slots=True)
class Plain:
    """`text` as the rules read it; `offset(i)` is the place of its character i in the original."""

    text: str
    offsets: array[int] | None = None

    def offset(self, i: int) -> int:
        """The original's offset of character i of `text` (i may be len(text))."""
        return i if self.offsets is None else self.offsets[i]


def plain(original: str) -> Plain:
    """NBSP and other spaces, full-width signs, 億·兆 and ∼ become plain; NFD Hangul is composed, with its offsets."""
    if not _ODD.search(original):
        return Plain(original)
    text = original.translate(_SAME_LENGTH)
    return Plain(text) if not _JAMO.search(text) else _composed(text)


def _composed(text: str) -> Plain:
    pieces: list[str] = []
    offsets: array[int] = array("q")
    done = 0
    for syllable in _JAMO.finditer(text):
        start, end = syllable.span()
        pieces += (text[done:start], unicodedata.normalize("NFC", syllable[0]))
        offsets.extend(range(done, start + 1))
        done = end
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return Plain("".join(pieces), offsets)
