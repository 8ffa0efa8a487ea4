from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from chart_looks import overlaps, runaways, words_of
from chart_rows import (
    SEED_HEADCOUNTS,
    SEED_UNITS,
    headcount_claims,
    many_flows,
    many_headcounts,
    many_money_claims,
    many_units,
    units,
)

from presstables.charts import ai_org_rows, plot_ai_org
from presstables.charts.ai_org_rows import flows_of, points_of, series_of
from presstables.charts.timescale import time_scale
from presstables.errors import PresstablesError

LANGUAGES = ["ko", "en"]
NOBODY = headcount_claims([])


def texts(chart):
    return [text for text, _ in words_of(chart)]


def seeds(language="ko"):
    return plot_ai_org(units(SEED_UNITS), headcount_claims(SEED_HEADCOUNTS), label_language=language)


def sure_line(chart):
    """The days and counts of the solid line."""
    line = next(line for line in chart.axes[0].lines if line.get_drawstyle() == "steps-post")
    return [(date.fromordinal(int(day)).isoformat(), count) for day, count in zip(*line.get_data(), strict=True)]


def test_four_units_are_steps_and_the_undated_one_is_listed():
    rows = ai_org_rows(units(SEED_UNITS), headcount_claims(SEED_HEADCOUNTS))
    assert rows.steps["unit"].tolist() == ["인공지능연구소", "AI Lab", "AI빅데이터 연구소", "LG AI연구원"]
    assert rows.listed["unit"].tolist() == ["AI 담당 조직"]
    assert rows.headcounts["claim_id"].tolist() == ["h70", "h270"]


def test_a_count_is_sure_only_after_the_year_or_month_is_over():
    counts = dict(sure_line(seeds()))
    assert [counts[day] for day in ("2018-01-01", "2019-01-01", "2019-05-01", "2020-12-07")] == [1, 2, 3, 4]
    assert (counts["2017-01-01"], counts["2018-01-01"], counts["2019-04-01"]) == (0, 1, 2)


def test_a_year_is_a_span_and_a_day_a_dot():
    chart = seeds()
    spans = {mark.claim_id: list(mark.artist.get_xdata()) for mark in chart.marks.values() if mark.claim_id[0] == "u"}
    assert spans["u2017"] == [date(2017, 1, 1).toordinal(), date(2018, 1, 1).toordinal()]
    assert spans["u2019"] == [date(2019, 4, 1).toordinal(), date(2019, 5, 1).toordinal()]
    assert spans["u2020"] == [date(2020, 12, 7).toordinal()]


REASONS = {
    "u1929": ("AI 조직이 아님", "not an AI unit"),
    "h20": (
        "AI 조직의 인원이 아님; 여러 때를 합친 누적 인원",
        "not people of an AI organisation; people of many times together",
    ),
    "h17000": ("AI 조직의 인원이 아님", "not people of an AI organisation"),
    "h100": (
        "AI 조직의 인원이 아님; 얼마 동안의 인원인지 밝혀지지 않음",
        "not people of an AI organisation; not said over how long",
    ),
    "vague": (
        "AI 조직의 인원이 아님; 조직의 규모를 말하는 인원이 아님; "
        "어느 조직인지 밝혀지지 않음; 언제의 인원인지 알 수 없음",
        "not people of an AI organisation; does not say how large an organisation is; "
        "not said of which organisation; not said of which day",
    ),
}


@pytest.mark.parametrize("place", [0, 1], ids=LANGUAGES)
def test_what_is_left_out_has_every_reason(place):
    left_out = seeds(LANGUAGES[place]).left_out
    assert dict(zip(left_out["claim_id"], left_out["reason"], strict=True)) == {
        claim: reasons[place] for claim, reasons in REASONS.items()
    }


KINDS = [
    ("cumulative", "여러 때를 합친 누적 인원"),
    ("change", "늘거나 줄어든 인원"),
    ("other", "조직의 규모를 말하는 인원이 아님"),
    (None, "조직의 규모를 말하는 인원이 아님"),
]


@pytest.mark.parametrize(("kind", "reason"), KINDS, ids=[str(case[0]) for case in KINDS])
def test_other_kinds_of_headcounts_are_not_drawn(kind, reason):
    row = {"claim_id": "h", "organization": "가온AI연구원", "value": 10, "kind": kind, "as_of_start": "2024-05-01"}
    rows = ai_org_rows(units([]), headcount_claims([row]))
    assert rows.headcounts.empty
    assert rows.left_out["reason"].tolist() == [reason]


def flow(**row):
    base = {"claim_id": "f", "organization": "가온AI연구원", "role": "AI 인력", "value": 100, "kind": "flow"}
    return {**base, "low": 100, "high": 100, **row}


def days(first, last):
    return {"as_of_start": first, "as_of_end": last}


FLOWS = [
    (flow(per="P1Y"), "P1Y", "매년 100명 (2024.5.1 보도)", "100 a year (reported 1 May 2024)"),
    (flow(per="P1M", qualifier="at_least"), "P1M", "매월 100명 이상 (2024.5.1 보도)", None),
    (flow(**days("2023-01-01", "2023-12-31")), "P1Y", "100명 (2023년)", "100 (2023)"),
    (flow(**days("2023-07-01", "2023-09-30")), "P3M", "100명 (2023년 3분기)", "100 (Q3 2023)"),
    (flow(kind="target"), "", "100명 목표 (2024.5.1 보도)", "target 100 (reported 1 May 2024)"),
    (flow(kind="target", **days("2027-01-01", "2027-12-31")), "", "100명 목표 (2027년)", "target 100 (2027)"),
    (flow(kind="target", per="P1Y", qualifier="about"), "P1Y", "매년 100명 수준 목표 (2024.5.1 보도)", None),
]


@pytest.mark.parametrize(("row", "rate", "korean", "english"), FLOWS, ids=[case[2] for case in FLOWS])
def test_people_over_a_time_and_targets_say_over_how_long_and_when(row, rate, korean, english):
    rows = ai_org_rows(units([]), headcount_claims([row]))
    assert rows.headcounts.empty
    (drawn,) = flows_of(rows.flows, "ko")
    assert (drawn.rate, drawn.label, drawn.planned) == (rate, korean, row["kind"] == "target")
    if english:
        assert flows_of(rows.flows, "en")[0].label == english


@pytest.mark.parametrize("row", [flow(), flow(**days("2023-05-02", "2023-05-02")), flow(as_of_start="2023-05-02")])
def test_people_who_come_or_go_over_no_stated_time_are_left_out(row):
    rows = ai_org_rows(units([]), headcount_claims([row]))
    assert rows.flows.empty
    assert rows.left_out["reason"].tolist() == ["얼마 동안의 인원인지 밝혀지지 않음"]


def test_hires_and_targets_stand_apart_from_the_people_who_are_there():
    people = [*SEED_HEADCOUNTS[:2], flow(claim_id="f1", per="P1Y"), flow(claim_id="t1", kind="target", value=970)]
    chart = plot_ai_org(units(SEED_UNITS), headcount_claims(people))
    _, _, over = chart.axes
    said = texts(chart)
    assert {"1년 동안", "목표로 밝힌 수", "매년 100명", "970명 목표"} <= set(said)
    assert [mark.artist.axes for mark in chart.marks.values() if mark.claim_id in ("f1", "t1")] == [over, over]
    assert [mark.artist.get_marker() for mark in chart.marks.values() if mark.claim_id in ("f1", "t1")] == ["o", "D"]
    assert not any("1070" in text for text in said)  # nothing is added up
    assert chart.drawn["panel"].value_counts().to_dict() == {"units": 4, "listed": 1, "headcounts": 2, "flows": 2}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 3, 30, 300])
def test_flows_alone_make_a_chart_whose_words_stay_apart(count, language):
    found = many_flows(count)
    chart = plot_ai_org(units([]), found, label_language=language)
    assert {mark.claim_id for mark in chart.marks.values()} == set(found["claim_id"])
    assert runaways(chart) == []
    assert overlaps(chart) == []


def test_labels_titles_and_notes_of_the_example_articles():
    said = texts(seeds())
    assert "기사에 언급된 LG의 AI 조직, 2017년부터 2020년까지 4곳 설립" in said
    assert "LG AI연구원 연구 인력: 70여명 (2020년), 270명 수준 (2024.3.13 보도)" in said
    assert {"AI Lab", "LG전자 · 2018년", "LG AI연구원", "2020.12.7", "70여명", "270명 수준"} <= set(said)
    assert {"설립일을 알 수 없는 곳", "AI 담당 조직 · LG유플러스"} <= set(said)
    assert any("전수 조사가 아님" in text for text in said)
    assert any("증가율은 계산하지 않음" in text for text in said)
    assert not any("%" in text for text in said)


def test_the_english_labels():
    said = texts(seeds("en"))
    assert "LG’s AI units named in the articles: 4 founded between 2017 and 2020" in said
    assert {"just over 70", "about 270", "reported 13 Mar 2024", "Founded, day not stated"} <= set(said)


def test_headcounts_are_joined_by_dashes_from_the_end_of_the_span():
    axes = seeds().axes[1]
    (join,) = [line for line in axes.lines if line.get_linestyle() == "--"]
    assert list(join.get_xdata()) == [date(2021, 1, 1).toordinal(), date(2024, 3, 13).toordinal()]
    assert list(join.get_ydata()) == [70, 270]


def test_people_who_are_counted_differently_are_not_joined():
    days = [{"as_of_start": day, "as_of_end": day} for day in ("2022-05-01", "2023-05-01")]
    rows = [
        {"claim_id": "a", "organization": "가온AI연구원", "role": "연구 인력", "value": 10, **days[0]},
        {"claim_id": "b", "organization": "가온AI연구원", "role": "임직원", "value": 90, **days[1]},
    ]
    (axes,) = plot_ai_org(units([]), headcount_claims(rows)).axes
    assert [line for line in axes.lines if line.get_linestyle() == "--"] == []


def test_the_counted_people_start_at_zero_unless_they_differ_by_much():
    def scale(*values):
        days = {"as_of_start": "2022-05-01", "as_of_end": "2022-05-01"}
        rows = [{"claim_id": f"h{v}", "organization": f"가온{v}AI연구원", "value": v, **days} for v in values]
        axes = plot_ai_org(units([]), headcount_claims(rows)).axes[0]
        return axes.get_yscale(), axes.get_ylim()[0]

    assert scale(70, 270) == ("linear", 0)
    assert scale(20, 17000) == ("log", 10)


EVENTS = [
    ("founded", {}, "steps"),
    ("founded", {"start": None, "end": None}, "listed"),
    ("founded", {"planned": True}, "listed"),
    ("renamed", {}, "listed"),
    ("merged", {}, "listed"),
    ("closed", {}, "left_out"),
    ("founded", {"ai_organization": False}, "left_out"),
]


@pytest.mark.parametrize(("event", "row", "place"), EVENTS, ids=[f"{e[0]} {e[1]}" for e in EVENTS])
def test_where_a_unit_goes(event, row, place):
    base = {"claim_id": "u", "organization": "가온전자", "unit": "AI센터", "start": "2020-05-01", "end": "2020-05-01"}
    rows = ai_org_rows(units([{**base, "event": event, **row}]), NOBODY)._asdict()
    assert [name for name, table in rows.items() if len(table)] == [place]


def test_a_closing_takes_off_the_unit_that_was_founded():
    base = {"organization": "가온전자", "unit": "AI센터"}
    founded = {"claim_id": "a", "start": "2019-03-01", "end": "2019-03-01", **base}
    closed = {"claim_id": "b", "event": "closed", "start": "2021-01-01", "end": "2021-12-31", **base}
    chart = plot_ai_org(units([founded, closed]), NOBODY)
    counts = dict(sure_line(chart))
    assert (counts["2019-03-01"], counts["2021-01-01"]) == (1, 0)
    assert "기사에 언급된 AI 조직은 AI센터, 가온전자, 2019.3.1 설립" in texts(chart)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 4, 30, 300])
def test_no_word_leaves_the_figure_or_covers_another(count, language):
    if count == 4:
        chart = seeds(language)
    else:
        chart = plot_ai_org(many_units(count), many_headcounts(count // 5), label_language=language)
    assert runaways(chart) == []
    assert overlaps(chart) == []


@pytest.mark.parametrize("count", [2, 6, 30, 60])
def test_every_series_in_colour_is_named(count):
    people = many_headcounts(count)
    chart = plot_ai_org(many_units(4), people)
    names = series_of(points_of(chart.drawn[chart.drawn["panel"] == "headcounts"], "ko"))
    assert set(list(names)[:6]) <= set(texts(chart))


def test_every_step_and_headcount_has_a_mark():
    found, people = many_units(300), many_headcounts(60)
    rows = ai_org_rows(found, people)
    marks = {mark.claim_id for mark in plot_ai_org(found, people).marks.values()}
    assert marks == set(rows.steps["claim_id"]) | set(rows.headcounts["claim_id"])


def test_the_drawn_rows_are_one_table():
    assert seeds().drawn["panel"].tolist() == ["units"] * 4 + ["listed"] + ["headcounts"] * 2


EMPTY = [
    ([], [], "그릴 AI 조직이 없습니다", "고른 조건에 맞는 조직도 인원도 기사에 없습니다."),
    (SEED_UNITS[5:], [], "그릴 AI 조직이 없습니다", "기사에 나온 1건을 그리지 않았습니다: AI 조직이 아님."),
    (SEED_UNITS[4:5], [], "설립일이 알려진 AI 조직은 없습니다", "기사에 언급된 곳만 적음(전수 조사가 아님)"),
    ([], SEED_HEADCOUNTS[:1], "LG AI연구원 연구 인력: 70여명 (2020년)", "기사에 나온 그때그때의 인원(명)"),
]


@pytest.mark.parametrize(
    ("found", "people", "title", "subtitle"), EMPTY, ids=["nothing", "no AI unit", "no day", "only people"]
)
def test_what_there_is_not_is_said_plainly(found, people, title, subtitle):
    chart = plot_ai_org(units(found), headcount_claims(people))
    assert {title, subtitle} <= set(texts(chart))
    assert chart.title == title


def test_the_alt_text_tells_units_and_people():
    alt = seeds().alt_text
    assert alt.startswith("계단 차트. 기사에 언급된 LG의 AI 조직, 2017년부터 2020년까지 4곳 설립.")
    assert "AI빅데이터 연구소 · LG CNS · 2019년 4월" in alt
    assert "인원: LG AI연구원 연구 인력 70여명 (2020년); LG AI연구원 연구 인력 270명 수준 (2024.3.13 보도)." in alt


SPANS = [
    ("2017-01-01", "2024-03-13", ["2017년", "2018년", "2019년", "2020년", "2021년", "2022년", "2023년", "2024년"]),
    ("2020-12-07", "2020-12-07", ["2020.1", "2020.7", "2021.1", "2021.7"]),
    (
        "1929-01-01",
        "2020-12-31",
        ["1930년", "1940년", "1950년", "1960년", "1970년", "1980년", "1990년", "2000년", "2010년", "2020년"],
    ),
]


@pytest.mark.parametrize(("first", "last", "names"), SPANS, ids=[f"{s[0]} {s[1]}" for s in SPANS])
def test_time_is_ticked_in_whole_years_or_months(first, last, names):
    scale = time_scale([date.fromisoformat(first), date.fromisoformat(last)], 7.0)
    assert [name for _, name in scale.ticks("ko")] == names


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(PresstablesError, match="given as units lacks claim_id"):
        plot_ai_org(pd.DataFrame(), NOBODY)
    with pytest.raises(PresstablesError, match="given as headcount_claims lacks role"):
        plot_ai_org(units([]), many_money_claims(1))
