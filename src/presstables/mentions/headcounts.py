"""Numbers of people: a number with 명, 사람, 인 or 분, or one whose noun is people (임직원 10만)."""

from __future__ import annotations

import re
from itertools import pairwise

from presstables.mentions.amounts import ENDS_WORD, Amount, gap_is_arrow, gap_is_range, read_amount, read_range
from presstables.mentions.lexicon import alternatives, load
from presstables.mentions.model import Headcount, Number
from presstables.mentions.scan import PEOPLE, Token

_DATA = load("counters")
_NOUNS = alternatives(_DATA["nouns"]["words"])
_OTHER = alternatives(_DATA["other"]["words"])
_NOUN_BEFORE = re.compile(
    rf"(?:{_NOUNS})(?: ?수)?(?:만|은|는|이|가)? ?(?:[\d,]+[천만억]?에서 ?)?(?:(?:약|총|무려|최대|최소) )?$"
)
_NOUN_BEHIND = re.compile(rf"여? (?:{alternatives(_DATA['nouns']['behind'])})들?(?:[이가을를은는의과와,. ]|에게|$)")
_RATE_OR_CLASS = re.compile(r"당|\s?(?:이상|이하|미만|초과)")
# 300인 미만은, 100인 이하 협력사: firms, not people
_FIRMS = "협력|기업|사업장|업체|회사|사업체|중소|소상공인|단지|시설|법인"
_SIZE = re.compile(
    rf" ?(?:이상|이하|미만|초과)(?:(?:은|는|에서|을|의|에|도)(?![가-힣])|(?: 규모)?의? (?:\S+ )?(?:{_FIRMS}))"
)
_ALONE = re.compile(r" (?!이상|이하|가량|정도)[가-힣]{2}")  # 1인 가구, 1인 창작자, 1인 시위: a kind, and no number
_NO_PERSON = re.compile(_DATA["people"]["not_after_person"])
_COUNTED_ELSE = re.compile(rf" ?(?:{_OTHER})(?![가-힣]{{2}})")
# 석학 중 한 명, 대상자 중 65%(9만 8000명), 팀장의 약 20%(10명)
_OF_WHOLE_BEFORE = re.compile(
    r"(?:(?<![가-힣])중|그중|이중|가운데)(?:에서)?[는도의]? ?(?:(?:약|총|단|무려|최소|최대) )?"
    r"(?:\d[\d.,]*%(?:인|가|는|의)? ?\(?(?:약 ?)?)?$|의 (?:약 )?\d[\d.,]*%(?:인|가)? ?\((?:약 ?)?$"
)
_OF_WHOLE_BEHIND = re.compile(
    r" ?(?:가운데|중)(?:에서)?는? ?(?:[가-힣]+(?: [가-힣]+){0,2} )??(?:(?:약|단|최소|무려) )?"
    r"(?:\d|[한두세네] |다섯|여섯|일곱|여덟|아홉|열 |절반)"
)
# 이 중 여성이 29명, 500명 중 여성은 한 명
_OF_THESE = re.compile(r"(?:[명인]|(?<![가-힣])[이그]|이들) ?(?:중|가운데)(?:에서)?(?:는|도)? [^.,\n]{0,16}$")
# 파업 중 29명이 다쳤다: while, not of.
_DURING = re.compile(rf"(?:{alternatives(_DATA['during'])}) 중(?:에|이던|인)? ?$")
# 26명 중 찬성 17명, 반대 8명: what stands between two parts of one whole.
_NEXT_PART = re.compile(r", ?(?:[가-힣]{1,8} ){0,3}[가-힣]{1,8} ?")
_FUSED = re.compile(r"여(?:(?![가-힣])|(?=[를을이가의로은는]))")


def read_headcount(text: str, tokens: list[Token], i: int) -> tuple[Headcount | None, int]:
    """The number of people that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.of == PEOPLE and token.of in ("", PEOPLE) and gap_is_range(text, token, following):
        amount = read_range(text, token, following, token.start, following.end)
        if amount and _is_person(text, following):
            return _made(text, amount), 2
    if token.of == PEOPLE:
        end = token.end if _is_person(text, token) else None
    elif token.of:
        end = None
    elif following and following.of == PEOPLE and gap_is_arrow(text, token, following):
        end = token.number_end
    else:
        end = _end_of_noun_number(text, token)
    amount = read_amount(text, token, token.start, end) if end else None
    return (_made(text, amount) if amount else None), 1


def share_wholes(text: str, headcounts: list[Headcount]) -> None:
    """Mark the further parts of a whole as partitive: 26명 중 찬성 17명, 반대 8명, as long as they fit into it."""
    left: Number | None = None  # how many of the whole are not told of yet
    for before, m in pairwise(headcounts):
        gap = text[before.end : m.start]
        if _OF_WHOLE_BEHIND.match(text, before.end):
            left = before.value - m.value if m.partitive and before.value and m.value else None
        elif left is not None and m.value and m.value <= left and _NEXT_PART.fullmatch(gap):
            left -= m.value
            m.partitive = True
            m.rule = "headcount.amount.partitive"
        else:
            left = None


def _made(text: str, amount: Amount) -> Headcount:
    before = text[max(amount.start - 24, 0) : amount.start]
    partitive = _is_part(before) or _OF_WHOLE_BEHIND.match(text, amount.end) is not None
    if partitive and _DURING.search(before):
        partitive = False
    rule = f"headcount.{amount.form}" + (".partitive" if partitive else "")
    return Headcount(amount.start, amount.end, rule, amount.value, amount.low, amount.high, amount.qualifier, partitive)


def _is_part(before: str) -> bool:
    """Whether what stands before a number tells that it counts some of a whole: 석학 중 한 명, 팀장의 약 20%(10명)."""
    if "중" not in before and "%" not in before and "가운데" not in before:
        return False
    return bool(_OF_WHOLE_BEFORE.search(before) or _OF_THESE.search(before))


def _is_person(text: str, token: Token) -> bool:
    """Whether the counter counts people here: no minutes, no kind of thing, no class of firms."""
    hangul = not token.number[0].isdigit()
    if text.endswith("분의 ", 0, token.start):
        return False  # 3분의 1인 500만달러
    if token.unit == "분":  # with a digit it is minutes
        return hangul and bool(ENDS_WORD.match(text, token.end)) and " " in text[token.number_end : token.end]
    if (none := _NO_PERSON.match(text, token.end)) and (token.unit != "명" or _RATE_OR_CLASS.match(none[0])):
        return False
    if token.unit == "인" and (_SIZE.match(text, token.end) or (token.number == "1" and _ALONE.match(text, token.end))):
        return False
    if token.unit == "명" and not hangul:
        return not text.startswith(("제", "칭", "시적", "예 "), token.end)
    return bool(ENDS_WORD.match(text, token.end)) or text.startswith(("씩", "꼴"), token.end)


def _end_of_noun_number(text: str, token: Token) -> int | None:
    """Where a bare number ends whose noun, right before it, is people; None where it counts something else."""
    end = token.number_end
    if token.number[-1] in "만억천백" and (behind := _NOUN_BEHIND.match(text, end)):
        token.over = behind[0].startswith("여")
        return end + token.over
    if not _NOUN_BEFORE.search(text, max(token.start - 20, 0), token.start):
        return None
    if _FUSED.match(text, end):
        token.over = True
        end += 1
    if (
        (text[end : end + 1] in "%.~-:/" and text[end : end + 1])
        or _COUNTED_ELSE.match(text, end)
        or not ENDS_WORD.match(text, end)
    ):
        return None
    return end
