"""Names of organisations: the lexicon, its aliases and groups, and where a text says them."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from presstables.given import read_lexicon

_BEGINS = re.compile(r"(?<![0-9A-Za-z가-힣&+])\S|[㈜(]|(?<=[가-힣])[!-~]")
"""Where a name may begin: no word before it; or a Latin letter fused to Hangul, as where a page lost its spaces."""

_LEGAL = re.compile(r"㈜|\((?:주|재|사|유)\)|주식회사|재단법인|사단법인|법무법인|법률사무소|유한회사")
_HANGUL = re.compile(r"[가-힣]")
_HANGUL_RUN = re.compile(r"[가-힣]*")
_TWO_LETTERS = re.compile(r"[가-힣A-Za-z]{2}")
_CITY = re.compile(r"^[가-힣]{2,6}(?:시|도|군|구)$")
_UNIVERSITY = re.compile(r"(?<=[가-힣]{2}대)학교$")
_MORE_OF_WORD = re.compile(r"[0-9A-Za-z&+]")


@cache
def data(name: str) -> dict[str, Any]:
    """One of the package's data files under facts/lexicon."""
    return tomllib.loads(
        files("presstables.facts").joinpath("lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the shared patterns of lexicon/patterns.toml."""
    return re.compile(data("patterns")[name]["pattern"])


def alternatives(words: Iterable[str]) -> str:
    """A pattern of the words, the longest first, that looks at a place's first character before it tries them."""
    known = sorted(set(words), key=lambda w: (-len(w), w))
    first = "".join(re.escape(c) for c in sorted({w[0] for w in known}))
    return f"(?=[{first}])(?:{'|'.join(re.escape(w) for w in known)})"


@cache
def _after() -> re.Pattern[str]:
    names = data("names")
    titles = alternatives([*names["leaders"], *names["speakers"]])
    return re.compile(rf"(?:{alternatives(names['affixes'])})?(?:{alternatives(names['particles'])})*|(?:{titles}).*")


def plain(name: str) -> str:
    """A name as names are compared: no legal form, no white space, no 그룹 at its end, in lower case."""
    name = _LEGAL.sub("", unicodedata.normalize("NFKC", name))
    return re.sub(r"(?<=.)그룹$", "", re.sub(r"[\s·.,'‘’“”\"]", "", name)).lower()


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where a text says the name of an organisation."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Matcher:
    """Finds aliases in a text, the longest first, blind to white space where the script changes."""

    names: dict[str, str] = field(default_factory=dict)
    _forms: dict[str, tuple[str, frozenset[int]]] = field(default_factory=dict)
    _heads: set[str] = field(default_factory=set)

    def add(self, alias: str, name: str) -> None:
        """Read `alias` as `name` from now on; a later entry wins."""
        form = re.sub(r"\s", "", alias)
        if form:
            self.names[alias] = name
            known = self._forms[form][1] if form in self._forms else frozenset()
            self._forms[form] = (name, known | _joints(alias))
            self._heads.update(form[:i] for i in range(1, len(form) + 1))

    def find(self, text: str) -> list[Spot]:
        """Every name in `text`, in order, none inside another."""
        found: list[Spot] = []
        free = 0
        for begin in _BEGINS.finditer(text):
            place = begin.start()
            if place >= free and self._may_start(text[place : place + 2]):
                spot = self._at(text, place)
                if spot is not None:
                    found.append(spot)
                    free = spot.end
        return found

    def _may_start(self, pair: str) -> bool:
        """Whether two characters begin a name; most places are turned away here."""
        return pair in self._heads or (pair[0] in self._heads and (pair[0] in self._forms or pair[1:].isspace()))

    def _at(self, text: str, start: int) -> Spot | None:
        form, spaces, best = "", set(), None
        for place in range(start, min(len(text), start + 32)):
            if text[place].isspace():
                if text[place] == "\n" or text[place - 1].isspace():
                    break
                spaces.add(len(form))
                continue
            form += text[place]
            if form not in self._heads:
                break
            hit = self._forms.get(form)
            if hit and spaces <= hit[1] and ends_name(text, place + 1) and _starts(text, start, form):
                best = Spot(start, place + 1, hit[0])
        return best


def _joints(alias: str) -> frozenset[int]:
    """Where white space may stand inside an alias: where it has some, and between Latin and Hangul."""
    form, spaces = "", set()
    for char in alias:
        if char.isspace():
            spaces.add(len(form))
        else:
            form += char
    changes = {i for i, (a, b) in enumerate(pairwise(form), start=1) if a.isascii() != b.isascii()}
    return frozenset(spaces | changes)


def _starts(text: str, start: int, form: str) -> bool:
    """Whether a name may begin here: a page that lost its spaces (감액LG에너지솔루션도) only hides long names."""
    return start == 0 or not _HANGUL.match(text, start - 1) or len(form) > 5


def ends_name(text: str, end: int) -> bool:
    """Whether a name may end here: what is fused to it is a particle, an affix or a title, never more of a word."""
    if end < len(text) and _MORE_OF_WORD.match(text, end) and text[end - 1].isascii():
        return False
    run = _HANGUL_RUN.match(text, end)
    return run is None or _after().fullmatch(run.group()) is not None


@dataclass(slots=True)
class Lexicon:
    """Canonical names with their groups and everything that reads as them."""

    matcher: Matcher = field(default_factory=Matcher)
    groups: dict[str, str] = field(default_factory=dict)
    press: set[str] = field(default_factory=set)
    authorities: set[str] = field(default_factory=set)
    named_groups: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))

    def group_of(self, name: str | None) -> str | None:
        """The group that an organisation belongs to: the lexicon's, else that of the group it is named after."""
        if name is None:
            return None
        if name in self.groups:
            return self.groups[name]
        head = name.split(" ")[0]
        return self.groups.get(head) if head != name else None

    def is_public(self, name: str | None) -> bool:
        """Whether an organisation is a ministry, an office, a province or a city, which spends a budget."""
        return name is not None and (name in self.authorities or (name not in self.groups and bool(_CITY.search(name))))

    def canonical(self, name: str) -> str:
        """The usual short name: the lexicon's, else the name without its legal form and 그룹."""
        known = self.matcher.names.get(name)
        if known:
            return known
        short = re.sub(r"\s+", " ", _LEGAL.sub("", unicodedata.normalize("NFKC", name))).strip()
        short = _UNIVERSITY.sub("", short)
        return self.matcher.names.get(short, short)

    def words(self) -> tuple[str, ...]:
        """Every alias, for the tagger's user dictionary."""
        return tuple(sorted(alias for alias in self.matcher.names if _TWO_LETTERS.search(alias)))

    def add_file(self, source: Mapping[str, Any]) -> None:
        """Add the entries of a lexicon read from TOML ([[group]], [independent])."""
        for group in source.get("group", []):
            self._add(group["name"], group.get("aliases", []), group["name"])
            for entry in group.get("affiliates", []):
                name, *aliases = entry.split("|")
                self._add(name, aliases, group["name"])
        for section, entries in source.get("independent", {}).items():
            for entry in entries:
                name, *aliases = entry.split("|")
                self._add(name, aliases, None)
                if section in ("press", "authorities"):
                    (self.press if section == "press" else self.authorities).add(name)

    def _add(self, name: str, aliases: list[str], group: str | None) -> None:
        for alias in [name, *aliases]:
            self.matcher.add(alias, name)
        if group:
            self.groups[name] = group


def load_lexicon(*extra: Path) -> Lexicon:
    """The package's lexicon with the user's TOML files added; theirs win. Raises PresstablesError for a broken file."""
    return _lexicon(json.dumps([read_lexicon(path) for path in extra]))


@cache
def _lexicon(extra: str) -> Lexicon:
    """The lexicon with what files hold added, as JSON: one that is changed is read anew."""
    lexicon = Lexicon()
    own = data("organizations")
    lexicon.add_file(own)
    lexicon.named_groups = re.compile("|".join(p["pattern"] for p in own["named_groups"]["patterns"]))
    for entries in json.loads(extra):
        lexicon.add_file(entries)
    return lexicon
