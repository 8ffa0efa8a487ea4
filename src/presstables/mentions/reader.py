"""A text becomes mentions: one pass finds the numbers and calendar words, the rules of each table take them in turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import attrgetter
from typing import Any

from presstables.mentions.dates import is_fiscal, read_date
from presstables.mentions.durations import is_length, read_duration
from presstables.mentions.headcounts import read_headcount, share_wholes
from presstables.mentions.model import Date, Duration, Headcount, Mentions, Money
from presstables.mentions.money import link_conversions, read_money
from presstables.mentions.pieces import Context
from presstables.mentions.scan import DATE, LENGTH, MONEY, PEOPLE, Token, scan
from presstables.mentions.sentences import sentences
from presstables.mentions.text import Plain, plain

_TABLES: dict[type, Callable[[Mentions], list[Any]]] = {
    Money: attrgetter("money"),
    Headcount: attrgetter("headcounts"),
    Date: attrgetter("dates"),
    Duration: attrgetter("durations"),
}


def read_mentions(text: str, published: date | None) -> Mentions:
    """Every figure of `text`, in reading order; relative dates are resolved against `published`, or left open.

    Never raises, whatever the text; takes time in proportion to its length. Spans are offsets into `text` itself.
    """
    prepared = plain(text)
    mentions = _read(prepared.text, published)
    if prepared.offsets is not None:
        _move_spans(mentions, prepared)
    return mentions


def _read(text: str, published: date | None) -> Mentions:
    tokens = scan(text)
    found = Mentions()
    if not tokens:
        return found
    context = Context(published, text)
    bounds = iter(sentences(text))
    sentence = (0, 0)
    i = 0
    while i < len(tokens):
        while tokens[i].start >= sentence[1]:
            sentence = next(bounds, (sentence[1], len(text) + 1))
            context.enter(sentence)
        i += _read_at(tokens, i, sentence, context, found)
    link_conversions(text, found.money)
    share_wholes(text, found.headcounts)
    return found


def _read_at(tokens: list[Token], i: int, sentence: tuple[int, int], context: Context, found: Mentions) -> int:
    """Reads what begins at tokens[i] into `found`; returns how many tokens that took, 1 at least."""
    token, text = tokens[i], context.text
    mention: Money | Headcount | Date | Duration | None
    if token.kind != "number":
        mention, used = read_duration(text, tokens, i) if token.kind == "alone" else read_date(tokens, i, context)
    elif token.of == MONEY:
        mention, used = read_money(text, tokens, sentence, i)
    elif token.of == PEOPLE:
        mention, used = read_headcount(text, tokens, i)
        if mention is None and token.unit == "분":
            mention, used = read_duration(text, tokens, i)
    elif token.of == LENGTH or token.of == DATE:
        mention, used = _read_time(tokens, i, context)
    else:
        mention, used = _read_bare(tokens, i, sentence, context)
    if mention is not None:
        _TABLES[type(mention)](found).append(mention)
    return used


def _read_time(tokens: list[Token], i: int, context: Context) -> tuple[Date | Duration | None, int]:
    if is_length(context.text, tokens[i]):
        return read_duration(context.text, tokens, i)
    return read_date(tokens, i, context)


def _read_bare(
    tokens: list[Token], i: int, sentence: tuple[int, int], context: Context
) -> tuple[Money | Headcount | Date | Duration | None, int]:
    """A number with no unit: the first end of a range, people after their noun, or money that has lost its 원."""
    text = context.text
    if is_fiscal(tokens[i], text):
        return read_date(tokens, i, context)
    headcount, used = read_headcount(text, tokens, i)
    if headcount is not None:
        return headcount, used
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is not None and (following.of in (LENGTH, DATE) or following.unit == "분"):
        duration, used = read_duration(text, tokens, i)
        if duration is not None:
            return duration, used
        day, used = read_date(tokens, i, context)
        if day is not None:
            return day, used
    return read_money(text, tokens, sentence, i)


def _move_spans(mentions: Mentions, prepared: Plain) -> None:
    for table in (mentions.money, mentions.headcounts, mentions.dates, mentions.durations):
        for m in table:
            m.start, m.end = prepared.offset(m.start), prepared.offset(m.end)
    for money in mentions.money:
        if money.converts is not None:
            money.converts = prepared.offset(money.converts)
