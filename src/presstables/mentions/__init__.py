"""The reader of figures: a text becomes mentions of money, headcounts, dates and durations."""

from presstables.mentions.model import Date, Duration, Headcount, Mentions, Money
from presstables.mentions.reader import read_mentions
from presstables.mentions.sentences import sentences

__all__ = ["Date", "Duration", "Headcount", "Mentions", "Money", "read_mentions", "sentences"]
