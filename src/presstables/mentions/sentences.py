"""Where a sentence begins and ends in press text."""

from __future__ import annotations

import re

# A full stop ends a sentence behind Hangul, a closing mark or a Latin word, whether or not a space follows (scraped
# pages lose it: «나온다.28일»), but not within a number or an e-mail address.
_CLOSES = r"[\"'”’)\]」』]*"
_END = re.compile(
    r"[.?!\n\r\u2028\u2029](?:(?<=[\n\r\u2028\u2029])[\n\r\u2028\u2029]*"
    rf"|(?<=[가-힣)\]”’\"'%」』>].)[.?!]*{_CLOSES}(?=[\s가-힣\d“‘\"'(\[▲△■◆◇▶#A-Z]|$)"
    r"(?![ \t]*[”’](?:라|이라|며|고))[ \t]*"
    rf"|(?<=[a-zA-Z].){_CLOSES}(?=\s|$)[ \t]*)"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences of `text`, in order, outer white space left out; none is empty."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(text):
        _add(spans, text, start, end.end())
        start = end.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
