"""The report in a real browser, opened from disk with the network cut off, and the marked article on a page."""

from __future__ import annotations

import pytest
from chromium import NEEDS_CHROMIUM, lines, violations

from presstables.charts import anchor
from presstables.cli import main
from presstables.marked import annotate
from presstables.tables import read_tables

pytestmark = NEEDS_CHROMIUM


@pytest.fixture
def report(browser, seed_report):
    """The report opened from disk with the network cut off; whatever it asks of the network fails the test."""
    asked, said = [], []
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto((seed_report / "index.html").as_uri())
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


def claim_of(seed_report, table, **cells):
    claims = getattr(read_tables(seed_report / "tables"), table)
    for column, cell in cells.items():
        claims = claims[claims[column] == cell]
    (claim,) = claims["claim_id"]
    return anchor(claim)


def test_a_mark_leads_to_its_row_and_the_row_to_the_sentences_with_the_figure_marked(report, seed_report):
    claim = claim_of(seed_report, "money_claims", value=1e8)
    report.locator(f"#investment_scale svg a[href='#row-{claim}']").first.click()
    row = report.locator(f"#row-{claim}")
    assert report.url.endswith(f"#row-{claim}")
    assert row.locator("td").nth(1).inner_text() == "LG AI연구원"
    row.get_by_role("link").click()
    fact = report.locator(f"#text-{claim}")
    assert report.url.endswith(f"#text-{claim}")
    assert fact.locator("mark").all_inner_texts() == ["1억달러", "1억 달러", "1131억원"]
    footer = fact.locator("blockquote footer").first.inner_text()
    assert "디지털타임스, 2021.5.17" in footer
    assert "재서술" in footer
    fact.get_by_role("link", name="표로").click()
    assert report.url.endswith(f"#row-{claim}")


def test_a_unit_leads_to_the_sentences_of_every_article_that_states_it(report, seed_report):
    claim = claim_of(seed_report, "units", unit="LG AI연구원")
    report.locator(f"#ai_org_growth svg a[href='#row-{claim}']").first.click()
    report.locator(f"#row-{claim}").get_by_role("link").click()
    assert report.locator(f"#text-{claim} blockquote").count() == 4


def test_a_mark_is_reached_by_keyboard_and_says_what_it_is(report, seed_report):
    claim = claim_of(seed_report, "money_claims", value=7e12)
    mark = report.locator(f"#investment_scale svg a[href='#row-{claim}']").first
    mark.focus()
    assert "7조원 이상" in mark.get_attribute("aria-label")
    report.keyboard.press("Enter")
    assert report.url.endswith(f"#row-{claim}")


def test_a_table_sorts_by_number_and_back(report):
    heading = report.locator("#table-investments th", has_text="금액")
    amounts = report.locator("#table-investments tbody tr td:nth-child(4)")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert [text.split(" (")[0] for text in amounts.all_inner_texts()] == [
        "6000만 달러",
        "1억 달러",
        "3조6000억원",
        "7조원 이상",
    ]
    heading.get_by_role("button").click()
    assert amounts.first.inner_text() == "7조원 이상"


def test_code_is_hidden_and_one_click_away(report):
    code = report.get_by_text("pt.plot_investment(").first
    assert not code.is_visible()
    report.locator("#investment_scale summary").click()
    assert code.is_visible()


def test_the_page_brings_its_korean_font(report):
    assert report.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Presstables', '가'))")
    assert report.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length") >= 2


def test_nothing_runs_out_of_a_narrow_window(report):
    report.set_viewport_size({"width": 360, "height": 800})
    assert report.evaluate("document.documentElement.scrollWidth") <= 360


# Judged by axe-core -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reports(seed_report, tmp_path_factory):
    """The report in both languages."""
    english = tmp_path_factory.mktemp("english")
    assert main(["report", str(seed_report / "tables"), "--out", str(english), "-p", "label_language", "en"]) == 0
    return {"ko": seed_report, "en": english}


@pytest.mark.parametrize("width", [1200, 360])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_wrong_with_the_report(language, width, browser, reports):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((reports[language] / "index.html").as_uri())
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_wrong_with_a_marked_article(language, browser, seed_report):
    tables = read_tables(seed_report / "tables")
    page = browser.new_page()
    for article in tables.articles["article_id"]:
        marked = annotate(tables, article, label_language=language)._repr_html_()
        page.set_content(f'<html lang="ko"><title>기사</title><main><h1>기사</h1>{marked}</main></html>')
        assert violations(page) == []
    page.close()


def test_axe_finds_what_is_wrong(browser):
    page = browser.new_page()
    page.set_content('<html lang="ko"><title>기사</title><main><h1>기사</h1><img src="data:,"></main></html>')
    assert [found.split(":")[0] for found in violations(page)] == ["image-alt"]
    page.close()


def test_the_lines_of_the_marks_differ_without_their_colours(browser, seed_report):
    tables = read_tables(seed_report / "tables")
    page = browser.new_page()
    page.set_content(annotate(tables, "dt-2021-05-17")._repr_html_())
    marks = page.locator("mark[title]")
    assert lines(marks) == {"none,solid", "none,dashed", "none,dotted", "none,double", "solid,none"}
    page.close()
