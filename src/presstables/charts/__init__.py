"""Charts of the tables: pictures whose every mark leads back to a claim."""

from presstables.charts.ai_org_growth import plot_ai_org
from presstables.charts.ai_org_rows import ai_org_rows
from presstables.charts.conversions import conversions
from presstables.charts.investment_rows import investment_rows
from presstables.charts.investment_scale import plot_investment
from presstables.charts.style import Chart, anchor, chart_png, chart_svg, save_figure

__all__ = [
    "Chart",
    "ai_org_rows",
    "anchor",
    "chart_png",
    "chart_svg",
    "conversions",
    "investment_rows",
    "plot_ai_org",
    "plot_investment",
    "save_figure",
]
