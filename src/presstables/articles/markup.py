"""The lines of an HTML page: what a reader sees, block by block, without what is no part of an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree, html

LONGEST_LINE = 200_000
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[가-힣]+")
_KEPT = 0.4  # a part with a larger share of the page's sentences is no furniture, whatever it is called
_MOST = 0.8
_SENTENCE = re.compile(r"[가-힣]\.(?!\d)|다[\"”]?$")


@dataclass(frozen=True, slots=True)
class MarkupLine:
    """One line of a page, and the element that it stands in."""

    text: str
    element: html.HtmlElement


@cache
def html_rules() -> dict[str, Any]:
    """The rules of `html.toml`."""
    return tomllib.loads(files(__package__).joinpath("html.toml").read_text(encoding="utf-8"))


def parse(page: str) -> html.HtmlElement | None:
    """The tree of a page, or None where it has no element. Nothing is loaded, no entity but HTML's own is known."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def prune(tree: html.HtmlElement) -> None:
    """Take out what is no article by its element, class or id.

    A part that holds many of the page's sentences is none by its class alone; nor are all parts together.
    """
    skip = frozenset(html_rules()["skip"])
    for element in list(tree.iter(*skip)):
        if element.getparent() is not None:
            element.clear(keep_tail=True)
    whole = sentences_in(tree)
    named: list[html.HtmlElement] = []
    taken = 0
    for element in tree.iter(etree.Element):
        if not _named_furniture(element) or (named and named[-1] in element.iterancestors()):
            continue
        held = sentences_in(element)
        if held <= _KEPT * whole:
            named.append(element)
            taken += held
    if taken <= _MOST * whole:
        for element in named:
            element.clear(keep_tail=True)


def sentences_in(element: html.HtmlElement) -> int:
    """How many characters of sentences an element holds."""
    return sum(len(text) for text in element.itertext() if _SENTENCE.search(text.strip()))


def lines(tree: html.HtmlElement) -> list[MarkupLine]:
    """The page's lines in reading order."""
    block = frozenset(html_rules()["block"])
    found: list[MarkupLine] = []
    own: list[str] = []
    home = tree

    def end(element: html.HtmlElement) -> None:
        nonlocal home
        text = _SPACE.sub(" ", "".join(own)).strip(" ")
        if text:
            found.append(MarkupLine(text[:LONGEST_LINE], home))
        own.clear()
        home = element

    for step, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        breaks = element.tag in block or _breaks_by_name(element)
        if breaks:
            end(element if step == "start" else _parent(element))
        if step == "start" and element.text:
            own.append(element.text)
        elif step == "end" and element.tail and element is not tree:
            own.append(element.tail)
    end(tree)
    return found


def _parent(element: html.HtmlElement) -> html.HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent


def _breaks_by_name(element: html.HtmlElement) -> bool:
    named = element.get("class")
    return bool(named) and not _block_words().isdisjoint(_names(str(named)))


def _named_furniture(element: html.HtmlElement) -> bool:
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(named) < 2 or element.tag in ("html", "body", "main"):
        return False
    return any(word.lower() in _furniture_words() for word in _names(named))


def _names(named: str) -> Iterator[str]:
    """The words of a class: relArticle is rel and Article, ab_related_article is ab, related and article."""
    for name in named.split():
        yield name
        yield from _WORDS.findall(name)


@cache
def _furniture_words() -> frozenset[str]:
    return frozenset(html_rules()["furniture"])


@cache
def _block_words() -> frozenset[str]:
    return frozenset(html_rules()["block_words"])
