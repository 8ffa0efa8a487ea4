"""What a long run has read, kept batch by batch: a run that was killed goes on there when it is started again.

A batch is known again by everything that its rows depend on: its articles, the lexicon, the version of presstables with
its rules, and whether who and what was read. Each is a folder of parquet files, made beside its place and moved there.
HTML pages take longer to read than their figures; what they say is kept, too, a hundred of them in a file of JSON.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple
from datetime import date
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from presstables.articles.model import Given
from presstables.errors import PresstablesError
from presstables.tables import MENTIONS
from presstables.whole import HIDDEN, PART, usable_folder, write_whole

if TYPE_CHECKING:
    from presstables.articles import Article

FOLDER = f"{HIDDEN}read"
WORTH = 100
"""Batches of fewer articles, or pages, are read again sooner than kept."""

Html = tuple[str, Given]
"""The lines of an HTML page, and what it says of itself."""


class Kept:
    """The batches that are kept in a folder, and how many articles were found there."""

    def __init__(self, folder: str | Path, about: Sequence[object] = ()) -> None:
        """`about` is what the rows depend on beside the articles."""
        self._folder = Path(folder)
        self._about = about
        self._pages: dict[str, Html] = {}
        self._places: dict[str, Path] | None = None
        self._open: tuple[Path | None, dict[str, Any]] = (None, {})
        self.known = 0
        """How many articles an earlier run had read."""

    def about(self, *more: object) -> None:
        """Say what the rows depend on beside the articles."""
        self._about = more

    def take(self, articles: Sequence[Article]) -> dict[str, pd.DataFrame] | None:
        """The tables of these articles, where an earlier run kept them whole."""
        if len(articles) < WORTH or not self._folder.is_dir():
            return None
        place = self._folder / self._digest(articles)
        if not place.is_dir():
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
        if len(articles) < WORTH:
            return
        place = self._folder / self._digest(articles)
        if place.exists():
            return
        try:
            self._folder.mkdir(exist_ok=True)
            part = Path(tempfile.mkdtemp(prefix=PART, dir=self._folder))
            for name, table in tables.items():
                table.to_parquet(part / f"{name}.parquet", index=False)
            part.rename(place)
        except OSError as error:
            raise PresstablesError(f"{self._folder}: what was read cannot be kept there ({error.strerror})") from error

    def page(self, read: Callable[[str], Html], page: str) -> Html:
        """What an HTML page says, from where an earlier run kept it, or from `read`."""
        name = hashlib.sha256(page.encode("utf-8", "surrogatepass")).hexdigest()
        kept = self._kept_page(name)
        if kept is None:
            self._pages[name] = kept = read(page)
            if len(self._pages) >= WORTH:
                self._keep_pages()
        return kept

    def _kept_page(self, name: str) -> Html | None:
        if self._places is None and not self._folder.is_dir():
            self._places = {}
        if self._places is None:
            files = sorted(self._folder.glob(f"pages-{_code()[:16]}-*.json"))
            self._places = {page: file for file in files for page in _read_pages(file)}
        file = self._places.get(name)
        if file is None:
            return None
        if file != self._open[0]:  # pages come in their order: one file at a time is in memory
            self._open = file, _read_pages(file)
        body, told = self._open[1].get(name, (None, None))
        return None if told is None else (body, Given(**{**told, **_days(told)}))

    def _keep_pages(self) -> None:
        said = {name: [body, asdict(told)] for name, (body, told) in self._pages.items()}
        text = json.dumps(said, ensure_ascii=True, default=str)
        self._write(f"pages-{_code()[:16]}-{next(iter(said))[:16]}.json", text)
        self._pages = {}

    def _write(self, name: str, text: str) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
            write_whole(self._folder / name, lambda path: path.write_text(text, encoding="ascii"))
        except OSError as error:
            raise PresstablesError(f"{self._folder}: what was read cannot be kept there ({error.strerror})") from error

    def _digest(self, articles: Sequence[Article]) -> str:
        said = hashlib.sha256(repr((_code(), self._about)).encode())
        for article in articles:
            said.update(repr(astuple(article)).encode("utf-8", "surrogatepass"))
        return said.hexdigest()


def _read_pages(file: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(file.read_text(encoding="ascii"))
    except (OSError, ValueError):  # damaged: its pages are read again
        return {}
    return read


def _days(told: dict[str, Any]) -> dict[str, date]:
    return {name: date.fromisoformat(told[name]) for name in ("published", "modified") if told[name]}


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
    packages = (f"{name} {version(name)}" for name in ("konlpy", "CurrencyConverter", "trafilatura"))
    return hashlib.sha256("\n".join([digest_of(own), *packages]).encode()).hexdigest()
