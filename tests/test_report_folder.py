from __future__ import annotations

import pytest

from presstables.errors import PresstablesError
from presstables.report.folder import whole_folder

OWN = ("index.html", "tables")


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_the_folder_appears_when_the_block_ends_well_and_nothing_else_stays(tmp_path):
    target = tmp_path / "reports"
    with whole_folder(target, OWN) as part:
        (part / "index.html").write_text("new")
        assert not target.exists()
    assert (target / "index.html").read_text() == "new"
    assert names(tmp_path) == ["reports"]


def test_a_failure_leaves_the_earlier_result_as_it_was(tmp_path):
    target = tmp_path / "reports"
    target.mkdir()
    (target / "index.html").write_text("old")
    with pytest.raises(FileNotFoundError), whole_folder(target, OWN) as part:
        (part / "missing" / "index.html").write_text("half")
    assert (target / "index.html").read_text() == "old"
    assert names(tmp_path) == ["reports"]


def test_a_rerun_replaces_everything_of_the_earlier_result(tmp_path):
    target = tmp_path / "reports"
    (target / "tables").mkdir(parents=True)
    (target / "tables" / "old.csv").write_text("old")
    with whole_folder(target, OWN) as part:
        (part / "index.html").write_text("new")
    assert names(target) == ["index.html"]


def test_a_folder_with_anything_else_in_it_is_not_touched(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(PresstablesError, match=r"holds notes\.txt"), whole_folder(tmp_path, OWN):
        pass
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_an_error(tmp_path):
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(PresstablesError, match="is a file"), whole_folder(tmp_path / "reports", OWN):
        pass


def test_a_run_killed_between_its_two_renames_left_the_result_where_the_next_run_finds_it(tmp_path):
    old = tmp_path / ".reports.old"
    old.mkdir()
    (old / "index.html").write_text("old")
    with pytest.raises(RuntimeError), whole_folder(tmp_path / "reports", OWN):
        raise RuntimeError
    assert (tmp_path / "reports" / "index.html").read_text() == "old"


def test_what_a_killed_run_left_half_written_does_not_enter_the_next_result(tmp_path):
    part = tmp_path / ".reports.part"
    part.mkdir()
    (part / "half.html").write_text("half")
    with whole_folder(tmp_path / "reports", OWN):
        pass
    assert names(tmp_path / "reports") == []
