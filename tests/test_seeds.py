"""The example articles: what each states, and that they state what their originals do, in other words.

The originals are not part of the project; the tests that compare with them run where they lie in a folder `shared`
beside it.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import presstables as pt
from presstables.articles import Article, to_articles
from presstables.mentions import read_mentions

SEEDS = Path(__file__).parents[1] / "seeds"
SHARED = Path(__file__).parents[2] / "shared"

# Every figure of an article, table by table, in reading order. 이날 is a day, too: the one that the article reports on.
STATED = {
    "sisacast-2023-08-24": {
        "money": "10억 달러",
        "headcounts": "한 명 | 한 명",
        "dates": "지난 21일 | 지난 21일 | 24일 | 지난해 | 올해 | 2019년 | 지난 1월 | 이날 | 올해 | 2030년 | 이날 | "
        "지난 22일 | 2018년 | 이날 | 2017년 | 2020년 | 2016년",
        "durations": "나흘 | 수년 | 10년 | 20년 | 30년 | 5년",
    },
    "insightkorea-2024-03-13": {
        "money": "7조원 | 3조6000억원 | 6000만 달러 | 787억원",
        "headcounts": "20명 | 70여명 | 270명",
        "dates": "지난해 8월 22일 | 올해 | 13일 | 1929년 | 지난해 12월 | 지난해 7월 | 지난해 7월 | 2023년 | 2018년 | "
        "2020년 | 2021년 | 지난해 7월 | 2022년 | 2023년",
        "durations": "5년 | 1년",
    },
    "seoul-2023-05-18": {
        "money": "",
        "headcounts": "",
        "dates": "지난달 | 2020년 | 2021년 연말 | 지난해 12월 | 지난 2월 1일 | 4월 말 | 지난 1월",
        "durations": "1년 | 1년",
    },
    "dt-2021-05-17": {
        "money": "1억달러 | 1억 달러 | 1131억원",
        "headcounts": "수만명",
        "dates": "올 초 | 올 하반기 | 17일 | 올 하반기 | 작년 말 | 지난 3월 | 작년 4분기 | 2017년 | 2019년 4월 | "
        "작년 12월 7일",
        "durations": "3년 | 250여년 | 반년 | 5년",
    },
    "ajunews-2020-05-29": {
        "money": "",
        "headcounts": "100명 | 1만7000여명",
        "dates": "지난 28일 | 29일 | 2018년 6월 | 이날 | 내달",
        "durations": "2년 | 3개월 | 3년",
    },
}

# Numbers that are no figures of any table: counts of things, names, shares.
TRAPS = {
    "sisacast-2023-08-24": "2000여개 | 4대 석학 | 1000여개 | 75종 | 35종 | 절반 이상",
    "insightkorea-2024-03-13": "엑사원 2.0 | 네 배 이상 | 3대 분야 | 시리즈 A | 시리즈 B | 50% 이상 | 10대 AI 석학",
    "seoul-2023-05-18": "6000억개 이상 | 3억 5000만장 이상",
    "dt-2021-05-17": "3배 이상 | 논문 2편 | 10% 수준",
    "ajunews-2020-05-29": "90% 이상 | 11개 | 3D프린터 | 24개 | 17만여㎡ | 20개동 | 2개",
}


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.article_id: article for article in to_articles(pt.read_articles(SEEDS))}


def test_the_seeds_are_five_and_marked_as_restatements(articles: dict[str, Article]) -> None:
    frame = pt.read_articles(SEEDS)
    assert sorted(articles) == sorted(STATED)
    assert frame["restated"].all()
    assert frame.attrs["problems"] == []
    assert {a.article_id: a.published for a in articles.values()} == {k: date.fromisoformat(k[-10:]) for k in STATED}
    assert {a.published_source for a in articles.values()} == {"given"}


@pytest.mark.parametrize("article_id", STATED)
def test_a_seed_states_these_figures_and_no_others(articles: dict[str, Article], article_id: str) -> None:
    article = articles[article_id]
    found = read_mentions(article.text, article.published)
    for table, stated in STATED[article_id].items():
        surfaces = " | ".join(article.text[row.start : row.end] for row in getattr(found, table))
        assert (table, surfaces) == (table, stated)


@pytest.mark.parametrize(
    ("article_id", "trap"), [(article_id, trap) for article_id, traps in TRAPS.items() for trap in traps.split(" | ")]
)
def test_a_seed_holds_its_traps(articles: dict[str, Article], article_id: str, trap: str) -> None:
    assert trap in articles[article_id].text


@pytest.mark.parametrize(
    ("article_id", "day", "source"),
    [
        ("sisacast-2023-08-24", date(2023, 8, 24), "page"),
        ("insightkorea-2024-03-13", date(2024, 3, 13), "page"),
        ("seoul-2023-05-18", date(2023, 5, 18), "page"),
        ("dt-2021-05-17", date(2021, 5, 17), "page"),
        ("ajunews-2020-05-29", None, "none"),
    ],
)
def test_a_page_alone_says_its_day_but_for_one(article_id: str, day: date | None, source: str) -> None:
    page = (SEEDS / f"{article_id}.txt").read_text(encoding="utf-8")
    (article,) = to_articles(pt.read_articles(pd.DataFrame({"text": [page]})))
    assert (article.published, article.published_source) == (day, source)


# --- beside the originals ---

originals = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the original articles are not in a folder 'shared' beside the project"
)
# What may differ between an article and its restatement: where a figure stands, and in what sentence.
PLACES = ["span_start", "span_end", "sentence", "rule"]
IDS = ["mention_id", "converts", "claim_id", "merged_ids", "part_of"]
MENTIONS = ["money", "headcounts", "dates", "durations", "milestones"]
FACTS = ["money_claims", "headcount_claims", "units"]


@pytest.fixture(scope="module")
def both() -> tuple[pt.Tables, pt.Tables]:
    return pt.extract(pt.read_articles(SEEDS)), pt.extract(pt.read_articles(SHARED / "seeds"))


def without_places(tables: pt.Tables, name: str) -> pd.DataFrame:
    """A table in reading order, its ids counted rather than placed, and without its places."""
    names: dict[str, str] = {}
    for mentions in MENTIONS:
        rows = getattr(tables, mentions).sort_values(["article_id", "span_start"])
        order = rows.groupby("article_id").cumcount()
        names |= {i: f"{i.rsplit('-', 1)[0]}-{n:02}" for i, n in zip(rows["mention_id"], order, strict=True)}
    frame = getattr(tables, name).copy()
    for column in frame.columns.intersection(IDS):
        frame[column] = [
            i if pd.isna(i) else re.sub(r"[^\s;]+#\w+-\d+", lambda m: rename(m[0], names), i) for i in frame[column]
        ]
    frame = frame.drop(columns=PLACES, errors="ignore")
    return frame.sort_values("mention_id" if name in MENTIONS else "claim_id").reset_index(drop=True)


def rename(mention_id: str, names: dict[str, str]) -> str:
    """A counted id for a mention's; a claim's (c-, u-) keeps its first letters."""
    bare = re.sub(r"^[cu]-", "", mention_id)
    return mention_id.removesuffix(bare) + names[bare]


@originals
@pytest.mark.parametrize("name", [*MENTIONS, *FACTS])
def test_originals_and_restatements_give_the_same_rows(both: tuple[pt.Tables, pt.Tables], name: str) -> None:
    ours, theirs = (without_places(tables, name) for tables in both)
    pd.testing.assert_frame_equal(ours, theirs)


@originals
@pytest.mark.parametrize("article_id", STATED)
def test_a_restatement_is_in_other_words(articles: dict[str, Article], article_id: str) -> None:
    original = {a.article_id: a for a in to_articles(pt.read_articles(SHARED / "seeds"))}[article_id]
    theirs, ours = original.text.split(), articles[article_id].text.split()
    runs = {tuple(theirs[i : i + 8]) for i in range(len(theirs) - 7)}
    assert [run for i in range(len(ours) - 7) if (run := tuple(ours[i : i + 8])) in runs] == []
