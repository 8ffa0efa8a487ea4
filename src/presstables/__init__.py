"""Figures of Korean press articles as tidy tables: money, headcounts, dates, and the facts that they state.

>>> import presstables as pt
>>> pt.extract("LG는 AI에 3조6000억원을 투자한다.", published="2024-03-13", link=False).money[["surface", "value"]]
    surface            value
0  3조6000억원  3600000000000.0
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presstables.articles import iter_articles, read_articles
    from presstables.charts import conversions, plot_ai_org, plot_investment
    from presstables.choose import left_out, select
    from presstables.errors import PresstablesError
    from presstables.evidence import sources
    from presstables.explorer import explore
    from presstables.keep import save_chart, save_tables
    from presstables.marked import annotate, trace
    from presstables.mentions.explain import explain
    from presstables.parameters import check_parameters
    from presstables.pipeline import extract
    from presstables.reading import load
    from presstables.tables import Tables, read_tables

# A verb is imported when it is first used: `import presstables` starts no JVM and draws nothing.
_WHERE = {
    "PresstablesError": "presstables.errors",
    "Tables": "presstables.tables",
    "annotate": "presstables.marked",
    "check_parameters": "presstables.parameters",
    "conversions": "presstables.charts",
    "explain": "presstables.mentions.explain",
    "explore": "presstables.explorer",
    "extract": "presstables.pipeline",
    "iter_articles": "presstables.articles",
    "left_out": "presstables.choose",
    "load": "presstables.reading",
    "plot_ai_org": "presstables.charts",
    "plot_investment": "presstables.charts",
    "read_articles": "presstables.articles",
    "read_tables": "presstables.tables",
    "save_chart": "presstables.keep",
    "save_tables": "presstables.keep",
    "select": "presstables.choose",
    "sources": "presstables.evidence",
    "trace": "presstables.marked",
}
__all__ = [
    "PresstablesError", "Tables", "annotate", "check_parameters", "conversions", "explain", "explore", "extract",
    "iter_articles", "left_out", "load", "plot_ai_org", "plot_investment", "read_articles", "read_tables", "save_chart",
    "save_tables", "select", "sources", "trace",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("presstables")
    if name not in _WHERE:
        raise AttributeError(f"module 'presstables' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
