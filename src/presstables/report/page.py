"""One self-contained HTML page from tables, charts and notebooks."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import pandas as pd

from presstables.charts.style import anchor
from presstables.evidence import Quote, quotes
from presstables.report.fonts import font_faces
from presstables.report.rows import Maker, Table, text_anchor
from presstables.report.summary import summary
from presstables.report.svg import inline_svg
from presstables.tables import Tables

LISTED = 40
"""Claims that are not drawn are listed one by one up to this many, and counted by reason beyond."""
MANY = 60
"""Tables with more rows than this scroll in a frame of their own, and more facts than this are folded."""
QUOTED = 8
"""Sentences of a fact beyond these are folded."""
CONTENTS = (
    *("summary", "investment_scale", "ai_org_growth", "evidence", "sources"),
    *("method", "corrections", "problems", "settings"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one notebook gave: its charts' SVG by name, the ids of its claims in order, those left out, and itself."""

    name: str
    svgs: dict[str, str]
    claims: list[str]
    left_out: pd.DataFrame
    notebook: Any


@dataclass(frozen=True, slots=True)
class Settings:
    """What a report was made with, as its last sections tell it; `unknown` are organisations with no fact."""

    language: str
    limits: list[str]
    parameters: list[Sequence[object]]
    versions: list[Sequence[object]]
    corrections: list[Sequence[object]]
    unknown: list[str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A notebook's cell: prose as HTML, or code with what it said in words."""

    prose: str
    code: str
    said: list[str]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Charts by name, with their tables and their notebook."""

    name: str
    svgs: dict[str, str]
    tables: list[Table]
    left_out: Table | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim's sentences, under a heading that leads back to its row."""

    anchor: str
    row: str
    heading: str
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class Group:
    """The facts of one table."""

    caption: str
    facts: list[Fact]


def render(tables: Tables, drawn: Mapping[str, Drawn], settings: Settings) -> str:
    """The page; everything it needs is inside it."""
    import jinja2

    maker = Maker(settings.language)
    environment = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    template = environment.from_string(_file("page.html.j2"))
    script = _file("page.js")
    context = {
        **_content(maker, tables, drawn, settings),
        "w": maker.words,
        "language": settings.language,
        "contents": CONTENTS,
        "many": MANY,
        "quoted": QUOTED,
        "day": maker.day,
        "style": _file("page.css"),
        "script": script,
        "script_hash": f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}",
    }
    # First without the font, to learn which characters the page has.
    return template.render(context, fonts=font_faces(template.render(context, fonts="")))


def _content(maker: Maker, tables: Tables, drawn: Mapping[str, Drawn], settings: Settings) -> dict[str, Any]:
    claims = {
        "money_claims": _claims(tables.money_claims, drawn["investment_scale"].claims),
        "units": _claims(tables.units, drawn["ai_org_growth"].claims),
        "headcount_claims": _claims(tables.headcount_claims, drawn["ai_org_growth"].claims),
    }
    made = {
        "investment_scale": [maker.investments(claims["money_claims"])],
        "ai_org_growth": [maker.units(claims["units"]), maker.headcounts(claims["headcount_claims"])],
    }
    found = summary(maker, tables.articles, claims, settings.unknown)
    restated = bool(tables.articles["restated"].any())
    chapters = [_chapter(maker, drawn[name], parts) for name, parts in made.items()]
    return {
        "kicker": _kicker(maker, tables.articles),
        "limits": settings.limits,
        "summary": found,
        "chapters": chapters,
        "evidence": _evidence(tables, chapters),
        "sources": maker.sources(tables.articles),
        "restated": restated,
        "method": [item for item in maker.words["method_items"] if restated or item["term"] != maker.words["restated"]],
        "corrections": maker.plain("corrections", "article surface action change why", settings.corrections),
        "problems": maker.plain(
            "problems", "source what advice", tables.problems[["source", "what", "advice"]].to_numpy().tolist()
        ),
        "parameters": maker.plain("parameters", "name value meaning", settings.parameters),
        "versions": maker.plain("versions", "name value", settings.versions),
    }


def _claims(claims: pd.DataFrame, order: list[str]) -> pd.DataFrame:
    places = {claim: place for place, claim in enumerate(order)}
    chosen = claims[claims["claim_id"].isin(places)]
    return chosen.sort_values("claim_id", key=lambda ids: ids.map(places), ignore_index=True)


def _kicker(maker: Maker, articles: pd.DataFrame) -> str:
    days = articles["published"].dropna()
    if days.empty:
        return str(maker.words["kicker_no_days"].format(articles=len(articles)))
    first, last = maker.day(days.min()), maker.day(days.max())
    form = "kicker" if first != last else "kicker_one_day"
    return str(maker.words[form].format(articles=len(articles), first=first, last=last))


def _chapter(maker: Maker, drawn: Drawn, parts: list[Table]) -> Chapter:
    marks = {anchor(claim) for claim in drawn.claims}
    return Chapter(
        name=drawn.name,
        svgs={name: inline_svg(svg, name, marks) for name, svg in drawn.svgs.items()},
        tables=[part for part in parts if part.rows],
        left_out=_left_out(maker, drawn),
        cells=_cells(maker, drawn.notebook),
    )


def _left_out(maker: Maker, drawn: Drawn) -> Table | None:
    if drawn.left_out.empty:
        return None
    make = maker.left_out if len(drawn.left_out) <= LISTED else maker.left_out_counts
    return make(drawn.name, drawn.left_out)


def _evidence(tables: Tables, chapters: Sequence[Chapter]) -> list[Group]:
    """The sentences of every claim that has a row, in the order of the rows, table by table."""
    listed = [table for chapter in chapters for table in (*chapter.tables, chapter.left_out) if table]
    said = quotes(tables, {row.claim for table in listed for row in table.rows if row.claim})
    groups = []
    for table in listed:
        facts = [
            Fact(text_anchor(row.claim), row.anchor, row.heading, said.get(row.claim, []))
            for row in table.rows
            if row.claim
        ]
        groups.append(Group(table.caption, facts))
    return [group for group in groups if group.facts]


def _cells(maker: Maker, notebook: Any) -> list[Cell]:
    """The notebook's prose and code; of what a cell showed only the words, for charts and tables stand in the page.

    The notebooks' prose is English; a report in another language has a sentence of its own before each step.
    """
    import mistune

    prose, steps = mistune.create_markdown(), maker.words["steps"]  # the first escapes HTML in the source
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and not steps:
            cells.append(Cell(str(prose(cell.source)), "", []))
        elif cell.cell_type == "code":
            said = ["".join(one.text) for one in cell.outputs if one.output_type == "stream"]
            told = [step["text"] for step in steps if step["code"] in cell.source][:1]
            cells += [Cell(str(prose(text)), "", []) for text in told]
            cells.append(Cell("", _without_remarks(cell.source) if steps else cell.source, said))
    return cells


def _without_remarks(code: str) -> str:
    """Code without the English remarks on its parameters; the report's last table has their meanings."""
    return "\n".join(line.split("  # type:")[0] for line in code.splitlines())


def _file(name: str) -> str:
    return resources.files("presstables.report").joinpath(name).read_text(encoding="utf-8")
