"""``paradiplomacy sensitivity DIR``: which factors drive the measures of a batch."""

import argparse
import sys
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "sensitivity",
        help="find which factors drive the measures of a batch, and where a condition holds",
        description="Sobol or Morris indices, as the sampler allows, feature scores, and boxes found by PRIM.",
        epilog='Example: paradiplomacy sensitivity results/x --measure agreements --box "agreements < 20"',
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=path, metavar="DIR", help="folder of a batch")
    parser.add_argument("--measure", action="append", default=[], metavar="NAME", help="only this; may be repeated")
    parser.add_argument(
        "--box",
        action="append",
        default=[],
        metavar="CONDITION",
        help="find where this holds, such as 'agreements < 20'; may be repeated",
    )
    parser.add_argument(
        "--screening",
        action="store_true",
        help="print the largest effect of each factor on any measure (Morris designs)",
    )
    parser.add_argument("--csv", action="store_true", help="print the table as CSV, with provenance in the first line")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Compute and print.

    Raises:
        ResultsError: The batch allows no sensitivity analysis.
    """
    from paradiplomacy.experiments.results.batch import BatchResults
    from paradiplomacy.experiments.results.store import stamped_csv
    from paradiplomacy.experiments.statistics.discovery import box
    from paradiplomacy.experiments.statistics.screening import screening
    from paradiplomacy.experiments.statistics.sensitivity import LEAST_SETTINGS, sensitivity

    # Before the indices, which take longer, so that a condition that cannot be read is refused at once.
    boxes = [box(asked.folder, condition) for condition in asked.box]
    table = screening(asked.folder) if asked.screening else sensitivity(asked.folder, measures=asked.measure)
    if asked.csv:
        stamped_csv(table, sys.stdout, BatchResults(asked.folder).stamp)
    elif table.empty:
        print(
            "No indices: Sobol and Morris indices need their own samplers, and feature scores need at least "
            f"{LEAST_SETTINGS} settings in which a measure has a value and varies"
        )
    else:
        print(table.to_string(index=False, float_format=lambda value: f"{value:.3f}", na_rep=""))
    for each in boxes:
        print(each.words)
    return 0
