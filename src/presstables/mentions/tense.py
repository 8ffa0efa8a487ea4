"""Whether a sentence tells of what was or of what is to come, as far as one date in it goes."""

from __future__ import annotations

import re

from presstables.mentions.lexicon import alternatives, by_first, load

PAST, PRESENT, FUTURE = "past", "present", "future"
_HANGUL = range(ord("가"), ord("힣") + 1)
_WINDOW = 120  # characters behind a date in which its verb is looked for


def _ending_in(final: int) -> str:
    """The syllables with a final consonant, by its number in Unicode's order (4 is ㄴ, 8 ㄹ, 20 ㅆ)."""
    return "".join(chr(c) for c in _HANGUL if (c - ord("가")) % 28 == final)


_FINALS = {
    "behind_ss": "".join(c for c in _ending_in(20) if c not in "있겠"),
    "behind_l": _ending_in(8),
    "behind_n": _ending_in(4),
}


def _words(tense: str) -> list[tuple[str, str]]:
    """The first character and the pattern of the rest of each mark that is a word."""
    data = load("tense")[tense]
    endings = f"(?:{alternatives(data['noun_endings'])})"
    stops = [alternatives(data["not_before"])] if "not_before" in data else []
    word_end = f"(?!{'|'.join(['[가-힣]', *stops])})"
    return [
        *((w[0], re.escape(w[1:]) + word_end) for w in data["words"]),
        *((n[0], re.escape(n[1:]) + endings) for n in data["nouns"]),
        *((p[0], p[1:]) for p in data["patterns"]),
    ]


def _endings(tense: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The final consonants and, for each, the endings behind it as first character and rest."""
    data = load("tense")[tense]
    return [(chars, [(e[0], e[1:]) for e in data[key]]) for key, chars in _FINALS.items() if data.get(key)]


def _pattern() -> re.Pattern[str]:
    """One class of first characters lets the search skip all others; an ending is tried only behind its consonant."""
    words, endings, firsts = [], [], ""
    for tense in (PAST, FUTURE, PRESENT):
        words.append(f"(?P<{tense}>{by_first(_words(tense))})")
        firsts += "".join(first for first, _ in _words(tense))
        for chars, rests in _endings(tense):
            endings.append(f"(?<=[{chars}].)(?P<{tense}_ending>{by_first(rests)})")
            firsts += "".join(first for first, _ in rests)
    return re.compile(f"[{''.join(dict.fromkeys(firsts))}](?:{'|'.join(endings + words)})")


_MARK = _pattern()
_MEETING_ENDS = tuple(load("tense")["past"]["noun_endings"])
_ADNOMINAL = re.compile(r"[한된인은린난킨] ")
_QUOTES = {"“": "”", "‘": "’", '"': '"'}
_QUOTE = re.compile('[“”"]')


def tense_behind(text: str, start: int, end: int, sentence: int = 0, quoted: bool = False) -> str:
    """`past`, `present`, `future` or "" for the date that ends at `start`, in a sentence from `sentence` to `end`.

    What is quoted speaks of its own days only: a date within a quotation is told of within it, one outside is not.
    `quoted` tells that a straight quotation mark is open at `start`.
    """
    end = min(end, start + _WINDOW)
    inside = _open_quote(text, sentence, start) or ('"' if quoted else "")
    if inside:
        close = text.find(inside, start, end)
        return _mark(text, start, close if close >= 0 else end)
    while start < end:
        quote = _QUOTE.search(text, start, end)
        found = _mark(text, start, quote.start() if quote else end)
        if found or not quote:
            return found
        close = text.find(_QUOTES.get(quote[0], quote[0]), quote.end(), end)
        start = close + 1 if close >= 0 else end
    return ""


def _mark(text: str, start: int, end: int) -> str:
    m = _MARK.search(text, start, end)
    if m and m.start() == start and str(m.lastgroup).endswith("_ending"):
        m = _MARK.search(text, start + 1, end)  # 6월 계획: the syllable before it is the date's own, and no verb's
    found = _tense_of(m)
    if m and found == PAST and m[0].endswith(_MEETING_ENDS):
        # 25일 총회에서 의결한다: a meeting has been, unless a plain present follows and nothing that it decided before.
        behind = _MARK.search(text, m.end(), end)
        if _tense_of(behind) == PRESENT and behind and not _ADNOMINAL.search(text, m.end(), behind.start()):
            return PRESENT
    return found


def _tense_of(m: re.Match[str] | None) -> str:
    return (m.lastgroup or "").removesuffix("_ending") if m else ""


def _open_quote(text: str, start: int, at: int) -> str:
    """The curly mark that closes the quotation that `at` stands in, or ""."""
    low = max(start, at - _WINDOW)
    return "”" if text.rfind("“", low, at) > text.rfind("”", low, at) else ""
