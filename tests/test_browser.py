"""The report and JupyterLab in a real browser: Debian's Chromium, headless, driven by Playwright."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from presstables.charts import anchor
from presstables.tables import read_tables

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
ROOT = Path(__file__).parent.parent

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: install chromium to try the pages in a browser"),
]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


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
    code = report.get_by_text("pt.plot_investment(")
    assert not code.is_visible()
    report.locator("#investment_scale summary").click()
    assert code.is_visible()


def test_the_page_brings_its_korean_font(report):
    assert report.evaluate("document.fonts.ready.then(() => document.fonts.check('16px Presstables', '가'))")
    assert report.evaluate("[...document.fonts].filter((face) => face.status === 'loaded').length") >= 2


def test_nothing_runs_out_of_a_narrow_window(report):
    report.set_viewport_size({"width": 360, "height": 800})
    assert report.evaluate("document.documentElement.scrollWidth") <= 360


# JupyterLab ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a copy of the notebooks and the example articles: its address."""
    home = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for path in (home / "notebooks").glob("*.ipynb"):  # what is on the page then is what was just run
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell |= {"outputs": [], "execution_count": None} if cell.cell_type == "code" else {}
        nbformat.write(notebook, path)
    settings = home / "settings" / "@jupyterlab"
    for plugin, values in {
        "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are not on the page
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }.items():
        path = settings / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    kept = {"SETTINGS_DIR": "settings", "WORKSPACES_DIR": "workspaces"}
    environment = {**os.environ, "JUPYTER_RUNTIME_DIR": str(home / "run"), "JUPYTER_CONFIG_DIR": str(home / "config")}
    environment |= {f"JUPYTERLAB_{name}": str(home / folder) for name, folder in kept.items()}
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--port=0",
        f"--ServerApp.root_dir={home}",
    ]
    with (
        (home / "log.txt").open("w") as log,
        subprocess.Popen(command, env=environment, stderr=log, stdout=log) as server,
    ):
        yield _address(home / "run", server)
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()


def _address(folder, server):
    for _ in range(600):
        for path in folder.glob("jpserver-*.json"):
            said = json.loads(path.read_text(encoding="utf-8"))
            return f"{said['url']}lab/tree/notebooks/explore.ipynb?token={said['token']}"
        assert server.poll() is None, "JupyterLab ended"
        time.sleep(0.1)
    raise TimeoutError("JupyterLab did not start")


def test_explore_runs_in_jupyterlab_from_a_fresh_kernel(browser, lab):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(lab)
    code = page.locator(".jp-Notebook .jp-CodeCell")
    code.first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_function(
        """() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')]
            .every((prompt) => /\\d/.test(prompt.textContent))"""
    )
    shown = page.locator(".jp-Notebook")
    assert shown.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert shown.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert shown.locator("td", has_text="3조6000억원").count() > 0
    assert shown.locator("mark[title*='rule ']").count() > 5  # the article with its figures marked
    assert shown.locator("blockquote, td", has_text="재서술").count() > 0  # no sentence is taken for the paper's
    page.close()
