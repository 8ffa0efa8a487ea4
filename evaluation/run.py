"""Measure how well presstables, and others, read figures: python evaluation/run.py [--errors N] [--others]

Exits with 1 when presstables falls below a floor of floors.toml. --others also measures the tools of others.py (install
them with the extra `evaluation`) and writes docs/evaluation.md. --articles and --gold measure a folder of articles
instead of the evaluation set.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from measure import CORE, TABLES, Figures, Row, add
from texts import Text, read_articles, read_sentences

from presstables.mentions import read_mentions

if TYPE_CHECKING:
    from others import Tool

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
PAGE = HERE.parent / "docs" / "evaluation.md"
Reader = Callable[[str, date | None], dict[str, list[Row]]]


def read_presstables(text: str, published: date | None) -> dict[str, list[Row]]:
    """What presstables reads in a text, as rows of the four tables."""
    found = read_mentions(text, published)
    rows: dict[str, list[Row]] = {}
    for table in TABLES:
        fields = [*CORE[table]]
        for mention in getattr(found, table):
            cells = {name: getattr(mention, {"start": "first", "end": "last"}.get(name, name)) for name in fields}
            rows.setdefault(table, []).append(Row(mention.start, mention.end, cells))
    return rows


def measured(reader: Reader, texts: list[Text]) -> dict[str, Figures]:
    """The figures of each table over all texts."""
    figures = {table: Figures() for table in TABLES}
    for text in texts:
        rows = reader(text.text, text.published)
        for table, counts in figures.items():
            add(counts, table, text.text, text.gold[table], rows.get(table, []))
    return figures


def floors() -> dict[str, float]:
    """The row F1 that each table must reach."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))["row_f1"]


def show(name: str, figures: dict[str, Figures], errors: int) -> None:
    """Print the measures of each table and, where asked, what differs."""
    print(name)
    for table, counts in figures.items():
        measures = "  ".join(f"{key} {value:.4f}" for key, value in counts.measures().items())
        print(f"  {table:<11} gold {counts.gold:>4}  found {counts.found:>4}  {measures}")
        for text, gold, found in counts.errors[:errors]:
            print(
                f"      {text}\n        gold  {_cells(table, text, gold)}\n        found {_cells(table, text, found)}"
            )


def _cells(table: str, text: str, row: Row | None) -> str:
    if row is None:
        return "-"
    return "  ".join([text[row.start : row.end], *(f"{name} {row.fields.get(name)}" for name in CORE[table])])


def compare(texts: list[Text]) -> list[tuple[Tool, dict[str, Figures]]]:
    """Measure the other tools on the same texts."""
    from others import installed

    results = []
    for tool in installed():
        figures = measured(tool.read, texts)
        results.append((tool, {table: figures[table] for table in tool.tables}))
        show(f"{tool.name} {tool.version}", results[-1][1], 0)
    return results


def publish(texts: list[Text], own: dict[str, Figures], others: list[tuple[Tool, dict[str, Figures]]]) -> None:
    """Write the published page."""
    from page import written

    PAGE.write_text(written(texts, own, others), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(HERE.parent)}")


def main() -> int:
    """Run from the command line; 1 when a floor is not reached."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", type=int, default=0, help="print this many differences a table")
    ask.add_argument("--others", action="store_true", help="measure the other tools, too, and write docs/evaluation.md")
    ask.add_argument("--articles", type=Path, help="a folder of articles, measured instead of the evaluation set")
    ask.add_argument("--gold", type=Path, help="the folder of their gold rows, one JSON file an article")
    ask.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = ask.parse_args()
    texts = read_articles(asked.articles, asked.gold) if asked.articles else read_sentences()
    figures = measured(read_presstables, texts)
    if asked.json:
        print(json.dumps({table: counts.measures() for table, counts in figures.items()}))
    else:
        show("presstables", figures, asked.errors)
    others = compare(texts) if asked.others else []
    if asked.articles:
        return 0
    if others:
        publish(texts, figures, others)
    short = [table for table, least in floors().items() if figures[table].measures()["row_f1"] < least]
    if short:
        print("below the floor:", ", ".join(short), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
