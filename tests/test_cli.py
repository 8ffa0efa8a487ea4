from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from presstables.cli import main
from presstables.parameters import RULES
from presstables.report import ELSEWHERE
from presstables.tables import read_tables

STAMP = "승인 2024.03.13 09:00"
PAGE = f"한빛전자가 인공지능에 투자한다\n{STAMP}\n한빛전자는 인공지능에 3조6000억원을 투자한다고 13일 밝혔다.\n"


@pytest.fixture
def pages(tmp_path, monkeypatch):
    """A folder of two pages, named from the folder that holds it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(PAGE, encoding="utf-8")
    (folder / "two.txt").write_text(PAGE.replace("3조6000억원", "7조원"), encoding="utf-8")
    return folder


def run(*arguments):
    """The command as a user starts it: status, stdout, stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "presstables.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract", "nowhere"], "nowhere"),
        (["extract", "empty"], "no article"),
        (["extract", "unreadable"], "nothing could be read"),
        (["extract", "packed.zip"], "packed.zip: there is no page and no table in the archive"),
        (["extract", "pages", "--out", "pages/one.txt"], "one.txt is a file: name a folder for the result"),
        (["extract", "pages", "--out", "pages/one.txt/in"], "cannot be written (Not a directory)"),
        (["extract", "pages", "--lexicon", "mine.toml"], "mine.toml: the file cannot be read (No such file"),
        (["extract", "pages", "--column", "text"], "write it as --column text=전문"),
        (["extract", "pages", "--column", "body=전문"], "there is no column 'body' of articles"),
        (["extract", "pages/*.md"], "no file is named like pages/*.md"),
        (["extract", "pages/picture.png"], "articles are read from .txt"),
        (["extract", "pages", "nowhere"], "no such file or folder: nowhere"),
        (["review", "nowhere"], "nowhere"),
        (["review", "--apply", "nowhere.csv"], "nowhere.csv: the review cannot be read (No such file"),
        (["extract", "pages", "--format", "xml"], "There is no format xml: choose one of csv, jsonl, parquet."),
        (["report", "nowhere"], "nowhere"),
        (["report", "empty"], "no article"),
        (["report"], "report needs articles"),
        (["report", "pages", "--lexicon", "mine.toml"], "mine.toml: the file cannot be read (No such file"),
        (["report", "pages", "-p", "organisations", "LG"], "no parameter organisations. Did you mean organizations?"),
        (["report", "pages", "-p", "min_krw", "1조"], "The parameter min_krw takes an amount of won"),
        (["report", "pages", "-p", "published_from", "soon"], "The parameter published_from takes a day"),
        (["report", "pages", "-p", "articles", "other"], "A report sets the parameter articles itself"),
        (["report", "pages", "--out", "pages"], "holds one.txt, which is no part of a result"),
        (["explain", "지난해", "--published", "soon"], "'soon' is no day; write it as 2024-03-13"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_done_is_one_line_and_status_2(pages, arguments, said, capsys):
    (pages.parent / "empty").mkdir()
    (pages.parent / "unreadable").mkdir()
    (pages.parent / "unreadable" / "page.txt").write_bytes(b"\x00\x01\x02\xff")
    (pages / "picture.png").write_bytes(b"\x89PNG")
    with zipfile.ZipFile(pages.parent / "packed.zip", "w") as packed:
        packed.writestr("picture.png", b"\x89PNG")
    before = sorted(pages.parent.rglob("*"))
    status = main(arguments)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.startswith("presstables: ")
    assert said in err
    assert len(err.splitlines()) == 1
    assert sorted(pages.parent.rglob("*")) == before


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet"])
def test_extract_writes_tables_that_are_read_again(format, capsys):
    assert main(["extract", "pages", "--out", "tables", "--format", format, "--no-link"]) == 0
    assert "2 articles, 2 amounts of money" in capsys.readouterr().out
    assert read_tables("tables").money["value"].tolist() == [3.6e12, 7e12]


def test_extract_writes_csv_as_excel_opens_it(pages):
    assert main(["extract", "pages", "--no-link"]) == 0
    content = (pages.parent / "tables" / "money.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(pages.parent / "tables" / "money.csv")["surface"].tolist() == ["3조6000억원", "7조원"]


def test_an_unread_file_is_told_of_and_the_rest_is_done(pages, capsys):
    (pages / "broken.txt").write_bytes(b"\x00\x01\x02\xff")
    assert main(["extract", "pages", "--no-link"]) == 1
    out, err = capsys.readouterr()
    assert "2 articles" in out
    assert "broken.txt: " in err
    assert err.splitlines()[-1] == "presstables: 1 could not be read, see above; all others are done."


@pytest.mark.usefixtures("pages")
def test_a_review_sheet_that_is_filled_in_is_not_written_over(capsys):
    assert main(["review", "pages"]) == 0
    assert main(["review", "pages"]) == 0
    sheet = Path("review.csv")
    filled = sheet.read_text(encoding="utf-8").replace(',,,,,,"{', ',wrong,,,,,"{', 1)
    sheet.write_text(filled, encoding="utf-8")
    capsys.readouterr()
    assert main(["review", "pages"]) == 2
    assert "review.csv: 1 rows are filled in; apply them" in capsys.readouterr().err
    assert sheet.read_text(encoding="utf-8") == filled
    assert main(["review", "pages", "--out", "pages/one.txt"]) == 2
    assert "is no review sheet: name another place with --out" in capsys.readouterr().err
    assert Path("pages/one.txt").read_text(encoding="utf-8") == PAGE


def test_review_tells_of_what_was_not_read(pages, capsys):
    (pages / "broken.txt").write_bytes(b"\x00\x01\x02\xff")
    assert main(["review", "pages"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("presstables: 1 could not be read")


def test_of_many_problems_the_first_are_told_and_the_lost_before_all_others(pages, capsys):
    for i in range(30):
        (pages / f"{i}.txt").write_text(f"다리에 {i + 2}억원을 썼다. " * 20 + "\0", encoding="utf-8")
    (pages / "z.txt").write_bytes(b"\x00\x01\x02\xff")
    assert main(["extract", "pages", "--no-link"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith("z.txt: ")
    assert lines[20:] == [
        "presstables: 11 more are in the table of problems",
        "presstables: 1 could not be read, see above; all others are done.",
    ]


def test_explain_shows_the_number(capsys):
    assert main(["explain", "약 3조6000억원 이상"]) == 0
    out = capsys.readouterr().out
    assert "3조6000억원" in out
    assert "at_least" in out


def test_explain_reads_relative_days_from_the_day_given(capsys):
    assert main(["explain", "지난해 8월 22일", "--published", "2024-03-13"]) == 0
    assert "2023-08-22" in capsys.readouterr().out


def test_help_parameters_lists_names_types_defaults_and_meanings(capsys):
    assert main(["report", "--help-parameters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if " default " in line] == [
        name for name in RULES if name not in ELSEWHERE
    ]
    assert f'{"label_language":<19} str        default "ko"' in lines
    assert any('["investment", "acquisition"] (investment_scale), [] (ai_org_growth)' in line for line in lines)
    assert any("names or groups" in line for line in lines)


@pytest.mark.parametrize("command", [[], ["extract"], ["report"], ["explain"], ["review"]], ids=" ".join)
def test_help_fits_a_window(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])
    out = capsys.readouterr().out
    assert left.value.code == 0
    assert "usage: presstables" in out
    assert all(len(line) <= 120 for line in out.splitlines())


def test_version():
    status, out, _ = run("--version")
    assert status == 0
    assert out.startswith("presstables ")


def test_a_wrong_option_is_status_2_and_no_traceback():
    status, out, err = run("extract", "pages", "--colour")
    assert (status, out) == (2, "")
    assert "Traceback" not in err


def test_korean_reaches_a_pipe_that_speaks_another_encoding():
    done = subprocess.run(
        [sys.executable, "-m", "presstables.cli", "explain", "3조원"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert "3조원" in done.stdout.decode("utf-8")


def test_the_command_answers_before_anything_heavy_is_imported():
    code = (
        "import presstables.cli, sys; print(sorted({'pandas', 'matplotlib', 'konlpy', 'papermill'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    start = time.perf_counter()
    run("--version")
    assert time.perf_counter() - start < 2
