"""docs/evaluation.md: the published table, written from the figures of one run."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

from measure import TABLES, Figures
from others import Tool
from texts import Text

HEAD = """# How well it reads, and how others do

{texts} press-like sentences of our own hold {rows}.

They are in the manner of what a naive reader of the press gets wrong: earnings, takeovers, layoffs, hiring
statistics, pensions, games, chips, welfare, lawsuits, funding rounds, headlines and captions, most with several
figures of several tables and with numbers that are no figure at all (names, versions, scores, shifts, ages, shares).
Every tool reads the same sentences with the same publication day.

- **P**, **R** and **F1**: rows found, whatever they say; two rows match when their spans overlap.
- **value F1**: the number and the currency, the days, or the length are right as well.
- **row F1**: every core field is right: the bounds and the qualifier, too.

This page is written by one command; CI holds the floors of `evaluation/floors.toml` under our own row F1.

```
pip install -e '.[evaluation]'
python evaluation/run.py --others
```
"""

FOOT = """
## How the others were adapted

{tools}

Tools that know no bounds are taken to mean the exact number, which costs them row F1 and not value F1. None of them was
made for Korean press text alone, and our sentences follow our own conventions (`evaluation/sentences.jsonl` is there to
argue with), so read the table as what a reader of the Korean press may expect, and not as a ranking of the tools.
"""

COLUMNS = ("precision", "recall", "f1", "value_f1", "row_f1")


def written(texts: list[Text], own: dict[str, Figures], others: Sequence[tuple[Tool, dict[str, Figures]]]) -> str:
    """The whole page as Markdown."""
    counts = [f"{figures.gold} rows of {table}" for table, figures in own.items()]
    rows = ", ".join(counts[:-1]) + f" and {counts[-1]}"
    entries = [("**presstables**", version("presstables"), own)]
    entries += [(tool.name, tool.version, figures) for tool, figures in others]
    tools = "\n".join(f"- {tool.name}{' ' * bool(tool.version)}{tool.version}: {tool.how}." for tool, _ in others)
    sections = [section(table, entries) for table in TABLES]
    return HEAD.format(texts=len(texts), rows=rows) + "".join(sections) + FOOT.format(tools=tools)


def section(table: str, entries: Sequence[tuple[str, str, dict[str, Figures]]]) -> str:
    """The heading and the table of figures of one table, our own row first."""
    lines = [f"\n## {table}\n", "| tool | version | P | R | F1 | value F1 | row F1 |", "|---|---|--:|--:|--:|--:|--:|"]
    for name, release, figures in entries:
        if table in figures:
            measures = figures[table].measures()
            cells = " | ".join(f"{measures[column]:.3f}" for column in COLUMNS)
            lines.append(f"| {name} | {release or '–'} | {cells} |")
    return "\n".join(lines) + "\n"
