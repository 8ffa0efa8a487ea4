"""The explorer without a browser: what is in view, what its tables say, what a click leads to and what is saved."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from datetime import date

import chart_rows
import pandas as pd
import pytest

from presstables.errors import PresstablesError
from presstables.explorer import explore
from presstables.explorer.choice import Choice, Option, narrow, organizations, publishers, words_of
from presstables.explorer.later import Later
from presstables.explorer.rows import ROWS, TABS, shown, words
from presstables.explorer.sheets import PLACES
from presstables.parameters import Parameters
from presstables.tables import Tables, columns, frame

ROBOTS, CENTRE, NOBODY = (
    "가온전자는 5월 2일 로봇에 3000억원을 투자한다고 밝혔다. 연구원은 1200명이다.",
    "한빛은 데이터센터에 2조원을 투자했다.\n가온전자는 로봇에 3000억원을 투자한다.",
    "누리연구소는 2020년 AI센터를 설립했다.",
)
ARTICLES = [
    {"article_id": "a1", "publisher": "가나일보", "published": "2024-05-03", "text": ROBOTS, "title": "로봇에 투자"},
    {"article_id": "a2", "publisher": "다라경제", "published": "2024-06-10", "text": CENTRE},
    {"article_id": "a3", "text": NOBODY},
]
ROBOT = {"organization": "가온전자", "group": "가온", "purpose": "로봇", "claim_id": "c1"}
MONEY = [
    {"article_id": "a1", "surface": "3000억원", "kind": "investment", "status": "planned", **ROBOT},
    {"article_id": "a2", "surface": "2조원", "organization": "한빛", "kind": "investment", "claim_id": "c2"},
    {"article_id": "a2", "surface": "3000억원", "kind": "investment", "status": "planned", **ROBOT},
]
PEOPLE = [{"article_id": "a1", "surface": "1200명", "organization": "가온전자", "group": "가온", "claim_id": "h1"}]
UNITS = [
    {"article_id": "a3", "surface": "AI센터", "organization": "누리연구소", "unit": "AI센터", "claim_id": "u1"}
    | {"event": "founded"}
]
DATES = [{"article_id": "a1", "surface": "5월 2일", "start": "2024-05-02", "end": "2024-05-02", "granularity": "day"}]
CLAIMS = {
    "money_claims": chart_rows.money_claims(
        [
            {**ROBOT, "value": 3e11, "n_articles": 2, "first_published": "2024-05-03"},
            {
                "claim_id": "c2",
                "organization": "한빛",
                "value": 2e12,
                "status": "done",
                "first_published": "2024-06-10",
            },
        ]
    ),
    "headcount_claims": chart_rows.headcount_claims(
        [{"claim_id": "h1", "organization": "가온전자", "group": "가온", "value": 1200, "as_of_start": "2024-05-03"}]
    ),
    "units": chart_rows.units(
        [{"claim_id": "u1", "organization": "누리연구소", "unit": "AI센터", "start": "2020-01-01", "end": "2020-12-31"}]
    ),
}


def table(name, rows):
    zeros = {column: 0 for column, spec in columns(name).items() if spec["dtype"] == "int"}
    return frame(name, pd.DataFrame([{**zeros, **row} for row in rows], dtype="object"))


def mentions(name, rows):
    articles = {article["article_id"]: article for article in ARTICLES}
    made = []
    for row in rows:
        article = articles[row["article_id"]]
        start = article["text"].index(row["surface"])
        spans = {"span_start": start, "span_end": start + len(row["surface"]), "sentence": article["text"]}
        ids = {"mention_id": f"{row['article_id']}#{name}-{start}", "rule": "a.rule"}
        made.append({**spans, **ids, "published": article.get("published"), **row})
    return table(name, made)


@pytest.fixture
def tables():
    found = {"money": MONEY, "headcounts": PEOPLE, "milestones": UNITS, "dates": DATES, "durations": []}
    made = {"articles": table("articles", ARTICLES), **{name: mentions(name, rows) for name, rows in found.items()}}
    empty = {field.name: table(field.name, []) for field in fields(Tables)}
    return Tables(**(empty | made | CLAIMS))


def given(**values):
    return Parameters("pages", **values)


# What is in view: a choice, the articles, the claims of money and of people -----------------------------------------

CHOICES = [
    (Choice(given()), "a1 a2 a3", "c1 c2", "h1"),
    (Choice(given(), publishers=("다라경제",)), "a2", "c1 c2", ""),
    (Choice(given(), publishers=("",)), "a3", "", ""),
    (Choice(given(), publishers=("", "가나일보")), "a1 a3", "c1", "h1"),
    (Choice(given(published_from=date(2024, 6, 1))), "a2", "c1 c2", ""),
    (Choice(given(published_to=date(2024, 5, 3))), "a1", "c1", "h1"),
    (Choice(given(organizations=("가온",))), "a1 a2", "c1", "h1"),
    (Choice(given(organizations=("가온",), include_affiliates=False)), "", "", ""),
    (Choice(given(organizations=("가온",), published_from=date(2024, 6, 1))), "a2", "c1", ""),
    (Choice(given(min_krw=1e12)), "a1 a2 a3", "c2", "h1"),
    (Choice(given(statuses=("planned",))), "a1 a2 a3", "c1", "h1"),
    (Choice(given(kinds=("revenue",))), "a1 a2 a3", "", "h1"),
    (Choice(given(exclude_claims=("c1",))), "a1 a2 a3", "c2", "h1"),
    (Choice(given(), words="로봇 3000억원"), "a1 a2", "c1 c2", "h1"),
    (Choice(given(), words="ai센터"), "a3", "", ""),
    (Choice(given(), words="로봇 AI센터"), "", "", ""),
    (Choice(given(organizations=("한빛",)), words="데이터센터"), "a2", "c2", ""),
]


def told(choice):
    limits = {field.name: getattr(choice.parameters, field.name) for field in fields(Parameters)}
    default = Parameters("pages")
    return str({**{k: v for k, v in limits.items() if v != getattr(default, k)}, "words": choice.words}) + str(
        choice.publishers
    )


@pytest.mark.parametrize(("choice", "articles", "money", "people"), CHOICES, ids=map(told, (c[0] for c in CHOICES)))
def test_a_choice_leaves_in_view(choice, articles, money, people, tables):
    view = narrow(tables, choice)
    assert " ".join(view.articles["article_id"]) == articles
    assert " ".join(view.money_claims["claim_id"]) == money
    assert " ".join(view.headcount_claims["claim_id"]) == people


def test_mentions_follow_their_articles_and_facts(tables):
    view = narrow(tables, Choice(given(organizations=("가온",)), publishers=("다라경제",)))
    assert list(view.money["surface"]) == ["3000억원"]
    assert view.dates.empty
    assert view.milestones.empty


def test_what_can_be_picked_comes_with_its_number_of_rows_the_most_frequent_first(tables):
    assert publishers(tables) == [Option("", 1), Option("가나일보", 1), Option("다라경제", 1)]
    assert organizations(tables) == [
        *(Option("가온", 2), Option("가온전자", 2)),
        *(Option("누리연구소", 1), Option("한빛", 1)),
    ]
    assert words_of(tables, "kind") == [Option("investment", 2), Option("stock", 1)]
    assert words_of(tables, "status") == [Option("done", 2), Option("planned", 1)]  # a unit that is not planned is done


# What the tables say ------------------------------------------------------------------------------------------------

SAID = [
    ("articles", "ko", 0, ["2024-05-03", "가나일보", "로봇에 투자", "1", "1", "0"]),
    ("articles", "ko", 1, ["2024-06-10", "다라경제", "한빛은 데이터센터에 2조원을 투자했다.", "2", "0", "0"]),
    ("articles", "ko", 2, ["", "", "누리연구소는 2020년 AI센터를 설립했다.", "0", "0", "1"]),
    ("money_claims", "ko", 0, ["가온전자", "로봇", "3000억원", "투자", "계획", "2024-05-03", "2"]),
    ("money_claims", "en", 1, ["한빛", "", "₩2tn", "investment", "done", "2024-06-10", "1"]),
    ("money", "ko", 0, ["3000억원", "가온전자", "로봇", "투자", "계획", "2024-05-03"]),
    ("headcount_claims", "ko", 0, ["가온전자", "", "1200명", "있는 인원", "2024.5.3", "1"]),
    ("headcounts", "ko", 0, ["1200명", "가온전자", "", "", "2024-05-03"]),
    ("units", "en", 0, ["누리연구소", "AI센터", "founded", "2020", "2024-05-01"]),
    ("milestones", "ko", 0, ["누리연구소", "AI센터", "설립", "", ""]),
    ("dates", "ko", 0, ["5월 2일", "2024-05-02", "2024-05-02", "일", "2024-05-03"]),
]


@pytest.mark.parametrize(("name", "language", "row", "cells"), SAID, ids=[f"{c[0]}-{c[1]}-{c[2]}" for c in SAID])
def test_a_row_says(name, language, row, cells, tables):
    assert list(shown(tables, name, language).frame.iloc[row].astype(str)) == cells


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", sorted({name for pair in TABS.values() for name in pair}))
def test_every_table_has_headings_with_and_without_rows(name, language, tables):
    whole, none = (shown(view, name, language) for view in (tables, narrow(tables, Choice(given(), words="없는 말"))))
    assert list(none.frame.columns) == list(whole.frame.columns)
    assert none.frame.empty
    assert len(whole.keys) == len(whole.frame) == len(getattr(tables, name))


def test_amounts_sort_by_their_size_not_by_their_letters(tables):
    column = shown(tables, "money_claims", "ko").frame["금액"]
    assert list(column) == ["3000억원", "2조원"]
    assert list(column.sort_values()) == ["3000억원", "2조원"]
    assert sorted(column) == ["2조원", "3000억원"]


def test_a_long_table_is_cut_where_a_browser_gets_slow(tables):
    many = Tables(**{**dict(tables.items()), "dates": pd.concat([tables.dates] * (ROWS + 1), ignore_index=True)})
    assert len(shown(many, "dates", "ko").frame) == ROWS
    browse = explore(many)
    browse.sheets.tab.selected_index = PLACES.index("dates")
    assert "12,001줄 가운데 처음 12,000줄만" in browse.sheets._notes["dates"].value
    assert len(browse.rows) == ROWS + 1


def test_both_languages_have_the_same_words():
    def names(texts, below=""):
        for name, text in texts.items():
            yield from names(text, f"{below}{name}.") if isinstance(text, dict) else [below + name]

    korean, english = set(names(words("ko"))), set(names(words("en")))
    assert {name for name in korean ^ english if not name.startswith(("granularities.", "table."))} == set()


# What follows from a click --------------------------------------------------------------------------------------------


def click(browse, tab, row):
    """What the browser tells when a row is clicked."""
    browse.sheets.tab.selected_index = PLACES.index(tab)
    browse.sheets._boxes[tab].children[0].selected_rows = [row]


def test_it_begins_with_the_parameters_and_the_first_article(tables):
    browse = explore(tables, given(organizations=("가온",), min_krw=5e9))
    assert browse.filters.organizations.value == ["가온"]
    assert browse.filters.amount.value == 5e9
    assert [label for label, _ in browse.filters.amount.options][1:4] == ["1억원", "10억원", "50억원"]
    assert repr(browse) == "Explorer(articles: 3, shown: 2, money: 1, people: 1, units: 0)"
    assert browse.article == "a1"


def test_a_filter_changes_what_is_in_view_and_reset_brings_it_back(tables):
    browse = explore(tables)
    browse.filters.publishers.value = ["다라경제"]
    assert list(browse.view.articles["article_id"]) == ["a2"]
    assert browse.sheets.tab.titles[:2] == ("기사 1", "금액 2")
    assert "기사 3건 중 1건" in browse.said.value
    browse.filters.reset()
    assert list(browse.rows["article_id"]) == ["a1", "a2", "a3"]


def test_a_row_opens_its_article_with_its_figure_framed(tables):
    browse = explore(tables)
    click(browse, "articles", 2)
    assert browse.article == "a3"
    assert 'class="sought"' not in browse.reader.panel.html
    click(browse, "dates", 0)
    assert browse.article == "a1"
    assert browse.reader.panel.html.count('class="sought"') == 1


def test_a_fact_of_two_articles_leads_to_both(tables):
    browse = explore(tables)
    click(browse, "money", 0)
    assert browse.article == "a1"
    assert [key for _, key in browse.reader.others.options] == ["a1", "a2"]
    browse.reader.others.value = "a2"
    assert browse.article == "a2"
    assert browse.reader.panel.html.count('class="sought"') == 1
    click(browse, "people", 0)
    assert browse.reader.others.layout.display == "none"


def test_rows_are_facts_or_mentions(tables):
    browse = explore(tables)
    browse.sheets.tab.selected_index = PLACES.index("money")
    assert len(browse.rows) == 2
    browse.by.value = True
    assert len(browse.rows) == 3
    assert browse.sheets.tab.titles[1] == "금액 3"
    click(browse, "money", 2)
    assert browse.article == "a2"


def test_a_parameter_moves_the_chart_and_a_mark_leads_to_its_article(tables):
    browse = explore(tables)
    browse.sheets.tab.selected_index = PLACES.index("investment_scale")
    assert set(browse.chart.drawn["claim_id"]) == {"c1", "c2"}
    before = browse.sheets._boxes["investment_scale"].children[0].html
    browse.filters.amount.value = 1e12
    assert set(browse.chart.drawn["claim_id"]) == {"c2"}
    assert browse.sheets._boxes["investment_scale"].children[0].html != before
    browse.sheets._marked(next(iter(browse.chart.marks)))
    assert browse.article == "a2"


def test_only_the_open_tab_is_filled(tables):
    browse = explore(tables)
    assert [place for place, box in browse.sheets._boxes.items() if box.children] == ["articles"]


def test_nothing_in_view_is_said_and_breaks_nothing(tables):
    browse = explore(tables)
    browse.filters.search.value = "없는 말"
    assert "맞는 기사가 없습니다" in browse.said.value
    for place in range(len(PLACES)):
        browse.sheets.tab.selected_index = place
        assert browse.rows.empty


def test_tables_without_articles_can_be_explored():
    browse = explore(Tables(**{field.name: table(field.name, []) for field in fields(Tables)}))
    assert browse.article == ""
    assert browse.rows.empty


def test_a_limit_that_has_no_widget_is_said(tables):
    assert "event_from" in explore(tables, given(event_from=date(2020, 1, 1))).said.value


# What is saved and shown ----------------------------------------------------------------------------------------------


def test_the_rows_in_view_are_saved_as_csv_that_excel_opens_and_no_file_is_overwritten(tables, tmp_path):
    browse = explore(tables, given(output=str(tmp_path / "out"), organizations=("가온",)))
    browse.sheets.tab.selected_index = PLACES.index("money")
    paths = [browse.save_csv(), browse.save_csv()]
    assert [path.name for path in paths] == ["money_claims.csv", "money_claims-2.csv"]
    assert paths[0].read_bytes().startswith("\ufeffclaim_id".encode())
    assert list(pd.read_csv(paths[0])["claim_id"]) == ["c1"]


def test_the_open_chart_is_saved_as_png_with_its_rows(tables, tmp_path):
    browse = explore(tables, given(output=str(tmp_path)))
    with pytest.raises(PresstablesError, match="차트를 고르면"):
        browse.save_png()
    browse.sheets.tab.selected_index = PLACES.index("investment_scale")
    assert browse.save_png().read_bytes().startswith(b"\x89PNG")
    assert set(pd.read_csv(browse.save_csv())["claim_id"]) == {"c1", "c2"}


def test_a_folder_that_cannot_be_written_is_said_in_the_view(tables, tmp_path):
    (tmp_path / "file").touch()
    browse = explore(tables, given(output=str(tmp_path / "file")))
    browse._saved(browse.save_csv)
    assert "저장할 수 없습니다" in browse.said.value


def test_a_cell_shows_the_widget_and_where_there_is_none_what_it_begins_with(tables):
    shown_as = explore(tables, label_language="en")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in shown_as
    assert shown_as["text/html"].startswith("<p><b>3 articles · facts of money 2")
    assert shown_as["text/plain"] == "Explorer(articles: 3, shown: 3, money: 2, people: 1, units: 1)"


def test_an_unknown_language_is_refused(tables):
    with pytest.raises(PresstablesError, match="label_language"):
        explore(tables, label_language="fr")


def test_a_thing_is_done_once_when_the_hand_rests():
    done = []

    async def type_three_letters():
        later = Later(lambda: done.append("now"), 0.02)
        for _ in range(3):
            later()
            await asyncio.sleep(0.001)
        assert done == []
        await asyncio.sleep(0.1)

    asyncio.run(type_three_letters())
    assert done == ["now"]
