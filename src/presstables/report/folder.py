"""A folder that is written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from presstables.errors import PresstablesError

LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in a folder that they show."""


@contextmanager
def whole_folder(target: Path, own: Collection[str]) -> Iterator[Path]:
    """Give an empty folder beside `target` to write into; it takes the target's place when the block ends well.

    Until then an earlier result stays as it is. `own` names the entries that such a folder has: a target that holds
    anything else is somebody's folder and is not touched.

    Raises:
        PresstablesError: the target is a file, or a folder with files that are not `own`.
    """
    target = target.absolute()
    part, old = (target.with_name(f".{target.name}.{state}") for state in ("part", "old"))
    _recover(target, old)
    _check(target, own)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        if target.exists():
            target.rename(old)
        part.rename(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        _recover(target, old)


def _check(target: Path, own: Collection[str]) -> None:
    if target.exists() and not target.is_dir():
        raise PresstablesError(f"{target} is a file: name a folder for the result.")
    strangers = sorted(entry.name for entry in target.iterdir()) if target.exists() else []
    strangers = [name for name in strangers if name not in own and name not in LITTER]
    if strangers:
        raise PresstablesError(
            f"{target} holds {strangers[0]}, which is no part of a result: it would be lost. Name another folder."
        )


def _recover(target: Path, old: Path) -> None:
    """Drop the result before, or put it back where a run was stopped between its two renames."""
    if not old.exists():
        return
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(target)
