"""Results that are written whole or not at all, whatever else lies in their folder.

What is new is made in a hidden folder inside the target. Once all of it is there, one renaming makes it the result; its
files then go to their places one by one, each replacing the old one. A run that is killed before the renaming leaves
the old result, one that is killed after it the new one: whatever reads or writes the folder next finishes the moving.
No file of anybody else is touched, and nothing beside the folder either, which may be another disk.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from presstables.errors import PresstablesError

HIDDEN = ".presstables."
"""How the names begin that are no result: what is being made, what is to be moved, what a long run has read so far."""
PART, DONE = f"{HIDDEN}part-", f"{HIDDEN}done"
LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What file managers leave in a folder that they show."""
_LIST = ".files.json"


@contextmanager
def whole_folder(target: Path, own: Collection[str], *, shared: bool = False) -> Iterator[Path]:
    """Give an empty folder to write into; when the block ends well, what is in it is the result in `target`.

    `own` names the entries that such a result may have: those that the new one lacks are removed. A target that holds
    anything else is somebody's folder and is not touched, unless it may be `shared`: then all else in it stays.

    Raises:
        PresstablesError: the target is a file, cannot be written, or holds files that are not `own`.
    """
    target = target.absolute()
    with usable_folder(target):
        finish(target, own)
        if not shared:
            _check(target, own)
        with _telling(target):
            for part in target.glob(f"{PART}*"):
                shutil.rmtree(part, ignore_errors=True)
            part = Path(tempfile.mkdtemp(prefix=PART, dir=target))
        try:
            yield part
            with _telling(target):
                names = _files(part, [entry.name for entry in part.iterdir()])
                _check_replaceable(target, names)
                (part / _LIST).write_text(json.dumps(names), encoding="utf-8")
                part.rename(target / DONE)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        finish(target, own)


@contextmanager
def usable_folder(target: Path) -> Iterator[None]:
    """Make the folder where it is missing; where the block fails, what was made and is empty goes again.

    Raises:
        PresstablesError: the target is a file, or cannot be made.
    """
    if target.exists() and not target.is_dir():
        raise PresstablesError(f"{target} is a file: name a folder for the result.")
    missing = [folder for folder in (target, *target.parents) if not folder.exists()]
    with _telling(target):
        target.mkdir(parents=True, exist_ok=True)
        if not os.access(target, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    try:
        yield
    except BaseException:
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def finish(target: Path, own: Collection[str]) -> None:
    """Move what a run before has made to its place, where that run was killed while it did so itself.

    Raises:
        PresstablesError: a file cannot be replaced.
    """
    done = target / DONE
    if not done.is_dir():
        return
    with _telling(target):
        if (done / _LIST).is_file():  # else all was moved, and the run was killed while it removed the folder
            _move(done, target, own)
        shutil.rmtree(done, ignore_errors=True)


def _move(done: Path, target: Path, own: Collection[str]) -> None:
    listed = json.loads((done / _LIST).read_text(encoding="utf-8"))
    for name in listed:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # it is in its place already
            (done / name).replace(target / name)
    for name in set(_files(target, own)) - set(listed):
        (target / name).unlink(missing_ok=True)
    _drop_empty(target, own)


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write one file beside its place, with `write`, and move it there. Raises the errors of the file system."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix)
    os.close(handle)
    try:
        write(Path(name))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _telling(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        which = Path(error.filename) if error.filename else target
        if isinstance(error, PermissionError) and which.is_file():
            raise PresstablesError(f"{which} cannot be replaced: close the program that shows it.") from error
        told = f"cannot be written ({error.strerror})"
        raise PresstablesError(f"{target} {told}: name another folder for the result.") from error


def _check(target: Path, own: Collection[str]) -> None:
    names = sorted(entry.name for entry in target.iterdir())
    strangers = [name for name in names if name not in {*own, *LITTER} and not name.startswith(HIDDEN)]
    if strangers:
        raise PresstablesError(
            f"{target} holds {strangers[0]}, which is no part of a result: it would be lost. Name another folder."
        )


def _check_replaceable(target: Path, names: Iterable[str]) -> None:
    """Before any file is replaced: on Windows, one that is open in Excel cannot be."""
    for name in names:
        if (target / name).is_file():
            (target / name).open("r+b").close()


def _files(folder: Path, names: Iterable[str]) -> list[str]:
    """The files of these entries of a folder, their folders gone through, as paths from it."""
    found = []
    for name in names:
        entry = folder / name
        inner = entry.rglob("*") if entry.is_dir() else [entry]
        found += [file.relative_to(folder).as_posix() for file in inner if file.is_file()]
    return sorted(found)


def _drop_empty(target: Path, own: Collection[str]) -> None:
    """Remove the folders of the result before that hold nothing any more, the innermost first."""
    folders = [folder for name in own for folder in (target / name, *(target / name).rglob("*")) if folder.is_dir()]
    for folder in sorted(folders, reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()
