"""What users give by hand: a day, a file of TOML, and what lies beside their articles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from presstables.errors import PresstablesError

LEXICON = "lexicon.toml"


def read_day(day: date | str | None) -> date | None:
    """A day given as a date, a datetime or YYYY-MM-DD, None as None; raises `PresstablesError` where it is no day."""
    if isinstance(day, datetime):
        return day.date()
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise PresstablesError(f"{day!r} is no day; write it as 2024-03-13") from None


def read_toml(path: str | Path) -> dict[str, Any]:
    """What a TOML file holds, whichever way an editor saved it: with a byte order mark, in CP949 or UTF-16.

    Raises:
        PresstablesError: it is not there, or no TOML; the message says where in it.
    """
    from presstables.articles.decode import NotText, decode

    try:
        text = decode(Path(path).read_bytes() or b"#").text
        return tomllib.loads(text.removeprefix("\ufeff"))
    except OSError as error:
        raise PresstablesError(f"{path}: the file cannot be read ({error.strerror})") from error
    except (NotText, tomllib.TOMLDecodeError) as error:
        raise PresstablesError(f"{path}: not readable as TOML ({error})") from error


def read_lexicon(path: str | Path) -> dict[str, Any]:
    """The groups and independent organisations of a user's lexicon, as TOML has them.

    Raises:
        PresstablesError: the file is not there, no TOML, or has entries that a lexicon has not.
    """
    read = read_toml(path)
    try:
        _only(read, "group", "independent")
        for group in _tables(read.get("group", []), "group"):
            _only(group, "name", "aliases", "affiliates")
            _texts([group.get("name")], "name of a group")
            _texts(group.get("aliases", []), "aliases")
            _texts(group.get("affiliates", []), "affiliates")
        for section, names in _table(read.get("independent", {}), "independent").items():
            _texts(names, section)
    except ValueError as error:
        raise PresstablesError(f"{path}: no lexicon: {error}; see «A lexicon of one's own» in the docs") from None
    return read


def lexicon_names(path: str | Path) -> list[dict[str, str | None]]:
    """Each name that a lexicon reads as an organisation: rows of the table `lexicon`. Raises as `read_lexicon`."""
    read, rows = read_lexicon(path), []
    for group in read.get("group", []):
        listed = ["|".join([group["name"], *group.get("aliases", [])]), *group.get("affiliates", [])]
        rows += [(name, entry.split("|")[0], group["name"]) for entry in listed for name in entry.split("|")]
    for names in read.get("independent", {}).values():
        rows += [(name, entry.split("|")[0], None) for entry in names for name in entry.split("|")]
    return [
        {"name": name, "organization": organization, "group": group, "source": Path(path).name}
        for name, organization, group in rows
    ]


def lexicons_beside(folders: Iterable[str]) -> list[Path]:
    """The lexicon.toml of each of these folders that has one."""
    return [path for folder in folders if (path := Path(folder, LEXICON)).is_file()]


def _only(table: dict[str, Any], *known: str) -> None:
    unknown = next((name for name in table if name not in known), None)
    if unknown is not None:
        raise ValueError(f"there is no {unknown!r} in it, but {', '.join(known)}")


def _tables(value: Any, name: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(f"each {name} begins with [[{name}]]")
    return value


def _table(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"[{name}] holds lists of names")
    return value


def _texts(value: Any, name: str) -> None:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip("| ") for one in value):
        raise ValueError(f'the {name} must be given as texts, as in ["가온전자|가온전자㈜"]')
