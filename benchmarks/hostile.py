"""Texts that no journalist writes: time must stay in proportion to their length, whatever they hold."""

from __future__ import annotations

import gc
import time
from datetime import date

from goals import Goal

from presstables.mentions import read_mentions

SMALL, LARGE = 10**6, 10**7
MOST_TIMES_PER_BYTE = 2.0
"""How much longer a byte of the large line may take: 1 is linear, 10 would be quadratic."""

PUBLISHED = date(2024, 3, 13)  # with a day, dates look about for what they leave out

PATTERNS = {
    "digits": "1",
    "digits with commas": "1,234,",
    "a big unit": "만",
    "big units": "조억만",
    "Hangul numerals": "이천오백",
    "opening brackets": "(",
    "nested amounts": "1억(",
    "closing brackets": ")",
    "ranges": "3~",
    "amounts": "3조6000억원 ",
    "amounts run together": "5만",
    "currency signs": "$",
    "dates": "2024.5.17.",
    "months": "5월 ",
    "days after quotes": '"3일 ',
    "days joined": "3일·",
    "quarters compared": "3분기 대비 ",
    "the same stretch": "전년 동기 ",
    "lengths": "1년 6개월",
    "people of people": "100명 중 ",
    "calendar words": "지난해",
    "full stops": ".",
    "spaces": " ",
    "decomposed Hangul": "\u1112\u1161\u11ab",
}


def measure() -> list[Goal]:
    """Print the speed on each pattern, as one line of 1 MB and one of 10 MB, and return what is to be reached."""
    print(f"Hostile texts: one line of {SMALL / 1e6:g} MB, and one of {LARGE / 1e6:g} MB")
    print(f"  {'':<24}{'MB/s':>8}  {'MB/s':>8}  time per byte, {LARGE / 1e6:g} MB over {SMALL / 1e6:g} MB")
    worst = ("", 0.0)
    for name, pattern in PATTERNS.items():
        least, small = (seconds_per_byte(pattern, size) for size in (SMALL // 10, SMALL))
        growth = small / least
        if growth > MOST_TIMES_PER_BYTE:  # ten times as much again would take for ever
            print(f"  {name:<24}{1e-6 / small:>8.1f}  {'':>8}  {growth:>5.2f} already from {SMALL // 10:,} bytes")
        else:
            large = seconds_per_byte(pattern, LARGE)
            growth = large / small
            print(f"  {name:<24}{1e-6 / small:>8.1f}  {1e-6 / large:>8.1f}  {growth:>5.2f}")
        worst = max(worst, (name, growth), key=lambda each: each[1])
    return [Goal(f"time per byte of ten times the text, at worst ({worst[0]})", worst[1], MOST_TIMES_PER_BYTE)]


def seconds_per_byte(pattern: str, size: int) -> float:
    """The processor's time for each byte of a line of `size` bytes that repeats the pattern."""
    line = pattern * (size // len(pattern.encode()))
    gc.collect()
    start = time.process_time()
    read_mentions(line, PUBLISHED)
    return (time.process_time() - start) / len(line.encode())
