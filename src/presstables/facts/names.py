"""Names of organisations that no lexicon has, discovered from the article that uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from presstables.facts.morphology import Token
from presstables.facts.organizations import Lexicon, Matcher, Spot, alternatives, data, ends_name, plain

NEEDED = 3
"""Evidence that makes a name an organisation: one sure sign, or several weak ones."""

_QUOTES = "'‘’“”\"「」『』<>《》"
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나"
    "진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모"
)
_PERSON = rf"(?<![가-힣A-Za-z])[{_SURNAMES}][가-힣]{{2}}"
_BEFORE = re.compile(rf"(?<![가-힣A-Za-z])[{_SURNAMES}][가-힣]{{2}} $")
_NAME = r"[0-9A-Za-z가-힣&][0-9A-Za-z가-힣&+\-]{0,30}(?: [A-Z][0-9A-Za-z&]{0,20}| [가-힣A-Za-z]{1,6}(?=[’'”\"])){0,4}"
_NOUN_TAGS = frozenset(["NNP", "NNG", "NA", "SL", "SN", "XSN", "XPN", "NF", "SH", "NNB", "XR", "MM", "IC", "MAG"])
_PARTICLE = re.compile(r"(?:에서는|에서도|에서|에게|으로부터|로부터|으로|은|는|이|가|을|를|의|에|와|과|도|로|만|인)$")
_NO_NAME = re.compile(
    r"^[\d.,]+[가-힣]?$|(?:으로|에서|에게|까지|부터|에는|[가-힣]적|들|것|하고|하며|해서|지만|이나|라고|라며|(?<=..)[한된할될던하되])$"
)
"""Numbers, adverbs and verbs that stand where names do."""
_SUBJECTS = frozenset(["은", "는", "이", "가", "도"])


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern whose group 1 is a name, and what it is worth; `near` is a part of it that a text seldom has.

    A `sure` sign holds for everyday words, too; one of a `deed` for none that are made of such (영업손실이 …).
    """

    pattern: re.Pattern[str]
    worth: int
    near: re.Pattern[str] | None
    sure: bool
    deed: bool

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Every place with this sign; where `near` is known, only the text around it is read."""
        start = end = 0
        for place in self.near.finditer(text) if self.near else ():
            if place.start() - BEFORE > end:
                yield from self.pattern.finditer(text, start, end)
                start = place.start() - BEFORE
            end = place.end() + BEHIND
        yield from self.pattern.finditer(text, start, end if self.near else len(text))


BEFORE, BEHIND = 180, 60
"""How many characters before and behind its `near` a sign takes at most."""


@cache
def signs() -> list[Sign]:
    """The signs of lexicon/signs.toml."""
    lists = {key: alternatives(words) for key, words in data("names").items() if isinstance(words, list)}
    lists |= {"quotes": _QUOTES, "name": _NAME, "person": _PERSON}
    made = []
    for sign in data("signs")["sign"]:
        pattern, near = (_filled(sign.get(key), lists) for key in ("pattern", "near"))
        assert pattern is not None
        made.append(Sign(pattern, sign["worth"], near, sign.get("sure", False), sign.get("deed", False)))
    return made


def _filled(pattern: str | None, lists: Mapping[str, str]) -> re.Pattern[str] | None:
    """The pattern with the lists that it names in braces; a bare {2,12} stays."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda m: lists[m.group(1)], pattern)) if pattern else None


def discover(
    text: str,
    tokens: Iterable[Sequence[Token]],
    spans: Sequence[tuple[int, int]],
    lexicon: Lexicon,
    known: Sequence[Spot] | None = None,
) -> Matcher:
    """The organisations of `text` that `lexicon` lacks, with their aliases in it.

    `tokens` are the analyses of the sentences at `spans`; they say where a noun ends and its particle begins.
    `known` are the places where the text says names of the lexicon, if the caller has them.
    """
    tokens = list(tokens)
    stems, common = _stems(text, tokens, spans), _common(text, tokens, spans)
    worth: Counter[str] = Counter()
    sure: set[str] = set()
    signed: Counter[str] = Counter()
    for sign in signs():
        said = (m for m in sign.find(text) if m.group(1)[-1].isascii() or ends_name(text, m.end(1)))
        for name in {_stem(m.group(1), stems, text) for m in said}:
            worth[name] += 0 if sign.deed and name in common else sign.worth
            signed[name] += not (sign.deed and name in common)
            sure |= {name} if sign.sure else set()
    found = Matcher()
    for name in sorted(worth):
        loss = 0 if name in sure else _wordy(name, text, common)
        if signed[name] > 1 and _led(name, text):
            loss = min(loss, 1)  # 김하나 새벽 대표, and 새벽 사무실: an everyday word, but the name of a firm
        evidence = worth[name] - loss
        if evidence + 1 >= NEEDED and evidence + _habit(name, text, stems) >= NEEDED and _may_be(name, text, lexicon):
            short = lexicon.canonical(name)
            found.add(name, short)
            found.add(short, short)
    _listed(text, found, lexicon)
    _glosses(text, found, lexicon)
    _tails({spot.name for spot in (lexicon.matcher.find(text) if known is None else known)}, found, lexicon)
    return found


def _led(name: str, text: str) -> bool:
    """Whether a person's name before an everyday word and a title behind it make it a firm's: 김하나 새벽 대표."""
    titled, led = _titles(name, text, 0)
    return titled and led and not _ending().search(name) and not _weak_ending().match(name)


def _stems(text: str, tokens: Iterable[Sequence[Token]], spans: Sequence[tuple[int, int]]) -> Counter[str]:
    """How often each run of nouns without white space stands before a subject's or topic's particle."""
    counted: Counter[str] = Counter()
    for found, (start, _) in zip(tokens, spans, strict=True):
        for i, token in enumerate(found):
            if token.tag in ("JKS", "JX") and token.morph in _SUBJECTS and i and found[i - 1].end == token.start:
                first = _run_start(found, i)
                counted[text[start + found[first].start : start + token.start]] += 1
    return counted


def _common(text: str, tokens: Iterable[Sequence[Token]], spans: Sequence[tuple[int, int]]) -> dict[str, int]:
    """The words that are made of common nouns or verbs only, as the tagger reads them, and of how many."""
    words: dict[str, int] = {}
    for found, (start, _) in zip(tokens, spans, strict=True):
        for i, token in enumerate(found):
            run = i
            while run < len(found) and found[run].tag in ("NNG", "XSN", "NNB", "XR", "MAG", "VV", "VA", "EC", "ETN"):
                words[text[start + token.start : start + found[run].end]] = run - i + 1
                run += 1
    return words


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"..(?:{alternatives(data('names')['endings'])})$")


@cache
def _weak_ending() -> re.Pattern[str]:
    return re.compile(rf"(.*?)(?:{alternatives(data('names')['weak_endings'])})$")


@cache
def _sort() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(data('names')['sorts'])})+")


def _wordy(name: str, text: str, common: dict[str, int]) -> int:
    """What a name loses for being an everyday word: all, or a little where it joins two (하늘랩); a gloss saves it.

    So it does where an everyday word stands before an ending that such words have, too: 종합병원, 석유화학.
    """
    weak = _weak_ending().match(name)
    if weak and (len(weak.group(1)) < 2 or _sort().fullmatch(weak.group(1))):
        return 9
    if weak and common.get(weak.group(1)) == 1:
        return 3
    if name not in common or _ending().search(name):
        return 0
    gloss = text[text.find(f"{name}(") + len(name) :][:2] if f"{name}(" in text else ""
    glossed = gloss and (len(name) > 3 or gloss[1:].isascii())
    return 9 if common[name] == 1 else 0 if glossed else 1


def _run_start(tokens: Sequence[Token], end: int) -> int:
    first = end - 1
    while first and tokens[first - 1].tag in _NOUN_TAGS and tokens[first - 1].end == tokens[first].start:
        first -= 1
    return first


def _stem(name: str, stems: Counter[str], text: str) -> str:
    """The name without a particle that the pattern took for a part of it."""
    name = name.strip()
    if name in stems:
        return name
    cut = _PARTICLE.sub("", name)
    fits = len(cut) > 1 and cut != name and (cut in stems or re.search(r"[가-힣]{2}$", cut))
    return cut if fits and (_known_stem(cut, name, stems) or _elsewhere(cut, name, text)) else name


def _elsewhere(cut: str, name: str, text: str) -> bool:
    """Whether the article has the shorter name with nothing, or another particle, behind it."""
    return len(cut) > 2 and re.search(rf"{re.escape(cut)}(?!{name[len(cut) :]})(?![가-힣]{{2}})", text) is not None


def _known_stem(cut: str, name: str, stems: Counter[str]) -> bool:
    return cut in stems or (name not in stems and not name.endswith(("이", "가", "도", "로", "과", "의", "인", "만")))


def _habit(name: str, text: str, stems: Counter[str]) -> int:
    """What the article's own use adds or takes: a frequent subject is one; who bears a title is a person."""
    titled, led = _titles(name, text, 0)
    return int(stems[name] >= 2 or text.count(name) >= 4) - (2 if titled and not led and len(name) <= 3 else 0)


def _titles(name: str, text: str, apart: int) -> tuple[bool, bool]:
    """Whether a title stands behind a name, `apart` words away at most, and whether a person stands before it."""
    titled = led = False
    place = text.find(name)
    while place >= 0:
        if place == 0 or not re.match(r"[가-힣A-Za-z]", text[place - 1]):
            behind = _titled(apart).match(text, place + len(name))
            titled |= behind is not None
            led |= behind is not None and _BEFORE.search(text[max(0, place - 5) : place]) is not None
        place = text.find(name, place + 1)
    return titled, led


@cache
def _titled(apart: int) -> re.Pattern[str]:
    titles = alternatives([*data("names")["leaders"], *data("names")["speakers"], "씨"])
    word = r"(?: [^\s.,]{1,12})?" if apart else ""
    return re.compile(rf"(?:\([^)]*\))?{word} (?:{titles})(?![가-힣]{{3}})")


@cache
def _sorts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names that only say which sort: an ending with 지방, 국책 or nothing before it; and the words for firms."""
    ends, sorts = (alternatives(data("names")[key]) for key in ("endings", "sorts"))
    firms = (
        "기업|회사|업체|스타트업|개발사|제조사|산업|시장|업계|사업|펀딩|투자|계약|서비스|플랫폼|[가-힣]팀|연구진|경영진"
    )
    firms += "|매출|이익|순익|손실|적자|흑자|[가-힣]{2}액|금액|자금|대금|가격|비용|점유율|비중|규모|소송|제도|지수|효과"
    firms += "|수요|실적|지분|가치|총액|자본금|보조금|배당금|등록금|인력|직원|임원"
    return re.compile(rf"(?:(?:{sorts})*|\d+대|[가-힣])(?:{ends})"), re.compile(rf"(?:{firms})$")


def _may_be(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a name can be an organisation's: no person, no trade, no sort of firm, nothing that the lexicon has."""
    sorts, firms = _sorts()
    if len(name) < 2 or plain(name) in _excluded() or _NO_NAME.search(name):
        return False
    if sorts.fullmatch(name) or firms.search(name) or lexicon.matcher.find(name) or _swallows(name, lexicon):
        return False
    titled, _ = _titles(name, text, 1)
    _, led = _titles(name, text, 0)
    korean = re.fullmatch(rf"[{_SURNAMES}][가-힣]{{2}}", name)
    return not (titled and (korean or (not led and re.fullmatch(r"[가-힣]{2,4}", name))))


def _swallows(name: str, lexicon: Lexicon) -> bool:
    """Whether a known name ends this one, as where a page lost the space before it."""
    return any(name[i:] in lexicon.matcher.names for i in range(1, len(name) - 3))


@cache
def _excluded() -> frozenset[str]:
    names = data("names")
    lists = ("collectives", "apposition", "leaders", "speakers", "sorts", "endings", "weak_endings", "legal")
    return frozenset(plain(word) for key in lists for word in names[key]) | frozenset(names["common"])


def _listed(text: str, found: Matcher, lexicon: Lexicon) -> None:
    """Names that stand in a list with known ones, each with a figure in brackets: 가온(120명), 한빛(90명)."""
    for row in re.finditer(r"(?:[0-9A-Za-z가-힣&]{2,14}\([^()]*\d[^()]*\)(?:, | 등|과 |와 |·)?){2,}", text):
        names = re.findall(r"([0-9A-Za-z가-힣&]{2,14})\([^()]*\d[^()]*\)", row.group())
        known = [name for name in names if found.find(name) or lexicon.matcher.find(name)]
        for name in names if known else []:
            if (
                name not in known
                and plain(name) not in _excluded()
                and not re.search(r"(?:업|직|년|월|국|인수)$", name)
            ):
                found.add(name, lexicon.canonical(name))


def _glosses(text: str, found: Matcher, lexicon: Lexicon) -> None:
    """Other names that the article itself gives: 한빛연구원(HBRI), ‘로봇추진본부’(추진본부), (이하 엔진)."""
    for place in re.finditer(
        rf"(?<=[가-힣A-Za-z{_QUOTES}])\((?:이하 )?[{_QUOTES}]?([0-9A-Za-z가-힣& ]{{2,20}})[{_QUOTES}]?\)", text
    ):
        head = text[max(0, place.start() - 24) : place.start()].rstrip(_QUOTES)
        alias = place.group(1).strip()
        spots = [s for s in (*lexicon.matcher.find(head), *found.find(head)) if s.end == len(head)]
        if (
            spots
            and not lexicon.matcher.find(alias)
            and plain(alias) not in _excluded()
            and not re.search(r"\d", alias)
        ):
            found.add(alias, max(spots, key=lambda s: s.end - s.start).name)


def _tails(full: set[str], found: Matcher, lexicon: Lexicon) -> None:
    """The end of a longer name, where the article says it alone: AI연구원 of LG AI연구원."""
    for name in sorted(full | set(found.names.values())):
        head, _, tail = name.partition(" ")
        if tail and head in lexicon.groups and len(tail) > 3 and re.search(r"(?:연구원|연구소|센터|재단|법인)$", tail):
            found.add(tail, name)
