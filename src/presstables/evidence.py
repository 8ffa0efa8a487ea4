"""The sentences that state a claim, with its figures marked, and who printed them when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

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


WORDS = {
    "ko": {
        "claim": "사실",
        "sentence": "문장",
        "article": "기사",
        "unknown": "모름",
        "restated": "재서술",
        "none": "보일 문장이 없습니다.",
    },
    "en": {
        "claim": "fact",
        "sentence": "sentence",
        "article": "article",
        "unknown": "unknown",
        "restated": "restated",
        "none": "There is no sentence to show.",
    },
}


@dataclass(frozen=True)
class Sources:
    """The sentences of some claims: a notebook shows them as a table, a terminal as text with the figures in [ ]."""

    quotes: dict[str, list[Quote]]
    language: str = "ko"

    def __repr__(self) -> str:
        lines = [] if self.quotes else [WORDS[self.language]["none"]]
        for number, (claim, said) in enumerate(self.quotes.items(), 1):
            lines.append(f"{number}. {claim}")
            for quote in said:
                words = "".join(f"[{part.text}]" if part.marked else part.text for part in quote.parts)
                lines.append(f"   {words} ({', '.join(self._where(quote))})")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        words = WORDS[self.language]
        if not self.quotes:
            return f"<p>{words['none']}</p>"
        rows = [_row("th", [words[name] for name in ("claim", "sentence", "article")])]
        for number, (claim, said) in enumerate(self.quotes.items(), 1):
            for place, quote in enumerate(said):
                name = "" if place else f"{number}. {escape(claim)}"
                rows.append(_row("td", [name, _marked(quote), self._article(quote)]))
        return f"<table>{''.join(rows)}</table>"

    def _where(self, quote: Quote) -> list[str]:
        restated = [WORDS[self.language]["restated"]] if quote.restated else []
        day = quote.published.isoformat() if quote.published else WORDS[self.language]["unknown"]
        return [quote.publisher or WORDS[self.language]["unknown"], day, *restated]

    def _article(self, quote: Quote) -> str:
        where = escape(", ".join(self._where(quote)))
        return f'<a href="{escape(quote.url)}" rel="noopener noreferrer">{where}</a>' if quote.url else where


def sources(tables: Tables, claims: Iterable[str], *, label_language: str = "ko") -> Sources:
    """The sentences that state some claims, in the claims' order: of each its figures, its paper, its day.

    A sentence that a restatement puts in other words than the paper's is said to be one.
    """
    order = list(claims)
    said = quotes(tables, order)
    return Sources({claim: said[claim] for claim in order if claim in said}, label_language)


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


def _marked(quote: Quote) -> str:
    marked = '<mark style="background:#ffe08a;color:inherit">{}</mark>'
    return "".join(marked.format(escape(part.text)) if part.marked else escape(part.text) for part in quote.parts)


def _row(element: str, contents: Iterable[str]) -> str:
    style = "text-align:left;vertical-align:top;white-space:normal"
    return f"<tr>{''.join(f'<{element} style={style!r}>{content}</{element}>' for content in contents)}</tr>"
