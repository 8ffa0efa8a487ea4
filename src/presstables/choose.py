"""The rows that parameters choose, and which parameter leaves each other claim out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd

from presstables.charts.investment_rows import investment_rows
from presstables.charts.style import Chart
from presstables.parameters import HEADCOUNT_KINDS, MONEY_KINDS, STATUSES, Parameters
from presstables.tables import Tables

MENTIONS = {"money_claims": "money", "headcount_claims": "headcounts", "units": "milestones"}
"""The tables of claims, each with the table of its mentions."""

WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "money_claims": {"kinds": MONEY_KINDS, "statuses": STATUSES},
    "headcount_claims": {"kinds": HEADCOUNT_KINDS},
    "units": {"statuses": ("planned", "done")},
}
"""Which kinds and statuses a table of claims has; those of another table do not limit it."""

REASONS = {
    "ko": {
        "organizations": "organizations에 없는 기관임",
        "kinds": "kinds에 없는 종류임",
        "statuses": "statuses에 없는 단계임",
        "published": "고른 보도 기간 밖임",
        "event": "고른 기간의 일이 아니거나 때를 알 수 없음",
        "min_krw": "min_krw보다 적거나 원화 금액을 알 수 없음",
        "exclude_claims": "exclude_claims로 뺐음",
    },
    "en": {
        "organizations": "of an organisation that is not among organizations",
        "kinds": "of a kind that is not among kinds",
        "statuses": "at a stage that is not among statuses",
        "published": "published outside the chosen days",
        "event": "not of the chosen days, or of an unknown day",
        "min_krw": "below min_krw, or with no known amount in won",
        "exclude_claims": "left out by exclude_claims",
    },
}
"""Why a limit leaves a claim out, in the language of the labels."""

LEFT_OUT = ["table", "claim_id", "organization", "surface", "reason"]


def select(tables: Tables, parameters: Parameters) -> Tables:
    """The tables with only the claims, mentions and articles that the parameters choose.

    A claim that an article of the chosen days states comes with all its mentions, and so with their articles.
    """
    chosen: dict[str, pd.DataFrame] = {}
    stating: set[str] = set()
    for name, mentions in MENTIONS.items():
        claims = _rows(getattr(tables, name), _left_out_by(tables, name, parameters).isna())
        chosen[name] = claims
        rows = getattr(tables, mentions)
        chosen[mentions] = _rows(rows, rows["claim_id"].isin(claims["claim_id"]))
        stating |= set(chosen[mentions]["article_id"])
    for name in ("articles", "dates", "durations"):
        rows = getattr(tables, name)
        published = _within(rows["published"], rows["published"], parameters.published_from, parameters.published_to)
        chosen[name] = _rows(rows, published | rows["article_id"].isin(stating))
    return replace(tables, **chosen)


def left_out(tables: Tables, parameters: Parameters, chart: Chart, *names: str) -> pd.DataFrame:
    """The claims of the tables `names` that the chart does not show, each with the reason: columns as `LEFT_OUT`.

    The parameters leave claims out first, then the chart those that have no place on it.
    """
    parts = [_left_out(tables, parameters, chart, name) for name in names]
    return pd.concat(parts, ignore_index=True)


def unknown_organizations(tables: Tables, parameters: Parameters) -> list[str]:
    """The names among `organizations` that no fact is of."""
    claims = [getattr(tables, table) for table in MENTIONS]

    def known(name: str) -> bool:
        alone = replace(parameters, organizations=(name,))
        return any(_of_organizations(tables, rows, alone).any() for rows in claims)

    return [name for name in parameters.organizations if not known(name)]


def _left_out(tables: Tables, parameters: Parameters, chart: Chart, name: str) -> pd.DataFrame:
    language = parameters.label_language
    claims, by = getattr(tables, name), _left_out_by(tables, name, parameters)
    unseen = [chart.left_out]
    if name == "money_claims":  # what the money is, not the name of a parameter, is the reason
        unseen.append(investment_rows(claims[by == "kinds"], kinds=parameters.kinds, label_language=language)[1])
    said = {claim: reason for frame in unseen for claim, reason in zip(frame["claim_id"], frame["reason"], strict=True)}
    reasons = claims["claim_id"].map(said).astype("str").fillna(by.map(REASONS[language]).astype("str"))
    surfaces = getattr(tables, MENTIONS[name]).drop_duplicates("claim_id").set_index("claim_id")["surface"]
    rows = _rows(claims.assign(table=name, surface=claims["claim_id"].map(surfaces), reason=reasons), reasons.notna())
    return rows[LEFT_OUT]


def _rows(frame: pd.DataFrame, keep: pd.Series[bool]) -> pd.DataFrame:
    return frame[keep].reset_index(drop=True)


# Each limit that is set: its parameter and the claims that keep to it -----------------------------------------------


def _left_out_by(tables: Tables, name: str, given: Parameters) -> pd.Series[str]:
    """For each claim the parameter that leaves it out; missing where it is chosen."""
    claims = getattr(tables, name)
    by = pd.Series(None, index=claims.index, dtype="str")
    for parameter, kept in _limits(tables, name, claims, given):
        by = by.mask(by.isna() & ~kept, parameter)
    return by


def _limits(
    tables: Tables, name: str, claims: pd.DataFrame, given: Parameters
) -> Iterator[tuple[str, pd.Series[bool]]]:
    if given.organizations:
        yield "organizations", _of_organizations(tables, claims, given)
    yield from _limits_of_words(name, claims, given)
    if given.published_from or given.published_to:
        yield "published", _published(tables, name, claims, given)
    if given.event_from or given.event_to:
        yield "event", _within(*_event_days(claims), given.event_from, given.event_to)
    if given.min_krw and name == "money_claims":
        yield "min_krw", claims["amount_krw"].ge(given.min_krw).fillna(False).astype(bool)
    if given.exclude_claims:
        yield "exclude_claims", ~claims["claim_id"].isin(given.exclude_claims)


def _of_organizations(tables: Tables, claims: pd.DataFrame, given: Parameters) -> pd.Series[bool]:
    from presstables.facts.organizations import load_lexicon, plain

    known = load_lexicon()
    own = {
        plain(name): usual for name, usual in zip(tables.lexicon["name"], tables.lexicon["organization"], strict=True)
    }
    wanted = {plain(own.get(plain(name)) or known.canonical(name)) for name in given.organizations}
    columns = ("organization", "group") if given.include_affiliates else ("organization",)
    kept = pd.Series(False, index=claims.index)
    for column in columns:
        kept |= claims[column].map(plain, na_action="ignore").isin(wanted)
    return kept


def _limits_of_words(name: str, claims: pd.DataFrame, given: Parameters) -> Iterator[tuple[str, pd.Series[bool]]]:
    said = {"kinds": claims.get("kind"), "statuses": claims.get("status")}
    if name == "units":  # which are planned, or done
        said["statuses"] = claims["planned"].map({True: "planned", False: "done"})
    for parameter, known in WORDS[name].items():
        words = [word for word in getattr(given, parameter) if word in known]
        values = said[parameter]
        if words and values is not None:
            yield parameter, values.isin(words)


def _published(tables: Tables, name: str, claims: pd.DataFrame, given: Parameters) -> pd.Series[bool]:
    """Claims that an article of those days states; a claim of many articles needs one."""
    mentions = getattr(tables, MENTIONS[name])
    inside = _within(mentions["published"], mentions["published"], given.published_from, given.published_to)
    return claims["claim_id"].isin(mentions.loc[inside, "claim_id"])


def _event_days(claims: pd.DataFrame) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    """When it happened: a unit's day, the days a headcount is true of, the day an amount was announced."""
    if "announced" in claims:
        return claims["announced"], claims["announced"]
    prefix = "as_of_" if "as_of_start" in claims else ""
    return claims[f"{prefix}start"], claims[f"{prefix}end"]


def _within(
    start: pd.Series[pd.Timestamp], end: pd.Series[pd.Timestamp], first: date | None, last: date | None
) -> pd.Series[bool]:
    """Whether start to end meets first to last; an unknown day does so only where there is no limit."""
    kept = pd.Series(True, index=start.index)
    if first is not None:
        kept &= end >= pd.Timestamp(first)
    if last is not None:
        kept &= start <= pd.Timestamp(last)
    return kept
