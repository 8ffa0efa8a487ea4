"""The one error that presstables raises for input that it cannot use."""

from __future__ import annotations


class PresstablesError(ValueError):
    """Something is wrong with what the user gave; the message names it and says what to do."""
