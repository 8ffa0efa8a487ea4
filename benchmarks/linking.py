"""What linking costs beside the tagger: Komoran alone, through konlpy, on the sentences that linking gives it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from clock import compare
from goals import Goal

from presstables.articles import Article
from presstables.facts import link
from presstables.facts.morphology import readable, shared
from presstables.facts.organizations import load_lexicon
from presstables.mentions import read_mentions

MOST_TIMES_KOMORAN = 2
KOMORAN, TAGGING, LINKING = "Komoran alone", "the tagging within linking", "the whole of linking"


def measure(articles: list[Article], rounds: int) -> list[Goal]:
    """Print the time of each, with the JVM up and nothing remembered, and return what is to be reached."""
    mentions = [read_mentions(article.text, article.published) for article in articles]
    lexicon = load_lexicon()
    morphology = shared(lexicon.words())
    kept = morphology._kept  # what it remembers; there is no other way to ask for it or to have it forgotten
    kept.clear()
    link(articles, mentions)
    sentences = list(kept)
    komoran = _komoran(lexicon.words())
    plain = [readable(sentence) for sentence in sentences]

    def tagging() -> None:
        kept.clear()
        morphology.analyse(sentences)

    def linking() -> None:
        kept.clear()
        link(articles, mentions)

    tasks = {KOMORAN: lambda: [komoran.pos(each) for each in plain], TAGGING: tagging, LINKING: linking}
    compare(tasks, rounds)  # the JVM compiles what runs often: these rounds are not counted
    timed = compare(tasks, rounds)
    print(f"Linking: {len(sentences)} sentences that the tagger reads in {len(articles)} articles")
    for name, its in timed.items():
        print(f"  {name:<44}{its.median * 1000:>9.1f} ms  {its.times(timed[KOMORAN]):>5.2f} × Komoran")
    return [Goal("times what Komoran alone needs", timed[LINKING].times(timed[KOMORAN]), MOST_TIMES_KOMORAN)]


def _komoran(words: tuple[str, ...]) -> Any:
    """konlpy's Komoran with the same user dictionary."""
    from konlpy.tag import Komoran

    with tempfile.TemporaryDirectory() as folder:
        dictionary = Path(folder) / "words.txt"
        dictionary.write_text("".join(f"{word}\tNNP\n" for word in sorted(set(words))), encoding="utf-8")
        return Komoran(userdic=str(dictionary))
