"""Mentions become facts: who, what for, since when, and counted once."""

from __future__ import annotations

from presstables.facts.linking import link, no_links

__all__ = ["link", "no_links"]
