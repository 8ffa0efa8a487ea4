"""An HTML page becomes lines: its headline and article, found by trafilatura, and what the page says of itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import trafilatura
from lxml import html

from presstables.articles.furniture import clean, squeezed
from presstables.articles.markup import MarkupLine, lines, parse, prune
from presstables.articles.meta import page_metadata
from presstables.articles.model import Given
from presstables.articles.published import page_stamp

_SHARE = 0.8  # the article's element holds at least this much of what trafilatura takes for the article
SHORTEST = 12
_SENTENCE = re.compile(r"[가-힣][\"'”’)\]]*\.|[A-Za-z]{2}\.(?:\s|$)")
_STAMP = re.compile(
    r"(?<=\S)\s*(?=(?:최종 ?|기사 ?)?(?:입력|수정|등록|승인|송고|업데이트|지면)(?:일시|시간)? ?:? ?"
    r"(?:(?:19|20)\d\d|[A-Z]?\d{1,2}(?:면|$)))"
)
_LONGEST_STAMP = 160


def read_html(page: str) -> tuple[str, Given]:
    """The lines of a page's article, headline first, and what the page says of itself."""
    tree = parse(page)
    if tree is None:
        return "", Given()
    told = page_metadata(tree)
    body = _body(tree)
    prune(tree)
    found = lines(tree)
    if told.published is None:
        told = replace(told, published=_stamp(found))
    return "\n".join(_stamps_apart(line.text) for line in _article(tree, found, body, told.title)), told


def _body(tree: html.HtmlElement) -> str:
    """What trafilatura takes for the article, without spaces."""
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
    except Exception:  # a page of strange structure; all of its lines are then looked at
        return ""
    text = getattr(found, "text", None) or ""
    return squeezed(text.replace("\n", " "))


def _stamp(found: list[MarkupLine]) -> date | None:
    """The day of the page's visible stamp."""
    stamp = page_stamp(clean("\n".join(_stamps_apart(line.text) for line in found)))
    return stamp.day if stamp.source == "page" else None


def _article(tree: html.HtmlElement, found: list[MarkupLine], body: str, title: str | None) -> list[MarkupLine]:
    """The lines of the article's element, and those between the headline and it; all where nothing is found."""
    own = [squeezed(line.text) for line in found]
    inside = [i for i, text in enumerate(own) if len(text) >= SHORTEST and _SENTENCE.search(text) and text in body]
    heading = [i for i, text in enumerate(own) if title and text == squeezed(title) and i <= min(inside, default=0)]
    if not inside:
        return found[heading[-1] if heading else 0 :]
    home = _home(tree, [found[i] for i in inside])
    members = [i for i, line in enumerate(found) if line.element is home or home in line.element.iterancestors()]
    first, last = members[0], members[-1]
    return found[heading[-1] if heading else first : last + 1]


def _stamps_apart(line: str) -> str:
    """입력2024.03.13 10:15수정2024.03.14 14:20 as two lines: their elements stood side by side."""
    return line if len(line) > _LONGEST_STAMP or _SENTENCE.search(line) else _STAMP.sub("\n", line)


def _home(tree: html.HtmlElement, inside: list[MarkupLine]) -> html.HtmlElement:
    """The smallest element that holds most of the lines which trafilatura keeps."""
    weights: Counter[html.HtmlElement] = Counter()
    for line in inside:
        for element in (line.element, *line.element.iterancestors()):
            weights[element] += len(line.text)
    whole = weights[tree] or sum(len(line.text) for line in inside)
    smallest = [element for element, weight in weights.items() if weight >= _SHARE * whole]
    return max(smallest, key=lambda element: sum(1 for _ in element.iterancestors()), default=tree)
