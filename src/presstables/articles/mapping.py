"""Which column of a table is what: common names are known, the user may say more, and the result is told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from presstables.errors import PresstablesError

FIELDS = ("text", "title", "publisher", "author", "published", "modified", "url", "article_id", "restated")


@dataclass(frozen=True, slots=True)
class Mapped:
    """The table's own column for each of ours that it has, the columns left alone, and whether its texts are cut."""

    columns: dict[str, str]
    left: tuple[str, ...]
    cut: str | None = None

    def __str__(self) -> str:
        told = ", ".join(f"{theirs} as {ours}" if ours != theirs else ours for ours, theirs in self.columns.items())
        return told + (f"; left alone: {', '.join(self.left[:20])}" if self.left else "")


def map_columns(names: Sequence[str], given: Mapping[str, str] | None = None) -> Mapped:
    """Find our columns among the `names` of a table; `given` says what the user knows: {"text": "기사 전문"}.

    Raises `PresstablesError` where no column holds the texts, or one that the user named is not there.
    """
    found = name_columns(names, _given(names, dict(given or {})))
    by_name = {_plain(name): name for name in reversed(names) if name not in found.values()}
    cut = _cut(names, by_name, found)
    if "text" not in found:
        have = ", ".join(map(str, names[:30])) or "none"
        advice = "rename the one with the articles, or say which it is: columns={'text': …}, or --column text=…"
        raise PresstablesError(f"no column 'text', but {have}; {advice}")
    columns = {field: found[field] for field in FIELDS if field in found}
    return Mapped(columns, tuple(str(n) for n in names if n not in columns.values()), cut)


def name_columns(names: Sequence[str], given: Mapping[str, str] | None = None) -> dict[str, str]:
    """Which of the `names` stands for which of our columns, as far as they are known; `given` goes first."""
    found = dict(given or {})
    by_name = {_plain(name): name for name in reversed(names) if name not in found.values()}
    for field in FIELDS:
        known = (by_name[_plain(name)] for name in _data()[field] if _plain(name) in by_name)
        if field not in found and (theirs := next(known, None)):
            found[field] = theirs
    return found


def is_known(name: str) -> bool:
    """Is it the name of a column that is known?"""
    return _plain(name) in _known()


@cache
def _known() -> frozenset[str]:
    data = _data()
    return frozenset(_plain(name) for field in FIELDS for name in (*data[field], *data["cut"].get(field, ())))


def _given(names: Sequence[str], given: dict[str, str]) -> dict[str, str]:
    for ours, theirs in given.items():
        if ours not in FIELDS:
            raise PresstablesError(f"there is no column {ours!r} of articles; there are {', '.join(FIELDS)}")
        if theirs not in names:
            raise PresstablesError(f"there is no column {theirs!r} for {ours}; there are {', '.join(map(str, names))}")
    return given


def _cut(names: Sequence[str], by_name: Mapping[str, str], found: dict[str, str]) -> str | None:
    """Why the texts of this table are no whole articles, or None; takes excerpts where there is nothing else."""
    bigkinds = _data()["bigkinds"]
    if {_plain(name) for name in bigkinds["columns"]} <= {_plain(name) for name in names}:
        return f"this is an export of BIGKinds, whose texts are cut at about {bigkinds['length']} characters"
    excerpt = next((by_name[_plain(n)] for n in _data()["cut"]["text"] if _plain(n) in by_name), None)
    if "text" in found or excerpt is None:
        return None
    found["text"] = excerpt
    return f"the column {excerpt!r} holds excerpts, not whole articles"


@cache
def _plain(name: str) -> str:
    return re.sub(r"[\s_\-\ufeff]+", "", str(name)).casefold()


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
