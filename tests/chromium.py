"""Debian's Chromium for the tests that open a page in it: headless, driven by Playwright, judged by axe-core."""

from __future__ import annotations

import shutil

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install chromium to try the pages in a browser"),
]


def violations(page, within=None):
    """What axe-core finds wrong on a page, or within one element: each rule with the elements that break it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=within).response
    assert found["passes"]  # it looked at something
    return [
        f"{rule['id']}: {node['html'][:160]} ({node.get('failureSummary', '')[:200]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def lines(marks):
    """The lines above and below marks, as they are drawn."""
    drawn = "({ borderTopStyle, borderBottomStyle }) => `${borderTopStyle},${borderBottomStyle}`"
    return set(marks.evaluate_all(f"all => all.map((mark) => getComputedStyle(mark)).map({drawn})"))
