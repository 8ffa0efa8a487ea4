"""Komoran on the JVM that comes with the install: offsets, odd characters, and a JVM that is not there."""

from __future__ import annotations

import subprocess
import sys

import pytest

from presstables.errors import PresstablesError
from presstables.facts.morphology import Morphology, jvm_library, readable, shared
from presstables.facts.organizations import load_lexicon


@pytest.mark.parametrize(
    "text", ["한빛로봇은 서울에 있다.", "로봇\U0001f600을 만든다.", "끝\x00이다.", "줄\t바꿈\u00a0이다."]
)
def test_offsets_hold_whatever_stands_in_the_sentence(text):
    tokens = shared(load_lexicon().words()).analyse([text])[0]
    assert len(readable(text)) == len(text)
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert [text[t.start : t.end] for t in tokens if t.tag == "JX"] == [t.morph for t in tokens if t.tag == "JX"]


def test_known_names_stay_whole_and_particles_apart():
    tokens = shared(load_lexicon().words()).analyse(["LG AI연구원은 서울에 있다."])[0]
    assert [(t.morph, t.tag) for t in tokens[:2]] == [("LG AI연구원", "NNP"), ("은", "JX")]


def test_an_empty_sentence_needs_no_jvm():
    assert Morphology(["한빛"], jvm="/nowhere").analyse(["", "  "]) == [(), ()]


def test_a_jvm_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PRESSTABLES_JVM", str(tmp_path))
    with pytest.raises(PresstablesError, match="PRESSTABLES_JVM"):
        jvm_library()


def test_a_jvm_that_does_not_start_is_one_clear_error(tmp_path):
    library = tmp_path / "libjvm.so"
    library.write_bytes(b"no library")
    call = f"Morphology(jvm={str(library)!r}).analyse(['한빛은 간다.'])"
    code = f"from presstables.facts.morphology import Morphology; {call}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stderr.strip().splitlines()[-1].startswith("presstables.errors.PresstablesError: the JVM")


def test_the_jvm_starts_in_silence():
    code = "from presstables.facts.morphology import Morphology; Morphology().analyse(['한빛은 간다.'])"
    run = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
