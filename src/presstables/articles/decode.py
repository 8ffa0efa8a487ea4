"""The bytes of a page become its characters, or a clear word on why they do not.

Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, CP949 (which holds EUC-KR), what the page says.
That goes last, for declarations are often wrong. Damaged bytes become U+FFFD, and the first place is told.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_READABLE = re.compile(r"[\s!-~가-힣\u1100-\u11ff\u3131-\u318e\u4e00-\u9fff\u2010-\u203e]")
_DECLARED = re.compile(rb"(?:charset\s*=\s*[\"']?|encoding\s*=\s*[\"'])([A-Za-z0-9_.:-]{2,20})")
_KOREAN = frozenset(["euc_kr", "cp949", "johab", "iso2022_kr"])  # CP949 reads all of the first two
DAMAGE = "\ufffd"
MOST_DAMAGED = 0.02  # a larger share of characters that cannot be read, and the bytes are something else than told
_SNIFFED = 1 << 20


class NotText(ValueError):
    """The bytes are no text that this reader knows; the message says what they are, `advice` what to do."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a page, their encoding, and in words what could not be read of it (None where all was)."""

    text: str
    encoding: str
    damage: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of `data`. Raises `NotText` where it is empty, binary or more damaged than read."""
    if not data.strip():
        raise NotText("the file is empty", "remove it, or save the page again")
    encoding = encoding_of(data)
    text = data.decode(encoding, "replace")
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise NotText("the file is binary, not text", "save the page as text (.txt)")
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        places = max(_damage(text, data), 1)
        more = f", nor are {places - 1} more places" if places > 1 else ""
        damage = f"byte {error.start} is not valid {encoding.upper()}{more}"
        if places > 1 + MOST_DAMAGED * len(text):
            raise NotText(damage, "save the page again as UTF-8 text") from None
        return Decoded(text, encoding, damage)
    return Decoded(text, encoding)


def encoding_of(data: bytes, *, whole: bool = True) -> str:
    """The name of the encoding of a text that is `data`, or begins with it; raises `NotText` where it is binary."""
    head = data[:_SNIFFED]
    whole = whole and len(head) == len(data)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        wide = _wide(head)
        if wide or len(_CONTROL.findall(head.decode("latin-1"))) > len(head) // 100:
            return wide or _binary()
    utf8 = _errors(head, "utf-8", whole)
    if not utf8:
        return "utf-8"
    # Bytes of CP949 hardly ever read as Hangul in UTF-8, or the other way round: the fewer errors, the truer.
    best = min(_candidates(head), key=lambda encoding: _errors(head, encoding, whole))
    return "utf-8" if utf8 <= _errors(head, best, whole) else best


def _candidates(head: bytes) -> list[str]:
    """CP949, and what the page says of itself where that is something else again."""
    found = _DECLARED.search(head[:4096])
    try:
        declared = codecs.lookup(found[1].decode("ascii")).name if found else "cp949"
        b"".decode(declared)
    except LookupError:  # no such encoding, or one that is none of text
        return ["cp949"]
    strange = declared.startswith(("utf", "ascii", "unicode", "raw", "idna", "punycode", "mbcs", "oem"))
    return ["cp949"] if strange or declared in _KOREAN - {"johab", "iso2022_kr"} else ["cp949", declared]


def _errors(data: bytes, encoding: str, whole: bool) -> int:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return _damage(decoder.decode(data, final=whole), data)


def _damage(text: str, data: bytes) -> int:
    return text.count(DAMAGE) - data.count(DAMAGE.encode())  # pages carry this character of their own, too


def _wide(head: bytes) -> str | None:
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        if len(_READABLE.findall(text)) > 0.8 * len(text):
            return encoding
    return None


def _binary() -> str:
    raise NotText("the file is binary, not text", "save the page as text (.txt)")
