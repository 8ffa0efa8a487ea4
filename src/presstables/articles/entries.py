"""Where pages lie: files, folders, patterns, and what is packed in .gz and .zip. Nothing is ever unpacked to disk."""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from presstables.articles.model import Problem
from presstables.errors import PresstablesError
from presstables.whole import MANIFEST, listed

PAGES = (".txt", ".md", ".html", ".htm")
TABLES = (".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet", ".xlsx")
PACKED = (".gz", ".zip")
CATALOGUE = "articles.csv"
# Documents that people keep articles in and that cannot be read; anything else in a folder (pictures, code) is no page.
DOCUMENTS = (".pdf", ".hwp", ".hwpx", ".doc", ".docx", ".odt", ".rtf", ".xls", ".ods", ".mht", ".mhtml", ".webarchive",
             ".epub", ".pptx", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".eml")  # fmt: skip
LARGEST_PAGE = 20_000_000
LARGEST_UNPACKED = 4_000_000_000
DENSEST = 400  # text packs to a tenth, rarely to a hundredth; what unpacks to more, and to much, is a bomb
HARMLESS = 100_000_000
BUFFER = 1 << 16

_CLIMBS = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0")


class TooLarge(ValueError):
    """The bytes are more than an article or a table of articles can be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to read, on disk or packed: its name within the source, how to open it, its size where known.

    `kind` is its suffix, lower case and without .gz.
    """

    name: str
    kind: str
    open: Callable[[], IO[bytes]]
    size: int | None
    folder: str = ""

    @property
    def stem(self) -> str:
        """The name without what tells the kind: an article's id where nobody gives it one."""
        path = re.sub(r"\.gz$", "", self.name, flags=re.IGNORECASE)
        return path[: -len(self.kind)] if path.lower().endswith(self.kind) else path

    def read(self, limit: int = LARGEST_PAGE) -> bytes:
        """All bytes. Raises `TooLarge` where they are more than `limit`, without reading them."""
        if self.size is not None and self.size > limit:
            raise TooLarge(f"the file has {self.size / 1e6:,.0f} MB, more than {limit / 1e6:,.0f}")
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(f"the file has more than {limit / 1e6:,.0f} MB")
        return data


def entries(source: str | Path) -> Iterator[Entry | Problem]:
    """What a file, a folder with all its folders, or a pattern (pages/**/*.html) holds, in the order of names.

    Raises `PresstablesError` where there is no such thing, or a single file of a kind that is not read.
    """
    path = Path(source)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        kind, packed = _kind(path.name)
        if kind not in PAGES + TABLES and packed != ".zip":
            known = ", ".join(PAGES + TABLES + PACKED)
            raise PresstablesError(f"{path.name}: articles are read from {known} files; save it as one of them")
        yield from _file(path, composed(path.name))
    elif glob.has_magic(str(source)):
        yield from _pattern(str(source))
    else:
        raise PresstablesError(f"no such file or folder: {path}")


def _folder(root: Path) -> Iterator[Entry | Problem]:
    found = 0
    results: set[Path] = set()  # what presstables wrote there is no article
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not _hidden(name) and not _belongs(name, files))
        results |= {Path(folder, name) for name in (MANIFEST, *listed(Path(folder)))}
        for name in sorted(files, key=_order):
            path = Path(folder, name)
            if path not in results and not _hidden(name) and (path.is_file() or path.is_symlink()):
                for entry in _file(path, composed(path.relative_to(root).as_posix())):
                    found += 1
                    yield entry
    if not found:
        what = "only results of presstables" if listed(root) else "no article"
        raise PresstablesError(f"{root}: {what} in this folder; put pages or tables of articles there")


def _pattern(pattern: str) -> Iterator[Entry | Problem]:
    paths = sorted(Path(p) for p in glob.glob(pattern, recursive=True))  # noqa: PTH207 (Path.glob wants a folder to begin in)
    files = [p for p in paths if p.is_file() and not _hidden(p.name)]
    if not files:
        raise PresstablesError(f"no file is named like {pattern}")
    top = Path(os.path.commonpath([p.parent for p in files]))
    for path in files:
        yield from _file(path, composed(path.relative_to(top).as_posix()))


def _file(path: Path, name: str) -> Iterator[Entry | Problem]:
    kind, packed = _kind(path.name)
    folder = str(PurePosixPath(name).parent) if "/" in name else ""
    if packed == ".zip":
        yield from _archive(path, name)
    elif kind in PAGES + TABLES:
        try:
            size = None if packed else path.stat().st_size
        except OSError as error:
            yield Problem(name, None, f"the file could not be opened: {error.strerror}", "check that it is there", True)
            return
        yield Entry(
            name, kind, (lambda: _unpacked(path)) if packed else (lambda: path.open("rb", BUFFER)), size, folder
        )
    elif kind in DOCUMENTS or packed:
        yield Problem(name, None, *_unknown(kind or packed), lost=True)


def _unknown(kind: str) -> tuple[str, str]:
    return f"{kind} files are not read", "save it as text or HTML (.txt, .html), or as a table (.csv, .xlsx)"


def _kind(name: str) -> tuple[str, str]:
    """The suffix without .gz, lower case, and what it is packed in: .gz, .zip or nothing."""
    path = PurePosixPath(name.lower())
    if path.suffix == ".gz":
        return PurePosixPath(path.stem).suffix, ".gz"
    return path.suffix, ".zip" if path.suffix == ".zip" else ""


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "__MACOSX" or name.lower() in ("readme.md", "readme.txt")


def _belongs(folder: str, files: Sequence[str]) -> bool:
    """Is it the folder of pictures and frames that a browser saves beside a page (page_files, page.files)?"""
    stem = re.sub(r"(?:_files|\.files)$", "", folder)
    return stem != folder and any(file in (f"{stem}.html", f"{stem}.htm") for file in files)


def composed(name: str) -> str:
    """A file's name as articles.csv, the file system and a terminal can agree on it.

    macOS writes names with decomposed Hangul; a name in an archive may hold anything, commands to terminals too.
    """
    return printable(unicodedata.normalize("NFC", name))


def printable(text: str) -> str:
    """The text with a mark in the place of what cannot be printed."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _unpacked(path: Path) -> IO[bytes]:
    return _bounded(path.open("rb"), path.stat().st_size)


def _bounded(packed: IO[bytes], size: int) -> IO[bytes]:
    return io.BufferedReader(_Bounded(packed, size), BUFFER)


class _Bounded(io.RawIOBase):
    """A packed stream that ends with `TooLarge` before a bomb has gone off."""

    def __init__(self, packed: IO[bytes], size: int) -> None:
        self._packed = packed
        self._stream = gzip.GzipFile(fileobj=packed)
        self._most = min(max(HARMLESS, DENSEST * size), LARGEST_UNPACKED)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read1(len(buffer))  # what there is before the place where a file is cut off
        self._read += len(data)
        if self._read > self._most:
            raise TooLarge(f"it unpacks to more than {self._most / 1e6:,.0f} MB")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        self._packed.close()
        super().close()


def _archive(path: Path, name: str) -> Iterator[Entry | Problem]:
    # It stays open while its members are read, one after another: opening it for each would read its index each time.
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as error:
        yield Problem(name, None, f"the archive could not be opened ({error})", "pack or download it again", True)
        return
    found = False
    with archive:
        for member in sorted(archive.infolist(), key=lambda m: _order(_member_name(m))):
            inner = _member_name(member)
            folders = [part for part in re.split(r"[/\\]", inner) if part.strip(".")]
            if not inner.endswith("/") and not any(_hidden(part) for part in folders):
                for entry in _member(archive, member, f"{name}/{inner}"):
                    found = True
                    yield entry
    if not found:
        yield Problem(name, None, "there is no page and no table in the archive", "pack those that are meant", True)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Iterator[Entry | Problem]:
    kind, packed = _kind(name)
    refusal = _refusal(member, packed)
    if refusal:
        yield Problem(name, None, *refusal, lost=True)
    elif kind in PAGES + TABLES:
        folder = str(PurePosixPath(name).parent)
        if packed:
            yield Entry(name, kind, lambda: _bounded(archive.open(member), member.file_size), None, folder)
        else:
            yield Entry(name, kind, lambda: archive.open(member), member.file_size, folder)
    elif kind in DOCUMENTS or packed:
        yield Problem(name, None, *_unknown(kind or packed), lost=True)


def _refusal(member: zipfile.ZipInfo, packed: str) -> tuple[str, str] | None:
    """What is wrong with a member, and what to do; None where it may be read."""
    if _CLIMBS.search(_member_name(member)):
        return "its path climbs out of the archive", "do not trust this archive; the member was not read"
    if member.flag_bits & 1:
        return "it is locked with a password", "unpack the archive and read the folder"
    if packed == ".zip":
        return "it is an archive within an archive", "unpack the outer one and read the folder"
    if member.file_size > max(HARMLESS, DENSEST * member.compress_size):
        return f"it would unpack to {member.file_size / 1e6:,.0f} MB", "unpack it yourself, if that is meant"
    return None


def _order(name: str) -> tuple[bool, str]:
    """Names in order, a folder's catalogue before its pages."""
    return PurePosixPath(name).name != CATALOGUE, name


def _member_name(member: zipfile.ZipInfo) -> str:
    """The member's name; Windows writes Korean ones in CP949 and does not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            try:
                name = name.encode("cp437").decode("cp949")
            except UnicodeError:
                name = member.filename
    return composed(name)


@contextmanager
def seekable(entry: Entry, limit: int) -> Iterator[IO[bytes]]:
    """The entry as a stream that can go back, as .xlsx and .parquet need; a packed one in memory, up to `limit`."""
    with entry.open() as stream:
        if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO):
            yield stream
            return
    yield io.BytesIO(entry.read(limit))
