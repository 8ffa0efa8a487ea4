"""A run that was killed goes on where it was: what it read is kept, and its result is that of a run in one go."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time

import pandas as pd
import pytest

import presstables as pt
from presstables.articles.html import read_html
from presstables.facts.corrections import Correction
from presstables.resuming import FOLDER, WORTH, Kept, kept_beside

NUMBER, AT_ONCE = 120, 100  # the last batch, of 20, is too small to be kept


def text(i):
    spent = f"{i + 3}억원(약 {i + 1}만 달러)"
    return f"가람{i}상사는 지난달 직원 {i + 20}명을 뽑고 {spent}을 들였다. 이 가운데 1억원은 2년간 쓴다."


@pytest.fixture
def stream():
    rows = {"article_id": [f"a{i}" for i in range(NUMBER)], "text": [text(i) for i in range(NUMBER)]}
    frame = pd.DataFrame({**rows, "published": "2024-03-13"})
    return lambda: pt.iter_articles(frame, batch_size=AT_ONCE)


def run(batches, folder, **options):
    """The tables, how many articles an earlier run had read, and those that this one reads."""
    kept, read = Kept(folder), []
    tables = pt.extract(
        batches, resume=kept, progress=lambda listed: (read.append(one.article_id) or one for one in listed), **options
    )
    return tables, kept.known, read


def assert_same(tables, others):
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, getattr(others, name))


@pytest.mark.parametrize("link", [False, True], ids=["figures", "facts"])
def test_what_was_read_is_not_read_again_and_the_tables_are_the_same(stream, tmp_path, link):
    undisturbed = pt.extract(stream(), link=link)
    first, known, read = run(stream(), tmp_path / "kept", link=link)
    assert (known, len(read)) == (0, NUMBER)
    again, known, read = run(stream(), tmp_path / "kept", link=link)
    assert (known, read) == (100, [f"a{i}" for i in range(100, NUMBER)])
    assert_same(first, undisturbed)
    assert_same(again, undisturbed)


def test_a_name_of_a_folder_will_do(stream, tmp_path):
    pt.extract(stream(), link=False, resume=tmp_path / "kept")
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_with_another_text_another_day_or_other_options_all_is_read_anew(stream, tmp_path):
    lexicon = tmp_path / "own.toml"
    lexicon.write_text('[independent]\ncompanies = ["가람7상사"]\n', encoding="utf-8")
    run(stream(), tmp_path / "kept", link=False)
    assert run(stream(), tmp_path / "kept", link=False)[1] == 100
    assert run(stream(), tmp_path / "kept", link=False, lexicon=[lexicon])[1] == 0
    lexicon.write_text('[independent]\ncompanies = ["가람8상사"]\n', encoding="utf-8")
    assert run(stream(), tmp_path / "kept", link=False, lexicon=[lexicon])[1] == 0
    later = [batch.assign(published=pd.Timestamp("2024-04-13")) for batch in stream()]
    assert run(later, tmp_path / "kept", link=False)[1] == 0
    other = [batch.assign(text=batch["text"] + " 끝.") for batch in stream()]
    assert run(other, tmp_path / "kept", link=False)[1] == 0


@pytest.mark.parametrize("damage", ["half", "gone"])
def test_a_kept_batch_that_is_damaged_is_read_again(stream, tmp_path, damage):
    undisturbed, *_ = run(stream(), tmp_path / "kept", link=False)
    (kept,) = (tmp_path / "kept").iterdir()
    if damage == "half":
        (kept / "money.parquet").write_bytes((kept / "money.parquet").read_bytes()[:99])
    else:
        (kept / "dates.parquet").unlink()
    again, known, read = run(stream(), tmp_path / "kept", link=False)
    assert (known, len(read)) == (0, NUMBER)
    assert_same(again, undisturbed)
    assert run(stream(), tmp_path / "kept", link=False)[1] == 100


@pytest.fixture
def pages(tmp_path):
    """Pages in HTML, some more than are kept in a file."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(WORTH + 5):
        head = f'<title>가람 {i}</title><meta property="article:published_time" content="2024-03-{i % 28 + 1:02}">'
        page = f"<html><head>{head}</head><body><article><h1>가람 {i}</h1><p>{text(i)}</p></article></body></html>"
        (folder / f"{i:03}.html").write_text(page, encoding="utf-8")
    return folder


def test_pages_that_were_read_are_not_read_again(pages, tmp_path, monkeypatch):
    whole = pt.read_articles(pages)
    (first,) = pt.iter_articles(pages, resume=tmp_path / "kept")
    read = []
    monkeypatch.setattr("presstables.articles.html.read_html", lambda page: (read.append(page), read_html(page))[1])
    (again,) = pt.iter_articles(pages, resume=tmp_path / "kept")
    assert len(read) == 5
    pd.testing.assert_frame_equal(first, whole)
    pd.testing.assert_frame_equal(again, whole)
    (file,) = (tmp_path / "kept").iterdir()
    file.write_text(file.read_text(encoding="ascii")[:-9], encoding="ascii")
    (damaged,) = pt.iter_articles(pages, resume=tmp_path / "kept")
    pd.testing.assert_frame_equal(damaged, whole)
    assert len(read) == 5 + WORTH + 5


def test_what_is_kept_goes_when_the_result_stands_and_stays_when_it_does_not(stream, tmp_path):
    wrong = [Correction(article="a0", surface="9조원", action="exclude", why="is not there")]
    with pytest.raises(pt.PresstablesError, match="9조원"), kept_beside(tmp_path / "out") as kept:
        pt.extract(stream(), link=False, resume=kept, corrections=wrong)
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == [FOLDER]
    with kept_beside(tmp_path / "out") as kept:
        pt.extract(stream(), link=False, resume=kept)
    assert kept.known == 100
    assert list((tmp_path / "out").iterdir()) == []


# With real kills -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """700 articles, their tables as a run in one go writes them, and how long that takes."""
    folder = tmp_path_factory.mktemp("large")
    rows = [{"article_id": f"a{i}", "published": "2024-03-13", "text": text(i)} for i in range(700)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    begun = time.monotonic()
    ended(start(folder / "articles.jsonl", folder / "whole"))
    return folder / "articles.jsonl", pt.read_tables(folder / "whole"), time.monotonic() - begun


def start(source, out):
    command = [sys.executable, "-m", "presstables.cli", "extract", str(source), "--out", str(out), "--no-link"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def ended(run):
    """What a run that is not killed says."""
    out, err = run.communicate()
    assert (run.returncode, err) == (0, "")
    return out


def killed(run):
    run.kill()
    run.communicate()


def test_a_rerun_after_a_kill_goes_on_with_what_is_left(source, tmp_path):
    articles, whole, _ = source
    run = start(articles, tmp_path / "tables")
    while not list(tmp_path.glob(f"tables/{FOLDER}/[!.]*")):
        assert run.poll() is None
        time.sleep(0.01)
    killed(run)
    with pytest.raises(pt.PresstablesError, match="no tables there"):
        pt.read_tables(tmp_path / "tables")
    said = ended(start(articles, tmp_path / "tables"))
    assert "500 of 700 articles were read by an earlier run" in said or "700 of 700" in said
    assert_same(pt.read_tables(tmp_path / "tables"), whole)
    assert not [entry.name for entry in (tmp_path / "tables").iterdir() if entry.name.startswith(".")]


def test_runs_killed_at_random_moments_leave_the_last_good_result(source, tmp_path):
    articles, whole, takes = source
    old = pt.extract(text(0), published="2024-03-13", link=False)
    old.write(tmp_path / "tables")
    chance = random.Random(4)
    for _ in range(5):
        run = start(articles, tmp_path / "tables")
        time.sleep(chance.uniform(0.1, 1.1) * takes)
        killed(run)
        left = pt.read_tables(tmp_path / "tables")
        assert_same(left, whole if len(left.articles) > 1 else old)
    ended(start(articles, tmp_path / "tables"))
    assert_same(pt.read_tables(tmp_path / "tables"), whole)
