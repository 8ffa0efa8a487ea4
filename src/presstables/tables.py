"""The tables that `extract` gives: their columns and dtypes, and how they are written and read again."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.errors import PresstablesError
from presstables.whole import check_free, finish, listed, whole_folder

MENTIONS = ("money", "headcounts", "dates", "durations", "milestones")
CLAIMS = ("money_claims", "headcount_claims", "units")
_FORMULA = r"^('*[=+\-@\t\r\n＝＋－＠])"
_GUARD = r"^'('*[=+\-@\t\r\n＝＋－＠])"
DTYPES: dict[str, Any] = {"str": "str", "float": "float64", "int": "int64", "bool": "bool", "day": "datetime64[s]"}


@dataclass(frozen=True)
class Tables:
    """What articles say, as tidy tables: a row per article, mention, fact or problem."""

    articles: pd.DataFrame
    money: pd.DataFrame
    headcounts: pd.DataFrame
    dates: pd.DataFrame
    durations: pd.DataFrame
    milestones: pd.DataFrame
    money_claims: pd.DataFrame
    headcount_claims: pd.DataFrame
    units: pd.DataFrame
    problems: pd.DataFrame
    corrections: pd.DataFrame = field(default_factory=lambda: frame("corrections", {}))
    lexicon: pd.DataFrame = field(default_factory=lambda: frame("lexicon", {}))

    def __repr__(self) -> str:
        """How many rows each table has."""
        return "Tables(" + ", ".join(f"{name}: {len(table)}" for name, table in self.items()) + ")"

    def items(self) -> Iterable[tuple[str, pd.DataFrame]]:
        """The tables with their names, in order."""
        return ((f.name, getattr(self, f.name)) for f in fields(self))

    def write(self, folder: str | Path, format: str = "csv") -> Path:
        """Write every table to `folder` as csv (which Excel opens), jsonl or parquet; returns the folder.

        They are written whole or not at all: until all of them are made, the tables of before stay. Other files in the
        folder stay, too. Raises `PresstablesError` for an unknown format, a folder that cannot be written, or a file of
        somebody else in the place of a table.
        """
        writer = _format(format)
        with whole_folder(Path(folder), shared=True) as part:
            try:
                for name, table in self.items():
                    writer(table, part / f"{name}.{format}")
            except OSError as error:
                raise PresstablesError(f"{folder}: the tables cannot be written there ({error.strerror})") from error
        return Path(folder)


@cache
def columns(table: str) -> dict[str, dict[str, Any]]:
    """The columns of a table in order: name -> dtype, meaning and, where they have one, unit and values."""
    schema = tomllib.loads(files("presstables").joinpath("tables.toml").read_text(encoding="utf-8"))
    own: dict[str, dict[str, Any]] = schema[table]
    return {**schema["shared"], **own} if table in MENTIONS else own


def frame(table: str, rows: Mapping[str, list[Any]] | pd.DataFrame) -> pd.DataFrame:
    """A table with exactly its columns, in order and with their dtypes; columns that `rows` lacks are null."""
    schema = columns(table)
    length = len(rows) if isinstance(rows, pd.DataFrame) else len(next(iter(rows.values()), []))
    made = {
        name: _column(rows[name] if name in rows else [None] * length, spec["dtype"]) for name, spec in schema.items()
    }
    return pd.DataFrame(made, columns=list(schema))


def _column(cells: Any, dtype: str) -> pd.Series[Any]:
    series = pd.Series(cells, dtype="object").reset_index(drop=True)
    if dtype == "day":
        return pd.to_datetime(series).astype(DTYPES[dtype])
    if dtype == "bool":
        return series.fillna(False).astype(bool)
    return series.astype(DTYPES[dtype])


def read_tables(folder: str | Path) -> Tables:
    """The tables that `Tables.write` left in `folder`, in whatever format; raises `PresstablesError` without them."""
    source = Path(folder)
    finish(source)
    files = {path.stem: source / path for path in map(Path, listed(source)) if path.suffix[1:] in _READERS}
    if "articles" not in files:
        raise PresstablesError(f"{source}: no tables there; write them with Tables.write or `presstables extract`")
    names = [f.name for f in fields(Tables) if f.name in files]
    return Tables(**{name: frame(name, _READERS[files[name].suffix[1:]](files[name])) for name in names})


def check_out(folder: str | Path, format: str) -> None:
    """Raise `PresstablesError` where tables of this format cannot be written to a folder, before they are made."""
    _format(format)
    check_free(Path(folder), [f"{f.name}.{format}" for f in fields(Tables)])


def _format(name: str) -> Callable[[pd.DataFrame, Path], object]:
    if name not in _WRITERS:
        raise PresstablesError(f"There is no format {name}: choose one of {', '.join(_WRITERS)}.")
    return _WRITERS[name]


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a CSV that Excel opens: in UTF-8 with a mark, its texts `guarded`."""
    guarded(table).to_csv(path, index=False, encoding="utf-8-sig")


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """A table of which Excel takes no text for a formula (-3조원, or what a page may hide): ' stands before such."""
    return table.assign(**{name: table[name].str.replace(_FORMULA, r"'\1", regex=True) for name in _texts(table)})


def unguarded(table: pd.DataFrame) -> pd.DataFrame:
    """A table that was `guarded`, its texts as they were."""
    return table.assign(**{name: table[name].str.replace(_GUARD, r"\1", regex=True) for name in _texts(table)})


def _texts(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns if isinstance(table[name].dtype, pd.StringDtype)]


def _write_jsonl(table: pd.DataFrame, path: Path) -> None:
    days = {str(name): table[name].dt.strftime("%Y-%m-%d") for name in table.select_dtypes("datetime")}
    table.assign(**days).to_json(path, orient="records", lines=True, force_ascii=False)


def _read_csv(path: Path) -> pd.DataFrame:
    texts = _text_columns(path)
    return unguarded(pd.read_csv(path, dtype=texts, encoding="utf-8-sig", keep_default_na=False, na_values=[""]))


def _read_jsonl(path: Path) -> pd.DataFrame:
    with path.open(encoding="utf-8") as lines:
        return pd.DataFrame([json.loads(line) for line in lines if line.strip()])


def _text_columns(path: Path) -> dict[str, str]:
    return {name: "str" for name, spec in columns(path.stem).items() if spec["dtype"] == "str"}


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], object]] = {
    "csv": write_csv,
    "jsonl": _write_jsonl,
    "parquet": lambda table, path: table.to_parquet(path, index=False),
}
_READERS: dict[str, Callable[[Path], pd.DataFrame]] = {
    "csv": _read_csv,
    "jsonl": _read_jsonl,
    "parquet": pd.read_parquet,
}
