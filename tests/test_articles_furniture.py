"""What belongs to an article and what to the page around it: every rule by its examples, and whole pages."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presstables.articles.furniture import clean, view
from presstables.articles.published import page_stamp
from presstables.articles.rules import Rule, furniture_rules, read_line

RULES = furniture_rules()
LINE_RULES = [rule for rule in RULES if rule.drops != "run"]
RUN_RULES = [rule for rule in RULES if rule.drops == "run"]


def cases(rules: list[Rule], which: str) -> list[object]:
    return [pytest.param(rule, line, id=f"{rule.name}: {line!r}") for rule in rules for line in getattr(rule, which)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_has_examples_and_lines_that_it_leaves_alone(rule: Rule) -> None:
    assert rule.examples
    assert rule.stays
    assert rule.pattern.groups == 0  # the rules are matched as one pattern, whose groups are the rules


@pytest.mark.parametrize(("rule", "line"), cases(LINE_RULES, "examples"))
def test_a_rule_reads_its_examples(rule: Rule, line: str) -> None:
    assert {zone: read_line(view(line), zone) for zone in rule.where} == dict.fromkeys(rule.where, rule)


@pytest.mark.parametrize(("rule", "line"), cases(LINE_RULES, "stays"))
def test_a_rule_leaves_other_lines_alone(rule: Rule, line: str) -> None:
    assert not rule.pattern.fullmatch(view(line))


BODY = "마을은 지난해 다리 세 곳을 고쳐 지었다고 밝혔다."


@pytest.mark.parametrize(("rule", "block"), cases(RUN_RULES, "examples"))
def test_a_run_of_lines_goes_whole(rule: Rule, block: str) -> None:
    page = clean(f"{block}\n{BODY}")
    assert page.text == BODY
    assert {line.rule for line in page.dropped} == {rule.name}


@pytest.mark.parametrize(("rule", "block"), cases(RUN_RULES, "stays"))
def test_lines_too_few_or_of_another_kind_stay(rule: Rule, block: str) -> None:
    assert rule.name not in {line.rule for line in clean(f"{block}\n{BODY}").dropped}


PAGE = f"""정치
경제
사회
문화
2022-01-05 09:00 (수)
홈 > 지역
다리 놓는 마을, 올해도 공사 한창
• 나예시 기자
• 승인 2022.01.03 08:10
• 댓글 0
이 기사를 공유합니다

예산은 12억원으로 늘어
강가에 선 나예시 이장이 새 다리를 가리키고 있다. 마을 제공
강가에 선 나예시 이장이 새 다리를 가리키고 있다.
마을 제공
{BODY}
관련기사
옆 마을, 다리에 30억원 투자
주민 500명 서명 운동

이장은 다리를 두 곳 더 놓겠다고 덧붙였다.
나예시 기자 yesi@example.com
#다리 #마을 #12억원
2022-01-03 7면
Copyright ⓒ 마을신문. 무단 전재 및 재배포 금지
많이 본 뉴스
1 빵집 앞 줄 100명, 하루 매출 300만원
이 기사를 어떻게 읽으셨나요?"""


def test_a_page_gives_its_headline_captions_and_body() -> None:
    assert clean(PAGE).text.split("\n") == [
        "다리 놓는 마을, 올해도 공사 한창",
        "예산은 12억원으로 늘어",
        "강가에 선 나예시 이장이 새 다리를 가리키고 있다. 마을 제공",
        BODY,
        "이장은 다리를 두 곳 더 놓겠다고 덧붙였다.",
    ]


def test_cleaning_twice_changes_nothing() -> None:
    assert clean(clean(PAGE).text).text == clean(PAGE).text


def test_every_line_is_kept_or_dropped_by_a_rule_once() -> None:
    page = clean(PAGE)
    assert len(page.kept) + len(page.dropped) == sum(bool(line.strip()) for line in PAGE.splitlines())


LONG = "마을 회관에서는 주말마다 장이 서고, 이웃 고을 사람들까지 모여든다고 한다."
OTHER = "강 건너 논에서는 올벼를 거두는 손길이 바쁘다고 이장은 말했다."


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        pytest.param(f"{LONG}\n{OTHER}\n{LONG}", [LONG, OTHER], id="a paragraph twice"),
        pytest.param(f"{LONG}\n{OTHER} {LONG}", [f"{OTHER} {LONG}"], id="a paragraph whole within a later one"),
        pytest.param(f"{LONG} {OTHER}\n{OTHER}", [f"{LONG} {OTHER}"], id="a paragraph whole within an earlier one"),
        pytest.param(f"{LONG}\n{LONG.replace(' ', chr(160))}", [LONG], id="a copy with other spaces"),
        pytest.param(f"큰강\n은 맑다고 한다.\n{LONG}\n큰강\n도 넓다고 한다.", None, id="a short name twice"),
        pytest.param(f"{LONG}\n{LONG[:-1]} 했다.", None, id="the same beginning only"),
        pytest.param(f"{LONG}\n{OTHER[:-1]} 예산은 1\n{OTHER[:-1]} 예산은 12억원", None, id="a number broken off"),
        pytest.param("30명\n30명\n7조원", None, id="cells of a table"),
    ],
)
def test_a_paragraph_counts_once(page: str, kept: list[str] | None) -> None:
    assert [line.text for line in clean(page).kept] == (kept or page.split("\n"))


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        pytest.param(f"Copyright ⓒ 마을신문\n제목\n{LONG}\n{OTHER}", ["제목", LONG, OTHER], id="above the article"),
        pytest.param(f"제목\n{LONG}\nCopyright ⓒ 마을신문\n{OTHER}", ["제목", LONG], id="below the article"),
        pytest.param(f"제목\n{LONG}\n댓글쓰기\n댓글 정책\n3명", ["제목", LONG], id="a comment form"),
        pytest.param(f"많이 본 뉴스\n매출 3조원\n\n제목\n{LONG}", ["제목", LONG], id="a list above the headline"),
        pytest.param(
            f"{LONG}\n페이스북\n은 다리를 고치는 데 12억원을 보탰다고 이웃 고을 사람은 말했다.",
            None,
            id="a name that a sentence goes on from",
        ),
        pytest.param(f"{LONG}\n2017년\n{OTHER}\n2018년", None, id="years that head parts of the body"),
        pytest.param("댓글 0", None, id="a single line"),
    ],
)
def test_where_an_article_begins_and_ends(page: str, kept: list[str] | None) -> None:
    assert [line.text for line in clean(page).kept] == (kept or page.split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "매출\u00a07조원을 냈다",
        unicodedata.normalize("NFD", "매출 7조원을 냈다"),
        "７조원\u200b을  냈다",
        "億兆萬 ㎡ ∼ “7조원”",
    ],
    ids=["no-break space", "decomposed", "full width, zero width", "signs"],
)
def test_a_line_that_stays_keeps_its_characters(line: str) -> None:
    assert clean(f"제목\n \u00a0{line}\u3000\n{BODY}").text == f"제목\n{line}\n{BODY}"


def test_a_decomposed_page_is_read_like_a_composed_one() -> None:
    decomposed = clean(unicodedata.normalize("NFD", PAGE)).text
    assert unicodedata.normalize("NFC", decomposed) == clean(PAGE).text


def test_a_page_of_many_lines_takes_time_in_step_with_its_length() -> None:
    lines = [f"{n}번 다리를 고치는 데 {n}억원을 썼다고 마을은 밝혔다." for n in range(20_000)]
    alike = [f"마을이 고쳐 지은 다리와 둑과 길 {n}" for n in range(20_000)]
    assert len(clean("\n".join(lines + alike)).kept) == 40_000


ALPHABET = st.sampled_from(
    [*"가나다라 12,.·|/#@:()[]ⓒ-\n\u00a0\ufeff", "기자", "댓글", "입력", "2022-01-03", "무단 전재 금지", "다.\n"]
)


@given(st.lists(ALPHABET, max_size=60).map("".join))
def test_any_page_is_told_apart_line_by_line(page: str) -> None:
    cleaned = clean(page)
    lines = [line for raw in page.splitlines() if (line := raw.strip(" \u00a0\ufeff"))]
    assert len(cleaned.kept) + len(cleaned.dropped) == len(lines)
    rest = iter(lines)
    assert all(line.text in rest for line in cleaned.kept)  # each found after the one before it
    page_stamp(cleaned)


@pytest.mark.parametrize(
    "text", ["가나다라마", "가 ", "기자 ", "12.", "- ", "댓글 ", "@", "정치 | ", "2022-01-03 ", "[["]
)
def test_no_line_holds_a_rule_up(text: str) -> None:
    lines = [(text * 80)[:n] for n in range(100, 160)]
    start = time.perf_counter()
    clean("\n".join(lines))
    assert time.perf_counter() - start < 1  # 60 lines; a pattern that tries every way takes minutes
