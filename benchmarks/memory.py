"""The most memory that a process holds while it reads one long text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from goals import Goal

from presstables.articles import Article

SIZE = 10**7
READS = "found = read_mentions(text, None)"
CODE = """
import sys
from presstables.mentions import read_mentions
text = sys.stdin.buffer.read().decode()
{reads}
{peak}
"""
# Linux's getrusage also counts the peak of the process that started this one; its status does not. In kibibytes.
LINUX = "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
OTHERS = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def measure(articles: list[Article]) -> list[Goal]:
    """Print the peak of a process that holds the articles, repeated to 10 MB, and of one that reads them, too."""
    whole = "\n".join(article.text for article in articles) + "\n"
    text = (whole * (SIZE // len(whole.encode()) + 1)).encode()
    print(f"Memory: one text of {len(text) / 1e6:.1f} MB")
    if sys.platform == "win32":
        print("  not measured: this system does not tell a process its peak")
        return []
    holding, reading = peak(text, ""), peak(text, READS)
    print(f"  {'the most while it is held':<44}{holding / 1e6:>9.1f} MB")
    print(f"  {'the most while it is read':<44}{reading / 1e6:>9.1f} MB")
    print(f"  {'for each byte of the text':<44}{(reading - holding) / len(text):>9.1f} bytes")
    return []


def peak(text: bytes, reads: str) -> int:
    """The largest resident set, in bytes, of a process that is given the text."""
    tells = LINUX if Path("/proc/self/status").exists() else OTHERS
    code = CODE.format(reads=reads, peak=tells)
    ran = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, check=True)
    return int(ran.stdout) * (1 if sys.platform == "darwin" else 1024)  # macOS counts bytes
