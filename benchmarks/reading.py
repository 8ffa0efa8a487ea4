"""The speed of the reader beside a bare search for digits and beside other tools, on the same articles."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from clock import Timed, compare
from goals import Goal

from presstables.articles import Article
from presstables.mentions import read_mentions

sys.path.append(str(Path(__file__).resolve().parents[1] / "evaluation"))  # its modules are scripts beside each other

import others
import regexes

MOST_TIMES_BARE = 25
LEAST_TIMES_OTHERS = 12
OURS, BARE = "presstables, all four tables", r're.finditer(r"\d+")'
Text = tuple[str, date]
Reader = Callable[[str, date], object]


@dataclass(frozen=True, slots=True)
class Other:
    """Another tool: its package, what it reads, and how.

    `by_line` gives it one line at a time, which is faster where its time grows more than in proportion to the text;
    `rival` is one that reads Korean money or dates, so that the goal is measured against it.
    """

    name: str
    package: str
    what: str
    read: Reader
    by_line: bool = False
    rival: bool = True

    @property
    def label(self) -> str:
        """Its name, version and tables."""
        return f"{self.name} {version(self.package)}, {self.what}" if self.package else f"{self.name}, {self.what}"


def _all_of(*readers: Callable[[str, date], Iterable[object]]) -> Reader:
    return lambda text, day: [list(reader(text, day)) for reader in readers]


OTHERS = (
    Other("korean-datetime", "korean-datetime", "dates", _all_of(others.korean_datetime_dates)),
    Other("dateparser", "dateparser", "dates (search)", _all_of(others.dateparser_dates)),
    Other(
        "Duckling",
        "pyduckling-native-phihos",
        "money and dates",
        _all_of(others.duckling_money, others.duckling_dates),
        by_line=True,
    ),
    # It knows no 만, 억 or 조 and reads 7조원 as 7; the regexes are an analyst's, not a tool.
    Other("price-parser", "price-parser", "prices", _all_of(others.price_parser_money), rival=False),
    Other("an analyst's regexes", "", "all four tables", _all_of(*regexes.READERS.values()), rival=False),
)


def installed() -> tuple[list[Other], list[str]]:
    """The tools that are here, and the names of those that are not."""
    here, missing = [], []
    for other in OTHERS:
        try:
            _ = other.label
        except PackageNotFoundError:
            missing.append(other.name)
        else:
            here.append(other)
    return here, missing


def bare(text: str, _: date) -> None:
    """The least that anything that reads figures does: find the digits."""
    for _match in re.finditer(r"\d+", text):
        pass


def measure(articles: list[Article], rounds: int) -> list[Goal]:
    """Print the speed of all of them, and return what presstables is to reach."""
    texts = [(article.text, article.published or others.NO_DAY) for article in articles]
    size = sum(len(text.encode()) for text, _ in texts)
    here, missing = installed()
    readers = {BARE: _over(texts, bare), OURS: _over(texts, read_mentions)}
    readers |= {other.label: _over(_lines(texts) if other.by_line else texts, other.read) for other in here}
    timed = compare(readers, rounds)
    print(f"The reader: {len(texts)} articles, {size:,} bytes")
    print(f"  {'':<44}{'MB/s':>9}  {'× bare':>8}  presstables is")
    for name, its in timed.items():
        print(f"  {name:<44}{size / its.median / 1e6:>9.3f}  {its.times(timed[BARE]):>8.1f}  {_faster(name, timed)}")
    for name in missing:
        print(f"  {name}: not installed, skipped (make benchmark installs it where it can be)")
    return _goals(timed, [other.label for other in here if other.rival])


def _over(texts: list[Text], read: Reader) -> Callable[[], None]:
    def run() -> None:
        for text, day in texts:
            read(text, day)

    return run


def _lines(texts: list[Text]) -> list[Text]:
    return [(line, day) for text, day in texts for line in text.splitlines() if line.strip()]


def _faster(name: str, timed: dict[str, Timed]) -> str:
    if name in (OURS, BARE):
        return ""
    return f"{timed[name].times(timed[OURS]):.1f} times as fast"


def _goals(timed: dict[str, Timed], rivals: list[str]) -> list[Goal]:
    goals = [Goal("times the bare search for digits", timed[OURS].times(timed[BARE]), MOST_TIMES_BARE)]
    if rivals:
        fastest = min(rivals, key=lambda name: timed[name].median)
        what = f"times as fast as the fastest other that reads Korean money or dates ({fastest})"
        goals.append(Goal(what, timed[fastest].times(timed[OURS]), LEAST_TIMES_OTHERS, at_least=True))
    return goals
