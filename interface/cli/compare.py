"""``paradiplomacy compare DIR``: paired differences with intervals."""

import argparse
import sys
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, add_json, inner_share, path


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "compare",
        help="compare scenarios or lever settings of a batch, pair by pair",
        description="Paired differences under common random numbers, with intervals, effect sizes and adjusted p-values.",
        allow_abbrev=False,
    )
    parser.add_argument("folders", type=path, nargs="+", metavar="DIR", help="folder of a batch; several are paired")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this; may be repeated")
    parser.add_argument("--baseline", metavar="ARM", help="compare with this arm (default: the first)")
    parser.add_argument(
        "--confidence", type=inner_share, default=0.95, metavar="C", help="confidence of the intervals (default: 0.95)"
    )
    parser.add_argument(
        "--family",
        choices=("all", "arms", "measures"),
        default="all",
        help="p-values adjusted together: all, those of the arms of a measure, or of the measures of an arm (default: all)",
    )
    parser.add_argument(
        "--csv",
        action="store_true",
        help="print the table as CSV instead of sentences, with provenance in the first line",
    )
    add_json(parser)
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Compare and print.

    Raises:
        ResultsError: There is nothing to compare.
    """
    from paradiplomacy.experiments.results.batch import BatchResults
    from paradiplomacy.experiments.results.store import stamped_csv
    from paradiplomacy.experiments.statistics.compare import compare, sentences

    table = compare(
        *asked.folders,
        measures=asked.measure,
        baseline=asked.baseline,
        confidence=asked.confidence,
        family=asked.family,
    )
    if asked.csv and asked.as_json:
        asked.parser.error("--csv and --json: expected one of them")
    if asked.as_json:
        from paradiplomacy.cli import as_json

        batches = [BatchResults(folder).stamp for folder in asked.folders]
        rows = table.to_dict("records")
        print(as_json.answer("comparison", {"batches": batches, "confidence": asked.confidence}, differences=rows))
    elif asked.csv:
        stamp = "; ".join(BatchResults(folder).stamp for folder in asked.folders)
        stamped_csv(table, sys.stdout, stamp)
    else:
        print("\n".join(sentences(table, confidence=asked.confidence)))
    return 0
