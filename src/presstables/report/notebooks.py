"""The notebooks that a report is made from: where they are, what parameters they declare, and running them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from presstables.errors import PresstablesError
from presstables.places import notebook_folder
from presstables.reading import Tick

REPORTED = ("investment_scale", "ai_org_growth")
"""The notebooks of a report, in its order."""


class Declared(NamedTuple):
    """One parameter as a notebook's `parameters` cell declares it; `default` is Python source."""

    name: str
    type: str
    default: str
    meaning: str


def declared_parameters(name: str) -> list[Declared]:
    """The parameters that the notebook declares, read by papermill from its `parameters` cell."""
    from papermill import inspect_notebook

    found = inspect_notebook(read_notebook(name)).values()
    return [Declared(one["name"], one["inferred_type_name"], one["default"], one["help"]) for one in found]


def read_notebook(name: str) -> Any:
    """The notebook as committed."""
    import nbformat

    return nbformat.read(notebook_folder() / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def run_notebooks(parameters: Mapping[str, Mapping[str, Any]], folder: Path, tick: Tick) -> dict[str, Any]:
    """Run notebooks through papermill, each with its parameters, side by side; each is kept in `folder` as well.

    A kernel works in `folder`, so that a relative path means the same when somebody opens the kept notebook there.
    `tick` is told after each cell how many are done, of how many.

    Raises:
        PresstablesError: a cell failed; the message says which and why.
    """
    import papermill  # noqa: F401  # here once, and not in two threads at the same time

    # Else a kernel specification of the same name in the user's home would run the notebooks in another environment.
    os.environ.setdefault("JUPYTER_PREFER_ENV_PATH", "1")
    notebooks = {name: read_notebook(name) for name in parameters}
    total = sum(cell.cell_type == "code" for one in notebooks.values() for cell in one.cells) + len(notebooks)
    done: list[None] = []  # appending is safe from both threads

    def cell_done(**_: object) -> None:
        done.append(None)
        tick("notebooks", len(done), total)

    with ThreadPoolExecutor(max_workers=len(notebooks)) as pool:
        runs = {
            name: pool.submit(_run, name, one, parameters[name], folder, cell_done) for name, one in notebooks.items()
        }
    return {name: run.result() for name, run in runs.items()}


def _run(name: str, notebook: Any, parameters: Mapping[str, Any], folder: Path, cell_done: Callable[..., None]) -> Any:
    import nbformat
    import papermill
    from jupyter_core.utils import ensure_event_loop

    loop = ensure_event_loop()  # of this thread; the client would leave it open
    try:
        # The notebook is given and returned as an object: papermill would read braces in a path as its own fields.
        done = papermill.execute_notebook(
            notebook,
            None,
            dict(parameters),
            progress_bar=False,
            resources={"metadata": {"path": str(folder)}},
            extra_arguments=["--log-level=50"],  # a kernel's remarks on its own transport are not for our reader
            on_cell_executed=cell_done,
        )
    except papermill.PapermillExecutionError as error:
        what = "" if error.ename == PresstablesError.__name__ else f"{error.ename}: "
        raise PresstablesError(
            f"The notebook {name} failed in cell {error.exec_count}: {what}{error.evalue}"
        ) from error
    finally:
        loop.close()
    nbformat.write(done, folder / f"{name}.ipynb")  # type: ignore[no-untyped-call]
    return done
