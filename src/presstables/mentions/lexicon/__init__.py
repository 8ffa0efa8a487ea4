"""The words that the rules read, as data: every entry stands beside examples that prove it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The entries of lexicon/`name`.toml."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def longest_first(words: list[str]) -> list[str]:
    """The words without repeats, longer ones first, so that an alternation takes the longest."""
    return sorted(dict.fromkeys(words), key=lambda w: (-len(w), w))
