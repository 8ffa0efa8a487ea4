from __future__ import annotations

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from presstables.errors import PresstablesError
from presstables.marked import LOOKS, TRACE, annotate, trace
from presstables.tables import MENTIONS, Tables, columns, frame

TEXT = "가온전자 <AI> & '새봄'\n가온전자는 2024년 5월 2일 AI센터를 설립했다. 5년간 7조원 이상을 들여 70여명을 뽑는다."


class Page(HTMLParser):
    """What a browser sees: the text, the open elements and the attributes of the marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[dict[str, str]] = []
        self.paragraphs: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.marks += [dict(attrs)] if tag == "mark" else []
        self.paragraphs += [""] if tag == "p" else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.paragraphs[-1] += data


def mention(surface, *, text=TEXT, length=None, **cells):
    start = text.index(surface)
    return {
        **{"article_id": "a1", "span_start": start, "span_end": start + (length or len(surface)), "surface": surface},
        **{"sentence": f"문장 {surface}", "rule": "some.rule", "published": "2024-05-03", "claim_id": f"c-{surface}"},
        "mention_id": f"a1#{start}",
        **cells,
    }


def tables(text=TEXT, articles=({},), claims=(), **mentions):
    base = {"article_id": "a1", "title": "가온전자 <AI> & '새봄'", "publisher": "가나일보", "published": "2024-05-03"}
    rows = {
        "articles": [
            {**base, "url": "https://example.org/1?a=1&b=2", "restated": False, "text": text, **a} for a in articles
        ]
    }
    rows |= {name: list(mentions.get(name, [])) for name in MENTIONS}
    for table, name in (("money_claims", "money"), ("headcount_claims", "headcounts"), ("units", "milestones")):
        ids = [row["claim_id"] for row in rows[name]]
        rows[table] = [{"claim_id": each} for each in dict.fromkeys(ids)] + [c for c in claims if c["table"] == table]
    names = Tables.__dataclass_fields__
    zeros = {name: {c: 0 for c, spec in columns(name).items() if spec["dtype"] == "int"} for name in names}
    return Tables(
        **{
            name: frame(name, pd.DataFrame([{**zeros[name], **row} for row in rows.get(name, [])], dtype="object"))
            for name in names
        }
    )


FOUND = {
    "money": [mention("7조원", value=7e12, low=7e12, qualifier="at_least", currency="KRW", organization="가온전자")],
    "headcounts": [mention("70여명", value=70.0, low=70.0, qualifier="over", kind="flow")],
    "dates": [mention("2024년 5월 2일", start="2024-05-02", end="2024-05-02", granularity="day", anchor="absolute")],
    "durations": [mention("5년", iso="P5Y", qualifier="exact")],
    "milestones": [mention("2024년 5월 2일 AI센터를 설립", unit="AI센터", event="founded", start="2024-05-02")],
}


def shown(**options):
    return Page(annotate(tables(**FOUND), "a1", **options)._repr_html_())


def test_the_page_holds_the_text_as_it_is_and_below_its_headline_the_legend():
    headline, byline, legend, *body = shown().paragraphs
    assert byline == "가나일보 · 2024-05-03 · https://example.org/1?a=1&b=2"
    assert legend == "금액 1 \xa0 인원 1 \xa0 날짜 1 \xa0 기간 1 \xa0 조직의 설립·변경 1"
    assert "\n".join([headline, *body]) == TEXT


def test_each_kind_of_figure_has_a_colour_and_a_line_of_its_own():
    assert len({look.background for look in LOOKS.values()}) == len(LOOKS)
    lines = {re.match(r"border-(\w+):\dpx (\w+) #", look.line).groups() for look in LOOKS.values()}
    assert len(lines) == len(LOOKS)  # told apart without their colours
    styles = {mark["style"] for mark in shown().marks}
    assert len(styles) == len(LOOKS)


def test_a_title_tells_value_bounds_qualifier_and_rule():
    titles = [mark["title"] for mark in shown().marks if "title" in mark]
    assert (
        "money\nvalue 7,000,000,000,000\nlow 7,000,000,000,000\nhigh –\nqualifier at_least\n"
        "currency KRW\norganization 가온전자\nrule some.rule"
    ) in titles
    assert "durations\niso P5Y\nqualifier exact\nrule some.rule" in titles
    assert "dates\nstart 2024-05-02\nend 2024-05-02\ngranularity day\nanchor absolute\nrule some.rule" in titles


def test_a_mention_that_is_sought_is_framed_and_no_other():
    (amount,) = FOUND["money"]
    framed = [mark for mark in shown(sought=[amount["mention_id"]]).marks if "outline" in mark["style"]]
    assert [(mark["class"], mark["title"].splitlines()[0]) for mark in framed] == [("sought", "money")]
    assert "outline" not in "".join(mark["style"] for mark in shown().marks)


# JupyterLab takes every style that it does not know from a notebook that it does not trust; these it keeps.
KEPT = {
    *("background", "color", "border", "border-bottom", "border-left", "border-top", "font-size", "font-weight"),
    *("line-height", "margin", "max-width", "outline", "padding", "padding-left", "white-space", "word-break"),
}


def test_an_untrusted_notebook_keeps_every_style():
    html = annotate(tables(**FOUND), "a1", sought=["a1#0"])._repr_html_()
    styles = {part.split(":")[0] for style in re.findall(r'style="([^"]*)"', html) for part in style.split(";")}
    assert styles <= KEPT


OVERLAPS = [
    ("the same", [(5, 9), (5, 9)]),
    ("nested", [(5, 20), (9, 12)]),
    ("crossing", [(5, 12), (9, 20)]),
    ("three", [(0, 20), (5, 12), (9, 30)]),
    ("over a line's end", [(10, 30)]),
    ("to the last character", [(30, len(TEXT))]),
    ("empty", [(5, 5)]),
    ("past the text", [(5, len(TEXT) + 1)]),
]


@pytest.mark.parametrize("spans", [case[1] for case in OVERLAPS], ids=[case[0] for case in OVERLAPS])
def test_spans_that_overlap_break_nothing(spans):
    rows = [
        {**mention("7조원", value=7e12), "span_start": start, "span_end": end, "mention_id": f"a1#{place}"}
        for place, (start, end) in enumerate(spans)
    ]
    page = Page(annotate(tables(money=rows[::2], headcounts=rows[1::2]), "a1")._repr_html_())
    headline, _, _, *body = page.paragraphs
    assert "\n".join([headline, *body]) == TEXT


def test_whatever_the_article_holds_is_escaped():
    hostile = '"><script>alert(1)</script>'
    rows = [mention("7조원", text=f"{hostile} 7조원", organization=hostile, rule=hostile)]
    article = {"title": hostile, "publisher": hostile, "url": f"https://x/{hostile}"}
    html = annotate(tables(f"{hostile} 7조원", [article], money=rows), "a1")._repr_html_()
    assert "<script" not in html
    assert Page(html).paragraphs[-1] == f"{hostile} 7조원"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", None])
def test_only_web_addresses_become_links(url):
    assert "<a " not in annotate(tables(articles=[{"url": url}]), "a1")._repr_html_()


def test_nothing_is_loaded_from_elsewhere():
    html = annotate(tables(**FOUND), "a1")._repr_html_()
    assert not any(tag in html for tag in ("<link", "<script", "<style", "<img", "url("))


@pytest.mark.parametrize(("restated", "times"), [(True, 1), (False, 0)])
def test_a_restatement_is_called_so(restated, times):
    article = annotate(tables(articles=[{"restated": restated}]), "a1")
    assert article._repr_html_().count("재서술") == times
    assert repr(article).count("재서술") == times


def test_the_headline_stands_once():
    apart = annotate(tables(articles=[{"title": "다른 제목"}]), "a1")
    assert Page(apart._repr_html_()).paragraphs[0] == "다른 제목"
    assert repr(annotate(tables(), "a1")).count("가온전자 <AI>") == 1


def test_an_unknown_day_and_no_figures_are_said():
    article = annotate(tables(articles=[{"published": None, "publisher": None, "url": None}]), "a1")
    assert Page(article._repr_html_()).paragraphs[1:3] == ["보도일 모름", "찾은 수치가 없습니다."]
    english = annotate(
        tables(articles=[{"published": None, "publisher": None, "url": None}]), "a1", label_language="en"
    )
    assert Page(english._repr_html_()).paragraphs[1:3] == ["day unknown", "No figures were found."]


def test_a_text_that_was_not_kept_is_said_to_be_so():
    article = annotate(tables(None, **{"money": FOUND["money"]}), "a1")
    assert "본문을 남기지 않은 기사" in article._repr_html_()
    assert "nan" not in article._repr_html_() + repr(article)


def test_a_terminal_shows_the_figures_in_brackets():
    assert repr(annotate(tables(**FOUND), "a1")).splitlines()[-1] == (
        "가온전자는 [2024년 5월 2일: 날짜] AI센터를 설립했다. "
        "[5년: 기간]간 [7조원: 금액] 이상을 들여 [70여명: 인원]을 뽑는다."
    )


def test_an_unknown_article_names_some_that_there_are():
    with pytest.raises(PresstablesError, match=r"no article 'a2'. There are 1, among them a1\."):
        annotate(tables(), "a2")
    with pytest.raises(PresstablesError, match="the tables hold none"):
        annotate(tables(articles=[]), "a1")


def test_an_unknown_language_is_refused():
    with pytest.raises(PresstablesError, match="ko or en, not in 'fr'"):
        annotate(tables(), "a1", label_language="fr")


TWO = (
    {"article_id": "a1", "published": "2024-05-03"},
    {"article_id": "a0", "published": "2024-05-01", "restated": True},
)


def test_a_fact_leads_to_its_sentences_in_order_of_publication():
    later, first = mention("7조원", claim_id="c"), mention("7조원", claim_id="c", article_id="a0", mention_id="a0#1")
    rows = trace(tables(articles=TWO, money=[later, first, mention("70여명", claim_id="other")]), "c")
    assert list(rows.columns) == TRACE
    assert rows["article_id"].tolist() == ["a0", "a1"]
    assert rows["published"].dt.strftime("%Y-%m-%d").tolist() == ["2024-05-01", "2024-05-03"]
    assert rows["restated"].tolist() == [True, False]
    assert rows.loc[1, ["surface", "sentence", "publisher", "url", "table"]].tolist() == [
        *("7조원", "문장 7조원", "가나일보", "https://example.org/1?a=1&b=2", "money")
    ]


@pytest.mark.parametrize("table", ["money", "headcounts", "milestones"])
def test_every_table_of_facts_can_be_traced(table):
    assert trace(tables(**FOUND), FOUND[table][0]["claim_id"])["table"].tolist() == [table]


def test_an_id_that_was_merged_leads_to_the_claim_that_holds_it():
    holding = {"table": "money_claims", "claim_id": "c-7조원", "merged_ids": "c-old; c-older"}
    rows = trace(tables(money=FOUND["money"], claims=[holding]), "c-older")
    assert rows["surface"].tolist() == ["7조원"]


def test_an_unknown_claim_names_the_nearest():
    with pytest.raises(PresstablesError, match=r"no claim 'c-8조원'\. There are 3, among them c-7조원"):
        trace(tables(**FOUND), "c-8조원")


def test_the_verbs_stay_verbs_when_one_of_them_has_been_used():
    import presstables as pt

    assert callable(pt.trace)
    assert callable(pt.annotate)
    assert pt.annotate.__module__ == pt.trace.__module__ == "presstables.marked"
