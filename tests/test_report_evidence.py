from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import presstables as pt
from presstables.evidence import quotes, sources, web_address

FIRST = (
    "한빛전자가 1억 달러를 투자한다.\n"
    "한빛전자는 로봇 회사 별빛로봇에 1억 달러(약 1131억원)를 투자한다고 17일 밝혔다. 반응이 좋다."
)
AGAIN = "한빛전자는 앞서 로봇 회사 별빛로봇에 1억 달러를 투자한다고 밝혔다."


@pytest.fixture(scope="module")
def tables():
    """Two articles that state one investment, told apart by their days; the second is a restatement with no paper."""
    rows = {
        "article_id": ["first", "again"],
        "publisher": ["한빛일보", None],
        "published": ["2021-05-17", "2021-05-20"],
        "url": ["https://example.org/?a=1&b=2", "javascript:alert(1)"],
        "restated": [False, True],
        "text": [FIRST, AGAIN],
    }
    return pt.extract(pt.read_articles(pd.DataFrame(rows)), link=False)


@pytest.fixture(scope="module")
def claimed(tables):
    """As if all amounts stated one claim; grouping them is not tested here."""
    return replace(tables, money=tables.money.assign(claim_id="c-1"))


def marked(quote):
    return "".join(f"[{part.text}]" if part.marked else part.text for part in quote.parts)


def test_each_sentence_comes_once_with_all_its_figures_marked_the_earliest_first(claimed):
    assert [marked(quote) for quote in quotes(claimed, ["c-1"])["c-1"]] == [
        "한빛전자가 [1억 달러]를 투자한다.",
        "한빛전자는 로봇 회사 별빛로봇에 [1억 달러](약 [1131억원])를 투자한다고 17일 밝혔다.",
        "한빛전자는 앞서 로봇 회사 별빛로봇에 [1억 달러]를 투자한다고 밝혔다.",
    ]


def test_a_quote_says_whose_words_it_is(claimed):
    first, _, again = quotes(claimed, ["c-1"])["c-1"]
    assert (first.publisher, str(first.published), first.restated) == ("한빛일보", "2021-05-17", False)
    assert (again.publisher, str(again.published), again.restated) == (None, "2021-05-20", True)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("example.org", None),
        (None, None),
    ],
    ids=str,
)
def test_only_addresses_of_the_web_are_linked(value, address):
    assert web_address(value) == address


def test_sources_are_shown_as_text_and_as_html(claimed):
    shown = sources(claimed, ["c-1", "c-unknown"])
    assert repr(shown).splitlines()[:2] == ["1. c-1", "   한빛전자가 [1억 달러]를 투자한다. (한빛일보, 2021-05-17)"]
    assert repr(shown).endswith("(모름, 2021-05-20, 재서술)")
    markup = shown._repr_html_()
    assert 'href="https://example.org/?a=1&amp;b=2"' in markup
    assert "javascript" not in markup
    assert markup.count("<mark") == 4


@pytest.mark.parametrize(
    ("language", "said"), [("ko", "보일 문장이 없습니다."), ("en", "There is no sentence to show.")]
)
def test_no_sources_are_said_to_be_none(claimed, language, said):
    shown = sources(claimed, [], label_language=language)
    assert (repr(shown), shown._repr_html_()) == (said, f"<p>{said}</p>")
