"""A chart's SVG made fit to stand inside a page: ids of its own, and marks that lead to their rows."""

from __future__ import annotations

import xml.etree.ElementTree as ET  # of our own charts only
from collections.abc import Container, Iterator

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
MARK = "claim-"
"""How the ids of marks begin."""


def inline_svg(markup: str, prefix: str, rows: Container[str]) -> str:
    """The chart as an element of a page.

    Its ids begin with `prefix`, since a page may hold several charts. A mark whose id is among `rows` becomes a link
    to `#row-<id>` that says what the mark says.
    """
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    root = ET.fromstring(markup)
    for metadata in root.findall(f"{{{SVG}}}metadata"):
        root.remove(metadata)
    for size in ("width", "height"):  # the page decides; the view box keeps the proportions
        root.attrib.pop(size, None)
    root.set("role", "group")  # a picture would hide the links inside it
    _link_marks(root, rows)
    seen: set[str] = set()
    for element in root.iter():
        if element.get("id") in seen:  # a claim that is drawn twice, as an amount and as its yearly equivalent
            del element.attrib["id"]
        seen.add(element.get("id", ""))
        _rename(element, prefix)
    return ET.tostring(root, encoding="unicode")


def _link_marks(root: ET.Element, rows: Container[str]) -> None:
    """Make each part of a mark a link. The first in its panel speaks for the mark; the others follow only a pointer."""
    met: set[tuple[int, str]] = set()
    for parent, place, mark in list(_marks(root)):
        row = mark.get("id", "").partition(".")[0]  # a mark's further parts have a number after a point
        if row not in rows:
            continue
        title = mark.find(f"{{{SVG}}}title")
        name = title.text if title is not None and title.text else row
        further = (id(parent), row) in met
        met.add((id(parent), row))
        silent = {"aria-hidden": "true", "tabindex": "-1"} if further else {"aria-label": name}
        link = ET.Element(f"{{{SVG}}}a", {"href": f"#row-{row}", **silent})
        link.append(mark)
        parent[place] = link


def _marks(root: ET.Element) -> Iterator[tuple[ET.Element, int, ET.Element]]:
    for parent in root.iter():
        for place, child in enumerate(parent):
            if child.get("id", "").startswith(MARK):
                yield parent, place, child


def _rename(element: ET.Element, prefix: str) -> None:
    for name, value in list(element.attrib.items()):
        if name == "id":
            element.set(name, f"{prefix}-{value}")
        elif name == f"{{{XLINK}}}href" and value.startswith("#"):
            element.set(name, f"#{prefix}-{value[1:]}")
        elif "url(#" in value:
            element.set(name, value.replace("url(#", f"url(#{prefix}-"))
