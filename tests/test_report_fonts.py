from __future__ import annotations

import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont

from presstables.report.fonts import font_faces

# 가 and 힣 are Hangul, 美 is Hanja; NanumGothic lacks the last three: minus sign, hyphenation point, bullet operator.
TEXT = "가힣美AI3조−‧∙"


@pytest.fixture(scope="module")
def faces():
    rules = font_faces(TEXT)
    fonts = re.findall(r"font-weight:(\w+);(?:unicode-range:([^;]*);)?src:url\(data:font/woff;base64,([^)]*)\)", rules)
    return [
        (weight, points, set(TTFont(io.BytesIO(base64.b64decode(data))).getBestCmap()))
        for weight, points, data in fonts
    ]


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_every_character_is_in_a_font_of_its_weight(faces, weight):
    known = set().union(*(points for other, _, points in faces if other == weight))
    assert {ord(character) for character in TEXT} <= known


def test_what_the_korean_font_lacks_is_asked_of_the_other_one_alone(faces):
    assert [points for _, points, _ in faces] == ["", "U+2027,U+2212,U+2219"] * 2


def test_the_fonts_hold_little_more_than_the_characters_asked_for(faces):
    assert max(len(known) for _, _, known in faces) < 110  # and ASCII


def test_a_character_that_no_font_has_is_left_to_the_reader_s_machine():
    assert "base64" in font_faces("가\U0001f600")
