"""The parameters of the notebooks and of the report: their names, their types and what they may hold.

A notebook declares them as plain literals in its `parameters` cell, papermill may put a cell after it, and the next
cell hands all of them to `check_parameters`. The command line reads the same parameters from text with `read_text`.
"""

from __future__ import annotations

import ast
import calendar
import difflib
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from presstables.errors import PresstablesError
from presstables.places import found

MONEY_KINDS = (
    "investment",
    "acquisition",
    "contract",
    "valuation",
    "revenue",
    "profit",
    "budget",
    "loan",
    "fine",
    "price",
    "other",
)
HEADCOUNT_KINDS = ("stock", "flow", "target", "cumulative", "change", "other")
STATUSES = ("planned", "contracted", "done", "expected", "cancelled")
LANGUAGES = ("ko", "en")
PLAIN = (str, int, float, bool, list, dict, tuple, type(None))


@dataclass(frozen=True, slots=True)
class Parameters:
    """Checked parameters: days are days, lists are tuples, and an empty text or list means "no limit"."""

    articles: str
    organizations: tuple[str, ...] = ()
    include_affiliates: bool = True
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    event_from: date | None = None
    event_to: date | None = None
    min_krw: float = 0
    exclude_claims: tuple[str, ...] = ()
    label_language: str = "ko"
    output: str = ""


def check_parameters(namespace: Mapping[str, Any]) -> Parameters:
    """Check the parameters in a notebook's `globals()` and return them.

    In a notebook only the cells right before the calling one count as given (the `parameters` cell and the one that
    papermill injects), so that a variable of the reader's own is never taken for a misspelt parameter. Articles that
    are not to be found from where the notebook runs are looked for from where it lies.

    Raises:
        PresstablesError: a name that is no parameter, one that is missing, or a value of the wrong type.
    """
    given = _given_names(namespace)
    for name in given:
        if name not in RULES:
            raise PresstablesError(unknown_name(name))
    if "articles" not in namespace:
        raise PresstablesError("The parameter articles is missing: name the folder of your articles.")
    values = {name: check_value(name, namespace[name]) for name in RULES if name in namespace}
    _check_order(values, "published_from", "published_to")
    _check_order(values, "event_from", "event_to")
    return Parameters(**values | {"articles": found(values["articles"])})


def check_value(name: str, value: object) -> Any:
    """Check one value and return it as `Parameters` holds it.

    Raises:
        PresstablesError: the name is no parameter or the value does not fit it.
    """
    if name not in RULES:
        raise PresstablesError(unknown_name(name))
    rule = RULES[name]
    try:
        return rule.check(value)
    except ValueError as error:
        detail = f" ({error})" if str(error) else ""
        raise PresstablesError(f"The parameter {name} takes {rule.takes}, not {value!r}{detail}.") from None


def read_text(name: str, text: str) -> Any:
    """Turn the text of `-p name text` into the plain literal that a parameter cell holds.

    A list is written with commas, `LG전자, 삼성`, or in brackets; a text such as 003 stays a text.

    Raises:
        PresstablesError: the name is no parameter or the text does not fit it.
    """
    if name not in RULES:
        raise PresstablesError(unknown_name(name))
    literal = RULES[name].literal(text.strip())
    check_value(name, literal)
    return literal


def unknown_name(name: str) -> str:
    """Say that there is no parameter of this name, and which there are."""
    near = difflib.get_close_matches(name, RULES, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no parameter {name}.{hint} The parameters are: {', '.join(RULES)}."


def _given_names(namespace: Mapping[str, Any]) -> list[str]:
    cells = namespace.get("In")
    if isinstance(cells, list):
        return [name for cell in _parameter_cells(cells[:-1]) for name in cell]
    return [name for name, value in namespace.items() if not name.startswith("_") and isinstance(value, PLAIN)]


def _parameter_cells(cells: list[str]) -> Iterator[list[str]]:
    """The names set by each of the last cells, back to the first that does more than set names to literals."""
    for source in reversed(cells):
        try:
            names = _assigned_literals(ast.parse(source))
        except (SyntaxError, ValueError):
            return
        yield names


def _assigned_literals(tree: ast.Module) -> list[str]:
    names = []
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                raise ValueError("more than an assignment")
        ast.literal_eval(value)
        names.append(name)
    return names


def _check_order(values: Mapping[str, Any], first: str, last: str) -> None:
    start, end = values.get(first), values.get(last)
    if start and end and start > end:
        raise PresstablesError(f"{first} ({start}) is after {last} ({end}): no day lies between them.")


# What each parameter takes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rule:
    """What one parameter takes: the type as the notebooks write it, the words for it, a check and a reader of text."""

    type: str
    takes: str
    check: Callable[[object], Any]
    literal: Callable[[str], Any]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _filled_text(value: object) -> str:
    if not _text(value).strip():
        raise ValueError
    return _text(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _amount(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise ValueError
    return value


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) and name.strip() for name in value):
        raise ValueError
    return tuple(value)


def _words(*known: str) -> Callable[[object], tuple[str, ...]]:
    def check(value: object) -> tuple[str, ...]:
        return tuple(_word(known)(word) for word in _names(value))

    return check


def _word(known: tuple[str, ...]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if value not in known:
            raise ValueError(f"{value!r} is none of them")
        return str(value)

    return check


def _day(*, last: bool) -> Callable[[object], date | None]:
    """A day, or the first or last day of a month or year, from its text; None from an empty one."""

    def check(value: object) -> date | None:
        text = _text(value)
        if not text:
            return None
        if len(text) not in {4, 7, 10}:
            raise ValueError
        first = date.fromisoformat((text + "-01-01")[:10])
        if not last or len(text) == 10:
            return first
        month = 12 if len(text) == 4 else first.month
        return date(first.year, month, calendar.monthrange(first.year, month)[1])

    return check


def _read_flag(text: str) -> bool | str:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(text.lower(), text)


def _read_number(text: str) -> float | str:
    plain = text.replace(",", "").replace("_", "")
    try:
        return int(plain) if plain.isdigit() else float(plain)
    except ValueError:
        return text


def _read_list(text: str) -> list[str]:
    inner = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return [name.strip().strip("'\"") for name in inner.split(",") if name.strip()]


def _list_rule(takes: str, check: Callable[[object], tuple[str, ...]] = _names) -> Rule:
    return Rule("list[str]", takes, check, _read_list)


def _day_rule(*, last: bool) -> Rule:
    takes = 'a day, month or year such as "2021-05-17", "2021-05" or "2021", or "" for no limit'
    return Rule("str", takes, _day(last=last), str)


RULES: dict[str, Rule] = {
    "articles": Rule("str", "the path of a folder or file of articles, or of a folder of tables", _filled_text, str),
    "organizations": _list_rule('a list of names or groups such as ["LG", "삼성전자"], or [] for all'),
    "include_affiliates": Rule("bool", "True or False", _flag, _read_flag),
    "kinds": _list_rule(
        f"a list of kinds of money ({', '.join(MONEY_KINDS)}) or of headcounts ({', '.join(HEADCOUNT_KINDS)}), or []",
        _words(*MONEY_KINDS, *HEADCOUNT_KINDS),
    ),
    "statuses": _list_rule(f"a list of statuses ({', '.join(STATUSES)}), or [] for all", _words(*STATUSES)),
    "published_from": _day_rule(last=False),
    "published_to": _day_rule(last=True),
    "event_from": _day_rule(last=False),
    "event_to": _day_rule(last=True),
    "min_krw": Rule("float", "an amount of won such as 100_000_000_000, or 0 for all", _amount, _read_number),
    "exclude_claims": _list_rule('a list of claim ids such as ["c-dt-2021-05-17#money-120"], or []'),
    "label_language": Rule("str", " or ".join(f'"{language}"' for language in LANGUAGES), _word(LANGUAGES), str),
    "output": Rule("str", 'the path of a folder for the tables and charts, or "" to write none', _text, str),
}  # in the order of the fields of Parameters
