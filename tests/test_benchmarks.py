"""The benchmarks time what they say they time."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "benchmarks"))  # its modules are scripts beside each other, and no package

from clock import Timed, compare  # noqa: E402
from goals import Goal  # noqa: E402


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "benchmarks" / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_everything_warms_up_and_then_takes_turns() -> None:
    ran: list[str] = []
    tasks = {"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}
    timed = compare(tasks, 3, clock=count().__next__, shortest=0)
    assert ran == ["a", "b", "a", "b", "a", "b", "a", "b"]
    assert timed == {"a": Timed((1, 1, 1)), "b": Timed((1, 1, 1))}


def test_what_is_short_is_repeated_within_a_round() -> None:
    ran: list[str] = []
    timed = compare({"a": lambda: ran.append("a")}, 2, clock=count().__next__, shortest=5)
    assert len(ran) == 1 + 2 * 5
    assert timed["a"].seconds == (0.2, 0.2)


def test_ratios_and_differences_are_of_the_rounds() -> None:
    ours, other = Timed((2, 9, 4)), Timed((1, 3, 4))
    assert (ours.median, ours.times(other), ours.beyond(other)) == (4, 2, 1)


@pytest.mark.parametrize(("measured", "at_least", "reached"), [(2, False, True), (3, False, False), (3, True, True)])
def test_a_goal_is_a_bound(measured: float, at_least: bool, reached: bool) -> None:
    goal = Goal("times", measured, 2, at_least=at_least)
    assert goal.reached is reached
    assert str(goal).startswith("  reached: times" if reached else "  MISSED: times")


def test_the_command_measures_the_reader_with_the_tools_that_are_there() -> None:
    ran = run("reading", "--rounds", "1")
    assert ran.stderr == ""
    assert ran.returncode == int("MISSED" in ran.stdout)
    for name in ("presstables, all four tables", "re.finditer", "korean-datetime", "dateparser", "Duckling"):
        assert name in ran.stdout


def test_an_unknown_part_is_named_with_those_that_there_are() -> None:
    ran = run("writing")
    assert ran.returncode == 2
    assert "no part writing: there are reading, hostile, import, linking, grouping, memory" in ran.stderr
