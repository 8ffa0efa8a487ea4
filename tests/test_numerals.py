"""The numeral grammar, enumerated over all its forms and checked against an independent formula."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from presstables.mentions.numerals import PAIRS, read_numeral

HANGUL = ["", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"]


def spell(number: int) -> str:
    """A number below 10**20 in Hangul, by the rule of positions; 일 is left out before 십, 백 and 천."""
    if not number:
        return ""
    words = []
    for big, unit in zip(
        (number // 10**k % 10**4 for k in (16, 12, 8, 4, 0)), ("경", "조", "억", "만", ""), strict=True
    ):
        group = ""
        for place, small in ((1000, "천"), (100, "백"), (10, "십"), (1, "")):
            digit = big // place % 10
            if digit:
                group += ("" if digit == 1 and small else HANGUL[digit]) + small
        if group:
            words.append(group + unit)
    return "".join(words)


def test_every_hangul_number_below_ten_thousand():
    assert [read_numeral(spell(number)).low for number in range(1, 10_000)] == list(range(1, 10_000))


GROUPS = (0, 1, 7, 10, 270, 1000, 6000, 9999)


def test_every_combination_of_groups_up_to_gyeong():
    """3조6000억, 52조270억, 12만3456 …: 8**5 sums of groups, in digits, with and without spaces, and in Hangul."""
    for groups in product(GROUPS, repeat=5):
        number = sum(g * 10**k for g, k in zip(groups, (16, 12, 8, 4, 0), strict=True))
        if not number:
            continue
        words = [f"{g}{unit}" for g, unit in zip(groups, ("경", "조", "억", "만", ""), strict=True) if g]
        assert read_numeral("".join(words)).low == number
        assert read_numeral(" ".join(words)).low == number
        assert read_numeral(spell(number)).low == number


@pytest.mark.parametrize("big", ["", "만", "억", "조", "경"])
@pytest.mark.parametrize("small", ["십", "백", "천"])
def test_every_small_unit_with_digits(small, big):
    times = {"": 1, "만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}[big]
    unit = {"십": 10, "백": 100, "천": 1000}[small]
    for digit in range(1, 10):
        assert read_numeral(f"{digit}{small}{big}").low == digit * unit * times
        for rest in (r for r in (1, 9, 45, 450) if r < unit):
            assert read_numeral(f"{digit}{small}{rest}{big}").low == (digit * unit + rest) * times


@pytest.mark.parametrize("vague", ["수", "몇"])
@pytest.mark.parametrize(
    "unit", ["십", "백", "천", "만", "십만", "백만", "천만", "억", "십억", "백억", "천억", "조", "십조"]
)
def test_vague_numbers_stand_for_two_to_nine(vague, unit):
    one = read_numeral("일" + unit).low
    found = read_numeral(vague + unit)
    assert (found.low, found.high) == (2 * one, 9 * one)


@pytest.mark.parametrize(("word", "ends"), PAIRS.items(), ids=PAIRS)
def test_pairs(word, ends):
    found = read_numeral(word)
    assert (found.low, found.high) == ends


@pytest.mark.parametrize(
    ("surface", "value"),
    [
        ("1.5조", 1_500_000_000_000),
        ("4.35억", 435_000_000),
        ("0.1", Decimal("0.1")),
        ("111.61", Decimal("111.61")),
        ("7,870억", 787_000_000_000),
        ("1,234,567", 1_234_567),
        ("3천만", 30_000_000),
        ("2천500만", 25_000_000),
        ("1천450억", 145_000_000_000),
        ("2억4천4백만", 244_000_000),
        ("스물두", 22),
        ("열", 10),
        ("서른다섯", 35),
    ],
    ids=lambda v: str(v),
)
def test_value(surface, value):
    assert read_numeral(surface).low == value


@pytest.mark.parametrize("surface", ["20여만", "10여억", "3백여"])
def test_over_within(surface):
    assert read_numeral(surface).over


@pytest.mark.parametrize(
    "surface", ["5만6만", "3조5조", "만억", "십백", "1억2조", "", "여", "3조x", "5" * 41, "5" * 41 + "만"]
)
def test_no_numeral(surface):
    assert read_numeral(surface) is None
