"""The examples of the documents, run: what they say, where that is not what is shown, and the pages with it put right.

A page is run in a folder that holds the example articles, the notebooks and what the page wrote before: text after a
line such as "`pages/one.txt`:" becomes that file. Shown outputs may leave things out with …; seconds are not compared.

    python tests/doc_examples.py        runs every page and writes the pages and pictures anew where they have drifted
"""

from __future__ import annotations

import doctest
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

import pandas as pd

import presstables as pt
from presstables.charts import Chart, chart_png

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("how-it-works", "questions", "tutorial"))]
IMAGES = ROOT / "docs" / "images"
BLOCK = re.compile(r"(?:^`(?P<path>[\w./-]+)`:\n+)?^```(?P<language>\w+)\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)
SECONDS = re.compile(r"\bin \d+\.\d+s")
OPTIONS = ("display.width", "display.max_columns", "display.unicode.east_asian_width")
"""The options of pandas that the pages set."""

Drift = Callable[[str, str, str], None]
"""Told of what was run, what is shown and what was said, where the two differ."""


def same(shown: str, said: str) -> bool:
    """Whether an output is the one that is shown, of which … may leave out a part."""
    shown, said = (SECONDS.sub("in some seconds", text) for text in (shown, said))
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(shown.replace("…", "..."), said, flags)


def run_page(text: str, place: Path) -> list[tuple[str, str, str]]:
    """Run a page's blocks in the folder `place`; what was run, shown and said, where they differ."""
    drifted: list[tuple[str, str, str]] = []
    names: dict[str, Any] = {}
    with chdir(place):
        for block in BLOCK.finditer(text):
            if block["path"]:
                Path(block["path"]).parent.mkdir(parents=True, exist_ok=True)
                Path(block["path"]).write_text(block["code"], encoding="utf-8")
            elif block["language"] in RUNNERS:
                RUNNERS[block["language"]](block["code"], names, lambda *told: drifted.append(told))
    for option in OPTIONS:
        pd.reset_option(option)
    return drifted


def run_python(code: str, names: dict[str, Any], drift: Drift) -> None:
    """Run a session and compare its outputs; code without prompts is run for its own sake."""
    if ">>> " not in code:
        exec(compile(code, "block", "exec"), names)
        return
    for example in doctest.DocTestParser().get_examples(code):
        said = io.StringIO()
        with redirect_stdout(said):
            try:
                exec(compile(example.source, "block", "single"), names)
            except Exception as error:  # what a reader would see
                print(f"{type(error).__name__}: {error}")
        if not same(example.want, said.getvalue()):
            drift(example.source, example.want, said.getvalue())


def run_console(code: str, _names: dict[str, Any], drift: Drift) -> None:
    """Run commands in the working folder, the environment's own before others, and compare what they say."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for found in COMMAND.finditer(code):
        done = subprocess.run(
            ["bash", "-c", found["command"]],
            env={**os.environ, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # as a terminal shows both
            encoding="utf-8",
        )
        said = done.stdout
        if found["shown"].strip() and not same(found["shown"].strip(), said.strip()):
            drift(f"$ {found['command']}\n", found["shown"], said.strip() + "\n")


RUNNERS = {"python": run_python, "console": run_console}


def furnish(place: Path) -> None:
    """Put into a folder what the pages take for granted."""
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    (place / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "nbval_sanitize.cfg", place / "tests")
    with gzip.open(place / "archive.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"text": "가온전자는 로봇에 100억원을 투자한다."}, ensure_ascii=False) + "\n")


def pictures() -> dict[str, Chart]:
    """The charts that the README shows, by the name of their file."""
    tables = pt.extract(pt.read_articles(ROOT / "seeds"))
    given = {"label_language": "en", "tables": tables}
    return {
        "investment_scale": pt.plot_investment(tables.money_claims, **given),
        "ai_org_growth": pt.plot_ai_org(tables.units, tables.headcount_claims, **given),
    }


def remake() -> None:
    """Write the pictures, and into the pages what was said; outputs that are the same stay as they are."""
    for name, chart in pictures().items():
        (IMAGES / f"{name}.png").write_bytes(chart_png(chart))
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            furnish(Path(folder))
            for source, shown, said in run_page(text, Path(folder)):
                print(f"{page.name}: {source}{said}")
                prompted = source if source.startswith("$ ") else doctest_source(source)
                text = text.replace(prompted + shown, prompted + said)
        page.write_text(text, encoding="utf-8")


def doctest_source(source: str) -> str:
    """Code as a session shows it."""
    first, *rest = source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}\n" for line in rest)])


if __name__ == "__main__":
    remake()
