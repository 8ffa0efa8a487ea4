"""explain: from the digits to the row."""

from __future__ import annotations

import pytest

import presstables as pt


def steps(text: str, published: str | None = None) -> list[str]:
    (derivation,) = pt.explain(text, published)
    return list(derivation.steps)


def test_money():
    assert steps("약 3조6000억원 이상") == [
        "3조6000억 = 3×조 + 6000×억 = 3,600,000,000,000",
        "원: KRW",
        "이상: at_least (at_least.after)",
        "value 3,600,000,000,000, low 3,600,000,000,000, high null KRW, at_least",
        "rule: money.amount",
    ]


def test_a_range_lends_its_unit():
    assert steps("3~5조원")[:2] == ["3 with the unit of 5조 = 3,000,000,000,000", "5조 = 5×조 = 5,000,000,000,000"]
    assert "value 4,000,000,000,000, low 3,000,000,000,000, high 5,000,000,000,000 KRW, range" in steps("3~5조원")


def test_a_date():
    assert steps("지난해 8월 22일", "2024-03-13") == [
        "지난해: year -1",
        "8월",
        "22일",
        "2023-08-22 to 2023-08-22 (day, relative, published 2024-03-13)",
        "rule: date.day",
    ]


def test_what_stands_behind_the_numbers_of_a_date():
    assert steps("5월 둘째 주", "2024-03-13")[:2] == ["5월", "둘째 주"]
    assert steps("지난해 말", "2024-03-13")[:2] == ["지난해: year -1", "말"]


def test_what_gives_a_year_that_is_left_out():
    told = {d.surface: d.steps[1] for d in pt.explain("8월 문을 열었다. 3월 열 예정이다.", "2024-05-13")}
    assert told["8월"].startswith("what is left out: the latest that is not after the publication day")
    assert told["3월"].startswith("what is left out: the next that is not before the publication day")
    carried = pt.explain("2022년 3월과 10월", "2024-05-13")[1]
    assert carried.steps[1] == "what is left out: as in the date before it"


def test_the_first_end_of_a_stretch():
    assert pt.explain("4~5월", "2024-03-13")[0].steps[0] == "4 with the unit of the next number"


def test_a_date_that_nothing_places():
    assert "no days: the publication day is not known" in steps("지난해 8월 22일")


def test_people():
    assert steps("70여명")[:3] == ["70 = 70", "여: a little more than the number", "명: people"]


def test_vague():
    assert steps("수만명")[0] == "수만 = 수×만 = 20,000 to 90,000"


def test_spans_of_decomposed_hangul():
    import unicodedata

    (derivation,) = pt.explain(unicodedata.normalize("NFD", "매출 7조원 이상"))
    assert unicodedata.normalize("NFC", derivation.surface) == "7조원"
    assert "이상: at_least (at_least.after)" in derivation.steps


def test_nothing_to_explain():
    assert str(pt.explain("아무 숫자도 없다")) == "no figure found"


def test_html_is_escaped():
    assert "<script>" not in pt.explain("<script>7조원</script>")._repr_html_()


def test_a_day_that_is_none():
    with pytest.raises(pt.PresstablesError, match="'yesterday' is no day"):
        pt.explain("7조원", "yesterday")
