"""Measure how fast presstables is beside others: python benchmarks/run.py [PART ...] [--articles DIR] [--rounds N]

Prints ratios and MB/s (of UTF-8) in one run, medians of interleaved rounds on one core, and the goals; exits with 1
when one is missed. Parts: reading, hostile, import, linking, grouping, memory, stream; all of them where none is named.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable
from pathlib import Path

import grouping
import hostile
import importing
import linking
import memory
import reading
import stream
from clock import on_one_core
from goals import Goal

import presstables
from presstables.articles import Article, to_articles

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


PARTS: dict[str, Callable[[list[Article], int], list[Goal]]] = {
    "reading": reading.measure,
    "hostile": lambda _articles, _rounds: hostile.measure(),
    "import": lambda _articles, rounds: importing.measure(rounds),
    "linking": linking.measure,
    "grouping": lambda articles, _rounds: grouping.measure(articles),
    "memory": lambda articles, _rounds: memory.measure(articles),
    "stream": lambda articles, _rounds: stream.measure(articles),
}


def main() -> int:
    """Run from the command line; 1 when a goal is missed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("parts", nargs="*", metavar="PART", help="what to measure")
    ask.add_argument("--articles", type=Path, default=SEEDS, help="a folder of articles (seeds/)")
    ask.add_argument("--rounds", type=int, default=7, help="how many rounds the medians are of (7)")
    asked = ask.parse_args()
    if unknown := [part for part in asked.parts if part not in PARTS]:
        ask.error(f"no part {', '.join(unknown)}: there are {', '.join(PARTS)}")
    articles = to_articles(presstables.read_articles(asked.articles))
    core = "on one core" if on_one_core() else "on any core (this system cannot keep a process on one)"
    print(f"presstables {presstables.__version__}, Python {platform.python_version()}, {platform.machine()}, {core}")
    missed = False
    for part in asked.parts or PARTS:
        print()
        for goal in PARTS[part](articles, asked.rounds):
            print(goal)
            missed |= not goal.reached
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
