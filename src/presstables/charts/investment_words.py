"""What the investment chart says about its rows: title, subtitle, key, foot and alt text."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from presstables.charts.investment_rows import INVESTED, Row, chart_rows, kind_name, printed_amount, status_name
from presstables.charts.layout import KeyItem
from presstables.charts.marks import key_of
from presstables.charts.sources import Mentioned, records, source_lines
from presstables.charts.style import STATUS_LOOKS
from presstables.charts.wording import known, topic

# Alt texts and feet name this many at most; the table beside the chart names them all.
TOLD = 8
REASONS_TOLD = 3
REASON_JOIN = "; "


BY = {"ko": {"organization": "기관별", "group": "그룹별"}, "en": {"organization": "organisation", "group": "group"}}


def title(drawn: pd.DataFrame, language: str, by: str = "") -> str:
    """The finding: the largest claim that was not cancelled, and its largest part; of panels, how many there are."""
    korean = language == "ko"
    if drawn.empty:
        return "그릴 투자 발표가 없습니다" if korean else "No investment claim to draw"
    standing = drawn[drawn["status"] != "cancelled"] if (drawn["status"] != "cancelled").any() else drawn
    ranked = standing.sort_values("amount_krw", ascending=False, kind="stable")
    largest = records(ranked)[0]
    if by:
        return _panels(drawn, language, by)
    amount, noun = printed_amount(largest, language), _noun(drawn, language)
    owner = str(largest["organization"]) if known(largest["organization"]) else ""
    parts = ranked[ranked["part_of"] == largest["claim_id"]]
    if korean:
        head = f"{owner}의 {amount}" if owner else amount
        head = f"{noun}: {head}" if len(drawn) == 1 else f"가장 큰 {topic(noun)} {head}"
    else:
        head = f"{owner}’s {amount}" if owner else amount
        head = f"One {noun}: {head}" if len(drawn) == 1 else f"Largest {noun}: {head}"
    return head + (_part(records(parts)[0], language) if len(parts) else "")


def _panels(drawn: pd.DataFrame, language: str, by: str) -> str:
    """Whose announcements the panels show: those of how many, and who states the most."""
    names = (
        drawn["organization"].fillna(drawn["group"])
        if by == "organization"
        else drawn["group"].fillna(drawn["organization"])
    )
    counts, korean = names.value_counts(), language == "ko"
    noun = _noun(drawn, language, plural=True)
    if counts.empty:
        return f"{noun} {len(drawn)}건, 주체가 밝혀지지 않음" if korean else f"{len(drawn)} {noun}, not said whose"
    most = sorted(str(name) for name, count in counts.items() if count == counts.max())
    several = len(counts) > 1
    if korean:
        head = f"{BY['ko'][by]} {noun}, {len(counts)}곳"
        most_of = f"{head} 가운데 {most[0]}에서 {counts.max()}건으로 가장 많음"
    else:
        head = f"{noun[0].upper()}{noun[1:]} of {len(counts)} {BY['en'][by]}{'s' * several}"
        most_of = f"{head}: {most[0]} has most, {counts.max()}"
    return most_of if several and len(most) == 1 else head


def subtitle(drawn: pd.DataFrame, left_out: pd.DataFrame, language: str, by: str = "") -> str:
    """What is measured."""
    korean = language == "ko"
    if drawn.empty:
        return _nothing(left_out, language)
    if by:
        return (
            "표식 하나가 발표 하나: 가로는 첫 보도일, 세로는 금액(원, 로그 축). 수는 가장 큰 금액이며 더하지 않음"
            if korean
            else "A mark is a claim, at the day of its first report and its amount (won, log axis); the largest of "
            "each is labelled, none are added up"
        )
    parts = int(drawn["part_of"].isin(drawn["claim_id"]).sum())
    several = len(drawn) > 1
    noun = _noun(drawn, language, plural=several)
    if korean:
        apart = " · 같은 돈이 겹칠 수 있어 더하지 않음" if several else ""
        within = f", 그중 {parts}건은 다른 발표의 일부" if parts else ""
        return f"기사에 나온 {noun} {len(drawn)}건{within} · 원화, 로그 축{apart}"
    within = f", {parts} of them part of another" if parts else ""
    apart = " · not added up, since they may overlap" if several else ""
    return f"{len(drawn)} {noun} in the articles{within} · in won, log axis{apart}"


def key(rows: Sequence[Row], language: str, *, annual: bool = True) -> list[KeyItem]:
    """The statuses and forms that occur, with `annual` among the yearly equivalents, too."""
    statuses = [status for status in STATUS_LOOKS if status in {row.status for row in rows}]
    items = [KeyItem(status_name(s, language), STATUS_LOOKS[s][1], STATUS_LOOKS[s][0]) for s in statuses]
    return items + key_of([row.bound for row in rows] + [row.annual for row in rows if annual and row.annual], language)


def footer(
    drawn: pd.DataFrame, left_out: pd.DataFrame, rows: Sequence[Row], language: str, tables: Mentioned | None
) -> list[str]:
    """How the amounts came about, what is not drawn, and the sources."""
    korean = language == "ko"
    lines: list[str] = []
    if drawn.empty:
        return lines
    if any(row.annual for row in rows):
        lines.append(
            "연 환산: 총액÷기간. 기간을 밝힌 발표만 계산했고, 해마다 그만큼 쓴다는 뜻은 아닙니다."
            if korean
            else "Yearly equivalent: total÷period, only where a period is stated; it is no plan of yearly spending."
        )
    if (drawn["fx_source"] == "rate").any():
        lines.append(
            "ECB 환율: 보도일(휴일이면 직전 영업일)의 유럽중앙은행 기준환율로 환산."
            if korean
            else "ECB rate: converted at the European Central Bank's reference rate of the day, or the last before it."
        )
    if n := len(left_out):
        lines.append((f"그리지 않은 {n}건: " if korean else f"{n} not drawn: ") + reasons(left_out, language))
    return lines + source_lines(drawn, language, tables)


def reasons(left_out: pd.DataFrame, language: str) -> str:
    """Why rows were not drawn, the most frequent reason first; how many each holds for where there are several."""
    counts = left_out["reason"].str.split(REASON_JOIN).explode().value_counts()
    if len(counts) == 1:
        return f"{counts.index[0]}."
    unit = "건" if language == "ko" else ""
    told = [f"{reason}({n}{unit})" if unit else f"{reason} ({n})" for reason, n in counts.head(REASONS_TOLD).items()]
    more = (" 등" if language == "ko" else " and others") if len(counts) > REASONS_TOLD else ""
    return ", ".join(told) + f"{more}."


def alt_text(drawn: pd.DataFrame, left_out: pd.DataFrame, language: str = "ko", by: str = "") -> str:
    """The chart in words, for those who do not see it: what it is, what it shows, its largest claims."""
    if drawn.empty:
        return f"{title(drawn, language)}. {subtitle(drawn, left_out, language)}"
    head = title(drawn, language, by)
    rows = sorted(chart_rows(drawn, language), key=lambda row: -max(row.bound.numbers()))
    told = "; ".join(row.tip for row in rows[:TOLD])
    rest = len(rows) - TOLD
    if language == "ko":
        more = f"; 그 밖에 {rest}건" if rest > 0 else ""
        return f"로그 축에 점으로 그린 차트. {head}. {told}{more}."
    more = f"; and {rest} more" if rest > 0 else ""
    return f"Dots on a log axis. {head}. {told}{more}."


def _noun(drawn: pd.DataFrame, language: str, *, plural: bool = False) -> str:
    """What the amounts are: of one kind, investments and acquisitions, or of several kinds."""
    kinds, korean = set(drawn["kind"].dropna()), language == "ko"
    ends = "s" * (plural and not korean)
    if len(kinds) == 1:
        names = [kind_name(next(iter(kinds)), language) + ends]
    elif kinds and kinds <= set(INVESTED):
        names = [kind_name(kind, language) + ends for kind in INVESTED]
    else:
        return "금액" if korean else f"amount{ends}"
    name = ("·" if korean else " or ").join(names)
    if kinds <= set(INVESTED):
        return f"{name} 발표" if korean else f"announced {name}"
    return name


def _part(part: dict[str, object], language: str) -> str:
    amount, purpose = printed_amount(part, language), part["purpose"]
    if language == "ko":
        return f", 그중 {topic(amount)} {purpose}" if known(purpose) else f", 그중 일부가 {amount}"
    return f", of which {amount} for {purpose}" if known(purpose) else f", of which {amount}"


def _nothing(left_out: pd.DataFrame, language: str) -> str:
    korean = language == "ko"
    if left_out.empty:
        return (
            "고른 조건에 맞는 금액이 기사에 하나도 없습니다."
            if korean
            else "The articles hold no amount that fits what was asked for."
        )
    n = len(left_out)
    count = (
        f"기사에 나온 금액 {n}건을 그리지 않았습니다: "
        if korean
        else f"Left out, {n} amount{'s' * (n > 1)} in the articles: "
    )
    return count + reasons(left_out, language)
