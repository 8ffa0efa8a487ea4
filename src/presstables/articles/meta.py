"""What an HTML page says of itself to machines: JSON-LD, meta tags, attributes of its stamp."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import html

from presstables.articles.markup import html_rules
from presstables.articles.model import Given
from presstables.articles.stamps import korean_day

_LONGEST = 300
_DEEPEST = 12
_ADDRESS = re.compile(r"https?://|www\.|@")
_SUFFIX = re.compile(r"\s+[|\-–—:<>·]\s+[^|<>]{1,40}$")
_JOB = re.compile(r"\s*(?:기자|특파원|논설위원|편집위원)$")


def page_metadata(tree: html.HtmlElement) -> Given:
    """Title, publisher, author, published and modified day and address of a page, each where the page says it."""
    told = _meta(tree)
    linked = next(_articles(tree), {})
    publisher = _publisher([_name(linked.get("publisher")), *_all(told, "publisher")])
    titles = [_text(linked.get("headline")), *_all(told, "title"), _inner(tree, ".//title")]
    address = next(iter(_all(told, "url")), None) or _attribute(tree, ".//link[@rel='canonical']", "href")
    return Given(
        title=_title(tree, [title for title in titles if title], publisher),
        publisher=publisher,
        author=_author([_name(linked.get("author")), *_all(told, "author")], publisher),
        published=_day(tree, "published", [_text(linked.get("datePublished")), *_all(told, "published")]),
        modified=_day(tree, "modified", [_text(linked.get("dateModified")), *_all(told, "modified")]),
        url=address if address and re.match(r"https?://\S+$", address) else None,
    )


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    """The meta tags by name, the first of each."""
    told: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join(str(element.get("content") or "").split())
        if name and content and len(content) <= _LONGEST:
            told.setdefault(name, content)
    return told


def _all(told: dict[str, str], field: str) -> list[str]:
    return [told[name] for name in html_rules()["meta"][field] if name in told]


def _articles(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in str(script.get("type") or ""):
            try:
                told = json.loads(script.text or "", strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _typed(told, 0)


def _typed(told: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The objects of a kind that is an article, within lists and graphs."""
    if depth > _DEEPEST:
        return
    if isinstance(told, list):
        for one in told[:100]:
            yield from _typed(one, depth + 1)
    elif isinstance(told, dict):
        if re.search(r"Article|BlogPosting", str(told.get("@type"))[:_LONGEST]):
            yield told
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _typed(told.get(key), depth + 1)


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST:
        return None
    return " ".join(str(html.fromstring(f"<p>{value}</p>").text_content()).split()) if "&" in value else value.strip()


def _name(value: Any) -> str | None:
    """The name of a person or organisation of JSON-LD, or of several."""
    if isinstance(value, list):
        return ", ".join(name for one in value[:10] if (name := _name(one))) or None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _publisher(names: list[str | None]) -> str | None:
    """The first that is the name of a paper and not of a portal or a person; «마을신문 | 네이버» is 마을신문."""
    for name in names:
        parts = [part.strip().lstrip("@") for part in re.split(r"\s[|\-:]\s", name or "")]
        for part in parts:
            if part and part.lower() not in html_rules()["portals"]["names"] and not _person(part):
                return part
    return None


def _person(name: str) -> bool:
    return bool(_JOB.search(name) or _ADDRESS.search(name))


def _author(names: list[str | None], publisher: str | None) -> str | None:
    for name in names:
        if name and name != publisher and not _ADDRESS.search(name) and len(name) <= 60:
            return _JOB.sub("", name) or None
    return None


def _day(tree: html.HtmlElement, field: str, stamps: list[str | None]) -> date | None:
    attributes = html_rules()["attributes"][field]
    marked = [str(element.get(name)) for name in attributes for element in tree.iterfind(f".//*[@{name}]")]
    prop = {"published": "datePublished", "modified": "dateModified"}[field]
    times = [str(e.get("datetime") or e.get("content") or "") for e in tree.iterfind(f".//*[@itemprop='{prop}']")]
    days = (korean_day(stamp) for stamp in (*stamps, *marked[:5], *times[:5]) if stamp)
    return next((day for day in days if day), None)


def _title(tree: html.HtmlElement, titles: list[str], publisher: str | None) -> str | None:
    """The headline as the page prints it, where one of its headings begins a title; else a title without the paper."""
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1", "h2", "h3", "h4")]
    for title in titles:
        fitting = [h for h in headings if len(h) >= 5 and title.startswith(h)]
        if fitting:
            return max(fitting, key=len)
    if not titles:
        return None
    title = min(titles[:3], key=len)
    return _SUFFIX.sub("", title) if publisher and title.endswith(publisher) and title != publisher else title


def _inner(tree: html.HtmlElement, path: str) -> str | None:
    found = tree.find(path)
    return _text(found.text_content()) if found is not None else None


def _attribute(tree: html.HtmlElement, path: str, name: str) -> str | None:
    found = tree.find(path)
    return str(found.get(name)) if found is not None and found.get(name) else None
