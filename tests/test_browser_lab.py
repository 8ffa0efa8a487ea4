"""JupyterLab in a real browser: each notebook from a fresh kernel to its end, and the explorer used by hand."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from chromium import NEEDS_CHROMIUM, lines, violations

ROOT = Path(__file__).parent.parent
SHOWN = {
    "explore": "mark[title*='rule ']",
    "investment_scale": ".jp-RenderedImage img",
    "ai_org_growth": ".jp-RenderedImage img",
}
"""What each notebook must have on its page in the end."""

pytestmark = NEEDS_CHROMIUM


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder with the notebooks, without their outputs, the example articles, and settings of JupyterLab."""
    home = tmp_path_factory.mktemp("lab")
    for name in ("notebooks", "seeds"):
        shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    shutil.copy(ROOT / "notebooks" / "explore.ipynb", home / "kept.ipynb")
    for path in (home / "notebooks").glob("*.ipynb"):  # what is on the page then is what was just run
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell |= {"outputs": [], "execution_count": None} if cell.cell_type == "code" else {}
        nbformat.write(notebook, path)
    for plugin, values in {
        "notebook-extension/tracker": {"windowingMode": "none"},  # else cells out of sight are not on the page
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }.items():
        path = home / "settings" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def lab(home):
    """JupyterLab on that folder: its address and token."""
    kept = {"SETTINGS_DIR": "settings", "WORKSPACES_DIR": "workspaces"}
    environment = {**os.environ, "JUPYTER_RUNTIME_DIR": str(home / "run"), "JUPYTER_CONFIG_DIR": str(home / "config")}
    environment |= {f"JUPYTERLAB_{name}": str(home / folder) for name, folder in kept.items()}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0"]
    with (
        (home / "log.txt").open("w") as log,
        subprocess.Popen([*command, f"--ServerApp.root_dir={home}"], env=environment, stderr=log, stdout=log) as server,
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
            return said["url"], said["token"]
        assert server.poll() is None, "JupyterLab ended"
        time.sleep(0.1)
    raise TimeoutError("JupyterLab did not start")


@pytest.fixture(scope="module")
def ran(browser, lab):
    """The page of a notebook, run from a fresh kernel to its end; whatever is not the server's is cut off."""
    url, token = lab
    pages = {}

    def page_of(name):
        if name not in pages:
            page = pages[name] = browser.new_page(viewport={"width": 1400, "height": 1000})
            page.asked = []
            page.route(
                lambda asked: not asked.startswith(url),
                lambda route: (page.asked.append(route.request.url), route.abort()),
            )
            page.set_default_timeout(60_000)
            page.goto(f"{url}lab/tree/notebooks/{name}.ipynb?token={token}&reset")
            _run(page)
        return pages[name]

    return page_of


def _run(page):
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_function(
        """() => document.querySelector("[data-mime-type='application/vnd.jupyter.error']")
            || [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')]
                .every((prompt) => /\\d/.test(prompt.textContent))""",
        timeout=120_000,
    )


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_runs_from_a_fresh_kernel_to_its_end(name, ran):
    page = ran(name)
    shown = page.locator(".jp-Notebook")
    for kind in ("error", "stderr"):
        assert shown.locator(f"[data-mime-type='application/vnd.jupyter.{kind}']").all_inner_texts() == []
    page.locator(SHOWN[name]).first.wait_for()
    widths = shown.locator(".jp-RenderedImage img").evaluate_all("all => all.map((one) => one.naturalWidth)")
    assert all(width > 900 for width in widths)  # a chart, drawn whole
    assert shown.get_by_text("재서술").count() > 0  # no sentence is taken for the paper's
    assert page.asked == []


def test_a_notebook_that_is_not_trusted_keeps_its_marks_and_what_stands_for_the_explorer(browser, lab):
    url, token = lab
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{url}lab/tree/kept.ipynb?token={token}&reset")
    marks = page.locator("mark[title*='rule ']")
    marks.first.wait_for(timeout=60_000)
    assert lines(marks) == {"none,solid", "none,dashed", "none,dotted", "none,double", "solid,none"}
    assert page.get_by_text("이 셀을 JupyterLab에서 실행하면").is_visible()
    page.close()


# The explorer -------------------------------------------------------------------------------------------------------


class Hand:
    """What one does in the explorer, and what is seen there then."""

    def __init__(self, page):
        self.page = page
        self.whole = page.locator(".pt-explorer")
        self.said = self.whole.locator(".pt-said")
        self.rows = self.whole.locator("table.dataTable tbody tr:visible")
        self.article = self.whole.locator(".pt-beside .pt-panel")
        self.chart = self.whole.locator(".pt-tables .pt-panel svg:visible")

    def press(self, name):
        self.whole.get_by_role("button", name=name, exact=True).click()

    def open(self, tab):
        self.whole.get_by_role("tab", name=re.compile(rf"^{tab}")).click()

    def pick(self, facet, *values):
        box = self.whole.locator("details", has=self.page.locator(".pt-label", has_text=facet))
        box.locator("summary").click()
        for value in values:
            box.get_by_role("checkbox", name=re.compile(rf"^{value} ?\d+$")).check()
        self.page.keyboard.press("Escape")

    def sees(self, text):
        self.said.filter(has_text=text).wait_for()

    def cells(self, column):
        return self.rows.locator(f"td:nth-child({column})").all_inner_texts()


@pytest.fixture
def hand(ran):
    """The explorer as it begins."""
    hand = Hand(ran("explore"))
    hand.press("처음으로")
    hand.open("기사")
    hand.sees("기사 5건 ·")
    hand.rows.nth(4).wait_for()
    return hand


def test_picked_articles_are_the_ones_in_the_table(hand):
    hand.pick("매체", "디지털타임스", "서울신문")
    hand.sees("기사 5건 중 2건")
    hand.whole.get_by_role("tab", name="기사 2").wait_for()
    assert hand.cells(2) == ["디지털타임스", "서울신문"]
    hand.whole.get_by_label("보도일부터").fill("2022-01-01")
    hand.sees("기사 5건 중 1건")
    assert hand.cells(2) == ["서울신문"]


def test_words_are_found_while_they_are_typed(hand):
    hand.open("금액")
    hand.whole.get_by_label("찾는 말").press_sequentially("베어로보틱스")
    hand.sees("금액 사실 1 ·")
    hand.whole.get_by_role("tab", name="금액 1").wait_for()
    assert hand.cells(3) == ["6000만 달러"]


def test_a_heading_sorts_amounts_by_their_size(hand):
    hand.open("금액")
    heading = hand.whole.locator("th:visible", has_text="금액")
    heading.get_by_role("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    assert hand.cells(3) == ["6000만 달러", "1억 달러", "10억 달러", "3조6000억원", "7조원 이상"]


def test_a_clicked_row_opens_its_article_with_its_figures_framed(hand):
    hand.open("금액")
    hand.rows.filter(has_text="3조6000억원").click()
    framed = hand.article.locator(".sought")
    framed.filter(has_text="3조6000억").first.wait_for()
    assert "인사이트코리아" in hand.article.inner_text()
    for table in ("money", "headcounts", "dates", "durations"):
        assert hand.article.locator(f"mark[title^='{table}']").count() > 0
    framed.first.click()
    told = hand.whole.locator(".pt-beside .pt-told").inner_text()
    assert "value 3,600,000,000,000" in told
    assert "low 3,600,000,000,000" in told
    assert "rule money." in told


def test_a_fact_of_several_articles_leads_to_each(hand):
    hand.open("조직")
    hand.rows.filter(has_text="2020.12.7").first.click()
    articles = hand.whole.get_by_label("이 사실을 전하는 기사")
    articles.locator("option:checked", has_text="디지털타임스").wait_for(state="attached")
    articles.select_option(
        label=next(name for name in articles.locator("option").all_inner_texts() if "시사캐스트" in name)
    )
    hand.article.get_by_text("시사캐스트 · 2023-08-24").wait_for()
    assert hand.article.locator(".sought").count() > 0


def test_a_row_is_reached_and_opened_by_keyboard_alone(hand):
    hand.rows.nth(0).focus()
    hand.page.keyboard.press("ArrowDown")
    hand.page.keyboard.press("Enter")
    hand.whole.locator("tbody tr.selected", has_text="디지털타임스").wait_for()
    hand.article.get_by_text("디지털타임스 · 2021-05-17").wait_for()


def test_a_parameter_moves_the_chart(hand):
    hand.open("투자 차트")
    marks = hand.chart.locator("g[role=button]")
    marks.nth(3).wait_for()
    hand.whole.get_by_label("최소 금액").select_option("1조원")
    hand.whole.get_by_text("그림에 2건").wait_for()
    assert marks.count() == 2
    hand.pick("종류", "기업가치")
    hand.whole.get_by_text("그림에 0건").wait_for()


def test_a_mark_of_the_chart_opens_the_article_that_states_it(hand):
    hand.open("투자 차트")
    hand.chart.locator("g[role=button][aria-label*='1억 달러']").first.click()
    hand.article.locator(".sought", has_text="1억달러").wait_for()
    assert "디지털타임스" in hand.article.inner_text()


def test_what_is_in_view_is_saved_as_csv(hand, home):
    hand.open("금액")
    hand.pick("기관", "LG전자")
    hand.sees("금액 사실 1")
    hand.press("CSV로 저장")
    hand.sees("저장함: explore/money_claims.csv (1줄)")
    saved = pd.read_csv(home / "notebooks" / "explore" / "money_claims.csv")
    assert saved[["organization", "counterparty", "value", "currency"]].to_numpy().tolist() == [
        ["LG전자", "베어로보틱스", 60_000_000, "USD"]
    ]


def test_the_chart_in_view_is_saved_as_png(hand, home):
    assert hand.whole.get_by_role("button", name="PNG로 저장").is_disabled()
    hand.open("AI 조직 차트")
    hand.chart.first.wait_for()
    hand.press("PNG로 저장")
    hand.sees("저장함: explore/ai_org_growth.png")
    picture = (home / "notebooks" / "explore" / "ai_org_growth.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert width > 1000
    assert height > 500


def test_letters_typed_on_a_row_are_no_commands_of_jupyterlab(hand):
    cells = hand.page.locator(".jp-Notebook .jp-Cell").count()
    hand.rows.nth(0).focus()
    hand.page.keyboard.press("d")
    hand.page.keyboard.press("d")
    assert hand.page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_nothing_runs_out_of_a_narrow_window(hand):
    hand.page.set_viewport_size({"width": 800, "height": 1000})
    assert hand.whole.evaluate("(whole) => whole.scrollWidth <= whole.clientWidth")
    hand.page.set_viewport_size({"width": 1400, "height": 1000})


def test_axe_finds_nothing_wrong_with_the_explorer(hand):
    assert violations(hand.page, ".pt-explorer") == []
    hand.open("투자 차트")
    hand.chart.first.wait_for()
    assert violations(hand.page, ".pt-explorer") == []


def test_nothing_was_asked_of_the_network(ran):
    assert ran("explore").asked == []
