"""Hand-made corrections: rows of a corrections.toml beside the articles, applied before facts are grouped.

A correction names a mention by its article, its surface and which of them it is, and what it expects to find there; one
that no longer matches stops the run.

    [[correction]]
    article = "kim-2024"            # article_id
    table = "money"                 # money (when left out), headcounts or milestones (surface: the unit's name)
    surface = "1억 달러"
    nth = 1                         # the first of them, when left out
    action = "set"                  # set, add, exclude, merge, split or part_of
    set = { organization = "LG" }   # set and add: columns and their values
    expects = { organization = "LG전자" }
    with = { article = "lee-2024", surface = "1억달러" }   # merge: the same fact; part_of: the total
    why = "the release names the holding company"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.errors import PresstablesError
from presstables.facts.completing import completed
from presstables.facts.organizations import Lexicon, load_lexicon
from presstables.facts.setting import check_values
from presstables.given import read_toml
from presstables.mentions import read_mentions
from presstables.mentions.sentences import sentences

FILE = "corrections.toml"
ACTIONS = ("set", "add", "exclude", "merge", "split", "part_of")
TABLES = ("money", "headcounts", "milestones")
_ENDS = (("low", "high"), ("period_start", "period_end"), ("as_of_start", "as_of_end"), ("start", "end"))
_NEEDED = ("article", "surface", "action", "why")


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of corrections.toml."""

    article: str
    surface: str
    action: str
    why: str
    table: str = "money"
    nth: int = 1
    set: Mapping[str, Any] = field(default_factory=dict)
    expects: Mapping[str, Any] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=dict)
    """The mention that it is merged with, or a part of: article (the same one when left out), surface, nth."""

    def __str__(self) -> str:
        """What the correction is, as errors name it."""
        return f"{self.action} {self.article} {self.surface!r} ({self.table}, no. {self.nth})"


def read_corrections(path: str | Path) -> list[Correction]:
    """The corrections of a corrections.toml, or of the one in a folder; none where there is no file.

    Raises PresstablesError for a file that is no TOML and for an entry that lacks something or has too much.
    """
    source = Path(path) / FILE if Path(path).is_dir() else Path(path)
    if not source.is_file():
        return []
    entries = read_toml(source).get("correction", [])
    return [_correction(source, i, dict(entry)) for i, entry in enumerate(entries, start=1)]


def _correction(source: Path, number: int, entry: dict[str, Any]) -> Correction:
    where = f"{source}: correction {number}"
    if missing := [name for name in _NEEDED if not entry.get(name)]:
        raise PresstablesError(f"{where} lacks {', '.join(missing)}")
    entry["other"] = entry.pop("with", {})
    known = set(Correction.__dataclass_fields__)
    if unknown := sorted(set(entry) - known):
        raise PresstablesError(
            f"{where} has {', '.join(unknown)}; there are {', '.join(sorted(known - {'other'} | {'with'}))}"
        )
    made = Correction(**entry)
    if made.action not in ACTIONS or made.table not in TABLES:
        raise PresstablesError(f"{where}: action is one of {', '.join(ACTIONS)}, table one of {', '.join(TABLES)}")
    if (made.action in ("set", "add") and not made.set) or (
        made.action in ("merge", "part_of") and not made.other.get("surface")
    ):
        raise PresstablesError(
            f"{where}: {made.action} needs {'set' if made.action in ('set', 'add') else 'with, and its surface'}"
        )
    check_values(where, made.table, made.set)
    return made


def apply_corrections(
    tables: Mapping[str, pd.DataFrame], corrections: Sequence[Correction], lexicon: Lexicon | None = None
) -> dict[str, pd.DataFrame]:
    """The tables (articles, money, headcounts, milestones) with the corrections made, in their order.

    `lexicon` (the package's, when left out) says to which group an organisation that is set belongs.

    merge, split and part_of become the columns `same_as` (a mention_id), `apart` and `part_of` that grouping heeds.
    Raises PresstablesError for a correction that matches nothing, or not what it expects, and for a value that its
    column cannot have.
    """
    lexicon = lexicon or load_lexicon()
    made = {name: table.copy() for name, table in tables.items()}
    for correction in corrections:
        table = made[correction.table]
        check_values(f"correction {correction}", correction.table, correction.set)
        if correction.action == "add":
            made[correction.table] = _added(table, made["articles"], correction, lexicon)
            continue
        row = _find(table, correction, correction.article, correction.surface, correction.nth)
        _check(table, row, correction)
        made[correction.table] = _done(table, row, correction, lexicon)
    return made


def _find(table: pd.DataFrame, correction: Correction, article: str, surface: str, nth: int) -> Any:
    """The index of the nth mention of an article with this surface (the unit's name, for a milestone)."""
    column = "unit" if correction.table == "milestones" else "surface"
    of_article = table[table["article_id"].astype(str) == article].sort_values("span_start")
    same = of_article[of_article[column].map(_squeezed) == _squeezed(surface)]
    if len(same) < nth:
        raise PresstablesError(
            f"correction {correction}: the article has {len(same)} of {surface!r}; mend or remove it"
        )
    return same.index[nth - 1]


def _squeezed(text: Any) -> str:
    return "".join(str(text).split())


def _check(table: pd.DataFrame, row: Any, correction: Correction) -> None:
    for column, expected in correction.expects.items():
        if column not in table.columns:
            raise PresstablesError(f"correction {correction}: {correction.table} has no column {column!r}")
        found = table.at[row, column]
        if not _same(found, expected):
            raise PresstablesError(
                f"correction {correction}: expects {column} {expected!r}, but it is {found!r} now; mend or remove it"
            )


def _same(found: Any, expected: Any) -> bool:
    if expected == "" or found is None or pd.isna(found):
        return expected == "" and (found is None or bool(pd.isna(found)))
    if isinstance(found, pd.Timestamp):
        return str(found.date()) == str(expected)
    return bool(found == expected)


def _done(table: pd.DataFrame, row: Any, correction: Correction, lexicon: Lexicon) -> pd.DataFrame:
    if correction.action == "exclude":
        kept: pd.DataFrame = table.drop(index=row)
        return kept
    if correction.action == "set":
        return _set(table, row, correction, completed(correction.table, correction.set, dict(table.loc[row]), lexicon))
    if correction.action == "split":
        return _marked(table, row, "apart", True)
    other = correction.other
    named = str(other.get("article", correction.article)), str(other["surface"]), int(other.get("nth", 1))
    place = _find(table, correction, *named)
    if place == row:
        raise PresstablesError(f"correction {correction}: with names the mention itself; mend or remove it")
    same = correction.action == "merge"
    events = {str(table.at[each, "event"]) for each in (row, place)} if correction.table == "milestones" else set()
    if same and len(events) > 1:
        raise PresstablesError(f"correction {correction}: {' and '.join(sorted(events))} are two events; set one first")
    return _marked(table, row, "same_as" if same else "part_of", table.at[place, "mention_id"])


def _set(table: pd.DataFrame, row: Any, correction: Correction, values: Mapping[str, Any]) -> pd.DataFrame:
    values = {name: value for name, value in values.items() if name in table.columns}
    changed = table.astype(dict.fromkeys(values, "object"))
    for name, value in values.items():
        changed.at[row, name] = value
    _check_order(correction, changed.loc[row])
    return changed


def _check_order(correction: Correction, row: Mapping[str, Any]) -> None:
    """A lower bound above the upper one, a first day after the last: what is set must fit what was read."""
    for first, last in _ENDS:
        ends = [None if pd.isna(row.get(name)) else row.get(name) for name in (first, last)]
        if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
            raise PresstablesError(f"correction {correction}: {first} {ends[0]} is beyond {last} {ends[1]}; set both")


def _marked(table: pd.DataFrame, row: Any, column: str, value: Any) -> pd.DataFrame:
    """The table with a value in a column for grouping, which is made where it is not there."""
    nothing = pd.Series([None] * len(table), index=table.index, dtype="object")
    changed = table.assign(**{column: table[column].astype("object") if column in table.columns else nothing})
    changed.at[row, column] = value
    return changed


def _added(table: pd.DataFrame, articles: pd.DataFrame, correction: Correction, lexicon: Lexicon) -> pd.DataFrame:
    """A mention that was not read: its surface is looked for in the article's text, its number read from it."""
    listed = articles[articles["article_id"].astype(str) == correction.article]
    text = str(listed["text"].iloc[0]) if len(listed) else ""
    place = -1
    for _ in range(correction.nth):
        place = text.find(correction.surface, place + 1)
        if place < 0:
            raise PresstablesError(
                f"correction {correction}: the article does not say {correction.surface!r} so often; mend or remove it"
            )
    row = {
        "article_id": correction.article,
        "mention_id": f"{correction.article}#{correction.table}-{place}",
        "published": listed["published"].iloc[0],
        "span_start": place,
        "span_end": place + len(correction.surface),
        "surface": correction.surface,
        "sentence": next((text[a:b] for a, b in sentences(text) if a <= place < b), correction.surface),
        "rule": "correction",
    }
    if "mention_id" in table.columns and row["mention_id"] in set(table["mention_id"]):
        raise PresstablesError(f"correction {correction}: it is read already; set what is wrong, or remove it")
    given = _given(correction)
    row |= completed(correction.table, given, {"currency": "KRW", "qualifier": "exact", **row}, lexicon)
    _check_order(correction, row)
    last = (max(table.index) + 1) if len(table) else 0
    return pd.concat([table.astype("object"), pd.DataFrame([row], index=[last]).astype("object")]).infer_objects()


def _given(correction: Correction) -> dict[str, Any]:
    """What is set of a mention that is added, beside what its own characters say; raises where that is not enough."""
    given = dict(correction.set)
    if correction.table == "milestones":
        if missing := [name for name in ("unit", "event") if name not in given]:
            raise PresstablesError(f"correction {correction}: a milestone needs {' and '.join(missing)} in set")
        return given
    read = getattr(read_mentions(correction.surface, None), correction.table)
    if len(read) == 1 and "value" not in given:
        names = ("low", "high", "value", "qualifier", "currency")
        said = {name: getattr(read[0], name, None) for name in names}
        numbers = {name: value if isinstance(value, str) else float(value) for name, value in said.items() if value}
        given = {**numbers, **given}
    if not {"value", "low", "high"} & set(given):
        raise PresstablesError(f"correction {correction}: the words say no number; set its value")
    return {"kind": "other", **given}
