"""Results that are written whole or not at all, whatever else lies in their folder.

What is new is made in a hidden folder inside the target. Once all of it is there, one renaming makes it the result; its
files then go to their places one by one, each replacing the old one. A run that is killed before the renaming leaves
the old result, one that is killed after it the new one: whatever reads or writes the folder next finishes the moving.

A file in the folder lists those of the result. No other is ever replaced or removed.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from presstables.errors import PresstablesError

HIDDEN = ".presstables."
"""How the names begin that are no result: what is being made, what is to be moved, what a long run has read so far."""
PART, DONE = f"{HIDDEN}part-", f"{HIDDEN}done"
MANIFEST = "presstables.json"
"""The file that lists the files of a result."""
LITTER = {"Thumbs.db", "desktop.ini"}
"""What file managers leave in a folder that they show, beside hidden files."""


@contextmanager
def whole_folder(target: Path, *, shared: bool = False) -> Iterator[Path]:
    """Give an empty folder to write into; when the block ends well, what is in it is the result in `target`.

    Of an earlier result there, what the new one lacks is removed. A target that holds anything else is somebody's
    folder and is not touched, unless it may be `shared`: then all else in it stays.

    Raises:
        PresstablesError: the target is a file, cannot be written, or holds files that are of no result.
    """
    target = target.absolute()
    with usable_folder(target):
        finish(target)
        if not shared:
            _check_alone(target)
        with _telling(target):
            for part in target.glob(f"{PART}*"):
                shutil.rmtree(part, ignore_errors=True)
            part = Path(tempfile.mkdtemp(prefix=PART, dir=target))
        try:
            yield part
            names = _files(part)
            check_free(target, names)
            with _telling(target):
                _check_replaceable(target, names)
                (part / MANIFEST).write_text(json.dumps({"files": names}), encoding="utf-8")
                part.rename(target / DONE)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        finish(target)


def listed(folder: Path) -> list[str]:
    """The files of the result in a folder, as paths from it; none where there is no result."""
    try:
        names = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, TypeError, KeyError):
        return []
    return [name for name in names if isinstance(name, str) and _stays_inside(PureWindowsPath(name))]


def _stays_inside(path: PureWindowsPath) -> bool:
    """Whether a path from a folder cannot lead out of it, on any system: a list may come from anywhere."""
    return not path.anchor and ".." not in path.parts


def check_free(target: Path, names: Iterable[str]) -> None:
    """Raise PresstablesError where one of these files is there already and is of no earlier result."""
    own = set(listed(target))
    other = next((name for name in names if name not in own and (target / name).exists()), None)
    if other is not None:
        raise PresstablesError(f"{target} holds {other}, which is of no earlier result: name another folder.")


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


def finish(target: Path) -> None:
    """Move what a run before has made to its place, where that run was killed while it did so itself.

    Raises:
        PresstablesError: a file cannot be replaced.
    """
    done = target / DONE
    if not done.is_dir():
        return
    with _telling(target):
        if (done / MANIFEST).is_file():  # else all was moved, and the run was killed while it removed the folder
            _move(done, target)
        shutil.rmtree(done, ignore_errors=True)


def _move(done: Path, target: Path) -> None:
    before, names = listed(target), listed(done)
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # it is in its place already
            (done / name).replace(target / name)
    for name in set(before) - set(names):
        (target / name).unlink(missing_ok=True)
        _drop_empty(target, name)
    with contextlib.suppress(FileNotFoundError):
        (done / MANIFEST).replace(target / MANIFEST)


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


def _check_alone(target: Path) -> None:
    own = {MANIFEST, *listed(target)}
    others = [name for name in _files(target) if name not in own and not _is_litter(PurePosixPath(name))]
    if others:
        raise PresstablesError(
            f"{target} holds {others[0]}, which is no part of a result. Name another folder, or an empty one."
        )


def _is_litter(path: PurePosixPath) -> bool:
    return path.name in LITTER or any(part.startswith(".") for part in path.parts)


def _check_replaceable(target: Path, names: Iterable[str]) -> None:
    """Before any file is replaced: on Windows, one that is open in Excel cannot be."""
    for name in names:
        if (target / name).is_file():
            (target / name).open("r+b").close()


def _files(folder: Path) -> list[str]:
    """The files in a folder and in all its folders, as paths from it."""
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if not file.is_dir())


def _drop_empty(target: Path, name: str) -> None:
    """Remove the folders in which a file was, where they hold nothing any more."""
    for folder in PurePosixPath(name).parents[:-1]:
        with contextlib.suppress(OSError):
            (target / folder).rmdir()
