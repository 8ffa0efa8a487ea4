"""The same article twice, and days that cannot be: what is tied together, what is flagged, what is only hinted at."""

from __future__ import annotations

import random
from datetime import date

import pandas as pd
import pytest

import presstables as pt
from presstables.articles import iter_articles, read_articles
from presstables.articles.copies import Copies
from presstables.articles.plausible import day_hint, implausible

SENTENCES = [
    "마을은 다리를 놓는 데 12억원을 쓰기로 했다고 13일 밝혔다.",
    "이장은 인부 30명이 내년 말까지 일한다고 말했다.",
    "이웃 마을은 1억원을 보태기로 했고 나머지는 군이 낸다.",
    "다리는 강의 북쪽과 남쪽을 잇고 길이는 일곱 길쯤 된다.",
    "아이들은 지금까지 배를 타고 학교에 다녀야 했다.",
    "공사는 봄에 시작해 이듬해 가을에 끝난다.",
    "주민들은 다리가 놓이면 장터가 다시 살아날 것으로 본다.",
]
STORY = "\n".join(SENTENCES)
COPIES = {
    "identical": STORY,
    "other spaces and quotes": STORY.replace(" ", "  ").replace(".", ". "),
    "another byline": STORY + "\n(마을=마을통신) 한바람 기자가 전합니다.",
    "another headline": "강 위에 길이 난다\n" + STORY,
    "a word changed": STORY.replace("주민들은", "마을 사람들은"),
    "one sentence less": "\n".join(SENTENCES[:-1]),
}
OTHERS = {
    "another figure": STORY.replace("12억원", "15억원").replace("30명", "50명"),
    "half of it": "\n".join([*SENTENCES[:3], "군수는 다른 다리도 고치겠다고 했다.", "배는 이제 박물관으로 간다."]),
    "another story": "빵집은 직원 30명을 뽑는다고 13일 밝혔다. 빵값은 그대로 둔다.",
}


def tied(texts: list[str], **columns: list[object]) -> list[str | None]:
    frame = read_articles(pd.DataFrame({"text": texts, **columns}))
    return [None if pd.isna(one) else one for one in frame["duplicate_of"]]


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy(kind: str) -> None:
    assert tied([STORY, COPIES[kind]]) == [None, "article-1"]


@pytest.mark.parametrize("kind", OTHERS)
def test_no_copy(kind: str) -> None:
    assert tied([STORY, OTHERS[kind]]) == [None, None]


def test_the_original_is_the_one_published_first() -> None:
    days = ["2024-03-14", None, "2024-03-13", "2024-03-13"]
    assert tied([STORY] * 4, published=days, article_id=["b", "a", "d", "c"]) == ["c", "c", "c", None]


def test_claims_count_publishers_and_not_copies() -> None:
    papers = ["마을통신", "마을신문", "마을일보"]
    frame = pd.DataFrame({"text": [STORY, STORY, OTHERS["half of it"]], "publisher": papers, "published": "2024-03-13"})
    frame["published"] = ["2024-03-12", "2024-03-13", "2024-03-13"]
    tables = pt.extract(read_articles(frame), link=False)
    (claim,) = tables.money_claims[tables.money_claims["value"] == 12e8].to_dict("records")
    assert (claim["publishers"], claim["n_articles"]) == ("마을통신; 마을일보", 2)


def test_copies_are_found_across_batches() -> None:
    frame = pd.DataFrame({"text": [STORY, OTHERS["another story"], STORY]})
    assert [list(batch["duplicate_of"].fillna("")) for batch in iter_articles(frame, batch_size=2)] == [
        ["", ""],
        ["article-1"],
    ]


def test_many_articles_and_their_copies() -> None:
    words = "마을 다리 강 빵집 학교 군수 이장 주민 공사 예산 봄 가을 길 장터 배 아이 산 들 논 밭".split()
    draw = random.Random(1)
    texts = [" ".join(draw.choices(words, k=60)) + f" {number}억원" for number in range(2000)]
    copies = Copies()
    assert [copies.original(str(i), text) for i, text in enumerate(texts)] == [None] * 2000
    assert [copies.original("x", f"{text} 끝") for text in texts] == [str(i) for i in range(2000)]


@pytest.mark.parametrize(
    ("published", "text", "told"),
    [
        (date(2024, 3, 13), STORY, None),
        (date(2024, 3, 14), STORY, None),
        (date(2024, 3, 16), STORY, "is in the future"),
        (date(1919, 12, 31), STORY, "is before 1920"),
        (date(2014, 3, 13), "이 다리는 2023년 완공됐다.", "is before the year 2023, of which the text tells as past"),
        (date(2022, 3, 13), "이 다리는 2023년 완공됐다.", None),
        (date(2014, 3, 13), "다리를 2023년까지 놓겠다고 밝혔다.", None),
        (date(2014, 3, 13), "다리는 2023년 완공될 예정이라고 밝혔다.", None),
        (date(2014, 3, 13), "2030년의 도시를 그렸다", None),
    ],
)
def test_days_that_cannot_be(published: date, text: str, told: str | None) -> None:
    found = implausible(published, text, today=date(2024, 3, 14))
    assert (found is None) if told is None else (found is not None and found.endswith(told))


def test_an_implausible_day_is_a_problem_and_is_kept() -> None:
    frame = read_articles(pd.DataFrame({"text": [STORY], "published": ["2199-01-01"]}))
    assert list(frame["published"]) == [pd.Timestamp(2199, 1, 1)]
    (problem,) = frame.attrs["problems"]
    assert (problem["what"], problem["lost"]) == ("the publication day 2199-01-01 is in the future", False)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("마을은 29일 밝혔다.", "XXXX-XX-29"),
        ("마을은 5월 29일(현지시간) 공시를 통해 발표했다.", "XXXX-05-29"),
        ("마을은 2020년 5월 29일 공개했다.", "2020-05-29"),
        ("지난 28일 다리가 열렸다. 29일 이장은 이렇게 말했다.", "XXXX-XX-29"),
        ("지난 28일 다리가 열렸다.", "XXXX-XX-28/.."),
        ("지난 5월 28일 다리가 열렸다.", "XXXX-05-28/.."),
        ("다리는 30일간 문을 열었다.", None),
        ("다리는 28일 열린다.", None),
        ("마을은 45일 밝혔다.", None),
    ],
)
def test_the_day_that_a_text_proves(text: str, hint: str | None) -> None:
    assert day_hint(text) == hint


def test_a_hint_is_given_only_where_nobody_says_the_day_and_is_never_used() -> None:
    texts = ["마을은 29일 다리를 놓는다고 밝혔다."] * 2
    frame = read_articles(pd.DataFrame({"text": texts, "published": [None, "2020-05-29"]}))
    assert list(frame["published_hint"].fillna("")) == ["XXXX-XX-29", ""]
    assert list(frame["published"].isna()) == [True, False]
    assert pt.extract(frame[:1], link=False).dates["start"].isna().all()
