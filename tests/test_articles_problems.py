"""Files that are broken, hostile or too large: each is told of, none stops the run, none does anything else."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import presstables as pt
from presstables.articles import Article, iter_articles, read_articles
from presstables.articles.entries import PAGES, Entry
from presstables.articles.reader import Reader
from presstables.cli import main

SAID = "마을은 다리에 12억원을 썼다고 밝혔다."
GOOD = "이웃 마을은 빵집 세 곳을 열고 직원 30명을 뽑는다고 알렸다."


def zipped(**members: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def nameless() -> bytes:
    return zipped(x=b"y").replace(b"\x01\x00\x00\x00x", b"\x00\x00\x00\x00x")


def locked() -> bytes:
    data = bytearray(zipped(**{"a.txt": SAID.encode()}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


# The file, its bytes, and what is told of it (the beginning); nothing of it is read.
LOST: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "the file is empty"),
    "empty html": ("a.html", lambda: b"\n", "the file is empty"),
    "empty csv": ("a.csv", lambda: b"", "the file is empty"),
    "empty jsonl.gz": ("a.jsonl.gz", lambda: gzip.compress(b""), "the file is empty"),
    "head alone": ("a.csv", lambda: b"title,text\n", "the table has no row"),
    "empty zip": ("a.zip", lambda: b"", "the archive could not be opened"),
    "picture named .txt": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is binary, not text"),
    "picture named .html": ("a.html", lambda: bytes(range(256)) * 9, "the file is binary, not text"),
    "picture named .csv": ("a.csv", lambda: bytes(range(256)) * 9, "the file is binary, not text"),
    "text named .xlsx": ("a.xlsx", lambda: SAID.encode(), "the file is no .xlsx workbook"),
    "text named .parquet": ("a.parquet", lambda: SAID.encode(), "the file is no parquet"),
    "text named .gz": ("a.txt.gz", lambda: SAID.encode(), "the packed file is cut off or damaged"),
    "text named .json": ("a.json", lambda: SAID.encode(), "the file is no JSON"),
    "deep json": ("a.json", lambda: b"[" * 100_000, "the file is no JSON (too deep)"),
    "gzip cut off": ("a.txt.gz", lambda: gzip.compress(os.urandom(99))[:-20], "the packed file is cut off"),
    "no texts": ("a.csv", lambda: b"title,words\nx,y\n", "no column 'text', but title, words"),
    "terminal commands": ("a.csv", lambda: b"title,\x1b[2Jx\nx,y\n", "no column 'text', but title, \ufffd[2Jx"),
    "climbing": ("a.zip", lambda: zipped(**{"../../b.txt": SAID.encode()}), "its path climbs out of the archive"),
    "absolute": ("a.zip", lambda: zipped(**{"/etc/b.txt": SAID.encode()}), "its path climbs out of the archive"),
    "windows": ("a.zip", lambda: zipped(**{"..\\b.txt": SAID.encode()}), "its path climbs out of the archive"),
    "locked": ("a.zip", locked, "it is locked with a password"),
    "zip in zip": ("a.zip", lambda: zipped(**{"b.zip": zipped()}), "it is an archive within an archive"),
    "zip bomb": ("a.zip", lambda: zipped(**{"b.txt": b"0" * 110_000_000}), "it would unpack to 110 MB"),
    "gzip bomb": ("a.txt.gz", lambda: gzip.compress(b"0" * 30_000_000), "the file has more than 20 MB"),
    "gzip bomb, table": ("a.json.gz", lambda: gzip.compress(b"0" * 120_000_000), "it unpacks to more than 100 MB"),
    "one endless line": ("a.csv.gz", lambda: gzip.compress(b"text\n" + b"0" * 30_000_000), "a line has more than 20"),
    "furniture": ("a.html", lambda: "<p>로그인</p><p>댓글쓰기</p>".encode(), "nothing but page furniture"),
}  # fmt: skip


@pytest.mark.parametrize("kind", LOST)
def test_a_file_that_cannot_be_read(tmp_path: Path, kind: str) -> None:
    name, data, told = LOST[kind]
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / name).write_bytes(data())
    (folder / "z.txt").write_text(GOOD, encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    frame = read_articles(folder)
    assert list(frame["text"]) == [GOOD]
    (problem,) = frame.attrs["problems"]
    assert problem["source"].startswith(name)
    assert problem["what"].startswith(told)
    assert problem["lost"]
    assert problem["advice"]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_member_without_a_name(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(nameless())
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    assert list(read_articles(tmp_path)["text"]) == [GOOD]


# The file, its bytes, the text that is read all the same, and what is told.
READ: dict[str, tuple[str, bytes, str, str]] = {
    "NUL": ("a.txt", f"{SAID}\0 {GOOD * 3}".encode(), f"{SAID} {GOOD * 3}", "1 control characters"),
    "cut off": ("a.txt", f"{SAID}\n{GOOD}".encode()[:-2], SAID, "byte 130 is not valid UTF-8"),
    "damaged": ("a.txt", f"{SAID}\n1".encode() + b"\xff2\n" + GOOD.encode(), f"{SAID}\n{GOOD}", "byte 54 is"),
    "html cut off": ("a.html", f"<html><p>{SAID}</p><p>{GOOD[:9]}".encode()[:-1], SAID, "byte 88 is not valid UTF-8"),
    "jsonl with a bad line": ("a.jsonl", f'{{"text": "{SAID}"}}\n{{"text": \n'.encode(), SAID, "row 2: the line is no"),
    "jsonl with a list": ("a.jsonl", f'[1]\n{{"text": "{SAID}"}}'.encode(), SAID, "row 1: the line is no JSON object"),
    "half an emoji": ("a.jsonl", f'{{"text": "{SAID} \\ud83d"}}'.encode(), f"{SAID} \ufffd", "row 1: the text holds"),
    "ragged": ("a.csv", f"text,id\n{SAID},1\n{SAID},2,쉼표, 또\n".encode(), SAID, "row 2: the row has 4 cells, but"),
    "bytes in a row": ("a.csv", f"text\n{SAID}\n".encode() + b"\xec\xff\xff\n", SAID, "row 2: byte 0xec at character"),
    "an empty row": ("a.csv", f"title,text\n,{SAID}\n다리,\n".encode(), SAID, "row 2: the text is empty"),
    "csv in UTF-16 cut off": (
        "a.csv", f"text\n{SAID}\n{GOOD}\n".encode("utf-16")[:-3], SAID, "row 2: what stands at character 34 of 'text'"
    ),
    "jsonl in UTF-16 cut off": (
        "a.jsonl", f'{{"text": "{SAID}"}}\n{{"text": "{GOOD}"}}'.encode("utf-16")[:-1], SAID, "row 2: what stands at"
    ),
    "page in UTF-16 cut off": ("a.txt", f"{SAID}\n{GOOD}".encode("utf-16")[:-3], SAID, "byte 114 is not valid UTF-16"),
    "gz cut off": ("a.jsonl.gz", gzip.compress(f'{{"text": "{SAID}"}}\n'.encode())[:-4], SAID, "the packed file is"),
}  # fmt: skip


@pytest.mark.parametrize("kind", READ)
def test_a_file_that_is_read_in_part(tmp_path: Path, kind: str) -> None:
    name, data, text, told = READ[kind]
    (tmp_path / name).write_bytes(data)
    frame = read_articles(tmp_path)
    assert list(frame["text"]) == [text]
    (problem,) = frame.attrs["problems"]
    assert problem["what"].startswith(told)


@pytest.mark.parametrize(
    "text", [f"😀 {SAID} 👩‍👩‍👧", f"\u202e{SAID}\u202c", f"\u200f{SAID}", "שלום " + SAID], ids=ascii
)
def test_emoji_and_marks_of_direction_are_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    tables = pt.extract(read_articles(tmp_path), link=False)
    assert list(tables.money["surface"]) == ["12억원"]
    (row,) = tables.money.to_dict("records")
    assert tables.articles["text"][0][row["span_start"] : row["span_end"]] == "12억원"


def test_a_file_of_200_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
    tracemalloc.start()
    frame = read_articles(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000
    (problem,) = frame.attrs["problems"]
    assert problem["what"] == "the file has 200 MB, more than 20"


def test_a_million_ragged_lines(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        file.write(f"text,id\n{SAID},1\n")
        file.writelines("가,나,다\n" for _ in range(1_000_000))
        file.write(f"{GOOD},last\n")
    tables = [table for table in iter_articles(tmp_path / "a.csv") if len(table) or table.attrs["problems"]]
    assert [one for table in tables for one in table["article_id"]] == ["1", "last"]
    told = [problem["what"] for table in tables for problem in table.attrs["problems"]]
    assert len(told) == 21
    assert told[0] == "row 2: the row has 3 cells, but the head 2"
    assert told[-1] == "999980 more rows of this table could not be read"


def test_the_command_line_counts_what_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(f"전문,매체\n{SAID},마을신문\n,\n", encoding="utf-8")
    assert main(["extract", "in", "--no-link", "--column", "text=전문"]) == 1
    out, err = capsys.readouterr()
    assert "tables: 1 articles, 1 amounts of money" in out
    assert "a.csv: 전문 as text, 매체 as publisher" in out
    assert "a.csv: row 2: the text is empty; fill it, or drop the row" in err
    assert main(["extract", "in", "--no-link"]) == 2
    assert "nothing could be read (a.csv: no column 'text', but 전문, 매체; rename the one" in capsys.readouterr().err
    (tmp_path / "in" / "a.csv").write_text(f"text\n{SAID}\n", encoding="utf-8")
    assert main(["extract", "in/*.csv", "--no-link", "--no-text"]) == 0
    assert pt.read_tables("tables").articles["text"].isna().all()


def test_markup_of_a_title_and_a_text_stays_words_in_the_tables() -> None:
    title, text = "<script>alert(1)</script> 12억원", f"{SAID} <script>alert(2)</script>"
    frame = read_articles(pd.DataFrame({"title": [title], "text": [text]}))
    assert list(frame["title"]) == [title]
    assert frame["text"][0] == f"{title}\n{text}"


@given(data=st.binary(max_size=300), kind=st.sampled_from([".txt", ".html", ".md", ".csv", ".jsonl", ".json", ".xlsx"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_an_article_or_a_problem(data: bytes, kind: str) -> None:
    entry = Entry(f"a{kind}", kind, lambda: io.BufferedReader(io.BytesIO(data)), len(data))
    reader = Reader()
    items = list(reader.page(entry) if kind in PAGES else reader.table(entry))
    assert items
    for item in items:
        assert item.text.strip() if isinstance(item, Article) else item.what and item.advice
