"""What importing presstables costs beside pandas, which it needs: whole processes, in turn."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from clock import compare
from goals import Goal

MOST_SECONDS = 0.5
NOTHING, PANDAS = "python alone", "import pandas"
PACKAGE, EXTRACT = "import presstables", "import presstables, presstables.extract"
CODE = {
    NOTHING: "",
    PANDAS: "import pandas",
    PACKAGE: "import presstables",
    EXTRACT: "import presstables; presstables.extract",
}


def measure(rounds: int) -> list[Goal]:
    """Print how long each process takes by the clock on the wall, and return what is to be reached.

    `import presstables` resolves its verbs when they are used, so the goal is measured with `extract` in hand.
    """
    timed = compare(
        {name: _process(code) for name, code in CODE.items()}, 2 * rounds, clock=time.perf_counter, shortest=0
    )
    print("Import: whole processes")
    for name, its in timed.items():
        print(f"  {name:<44}{its.median:>9.3f} s")
    return [Goal("beyond pandas", timed[EXTRACT].beyond(timed[PANDAS]), MOST_SECONDS, " s")]


def _process(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)
