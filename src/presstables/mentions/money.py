"""Amounts of money: a number with a currency, before or behind it, or with one that a headline leaves out."""

from __future__ import annotations

import re
from functools import cache

from presstables.mentions.amounts import ENDS_WORD, STEP, Amount, gap_is_arrow, gap_is_range, read_amount, read_range
from presstables.mentions.lexicon import alternatives, load
from presstables.mentions.model import Money
from presstables.mentions.numerals import read_numeral
from presstables.mentions.scan import MONEY, PEOPLE, Token

_CURRENCIES = load("currencies")["currency"]
_SCALES = {w: s["factor"] for s in load("currencies")["scale"] for w in s["words"]}
_WORD = {w: e for e in _CURRENCIES for w in e["words"]}
_SYMBOL = {s: e for e in _CURRENCIES for s in e["symbols"]} | {"¥": next(e for e in _CURRENCIES if e["code"] == "JPY")}
_CODE = {w: e for e in _CURRENCIES for w in e["latin"]}
_MONEY_WORDS = load("money_words")


_SYMBOL_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{alternatives([*_SYMBOL])}) ?$|(?<![A-Za-z])(?:{alternatives([c for c in _CODE if c.isupper()])}) ?$")
_SCALE_BEHIND = re.compile(rf"[ -]?(?P<scale>{alternatives([*_SCALES])})(?![A-Za-z])")
_CODE_BEHIND = re.compile(rf" ?(?:U\.?S\.? ?)?(?P<code>{alternatives([*_CODE])})(?![A-Za-z])")
_BRACKET_THEN_UNIT = re.compile(rf"(?:여)? ?\([^()\n]{{0,40}}\) ?(?P<unit>{alternatives([*_WORD])})")
_OTHER = re.compile(rf" ?(?:여 ?)?(?:{alternatives(load('counters')['other']['words'])})(?:[은는이가을를의에와과로도만 ,.)]|$|[^가-힣]|이상|가량|정도|씩|당|분|넘)")
_HAS_MONEY_WORD = re.compile(alternatives(_MONEY_WORDS["words"]))
_CLAUSE = re.compile(r" ?제? ?\d+[항호]| 위반| 규정|에 규정| 각 ?호|의\d")
_TEAM = re.compile(r"에 따라|에 의|의 | ?\d교대|로 나|로 편성|와 \d조|,? \d조")
_MONEY_WORD_BEFORE = re.compile(rf"(?:{alternatives(_MONEY_WORDS['before_small'])})(?:은|는|이|가|을|를|만|으로)? ?(?:약 |총 |최대 |월 |연 )?$")
_LAW = re.compile(rf"(?:{alternatives(_MONEY_WORDS['law'])}) ?$")
_RATE = re.compile(r" ?당(?= ?[\d약]|[ ,)]|$)")
_MONEY_NEARBY = re.compile(r"\d ?(?:[만억조] ?)?(?:원|달러|엔|위안|유로)(?![칙색])")
_OPENS_CONVERSION = re.compile(r" ?\( ?(?:[=≒] ?|약 |한화 ?|한화로 ?|원화 ?|원화로 ?|우리 ?돈 ?|우리 ?돈으로 ?|미화 ?|현재 환율로 ?|총 ?|US|환산 ?)*")
_SAYS_CONVERSION = re.compile(r"[,·]? ?(?:우리 ?돈으?로?|한화로?|원화로?)(?: 환산(?:하면|시|으로)?)? ?(?:약 ?)?")


def read_money(text: str, tokens: list[Token], sentence: tuple[int, int], i: int) -> tuple[Money | None, int]:
    """The money that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.kind == "number" and gap_is_range(text, token, following):
        if (money := _range(text, token, following, sentence)) is not None:
            return money, 2
    return _single(text, tokens, i, sentence), 1


def _range(text: str, first: Token, second: Token, sentence: tuple[int, int]) -> Money | None:
    if first.of not in ("", MONEY) or second.of not in ("", MONEY):
        return None
    if found := _currency_at(text, second, sentence):
        entry, end, stated, _ = found
        before = _symbol_before(text, first.start)
        amount = read_range(text, first, second, before[1] if before else first.start, end)
        return _made(amount, before[0] if before else entry, stated or bool(before))
    return None


def _single(text: str, tokens: list[Token], i: int, sentence: tuple[int, int]) -> Money | None:
    token = tokens[i]
    before = _symbol_before(text, token.start) if token.of in ("", MONEY) else None
    if before:
        return _latin(text, token, *before)
    found = _currency_at(text, token, sentence, arrow=_arrow_unit(text, tokens, i))
    if found is None:
        return None
    entry, end, stated, factor = found
    if factor > 1:
        return _latin(text, token, entry, token.start)
    return _made(read_amount(text, token, token.start, end), entry, stated)


def _made(amount: Amount | None, entry: dict[str, str], stated: bool) -> Money | None:
    if amount is None:
        return None
    rule = f"money.{amount.form}" + ("" if stated else ".unstated")
    return Money(amount.start, amount.end, rule, amount.value, amount.low, amount.high, amount.qualifier, entry["code"], stated)


def _symbol_before(text: str, start: int) -> tuple[dict[str, str], int] | None:
    """The currency whose symbol or code stands before the number, and where it begins."""
    last = text[start - 1 : start]
    if not last or last not in _BEFORE_LAST:
        return None
    m = _SYMBOL_BEFORE.search(text, max(start - 5, 0), start)
    if not m:
        return None
    word = m[0].rstrip()
    return (_SYMBOL.get(word) or _CODE[word]), m.start()


_BEFORE_LAST = frozenset(" " + "".join(s[-1] for s in [*_SYMBOL, *_CODE]))


def _latin(text: str, token: Token, entry: dict[str, str], start: int) -> Money | None:
    """$100M, US$60 million, 1.5bn euros: the number times its Latin scale."""
    end, factor = token.number_end, 1
    if scale := _SCALE_BEHIND.match(text, end):
        end, factor = scale.end(), _SCALES[scale["scale"]]
    if token.of == MONEY and not scale:
        end = token.end
    elif code := _CODE_BEHIND.match(text, end):
        end = code.end()
    amount = read_amount(text, token, start, end)
    if amount is None:
        return None
    scaled = [None if n is None else _exact(n * factor) for n in (amount.value, amount.low, amount.high)]
    return Money(amount.start, amount.end, "money.latin", *scaled, amount.qualifier, entry["code"], True)


def _exact(number):  # type: ignore[no-untyped-def]
    return int(number) if number == int(number) else number


def _currency_at(text: str, token: Token, sentence: tuple[int, int], arrow: Token | None = None):  # type: ignore[no-untyped-def]
    """The currency of a number: (entry, end of the span, stated, Latin factor), or None where it is no money."""
    if token.of == MONEY:
        return _stated(text, token)
    if token.of:
        return None
    end = token.number_end
    if token.number[-1] in "만억조경" and (m := _BRACKET_THEN_UNIT.match(text, end)):
        return _WORD[m["unit"]], end, True, 1
    if arrow is not None and arrow.of == MONEY:
        return _WORD[arrow.unit], end, False, 1
    if text[end : end + 2].strip()[:1].isascii() and (behind := _latin_behind(text, end)):
        return behind
    return (_WORD["원"], end, False, 1) if _won_left_out(text, token, sentence) else None


def _stated(text: str, token: Token):  # type: ignore[no-untyped-def]
    entry, end = _WORD[token.unit], token.end
    rest = text[end : end + 6]
    if rest.startswith(tuple(entry.get("not_before", ()))) or _RATE.match(text, end) and token.unit != "원":
        return None
    if token.unit in entry.get("bounded", ()) and not ENDS_WORD.match(text, end):
        return None
    if entry.get("needs") == "scale" and token.number[-1] not in "만억조경" and len(token.unit) < 4:
        return None
    hangul = not token.number[0].isdigit()
    if hangul and not ENDS_WORD.match(text, end) or token.number in ("만", "천", "백", "십", "일") and not text.startswith(("짜리", "권"), end):
        return None
    return entry, end, True, 1


def _latin_behind(text: str, end: int):  # type: ignore[no-untyped-def]
    """1.5bn euros: a scale and a currency word behind the number, both or the latter alone."""
    scale = _SCALE_BEHIND.match(text, end)
    code = _CODE_BEHIND.match(text, scale.end() if scale else end)
    return (_CODE[code["code"]], code.end(), True, 2) if code else None


def _arrow_unit(text: str, tokens: list[Token], i: int) -> Token | None:
    """The number at the other end of an arrow that leads from tokens[i], past a date (191조→2027년 225조원)."""
    if tokens[i].unit or i + 1 == len(tokens) or not gap_is_arrow(text, tokens[i], tokens[i + 1]):
        return None
    return next((t for t in tokens[i + 1 : i + 4] if t.of in (MONEY, PEOPLE) or not t.of and t.kind == "number"), None)


def _won_left_out(text: str, token: Token, sentence: tuple[int, int]) -> bool:
    """Whether a scaled number is won though 원 is not written: a word of money is at hand, no counted noun follows."""
    number, end = token.number, token.number_end
    if number[-1] not in "억조경만천":
        return False
    if text.startswith("여", end):
        end += 1
    step = number[-1] in "억조" and STEP.match(text, end)
    if not step and (not ENDS_WORD.match(text, end) or _OTHER.match(text, end) or _RATE.match(text, end)):
        return False
    if number[-1] == "조":
        if _is_article_of_law(text, token):
            return False
        if len(number) > 2 and not number[0] in "수몇":
            return True
    low, high = max(sentence[0], token.start - 60), min(sentence[1], end + 60)
    if number[-1] in "만천":
        low, high = max(sentence[0], token.start - 12), min(sentence[1], end + 12)
        return bool(_MONEY_WORD_BEFORE.search(text, low, token.start)) or bool(
            _MONEY_NEARBY.search(text, low, high) and _HAS_MONEY_WORD.search(text, low, high)
        )
    return bool(_HAS_MONEY_WORD.search(text, low, high) or _MONEY_NEARBY.search(text, max(token.start - 120, 0), high))


def _is_article_of_law(text: str, token: Token) -> bool:
    """조 of a law (증감법 15조에 따라) or a team or shift (3조 2교대), not of won."""
    if _LAW.search(text, max(token.start - 4, 0), token.start) or _CLAUSE.match(text, token.number_end):
        return True
    return len(token.number) < 4 and token.number[:-1].isdigit() and bool(_TEAM.match(text, token.number_end))


def link_conversions(text: str, money: list[Money]) -> None:
    """Sets `converts`: 6000만 달러(약 787억원), (797억엔, 7294억원), 1억 달러, 우리 돈 약 1400억원."""
    for first, second in zip(money, money[1:], strict=False):
        gap = text[first.end : second.start]
        if first.currency == second.currency or len(gap) > 24:
            continue
        inside = text.rfind("(", max(first.start - 20, 0), first.start) > text.rfind(")", max(first.start - 20, 0), first.start)
        if _OPENS_CONVERSION.fullmatch(gap) or _SAYS_CONVERSION.fullmatch(gap) or inside and gap in (", ", "·", "/", " / ", " · "):
            second.converts = first.start


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes that the lexicon knows."""
    return frozenset(e["code"] for e in _CURRENCIES)


def numeral_of(token: Token) -> object:
    """The token's number, for explain."""
    return read_numeral(token.number)
