"""The sentences that state a claim, with its figures marked, and who printed them when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from presstables.charts.wording import known
from presstables.choose import MENTIONS
from presstables.tables import Tables


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a sentence's characters, and whether it is the figure that is spoken of."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as an article prints it, and the article. `restated`: the words are not the paper's own."""

    parts: list[Part]
    article_id: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    restated: bool


def quotes(tables: Tables, claims: Collection[str]) -> dict[str, list[Quote]]:
    """For each of the claims its sentences, the earliest first; a sentence comes once per claim."""
    articles = tables.articles.set_index("article_id")
    mentions = pd.concat([getattr(tables, name) for name in MENTIONS.values()])
    mentions = mentions[mentions["claim_id"].isin(claims)]
    mentions = mentions.sort_values(["published", "article_id", "span_start"], kind="stable")
    found: dict[str, list[Quote]] = {}
    for (claim, article), rows in mentions.groupby(["claim_id", "article_id"], sort=False):
        page = articles.loc[article]
        for begin, sentence, spans in _sentences(page["text"], rows):
            found.setdefault(claim, []).append(_quote(_parts(sentence, begin, spans), article, page))
    return found


def _sentences(text: str, rows: pd.DataFrame) -> list[tuple[int, str, list[tuple[int, int]]]]:
    """Where each sentence begins in the article's text, the sentence, and the spans to mark, in the text's offsets."""
    spans: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for start, end, sentence in zip(rows["span_start"], rows["span_end"], rows["sentence"], strict=True):
        begin = text.find(sentence, max(0, end - len(sentence)), start + len(sentence))
        if begin < 0:  # a table that came with other texts
            begin = start - max(0, sentence.find(text[start:end]))
        spans.setdefault((begin, sentence), []).append((start, end))
    return [(begin, sentence, marks) for (begin, sentence), marks in spans.items()]


def _parts(sentence: str, begin: int, spans: list[tuple[int, int]]) -> list[Part]:
    parts, place = [], 0
    for start, end in sorted(spans):
        parts += [Part(sentence[place : start - begin], False), Part(sentence[start - begin : end - begin], True)]
        place = end - begin
    parts.append(Part(sentence[place:], False))
    return [part for part in parts if part.text]


def _quote(parts: list[Part], article: str, page: pd.Series) -> Quote:
    return Quote(
        parts=parts,
        article_id=article,
        title=_text(page["title"]),
        publisher=_text(page["publisher"]),
        published=page["published"].date() if known(page["published"]) else None,
        url=web_address(page["url"]),
        restated=bool(page["restated"]),
    )


def _text(value: object) -> str | None:
    return str(value) if known(value) else None


def web_address(value: object) -> str | None:
    """The address if it is one of the web; anything else (javascript:, file:) is not linked."""
    return str(value) if str(value).startswith(("https://", "http://")) else None
