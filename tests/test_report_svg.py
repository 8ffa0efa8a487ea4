from __future__ import annotations

import xml.etree.ElementTree as ET

from presstables.report.svg import inline_svg

CHART = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="72pt" height="36pt"
 viewBox="0 0 72 36" role="img" aria-label="a chart">
 <metadata>made by</metadata>
 <defs><path id="glyph" d="M0 0"/><clipPath id="frame"><rect/></clipPath></defs>
 <g id="claim-1"><title>LG: 7조원 &lt;이상&gt;</title><use xlink:href="#glyph"/></g>
 <g id="claim-2" clip-path="url(#frame)"><title>not in the table</title></g>
 <g id="claim-1.5"><title>its arrow</title></g>
 <g id="axes_2"><g id="claim-1.7"><title>a year of it</title></g></g>
</svg>"""
SVG = "{http://www.w3.org/2000/svg}"


def test_a_mark_leads_to_its_row_and_says_what_it_is():
    root = ET.fromstring(inline_svg(CHART, "one", {"claim-1"}))
    links = root.findall(f".//{SVG}a")
    assert [link.attrib for link in links] == [
        {"href": "#row-claim-1", "aria-label": "LG: 7조원 <이상>"},
        {"href": "#row-claim-1", "aria-hidden": "true", "tabindex": "-1"},  # what the first part says goes for it, too
        {"href": "#row-claim-1", "aria-label": "a year of it"},
    ]
    assert root.find(f".//{SVG}g[@id='one-claim-2']") is not None


def test_two_charts_on_one_page_share_no_id_and_keep_their_own_references():
    markup = inline_svg(CHART, "one", {"claim-1"})
    root = ET.fromstring(markup)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert ids == [
        "one-glyph",
        "one-frame",
        "one-claim-1",
        "one-claim-2",
        "one-claim-1.5",
        "one-axes_2",
        "one-claim-1.7",
    ]
    assert 'xlink:href="#one-glyph"' in markup
    assert 'clip-path="url(#one-frame)"' in markup


def test_the_page_decides_the_size_and_nothing_of_the_file_stays():
    markup = inline_svg(CHART, "one", set())
    assert markup.startswith("<svg ")
    assert "72pt" not in markup
    assert "made by" not in markup
    assert 'viewBox="0 0 72 36"' in markup
    assert 'aria-label="a chart"' in markup
