"""A stream of many articles in jsonl.gz: what an article takes, and the most memory, while they become tables."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from goals import Goal
from memory import LINUX, OTHERS

from presstables.articles import Article

FEW, MANY = 1_000, 10_000
FLAT = 1.25
"""How much more memory reading may take where articles are ten times as many."""
PARAGRAPHS = (6, 14)
NAMES = "삼성 SK KT 네이버 카카오 현대자동차 포스코 한화 롯데 두산 CJ 효성".split()
READS = {
    "articles": "sum(len(batch) for batch in pt.iter_articles(sys.argv[1]))",
    "figures": "pt.extract(pt.iter_articles(sys.argv[1]), link=False, keep_text=False)",
    "facts": "pt.extract(pt.iter_articles(sys.argv[1]), keep_text=False)",
}
CODE = """
import sys, time
import presstables as pt
{reads}
print(time.process_time())
{peak}
"""


def measure(articles: Sequence[Article]) -> list[Goal]:
    """Print the time and the most memory of reading streams of articles alone, with their figures, and with facts."""
    print(f"Stream: {FEW:,} and {MANY:,} articles from jsonl.gz, made of the paragraphs of the articles")
    if sys.platform == "win32":
        print("  not measured: this system does not tell a process its peak")
        return []
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        streams = {number: Path(folder, f"{number}.jsonl.gz") for number in (FEW, MANY)}
        for number, path in streams.items():
            write(articles, number, path)
        for what, reads in READS.items():
            for number, path in streams.items():
                seconds, peaks[what, number] = spent(reads, path)
                told = f"{1000 * seconds / number:>6.1f} ms an article, at most {peaks[what, number] / 1e6:>6.0f} MB"
                print(f"  {what:<9}{number:>8,}  {told}")
    return [Goal("memory of reading ten times as many", peaks["articles", MANY] / peaks["articles", FEW], FLAT, "×")]


def varied(articles: Sequence[Article], number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Articles put together of the paragraphs of others, each with names, figures and a day of its own."""
    chance = random.Random(seed)
    paragraphs = [line for article in articles for line in article.text.splitlines() if len(line) > 20]
    for i in range(number):
        told = chance.sample(paragraphs, min(len(paragraphs), chance.randint(*PARAGRAPHS)))
        text = "\n".join(told).replace("LG", chance.choice(NAMES))
        text = re.sub(r"(?<!\d)\d{3,}(?!년)(?!\d)|(?<=[^\d.])[1-9](?=조|천|억)", lambda m: _other(m[0], chance), text)
        day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
        yield {"article_id": f"a{i}", "title": told[0][:40], "published": day.isoformat(), "text": text}


def write(articles: Sequence[Article], number: int, path: Path) -> None:
    """Write a stream of varied articles as jsonl.gz."""
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in varied(articles, number))


def spent(reads: str, path: Path) -> tuple[float, int]:
    """The processor's seconds and the largest resident set, in bytes, of a process that reads the stream."""
    code = CODE.format(reads=reads, peak=LINUX if Path("/proc/self/status").exists() else OTHERS)
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    seconds, peak = ran.stdout.split()
    return float(seconds), int(peak) * (1 if sys.platform == "darwin" else 1024)  # macOS counts bytes


def _other(number: str, chance: random.Random) -> str:
    return str(chance.randrange(10 ** (len(number) - 1), 10 ** len(number)))
