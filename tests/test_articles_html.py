"""HTML pages in the layouts of two portals and five papers: their text, and what they say of themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import presstables as pt
from presstables.articles import Article, read_articles, to_articles
from presstables.articles.html import read_html

PAGES = Path(__file__).parent / "pages"
HEADLINE = "다리 놓는 마을, 공사비 12억원으로 늘려"
CAPTION = "새 다리 조감도. 마을신문DB"
LEAD = "마을은 다리를 놓는 데 12억원을 쓰기로 했다고 13일 밝혔다. 지난해 잡은 예산은 6억원이었다."
QUOTE = "이장은 “인부 30명이 내년 말까지 일한다”며 “물이 불어도 다리는 무너지지 않을 것”이라고 말했다."
LAST = "이웃 마을은 1억원을 보태기로 했다. 나머지는 군이 낸다."
DOUBLE, NEIGHBOUR, COUNTY = "공사비, 처음의 두 배", "이웃 마을도 1억원 보태", "군도 돈을 낸다"
STRAIGHT = QUOTE.replace("“", '"').replace("”", '"')
WIRED = "(마을=마을통신) 나예시 기자 = "

# The page, its own words, and publisher, author and the day of the last change.
LAYOUTS = [
    ("naver", [HEADLINE, DOUBLE, NEIGHBOUR, CAPTION, LEAD, QUOTE, LAST], "마을신문", "나예시", date(2024, 3, 14)),
    ("daum", [HEADLINE, DOUBLE, CAPTION, LEAD, QUOTE, LAST], "마을신문", "나예시", date(2024, 3, 14)),
    ("business_paper", [HEADLINE, DOUBLE, CAPTION, LEAD, QUOTE, COUNTY, LAST], "마을경제", "나예시", date(2024, 3, 14)),
    ("daily_paper", [HEADLINE, CAPTION, LEAD, QUOTE, COUNTY, LAST], "마을일보", "나예시, 한바람", date(2024, 3, 14)),
    ("weekly_paper", [HEADLINE, DOUBLE, CAPTION, LEAD, QUOTE, LAST], "마을겨레", "나예시", date(2024, 3, 14)),
    ("small_paper", [HEADLINE, DOUBLE, NEIGHBOUR, CAPTION, LEAD, QUOTE, LAST], "마을신문", "나예시", date(2024, 3, 14)),
    ("wire", [HEADLINE, DOUBLE, NEIGHBOUR, "새 다리 조감도", WIRED + LEAD, STRAIGHT, LAST], "마을통신", "나예시", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> dict[str, Article]:
    return {article.article_id: article for article in to_articles(read_articles(PAGES))}


@pytest.mark.parametrize(
    ("page", "text", "publisher", "author", "modified"), LAYOUTS, ids=[case[0] for case in LAYOUTS]
)
def test_a_layout(
    pages: dict[str, Article], page: str, text: list[str], publisher: str, author: str, modified: date | None
) -> None:
    article = pages[page]
    assert article.text.split("\n") == text
    assert (article.title, article.publisher, article.author) == (HEADLINE, publisher, author)
    assert (article.published, article.published_source) == (date(2024, 3, 13), "page")
    assert article.modified == modified


def test_no_figure_of_a_list_or_a_script_enters_the_tables() -> None:
    tables = pt.extract(read_articles(PAGES), link=False)
    assert set(tables.money["surface"]) == {"12억원", "6억원", "1억원"}
    assert set(tables.headcounts["surface"]) == {"30명"}


def linked(told: str) -> str:
    return f'<script type="application/ld+json">{told}</script>'


def meta(**told: str) -> str:
    return "".join(
        f'<meta property="og:{name.replace("_", ":")}" content="{content}">' for name, content in told.items()
    )


SITE = '<meta property="og:site_name" content="{}">'


def page(head: str = "", body: str = f"<h1>{HEADLINE}</h1><p>{LEAD}</p><p>{LAST}</p>") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-12T22:30:00Z">', date(2024, 3, 13)),
        ('<meta property="article:published_time" content="2024-03-13T05:00:00+09:00">', date(2024, 3, 13)),
        ('<meta name="og:regDate" content="20240313101507">', date(2024, 3, 13)),
        (linked('{"@type":"NewsArticle","datePublished":"2024-03-13"}'), date(2024, 3, 13)),
        (linked('{"@graph":[{"@type":["NewsArticle"],"datePublished":"2024-03-13"}]}'), date(2024, 3, 13)),
        (linked('{"@type":"WebSite","datePublished":"2024-03-13"}'), None),
        (linked('{"@type":"NewsArticle", broken'), None),
        ('<meta property="article:modified_time" content="2024-03-13T05:00:00+09:00">', None),
        ('<meta property="article:published_time" content="0001-01-01T00:00:00Z">', None),
    ],
    ids=str,
)  # fmt: skip
def test_the_day_of_the_metadata(head: str, day: date | None) -> None:
    assert read_html(page(head))[1].published == day


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        (SITE.format("마을신문"), "마을신문"),
        (SITE.format("네이버 뉴스") + meta(article_author="마을신문 | 네이버"), "마을신문"),
        (SITE.format("다음 - 마을신문"), "마을신문"),
        (SITE.format("Daum"), None),
        (meta(article_author="나예시 기자") + SITE.format("마을신문"), "마을신문"),
        ('<meta name="twitter:creator" content="@maul">', "maul"),
    ],
    ids=str,
)  # fmt: skip
def test_the_publisher_is_the_paper(head: str, publisher: str | None) -> None:
    assert read_html(page(head))[1].publisher == publisher


@pytest.mark.parametrize(
    ("title", "read"),
    [
        (f"{HEADLINE} | 마을신문", HEADLINE),
        (f"{HEADLINE} < 경제 < 기사본문 - 마을신문", HEADLINE),
        ("다른 말로 쓴 제목 - 마을신문", "다른 말로 쓴 제목"),
        ("&lt;b&gt;굵은&lt;/b&gt; 제목 - 마을신문", "굵은 제목"),
    ],
)
def test_the_title_is_the_headline(tmp_path: Path, title: str, read: str) -> None:
    (tmp_path / "a.html").write_text(page(f'<title>{title}</title><meta property="og:site_name" content="마을신문">'))
    assert list(read_articles(tmp_path)["title"]) == [read]


HOSTILE = {
    "scripts": page("<script>fetch('http://example.com/')</script>", f"<p>{LEAD}</p><img src=x onerror=alert(1)>"),
    "billion laughs": f'<!DOCTYPE html [<!ENTITY a "하"><!ENTITY b "{"&a;" * 9}">]><p>{"&b;" * 9} {LEAD}</p>',
    "a file as entity": '<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a; ' + LEAD + "</p>",
    "cut off in a tag": page().partition(LAST)[0] + "<p cla",
    "deep": "<div>" * 5000 + f"<p>{LEAD}</p>",
    "control characters": f"<nav>x</nav>&#12;&#1;<p>{LEAD}&#8;</p>",
    "open comment": f"<p>{LEAD}</p><!-- <p>500억원</p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.html").write_text(HOSTILE[kind])
    if kind == "deep":  # the parser gives up below a depth, and says nothing of what is there
        with pytest.raises(pt.PresstablesError, match="nothing but page furniture"):
            read_articles(tmp_path)
        return
    (article,) = to_articles(read_articles(tmp_path))
    assert LEAD in article.text
    assert len(article.text) < 3 * len(LEAD)
    assert not set("<>\x01\x08\x0c") & set(article.text)
    assert "root:" not in article.text


def test_a_title_that_is_markup_stays_words(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        page('<meta property="og:title" content="&lt;script&gt;alert(1)&lt;/script&gt; 12억원">')
    )
    (title,) = read_articles(tmp_path)["title"]
    assert title == "<script>alert(1)</script> 12억원"


def test_a_page_in_many_elements_takes_time_in_step_with_its_length() -> None:
    text, _ = read_html(page(body="".join(f"<p class='related'>빵집 {n}곳이 문을 열었다.</p>" for n in range(3000))))
    assert text.count("\n") == 2999
