"""The codebook: what every column of every table means, made from the same data that makes the tables."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from importlib.resources import files
from typing import Any

from presstables.tables import DTYPES, MENTIONS, Tables, columns

_HEAD = """\
# The tables

`presstables.extract` gives these tables; `presstables extract` writes them. This page is made from the file that makes
them (`make docs`). Every table is tidy: a row per article, mention or fact, a meaning per column; an unknown value is
null (NaN, NaT), never a guess.
"""


def codebook() -> str:
    """The page docs/tables.md, as Markdown."""
    schema = tomllib.loads(files("presstables").joinpath("tables.toml").read_text(encoding="utf-8"))
    about = schema["about"]
    parts = [_HEAD, f"## Columns of every mention\n\n{about['shared']}\n\n{_table(schema['shared'])}"]
    for name in (f.name for f in fields(Tables)):
        own = {k: v for k, v in columns(name).items() if name not in MENTIONS or k not in schema["shared"]}
        parts.append(f"## {name}\n\n{about[name]}\n\n{_table(own)}")
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _table(specs: dict[str, dict[str, Any]]) -> str:
    lines = ["| column | dtype | meaning |", "|---|---|---|"]
    for name, spec in specs.items():
        lines.append(f"| `{name}` | {DTYPES[spec['dtype']]} | {_meaning(spec)} |")
    return "\n".join(lines)


def _meaning(spec: dict[str, Any]) -> str:
    parts = [spec["meaning"]]
    if "unit" in spec:
        parts.append(f"Unit: {spec['unit']}.")
    if "values" in spec:
        parts.append("One of: " + ", ".join(f"`{v}`" for v in spec["values"]) + ".")
    if "not" in spec:
        parts.append(f"*Not*: {spec['not']}")
    return " ".join(parts).replace("|", "\\|")


if __name__ == "__main__":
    print(codebook(), end="")
