"""The same article twice: wire copies, re-posts and updates, found as they come by, each looked at once.

Two texts are near-identical where their runs of seven letters agree by `SIMILAR` (Jaccard, estimated by MinHash) and
their numbers do, too: two notices of one template with other figures are two articles. Candidates come from bands of
the signature (locality-sensitive hashing). A signature takes 96 bytes and its places in the table some 80, so that a
stream of a million articles needs no more than a few hundred megabytes here.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SIMILAR = 0.75
SAME_NUMBERS = 0.7
RUN = 7
TEXT_BYTES, NUMBER_BYTES = 64, 32  # one byte of each permutation of the MinHash is kept
BAND = 5  # of 64 bytes: 12 bands find texts of similarity 0.75 with 96 %, of 0.9 with 99.99 %
MOST_IN_BAND = 8
LONGEST = 50_000  # characters; what follows tells nothing new

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d[\d,.]*")


class Copies:
    """The articles seen so far, each as its signature; copies are not kept again."""

    def __init__(self) -> None:
        from datasketch import MinHash  # here: the import takes a second

        self._text = MinHash(TEXT_BYTES, seed=1, hashfunc=int)
        self._numbers = MinHash(NUMBER_BYTES, seed=2, hashfunc=int)
        self._ids: list[str] = []
        self._signatures = bytearray()
        self._slots = array("i", [-1]) * 1024
        self._filled = 0

    def original(self, article_id: str, text: str) -> str | None:
        """The id of the article seen before of which this one is a copy; else None, and it is kept for the next."""
        signature = self._signature(text[:LONGEST])
        for position in self._candidates(signature):
            if self._alike(position, signature):
                return self._ids[position]
        self._ids.append(article_id)
        self._signatures += signature
        self._insert(len(self._ids) - 1)
        return None

    def _signature(self, text: str) -> bytes:
        letters = "".join(_WORD.findall(unicodedata.normalize("NFKC", text))).casefold()
        said, counted = self._text.copy(), self._numbers.copy()
        said.update_batch(_runs(letters))
        counted.update_batch([_mixed(n.rstrip(".,").replace(",", "")) for n in set(_NUMBER.findall(text))])
        return b"".join(np.asarray(m.hashvalues).astype(np.uint8).tobytes() for m in (said, counted))

    def _alike(self, position: int, signature: bytes) -> bool:
        width = TEXT_BYTES + NUMBER_BYTES
        other = np.frombuffer(self._signatures[position * width : (position + 1) * width], np.uint8)
        same = other == np.frombuffer(signature, np.uint8)
        return bool(same[:TEXT_BYTES].mean() >= SIMILAR and same[TEXT_BYTES:].mean() >= SAME_NUMBERS)

    def _band(self, position: int, band: int) -> bytes:
        start = position * (TEXT_BYTES + NUMBER_BYTES) + band * BAND
        return bytes(self._signatures[start : start + BAND])

    def _candidates(self, signature: bytes) -> list[int]:
        found: dict[int, None] = {}
        for band in range(TEXT_BYTES // BAND):
            key = signature[band * BAND : (band + 1) * BAND]
            slot = _slot(band, key, len(self._slots))
            while (position := self._slots[slot]) >= 0:
                if self._band(position, band) == key:
                    found[position] = None
                slot = (slot + 1) % len(self._slots)
        return list(found)

    def _insert(self, position: int) -> None:
        if self._filled > len(self._slots) // 2:
            self._slots = array("i", [-1]) * (2 * len(self._slots))
            self._filled = 0
            for earlier in range(position):
                self._place(earlier)
        self._place(position)

    def _place(self, position: int) -> None:
        for band in range(TEXT_BYTES // BAND):
            key = self._band(position, band)
            slot = _slot(band, key, len(self._slots))
            alike = 0
            while (other := self._slots[slot]) >= 0 and alike < MOST_IN_BAND:
                alike += self._band(other, band) == key
                slot = (slot + 1) % len(self._slots)
            if alike < MOST_IN_BAND:
                self._slots[slot] = position
                self._filled += 1


def elect(articles: pd.DataFrame) -> pd.DataFrame:
    """The table with each group of copies tied to the one published first (of those, the one with the first id)."""
    copies = articles["duplicate_of"].notna()
    if not copies.any():
        return articles
    group = articles["duplicate_of"].where(copies, articles["article_id"])
    order = pd.DataFrame({"group": group, "day": articles["published"], "article_id": articles["article_id"]})
    first = order.sort_values(["day", "article_id"], na_position="last").groupby("group")["article_id"].first()
    original = group.map(first)
    elected = articles.assign(duplicate_of=original.where(original != articles["article_id"]).astype("str"))
    elected.attrs = articles.attrs
    return elected


def _slot(band: int, key: bytes, slots: int) -> int:
    mixed = (int.from_bytes(key, "little") + band * 0xC2B2AE3D27D4EB4F) * 0x9E3779B97F4A7C15
    return (mixed >> 24 & 0xFFFFFFFFFF) % slots


def _runs(letters: str) -> list[int]:
    """A 32-bit hash of each run of `RUN` letters, each once."""
    codes = np.frombuffer(letters.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    if len(codes) < RUN:
        return [_mixed(letters)] if letters else []
    hashed: NDArray[Any] = np.zeros(len(codes) - RUN + 1, np.uint64)
    with np.errstate(over="ignore"):
        for i in range(RUN):
            hashed = hashed * np.uint64(0x100000001B3) + codes[i : len(codes) - RUN + 1 + i]
        hashed *= np.uint64(0x9E3779B97F4A7C15)
    mixed: list[int] = np.unique(hashed >> np.uint64(32)).tolist()
    return mixed


def _mixed(word: str) -> int:
    code = 0xCBF29CE484222325
    for byte in word.encode("utf-8", "replace"):
        code = ((code ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return code >> 32
