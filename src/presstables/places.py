"""Where the notebooks are."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from presstables.errors import PresstablesError


def notebook_folder() -> Path:
    """The folder of the notebooks: in the installed package, or beside `src` in a checkout.

    Raises:
        PresstablesError: neither is there.
    """
    package = Path(str(resources.files("presstables")))
    for folder in (package / "notebooks", package.parents[1] / "notebooks"):
        if any(folder.glob("*.ipynb")):
            return folder
    raise PresstablesError("The notebooks of presstables are missing: install it again.")


def found(path: str) -> str:
    """The path as it is, or, where nothing is there, the one that it names from the notebooks' folder if that is.

    A notebook's own `../seeds` is meant from where the notebook lies, but papermill runs it in the caller's folder.
    """
    if Path(path).exists():
        return path
    beside = notebook_folder() / path
    return str(beside.resolve()) if beside.exists() else path
