"""Founded, renamed, merged, closed: unit, owner, day.

A line of tests/cases/milestones.tsv is a text of 13 March 2024, a tab and its milestones, " | " between them:

    organization; unit; event; days[; planned and ai, where so]

`days` is a day, `first..last` or `-`. A line with nothing behind its tab holds no milestone.
"""

from __future__ import annotations

from datetime import date

import pytest
from fact_texts import facts, one_line_cases

from presstables.facts.model import Milestone


def milestones(text):
    return facts(text).milestones


def cells(row: Milestone) -> str:
    days = "-" if row.start is None else f"{row.start}" + (f"..{row.end}" if row.end != row.start else "")
    flags = " ".join(name for name, said in (("planned", row.planned), ("ai", row.ai_organization)) if said)
    return "; ".join([row.organization or "-", row.unit, row.event, days, *([flags] if flags else [])])


@pytest.mark.parametrize(("text", "read"), one_line_cases("milestones"))
def test_an_event_of_a_unit(text, read):
    assert " | ".join(cells(row) for row in milestones(text)) == read


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
