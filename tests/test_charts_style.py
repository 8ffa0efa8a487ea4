from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import matplotlib as mpl
import pytest
from chart_rows import SEED_HEADCOUNTS, SEED_MONEY, SEED_UNITS, headcount_claims, money_claims, units
from IPython.core.formatters import DisplayFormatter
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from presstables.charts import anchor, chart_png, chart_svg, plot_ai_org, plot_investment, save_figure
from presstables.charts.layout import Box, Placer, TextStyle, furniture, shorten, text_width, wrap
from presstables.charts.style import FONTS, chart_style
from presstables.errors import PresstablesError

PLAIN = TextStyle(9)


@pytest.fixture(scope="module")
def chart():
    return plot_investment(money_claims(SEED_MONEY))


def test_the_korean_font_is_found_in_both_weights():
    with chart_style():
        files = [font_manager.findfont(FontProperties(family=FONTS, weight=weight)) for weight in ("normal", "bold")]
    assert [file.replace("\\", "/").rsplit("/", 1)[1] for file in files] == ["NanumGothic.ttf", "NanumGothicBold.ttf"]


def test_the_package_that_brings_the_font_is_not_imported():
    code = "import sys, presstables.charts.style as s; s.register_fonts(); print('koreanize_matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_pyplot_is_not_needed():
    code = """
import sys
from chart_rows import SEED_MONEY, money_claims
from presstables.charts import plot_investment
plot_investment(money_claims(SEED_MONEY))
print("matplotlib.pyplot" in sys.modules)
"""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"


@pytest.mark.parametrize("sign", ["−", "‧", "∙", "·", "₩", "€", "→", "÷", "~"])
def test_signs_are_drawn_by_one_of_the_fonts(sign, recwarn):
    with chart_style():
        text_width(f"가{sign}", TextStyle(9, bold=True))
    assert not [warning for warning in recwarn if "missing from font" in str(warning.message)]


def test_the_users_settings_stay_as_they_are():
    with mpl.rc_context({"font.family": ["monospace"], "axes.facecolor": "black"}):
        before = dict(mpl.rcParams)
        theirs = chart_png(plot_investment(money_claims(SEED_MONEY)))
        assert dict(mpl.rcParams) == before
    assert theirs == chart_png(plot_investment(money_claims(SEED_MONEY)))


def test_the_same_rows_give_the_same_bytes(chart):
    again = plot_investment(money_claims(SEED_MONEY))
    assert chart_png(again) == chart_png(chart)
    assert chart_svg(again) == chart_svg(chart)
    assert b"Software" not in chart_png(chart)
    assert "dc:date" not in chart_svg(chart)


def test_svg_text_is_outlines_and_marks_say_what_they_are(chart):
    root = ET.fromstring(chart_svg(chart))
    assert root.findall(".//{*}text") == []
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.alt_text
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    titles = {group.get("id"): group.find("{*}title").text for group in root.iter() if group.get("id") in chart.marks}
    assert titles == {gid: mark.tip for gid, mark in chart.marks.items()}


def test_the_first_mark_of_a_claim_has_the_claims_anchor_as_its_id(chart):
    assert [gid for gid in chart.marks if "." not in gid] == [anchor(claim) for claim in chart.drawn["claim_id"]]
    assert [gid.split(".")[0] for gid in chart.marks] == [anchor(mark.claim_id) for mark in chart.marks.values()]


ANCHORS = [
    ("c-seoul-2023-05-18#money-120", "claim-c-seoul-2023-05-18_23_money-120"),
    ("c-기사 1#money-3", "claim-c-기사_20_1_23_money-3"),
    ("c-a.b#money-1", "claim-c-a_2e_b_23_money-1"),
]


@pytest.mark.parametrize(("claim_id", "expected"), ANCHORS, ids=[case[0] for case in ANCHORS])
def test_anchors(claim_id, expected):
    assert anchor(claim_id) == expected


def test_a_notebook_shows_the_picture_once_with_its_alt_text(chart):
    data, metadata = DisplayFormatter().format(chart)
    assert data["text/plain"] == f"<Chart: {chart.title}>"
    assert data["image/png"] == chart_png(chart)
    assert metadata["image/png"] == {"alt": chart.alt_text, "width": 960}


def test_both_files_are_written(tmp_path, chart):
    png, svg = save_figure(chart, tmp_path / "new" / "seeds.v1")
    assert (png.name, svg.name) == ("seeds.v1.png", "seeds.v1.svg")
    assert png.read_bytes() == chart_png(chart)
    assert svg.read_text(encoding="utf-8") == chart_svg(chart)
    assert sorted(path.name for path in png.parent.iterdir()) == ["seeds.v1.png", "seeds.v1.svg"]


def test_a_place_that_cannot_be_written_leaves_no_half_of_a_file(tmp_path, chart):
    (tmp_path / "chart.png").mkdir()
    with pytest.raises(PresstablesError, match="cannot be written"):
        save_figure(chart, tmp_path / "chart")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.png"]


def test_no_warning_of_a_missing_glyph_while_drawing(recwarn):
    chart_png(plot_ai_org(units(SEED_UNITS), headcount_claims(SEED_HEADCOUNTS)))
    assert list(recwarn) == []


def test_shortened_text_fits_and_says_that_it_is_cut():
    text = "인공지능과 빅데이터 연구개발에 쓰일 해외 인재 확보"
    assert shorten(text, PLAIN, 9.0) == text
    short = shorten(text, PLAIN, 1.5)
    assert short.endswith("…")
    assert text.startswith(short[:-1])
    assert text_width(short, PLAIN) <= 1.5
    assert shorten(text, PLAIN, 0.01) == ""


WRAPPED = ["가나다 라마바 사아자차카", "가나다라마바사아자차카타파하" * 4, "₩3.6tn for AI · ₩7tn+", ""]


@pytest.mark.parametrize("text", WRAPPED)
def test_wrapped_text_fits_and_loses_nothing(text):
    lines = wrap(text, PLAIN, 1.0)
    assert all(text_width(line, PLAIN) <= 1.0 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_long_title_takes_more_room_at_the_top():
    one, more = (furniture(10.0, "제목 " * times, "부제", []) for times in (3, 60))
    assert len(one.title) == 1 < len(more.title)
    assert more.top > one.top


def test_labels_are_placed_where_there_is_room():
    placer = Placer(Box(0, 0, 2, 1), gap=0)
    first = placer.place((1, 0.4), [(0.5, 0.2)])
    assert first == Box(0.5, 0.2, 1.5, 0.6000000000000001)
    assert placer.place((1, 0.4), [(0.6, 0.3), (0.2, 0.9), (0.5, 0.6000000000000001)]).top == first.bottom
    assert placer.place((1, 0.4), [(0.6, 0.3)]) is None
