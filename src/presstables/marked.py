"""An article with its figures marked, and the way from a fact back to its sentences.

The marked article is one piece of HTML that needs nothing else: every style stands on its element, so that it looks the
same in JupyterLab, in an exported notebook and in print, and each kind of figure has a line of its own beside its
colour. What a mark means stands in its title, which a browser shows where the pointer rests.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from presstables.errors import PresstablesError
from presstables.tables import Tables

CLAIM_TABLES = {"money_claims": "money", "headcount_claims": "headcounts", "units": "milestones"}
TRACE = ["claim_id", "table", "article_id", "publisher", "published", "surface", "sentence", "rule", "url", "restated"]
SUGGESTED = 5
HEADLINE = '<p style="margin:0;white-space:pre-wrap;word-break:keep-all;font-size:1.2em;font-weight:bold">{}</p>'
PARAGRAPH = '<p style="margin:0 0 0.4em;white-space:pre-wrap;word-break:keep-all">{}</p>'


@dataclass(frozen=True, slots=True)
class Look:
    """How the mentions of a table are marked: their names, background, line, and the columns that the title tells.

    A line is a border, not a text decoration: JupyterLab takes decorations off a notebook that is not trusted, and
    without colour (in print, to some eyes) only the lines tell the kinds apart.
    """

    ko: str
    en: str
    background: str
    line: str
    columns: tuple[str, ...]


_FIGURE = ("value", "low", "high", "qualifier")
_WHO = ("organization", "group")
LOOKS = {
    "money": Look(
        *("금액", "money", "#fdeec2", "border-bottom:2px solid #8a6100"),
        columns=(
            *_FIGURE,
            *("currency", "amount_krw", "fx_source", "converts", "period", "per"),
            *(*_WHO, "counterparty", "purpose", "kind", "status"),
        ),
    ),
    "headcounts": Look(
        *("인원", "people", "#d8ecf8", "border-bottom:2px dashed #00588a"),
        columns=(*_FIGURE, *_WHO, "role", "kind", "per", "partitive", "as_of_start", "as_of_end", "as_of_source"),
    ),
    "dates": Look(
        *("날짜", "date", "#dcf3e8", "border-bottom:3px dotted #00664b"),
        columns=("start", "end", "granularity", "anchor"),
    ),
    "durations": Look(
        *("기간", "duration", "#f3e3ee", "border-bottom:4px double #8a3d6b"), columns=("iso", "qualifier")
    ),
    "milestones": Look(
        *("조직의 설립·변경", "founding or change of a unit", "transparent", "border-top:2px solid #a84300"),
        columns=("unit", *_WHO, "event", "start", "end", "planned", "ai_organization"),
    ),
}
WORDS = {
    "ko": {
        "restated": "재서술: 원문의 수치와 날짜를 다른 문장으로 옮긴 글입니다. 이 문장들은 신문이 쓴 것이 아닙니다.",
        "none": "찾은 수치가 없습니다.",
        "no text": "본문을 남기지 않은 기사입니다.",
        "unpublished": "보도일 모름",
    },
    "en": {
        "restated": "Restatement: the paper's figures and days in other sentences; none of them is the paper's own.",
        "none": "No figures were found.",
        "no text": "The article's text was not kept.",
        "unpublished": "day unknown",
    },
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the text, text[start:end], the table of its mention, and what the mention says.

    One that is `sought` is framed.
    """

    table: str
    start: int
    end: int
    mention_id: str
    told: str
    sought: bool = False


@dataclass(frozen=True)
class Annotated:
    """An article with its mentions marked; a notebook shows it as HTML, a terminal as text with the figures in [ ].

    `title` is empty where the text begins with it; then so many characters of the text are its headline.
    """

    article_id: str
    title: str
    byline: str
    url: str
    restated: bool
    text: str
    marks: tuple[Mark, ...]
    language: str = "ko"
    headline: int = 0

    def __repr__(self) -> str:
        notes = [WORDS[self.language]["restated"]] if self.restated else []
        head = [line for line in (self.title, self.byline, *notes) if line]
        return "\n".join([*head, "", "".join(self._plain())])

    def _repr_html_(self) -> str:
        headline, body = self._paragraphs()
        parts = [headline, self._byline(), self._legend(), body]
        style = (
            "background:#fff;color:#1a1a1a;padding:0.8em 1em;max-width:46em;line-height:1.9;border:1px solid #d0d0d0"
        )
        return f'<div lang="ko" style="{style}">{"".join(parts)}</div>'

    def _byline(self) -> str:
        byline = escape(self.byline)
        if self.url.startswith(("https://", "http://")):
            byline += f' · <a href="{escape(self.url)}" style="color:#00588a">{escape(self.url)}</a>'
        lines = [f'<p style="margin:0;color:#595959">{byline}</p>']
        if self.restated:
            note = escape(WORDS[self.language]["restated"])
            lines.append(f'<p style="margin:0.4em 0;padding-left:0.6em;border-left:3px solid #8a6100">{note}</p>')
        return "".join(lines)

    def _legend(self) -> str:
        counts = {table: sum(mark.table == table for mark in self.marks) for table in LOOKS}
        items = [
            f"{_element(table, escape(getattr(LOOKS[table], self.language)), '')} {count}"
            for table, count in counts.items()
            if count
        ]
        told = " &nbsp; ".join(items) or escape(WORDS[self.language]["none" if self.text else "no text"])
        return f'<p style="margin:0.4em 0;color:#595959">{told}</p>'

    def _paragraphs(self) -> tuple[str, str]:
        """The headline, with its marks where the text begins with it, and the paragraphs below it."""
        body: list[str] = []
        headline = [escape(self.title)] if self.title else []
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            (headline if end <= self.headline != 0 else body).append("".join(self._pieces(start, end)))
            start = end + 1
        return "".join(map(HEADLINE.format, headline)), "".join(map(PARAGRAPH.format, body))

    def _pieces(self, first: int, last: int) -> Iterator[str]:
        """A stretch of the text cut at every end of a mark, each piece inside all its marks, the longest outermost."""
        marks = [mark for mark in self.marks if mark.start < last and first < mark.end]
        ends = {min(max(end, first), last) for mark in marks for end in (mark.start, mark.end)}
        for start, end in pairwise(sorted(ends | {first, last})):
            piece = escape(self.text[start:end])
            covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
            for mark in sorted(covering, key=lambda mark: (mark.end - mark.start, mark.table)):
                piece = _element(mark.table, piece, mark.told, mark.sought)
            yield piece

    def _plain(self) -> Iterator[str]:
        """The text with its figures in brackets; of those that overlap only the first."""
        done = 0
        for mark in sorted(self.marks, key=lambda mark: (mark.start, mark.end)):
            if mark.start < done or mark.table == "milestones":
                continue
            what = getattr(LOOKS[mark.table], self.language)
            yield f"{self.text[done : mark.start]}[{self.text[mark.start : mark.end]}: {what}]"
            done = mark.end
        yield self.text[done:]


def annotate(tables: Tables, article_id: str, *, label_language: str = "ko", sought: Collection[str] = ()) -> Annotated:
    """Mark an article's money, headcounts, dates, durations and milestones where they stand in its text.

    The mentions whose ids are `sought` are framed.

    Raises:
        PresstablesError: there is no such article, or labels in no such language.
    """
    if label_language not in WORDS:
        raise PresstablesError(f"Articles are marked up in ko or en, not in {label_language!r}.")
    found = tables.articles[tables.articles["article_id"] == article_id]
    if found.empty:
        raise PresstablesError(_no_such("article", article_id, tables.articles["article_id"]))
    article = found.iloc[0].to_dict()
    title, text, published = _text(article["title"]), _text(article["text"]), article["published"]
    within = text.startswith(title)
    day = f"{published:%Y-%m-%d}" if _known(published) else WORDS[label_language]["unpublished"]
    return Annotated(
        article_id=article_id,
        title="" if within else title,
        byline=" · ".join(filter(None, (_text(article["publisher"]), day))),
        url=_text(article["url"]),
        restated=bool(article["restated"]),
        text=text,
        marks=tuple(_marks(tables, article_id, len(text), sought)),
        language=label_language,
        headline=len(title) if within else 0,
    )


def trace(tables: Tables, claim_id: str) -> pd.DataFrame:
    """Every mention of a fact, in the order of publication: one row each, with the columns of `TRACE`.

    `claim_id` is a row of money_claims, headcount_claims or units, or one of the ids that were merged into it.
    `restated` says that the sentence is not the paper's own.

    Raises:
        PresstablesError: there is no such claim.
    """
    for claims, mentions in CLAIM_TABLES.items():
        found = _find_claim(getattr(tables, claims), claim_id)
        if found is not None:
            return _trace(tables, mentions, found)
    ids = pd.concat([getattr(tables, name)["claim_id"] for name in CLAIM_TABLES])
    raise PresstablesError(_no_such("claim", claim_id, ids))


def _trace(tables: Tables, table: str, claim_id: str) -> pd.DataFrame:
    mentions: pd.DataFrame = getattr(tables, table)
    rows = mentions[mentions["claim_id"] == claim_id].drop(columns="published").assign(table=table)
    articles = tables.articles[["article_id", "publisher", "published", "url", "restated"]]
    rows = rows.merge(articles, on="article_id", how="left")
    return rows.sort_values(["published", "article_id", "span_start"], ignore_index=True)[TRACE]


def _find_claim(claims: pd.DataFrame, claim_id: str) -> str | None:
    """The id of the claim that has this id, or into which the claim of this id was merged."""
    if (claims["claim_id"] == claim_id).any():
        return claim_id
    merged = claims["merged_ids"].fillna("").astype("str").str.split("; ")
    holding = claims.loc[[claim_id in ids for ids in merged], "claim_id"]
    return None if holding.empty else str(holding.iloc[0])


def _marks(tables: Tables, article_id: str, length: int, sought: Collection[str]) -> Iterator[Mark]:
    for table, look in LOOKS.items():
        mentions = getattr(tables, table)
        for row in mentions[mentions["article_id"] == article_id].to_dict("records"):
            start, end = int(row["span_start"]), int(row["span_end"])
            if 0 <= start < end <= length:
                mention = row["mention_id"]
                yield Mark(table, start, end, mention, _told(table, look, row), mention in sought)


def _told(table: str, look: Look, row: Mapping[Any, Any]) -> str:
    """What a mention says, column by column; a bound that is open or unknown is a dash."""
    always = ("value", "low", "high", "start", "end", "iso")
    lines = [f"{column} {_cell(row[column])}" for column in look.columns if column in always or _known(row[column])]
    return "\n".join([table, *lines, f"rule {row['rule']}"])


def _cell(value: object) -> str:
    if not _known(value):
        return "–"
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,}"
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)


def _element(table: str, content: str, told: str, sought: bool = False) -> str:
    """A marked piece; `content` is HTML, `told` is text."""
    look = LOOKS[table]
    frame = ";outline:3px solid #1a1a1a" if sought else ""
    title = f' title="{escape(told).replace(chr(10), "&#10;")}"' if told else ""
    kind = ' class="sought"' if sought else ""
    return f'<mark{kind} style="background:{look.background};color:inherit;{look.line}{frame}"{title}>{content}</mark>'


def _no_such(what: str, name: str, names: Iterable[object]) -> str:
    known = [str(each) for each in names]
    if not known:
        return f"There is no {what} {name!r}: the tables hold none."
    near = difflib.get_close_matches(str(name), known, n=SUGGESTED, cutoff=0.5) or known[:SUGGESTED]
    return f"There is no {what} {name!r}. There are {len(known)}, among them {', '.join(near)}."


def _known(value: object) -> bool:
    return bool(pd.notna(value)) and value != ""  # type: ignore[call-overload]


def _text(value: object) -> str:
    return str(value) if _known(value) else ""
