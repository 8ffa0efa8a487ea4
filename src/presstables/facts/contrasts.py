"""What keeps two facts of the same number apart: words that exclude each other, such as 국내 and 해외, 채용 and 감원.

The words are in lexicon/contrasts.toml. Here, too, is what two sentences have in common.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from math import inf

from presstables.facts.organizations import data

REACH = 60
"""How many characters to either side of a figure belong to what is said of it."""

_BEHIND = re.compile(r"(?:[가-힣]{0,3}의|에 (?:달하|이르)는|[을를이가]? ?넘는|대|가량|규모의|어치)? ?")
_OF_THEM = re.compile(r"[자도은는이가 ]*(?:수는 )?")
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}")
_PARTICLES = re.compile(
    r"(?:으로|에서|에게|까지|부터|보다|에는|은|는|이|가|을|를|의|에|와|과|도|로|만|했다|됐다|한다|하는|한|된)$"
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """One contrast of contrasts.toml; a match's last group is its side."""

    name: str
    of: frozenset[str]
    kinds: frozenset[str]
    behind: bool
    """Whether the word that counts is looked for behind the figure first."""
    pattern: re.Pattern[str]
    weight: float
    """How much it speaks against one fact; infinity where the words exclude each other."""

    def side(self, before: str, after: str) -> int | None:
        """Which side a figure has, by the words before and after it; None where they say neither."""
        *_, last = (None, *self.pattern.finditer(before))
        counted = last is not None and _OF_THEM.fullmatch(before, last.end())
        if self.behind and not counted and (match := self.pattern.search(after)):
            return _index(match)
        attribute = _BEHIND.match(after)
        if attribute and attribute.end() and (match := self.pattern.match(after, attribute.end())):
            return _index(match)
        return None if last is None else _index(last)


def _index(match: re.Match[str]) -> int:
    return int(str(match.lastgroup)[1:])


@cache
def contrasts() -> tuple[Contrast, ...]:
    """The contrasts of lexicon/contrasts.toml, in order."""
    return tuple(
        Contrast(
            name=entry["name"],
            of=frozenset(entry["of"]),
            kinds=frozenset(entry.get("kinds", ())),
            behind=entry["where"] == "after",
            pattern=re.compile("|".join(f"(?P<s{i}>{side})" for i, side in enumerate(entry["sides"]))),
            weight=entry.get("weight", inf),
        )
        for entry in data("contrasts")["contrast"]
    )


@cache
def weight_of(name: str) -> float:
    """How much it speaks against one fact that two mentions have different sides of a contrast."""
    return next(contrast.weight for contrast in contrasts() if contrast.name == name)


def sides_of(table: str, kind: str, before: str, after: str) -> tuple[tuple[str, int], ...]:
    """The sides that a figure of a table has, by the words before and after it in its sentence."""
    near, behind = before[-REACH:], after[:REACH]
    said = (
        (contrast.name, side)
        for contrast in contrasts()
        if table in contrast.of
        and (not contrast.kinds or kind in contrast.kinds)
        and (side := contrast.side(near, behind)) is not None
    )
    return tuple(said)


@cache
def _common() -> frozenset[str]:
    return frozenset(data("contrasts")["common"]["words"].split())


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, without their particles."""
    return frozenset(_PARTICLES.sub("", w) or w for w in _WORD.findall(text))


def telling_words(text: str) -> frozenset[str]:
    """Those of its words that say more than any sentence with a figure does."""
    return words_of(text) - _common()


@lru_cache(maxsize=16_384)
def grams_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters of those words, so that 전담인력 and 전담 인력 are alike."""
    return frozenset(word[i : i + 2] for word in telling_words(text) for i in range(len(word) - 1))
