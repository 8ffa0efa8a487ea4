"""What a long run has read, kept batch by batch: a run that was killed goes on there when it is started again.

A batch is known again by everything that its rows depend on: its articles, the lexicon, the version of presstables with
its rules, and whether who and what was read. Each is a folder of parquet files, made beside its place and moved there.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from presstables.errors import PresstablesError
from presstables.tables import MENTIONS
from presstables.whole import HIDDEN, PART, usable_folder

if TYPE_CHECKING:
    from presstables.articles import Article

FOLDER = f"{HIDDEN}read"
WORTH = 100
"""Batches of fewer articles are read again sooner than kept."""


class Kept:
    """The batches that are kept in a folder, and how many articles were found there."""

    def __init__(self, folder: str | Path, about: Sequence[object] = ()) -> None:
        """`about` is what the rows depend on beside the articles."""
        self._folder = Path(folder)
        self._about = about
        self.known = 0
        """How many articles an earlier run had read."""

    def about(self, *more: object) -> None:
        """Say what the rows depend on beside the articles."""
        self._about = more

    def take(self, articles: Sequence[Article]) -> dict[str, pd.DataFrame] | None:
        """The tables of these articles, where an earlier run kept them whole."""
        place = self._folder / self._digest(articles)
        if len(articles) < WORTH or not place.is_dir():
            return None
        try:
            tables = {name: pd.read_parquet(place / f"{name}.parquet") for name in MENTIONS}
        except (OSError, ValueError):  # damaged: they are read again
            shutil.rmtree(place, ignore_errors=True)
            return None
        self.known += len(articles)
        return tables

    def keep(self, articles: Sequence[Article], tables: dict[str, pd.DataFrame]) -> None:
        """Keep the tables of a batch; raises PresstablesError where they cannot be written."""
        place = self._folder / self._digest(articles)
        if len(articles) < WORTH or place.exists():
            return
        try:
            self._folder.mkdir(exist_ok=True)
            part = Path(tempfile.mkdtemp(prefix=PART, dir=self._folder))
            for name, table in tables.items():
                table.to_parquet(part / f"{name}.parquet", index=False)
            part.rename(place)
        except OSError as error:
            raise PresstablesError(f"{self._folder}: what was read cannot be kept there ({error.strerror})") from error

    def _digest(self, articles: Sequence[Article]) -> str:
        said = hashlib.sha256(repr((_code(), self._about)).encode())
        for article in articles:
            said.update(repr(astuple(article)).encode("utf-8", "surrogatepass"))
        return said.hexdigest()


@contextmanager
def kept_beside(out: str | Path) -> Iterator[Kept]:
    """What is read for the result in the folder `out`, kept inside it until the block ends well: the result stands.

    Raises:
        PresstablesError: nothing can be written there.
    """
    target = Path(out)
    with usable_folder(target):
        yield Kept(target / FOLDER)
        shutil.rmtree(target / FOLDER, ignore_errors=True)


def digest_of(paths: Sequence[Path]) -> str:
    """What files hold, in short; one that cannot be read counts as none."""
    said = hashlib.sha256()
    for path in paths:
        said.update(path.read_bytes() if path.is_file() else b"")
    return said.hexdigest()


@cache
def _code() -> str:
    """The version of everything that reads, down to the rules: a newer one may read the same articles otherwise."""
    package = Path(str(files("presstables")))
    own = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".toml"})
    return "\n".join([digest_of(own), version("konlpy"), version("CurrencyConverter")])
