"""The review round trip: a sheet that Excel opens, and what is filled in there as corrections."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

import presstables as pt
from presstables.cli import main
from presstables.errors import PresstablesError
from presstables.facts.corrections import read_corrections
from presstables.review import apply_review, write_review

TEXTS = {
    "001": "LG전자, 로봇에 1억 달러 투자\n\nLG전자는 로봇에 1억 달러를 투자하기로 했다. KT는 직원 300명을 채용했다.",
    "b": "카카오는 2017년 로봇연구소를 설립했다. 카카오는 새 사업에 9조원을 투자하고 AI에 2조원을 투자한다.",
}


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "articles"
    source.mkdir()
    for name, text in TEXTS.items():
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
    listed = "file,published\n001.txt,2024-03-13\nb.txt,2024-03-14\n"
    (source / "articles.csv").write_text(listed, encoding="utf-8")
    return source


def read(folder):
    return pt.extract(pt.read_articles(folder))


def sheet(path, encoding="utf-8-sig", delimiter=","):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def filled(folder, filling, encoding="utf-8-sig", delimiter=","):
    """A sheet of the folder with {surface: {column: text}} filled in at the first row of each surface."""
    path = folder.parent / "review.csv"
    write_review(read(folder), path, beside=folder)
    rows = sheet(path)
    for surface, cells in filling.items():
        row = next((r for r in rows if r["surface"] == surface), None)
        if row is None:
            rows.append({**dict.fromkeys(rows[0], ""), **cells})
        else:
            row.update(cells)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
    return path


def row_of(folder, surface):
    path = folder.parent / "numbers.csv"
    write_review(read(folder), path, beside=folder)
    return next(r["row"] for r in sheet(path) if r["surface"] == surface)


def test_a_sheet_has_every_fact_with_its_sentence(folder):
    path = folder.parent / "review.csv"
    assert write_review(read(folder), path, beside=folder) == 6
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = sheet(path)
    surfaces = ["1억 달러", "1억 달러", "300명", "로봇연구소를 설립", "9조원", "2조원"]
    assert [r["surface"] for r in rows] == surfaces
    assert (rows[1]["organization"], rows[1]["kind"], rows[1]["value"]) == ("LG전자", "investment", "100000000")
    assert rows[1]["sentence"] == "LG전자는 로봇에 1억 달러를 투자하기로 했다."
    assert {r["verdict"] + r["right_value"] + r["why"] for r in rows} == {""}


def test_an_unfilled_sheet_corrects_nothing(folder):
    target, new = apply_review(filled(folder, {}))
    assert (target, new) == (folder / "corrections.toml", 0)
    assert not target.exists()


@pytest.mark.parametrize(
    ("surface", "cells", "table", "expected"),
    [
        ("300명", {"right_value": "organization=네이버; value=400"}, "headcounts", ("네이버", 400.0)),
        ("2조원", {"right_value": "organization=삼성SDI"}, "money", ("삼성SDI", 2e12)),
        ("2조원", {"right_value": "2조5000억"}, "money", ("카카오", 2.5e12)),
        ("2조원", {"right_value": "organization="}, "money", (None, 2e12)),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_the_right_value(folder, surface, cells, table, expected):
    apply_review(filled(folder, {surface: cells}))
    rows = getattr(read(folder), table)
    row = rows[rows["surface"] == surface].iloc[0]
    owner = None if row["organization"] != row["organization"] else row["organization"]
    assert (owner, row["value"]) == expected


def test_what_follows_from_a_value(folder):
    apply_review(filled(folder, {"2조원": {"right_value": "organization=삼성SDI; value=3조"}}))
    claims = read(folder).money_claims
    claim = claims[claims["organization"] == "삼성SDI"].iloc[0]
    assert (claim["group"], claim["low"], claim["high"], claim["amount_krw"]) == ("삼성", 3e12, 3e12, 3e12)


def test_wrong_and_nothing_else_leaves_it_out(folder):
    apply_review(filled(folder, {"2조원": {"verdict": "wrong"}}))
    assert "2조원" not in set(read(folder).money["surface"])


def test_part_of_and_set_apart(folder):
    nine = row_of(folder, "9조원")
    apply_review(filled(folder, {"2조원": {"part_of": nine}, "1억 달러": {"same_as": "-"}}))
    tables = read(folder)
    parts = tables.money_claims.set_index("claim_id")["part_of"].dropna()
    money = tables.money.set_index("mention_id")
    assert [money.loc[p.removeprefix("c-"), "surface"] for p in parts] == ["9조원"]
    assert tables.money_claims["value"].tolist().count(1e8) == 2


def test_milestones_that_are_one_and_two(folder):
    text = "카카오는 로봇연구소를 설립했다. 카카오의 로봇 랩이 문을 열었다."
    (folder / "b.txt").write_text(f"{text}\n", encoding="utf-8")
    (folder / "c.txt").write_text("카카오는 로봇연구소를 설립했다.\n", encoding="utf-8")
    before = read(folder)
    assert before.units["unit"].tolist() == ["로봇연구소", "로봇 랩"]
    assert before.units["n_articles"].tolist() == [2, 1]
    path = folder.parent / "review.csv"
    write_review(before, path, beside=folder)
    rows = sheet(path)
    institute, lab, again = (r for r in rows if r["table"] == "milestones")
    lab["same_as"], again["same_as"] = institute["row"], "-"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert apply_review(path)[1] == 2
    after = read(folder)
    assert after.milestones["claim_id"].map(after.units["claim_id"].tolist().index).tolist() == [0, 0, 1]


def test_the_same_fact(folder):
    nine = row_of(folder, "9조원")
    apply_review(filled(folder, {"2조원": {"same_as": nine}}))
    ids = read(folder).money.set_index("surface")["claim_id"]
    assert ids["9조원"] == ids["2조원"]


def test_a_figure_of_ones_own(folder):
    own = {"article_id": "b", "table": "headcounts", "surface": "AI", "right_value": "value=7; role=직원"}
    apply_review(filled(folder, {"(new)": own}))
    rows = read(folder).headcounts
    assert rows[rows["surface"] == "AI"][["value", "role"]].to_numpy().tolist() == [[7.0, "직원"]]


def test_applied_twice_is_applied_once(folder):
    path = filled(folder, {"2조원": {"verdict": "틀림", "why": "no such plan"}})
    assert [apply_review(path)[1], apply_review(path)[1]] == [1, 0]
    assert read(folder).corrections["why"].tolist() == ["no such plan"]


@pytest.mark.parametrize(("encoding", "delimiter"), [("cp949", ","), ("utf-8-sig", ";"), ("utf-16", "\t")])
def test_as_excel_saves_it(folder, encoding, delimiter):
    path = filled(folder, {"2조원": {"verdict": "x"}}, encoding, delimiter)
    assert apply_review(path)[1] == 1


@pytest.mark.parametrize(
    ("surface", "cells", "says"),
    [
        ("2조원", {"verdict": "maybe"}, "verdict is right or wrong"),
        ("2조원", {"verdict": "right", "right_value": "1조"}, "empty one of the two"),
        ("2조원", {"right_value": "owner=KT"}, "no column 'owner'"),
        ("2조원", {"right_value": "value=many"}, "value is a number"),
        ("2조원", {"right_value": "period_start=soon"}, "is a day"),
        ("2조원", {"part_of": "99"}, "part_of is the number of another row"),
        ("2조원", {"part_of": "6"}, "row 6: part_of is the number of another row"),
        ("2조원", {"same_as": "3"}, "same_as names row 3, which is one of headcounts"),
        ("2조원", {"right_value": "kind=gift"}, "row 6: right_value: kind is one of investment"),
        ("2조원", {"right_value": "kind="}, "kind is investment or"),
        ("2조원", {"right_value": "value=inf"}, "value is a number"),
        ("2조원", {"right_value": "surface=3조"}, "surface cannot be set"),
        ("2조원", {"right_value": "fx_flag=perhaps"}, "fx_flag is yes or no"),
        ("300명", {"part_of": "1"}, "only an amount of money"),
        ("(new)", {"right_value": "1"}, "needs article_id, table, surface"),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_understood_is_a_clear_error(folder, surface, cells, says):
    with pytest.raises(PresstablesError, match=says):
        apply_review(filled(folder, {surface: cells}))
    assert not (folder / "corrections.toml").exists()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_as_pandas_saves_it(folder, suffix):
    path = folder.parent / "review.csv"
    write_review(read(folder), path, beside=folder)
    filled_in = pd.read_csv(path, encoding="utf-8-sig").astype("object")
    nine, two = (filled_in.index[filled_in["surface"] == surface][0] for surface in ("9조원", "2조원"))
    filled_in.loc[two, "part_of"] = float(filled_in.loc[nine, "row"])
    own = {"article_id": "b", "table": "headcounts", "surface": "AI", "right_value": "value=7"}
    filled_in = pd.concat([filled_in, pd.DataFrame([own])], ignore_index=True)
    saved = path.with_suffix(suffix)
    write = filled_in.to_excel if suffix == ".xlsx" else filled_in.to_csv
    write(saved, index=False)
    assert apply_review(saved)[1] == 2
    actions = [(c.action, c.surface, c.other.get("surface")) for c in read_corrections(folder)]
    assert actions == [("part_of", "2조원", "9조원"), ("add", "AI", None)]


def test_a_broken_workbook_is_named(tmp_path):
    (tmp_path / "review.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(PresstablesError, match=r"review\.xlsx"):
        apply_review(tmp_path / "review.xlsx")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋"])
def test_no_cell_is_a_formula(folder, sign):
    (folder / "b.txt").write_text(f"{sign}HYPERLINK(1) 카카오는 9조원을 투자한다.\n", encoding="utf-8")
    path = folder.parent / "review.csv"
    write_review(read(folder), path, beside=folder)
    cells = [cell for row in sheet(path) for cell in row.values()]
    assert any(cell.startswith(f"'{sign}HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(sign)]


def test_no_review(tmp_path):
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PresstablesError, match="no review"):
        apply_review(tmp_path / "other.csv")


def test_the_command(folder, capsys):
    path = folder.parent / "sheet.csv"
    assert main(["review", str(folder), "--out", str(path)]) == 0
    assert main(["review", "--apply", str(path)]) == 0
    assert "0 new corrections" in capsys.readouterr().out
    assert main(["review"]) == 2
    assert "review needs articles" in capsys.readouterr().err


def test_extract_on_the_command_line_applies_the_corrections(folder):
    apply_review(filled(folder, {"2조원": {"verdict": "wrong"}}))
    assert main(["extract", str(folder), "--out", str(folder.parent / "tables")]) == 0
    tables = pt.read_tables(folder.parent / "tables")
    assert tables.corrections["surface"].tolist() == ["2조원"]
    assert "2조원" not in set(tables.money["surface"])


def test_extract_on_the_command_line_takes_a_lexicon(folder):
    own = folder.parent / "own.toml"
    own.write_text('[[group]]\nname = "한들"\naffiliates = ["카카오|KAKAO"]\n', encoding="utf-8")
    assert main(["extract", str(folder), "--out", str(folder.parent / "tables"), "--lexicon", str(own)]) == 0
    money = pt.read_tables(folder.parent / "tables").money
    assert set(money[money["organization"] == "카카오"]["group"]) == {"한들"}
