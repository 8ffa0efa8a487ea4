"""Whether a sentence tells of what was or of what is to come, as far as one date in it goes."""

from __future__ import annotations

import re

from presstables.mentions.lexicon import alternatives, by_first, load

PAST, FUTURE = "past", "future"
_HANGUL = range(ord("가"), ord("힣") + 1)


def _ending_in(final: int) -> str:
    """The syllables with a final consonant, by its number in Unicode's order (8 is ㄹ, 20 is ㅆ)."""
    return "".join(chr(c) for c in _HANGUL if (c - ord("가")) % 28 == final)


_SS = "".join(c for c in _ending_in(20) if c not in "있겠")
_L = _ending_in(8)


def _marks(tense: str) -> list[tuple[str, str]]:
    """The first character and the pattern of the rest of each mark."""
    data = load("tense")[tense]
    endings = f"(?:{alternatives(data['noun_endings'])})"
    return [
        *((w[0], re.escape(w[1:]) + "(?![가-힣])") for w in data["words"]),
        *((n[0], re.escape(n[1:]) + endings) for n in data["nouns"]),
        *((p[0], p[1:]) for p in data["patterns"]),
        *((e[0], f"(?<=[{_SS}].)" + re.escape(e[1:])) for e in data["behind_ss"]),
        *((e[0], f"(?<=[{_L}].)" + re.escape(e[1:])) for e in data["behind_l"]),
    ]


def _pattern() -> re.Pattern[str]:
    """One class of first characters lets the search skip all others; Korean puts the verb last, so it looks ahead."""
    past, future = _marks(PAST), _marks(FUTURE)
    firsts = "".join(dict.fromkeys(first for first, _ in past + future))
    return re.compile(f"[{firsts}](?:(?P<past>{by_first(past)})|(?P<future>{by_first(future)}))")


_MARK = _pattern()


def tense_behind(text: str, start: int, end: int) -> str:
    """`past`, `future` or "" for the date that ends at `start`, in a sentence that ends at `end`."""
    m = _MARK.search(text, start, end)
    return (m.lastgroup or "") if m else ""
