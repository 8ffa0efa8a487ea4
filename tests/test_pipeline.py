"""From articles to tables."""

from __future__ import annotations

import pandas as pd
import pytest

import presstables as pt
from presstables.reading import load


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


def test_a_stream_and_a_pattern_know_what_lies_beside_them(folder):
    (folder / "corrections.toml").write_text(CORRECTION, encoding="utf-8")
    for source in (pt.iter_articles(folder), pt.read_articles(f"{folder}/**/*.txt"), pt.read_articles([folder])):
        assert pt.extract(source).money["value"].tolist() == [61e9]


def test_corrections_beside_several_sources_are_each_of_their_own_articles(tmp_path):
    for name, won in (("left", 600), ("right", 600)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text(f"LG전자는 로봇에 {won}억원을 쓴다. {name}", encoding="utf-8")
    (tmp_path / "right" / "corrections.toml").write_text(CORRECTION, encoding="utf-8")
    tables = pt.extract(pt.read_articles([tmp_path / "left", tmp_path / "right"]))
    assert tables.money[["article_id", "value"]].values.tolist() == [["one", 60e9], ["one-2", 61e9]]
    assert tables.corrections["article_id"].tolist() == ["one-2"]


def test_without_links_corrections_are_made_and_what_is_not_read_is_not_checked(folder):
    milestone = (
        '[[correction]]\narticle = "one"\ntable = "milestones"\nsurface = "연구소"\naction = "exclude"\nwhy = "no"'
    )
    (folder / "corrections.toml").write_text(CORRECTION + milestone, encoding="utf-8")
    tables = pt.extract(pt.read_articles(folder), link=False)
    assert tables.money[["organization", "value"]].values.tolist() == [["LG", 61e9]]
    assert len(tables.corrections) == 1
    assert tables.problems[["source", "what", "lost"]].values.tolist() == [
        ["corrections.toml", "1 corrections of milestones were not made, since figures alone were read", False]
    ]


@pytest.mark.parametrize("expects", ["value = 7", 'currency = "USD"'])
def test_without_links_what_is_read_is_checked(folder, expects):
    wrong = CORRECTION.replace('expects = { organization = "LG전자" }', f"expects = {{ {expects} }}")
    (folder / "corrections.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(pt.PresstablesError, match="mend or remove it"):
        pt.extract(pt.read_articles(folder), link=False)


def test_a_file_of_corrections_that_is_not_there_is_named(folder):
    with pytest.raises(pt.PresstablesError, match=r"mine\.toml: no such file"):
        pt.extract(pt.read_articles(folder), link=False, corrections=folder / "mine.toml")


def test_a_correction_that_no_longer_matches_stops_the_run(folder):
    (folder / "corrections.toml").write_text(CORRECTION.replace("600억원", "700억원"), encoding="utf-8")
    with pytest.raises(pt.PresstablesError, match="0 of '700억원'"):
        pt.extract(pt.read_articles(folder))


def test_rates_need_no_links():
    money = pt.extract("10억 달러를 들였다.", published="2023-08-24", link=False).money
    assert money["fx_source"].tolist() == ["rate"]
    assert 1.2e12 < money["amount_krw"][0] < 1.4e12


LEXICON = """
[[group]]
name = "가람"
aliases = ["가람홀딩스"]
affiliates = ["가람로보틱스|GRX"]
"""
INVESTS = "GRX는 700억원을 투자한다고 밝혔다."


def test_a_lexicon_of_ones_own(tmp_path):
    (tmp_path / "mine.toml").write_text(LEXICON, encoding="utf-8")
    tables = pt.extract(INVESTS, published="2024-03-13", lexicon=[tmp_path / "mine.toml"])
    assert tables.money[["organization", "group"]].values.tolist() == [["가람로보틱스", "가람"]]
    assert tables.lexicon.fillna("").values.tolist() == [
        ["가람", "가람", "가람", "mine.toml"],
        ["가람홀딩스", "가람", "가람", "mine.toml"],
        ["가람로보틱스", "가람로보틱스", "가람", "mine.toml"],
        ["GRX", "가람로보틱스", "가람", "mine.toml"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_a_lexicon_beside_the_articles_is_taken_up_however_it_was_saved(folder, encoding):
    (folder / "one.txt").write_text(INVESTS, encoding="utf-8")
    (folder / "lexicon.toml").write_text(LEXICON, encoding=encoding)
    for tables in (pt.extract(pt.read_articles(folder)), load(folder), load(folder / "one.txt")):
        assert tables.money["organization"].tolist() == ["가람로보틱스"]


def test_a_lexicon_that_is_given_goes_before_the_one_beside_the_articles(folder):
    (folder / "one.txt").write_text(INVESTS, encoding="utf-8")
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    (folder / "mine.toml").write_text('[independent]\nfirms = ["지알엑스|GRX"]\n', encoding="utf-8")
    assert load(folder, lexicon=[folder / "mine.toml"]).money["organization"].tolist() == ["지알엑스"]
    assert load(folder).money["organization"].tolist() == ["가람로보틱스"]


def test_a_corrected_organization_gets_the_group_of_the_lexicon(folder):
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    (folder / "corrections.toml").write_text(CORRECTION.replace('"LG"', '"가람로보틱스"'), encoding="utf-8")
    assert load(folder).money[["organization", "group"]].values.tolist() == [["가람로보틱스", "가람"]]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("[[groups]]\nname = '가람'", "there is no 'groups' in it, but group, independent"),
        ("[group]\nname = '가람'", "each group begins with [[group]]"),
        ("[[group]]\naliases = ['가람']", "the name of a group must be given as texts"),
        ("[[group]]\nname = '가람'\naffiliates = '가람전자'", "the affiliates must be given as texts"),
        ("[[group]]\nname = '가람'\nmembers = ['가람전자']", "there is no 'members' in it"),
        ("[independent]\nfirms = [3]", "the firms must be given as texts"),
        ("independent = ['가람']", "[independent] holds lists of names"),
        ("[[group]\nname = 3", "not readable as TOML"),
        ("\0\1\2\3", "not readable as TOML (the file is binary, not text)"),
    ],
    ids=lambda value: value if "[" in value else "",
)
def test_what_is_wrong_with_a_lexicon_is_told_before_anything_is_read(folder, wrong, told):
    (folder / "lexicon.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(pt.PresstablesError) as error:
        load(folder)
    assert str(error.value).startswith(str(folder / "lexicon.toml"))
    assert told in str(error.value)


def test_a_lexicon_for_tables_that_were_read_already_is_an_error(folder):
    load(folder).write(folder / "tables")
    with pytest.raises(pt.PresstablesError, match="were read already"):
        load(folder / "tables", lexicon=[folder / "lexicon.toml"])


def test_a_table_without_text_is_named():
    with pytest.raises(pt.PresstablesError, match="text"):
        pt.extract(pd.DataFrame({"article_id": ["a"]}))
