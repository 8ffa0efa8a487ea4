"""The command line: extract, report, explain, review."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from presstables.cli_review import add_review
from presstables.cli_shared import DONE, LEXICON, NOTHING_DONE, STOPPED, tell_problems
from presstables.errors import PresstablesError

# Everything else is imported by the command that needs it, so that --help and a wrong option answer at once.
if TYPE_CHECKING:
    import pandas as pd

    from presstables.resuming import Kept
    from presstables.tables import Tables

FORMATS = ("csv", "jsonl", "parquet")

ABOUT = """\
Korean press articles become tables of money, headcounts and dates, and the tables become reports in which every
figure leads back to its sentence.
"""
EXAMPLES = """\
examples:
  presstables extract seeds --out tables                  read a folder of articles into CSV files that Excel opens
  presstables report seeds --out reports                  charts, tables and sentences in reports/index.html
  presstables report seeds --out lg -p organizations LG -p published_from 2023
  presstables explain "약 3조6000억원 이상"                  how the words become a number
  presstables review seeds --out review.csv               every fact on a sheet that Excel opens, to be checked
  presstables review --apply review.csv                   what was filled in there, as corrections

A command ends with status 0 when all went well, 1 when some articles could not be read, 2 when nothing was done.
"""
ARTICLES = """\
a folder or file of articles: pages (.txt, .md, .html; an articles.csv
beside them may name their publishers and days) or tables (.csv, .jsonl,
.json, .parquet, .xlsx), packed (.gz, .zip) or not"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; an error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    given = _parser().parse_args(arguments)
    try:
        status: int = given.run(given)
    except PresstablesError as error:
        print(f"presstables: {error}", file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("presstables: stopped; what was there before is unchanged.", file=sys.stderr)
        return STOPPED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "presstables", description=ABOUT, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action=_Version, help="show the version and leave")
    commands = parser.add_subparsers(title="commands", metavar="{extract,report,explain,review}", required=True)
    _add_extract(commands)
    _add_report(commands)
    _add_explain(commands)
    add_review(commands, _add_command, ARTICLES)
    return parser


class _Version(argparse.Action):
    """Look the version up only when it is asked for: reading the package's metadata takes time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, nargs=0)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"presstables {version('presstables')}")
        parser.exit()


def _add_command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], about: str) -> Any:
    parser = commands.add_parser(
        name, help=about, description=about[0].upper() + about[1:] + ".", formatter_class=argparse.RawTextHelpFormatter
    )
    parser.set_defaults(run=run)
    return parser


# extract ----------------------------------------------------------------------------------------------------------


def _add_extract(commands: Any) -> None:
    parser = _add_command(commands, "extract", _extract, "read articles into tables")
    parser.add_argument(
        "articles", nargs="+", help=f"{ARTICLES};\na pattern in quotes ('pages/**/*.html'), or several of all these"
    )
    parser.add_argument("--out", default="tables", help="the folder of the tables (default: tables)")
    parser.add_argument("--format", default="csv", help=f"{', '.join(FORMATS)} (default: csv, which Excel opens)")
    parser.add_argument("--no-link", action="store_true", help="figures alone, with no organisations; needs no Java")
    parser.add_argument("--no-text", action="store_true", help="leave the texts out of the tables, for large sources")
    parser.add_argument("--lexicon", action="append", default=[], metavar="FILE", help=LEXICON)
    parser.add_argument(
        "--column", action="append", default=[], metavar="OURS=THEIRS",
        help="name a column of the source's tables, as in --column text=전문;\nmay be given again",
    )  # fmt: skip


def _extract(given: argparse.Namespace) -> int:
    from presstables.articles import iter_articles
    from presstables.pipeline import extract
    from presstables.reading import ticking
    from presstables.resuming import kept_beside
    from presstables.tables import check_out

    check_out(given.out, given.format)
    columns = dict(_pair(text) for text in given.column)
    mapped: dict[str, dict[str, str]] = {}

    def batches(kept: Kept) -> Iterator[pd.DataFrame]:
        for batch in iter_articles(given.articles, columns=columns, resume=kept):
            mapped.update(batch.attrs["mapped"])
            yield batch

    with kept_beside(given.out) as kept, _bar() as tick:
        tables = extract(
            batches(kept), link=not given.no_link, lexicon=given.lexicon, keep_text=not given.no_text,
            progress=ticking(tick), resume=kept,
        )  # fmt: skip
        tables.write(given.out, format=given.format)
    _tell_known(kept, tables)
    print(
        f"{given.out}: {len(tables.articles)} articles, {len(tables.money)} amounts of money, "
        f"{len(tables.headcounts)} headcounts, {len(tables.dates)} dates, {len(tables.durations)} durations, "
        f"{len(tables.milestones)} milestones"
    )
    for name, found in mapped.items():
        print(f"{name}: " + ", ".join(f"{theirs} as {ours}" for ours, theirs in found.items()))
    return tell_problems(tables)


def _pair(text: str) -> tuple[str, str]:
    ours, equals, theirs = text.partition("=")
    if not equals:
        raise PresstablesError(f"--column {text}: write it as --column text=전문, our name first.")
    return ours, theirs


# report -----------------------------------------------------------------------------------------------------------


def _add_report(commands: Any) -> None:
    parser = _add_command(commands, "report", _report, "make a report of articles: charts, tables and sentences")
    parser.add_argument("articles", nargs="?", help=f"{ARTICLES},\nor a folder of tables that extract wrote")
    parser.add_argument("--out", default="reports", help="the folder of the report (default: reports)")
    parser.add_argument(
        "-p", dest="parameters", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"),
        help="set a parameter, as in -p organizations LG,삼성 or\n-p label_language en; may be given again",
    )  # fmt: skip
    parser.add_argument("--lexicon", action="append", default=[], metavar="FILE", help=LEXICON)
    parser.add_argument("--help-parameters", action="store_true", help="list the parameters and leave")


def _report(given: argparse.Namespace) -> int:
    if given.help_parameters:
        return _help_parameters()
    if given.articles is None:
        raise PresstablesError("report needs articles: name a folder, as in presstables report seeds.")
    from presstables.parameters import read_text
    from presstables.report import write_report
    from presstables.resuming import kept_beside

    parameters = {name: read_text(name, text) for name, text in given.parameters}
    with kept_beside(given.out) as kept, _bar() as tick:
        tables = write_report(given.articles, given.out, parameters, tick, lexicon=given.lexicon, resume=kept)
    _tell_known(kept, tables)
    print(f"{given.out}: open index.html in a browser")
    return tell_problems(tables)


def _help_parameters() -> int:
    from presstables.report import ELSEWHERE
    from presstables.report.notebooks import REPORTED, declared_parameters

    declared = {notebook: {one.name: one for one in declared_parameters(notebook)} for notebook in REPORTED}
    for name, one in declared[REPORTED[0]].items():
        if name in ELSEWHERE:
            continue
        defaults = {notebook: own[name].default for notebook, own in declared.items()}
        told = ", ".join(f"{default} ({notebook})" for notebook, default in defaults.items())
        print(f"{name:<19} {one.type:<10} default {told if len(set(defaults.values())) > 1 else one.default}")
        print(f"{'':20}{one.meaning}")
    print("\nIn a list, names are set apart by commas: -p organizations LG전자,삼성전자")
    return DONE


# explain ----------------------------------------------------------------------------------------------------------


def _add_explain(commands: Any) -> None:
    parser = _add_command(commands, "explain", _explain, "show how the words of a text become numbers and days")
    parser.add_argument("text", help='a text, as in "지난해 8월 약 3조6000억원 이상"')
    parser.add_argument(
        "--published", metavar="DAY", help="the day of publication, such as 2024-03-13, for 지난해, 이달 …"
    )


def _explain(given: argparse.Namespace) -> int:
    from presstables import explain

    print(explain(given.text, published=given.published))
    return DONE


# What all commands share --------------------------------------------------------------------------------------------


def _speak_utf8(stream: TextIO) -> None:
    # A Windows console or a pipe may speak another encoding, in which half of the output could not be said.
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
        reconfigure(encoding="utf-8")


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal, nothing elsewhere; it is told what is done, and how many of how many."""
    from tqdm import tqdm

    with tqdm(disable=not sys.stderr.isatty(), leave=False) as bar:

        def tick(what: str, done: int, of: int) -> None:
            bar.set_description(what, refresh=False)
            bar.total = of
            bar.n = done
            bar.refresh()

        yield tick


def _tell_known(kept: Kept, tables: Tables) -> None:
    if kept.known:
        print(f"{kept.known:,} of {len(tables.articles):,} articles were read by an earlier run")


if __name__ == "__main__":
    sys.exit(main())
