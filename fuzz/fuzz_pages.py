"""Page reading under fuzzing: any bytes, as a page or table of any kind, give articles or problems, never an error.

    python fuzz/fuzz_pages.py -max_total_time=900 [corpus]

The reader's own guard against hostile files is in the way on purpose only where a library of others raises; whatever
else comes out is a finding. What is checked of each article is what the rest of the house relies on.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["presstables"]):
    from presstables.articles.entries import Entry
    from presstables.articles.html import read_html  # noqa: F401 (the reader imports it when it meets a page)
    from presstables.articles.model import Article, Problem
    from presstables.articles.reader import Reader
    from presstables.errors import PresstablesError

import io

KINDS = (".txt", ".html", ".md", ".csv", ".jsonl", ".json", ".txt.gz", ".zip", ".html", ".xlsx")
FOLDER = Path(tempfile.mkdtemp(prefix="presstables-fuzz-"))
PREFIXES = {".md": b"---\n", ".csv": b"title,text,published\n", ".jsonl": b'{"text": "', ".json": b'[{"text": "'}


def one_input(data: bytes) -> None:
    """Read the bytes as the kind of file that their first byte chooses."""
    if len(data) < 2:
        return
    kind = KINDS[data[0] % len(KINDS)]
    body = (PREFIXES.get(kind, b"") if data[0] & 0x80 else b"") + data[1:]
    reader = Reader()
    if kind in (".txt", ".html", ".md", ".csv", ".jsonl", ".json"):
        entry = Entry(f"a{kind}", kind, lambda: io.BufferedReader(io.BytesIO(body)), len(body))
        items = reader.page(entry) if kind in (".txt", ".html", ".md") else reader.table(entry)
    else:
        path = FOLDER / f"a{kind}"
        path.write_bytes(body)
        items = reader.files(path)
    try:
        check(list(items))
    except PresstablesError:  # the source as a whole cannot be used, and its user is told
        return


def check(items: list[Article | Problem]) -> None:
    """Articles have an id and a text that any file can hold; problems say what and what to do."""
    for item in items:
        if isinstance(item, Article):
            assert item.article_id
            assert item.text.strip()
            for text in (item.text, item.title or "", item.publisher or "", item.author or ""):
                text.encode("utf-8")
                assert "\0" not in text
            assert "\n" not in (item.publisher or "")
        else:
            assert item.what
            assert item.advice


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    os.environ["TZ"] = "Asia/Seoul"
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
