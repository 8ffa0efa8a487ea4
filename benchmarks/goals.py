"""What a benchmark is to reach."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A measured number and the bound that it is to keep, with the words for both."""

    what: str
    measured: float
    bound: float
    unit: str = ""
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Whether the measured number keeps the bound."""
        return self.measured >= self.bound if self.at_least else self.measured <= self.bound

    def __str__(self) -> str:
        side = "at least" if self.at_least else "at most"
        state = "reached" if self.reached else "MISSED"
        return f"  {state}: {self.what}: {self.measured:.3g}{self.unit}, goal {side} {self.bound:g}{self.unit}"
