"""Doing a thing once when the hand has come to rest, not at every key."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Later:
    """Calls `do` once, so many seconds after the last time that it was called itself; at once outside an event loop."""

    def __init__(self, do: Callable[[], None], seconds: float) -> None:
        self._do, self._seconds = do, seconds
        self._waiting: asyncio.TimerHandle | None = None

    def __call__(self, _change: object = None) -> None:
        """Do it soon; `_change` is what a widget tells and is not needed."""
        self.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._do()
        else:
            self._waiting = loop.call_later(self._seconds, self._do)

    def cancel(self) -> None:
        """Do not do it after all."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
