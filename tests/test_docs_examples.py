"""What the documents show is what happens: their blocks are run, their outputs compared, their pictures looked at."""

from __future__ import annotations

import pytest
from doc_examples import IMAGES, PAGES, furnish, pictures, run_page
from PIL import Image


@pytest.fixture
def place(tmp_path):
    furnish(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_shown_is_what_happens(page, place):
    drifted = run_page(page.read_text(encoding="utf-8"), place)
    told = [f"{source}--- shown\n{shown}--- said\n{said}" for source, shown, said in drifted]
    assert not told, "\n".join(["run `make docs` and read what changed", *told])


def test_a_drifted_output_is_found(place):
    def drifted(language, code):
        return [(shown, said) for _, shown, said in run_page(f"```{language}\n{code}```\n", place)]

    assert drifted("python", ">>> 6 * 7\n41\n") == [("41\n", "42\n")]
    assert drifted("python", ">>> 6 * 7\n42\n>>> 'a long line'\n'a … line'\n") == []
    assert drifted("python", ">>> 1 / 0\n1\n")
    assert drifted("console", "$ echo one\ntwo\n") == [("two\n", "one\n")]
    assert drifted("console", "$ echo 3 passed in 1.25s\n3 passed in 9.99s\n$ echo two\n") == []


def test_the_pictures_are_those_of_today():
    for name, chart in pictures().items():
        with Image.open(IMAGES / f"{name}.png") as picture:
            assert picture.info["Description"] == chart.alt_text, "run `make docs`"
