"""Which corrections a run makes: those beside its articles or those that are given, and how the tables tell of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from presstables.errors import PresstablesError
from presstables.facts.corrections import FILE, Correction, read_corrections
from presstables.facts.model import HeadcountFact, MoneyFact

Row = dict[str, Any]
Corrected = str | Path | Sequence[Correction] | None
"""Corrections, a file or folder of them, or None for those beside the articles."""

LINKED = {f.name for fact in (MoneyFact, HeadcountFact) for f in fields(fact)} - {
    "amount_krw", "fx_rate", "fx_date", "fx_source", "fx_flag",
}  # fmt: skip
"""Columns that are only read with links: who, what for and when."""


def corrections_of(
    given: Corrected, beside: Iterable[str], renamed: Mapping[str, Mapping[str, str]]
) -> list[Correction]:
    """The corrections that were given, those of a file or folder; else those in the folders beside the articles.

    Those of a folder are of its own articles, whose ids may be others (`renamed`) where several folders are read.
    Raises `PresstablesError` for a file that is not there or has something else in it.
    """
    if given is None:
        return [_renamed(one, renamed.get(folder, {})) for folder in beside for one in read_corrections(folder)]
    if not isinstance(given, str | Path):
        return list(given)
    if not Path(given).exists():
        raise PresstablesError(f"{given}: no such file of corrections")
    return read_corrections(given)


def _renamed(correction: Correction, names: Mapping[str, str]) -> Correction:
    other = correction.other
    if "article" in other:
        other = {**other, "article": names.get(other["article"], other["article"])}
    return replace(correction, article=names.get(correction.article, correction.article), other=other)


def without_links(corrections: Sequence[Correction]) -> tuple[list[Correction], list[Row]]:
    """The corrections where figures alone are read, and the problems to tell of.

    What they expect of columns that are not read cannot be checked; milestones are not there to be corrected.
    """
    kept = [one for one in corrections if one.table != "milestones" or one.action == "add"]
    checked = [
        replace(one, expects={name: value for name, value in one.expects.items() if name not in LINKED}) for one in kept
    ]
    left = len(corrections) - len(kept)
    what = f"{left} corrections of milestones were not made, since figures alone were read"
    problem = {"source": FILE, "article_id": None, "what": what, "advice": "read with links (konlpy)", "lost": False}
    return checked, [problem] if left else []


def told(correction: Correction) -> Row:
    """What was corrected, as a row of the table `corrections`."""
    changed = ", ".join(f"{name} = {value}" for name, value in correction.set.items())
    other = " ".join(str(correction.other[name]) for name in ("article", "surface") if name in correction.other)
    return {
        "article_id": correction.article,
        "table": correction.table,
        "surface": correction.surface,
        "nth": correction.nth,
        "action": correction.action,
        "change": changed or other or None,
        "why": correction.why,
    }
