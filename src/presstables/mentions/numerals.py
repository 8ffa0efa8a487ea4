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
_TENS = ("열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
# Korean says small ranges in one word; the bounds are those of the Standard Korean Dictionary.
PAIRS = {
    **{"한두": (1, 2), "두세": (2, 3), "두서너": (2, 4), "서너": (3, 4), "서넛": (3, 4)},
    **{"너댓": (4, 5), "네댓": (4, 5), "네다섯": (4, 5), "너더댓": (4, 5), "대여섯": (5, 6), "대엿": (5, 6)},
    **{"예닐곱": (6, 7), "일고여덟": (7, 8), "일여덟": (7, 8), "엳아홉": (8, 9), "여덟아홉": (8, 9)},
}
MAX_DIGITS = 40  # more than any amount has; a longer run of digits is no figure

DIGITS = r"\d++(?:,\d{3}(?!\d))*+(?:\.\d++)?+"
_SMALLS = r"(?:[천백십](?:\d{1,3}(?![\d,.]\d))?+)*+"
_BIG = r"(?:여?[만억조경]|여[ ][만억조])"


def digits_rest(follow: str) -> str:
    """The pattern of a numeral (3조6000억, 1천450) behind its first digit; `follow` is what its unit can be.

    여 may stand before a big unit (20여만); a space may divide groups (5조 5천억), before a last group with no big unit
    only if the unit follows at once (420만 3000원).
    """
    run = DIGITS + _SMALLS
    spaced = rf"(?:[ ]{run}(?={_BIG}|{follow}))"
    return rf"{DIGITS.replace('d++', 'd*+', 1)}{_SMALLS}(?:{_BIG}(?>{run}|{spaced})?+)*+"


# Numerals in Hangul, as (first characters, pattern of the rest): 이천오백만, 수십만, 몇백; 억 of 억대; 일 of 일 년.
_GROUPS = r"(?:[일이삼사오육칠팔구]?[십백천만억조]|여?[ ][만억조](?=[ ]?원))*+"
HANGUL_RESTS = [
    ("수몇", rf"[ ]?[십백천만]{_GROUPS}"),
    ("수몇", rf"[ ]?[억조]{_GROUPS}"),
    ("수몇", "(?=[ 여개년달명])"),
    ("일이삼사오육칠팔구", rf"[십백천만억조]{_GROUPS}"),
    ("일이삼사오육칠팔구", "(?=[ ]?년)"),
    ("십백천만", _GROUPS),
    ("억조", "(?=대)"),
]
NATIVE_WORDS = sorted(
    [*PAIRS, *(w for w in NATIVE if w not in ("하나", "둘", "셋", "넷"))]
    + [ten + one for ten in _TENS for one in ("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")],
    key=len,
    reverse=True,
)
# Nearly all numerals of the press: 3조6000억, 52조270억, 12만3456.
_COMMON = re.compile(r"(?=\d)(?:(\d{1,7})조 ?)?(?:(\d{1,4})억 ?)?(?:(\d{1,4})만 ?)?(\d{1,4})?")
_PIECES = re.compile(rf"({DIGITS})|([십백천])|([만억조경])|([수몇])|([일이삼사오육칠팔구영공])|(여)| ")
_EXACT = Context(prec=120)  # enough for MAX_DIGITS digits times 경


_Ends = tuple[int | Fraction, int | Fraction]


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
    if surface.isascii() and surface.isdigit():
        return _certain(int(surface)) if len(surface) <= MAX_DIGITS else None
    if m := _COMMON.fullmatch(surface):
        jo, eok, man, rest = m.groups("0")
        return _certain(int(jo) * 10**12 + int(eok) * 10**8 + int(man) * 10**4 + int(rest))
    compact = surface.replace(" ", "")
    if compact in PAIRS:
        return Numeral(*PAIRS[compact])
    if compact in ("억", "조"):  # of 억대: one is not said
        return _certain(BIG[compact])
    native = _native(compact)
    return _certain(native) if native else _sum_groups(surface)


def top_unit(surface: str) -> int:
    """The first big unit of a numeral (억 in 650억: 100000000), 1 where it has none; 천 counts where it ends it."""
    for c in surface:
        if c in BIG:
            return BIG[c]
    return SMALL.get(surface[-1:], 1)


def _certain(value: Number) -> Numeral:
    return Numeral(value, value)


def _native(word: str) -> int:
    if word in NATIVE:
        return NATIVE[word]
    tens = word[:2] if word[:2] in NATIVE else word[:1]
    ones = word[len(tens) :]
    return NATIVE[tens] + NATIVE[ones] if tens in _TENS and ones in NATIVE else 0


class _Sum:
    """A numeral on the way: the groups so far, the group that is read, its last digit; each as (low, high)."""

    def __init__(self) -> None:
        self.total: _Ends = (0, 0)
        self.section: _Ends = (0, 0)
        self.digit: _Ends | None = None
        self.last_big, self.last_small = 10**20, 10**4

    def put_digit(self, ends: _Ends | None) -> bool:
        """A digit or a number in digits; False where one stands already, or it is too long."""
        if self.digit is not None or ends is None:
            return False
        self.digit = ends
        return True

    def put_small(self, unit: int) -> bool:
        """십, 백 or 천; False where it does not fall."""
        if unit >= self.last_small:
            return False
        low, high = self.digit or (1, 1)
        self.section = (self.section[0] + low * unit, self.section[1] + high * unit)
        self.digit, self.last_small = None, unit
        return True

    def put_big(self, unit: int) -> bool:
        """만, 억, 조 or 경; False where it does not fall."""
        if unit >= self.last_big:
            return False
        low, high = self.rest()
        self.total = (self.total[0] + (low or 1) * unit, self.total[1] + (high or 1) * unit)
        self.section, self.digit, self.last_big, self.last_small = (0, 0), None, unit, 10**4
        return True

    def rest(self) -> _Ends:
        """What the group that is read says so far."""
        low, high = self.digit or (0, 0)
        return self.section[0] + low, self.section[1] + high


def _sum_groups(surface: str) -> Numeral | None:
    found, over, at = _Sum(), False, 0
    for piece in _PIECES.finditer(surface):
        number, small, big, vague, sino, more = piece.groups()
        if number or sino or vague:
            fits = found.put_digit((2, 9) if vague else _number(number) if number else (SINO[sino], SINO[sino]))
        elif small or big:
            fits = found.put_small(SMALL[small]) if small else found.put_big(BIG[big])
        else:
            fits, over = True, over or bool(more)
        if not fits or piece.start() != at:
            return None
        at = piece.end()
    low, high = found.rest()
    if not at or surface == "여" or at != len(surface) or (found.last_big < 10**20 and low >= found.last_big):
        return None
    return Numeral(_tidy(found.total[0] + low), _tidy(found.total[1] + high), over)


def _number(digits: str) -> _Ends | None:
    if len(digits) > MAX_DIGITS:
        return None
    digits = digits.replace(",", "")
    number = Fraction(digits) if "." in digits else int(digits)
    return number, number


def _tidy(number: int | Fraction) -> Number:
    """An int, or a Decimal that is exact: the denominators are powers of ten."""
    if number.denominator == 1:
        return int(number)
    return _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
