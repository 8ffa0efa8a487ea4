"""Words that keep two facts of the same number apart: each entry of contrasts.toml reads its examples."""

from __future__ import annotations

import pytest

from presstables.facts.contrasts import contrasts, grams_of, words_of
from presstables.facts.organizations import data

ENTRIES = data("contrasts")["contrast"]
EXAMPLES = [(entry["name"], *example.split(" => ")) for entry in ENTRIES for example in entry["examples"]]
NEVER = [(entry["name"], text) for entry in ENTRIES for text in entry["never"]]


def side(name: str, text: str) -> int | None:
    return next(contrast for contrast in contrasts() if contrast.name == name).side(*text.split("|"))


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_a_figure_has_the_side_of_the_nearest_word(name, text, expected):
    assert side(name, text) == int(expected)


@pytest.mark.parametrize(("name", "text"), NEVER)
def test_and_none_without_one(name, text):
    assert side(name, text) is None


def test_the_words_of_a_sentence_are_without_particles():
    assert words_of("가온전자는 로봇에 투자한다") == {"가온전자", "로봇", "투자"}


def test_common_words_say_nothing_of_a_fact():
    assert grams_of("지난해 투자 규모는 로봇") == {"로봇"}
