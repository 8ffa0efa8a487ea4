"""The cells of a table of articles as text, whatever they were: days, numbers, lists, strings with remains of HTML."""

from __future__ import annotations

import html
import re
from datetime import date, datetime
from typing import Any

import pandas as pd

from presstables.articles.stamps import KOREA

_TAGS = re.compile(r"<(?:!doctype|html|body|p|div|br|span|article|section|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|strong|em|i|u|font|span|mark|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:quot|amp|lt|gt|apos|nbsp|#\d{1,6}|#x[0-9a-fA-F]{1,5}|[lr][sd]quo|hellip|middot);")
_HALF = re.compile("[\ud800-\udfff]")


def said(cell: Any) -> str:
    """A cell as articles.csv would hold it; a time with a zone is a day in Korea, a list its parts."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, list):
        return ", ".join(said(one) for one in cell[:20])
    if isinstance(cell, dict):
        return said(cell.get("name"))
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, datetime) and cell.tzinfo is not None:
        cell = cell.astimezone(KOREA)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return "" if pd.api.types.is_scalar(cell) and pd.isna(cell) else str(cell)


def one_line(text: str) -> str:
    """A headline or name without the remains of HTML that tables carry: <b>다리</b> &quot;놓는&quot; 마을."""
    if "<" in text:
        text = _INLINE.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return " ".join(text.split())


def is_html(text: str) -> bool:
    """Does a text hold the tags of a page?"""
    return _TAGS.search(text[:20_000]) is not None


def paragraphs(cell: Any) -> str:
    """The text of an article: a string, or a list of its paragraphs."""
    if isinstance(cell, list):
        return "\n".join(said(one) for one in cell)
    return cell if isinstance(cell, str) else ""


def whole(text: str) -> tuple[str, str | None]:
    """The text without halves of characters (lone surrogates) and NUL, which no file can hold; and what was wrong."""
    half = None if text.isascii() else _HALF.search(text)
    if half:
        told = f"the text holds half a character (a lone surrogate) at {half.start()}; \ufffd stands in its place"
        return _HALF.sub("\ufffd", text), told
    return text, None
