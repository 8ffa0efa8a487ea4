"""What holds of every text: spans match their surfaces, nothing raises, numbers read back as themselves."""

from __future__ import annotations

import time
import unicodedata
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presstables.mentions import read_mentions, sentences

DAY = date(2025, 5, 16)
PIECES = [
    *"0123456789.,~-–()[]%$€£₩△+→·'’“” \n\u00a0\u3000\u200b",
    *"만억조경천백십원명인분년월일수몇한두세여대약초말",
    *[
        "달러",
        "조원",
        "억원",
        "여명",
        "지난",
        "오는",
        "지난해",
        "올해",
        "전년 동기",
        "이상",
        "넘는",
        "까지",
        "에서",
        "개월",
        "분기",
        "주일",
    ],
    *[
        "하반기",
        "회계연도",
        "년대",
        "세기",
        "US$",
        "bn",
        "million",
        "각각",
        "약 ",
        "최대 ",
        "임직원 ",
        "億",
        "１２",
        "\U0001f600",
        "\x00",
    ],
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
days = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2024, 2, 29)]))


def rows(text, day):
    found = read_mentions(text, day)
    return [*found.money, *found.headcounts, *found.dates, *found.durations]


@given(texts, days)
@settings(max_examples=1500, deadline=None)
def test_nothing_raises_and_spans_are_in_order(text, day):
    found = read_mentions(text, day)
    for table in (found.money, found.headcounts, found.dates, found.durations):
        starts = [m.start for m in table]
        assert starts == sorted(starts)
        assert all(0 <= m.start < m.end <= len(text) for m in table)
        assert all(a.end <= b.start for a, b in pairwise(table))


@given(texts, days)
@settings(max_examples=500, deadline=None)
def test_bounds_and_days_are_in_order(text, day):
    found = read_mentions(text, day)
    for m in [*found.money, *found.headcounts]:
        assert m.low is None or m.high is None or m.low <= m.high
        assert m.qualifier != "exact" or m.low == m.high == m.value
    assert all((d.first is None) == (d.last is None) for d in found.dates)
    assert all(d.first is None or d.first <= d.last for d in found.dates)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_the_same_text_gives_the_same_rows(text):
    assert read_mentions(text, DAY) == read_mentions(text, DAY)


@given(texts)
@settings(max_examples=500, deadline=None)
def test_sentences_cover_all_but_white_space(text):
    spans = sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)


def press_forms(number: int) -> list[str]:
    """The ways in which the press writes a whole number of won."""
    groups = [(number // 10**k % 10**4, unit) for k, unit in ((16, "경"), (12, "조"), (8, "억"), (4, "만"), (0, ""))]
    said = [(n, unit) for n, unit in groups if n]
    forms = ["".join(f"{n}{u}" for n, u in said), " ".join(f"{n}{u}" for n, u in said), f"{number:,}"]
    forms.append("".join(f"{n:,}{u}" for n, u in said))
    forms.append("".join(f"{n // 1000}천{n % 1000 or ''}{u}" if u and n >= 1000 else f"{n}{u}" for n, u in said))
    return forms


@given(st.integers(min_value=1, max_value=10**18))
@settings(max_examples=400, deadline=None)
def test_money_in_any_press_form_reads_back_as_itself(number):
    for form in press_forms(number):
        for surface in (f"{form}원", f"{form} 원", unicodedata.normalize("NFD", f"{form}원")):
            (money,) = read_mentions(f"매출은 {surface}이다", DAY).money
            assert (money.value, money.low, money.high, money.currency) == (number, number, number, "KRW")


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=0, max_value=9), st.sampled_from("만억조"))
@settings(max_examples=300, deadline=None)
def test_decimals_read_back_exactly(whole, tenth, unit):
    (money,) = read_mentions(f"{whole}.{tenth}{unit}원", DAY).money
    assert money.value == Decimal(f"{whole}.{tenth}") * {"만": 10**4, "억": 10**8, "조": 10**12}[unit]


@given(st.integers(min_value=1, max_value=99_999_999))
@settings(max_examples=300, deadline=None)
def test_headcounts_read_back_as_themselves(number):
    for form in press_forms(number):
        (people,) = read_mentions(f"직원은 {form}명이다", DAY).headcounts
        assert people.value == number


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
@settings(max_examples=300, deadline=None)
def test_days_read_back_as_themselves(day):
    forms = [f"{day.year}년 {day.month}월 {day.day}일", f"{day:%Y-%m-%d}", f"{day.year}. {day.month}. {day.day}."]
    for form in forms:
        (found,) = read_mentions(f"회사는 {form} 문을 열었다", None).dates
        assert (found.first, found.last, found.granularity) == (day, day, "day")


@given(texts)
@settings(max_examples=300, deadline=None)
def test_decomposed_hangul_gives_the_same_rows(text):
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    first, second = rows(composed, DAY), rows(decomposed, DAY)
    assert [type(m) for m in first] == [type(m) for m in second]
    for a, b in zip(first, second, strict=True):
        assert unicodedata.normalize("NFC", decomposed[b.start : b.end]) == composed[a.start : a.end]


LONG = [
    '"3일 ',
    "1",
    "만",
    "(",
    "1만",
    "3조 ",
    "~",
    "3~",
    "수",
    "한 ",
    "약 ",
    "1.",
    "1,234",
    "년",
    "지난 ",
    "2025년 ",
    "$",
    "-",
    "1명 중 ",
    "에서 1",
]


@pytest.mark.parametrize("piece", LONG, ids=LONG)
def test_time_grows_with_the_text_and_no_faster(piece):
    """Four times the text takes at most ten times the time: quadratic work would take sixteen."""

    def seconds(text):
        start = time.perf_counter()
        read_mentions(text, DAY)
        return time.perf_counter() - start

    short, long = piece * (40_000 // len(piece)), piece * (160_000 // len(piece))
    assert min(seconds(long) for _ in range(3)) < 10 * min(seconds(short) for _ in range(3)) + 0.02
