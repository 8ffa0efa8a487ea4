"""What the chart of AI organisations says about its rows: titles, subtitle, key, foot and alt text."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from presstables.charts.ai_org_flows import AIMED
from presstables.charts.ai_org_rows import EVENTS, AIOrgRows, Flow, Parts, Point, listed_name, series_of
from presstables.charts.investment_words import reasons
from presstables.charts.layout import KeyItem
from presstables.charts.marks import key_of
from presstables.charts.sources import Mentioned, records, source_lines
from presstables.charts.style import BLUE
from presstables.charts.wording import unique

TOLD = 12
NAMED_SERIES = 6  # as many as there are colours


def title(parts: Parts, language: str) -> str:
    """The finding: how many units were founded between which years; without any, how many people there are."""
    korean = language == "ko"
    rows, founded = parts.rows, [step for step in parts.steps if step.change > 0]
    if not founded:
        if parts.points:
            return people_words(parts.points, language)[0]
        if parts.flows:
            return flow_words(parts.flows, language)[0]
        if len(rows.listed):
            return "설립일이 알려진 AI 조직은 없습니다" if korean else "No AI unit with a known day of founding"
        return "그릴 AI 조직이 없습니다" if korean else "No AI unit to draw"
    owner = _owner(rows.steps)
    if len(founded) == 1:
        told = ", ".join(filter(None, (founded[0].name, founded[0].owner)))
        return (
            f"기사에 언급된 AI 조직은 {told}, {founded[0].when} 설립"
            if korean
            else f"One AI unit named: {told}, founded {founded[0].when}"
        )
    years = founded[0].start.year, max(step.end.year for step in founded)
    if korean:
        span = f"{years[0]}년부터 {years[1]}년까지" if years[0] < years[1] else f"{years[0]}년에"
        return f"기사에 언급된 {f'{owner}의 ' if owner else ''}AI 조직, {span} {len(founded)}곳 설립"
    span = f"between {years[0]} and {years[1]}" if years[0] < years[1] else f"in {years[0]}"
    return f"{f'{owner}’s ' if owner else ''}AI units named in the articles: {len(founded)} founded {span}"


def subtitle(parts: Parts, language: str) -> str:
    """What is measured."""
    korean = language == "ko"
    if parts.steps:
        spans = any(step.start < step.end for step in parts.steps)
        if korean:
            hatched = ". 달이나 해만 알려진 설립은 그 기간 전체를 빗금으로 표시" if spans else ""
            return f"기사에 언급된 곳만 센 누적 수(전수 조사가 아님){hatched}"
        hatched = "; hatched where only the month or year is known" if spans else ""
        return f"Cumulative number of units named in the articles (no census){hatched}"
    if parts.points:
        return people_words(parts.points, language)[1]
    if parts.flows:
        return flow_words(parts.flows, language)[1]
    if len(parts.rows.listed):
        return "기사에 언급된 곳만 적음(전수 조사가 아님)" if korean else "Units named in the articles (no census)"
    return _nothing(parts.rows.left_out, language)


def key(parts: Parts, language: str) -> list[KeyItem]:
    """The forms that occur."""
    korean = language == "ko"
    items = []
    if any(step.start == step.end for step in parts.steps):
        items.append(KeyItem("설립일이 알려짐" if korean else "day known", marker="o", color=BLUE))
    if any(step.start != step.end for step in parts.steps):
        items.append(KeyItem("그 기간 안의 어느 날" if korean else "some day within", line="span", color=BLUE))
    if any(flow.planned for flow in parts.flows):
        items.append(KeyItem("목표" if korean else "a target", marker=AIMED[1], color=AIMED[0]))
    bounds = [point.bound for point in parts.points] + [flow.bound for flow in parts.flows]
    return items + key_of(bounds, language)


def people_words(points: Sequence[Point], language: str) -> tuple[str, str]:
    """The title and subtitle of the people who are there: one organisation's number at each time, or how many."""
    series = series_of(points)
    joined, many = any(len(found) > 1 for found in series.values()), len(series) > NAMED_SERIES
    if language == "ko":
        title = f"기사에 나온 AI 조직 {len(series)}곳의 인원"
        dashes = ". 그 사이는 알려지지 않아 점선으로 이었고 증가율은 계산하지 않음" if joined else ""
        named = f". 색은 인원이 가장 많은 {NAMED_SERIES}곳, 나머지는 회색" if many else ""
        said = f"기사에 나온 그때그때의 인원(명){dashes}{named}"
    else:
        title = f"People at {len(series)} AI organisations"
        dashes = "; unknown in between, hence the dashes and no growth rate" if joined else ""
        named = f"; the {NAMED_SERIES} largest in colour" if many else ""
        said = f"People at the times that the articles state{dashes}{named}"
    if len(series) == 1:
        name, found = next(iter(series.items()))
        ends = found if len(found) < 3 else [found[0], found[-1]]
        title = f"{name}: " + (", " if language == "ko" else "; ").join(point.label for point in ends)
    return title, said


def flow_words(flows: Sequence[Flow], language: str) -> tuple[str, str]:
    """The title and subtitle of the people who come or go over a time, and of targets."""
    korean, aimed = language == "ko", sum(flow.planned for flow in flows)
    if len(flows) == 1:
        title = f"{flows[0].name}: {flows[0].label}"
    elif korean:
        title = (
            f"기사에 나온 AI 인력의 채용·양성과 목표 {len(flows)}건" if aimed else f"AI 인력의 채용·양성 {len(flows)}건"
        )
    else:
        title = f"AI staff hired, trained or aimed at: {len(flows)} facts"
    if korean:
        return title, "한 기간에 뽑거나 기르거나 내보내는 인원, 또는 목표(명). 있는 인원과 따로 적고 더하지 않음"
    return (
        title,
        "People hired, trained or let go over a time, or aimed at; apart from those who are there, never added up",
    )


def footer(rows: AIOrgRows, language: str, tables: Mentioned | None) -> list[str]:
    """What is not drawn, and the sources."""
    drawn = pd.concat([frame[["claim_id", "publishers", "first_published"]] for frame in rows[:4]], ignore_index=True)
    if drawn.empty:
        return []
    lines = []
    if n := len(rows.left_out):
        head = f"그리지 않은 {n}건: " if language == "ko" else f"{n} not drawn: "
        lines.append(head + reasons(rows.left_out, language))
    return lines + source_lines(drawn, language, tables)


def listing(rows: pd.DataFrame, language: str) -> list[tuple[str, list[str]]]:
    """The units beside the steps under headings that say why they are there."""
    korean = language == "ko"
    sections: dict[str, list[str]] = {}
    for row in records(rows):
        if row["planned"]:
            heading = "예정" if korean else "Planned"
        elif row["event"] == "founded":
            heading = "설립일을 알 수 없는 곳" if korean else "Founded, day not stated"
        else:
            heading = EVENTS[language].get(row["event"], str(row["event"])).capitalize()
        sections.setdefault(heading, []).append(listed_name(row, language))
    return list(sections.items())


def alt_text(parts: Parts, language: str) -> str:
    """The chart in words, for those who do not see it."""
    korean = language == "ko"
    head = title(parts, language)
    if not any((parts.steps, parts.points, parts.flows, len(parts.rows.listed))):
        return f"{head}. {subtitle(parts, language)}"
    told = [("계단 차트. " if korean else "Steps. ") * bool(parts.steps) + head]
    told += [_told([step.label for step in parts.steps], language)] if parts.steps else []
    told += [f"{heading}: {_told(names, language)}" for heading, names in listing(parts.rows.listed, language)]
    people = [f"{point.series} {point.label}" for point in parts.points]
    told += [("인원: " if korean else "People: ") + _told(people, language)] if people else []
    coming = [f"{flow.name} {flow.label}" for flow in parts.flows]
    told += [("한 기간의 인원과 목표: " if korean else "Over a time: ") + _told(coming, language)] if coming else []
    return ". ".join(told) + "."


def _nothing(left_out: pd.DataFrame, language: str) -> str:
    """That there is nothing to draw, and why."""
    korean = language == "ko"
    if left_out.empty:
        return (
            "고른 조건에 맞는 조직도 인원도 기사에 없습니다."
            if korean
            else "The articles hold no unit and no headcount that fits."
        )
    n = len(left_out)
    head = f"기사에 나온 {n}건을 그리지 않았습니다: " if korean else f"Left out, {n} rows: "
    return head + reasons(left_out, language)


def _told(texts: Sequence[str], language: str) -> str:
    rest = len(texts) - TOLD
    more = f"그 밖에 {rest}곳" if language == "ko" else f"and {rest} more"
    return "; ".join([*texts[:TOLD], *([more] if rest > 0 else [])])


def _owner(steps: pd.DataFrame) -> str:
    """The one group or organisation that all units belong to."""
    for column in ("group", "organization"):
        names = unique(steps[column])
        if len(names) == 1 and steps[column].notna().all():
            return names[0]
    return ""
