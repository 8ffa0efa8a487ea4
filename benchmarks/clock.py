"""Time that can be compared: rounds in which everything runs once in turn, on one core, and medians over them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

SHORTEST = 0.1
"""Seconds: what takes less is repeated within a round until it takes that long."""

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds that one run took in each round."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds, in seconds."""
        return median(self.seconds)

    def times(self, other: Timed) -> float:
        """How many times as long as `other` it took: the median of the rounds' own ratios."""
        return median(own / its for own, its in zip(self.seconds, other.seconds, strict=True))

    def beyond(self, other: Timed) -> float:
        """How many seconds longer than `other` it took: the median of the rounds' own differences."""
        return median(own - its for own, its in zip(self.seconds, other.seconds, strict=True))


def on_one_core() -> bool:
    """Keep this process and those that it starts on one core; False where the system has no way to."""
    if not hasattr(os, "sched_setaffinity"):
        return False
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return True


def compare(
    tasks: Mapping[str, Callable[[], object]],
    rounds: int,
    *,
    clock: Clock = time.process_time,
    shortest: float = SHORTEST,
) -> dict[str, Timed]:
    """Run each task once to warm up, then all of them in turn for so many rounds.

    The default clock is the processor's time, which other programs on the machine disturb least.
    """
    repeats = {name: max(1, round(shortest / max(_run(task, 1, clock), 1e-6))) for name, task in tasks.items()}
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            seconds[name].append(_run(task, repeats[name], clock) / repeats[name])
    return {name: Timed(tuple(each)) for name, each in seconds.items()}


def _run(task: Callable[[], object], repeats: int, clock: Clock) -> float:
    start = clock()
    for _ in range(repeats):
        task()
    return clock() - start
