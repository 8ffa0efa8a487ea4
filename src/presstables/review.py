"""The review round trip: every fact on a sheet that Excel opens, and what is filled in there as corrections.

A row is one mention of a fact, in the order of its sentence; rows of one fact have the same `fact`. To fill in:

- `verdict`: right or wrong (맞음, 틀림, O and X do as well). Wrong and nothing else: it is no figure, and is left out.
- `right_value`: what it should be, as in `organization=LG전자; kind=investment; counterparty=` (nothing: none is said).
  A number alone, as in 3조6000억, is the value.
- `part_of`, `same_as`: the `row` of the total that it is a part of, of the mention that states the same fact. `-` under
  `same_as` sets it apart from the facts that it was counted with.
- `why`: your reason.

A figure that was not read is a row of your own below: `article_id`, `table`, `surface` and `right_value`.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import pandas as pd

from presstables.articles.decode import NotText, decode
from presstables.errors import PresstablesError
from presstables.facts.corrections import FILE, TABLES, read_corrections
from presstables.facts.setting import check_values, settable
from presstables.mentions.numerals import read_numeral
from presstables.tables import Tables, columns
from presstables.whole import write_whole

SHOWN = (
    *("value", "currency", "qualifier", "unit", "event", "start", "end", "planned", "organization", "counterparty"),
    *("purpose", "role", "kind", "status", "period", "per", "as_of_start", "as_of_end"),
)
FILLED_IN = ("verdict", "right_value", "part_of", "same_as", "why")
HEADER = ("row", "fact", "table", "article_id", "publisher", "published", "sentence", "surface", *SHOWN, *FILLED_IN)
KEPT = "as_read"
"""The last column: what identifies the mention and what was read, as JSON. Excel rewrites numbers, days and ids."""

RIGHT = frozenset(["right", "r", "o", "yes", "y", "ok", "true", "맞음", "맞다", "ㅇ"])
WRONG = frozenset(["wrong", "w", "x", "no", "n", "false", "틀림", "틀리다", "아님"])
WHY = "reviewed by hand"
_ORDER = ("set", "merge", "split", "part_of", "add", "exclude")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

Row = dict[str, Any]


def write_review(tables: Tables, path: str | Path, *, beside: str | Path | None = None) -> int:
    """Write every mention of a fact to a CSV that Excel opens; returns how many rows it has.

    `beside` is the folder of the articles, where `apply_review` is to leave the corrections; when left out, the folder
    of the sheet. Raises PresstablesError where the file cannot be written.
    """
    target = Path(path)
    folder = Path(beside) if beside is not None else target.parent
    rows = _rows(tables, Path(os.path.relpath(folder / FILE, target.parent)).as_posix())
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(sheet, [*HEADER, KEPT], restval="")
    writer.writeheader()
    writer.writerows(rows)
    _write(target, sheet.getvalue(), "utf-8-sig")
    return len(rows)


def read_review(path: str | Path) -> list[Row]:
    """The rows of a sheet in which something is filled in, each with what was read (`kept`).

    Raises PresstablesError for a file that is no such sheet.
    """
    return [row for row in _sheet(Path(path)) if any(row[name] for name in FILLED_IN)]


def apply_review(path: str | Path, *, beside: str | Path | None = None) -> tuple[Path, int]:
    """Turn what was filled in into corrections; returns their file and how many are new in it.

    They go to the corrections.toml beside the articles, behind those that are there; the same one is never added twice.
    Raises PresstablesError, and writes nothing, where something that is filled in cannot be understood.
    """
    source = Path(path)
    rows = _sheet(source)
    by_row = {row["row"]: row["kept"] for row in rows}
    entries = [entry for row in rows if any(row[name] for name in FILLED_IN) for entry in _entries(source, row, by_row)]
    target = Path(beside) / FILE if beside is not None else _target(source, by_row)
    there = target.read_text(encoding="utf-8") if target.is_file() else ""
    new = [text for text in map(_toml, sorted(entries, key=_late)) if text not in there]
    if new:
        _write(target, "\n".join([there.rstrip("\n") + "\n"] * bool(there) + new), "utf-8")
        read_corrections(target)  # what was just written must be what a run can read
    return target, len(new)


def _write(target: Path, text: str, encoding: str) -> None:
    try:
        write_whole(target, lambda path: path.write_bytes(text.encode(encoding)))
    except OSError as error:
        raise PresstablesError(f"{target}: the review cannot be written there ({error.strerror})") from error


def _rows(tables: Tables, corrections: str) -> list[Row]:
    named = tables.articles.set_index("article_id")["publisher"].to_dict()
    rows: list[Row] = []
    for name in TABLES:
        table = getattr(tables, name).sort_values(["article_id", "span_start"])
        said = table["unit" if name == "milestones" else "surface"].map(lambda surface: "".join(str(surface).split()))
        numbers = table.groupby(["article_id", said], sort=False).cumcount() + 1
        for mention, nth in zip(table.to_dict("records"), numbers, strict=True):
            rows.append(_row(name, mention, int(nth), corrections, named.get(mention["article_id"])))
    rows.sort(key=lambda row: (row["published"] or "9", row["article_id"], row.pop("place")))
    return [{"row": i, **row} for i, row in enumerate(rows, start=1)]


def _row(table: str, mention: Row, nth: int, corrections: str, publisher: Any) -> Row:
    read = {name: _plain(mention[name]) for name in columns(table) if name in mention and name != "claim_id"}
    surface = read["unit"] if table == "milestones" else read["surface"]
    kept = {"article": read["article_id"], "table": table, "surface": surface, "nth": nth, "corrections": corrections}
    facts = {name: read[name] for name in columns(table) if name in settable(table)}
    shown = {name: _cell(read.get(name)) for name in ("article_id", "published", "sentence", "surface", *SHOWN)}
    return {
        "fact": _plain(mention["claim_id"]),
        "table": table,
        "publisher": _cell(_plain(publisher)),
        "place": mention["span_start"],
        **shown,
        KEPT: json.dumps({**kept, "read": facts}, ensure_ascii=False),
    }


def _plain(value: Any) -> Any:
    """A cell as JSON and TOML have it; "" is null."""
    if value is None or value is pd.NaT or (not isinstance(value, str) and pd.isna(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return value.item() if hasattr(value, "item") else value


def _cell(value: Any) -> Any:
    """A cell as Excel shows it: no text is taken for a formula, and 3조 is no 3E+12."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _sheet(source: Path) -> list[Row]:
    """Every row of a review, whichever delimiter and encoding the program that saved it uses; a workbook will do."""
    rows = _workbook(source) if source.suffix.casefold() == ".xlsx" else _text(source)
    if not rows or not {"row", KEPT, *FILLED_IN} <= set(rows[0]):
        raise PresstablesError(f"{source}: no review; write one with `presstables review ARTICLES --out review.csv`")
    return [_kept(source, row) for row in rows]


def _text(source: Path) -> list[Row]:
    try:
        text = decode(source.read_bytes()).text
    except (OSError, NotText) as error:
        told = error.strerror if isinstance(error, OSError) else error
        raise PresstablesError(f"{source}: the review cannot be read ({told}); save it as CSV or .xlsx") from error
    comma = max(",;\t", key=text.partition("\n")[0].count)
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=comma))


def _workbook(source: Path) -> list[Row]:
    try:
        sheet = pd.read_excel(source, dtype="object").astype("object")
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise PresstablesError(f"{source}: the review cannot be read ({error})") from error
    return [
        {str(name): "" if pd.isna(cell) else str(cell) for name, cell in row.items()}
        for row in sheet.to_dict("records")
    ]


def _kept(source: Path, row: Row) -> Row:
    cells = {name: (text or "").strip() for name, text in row.items() if isinstance(name, str) and text is not None}
    cells = {name: cells.get(name, "") for name in [*HEADER, KEPT]}
    cells["row"] = cells["row"].removesuffix(".0")  # which pandas makes of it where a row of one's own has none
    try:
        kept = json.loads(cells[KEPT]) if cells[KEPT] else {}
    except json.JSONDecodeError as error:
        raise PresstablesError(f"{source}: row {cells['row']}: {KEPT} was changed; leave that column alone") from error
    return {**cells, "kept": kept}


def _target(source: Path, by_row: dict[str, Row]) -> Path:
    named = next((kept["corrections"] for kept in by_row.values() if kept.get("corrections")), FILE)
    if Path(named).name != FILE:  # a sheet may come from anywhere
        raise PresstablesError(f"{source}: {KEPT} was changed; leave that column alone")
    return Path(os.path.normpath(source.parent / named))


def _entries(source: Path, row: Row, by_row: dict[str, Row]) -> Iterable[Row]:
    """The corrections that one row asks for."""
    where, verdict = f"{source}: row {row['row'] or '(new)'}", row["verdict"].casefold()
    if verdict and verdict not in RIGHT | WRONG:
        raise PresstablesError(f"{where}: verdict is right or wrong, not {row['verdict']!r}")
    changes = any(row[name] for name in ("right_value", "part_of", "same_as"))
    if verdict in RIGHT:
        if changes:
            raise PresstablesError(f"{where}: it is right, and yet something else is filled in; empty one of the two")
        return
    kept = row["kept"] or _new(where, row)
    of = {name: kept[name] for name in ("article", "table", "surface", "nth")}
    of |= {"why": row["why"] or WHY}
    if row["right_value"]:
        values = _values(f"{where}: right_value", kept["table"], row["right_value"])
        known = {name: kept["read"][name] for name in values if name in kept.get("read", {})}
        yield {**of, "action": "set" if row["kept"] else "add", "set": values, "expects": known}
    _check_joins(where, kept["table"], row)
    if row["part_of"]:
        yield {**of, "action": "part_of", "with": _other(where, "part_of", row, kept["table"], by_row)}
    if row["same_as"]:
        if row["same_as"] in ("-", "'-"):
            yield {**of, "action": "split"}
        else:
            yield {**of, "action": "merge", "with": _other(where, "same_as", row, kept["table"], by_row)}
    if verdict in WRONG and not changes:
        yield {**of, "action": "exclude"}


def _check_joins(where: str, table: str, row: Row) -> None:
    if row["part_of"] and table != "money":
        raise PresstablesError(f"{where}: only an amount of money is a part of another; empty part_of")


def _new(where: str, row: Row) -> Row:
    """A figure of the reviewer's own."""
    needed = ("article_id", "table", "surface", "right_value")
    if missing := [name for name in needed if not row[name]]:
        raise PresstablesError(f"{where}: a row of your own needs {', '.join(missing)}")
    if row["table"] not in TABLES:
        raise PresstablesError(f"{where}: table is one of {', '.join(TABLES)}")
    return {"article": row["article_id"], "table": row["table"], "surface": row["surface"], "nth": 1}


def _values(where: str, table: str, text: str) -> Row:
    """`organization=LG전자; value=3조6000억` as columns and their values; a number alone is the value."""
    known = settable(table)
    values: Row = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, said = (piece.strip() for piece in part.partition("="))
        name, said = (name, said) if equals else ("value", part)
        check_values(where, table, {name: ""} if name not in known else {})
        values[name] = _typed(f"{where}: {name}", known[name], said)
    check_values(where, table, values)
    return values


def _typed(where: str, dtype: str, said: str) -> Any:
    if not said or dtype == "str":
        return said
    if dtype == "bool":
        if said.casefold() not in RIGHT | WRONG:
            raise PresstablesError(f"{where} is yes or no, not {said!r}")
        return said.casefold() in RIGHT
    if dtype == "day":
        try:
            return str(pd.Timestamp(said).date())
        except ValueError as error:
            raise PresstablesError(f"{where} is a day such as 2024-03-13, not {said!r}") from error
    return _number(where, said)


def _number(where: str, said: str) -> float:
    try:
        return float(said.replace(",", ""))
    except ValueError:
        numeral = read_numeral(said.removesuffix("원").removesuffix("명"))
        if numeral is None or numeral.vague:
            raise PresstablesError(f"{where} is a number such as 3600000000000 or 3조6000억, not {said!r}") from None
        return float(numeral.low)


def _other(where: str, column: str, row: Row, table: str, by_row: dict[str, Row]) -> Row:
    """The mention of the row that is named under part_of or same_as; Excel may have made it 12.0."""
    said = row[column].removesuffix(".0")
    kept = by_row.get(said)
    if not kept or said == row["row"]:
        raise PresstablesError(f"{where}: {column} is the number of another row, not {row[column]!r}")
    if kept["table"] != table:
        raise PresstablesError(f"{where}: {column} names row {said}, which is one of {kept['table']}, not of {table}")
    return {name: kept[name] for name in ("article", "surface", "nth")}


def _late(entry: Row) -> tuple[int, str, str, int]:
    """What is left out goes last and from the last on, so that the places of the others still hold."""
    return _ORDER.index(entry["action"]), entry["article"], entry["surface"], -entry["nth"]


def _toml(entry: Row) -> str:
    lines = ["[[correction]]", *(f"{name} = {_value(value)}" for name, value in entry.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_value(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # which TOML does not take as it is
