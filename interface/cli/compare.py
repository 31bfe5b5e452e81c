"""``paradiplomacy compare DIR``: paired differences with intervals."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "compare",
        help="compare scenarios or lever settings of a batch, pair by pair",
        description="Paired differences under common luck, with intervals, effect sizes and adjusted p-values.",
        allow_abbrev=False,
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR", help="folder of a batch; several pair up")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this; may be repeated")
    parser.add_argument("--baseline", metavar="ARM", help="compare with this arm (default: the first)")
    parser.add_argument("--confidence", type=share, default=0.95, metavar="C", help="of the intervals (default: 0.95)")
    parser.add_argument(
        "--csv", action="store_true", help="print the table as CSV instead of sentences, what made it in the first line"
    )
    parser.set_defaults(do=execute, parser=parser)


def share(text: str) -> float:
    """A share between 0 and 1, both left out.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} must be a number between 0 and 1")
    return value


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Compare and print.

    Raises:
        ResultsError: There is nothing to compare.
    """
    from paradiplomacy.experiments.results.batch import BatchResults
    from paradiplomacy.experiments.results.store import stamped_csv
    from paradiplomacy.experiments.statistics.compare import compare, in_words

    table = compare(*asked.folders, measures=asked.measure, baseline=asked.baseline, confidence=asked.confidence)
    if asked.csv:
        stamp = "; ".join(BatchResults(folder).stamp for folder in asked.folders)
        stamped_csv(table, sys.stdout, stamp)
    else:
        print("\n".join(in_words(table, confidence=asked.confidence)))
    return 0
