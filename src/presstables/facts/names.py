"""Names of organisations that no lexicon has, discovered from the article that uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from presstables.facts.morphology import Token
from presstables.facts.organizations import Lexicon, Matcher, alternatives, data, ends_name, plain

NEEDED = 3
"""Evidence that makes a name an organisation: one sure sign, or several weak ones."""

_QUOTES = "'‘’“”\"「」『』<>《》"
_SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모"
_PERSON = rf"(?<![가-힣A-Za-z])[{_SURNAMES}][가-힣]{{2}}"
_NAME = r"[0-9A-Za-z가-힣&][0-9A-Za-z가-힣&+\-]*(?: [A-Z][0-9A-Za-z&]*| [가-힣A-Za-z]{1,6}(?=[’'”\"]))*"
_NOUN_TAGS = frozenset(["NNP", "NNG", "NA", "SL", "SN", "XSN", "XPN", "NF", "SH", "NNB", "XR", "MM", "IC", "MAG"])
_SUBJECTS = frozenset(["은", "는", "이", "가", "도"])


@cache
def _signs() -> list[tuple[re.Pattern[str], int]]:
    """Patterns whose group 1 is a name, with what each is worth."""
    names = data("names")
    kinds, legal, ends = (alternatives(names[key]) for key in ("apposition", "legal", "endings"))
    leaders = alternatives(names["leaders"])
    gloss = r"(?:\([^()\n]{1,40}\))?"
    title = rf"(?:{leaders})(?![가-힣]{{3}})"
    head = r"(?<![0-9A-Za-z가-힣&])"  # both words of a sentence may be the name: the patterns look ahead, and overlap
    of = r"(?:[가-힣]{2,5}의? )?"
    return [
        (re.compile(rf"(?:{legal}) ?[{_QUOTES}]?({_NAME})"), 3),
        (re.compile(rf"(?<![가-힣A-Za-z])([0-9A-Za-z가-힣&]{{2,12}}?(?:{ends}))(?![A-Za-z])"), 3),
        (re.compile(rf"(?<=[가-힣A-Za-z) ])(?:{kinds})(?:인|이자)? {of}[{_QUOTES}]({_NAME}){gloss}[{_QUOTES}]"), 3),
        (re.compile(rf"(?<=[가-힣A-Za-z) ])(?:{kinds})(?:인|이자)? ({_NAME}){gloss}"), 2),
        (re.compile(rf"(?<=[가-힣A-Za-z) ])(?:{kinds})(?:인|이자)? {of}([A-Z][A-Za-z0-9&]{{2,}})(?![A-Za-z0-9 ])"), 3),
        (re.compile(rf"{_PERSON} ({_NAME}){gloss} {title}"), 3),
        (re.compile(rf"({_NAME}) {title}(?: [가-힣]{{2,4}})?(?:은|는|이|가)(?![가-힣])"), 1),
        (re.compile(rf"(?:^|\n)(?:\[[^\]\n]+\] ?)?({_NAME})(?:, |…|\.\.\.)", re.M), 2),
        (re.compile(rf"{head}(?=({_NAME}){gloss}[{_QUOTES}]?(?:은|는) [^.\n]{{0,90}}?(?:기업|회사|업체|스타트업|기관)(?:이다|으로|다\.|로[ ,]|인 ))"), 2),
        (re.compile(rf"(?:설립|창업|창립)(?:된|한) ({_NAME})(?:은|는|이|가)(?![가-힣])"), 2),
        (re.compile(rf"{head}(?=({_NAME}){gloss}[{_QUOTES}]?(?:은|는|이|가|도) [^.\n]{{0,80}}?(?:인수|상장|공시|출시|수주|투자 유치|매각|합병))"), 1),
        (re.compile(rf"({_NAME}){gloss}[{_QUOTES}]? (?:주가|주식|매출|영업이익|시가총액|공장|본사|임직원|지분)"), 1),
        (re.compile(rf"({_NAME})\([A-Z][A-Za-z .&]+\)"), 1),
        (re.compile(rf"({_NAME})\((?:원장|대표|대표이사|사장|회장|이사장|총장|소장) "), 3),
    ]


def discover(text: str, tokens: Iterable[Sequence[Token]], spans: Sequence[tuple[int, int]], lexicon: Lexicon) -> Matcher:
    """The organisations of `text` that `lexicon` lacks, with their aliases in it.

    `tokens` are the analyses of the sentences at `spans`; they say where a noun ends and its particle begins.
    """
    tokens = list(tokens)
    stems, common = _stems(text, tokens, spans), _common(text, tokens, spans)
    worth: Counter[str] = Counter()
    for pattern, value in _signs():
        said = (m for m in pattern.finditer(text) if m.group(1)[-1].isascii() or ends_name(text, m.end(1)))
        for name in {_stem(m.group(1), stems) for m in said}:
            worth[name] += value
    found = Matcher()
    for name in sorted(worth):
        if worth[name] + _habit(name, text, stems) - _wordy(name, text, common) >= NEEDED and _may_be(name, text, lexicon):
            short = lexicon.canonical(name)
            found.add(name, short)
            found.add(short, short)
    _listed(text, found, lexicon)
    _glosses(text, found, lexicon)
    _tails(text, found, lexicon)
    return found


def _stems(text: str, tokens: Iterable[Sequence[Token]], spans: Sequence[tuple[int, int]]) -> Counter[str]:
    """How often each run of nouns without white space stands before a subject's or topic's particle."""
    counted: Counter[str] = Counter()
    for found, (start, _) in zip(tokens, spans, strict=True):
        for i, token in enumerate(found):
            if token.tag in ("JKS", "JX") and token.morph in _SUBJECTS and i and found[i - 1].end == token.start:
                first = _run_start(found, i)
                counted[text[start + found[first].start : start + token.start]] += 1
    return counted


def _common(text: str, tokens: Iterable[Sequence[Token]], spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The words that are made of common nouns or verbs only, as the tagger reads them."""
    words: set[str] = set()
    for found, (start, _) in zip(tokens, spans, strict=True):
        for i, token in enumerate(found):
            run = i
            while run < len(found) and found[run].tag in ("NNG", "XSN", "NNB", "XR", "MAG", "VV", "VA", "EC", "ETN"):
                words.add(text[start + token.start : start + found[run].end])
                run += 1
    return frozenset(words)


def _wordy(name: str, text: str, common: frozenset[str]) -> int:
    """What a name loses for being made of everyday words: all, unless its ending or a Latin gloss marks it as a name."""
    marked = re.search(rf"..(?:{alternatives(data('names')['endings'])})$", name) or f"{name}(" in text
    return 9 if name in common and not ((marked and re.search(rf"{re.escape(name)}(?:\([A-Z]|$)", text)) or (marked and len(name) > 3)) else 0


def _run_start(tokens: Sequence[Token], end: int) -> int:
    first = end - 1
    while first and tokens[first - 1].tag in _NOUN_TAGS and tokens[first - 1].end == tokens[first].start:
        first -= 1
    return first


def _stem(name: str, stems: Counter[str]) -> str:
    """The name without a particle that the pattern took for a part of it."""
    name = name.strip()
    if name in stems:
        return name
    cut = re.sub(r"(?:에서는|에서도|에서|에게|으로부터|로부터|으로|은|는|이|가|을|를|의|에|와|과|도|로|만|인)$", "", name)
    return cut if len(cut) > 1 and (cut in stems or re.search(r"[가-힣]{2}$", cut)) and cut != name and _known_stem(cut, name, stems) else name


def _known_stem(cut: str, name: str, stems: Counter[str]) -> bool:
    return cut in stems or (name not in stems and not name.endswith(("이", "가", "도", "로", "과", "의", "인", "만")))


def _habit(name: str, text: str, stems: Counter[str]) -> int:
    """What the article's own use adds or takes: a frequent subject is one; who bears a title is a person."""
    said = len(re.findall(re.escape(name), text))
    titles = alternatives([*data("names")["leaders"], *data("names")["speakers"]])
    titled = re.search(rf"[가-힣] {re.escape(name)} (?:{titles}|씨)(?![가-힣]{{3}})", text)
    return int(stems[name] >= 2 or said >= 4) - (2 if titled and len(name) <= 3 else 0)


def _may_be(name: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a name can be an organisation's: no person, no trade, no sort of firm, nothing that the lexicon has."""
    names = data("names")
    if len(name) < 2 or plain(name) in _excluded() or lexicon.matcher.find(name) or re.fullmatch(r"[\d.,]+[가-힣]?", name):
        return False
    ending = re.fullmatch(rf"(.*?)(?:{alternatives(names['endings'])})", name)
    if ending and (not ending.group(1) or re.fullmatch(rf"(?:{alternatives(names['sorts'])})+|\d+대|[가-힣]", ending.group(1))):
        return False
    if re.search(r"(?:기업|회사|업체|스타트업|개발사|제조사|산업|시장|업계|사업|펀딩|투자|계약|서비스|플랫폼)$", name):
        return False
    titles = alternatives([*names["leaders"], *names["speakers"]])
    person = re.search(rf"(?<![가-힣A-Za-z]){re.escape(name)}(?:\([^)]*\))?(?: [^\s.,]{{1,12}})? (?:{titles}|씨)(?![가-힣]{{3}})", text)
    led = re.search(rf"{_PERSON} {re.escape(name)}(?:\([^)]*\))? (?:{titles})", text)
    korean = re.fullmatch(rf"[{_SURNAMES}][가-힣]{{2}}", name)
    return not (person and (korean or (not led and re.fullmatch(r"[가-힣]{2,4}", name)))) and not _swallows(name, lexicon)


def _swallows(name: str, lexicon: Lexicon) -> bool:
    """Whether a known name ends this one, as where a page lost the space before it."""
    return any(name[i:] in lexicon.matcher.names for i in range(1, len(name) - 3))


@cache
def _excluded() -> frozenset[str]:
    names = data("names")
    lists = ("collectives", "apposition", "leaders", "speakers", "sorts", "endings", "legal")
    return frozenset(plain(word) for key in lists for word in names[key]) | frozenset(names["common"])


def _listed(text: str, found: Matcher, lexicon: Lexicon) -> None:
    """Names that stand in a list with known ones, each with a figure in brackets: 노바(2만200명), 로피드(1만333명)."""
    for row in re.finditer(r"(?:[0-9A-Za-z가-힣&]{2,14}\([^()]*\d[^()]*\)(?:, | 등|과 |와 |·)?){2,}", text):
        names = re.findall(r"([0-9A-Za-z가-힣&]{2,14})\([^()]*\d[^()]*\)", row.group())
        known = [name for name in names if found.find(name) or lexicon.matcher.find(name)]
        for name in names if known else []:
            if name not in known and plain(name) not in _excluded() and not re.search(r"(?:업|직|년|월|국|인수)$", name):
                found.add(name, lexicon.canonical(name))


def _glosses(text: str, found: Matcher, lexicon: Lexicon) -> None:
    """Other names that the article itself gives: 한국전자통신연구원(ETRI), ‘범정부 추진본부’(추진본부), (이하 엔진)."""
    for place in re.finditer(rf"(?<=[가-힣A-Za-z{_QUOTES}])\((?:이하 )?[{_QUOTES}]?([0-9A-Za-z가-힣& ]{{2,20}})[{_QUOTES}]?\)", text):
        head = text[max(0, place.start() - 24) : place.start()].rstrip(_QUOTES)
        alias = place.group(1).strip()
        spots = [s for s in (*lexicon.matcher.find(head), *found.find(head)) if s.end == len(head)]
        if spots and not lexicon.matcher.find(alias) and plain(alias) not in _excluded() and not re.search(r"\d", alias):
            found.add(alias, max(spots, key=lambda s: s.end - s.start).name)


def _tails(text: str, found: Matcher, lexicon: Lexicon) -> None:
    """The end of a longer name, where the article says it alone: AI연구원 of LG AI연구원."""
    full = {s.name for s in (*lexicon.matcher.find(text), *found.find(text))}
    for name in sorted(full):
        head, _, tail = name.partition(" ")
        if tail and head in lexicon.groups and len(tail) > 3 and re.search(r"(?:연구원|연구소|센터|재단|법인)$", tail):
            found.add(tail, name)
