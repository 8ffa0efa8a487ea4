"""Names of organisations: aliases, boundaries, groups, and names that only the article knows."""

from __future__ import annotations

import pytest

from presstables.errors import PresstablesError
from presstables.facts.morphology import shared
from presstables.facts.names import discover
from presstables.facts.organizations import Lexicon, load_lexicon
from presstables.mentions.sentences import sentences


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("㈜LG와 LG그룹, LG는", ["LG", "LG", "LG"]),
        ("LG AI 연구원이 문을", ["LG AI연구원"]),
        ("MS의 실적", ["마이크로소프트"]),
        ("삼성전자와 삼성은", ["삼성전자", "삼성"]),
        ("삼성동에서", []),
        ("기아들의", ["기아"]),
        ("KTX는", []),
        ("MSD가", ["MSD"]),
        ("카카오뱅크는 카카오의", ["카카오뱅크", "카카오"]),
        ("현대적인", []),
        ("핵심은 SK하이닉스다.", ["SK하이닉스"]),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_known_names_are_found_where_a_word_ends(text, names):
    assert [spot.name for spot in load_lexicon().matcher.find(text)] == names


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("LG전자", "LG"),
        ("LG AI연구원", "LG"),
        ("LG", "LG"),
        ("SK하이닉스", "SK"),
        ("엔비디아", None),
        ("한빛로봇", None),
        (None, None),
    ],
)
def test_affiliates_know_their_group(name, group):
    assert load_lexicon().group_of(name) == group


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("LG그룹", "LG"),
        ("㈜한빛로봇", "한빛로봇"),
        ("(재)한빛장학재단", "한빛장학재단"),
        ("법무법인 가온", "가온"),
        ("현대자동차", "현대차"),
        ("한빛대학교", "한빛대"),
        ("대학교", "대학교"),
    ],
)
def test_the_usual_short_name(name, short):
    assert load_lexicon().canonical(name) == short


def discovered(text: str, lexicon: Lexicon) -> set[str]:
    spans = sentences(text)
    tokens = shared(lexicon.words()).analyse([text[a:b] for a, b in spans])
    return set(discover(text, tokens, spans, lexicon).names.values())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("서비스 로봇 스타트업인 한빛로봇에 돈이 몰린다. 한빛로봇이 새 로봇을 출시했다.", {"한빛로봇"}),
        ("누리칩, 새 반도체 공개\n누리칩은 반도체를 설계하는 회사다.", {"누리칩"}),
        ("최하나 누리칩 대표는 올해를 원년으로 삼는다.", {"누리칩"}),
        ("2011년 설립된 하늘랩은 신약을 연구하는 비영리 기관이다.", {"하늘랩"}),
        ("공대생 셋이 한빛기린을 창업한 자리다.", {"한빛기린"}),
        ("도매로 출발한 ‘한빛마당’은 창고를 열었다.", {"한빛마당"}),
        ("광주의 밸브 업체 삼성새벽기공(직원 80명)은 설비를 늘렸다.", {"삼성새벽기공"}),
        ("한빛대병원(600억원), 누리대병원(300억원)이 뒤를 이었다.", {"한빛대병원", "누리대병원"}),
        ("한빛노동조합은 파업을 선언했다.", {"한빛노동조합"}),
        ("두 회사 자본금은 30억원이다. 로봇 업체 직원은 늘었다.", set()),
        ("청년 셋이 카페를 창업했다.", set()),
        ("윤하나 새벽 대표를 만났다. 성수동의 새벽 사무실은 작다.", {"새벽"}),
        ("윤하나 새벽 대표를 만났다. 새벽은 추웠다.", set()),
        ("지방은행은 대출을 줄였다. 국책연구원은 조사했다.", set()),
        ("김하나 대표는 매출이 늘었다고 말했다.", set()),
        ("회사는 올해 매출이 줄었다.", set()),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_names_are_discovered_by_what_surrounds_them(text, names):
    assert discovered(text, load_lexicon()) == names


def test_a_users_lexicon_is_added(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        '[[group]]\nname = "한빛"\naliases = ["한빛그룹"]\naffiliates = ["한빛로봇|HBR"]\n', encoding="utf-8"
    )
    lexicon = load_lexicon(path)
    assert [spot.name for spot in lexicon.matcher.find("HBR은 한빛그룹의")] == ["한빛로봇", "한빛"]
    assert lexicon.group_of("한빛로봇") == "한빛"


def test_a_broken_lexicon_is_named(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text("[[group]]\nalias = 3", encoding="utf-8")
    with pytest.raises(PresstablesError, match=r"own\.toml"):
        load_lexicon(path)
