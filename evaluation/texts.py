"""The texts that tools are measured on, with their gold rows."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from measure import TABLES, Row

SETS = {name: Path(__file__).with_name(f"{name}.jsonl") for name in ("sentences", "articles")}


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or an article, its day of publication and its gold rows by table."""

    name: str
    text: str
    published: date | None
    gold: dict[str, list[Row]]


def read_set(name: str) -> list[Text]:
    """A set of our own, sentences or articles: one JSON object a line with id, published, text and rows by table."""
    with SETS[name].open(encoding="utf-8") as lines:
        records = [json.loads(line, parse_float=Decimal) for line in lines]
    return [_text(record["id"], record["text"], record["published"], record) for record in records]


def read_folder(articles: Path, gold: Path) -> list[Text]:
    """A folder of articles with one JSON file of gold rows for each, as presstables reads the articles."""
    import presstables

    rows = [json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) for path in sorted(gold.glob("*.json"))]
    by_article = {row.get("article") or Path(row["file"]).stem: row for row in rows}
    texts = presstables.read_articles(articles).set_index("article_id")["text"]
    return [_text(name, texts[name], row["published"], row) for name, row in by_article.items()]


def _text(name: str, text: str, published: str | None, record: dict[str, Any]) -> Text:
    day = date.fromisoformat(published) if published else None
    return Text(name, text, day, {table: located(text, record.get(table, [])) for table in TABLES})


def located(text: str, records: list[dict[str, Any]]) -> list[Row]:
    """Gold rows with their spans: the surface within its context, else the next one in reading order."""
    rows: list[Row] = []
    for record in records:
        end = rows[-1].end if rows else 0
        start = _start(text, record, end)
        optional = bool(record.get("optional"))
        rows.append(Row(start, start + len(record["surface"]), record, optional))
    return rows


def _start(text: str, record: dict[str, Any], end: int) -> int:
    context = record.get("context", record["surface"])
    at = text.find(context, max(0, end - len(context)))
    after = end if at < 0 else max(at, end)
    whole = re.compile(
        rf"(?<!\d)(?<!\d[.,]){re.escape(record['surface'])}(?!\d)"
    )  # the 3년 of 3년간, and not of 2023년
    if not (match := whole.search(text, after)):
        raise ValueError(f"no {record['surface']!r} after character {after} of {text[:60]!r}: put the rows in order")
    return match.start()
