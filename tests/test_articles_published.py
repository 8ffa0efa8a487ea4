"""The publication day as pages give it, and the days on a page that are none."""

from __future__ import annotations

from datetime import date

import pytest

from presstables.articles.furniture import clean
from presstables.articles.published import page_stamp, read_day

BODY = "마을은 지난해 다리 세 곳을 고쳐 지었다고 밝혔다."


@pytest.mark.parametrize(
    "line",
    [
        "승인 2022.01.03 16:05",
        "입력 2022-01-03 00:15",
        "기사입력 2022.01.03. 오전 8:10",
        "등록 2022/01/03 08:10:00",
        "등록일 : 2022년 1월 3일",
        "발행일 : 2022-01-03 14:00",
        "송고시간2022-01-03 08:10",
        "2022/01/03 08:10 송고",
        "입력 2022-01-03 08:10 수정 2022-01-04 09:00",
        "입력: 2022.1.3 (월) 08:10",
        "[입력 2022-01-03 08:10]",
        "작성 '22.01.03",
        "나예시 기자 입력 2022.01.03 08:10",
        "나예시 2022. 1. 3. 08:10",
        "2022. 1. 3. 08:10",
        "마을신문 | 2022-01-03",
    ],
    ids=str,
)
def test_a_stamp_gives_the_day_of_the_page(line: str) -> None:
    stamp = page_stamp(clean(f"다리 놓는 마을\n{line}\n{BODY}"))
    assert (stamp.day, stamp.source) == (date(2022, 1, 3), "page")


@pytest.mark.parametrize("line", ["나예시 기자 2022.01.03 08:10", "나예시 기자 yesi@example.com 2022.01.03"], ids=str)
def test_a_byline_gives_its_day(line: str) -> None:
    stamp = page_stamp(clean(f"다리 놓는 마을\n{line}\n{BODY}"))
    assert (stamp.day, stamp.source) == (date(2022, 1, 3), "byline")


@pytest.mark.parametrize(
    "page",
    [
        f"2022-01-03 08:10 (월)\n다리 놓는 마을\n{BODY}",
        f"최종편집2022-01-03 08:10 (월) 기사제보\n다리 놓는 마을\n{BODY}",
        f"다리 놓는 마을\n최종수정 2022.01.03 08:10\n{BODY}",
        f"다리 놓는 마을\n수정 2022.01.03 08:10\n{BODY}",
        f"다리 놓는 마을\n{BODY}\n2022-01-03 30면",
        f"다리 놓는 마을\n{BODY}\n2022-01-03 08:10",
        f"다리 놓는 마을\n입력 2022-02-30 08:10\n{BODY}",
        f"다리 놓는 마을\n원서 등록 2022. 1. 3 ~ 1. 5\n{BODY}",
        f"다리 놓는 마을\n2022년 1월 3일 입력을 마쳤다고 마을은 밝혔다.\n{BODY}",
    ],
    ids=[
        "crawl",
        "last edit above",
        "last edit",
        "edited",
        "print edition",
        "below",
        "no such day",
        "dates",
        "sentence",
    ],
)
def test_other_days_of_a_page_are_not_its_publication(page: str) -> None:
    stamp = page_stamp(clean(page))
    assert (stamp.day, stamp.source) == (None, "none")


def test_the_pages_stamp_goes_before_the_bylines_day() -> None:
    page = f"다리 놓는 마을\n나예시 기자 2022.01.02 08:10\n승인 2022.01.03 16:05\n{BODY}"
    assert page_stamp(clean(page)).day == date(2022, 1, 3)


def test_a_line_of_paper_and_day_names_the_paper() -> None:
    assert page_stamp(clean(f"다리 놓는 마을\n마을신문 | 2022-01-03\n{BODY}")).publisher == "마을신문"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("수정 2022.01.04 입력 2022.01.03", date(2022, 1, 3)),
        ("22.01.03 08:10", date(2022, 1, 3)),
        ("2022년 1월 3일", date(2022, 1, 3)),
        ("2022-13-03", None),
        ("08:10", None),
    ],
)
def test_read_day(line: str, day: date | None) -> None:
    assert read_day(line) == day
