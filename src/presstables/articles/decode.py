"""The bytes of a page become its characters, or a clear word on why they do not.

Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, CP949 (which holds EUC-KR). Nothing is replaced
or skipped on the way: a page that needs that is damaged, and its reader should know.
"""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_HANGUL = re.compile(r"[가-힣]")
_READABLE = re.compile(r"[\s!-~가-힣\u1100-\u11ff\u3131-\u318e\u4e00-\u9fff\u2010-\u203e]")


class NotText(ValueError):
    """The bytes are no text that this reader knows; the message says what they are, `advice` what to do."""

    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.advice = advice


def decode(data: bytes) -> str:
    """The text of `data`. Raises `NotText` where it is empty, binary or damaged, with the position where known."""
    if not data.strip():
        raise NotText("the file is empty", "remove it, or save the page again")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data, encoding))
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        # CP949 practically never reads as Hangul in UTF-8: a page with Hangul before the error is damaged UTF-8.
        if _HANGUL.search(data[: error.start].decode("utf-8")):
            raise _damaged(error) from None
    return _checked(_strictly(data, "cp949"))


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(error) from None


def _damaged(error: UnicodeDecodeError) -> NotText:
    what = f"byte {error.start} is not valid {error.encoding.upper()}"
    return NotText(what, "save the page again as UTF-8 text; it may be cut off")


def _unmarked_utf16(data: bytes) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_READABLE.findall(text)) > 0.8 * len(text):
            return text
    raise NotText("the file is binary, not text", "save the page as text (.txt)")


def _checked(text: str) -> str:
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise NotText("the file is binary, not text", "save the page as text (.txt)")
    return text
