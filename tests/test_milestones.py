"""Founded, renamed, merged, closed: unit, owner, day."""

from __future__ import annotations

from datetime import date

import pytest
from fact_texts import facts


def milestones(text):
    return facts(text).milestones


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("네이버는 2017년 로봇연구소를 설립했다.", [("네이버", "로봇연구소", "founded", date(2017, 1, 1))]),
        ("KT는 지난 1월 ‘AX연구소’를 신설했다.", [("KT", "AX연구소", "founded", date(2024, 1, 1))]),
        ("카카오가 AI센터를 출범한 건 지난 11일이다.", [("카카오", "AI센터", "founded", date(2024, 3, 11))]),
        ("2011년 설립된 두나무는 거래소를 운영한다.", [("두나무", "두나무", "founded", date(2011, 1, 1))]),
        ("SK텔레콤은 AI추진단을 AI사업부로 격상했다.", [("SK텔레콤", "AI사업부", "renamed", None)]),
        ("KT는 로봇팀과 드론팀을 통합했다.", [("KT", "로봇팀·드론팀", "merged", None)]),
        ("카카오는 올해 초 미국 연구소를 폐쇄했다.", [("카카오", "미국 연구소", "closed", date(2024, 1, 1))]),
        ("네이버는 네이버웹툰을 2017년 분사했다.", [("네이버", "네이버웹툰", "founded", date(2017, 1, 1))]),
        ("교육부는 국가로봇거점을 오는 9월 출범시킨다.", [("교육부", "국가로봇거점", "founded", date(2024, 9, 1))]),
        ("KT는 30일 AI연구소를 신설했다고 밝혔다.", [("KT", "AI연구소", "founded", None)]),
        ("네이버는 로봇 펀드를 조성하고 서비스를 만들었다.", []),
        ("삼성전자는 하만을 인수했다.", []),
        ("출범 2년을 맞은 카카오뱅크는 성장했다.", []),
        ("KT는 데이터센터를 설립했다.", []),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_an_event_and_its_day(text, read):
    assert [(m.organization, m.unit, m.event, m.start) for m in milestones(text)] == read


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("KT는 2027년 AI병원을 개원할 계획이다.", [True]),
        ("KT는 AI연구소를 설립하기로 했다.", [True]),
        ("KT는 AI연구소 설립을 추진한다.", [True]),
        ("KT는 판교에 AI연구소를 세운다.", [True]),
        ("KT는 AI연구소를 설립했다.", [False]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_what_is_still_to_come(text, planned):
    assert [m.planned for m in milestones(text)] == planned


def test_one_row_at_the_mention_that_says_most():
    text = "작년 말 KT가 신설한 KT AI연구소는 바쁘다. 대표는 작년 12월 7일 KT AI연구소 출범식에 갔다."
    rows = milestones(text)
    assert [(m.unit, m.start, m.end) for m in rows] == [("AI연구소", date(2023, 12, 7), date(2023, 12, 7))]
    assert "출범" in text[rows[0].span_start : rows[0].span_end]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("LG전자 로봇연구소를 설립했다.", ["로봇연구소를 설립"]),
        ("KT의 로봇연구소가 출범했다.", ["로봇연구소가 출범"]),
        ("KT는 ‘AX연구소’를 신설했다.", ["AX연구소’를 신설"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_the_words_that_tell_it(text, words):
    assert [text[m.span_start : m.span_end] for m in milestones(text)] == words


def test_the_day_of_a_reorganisation_holds_for_its_items():
    text = "KT는 오는 4월 1일 자 조직개편을 단행한다고 밝혔다. AI연구실과 로봇연구실이 신설된다."
    assert [(m.unit, m.start, m.planned) for m in milestones(text)] == [
        ("AI연구실", date(2024, 4, 1), True),
        ("로봇연구실", date(2024, 4, 1), True),
    ]


def test_ai_by_name_or_purpose():
    text = "KT는 AI연구소를 신설했다. 네이버는 로봇연구소를 신설했다. 카카오는 AI를 연구하기 위해 하늘연구소를 세웠다."
    assert [(m.unit, m.ai_organization) for m in milestones(text)] == [
        ("AI연구소", True),
        ("로봇연구소", False),
        ("하늘연구소", True),
    ]
