"""The row of filters on top of the explorer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import ipywidgets

from presstables.charts.investment_rows import STATUSES, kind_name
from presstables.charts.wording import format_krw
from presstables.explorer.choice import UNKNOWN, Choice, Option, organizations, publishers, words_of
from presstables.explorer.rows import Words, headcount_kind_name
from presstables.explorer.widgets import Facet
from presstables.parameters import MONEY_KINDS, Parameters
from presstables.tables import Tables

AMOUNTS = (0, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13)


class Filters:
    """Widgets that say what is picked; they begin with what `parameters` say, and `reset` brings them back to it."""

    def __init__(self, tables: Tables, parameters: Parameters, words: Words, changed: Callable[[Any], None]) -> None:
        self.given, self.words = parameters, words
        language = parameters.label_language
        self.search = ipywidgets.Text(
            description=words["words"], placeholder=words["words_hint"], continuous_update=True
        )
        self.publishers = self._facet("publishers", _named(publishers(tables), {UNKNOWN: words["unknown"]}.get))
        self.first = ipywidgets.DatePicker(description=words["published_from"])
        self.last = ipywidgets.DatePicker(description=words["published_to"])
        self.organizations = self._facet("organizations", _named(organizations(tables)))
        self.kinds = self._facet("kinds", _named(words_of(tables, "kind"), lambda kind: _kind(kind, language)))
        self.statuses = self._facet("statuses", _named(words_of(tables, "status"), STATUSES[language].get))
        self.amount = ipywidgets.Dropdown(description=words["min_krw"], options=self._amounts())
        self._changed, self._quiet = changed, False
        self._show(Choice(parameters))
        for control in self.controls():
            control.observe(self._told, "value")

    def choice(self) -> Choice:
        """What is picked now."""
        picked = replace(
            self.given,
            published_from=self.first.value,
            published_to=self.last.value,
            organizations=tuple(self.organizations.value),
            kinds=tuple(self.kinds.value),
            statuses=tuple(self.statuses.value),
            min_krw=self.amount.value,
        )
        return Choice(picked, tuple(self.publishers.value), self.search.value)

    def reset(self) -> None:
        """Pick what the parameters say, and nothing else."""
        with self._at_once():
            self._show(Choice(self.given))

    def _show(self, choice: Choice) -> None:
        given = choice.parameters
        self.search.value, self.publishers.value = choice.words, list(choice.publishers)
        self.first.value, self.last.value = given.published_from, given.published_to
        self.organizations.value, self.kinds.value = list(given.organizations), list(given.kinds)
        self.statuses.value, self.amount.value = list(given.statuses), given.min_krw

    def controls(self) -> list[Any]:
        """The widgets, in the order in which they are read."""
        return [
            *(self.search, self.publishers, self.organizations, self.first, self.last),
            *(self.kinds, self.statuses, self.amount),
        ]

    def _facet(self, name: str, options: list[dict[str, Any]]) -> Facet:
        texts = {text: self.words[text] for text in ("all", "more", "search", "clear")}
        return Facet(label=self.words[name], texts=texts, options=options)

    def _amounts(self) -> list[tuple[str, float]]:
        """The amounts to pick from, with the parameter's own amount among them."""
        language = self.given.label_language
        steps = sorted({*AMOUNTS, float(self.given.min_krw)})
        return [(format_krw(step, language) if step else self.words["no_limit"], step) for step in steps]

    def _told(self, change: Any) -> None:
        if not self._quiet:
            self._changed(change)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Several controls change, and it is told once."""
        self._quiet = True
        try:
            yield
        finally:
            self._quiet = False
        self._changed(None)


def _named(options: Iterable[Option], name: Callable[[str], str | None] = str) -> list[dict[str, Any]]:
    """The options as a facet takes them; one that has no other name is called by its value."""
    return [{"value": each.value, "label": name(each.value) or each.value, "count": each.rows} for each in options]


def _kind(kind: str, language: str) -> str:
    return kind_name(kind, language) if kind in MONEY_KINDS else headcount_kind_name(kind, language)
