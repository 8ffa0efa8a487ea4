from __future__ import annotations

import pandas as pd
import pytest
from chart_looks import covered_marks, overlaps, runaways, words_of
from chart_rows import SEED_MONEY, many_money_claims, money_claims

from presstables.charts import investment_rows, plot_investment
from presstables.charts.investment_overview import STRIPS, group_strips
from presstables.charts.investment_panels import owners
from presstables.charts.investment_rows import chart_rows
from presstables.errors import PresstablesError

LANGUAGES = ["ko", "en"]


def texts(chart):
    return [text for text, _ in words_of(chart)]


def drawn_of(*rows, **options):
    return investment_rows(money_claims(rows), **options)[0]


def reason_of(language="ko", **row):
    _, left_out = investment_rows(money_claims([{"claim_id": "c", **row}]), label_language=language)
    return left_out["reason"].tolist()


def test_the_four_claims_are_drawn_by_day_and_the_part_below_its_whole():
    drawn, left_out = investment_rows(money_claims(SEED_MONEY))
    assert drawn["claim_id"].tolist() == ["usd100m", "krw7tn", "krw3.6tn", "usd60m"]
    assert drawn["number"].tolist() == [1, 2, 3, 4]
    assert left_out["claim_id"].tolist() == ["usd1bn"]
    assert left_out["reason"].tolist() == ["기업가치는 들이는 돈이 아님"]


LABELS = {
    "ko": [
        "1억 달러",
        "기사 환산 약 1131억원",
        "7조원 이상",
        "3조6000억원",
        "7조원 이상의 일부",
        "6000만 달러",
        "기사 환산 약 787억원",
    ],
    "en": [
        *("$100M", "about ₩113.1bn as converted in the article", "₩7tn+", "₩3.6tn", "part of ₩7tn+"),
        *("$60M", "about ₩78.7bn as converted in the article"),
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_are_labelled_as_printed_with_the_articles_conversion(language):
    assert set(LABELS[language]) <= set(texts(plot_investment(money_claims(SEED_MONEY), label_language=language)))


def test_no_converted_amount_and_no_sum_is_a_point_of_its_own():
    chart = plot_investment(money_claims(SEED_MONEY))
    amounts, _ = chart.axes
    points = [line.get_xdata()[0] for line in amounts.lines if line.get_marker() in ("o", "s")]
    assert points == [1.131e11, 7e12, 3.6e12, 7.87e10]


def test_yearly_equivalents_stand_only_where_a_period_is_stated():
    chart = plot_investment(money_claims(SEED_MONEY))
    _, annual = chart.axes
    assert [text.get_text() for text in annual.texts] == ["연 약 377억원", "연 7200억원"]
    assert "연 환산(총액÷기간)" in texts(chart)


def test_without_a_period_there_is_no_second_panel():
    chart = plot_investment(money_claims(SEED_MONEY[1:2]))
    assert len(chart.axes) == 1
    assert not any("연 환산" in text for text in texts(chart))


def test_the_axis_is_logarithmic_with_ticks_of_trillions_and_billions():
    axis = plot_investment(money_claims(SEED_MONEY)).axes[0]
    assert axis.get_xscale() == "log"
    assert [tick.get_text() for tick in axis.get_xticklabels()] == ["100억", "1000억", "1조", "10조"]
    english = plot_investment(money_claims(SEED_MONEY), label_language="en").axes[0]
    assert [tick.get_text() for tick in english.get_xticklabels()] == ["₩10bn", "₩100bn", "₩1tn", "₩10tn"]


TITLES = {
    "ko": "가장 큰 투자 발표는 LG의 7조원 이상, 그중 3조6000억원은 AI·빅데이터 연구개발(R&D)",
    "en": "Largest announced investment: LG’s ₩7tn+, of which ₩3.6tn for AI·빅데이터 연구개발(R&D)",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_the_finding(language):
    assert plot_investment(money_claims(SEED_MONEY), label_language=language).title == TITLES[language]


def test_a_cancelled_claim_is_drawn_but_is_no_finding():
    rows = [{"claim_id": "a", "organization": "가온전자", "value": 9e12, "status": "cancelled"}]
    chart = plot_investment(money_claims([*rows, {"claim_id": "b", "organization": "한빛화학", "value": 1e12}]))
    assert chart.title == "가장 큰 투자 발표는 한빛화학의 1조원"
    assert len(chart.drawn) == 2


def test_the_foot_names_publishers_and_days_and_what_is_not_drawn():
    said = texts(plot_investment(money_claims(SEED_MONEY)))
    assert "자료: 디지털타임스 2021.5.17, 인사이트코리아 2024.3.13" in said
    assert "그리지 않은 1건: 기업가치는 들이는 돈이 아님." in said


def test_restatements_are_called_so():
    claims = money_claims(SEED_MONEY).assign(restated=True)
    assert any("재서술" in text for text in texts(plot_investment(claims)))
    assert any("restatements" in text for text in texts(plot_investment(claims, label_language="en")))
    assert not any("재서술" in text for text in texts(plot_investment(money_claims(SEED_MONEY))))


def test_of_a_claim_of_several_papers_no_day_is_made_up():
    rows = [{"claim_id": "a", "value": 1e9, "first_published": "2024-05-01", "publishers": "가나일보; 다라경제"}]
    assert "자료: 가나일보, 다라경제" in texts(plot_investment(money_claims(rows)))


REASONS = [
    ({"kind": "valuation", "value": 1e12}, "기업가치는 들이는 돈이 아님", "a valuation is not money spent"),
    (
        {"kind": "revenue", "value": 1e12},
        "매출 금액은 이 차트의 대상이 아님",
        "revenue amounts are not what this chart shows",
    ),
    (
        {"kind": None, "value": 1e12},
        "무엇에 쓰는 돈인지 기사에서 알 수 없음",
        "the articles do not say what the money is for",
    ),
    ({"qualifier": "vague"}, "금액이 수로 밝혀지지 않음", "no number is stated"),
    (
        {"value": 1e9, "currency": "TWD", "amount_krw": None, "fx_source": None},
        "원화로 바꿀 기준환율이 없음(TWD)",
        "no reference rate to convert it to won (TWD)",
    ),
    ({"value": -1e9}, "0 이하의 금액은 로그 축에 놓을 수 없음", "zero or less has no place on a log axis"),
]


@pytest.mark.parametrize(("row", "korean", "english"), REASONS, ids=[case[2] for case in REASONS])
def test_what_is_left_out_has_a_reason(row, korean, english):
    assert reason_of(**row) == [korean]
    assert reason_of("en", **row) == [english]


def test_other_kinds_are_drawn_where_they_are_asked_for_but_a_valuation_never():
    rows = [{"claim_id": kind, "kind": kind, "value": 1e12} for kind in ("investment", "contract", "valuation")]
    assert drawn_of(*rows, kinds=["contract"])["claim_id"].tolist() == ["contract"]
    assert drawn_of(*rows, kinds=[])["claim_id"].tolist() == ["contract", "investment"]
    assert "1조원" in texts(plot_investment(money_claims(rows), kinds=["contract"]))


def test_claims_of_an_unknown_day_come_last_under_their_own_heading():
    rows = [{"claim_id": "no day", "value": 1e12}, {"claim_id": "day", "value": 1e9, "first_published": "2024-05-01"}]
    assert drawn_of(*rows)["claim_id"].tolist() == ["day", "no day"]
    assert {"보도일 모름", "2024년 5월 1일 첫 보도"} <= set(texts(plot_investment(money_claims(rows))))


def test_claims_that_are_parts_of_each_other_are_all_drawn():
    rows = [{"claim_id": "a", "part_of": "b", "value": 1e12}, {"claim_id": "b", "part_of": "a", "value": 2e12}]
    assert sorted(drawn_of(*rows)["claim_id"]) == ["a", "b"]
    assert len(plot_investment(money_claims(rows)).marks) == 2


def test_a_part_of_a_claim_of_another_day_stays_under_its_own_day_and_says_so():
    whole = {"claim_id": "whole", "value": 2e12, "first_published": "2024-05-01"}
    part = {"claim_id": "part", "value": 1e12, "first_published": "2024-06-01", "part_of": "whole"}
    assert "2조원의 일부" in texts(plot_investment(money_claims([whole, part])))
    assert [row.parent for row in chart_rows(drawn_of(whole, part), "ko")] == [None, None]


FORMS = [
    ("exact", {"value": 1e12}, "o", 0, 1),
    ("about", {"value": 1e12, "qualifier": "about"}, "o", 0, 1),
    ("at_least", {"value": 1e12, "qualifier": "at_least"}, "o", 1, 1),
    ("at_most", {"value": 1e12, "high": 1e12, "qualifier": "at_most"}, "o", 1, 1),
    ("range", {"value": 4e12, "low": 3e12, "high": 5e12, "qualifier": "range"}, "o", 0, 2),
    ("vague", {"low": 2e12, "high": 9e12, "qualifier": "vague"}, "o", 0, 2),
    ("done", {"value": 4e12, "low": 3e12, "high": 5e12, "qualifier": "range", "status": "done"}, "D", 0, 2),
]


@pytest.mark.parametrize(("name", "row", "shape", "arrows", "lines"), FORMS, ids=[case[0] for case in FORMS])
def test_bounds_have_their_own_marks(name, row, shape, arrows, lines):
    chart = plot_investment(money_claims([{"claim_id": "c", **row}]))
    artists = [mark.artist for mark in chart.marks.values()]
    drawn = [artist for artist in artists if hasattr(artist, "get_marker")]
    assert (len(drawn), len(artists) - len(drawn)) == (lines, arrows)
    assert drawn[-1].get_marker() == shape
    assert (drawn[-1].get_markerfacecolor() == "white") is (name == "about")


def test_an_arrow_points_the_way_the_bound_is_open():
    def tip(qualifier):
        chart = plot_investment(money_claims([{"claim_id": "c", "value": 1e12, "qualifier": qualifier}]))
        chart.draw_without_rendering()
        (note,) = [text for text in chart.axes[0].texts if not text.get_text()]
        return note.xyann[0]

    assert tip("at_least") > 0 > tip("at_most")


def test_a_yearly_amount_says_so():
    assert "매년 1조원" in texts(plot_investment(money_claims([{"claim_id": "c", "value": 1e12, "per": "P1Y"}])))


def test_a_range_over_years_is_a_range_a_year():
    row = {"value": 4e12, "low": 3e12, "high": 5e12, "qualifier": "range", "period": "P4Y", "annual_krw": 1e12}
    (drawn,) = chart_rows(drawn_of({"claim_id": "c", **row}), "ko")
    assert drawn.annual_text == "연 7500억~1조2500억원"


def test_a_conversion_at_the_reference_rate_is_told_from_the_articles_own():
    row = {"value": 1e8, "currency": "USD", "amount_krw": 113129834332.1, "fx_source": "rate"}
    said = texts(plot_investment(money_claims([{"claim_id": "c", **row}])))
    assert "ECB 환율로 약 1130억원" in said
    assert any(text.startswith("ECB 환율: 보도일") for text in said)


REMARKS = [
    ({"announced": "2024-05-02", "first_published": "2024-05-03"}, "2024.5.2 발표"),
    ({"announced": "2024-05-03", "first_published": "2024-05-03"}, None),
    ({"conflict": True}, "기사마다 다름"),
    ({"fx_flag": True}, "기사 환산액이 기준환율과 10% 넘게 다름"),
    ({}, None),
]


@pytest.mark.parametrize(("row", "remark"), REMARKS, ids=[str(case[1]) for case in REMARKS])
def test_a_doubt_or_another_day_of_announcement_is_shown(row, remark):
    (drawn,) = chart_rows(drawn_of({"claim_id": "c", "value": 1e12, **row}), "ko")
    assert drawn.remarks == (("계획", remark) if remark else ("계획",))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, 4, 12, 30, 300])
def test_no_word_leaves_the_figure_or_covers_another(count, language):
    claims = money_claims(SEED_MONEY) if count == 4 else many_money_claims(count)
    chart = plot_investment(claims, label_language=language)
    assert len(chart.drawn) == count
    assert runaways(chart) == []
    assert overlaps(chart) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_label_covers_a_mark(seed):
    assert covered_marks(plot_investment(many_money_claims(30, seed))) == []


def test_every_claim_has_a_mark_with_an_id_of_its_own():
    claims = many_money_claims(300)
    chart = plot_investment(claims)
    assert {mark.claim_id for mark in chart.marks.values()} == set(claims["claim_id"])


def test_groups_past_the_twentieth_share_a_strip():
    rows = [{"claim_id": f"c{n}", "group": f"그룹{n}", "value": (n + 1) * 1e9} for n in range(45)]
    strips = group_strips(chart_rows(drawn_of(*rows), "ko"), "ko")
    assert len(strips) == STRIPS
    assert strips[0].name == "그룹44"
    assert (strips[-1].name, len(strips[-1].rows)) == ("그 밖의 26곳", 26)


EMPTY = [
    ([], "고른 조건에 맞는 금액이 기사에 하나도 없습니다."),
    (SEED_MONEY[4:], "기사에 나온 금액 1건을 그리지 않았습니다: 기업가치는 들이는 돈이 아님."),
]


@pytest.mark.parametrize(("rows", "why"), EMPTY, ids=["no claims", "only a valuation"])
def test_nothing_to_show_is_said_plainly(rows, why):
    chart = plot_investment(money_claims(rows))
    assert texts(chart) == ["그릴 투자 발표가 없습니다", why]
    assert chart.alt_text == f"그릴 투자 발표가 없습니다. {why}"


def test_the_alt_text_tells_every_claim_of_a_few():
    alt = plot_investment(money_claims(SEED_MONEY)).alt_text
    assert alt.startswith("로그 축에 점으로 그린 차트. 가장 큰 투자 발표는 LG의 7조원 이상")
    assert "LG전자 → 베어로보틱스, 신주 인수, 계약: 6000만 달러 (기사 환산 약 787억원), 2024.3.13 첫 보도" in alt
    assert "그 밖에 22건" in plot_investment(many_money_claims(30)).alt_text


def test_the_users_table_is_not_changed():
    claims = money_claims(SEED_MONEY)
    before = claims.copy()
    plot_investment(claims)
    pd.testing.assert_frame_equal(claims, before)


def test_a_table_without_its_columns_is_refused():
    with pytest.raises(PresstablesError, match="money_claims lacks claim_id, part_of"):
        plot_investment(pd.DataFrame({"value": [1.0]}))


def test_an_unknown_language_is_refused():
    with pytest.raises(PresstablesError, match="ko or en, not in 'jp'"):
        plot_investment(money_claims(SEED_MONEY), label_language="jp")


def test_panels_by_organisation_stand_on_the_same_scales():
    chart = plot_investment(money_claims(SEED_MONEY), by="organization")
    assert {"LG", "LG AI연구원", "LG전자", "2건", "7조원 이상", "1억 달러", "6000만 달러"} <= set(texts(chart))
    assert len({axes.get_ylim() for axes in chart.axes}) == len({axes.get_xlim() for axes in chart.axes}) == 1
    assert chart.title == "기관별 투자 발표, 3곳 가운데 LG에서 2건으로 가장 많음"
    (group,) = plot_investment(money_claims(SEED_MONEY), by="group", label_language="en").axes
    assert len(group.lines) == 4


def test_past_the_twelfth_panel_owners_share_one():
    rows = chart_rows(
        drawn_of(*({"claim_id": f"c{i}", "organization": f"한빛{i}", "value": 2e10 - i * 1e8} for i in range(20))), "ko"
    )
    assert [owner.name for owner in owners(rows, "organization", "ko")][-2:] == ["한빛10", "그 밖의 9곳"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 3, 30, 300])
def test_panels_keep_their_words_apart_and_draw_every_claim(count, language):
    chart = plot_investment(many_money_claims(count), by="organization", label_language=language)
    assert {mark.claim_id for mark in chart.marks.values()} == set(chart.drawn["claim_id"])
    assert runaways(chart) == []
    assert overlaps(chart) == []


def test_what_has_no_day_has_no_place_in_time():
    rows = money_claims([{"claim_id": "c", "value": 1e9, "publishers": "가나일보"}])
    assert plot_investment(rows, by="group").left_out["reason"].tolist() == ["보도일을 몰라 시간 축에 놓을 수 없음"]
    assert len(plot_investment(rows).drawn) == 1


def test_an_unknown_owner_to_draw_by_is_refused():
    with pytest.raises(PresstablesError, match="by organization or by group, not by 'firm'"):
        plot_investment(money_claims([]), by="firm")


def test_investments_and_acquisitions_are_drawn_unless_others_are_asked_for():
    rows = [{"claim_id": kind, "kind": kind, "value": 1e9} for kind in ("investment", "acquisition", "revenue")]
    chart = plot_investment(money_claims(rows))
    assert chart.drawn["claim_id"].tolist() == ["acquisition", "investment"]
    assert chart.title == "가장 큰 투자·인수 발표는 10억원"
