"""The words that the rules read, as data: every entry stands beside examples that prove it."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_BUNDLE = 8


@cache
def load(name: str) -> dict[str, Any]:
    """The entries of lexicon/`name`.toml."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that takes the longest of the words."""
    return "|".join(map(re.escape, sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))))


def by_first(patterns: Iterable[tuple[str, str]]) -> str:
    """An alternation of (first characters, pattern of the rest), for a first character that is read already.

    The branches stand in bundles, each behind the class of its first characters, so that few of them are tried.
    """
    rests: dict[str, list[str]] = defaultdict(list)
    for first, rest in patterns:
        rests[first].append(rest)
    branches = [(first, f"(?<=[{first}])(?:{'|'.join(rest)})") for first, rest in rests.items()]
    bundles = [branches[i : i + _BUNDLE] for i in range(0, len(branches), _BUNDLE)]
    return "|".join(
        f"(?<=[{''.join(first for first, _ in bundle)}])(?:{'|'.join(branch for _, branch in bundle)})"
        for bundle in bundles
    )
