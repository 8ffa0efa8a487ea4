"""Whether a sentence tells of what was or of what is to come, as far as one date in it goes."""

from __future__ import annotations

import re

from presstables.mentions.lexicon import alternatives, load

PAST, FUTURE = "past", "future"


def _pattern(tense: str) -> str:
    data = load("tense")[tense]
    parts = [f"(?:{alternatives(data['words'])})(?![가-힣])", *data["patterns"]]
    if data["stems"]:
        parts.append(f"[가-힣][{data['stems']}](?:{alternatives(data['endings'])})|[했됐]")
    return f"(?P<{tense}>{'|'.join(parts)})"


# Korean puts the verb last, so what follows the date holds its tense.
_MARK = re.compile(f"{_pattern(PAST)}|{_pattern(FUTURE)}")


def tense_behind(text: str, start: int, end: int) -> str:
    """`past`, `future` or "" for the date that ends at `start`, in a sentence that ends at `end`."""
    m = _MARK.search(text, start, end)
    return (m.lastgroup or "") if m else ""
