from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest

from presstables.errors import PresstablesError
from presstables.parameters import RULES, Parameters
from presstables.report import write_report
from presstables.report.making import HIDDEN, make_page, settings
from presstables.report.notebooks import declared_parameters, read_notebook
from presstables.report.rows import words
from presstables.tables import read_tables

NAMES = ("investment_scale", "ai_org_growth")
CHARTS = (*NAMES, "investment_by_organization")


class Page(HTMLParser):
    """The ids of a page, what it links to inside itself, and everything that it could load."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.anchors, self.loaded, self.tags = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given.get("href", "").startswith("#"):
            self.anchors.append(given["href"][1:])
        self.loaded += [given[name] for name in ("src", "srcset", "data", "poster") if name in given]
        if tag == "link":
            self.loaded.append(given["href"])


@pytest.fixture(scope="module")
def text(seed_report):
    return (seed_report / "index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_a_report_is_a_page_with_tables_charts_and_notebooks_beside_it(seed_report):
    found = sorted(path.relative_to(seed_report).as_posix() for path in seed_report.rglob("*") if path.is_file())
    charts = [f"charts/{name}{end}" for name in sorted(CHARTS) for end in (".csv", ".png", ".svg", "_left_out.csv")]
    assert [path for path in found if path.startswith("charts/")] == charts
    assert {"index.html", *(f"notebooks/{name}.ipynb" for name in NAMES)} <= set(found)
    assert {f"tables/{name}.csv" for name, _ in read_tables(seed_report / "tables").items()} <= set(found)


def test_the_page_asks_nothing_of_the_network(page, text):
    assert page.loaded == []
    assert re.findall(r"@import|url\((?!data:|#)", text) == []
    assert "default-src 'none'" in text


def test_every_link_inside_the_page_leads_somewhere_and_no_id_is_used_twice(page):
    assert set(page.anchors) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_it_is_small_enough_to_send(text):
    assert len(text.encode()) < 5_000_000


@pytest.mark.parametrize(
    "sentence",
    [
        "2024.3.13까지 보도된 투자는 4건이다.",
        "가장 큰 것은 LG의 ‘ABC(AI·바이오·클린테크)’ 7조원 이상이며, 인사이트코리아의 2024.3.13 보도에 나온다.",
        "그중 ‘AI·빅데이터 연구개발(R&amp;D)’ 3조6000억원은 7조원 이상의 일부라서 더하지 않았다.",
        "때가 밝혀진 것은 LG전자 인공지능연구소(2017년)에서 LG AI연구원(2020.12.7)까지 이어진다.",
        "LG AI연구원의 인원은 70여명(2020년)과 270명 수준(2024.3.13 보도) 두 때의 것이 알려져 있고",
        "한 기간에 뽑거나 기르거나 내보내는 인원: LG사이언스파크 AI마스터 매년 100명 (2020.5.29 보도).",
        "기업가치는 들이는 돈이 아님",
        "재서술은 다시 쓴 문장이다.",
        "손으로 고친 값은 없다.",
        "읽지 못한 기사나 확인할 것은 없다.",
    ],
)
def test_the_page_says_in_words_what_the_rows_say(text, sentence):
    assert sentence in text


def test_charts_have_alt_texts_and_code_is_folded_away(text):
    assert len(re.findall(r'<svg [^>]*aria-label="[^"]{40,}"', text)) == len(CHARTS)
    assert text.index("<details") < text.index("pt.plot_investment(") < text.index("</details>")


@pytest.mark.parametrize("name", NAMES)
def test_every_step_of_a_notebook_is_told_in_korean(name):
    steps = words("ko")["steps"]
    for cell in read_notebook(name).cells:
        if cell.cell_type == "code":
            assert any(step["code"] in cell.source for step in steps), cell.source


def test_every_step_that_is_told_is_one_of_a_notebook():
    code = "\n".join(cell.source for name in NAMES for cell in read_notebook(name).cells)
    assert [step["code"] for step in words("ko")["steps"] if step["code"] not in code] == [
        "# Parameters"
    ]  # papermill's


def test_every_parameter_has_a_meaning_in_korean():
    assert set(words("ko")["meanings"]) == set(RULES) - set(HIDDEN)


def test_a_korean_report_holds_no_english_prose(text):
    seen = re.sub(r"<style>.*?</style>|<script>.*?</script>|<svg.*?</svg>|<pre.*?</pre>|<[^>]+>", " ", text, flags=re.S)
    english = re.findall(r"\b(?:the|of|which|are|from|with)\b[^가-힣]{0,40}", seen)
    assert english == []


def test_every_restated_sentence_is_said_to_be_one(text):
    assert text.count("<blockquote>") == text.count('class="restated"') > 0


def test_no_path_of_the_machine_is_in_the_report(seed_report):
    for path in seed_report.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".csv", ".json", ".svg"}:
            assert str(seed_report.parent) not in path.read_text(encoding="utf-8")


def test_csv_files_open_in_excel(seed_report):
    for path in seed_report.rglob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    drawn = pd.read_csv(seed_report / "charts" / "investment_scale.csv")
    assert drawn["value"].tolist() == [1e8, 7e12, 3.6e12, 6e7]


def test_the_kept_notebooks_name_the_tables_beside_them(seed_report):
    for name in NAMES:
        notebook = nbformat.read(seed_report / "notebooks" / f"{name}.ipynb", as_version=4)
        injected = [cell.source for cell in notebook.cells if "injected-parameters" in cell.metadata.get("tags", [])]
        assert injected == ['# Parameters\narticles = "../tables"\noutput = "../charts"\n']


def test_the_further_sentences_of_a_fact_are_folded(seed_report, monkeypatch):
    monkeypatch.setattr("presstables.report.page.QUOTED", 3)
    tables = read_tables(seed_report / "tables")
    declared = {name: declared_parameters(name) for name in NAMES}
    made_with = settings("seeds", declared, {}, Parameters("seeds"), tables)
    notebooks = {name: nbformat.read(seed_report / "notebooks" / f"{name}.ipynb", as_version=4) for name in NAMES}
    made = make_page(tables, seed_report / "charts", notebooks, made_with)
    assert made.count("<summary>문장 1개 더 보기</summary>") == 1  # LG AI연구원, founded in four articles
    assert made.count("<blockquote>") == (seed_report / "index.html").read_text(encoding="utf-8").count("<blockquote>")


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A report over an earlier one, of articles that try to be markup; one of them cannot be read."""
    home = tmp_path_factory.mktemp("hostile")
    pages = home / "pages"
    pages.mkdir()
    said = f"한빛전자{HOSTILE}는 인공지능 ‘별{HOSTILE}’에 3년간 3조6000억원을 투자한다고 13일 밝혔다."
    (pages / "one.txt").write_text(f"{HOSTILE}\n승인 2024.03.13 09:00\n{said}\n", encoding="utf-8")
    (pages / "two.txt").write_bytes(b"\x00\x01\xff")
    catalogue = f'file,title,publisher,url\none.txt,"{HOSTILE}","{HOSTILE}",javascript:alert(1)\n'
    (pages / "articles.csv").write_text(catalogue, encoding="utf-8")
    write_report(pages, home / "made", {"label_language": "en", "organizations": ["현대"]})
    write_report(home / "made" / "tables", home / "made again", {"label_language": "en"})
    tables = write_report(pages, home / "made", {"label_language": "en"})
    return home, tables


def test_markup_in_articles_stays_text(hostile):
    home, _ = hostile
    text = (home / "made" / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    assert "alert(1)" in text  # as text
    assert page.tags.count("script") == 1
    assert "img" not in page.tags
    assert "javascript:" not in re.sub(r"base64,[^\"]*", "", text)


def test_what_was_not_read_is_in_the_report_and_the_rest_is_done(hostile):
    home, tables = hostile
    assert tables.problems["source"].tolist() == ["two.txt"]
    assert "two.txt" in (home / "made" / "index.html").read_text(encoding="utf-8")
    assert len(tables.money_claims) == 1


def test_a_report_of_written_tables_is_that_of_their_articles(hostile):
    home, _ = hostile
    first, again = ((home / name / "index.html").read_text(encoding="utf-8") for name in ("made", "made again"))
    assert first.replace("pages", "tables") == again


def test_a_failing_notebook_is_named_and_leaves_the_earlier_report(hostile):
    home, tables = hostile
    before = (home / "made" / "index.html").read_bytes()
    replace(tables, articles=tables.articles[:0]).write(home / "without articles")
    with pytest.raises(PresstablesError, match=r"The notebook investment_scale failed in cell \d+: KeyError"):
        write_report(home / "without articles", home / "made")
    assert (home / "made" / "index.html").read_bytes() == before
    assert not [path for path in home.iterdir() if path.name.startswith(".")]


def test_nothing_to_draw_is_said_plainly(tmp_path):
    (tmp_path / "page.txt").write_text(
        "한빛전자가 새 제품을 내놨다\n승인 2024.03.13 09:00\n반응이 좋다.\n", encoding="utf-8"
    )
    write_report(tmp_path / "page.txt", tmp_path / "made", {"organizations": ["현대"]})
    text = (tmp_path / "made" / "index.html").read_text(encoding="utf-8")
    assert "고른 기사에는 그릴 투자 사실이 없다." in text
    assert "고른 기사에는 AI 조직의 설립·개편이 없다." in text
    assert "다음 기관의 사실은 기사에서 찾지 못했다: 현대." in text
