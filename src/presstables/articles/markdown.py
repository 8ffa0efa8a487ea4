"""Markdown with front matter: the front matter says what the file is, the marks of Markdown are taken off its text."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?\r?\n)??---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LONGEST = 20_000
_MARKS = (
    (re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$"), r"\1"),
    (re.compile(r"^\s{0,3}>\s?"), ""),
    (re.compile(r"^\s{0,3}(?:```.*|~~~.*|[-*_](?:\s*[-*_]){2,}\s*)$"), ""),
    (re.compile(r"!\[([^\[\]\n]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]+)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^*_\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?!\*)"), r"\1"),
    (re.compile(r"^\s{0,3}[*+-]\s+(?=\S)"), ""),
)


class _Plain(yaml.SafeLoader):
    """A safe loader that knows no aliases: a few lines of them can grow to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def read_front_matter(page: str) -> tuple[dict[str, str], str, str | None]:
    """The fields of the front matter as text, what follows it, and what is wrong with it, if anything."""
    found = _FRONT.match(page)
    if not found:
        return {}, page, None
    rest = page[found.end() :]
    try:
        told = yaml.load(found[1] or "", Loader=_Plain) if len(found[1] or "") <= _LONGEST else None
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
        return {}, rest, f"the front matter is no YAML ({str(error).splitlines()[0][:80]})"
    if told is not None and not isinstance(told, dict):
        return {}, rest, "the front matter holds no fields"
    return {str(name): _text(value) for name, value in (told or {}).items()}, rest, None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_text(one) for one in value[:10])
    if isinstance(value, dict) or value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(text: str) -> str:
    """The lines without the marks of Markdown: headings, emphasis, links and pictures keep their words."""
    return "\n".join(_plain_line(line) for line in text.splitlines())


def _plain_line(line: str) -> str:
    for pattern, words in _MARKS:
        line = pattern.sub(words, line)
    return line
