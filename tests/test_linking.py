"""Who, what for, since when: own sentences of press Korean and the facts that they say."""

from __future__ import annotations

from datetime import date

import pytest
from fact_texts import DAY, facts

from presstables.facts import no_links
from presstables.mentions import read_mentions


def money(text, column):
    return [getattr(fact, column) for fact in facts(text).money]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("LG전자는 로봇에 1000억원을 투자한다.", ["LG전자"]),
        ("SK텔레콤의 영업이익은 9000억원으로 KT(8000억원)보다 많았다.", ["SK텔레콤", "KT"]),
        ("KT와 LG유플러스의 매출은 각각 7조원, 4조원이었다.", ["KT", "LG유플러스"]),
        ("카카오는 올해 매출이 늘었다. 영업이익은 500억원을 기록했다.", ["카카오"]),
        ("네이버는 광고를 늘렸다. 이 회사는 매출 2조원을 올렸다.", ["네이버"]),
        ("통계청이 발표한 조사에 따르면 국내 제조업 매출은 90조원이었다.", [None]),
        ("한국의 수출액은 500억달러였다.", [None]),
        ("통신 3사의 영업이익은 4조원이었다.", ["통신 3사"]),
        ("쿠팡, 물류센터에 3000억원 투자", ["쿠팡"]),
        ("지난해 2000억원을 투자한 카카오는 서버를 늘렸다.", ["카카오"]),
        (
            "업스테이지는 투자를 유치했다. 이번 투자에는 산업은행과 KT가 참여했다. 누적 투자액은 90억원이다.",
            ["업스테이지"],
        ),
        (
            "네이버는 로봇을 키운다. 네이버의 매출은 늘었다.\n가온벤처스가 90억원을 넣었다.\n매출은 700억원이다.",
            ["가온벤처스", "네이버"],
        ),
        ("핵심은 SK하이닉스다. 5년 동안 103조원을 투자한다.", ["SK하이닉스"]),
        ("이마트의 사정은 달랐다. 신세계건설의 부진이 덮치면서 400억원의 손실을 냈다.", ["이마트"]),
        ("이마트의 사정은 달랐다. 신세계건설의 손실은 400억원이다.", ["신세계건설"]),
        ("쿠팡은 전 세계 직원의 9%를 내보내며 10억달러의 비용을 예상했다.", ["쿠팡"]),
        ("교육부는 내년 예산 9000억원을 편성했다. 올해(7000억원)보다 늘었다.", ["교육부", "교육부"]),
        ("공정거래위원회는 쿠팡에 과징금 1400억원을 부과했다.", ["쿠팡"]),
        ("월 소득이 300만원인 직장인은 보험료를 낸다.", [None]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_whose_money_it_is(text, owners):
    assert money(text, "organization") == owners


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("현대차는 퓨리오사AI에 500억원을 투자했다.", ["퓨리오사AI"]),
        ("카카오는 로봇에 500억원을 투자했다.", [None]),
        ("루닛은 뉴질랜드 볼파라를 2억달러(약 2600억원)에 인수한다.", ["볼파라", "볼파라"]),
        ("구글은 딥마인드를 6000억원에 인수했다.", ["구글 딥마인드"]),
        ("삼성SDI는 포드와 2조원 규모의 배터리 공급 계약을 맺었다.", ["포드"]),
        ("카카오의 매출은 2조원이다.", [None]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_who_is_on_the_other_side(text, others):
    assert money(text, "counterparty") == others


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("LG전자는 로봇에 1000억원을 투자하기로 했다.", ["planned"]),
        ("LG전자는 로봇에 1000억원을 투자했다.", ["done"]),
        ("삼성SDI는 2조원 규모의 공급 계약을 체결했다.", ["contracted"]),
        ("삼성SDI는 2조원 규모의 공급 계약을 해지했다.", ["cancelled"]),
        ("올해 매출은 3조원에 이를 것으로 전망된다.", ["expected"]),
        ("기업가치는 1조원으로 추정된다.", [None]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_how_far_it_has_come(text, statuses):
    assert money(text, "status") == statuses


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("LG는 5년간 총 2조원을 투자한다.", [("P5Y", None, None, None)]),
        ("KT의 지난해 매출은 26조원이다.", [("P1Y", None, date(2023, 1, 1), date(2023, 12, 31))]),
        ("KT의 올해 1분기 매출은 6조원이다.", [("P3M", None, date(2024, 1, 1), date(2024, 3, 31))]),
        ("회사는 매년 1000억원을 투자한다.", [(None, "P1Y", None, None)]),
        ("구독료는 월 5만원이다.", [(None, "P1M", None, None)]),
        ("연매출 4조원 시대를 열었다.", [("P1Y", None, None, None)]),
        ("기업가치는 지난해 10조원이었다.", [(None, None, None, None)]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_which_time_it_covers(text, times):
    assert [(f.period, f.per, f.period_start, f.period_end) for f in facts(text).money] == times


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("삼성전자, 배달 로봇에 900억원 투자", ["배달 로봇"]),
        ("삼성전자는 900억원을 투자해 ‘배달 로봇’을 개발한다.", ["배달 로봇"]),
        (
            "삼성전자는 로봇 및 배터리 기술을 확보하기 위해 연구개발(R&D)에 9조원을 투자한다.",
            ["로봇·배터리 연구개발(R&D)"],
        ),
        (
            "RBC는 로봇, 배터리, 반도체 사업을 뜻하는데, 삼성전자는 이들 3대 분야에 9조원을 투자한다.",
            ["RBC(로봇·배터리·반도체)"],
        ),
        ("인텔은 오하이오주에 200억달러를 투자한다.", [None]),
        ("LG전자는 로보티즈에 90억원을 투자하는 신주 인수 계약을 맺었다.", ["신주 인수"]),
        ("KT의 매출은 6조원이다.", [None]),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_what_it_is_for(text, purposes):
    assert money(text, "purpose") == purposes


def test_a_conversion_has_the_facts_of_its_amount():
    dollars, won = facts("LG전자는 로보티즈에 900만 달러(약 120억원)를 투자했다.").money
    assert (won.organization, won.counterparty, won.kind, won.status) == ("LG전자", "로보티즈", "investment", "done")
    assert (dollars.fx_source, dollars.amount_krw, won.fx_source) == ("stated", 12_000_000_000, "identity")


def test_a_part_knows_its_total():
    found = facts("LG는 새 사업에 9조원을 투자한다. 특히 로봇에 2조원을 투자하기로 했다.").money
    assert [fact.part_of for fact in found] == [None, 10]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("LG전자의 연구 인력은 300명이다.", [("연구 인력", "stock", "LG전자", None)]),
        ("KT는 매년 개발자 100명을 채용한다.", [("개발자", "flow", "KT", "P1Y")]),
        ("카카오는 직원 200명을 감원했다.", [("직원", "flow", "카카오", None)]),
        ("카카오 직원은 지난해보다 50명 줄었다.", [("직원", "change", "카카오", None)]),
        ("네이버에는 4000여명이 근무 중이다.", [("근무 인원", "stock", "네이버", None)]),
        (
            "서울대는 교수 20명을 충원했고 매년 박사 60명을 배출한다.",
            [("교수", "flow", "서울대", None), ("박사", "flow", "서울대", "P1Y")],
        ),
        ("교육부는 반도체 인력 15만명을 10년간 양성한다.", [("반도체 인력", "target", "교육부", None)]),
        ("서울시는 청년 5000명에게 월세를 지원한다.", [("청년", "other", "서울시", None)]),
        ("KAIST 연구소에는 연구원 600명이 상주할 예정이다.", [("연구원", "target", "KAIST", None)]),
        ("연구 인력이 7만명인 삼성전자는 채용을 늘린다.", [("연구 인력", "stock", "삼성전자", None)]),
        ("성인 1000명을 대상으로 조사했다.", [("성인", "other", None, None)]),
        ("창립자 중 한 명인 그는 떠났다.", [(None, "other", None, None)]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_who_is_counted(text, read):
    assert [(f.role, f.kind, f.organization, f.per) for f in facts(text).headcounts] == read


def test_a_number_is_of_the_day_that_the_text_or_the_paper_gives():
    text = "네이버는 2011년 로봇랩을 설립했다. 네이버의 연구 인력은 300명이다."
    assert [(f.as_of_start, f.as_of_source) for f in facts(text).headcounts] == [(DAY, "published")]
    past = facts("네이버의 연구 인력은 2021년 말 기준 200명이었다.").headcounts[0]
    assert (past.as_of_start, past.as_of_end, past.as_of_source) == (date(2021, 10, 1), date(2021, 12, 31), "text")


def test_at_its_founding_is_the_day_of_the_founding():
    text = "LG는 2020년 LG AI연구원을 설립했다. LG AI연구원은 설립 당시 50명이었던 연구 인력을 늘렸다."
    count = facts(text).headcounts[0]
    assert (count.as_of_start, count.as_of_end) == (date(2020, 1, 1), date(2020, 12, 31))
    assert count.ai_organization


def test_decomposed_hangul_gives_the_same_facts():
    import unicodedata

    text = "LG전자는 로보티즈에 900만 달러를 투자했다."
    assert money(unicodedata.normalize("NFD", text), "organization") == money(text, "organization") == ["LG전자"]


def test_without_links_only_won_are_counted():
    mentions = read_mentions("LG전자는 로봇에 900만 달러(약 120억원)를 투자했다.", DAY)
    first = no_links(mentions, DAY).money[0]
    assert (first.organization, first.fx_source) == (None, "stated")
