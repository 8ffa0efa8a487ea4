"""Amounts of money: a number with a currency, before or behind it, or with one that a headline leaves out."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, NamedTuple

from presstables.mentions.amounts import ENDS_WORD, STEP, Amount, gap_is_arrow, gap_is_range, read_amount, read_range
from presstables.mentions.lexicon import alternatives, load
from presstables.mentions.model import Money, Number
from presstables.mentions.scan import MONEY, PEOPLE, Token

_CURRENCIES = load("currencies")["currency"]
_SCALES = {w: s["factor"] for s in load("currencies")["scale"] for w in s["words"]}
_WORD = {w: e for e in _CURRENCIES for w in e["words"]}
_SYMBOL = {s: e for e in _CURRENCIES for s in e["symbols"]}
_CODE = {w: e for e in _CURRENCIES for w in e["latin"]}
_LEFT_OUT = load("money_words")

_UPPER_CODES = [c for c in _CODE if c.isupper()]
_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{alternatives([*_SYMBOL, *_UPPER_CODES])}) ?$")
_BEFORE_LAST = frozenset(" " + "".join(s[-1] for s in [*_SYMBOL, *_UPPER_CODES]))
_SCALE_BEHIND = re.compile(rf"[ -]?(?P<scale>{alternatives(_SCALES)})(?![A-Za-z])")
_CODE_BEHIND = re.compile(rf" ?(?:U\.?S\.? ?)?(?P<code>{alternatives(_CODE)})(?![A-Za-z])")
_BRACKET_THEN_UNIT = re.compile(rf"여? ?\([^()\n]{{0,40}}\) ?(?P<unit>{alternatives(_WORD)})")
_SMALL_SUM = re.compile(
    r"짜리|권|씩|[을를에] ?(?:받|내|냈|주|줬|썼|쓰|빌|벌|샀|사|팔|떼|더|깎|얹|넣|건네|건넸|바꾸|바꿨)"
    r"|에서|이면|으로"
)
_SPOKEN = re.compile(
    r"(?<=[억조]) ?([1-9])천(?=[^가-힣\d]|$|정도|가량|이[다었라]|[을를에이가은는의로] )(?! ?(?:명|가구|대|개|건))"
)
_RATE = re.compile(r" ?당(?= ?[\d약]|[ ,)]|$)")  # 100엔당: a unit of measure, no amount
_BIG = "만억조경"

_COUNTED = re.compile(
    rf" ?(?:여 ?)?(?:{alternatives(load('counters')['other']['words'])})"
    r"(?:[은는이가을를의에와과로도만 ,.)]|$|[^가-힣]|이상|가량|정도|씩|당|분|넘)"
)
_HEADLINE_REACH = 1500  # characters behind a number in which the body tells it again
_MONEY_WORD = re.compile(alternatives(_LEFT_OUT["words"]))
_MONEY_WORD_BEFORE = re.compile(
    rf"(?:{alternatives(_LEFT_OUT['before_small'])})(?:은|는|이|가|을|를|만|으로)? ?(?:약 |총 |최대 |월 |연 )?$"
)
_MONEY_NEARBY = re.compile(r"\d ?(?:[만억조] ?)?(?:원|달러|엔|위안|유로)(?![칙색])")
_LAW = re.compile(rf"(?:{alternatives(_LEFT_OUT['law'])}) ?$")
_CLAUSE = re.compile(r" ?제? ?\d+[항호]| 위반| 규정|에 규정| 각 ?호|의\d")
_TEAM = re.compile(r"에 따라|에 의|의 | ?\d교대|로 나|로 편성|와 \d조|,? \d조")

_OPENS_CONVERSION = re.compile(
    r" ?\( ?(?:(?:[=≒]|약|한화로?|원화로?|우리 ?돈(?:으로)?|미화|현재 환율로|총|US|환산) ?)*"
)
_SAYS_CONVERSION = re.compile(r"[,·]? ?(?:우리 ?돈으?로?|한화로?|원화로?)(?: 환산(?:하면|시|으로)?)? ?(?:약 ?)?")
_SEPARATES = frozenset({", ", "·", "/", " / ", " · "})


class _Found(NamedTuple):
    """The currency of a number: its entry, where the span ends, and whether the text states it."""

    entry: dict[str, Any]
    end: int
    stated: bool = True
    latin: bool = False


def read_money(text: str, tokens: list[Token], sentence: tuple[int, int], i: int) -> tuple[Money | None, int]:
    """The money that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    ranged = following and following.kind == "number" and gap_is_range(text, token, following)
    if ranged and following and (money := _range(text, token, following, sentence)) is not None:
        return money, 2
    return _single(text, tokens, i, sentence), 1


def _range(text: str, first: Token, second: Token, sentence: tuple[int, int]) -> Money | None:
    if first.of not in ("", MONEY) or second.of not in ("", MONEY):
        return None
    before = _currency_before(text, first.start)
    found = _currency_behind(text, second, sentence)
    if before and (found is None or not found.stated):
        found = _latin_end(text, second, before[0])
    if found is None:
        return None
    amount = read_range(text, first, second, before[1] if before else first.start, found.end)
    if found.latin and amount:
        return _scaled(amount, _factor(text, second.number_end), found.entry)
    return _made(amount, found)


def _single(text: str, tokens: list[Token], i: int, sentence: tuple[int, int]) -> Money | None:
    token = tokens[i]
    before = _currency_before(text, token.start)
    if before:
        found: _Found | None = _latin_end(text, token, before[0])
    elif (other := _arrow_end(text, tokens, i)) is not None and other.of == MONEY:
        found = _Found(_WORD[other.unit], token.number_end, stated=False)
    else:
        found = _currency_behind(text, token, sentence)
    if found is None:
        return None
    amount = read_amount(text, token, before[1] if before else token.start, found.end)
    if found.latin and amount:
        return _scaled(amount, _factor(text, token.number_end), found.entry)
    return _made(amount, found)


def _made(amount: Amount | None, found: _Found) -> Money | None:
    if amount is None:
        return None
    return Money(
        amount.start,
        amount.end,
        f"money.{amount.form}" if found.stated else f"money.{amount.form}.unstated",
        amount.value,
        amount.low,
        amount.high,
        amount.qualifier,
        found.entry["code"],
        found.stated,
    )


def _scaled(amount: Amount, factor: int, entry: dict[str, Any]) -> Money:
    value, low, high = (_times(n, factor) for n in (amount.value, amount.low, amount.high))
    return Money(amount.start, amount.end, "money.latin", value, low, high, amount.qualifier, entry["code"], True)


def _times(number: Number | None, factor: int) -> Number | None:
    if number is None:
        return None
    product = number * factor
    return int(product) if product == int(product) else product


def _currency_before(text: str, start: int) -> tuple[dict[str, Any], int] | None:
    """The currency whose symbol or code stands before the number, and where it begins."""
    if not start or text[start - 1] not in _BEFORE_LAST:
        return None
    if text[start - 1] == " " and text[start - 2 : start - 1] not in _BEFORE_LAST:
        return None
    m = _BEFORE.search(text, max(start - 5, 0), start)
    if not m:
        return None
    word = m[0].rstrip()
    return _SYMBOL.get(word) or _CODE[word], m.start()


def _latin_end(text: str, token: Token, entry: dict[str, Any]) -> _Found:
    """Where an amount ends that a symbol opens: behind its Latin scale ($100M), its unit or its number."""
    scale = _SCALE_BEHIND.match(text, token.number_end)
    if token.of == MONEY and not scale:
        return _Found(entry, token.end)
    end = scale.end() if scale else token.number_end
    code = _CODE_BEHIND.match(text, end)
    return _Found(entry, code.end() if code else end, latin=True)


def _factor(text: str, end: int) -> int:
    scale = _SCALE_BEHIND.match(text, end)
    return int(_SCALES[scale["scale"]]) if scale else 1


def _currency_behind(text: str, token: Token, sentence: tuple[int, int]) -> _Found | None:
    """The currency that the words behind a number give it, or None where it is no money."""
    if token.of:
        return _stated(text, token) if token.of == MONEY else None
    end = token.number_end
    if token.number[-1] in _BIG and (m := _BRACKET_THEN_UNIT.match(text, end)):
        return _Found(_WORD[m["unit"]], end)  # 1천330억(한화 약 191조원) 달러
    if text[end : end + 2].lstrip(" ")[:1].isascii():
        scale = _SCALE_BEHIND.match(text, end)
        if code := _CODE_BEHIND.match(text, scale.end() if scale else end):
            return _Found(_CODE[code["code"]], code.end(), latin=True)
    if not _won_left_out(text, token, sentence):
        return None
    if spoken := _SPOKEN.match(text, end):  # 1억 8천 is 1억 8천만
        token.number += f"{spoken[1]}천{'만' if token.number[-1] == '억' else '억'}"
        end = spoken.end()
    return _Found(_WORD["원"], end, stated=False)


def _stated(text: str, token: Token) -> _Found | None:
    """The currency word behind the number, unless it is another word there (원칙, 3위안에, 101동)."""
    entry, end = _WORD[token.unit], token.end
    if text.startswith(tuple(entry.get("not_before", ())), end):
        return None
    if _RATE.match(text, end) and token.unit != "원":
        return None
    if token.unit in entry.get("bounded", ()) and not ENDS_WORD.match(text, end):
        return None
    if entry.get("needs") == "scale" and token.number[-1] not in _BIG and len(token.unit) < 4:
        return None
    if not token.number[0].isdigit():
        if not ENDS_WORD.match(text, end):
            return None
        spaced = text[token.number_end] == " "
        if token.number in ("만", "천", "백", "십", "일") and not (spaced or _SMALL_SUM.match(text, end)):
            return None  # 만원 버스, 천원의 아침밥
    return _Found(entry, end)


def _arrow_end(text: str, tokens: list[Token], i: int) -> Token | None:
    """The number at the other end of an arrow that leads from tokens[i], past a date (191조→2027년 225조원)."""
    if tokens[i].unit or i + 1 == len(tokens) or not gap_is_arrow(text, tokens[i], tokens[i + 1]):
        return None
    return next(
        (t for t in tokens[i + 1 : i + 4] if t.of in (MONEY, PEOPLE) or (not t.of and t.kind == "number")), None
    )


def _won_left_out(text: str, token: Token, sentence: tuple[int, int]) -> bool:
    """Whether a scaled number is won though 원 is not written: a word of money is at hand, no counted noun follows."""
    number, end = token.number, token.number_end
    if number[-1] not in "억조경만천" or not _stands_alone(text, number, end):
        return False
    if number[-1] == "조":
        if _is_article_of_law(text, token):
            return False
        if len(number) > 2 and number[0] not in "수몇":
            return True
    low, high = max(sentence[0], token.start - 60), min(sentence[1], end + 60)
    if number[-1] in "만천":
        low, high = max(sentence[0], token.start - 12), min(sentence[1], end + 12)
        said = _MONEY_NEARBY.search(text, low, high) and _MONEY_WORD.search(text, low, high)
        return bool(said or _MONEY_WORD_BEFORE.search(text, low, token.start))
    if _MONEY_WORD.search(text, low, high) or _MONEY_NEARBY.search(text, max(token.start - 120, 0), high):
        return True
    return _told_in_won(text, number, end)


def _told_in_won(text: str, number: str, end: int) -> bool:
    """Whether the text soon writes the same number with 원, as it does with those of its headline."""
    reach = end + _HEADLINE_REACH
    return any(text.find(number + won, end, reach) >= 0 for won in ("원", " 원"))


def _stands_alone(text: str, number: str, end: int) -> bool:
    """Whether the number is a word with its particle, not the beginning of one and not the count of a noun."""
    if text.startswith("여", end):
        end += 1
    if number[-1] in "억조" and STEP.match(text, end):
        return True
    return not (_COUNTED.match(text, end) or _RATE.match(text, end)) and bool(ENDS_WORD.match(text, end))


def _is_article_of_law(text: str, token: Token) -> bool:
    """조 of a law (증감법 15조에 따라) or a team or shift (3조 2교대), not of won."""
    if _LAW.search(text, max(token.start - 4, 0), token.start) or _CLAUSE.match(text, token.number_end):
        return True
    return len(token.number) < 4 and token.number[:-1].isdigit() and bool(_TEAM.match(text, token.number_end))


def currency_of(unit: str) -> str:
    """The ISO 4217 code of a currency word; the word itself where it is none."""
    return str(_WORD[unit]["code"]) if unit in _WORD else unit


def link_conversions(text: str, money: list[Money]) -> None:
    """Set `converts`: 6000만 달러(약 787억원), (797억엔, 7294억원), 1억 달러, 우리 돈 약 1400억원."""
    for first, second in pairwise(money):
        gap = text[first.end : second.start]
        if first.currency == second.currency or len(gap) > 24:
            continue
        said = _OPENS_CONVERSION.fullmatch(gap) or _SAYS_CONVERSION.fullmatch(gap)
        if said or (gap in _SEPARATES and _in_brackets(text, first.start)):
            second.converts = first.start


def _in_brackets(text: str, at: int) -> bool:
    low = max(at - 20, 0)
    return text.rfind("(", low, at) > text.rfind(")", low, at)
