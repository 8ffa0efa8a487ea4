"""What the commands share: their statuses, the help of a common option, and how they tell what was wrong."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presstables.tables import Tables

DONE, SOME_UNREAD, NOTHING_DONE, STOPPED = 0, 1, 2, 130
MOST_TOLD = 20
LEXICON = """a TOML file of organisations of your own, beside those known and
the lexicon.toml beside the articles; may be given again"""


def tell_problems(tables: Tables) -> int:
    """Tell on stderr what was wrong, the articles that were lost first; the status says whether there are any."""
    problems = tables.problems.sort_values("lost", ascending=False, kind="stable")
    for row in problems.head(MOST_TOLD).itertuples():
        print(f"{row.source}: {row.what}; {row.advice}", file=sys.stderr)
    if len(problems) > MOST_TOLD:
        print(f"presstables: {len(problems) - MOST_TOLD:,} more are in the table of problems", file=sys.stderr)
    unread = int(problems["lost"].sum())
    if unread:
        print(f"presstables: {unread:,} could not be read, see above; all others are done.", file=sys.stderr)
    return SOME_UNREAD if unread else DONE
