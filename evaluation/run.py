"""Measure how well presstables, and others, read figures: python evaluation/run.py [--errors N] [--others]

Measures our own sentences and articles, and exits with 1 when presstables falls below a floor of floors.toml.
--others also measures the tools of others.py (install them with the extra `evaluation`) and writes docs/evaluation.md.
--articles and --gold measure folders of articles instead; with --others, press.json keeps their figures for the page.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import CORE, TABLES, Figures, Row, add
from texts import SETS, Text, read_folder, read_set

from presstables.mentions import read_mentions

if TYPE_CHECKING:
    from others import Tool

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"
PRESS = HERE / "press.json"
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


def floors(name: str) -> dict[str, float]:
    """The row F1 that each table must reach on one of our own sets; none on other texts."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")).get(name, {})


def below(name: str, figures: dict[str, Figures]) -> list[str]:
    """The tables that do not reach their floor, named with their set."""
    return [
        f"{table} of {name}" for table, least in floors(name).items() if figures[table].measures()["row_f1"] < least
    ]


def show(name: str, figures: dict[str, Figures], errors: int) -> None:
    """Print the measures of each table and, where asked, what differs."""
    print(name)
    for table, counts in figures.items():
        measures = "  ".join(f"{key} {value:.4f}" for key, value in counts.measures().items())
        print(f"  {table:<11} gold {counts.gold:>4}  found {counts.found:>4}  {measures}")
        for text, gold, found in counts.errors[:errors]:
            print(
                f"      {_about(text, gold or found)}\n        gold  {_cells(table, text, gold)}\n"
                f"        found {_cells(table, text, found)}"
            )


def _about(text: str, row: Row | None) -> str:
    start, end = (row.start, row.end) if row else (0, 0)
    return text[max(start - 60, 0) : end + 40].replace("\n", " ")


def _cells(table: str, text: str, row: Row | None) -> str:
    if row is None:
        return "-"
    return "  ".join([text[row.start : row.end], *(f"{name} {row.fields.get(name)}" for name in CORE[table])])


def compared(texts: list[Text], own: dict[str, Figures], tools: list[Tool]) -> dict[str, Any]:
    """How many texts and gold rows there are, and the version and the measures of presstables and each other tool."""
    figures = {"presstables": (version("presstables"), own)}
    for tool in tools:
        read = measured(tool.read, texts)
        figures[tool.name] = (tool.version, {table: read[table] for table in tool.tables})
        show(f"{tool.name} {tool.version}", figures[tool.name][1], 0)
    return {
        "texts": len(texts),
        "rows": {table: counts.gold for table, counts in own.items()},
        "tools": {
            name: {"version": release, "measures": {table: counts.measures() for table, counts in tables.items()}}
            for name, (release, tables) in figures.items()
        },
    }


def publish(records: dict[str, dict[str, Any]], tools: list[Tool]) -> None:
    """Keep the figures of a folder of articles; of our own sets, write the published page."""
    if "press" in records:
        PRESS.write_text(json.dumps(records["press"], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return
    import facts
    from page import written

    press = {"press": json.loads(PRESS.read_text(encoding="utf-8"))} if PRESS.exists() else {}
    PAGE.write_text(written(records | press, tools, facts.measured()), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(HERE.parent)}")


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--errors", type=int, default=0, help="print this many differences a table")
    ask.add_argument("--others", action="store_true", help="measure the other tools, too, and write docs/evaluation.md")
    ask.add_argument("--articles", type=Path, nargs="+", help="folders of articles, measured instead of our own sets")
    ask.add_argument("--gold", type=Path, nargs="+", help="a folder of gold rows for each, one JSON file an article")
    ask.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = ask.parse_args()
    if len(asked.articles or []) != len(asked.gold or []):
        ask.error("--articles and --gold go together: name a folder of gold rows for each folder of articles")
    return asked


def sets(asked: argparse.Namespace) -> dict[str, list[Text]]:
    """The texts to measure, by the name of their set."""
    if not asked.articles:
        return {name: read_set(name) for name in SETS}
    folders = zip(asked.articles, asked.gold, strict=True)
    return {"press": [text for articles, gold in folders for text in read_folder(articles, gold)]}


def main() -> int:
    """Run from the command line; 1 when a floor is not reached."""
    asked = arguments()
    texts = sets(asked)
    figures = {name: measured(read_presstables, each) for name, each in texts.items()}
    if asked.json:
        print(
            json.dumps(
                {name: {table: counts.measures() for table, counts in own.items()} for name, own in figures.items()}
            )
        )
    else:
        for name, own in figures.items():
            show(f"presstables on {name}", own, asked.errors)
    if asked.others:
        from others import installed

        tools = installed()
        publish({name: compared(texts[name], own, tools) for name, own in figures.items()}, tools)
    short = [table for name, own in figures.items() for table in below(name, own)]
    if short:
        print("below the floor:", ", ".join(short), file=sys.stderr)
    return int(bool(short))


if __name__ == "__main__":
    sys.exit(main())
