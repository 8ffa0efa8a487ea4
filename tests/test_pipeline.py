"""From articles to tables."""

from __future__ import annotations

import pandas as pd
import pytest

import presstables as pt


def articles(*texts: str) -> pd.DataFrame:
    given = {"article_id": [f"a{i}" for i in range(len(texts))], "text": texts, "published": "2024-03-13"}
    return pt.read_articles(pd.DataFrame(given))


def test_a_pasted_text_with_its_day():
    tables = pt.extract("지난해 8월 22일 7조원 이상을 쏟아붓는다.", published="2024-03-13", link=False)
    (day,) = tables.dates["start"]
    assert day == pd.Timestamp("2023-08-22")
    assert tables.money[["value", "low", "qualifier"]].values.tolist() == [[7e12, 7e12, "at_least"]]


def test_a_pasted_text_without_a_day_has_no_relative_days():
    tables = pt.extract("지난해 8월 22일 열렸다.", link=False)
    assert tables.dates["surface"].tolist() == ["지난해 8월 22일"]
    assert tables.dates["start"].isna().all()


def test_a_day_that_is_none_is_named():
    with pytest.raises(pt.PresstablesError, match="2024-13-45"):
        pt.extract("7조원", published="2024-13-45", link=False)


def test_a_conversion_points_at_what_it_converts():
    money = pt.extract("6000만 달러(약 787억원)를 투자한다.", published="2024-03-13", link=False).money
    assert money["converts"].isna().tolist() == [True, False]
    assert money["converts"][1] == money["mention_id"][0] == "text#money-0"


def test_figures_without_links_need_no_jvm():
    import subprocess
    import sys

    code = "import sys, presstables as pt; pt.extract('7조원', link=False); print('jpype' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_importing_the_package_draws_nothing_and_starts_nothing():
    import subprocess
    import sys

    heavy = ("matplotlib", "konlpy", "jpype", "papermill", "pandas")
    code = f"import sys, presstables; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_order_of_articles_does_not_change_the_claims():
    texts = [
        "LG전자는 로봇에 600억원을 투자한다고 밝혔다.",
        "LG전자가 로봇에 600억원을 투자한다.",
        "KT는 3000억원을 투자한다.",
    ]
    table = articles(*texts)
    first, second = pt.extract(table), pt.extract(table.iloc[::-1].reset_index(drop=True))
    key = ["claim_id", "organization", "value", "n_mentions"]
    assert (
        first.money_claims[key].sort_values("claim_id").values.tolist()
        == second.money_claims[key].sort_values("claim_id").values.tolist()
    )


def test_progress_sees_every_article():
    seen = []
    pt.extract(
        articles("1조원", "2조원"), link=False, progress=lambda listed: (seen.append(a.article_id) or a for a in listed)
    )
    assert seen == ["a0", "a1"]


CORRECTION = """
[[correction]]
article = "one"
surface = "600억원"
action = "set"
set = { organization = "LG", value = 61e9 }
expects = { organization = "LG전자" }
why = "the release says so"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text("LG전자는 로봇에 600억원을 투자한다고 밝혔다.", encoding="utf-8")
    return tmp_path


def test_corrections_beside_the_articles_are_made_and_told(folder):
    (folder / "corrections.toml").write_text(CORRECTION, encoding="utf-8")
    tables = pt.extract(pt.read_articles(folder))
    assert tables.money[["organization", "value"]].values.tolist() == [["LG", 61e9]]
    assert tables.money_claims["organization"].tolist() == ["LG"]
    assert tables.corrections[["article_id", "action", "change", "why"]].values.tolist() == [
        ["one", "set", "organization = LG, value = 61000000000.0", "the release says so"]
    ]


def test_a_correction_that_no_longer_matches_stops_the_run(folder):
    (folder / "corrections.toml").write_text(CORRECTION.replace("600억원", "700억원"), encoding="utf-8")
    with pytest.raises(pt.PresstablesError, match="0 of '700억원'"):
        pt.extract(pt.read_articles(folder))


def test_rates_need_no_links():
    money = pt.extract("10억 달러를 들였다.", published="2023-08-24", link=False).money
    assert money["fx_source"].tolist() == ["rate"]
    assert 1.2e12 < money["amount_krw"][0] < 1.4e12


def test_a_lexicon_of_ones_own(tmp_path):
    lexicon = tmp_path / "mine.toml"
    lexicon.write_text('[[group]]\nname = "가람"\naffiliates = ["가람로보틱스"]\n', encoding="utf-8")
    tables = pt.extract("가람로보틱스는 700억원을 투자한다고 밝혔다.", published="2024-03-13", lexicon=[lexicon])
    assert tables.money[["organization", "group"]].values.tolist() == [["가람로보틱스", "가람"]]


def test_a_table_without_text_is_named():
    with pytest.raises(pt.PresstablesError, match="text"):
        pt.extract(pd.DataFrame({"article_id": ["a"]}))
