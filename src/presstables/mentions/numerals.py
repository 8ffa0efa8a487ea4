"""The numeral grammar: 3조6000억, 1천450억, 이천오백, 수십만, 두세 as exact numbers.

A numeral is a sum of groups, each a count below ten thousand times 만, 억, 조 or 경; a count is a sum of digits times
십, 백 or 천. 수 and 몇 stand for a digit that is not said: two to nine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from presstables.mentions.model import Number

SMALL = {"십": 10, "백": 100, "천": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
SINO = {c: i for i, c in enumerate("일이삼사오육칠팔구", 1)} | {"영": 0, "공": 0}
NATIVE = {
    **{w: i for i, w in enumerate("한 두 세 네 다섯 여섯 일곱 여덟 아홉 열".split(), 1)},
    **{"석": 3, "넉": 4, "하나": 1, "둘": 2, "셋": 3, "넷": 4},
    **{w: 10 * i for i, w in enumerate("스무 서른 마흔 쉰 예순 일흔 여든 아흔".split(), 2)},
    **{"스물": 20},
}
# Korean says small ranges in one word; the bounds are those of the Standard Korean Dictionary.
PAIRS = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "서넛": (3, 4), "너댓": (4, 5), "네댓": (4, 5), "네다섯": (4, 5),
    "너더댓": (4, 5), "댓": (5, 5), "대여섯": (5, 6), "대엿": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "일여덟": (7, 8), "엳아홉": (8, 9), "여덟아홉": (8, 9),
}  # fmt: skip
MAX_DIGITS = 40  # more than any amount has; a longer run of digits is no figure

DIGITS = r"\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?+"
_SMALL_RUN = rf"{DIGITS}(?:[천백십](?:\d{{1,3}}(?![\d,.]\d))?+)*+"
# 여 may stand before the big unit (20여만); a space may divide groups (5조 5천억), before a last group with no big unit
# only if the unit follows at once (420만 3000원), which `follow` tells.
_GROUP = r"(?:여?[만억조경])"


def pattern(follow: str) -> str:
    """The regular expression of a numeral that begins with a digit; `follow` is what may end a spaced last group."""
    spaced = rf"(?:[ ]{_SMALL_RUN}(?={_GROUP}|{follow}))"
    return rf"{_SMALL_RUN}(?:{_GROUP}(?>{_SMALL_RUN}|{spaced})?+)*+"


HANGUL = (
    r"(?:(?:[수몇]?[일이삼사오육칠팔구]?[십백천만]|[수몇일이삼사오육칠팔구][억조])(?:[일이삼사오육칠팔구]?[십백천만억조])*+|[억조](?=대(?![가-힣]))|[수몇](?=[ 여개년달명])"
    r"|[일이삼사오육칠팔구](?=[ ]?년))"
)
_NATIVE_ONES = "한|두|세|네|다섯|여섯|일곱|여덟|아홉"
NATIVE_WORDS = (
    "(?:" + "|".join(sorted(PAIRS, key=len, reverse=True)) + rf"|(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)(?:{_NATIVE_ONES})?"
    rf"|스무|석|넉|{_NATIVE_ONES})"
)
_PIECES = re.compile(rf"({DIGITS})|([십백천])|([만억조경])|([수몇])|([일이삼사오육칠팔구영공])|(여)| ")
_EXACT = Context(prec=120)  # enough for MAX_DIGITS digits times 경


@dataclass(slots=True)
class Numeral:
    """A number that words give: `low` and `high` differ where they leave it open (수십만: 200000 to 900000)."""

    low: Number
    high: Number
    over: bool = False  # 여 within: a little more

    @property
    def vague(self) -> bool:
        """Whether a digit is not said."""
        return self.low != self.high


def read_numeral(surface: str) -> Numeral | None:
    """The number that `surface` says (exact int, or Decimal where it has a fraction); None where it is no numeral.

    Groups must fall: in 5만6만 no number is said.
    """
    if surface in ("억", "조"):  # 억대: one is not said
        return Numeral(BIG[surface], BIG[surface])
    if surface.isascii() and surface.isdigit():
        return _plain_digits(surface)
    compact = surface.replace(" ", "")
    if compact in PAIRS:
        return Numeral(*PAIRS[compact])
    native = _native(compact)
    return Numeral(native, native) if native else _sum_groups(surface)


def top_unit(surface: str) -> int:
    """The first big unit of a numeral (억 in 650억: 100000000), 1 where it has none; 천 counts where it ends it."""
    for c in surface:
        if c in BIG:
            return BIG[c]
    return SMALL[surface[-1]] if surface and surface[-1] in SMALL else 1


def _plain_digits(surface: str) -> Numeral | None:
    if len(surface) > MAX_DIGITS:
        return None
    value = int(surface)
    return Numeral(value, value)


def _native(word: str) -> int:
    if word in NATIVE:
        return NATIVE[word]
    for tens in ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"):
        if word.startswith(tens) and word[len(tens) :] in NATIVE:
            return NATIVE[tens] + NATIVE[word[len(tens) :]]
    return 0


def _sum_groups(surface: str) -> Numeral | None:
    total, section, digit = [0, 0], [0, 0], None  # low and high ends
    over, last_big, last_small, at = False, 10**20, 10**4, 0
    for piece in _PIECES.finditer(surface):
        if piece.start() != at:
            return None
        at = piece.end()
        number, small, big, vague, sino, more = piece.groups()
        if number or sino or vague:
            if digit is not None:
                return None
            digit = (2, 9) if vague else (_number(number),) * 2 if number else (SINO[sino],) * 2
            if digit[0] is None:
                return None
        elif small:
            if SMALL[small] >= last_small:
                return None
            last_small = SMALL[small]
            section = [s + d * last_small for s, d in zip(section, digit or (1, 1), strict=True)]
            digit = None
        elif big:
            if BIG[big] >= last_big:
                return None
            last_big, last_small = BIG[big], 10**4
            ends = [s + d for s, d in zip(section, digit or (0, 0), strict=True)]
            total = [t + (e or 1) * last_big for t, e in zip(total, ends, strict=True)]
            section, digit = [0, 0], None
        over = over or bool(more)
    if at != len(surface):
        return None
    low, high = (_tidy(t + s + d) for t, s, d in zip(total, section, digit or (0, 0), strict=True))
    if last_big < 10**20 and section == [0, 0] and digit is not None and digit[0] >= last_big:
        return None
    return Numeral(low, high, over)


def _number(digits: str) -> int | Fraction | None:
    if len(digits) > MAX_DIGITS:
        return None
    digits = digits.replace(",", "")
    return Fraction(digits) if "." in digits else int(digits)


def _tidy(number: int | Fraction) -> Number:
    """An int, or a Decimal that is exact: the denominators are powers of ten."""
    if number.denominator == 1:
        return int(number)
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
