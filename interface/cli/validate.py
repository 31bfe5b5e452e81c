"""``paradiplomacy validate``: the short form of ``paradiplomacy evidence patterns``."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from paradiplomacy.cli import evidence
from paradiplomacy.cli.options import Commands, path


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "validate",
        help="test the model against empirical patterns and null models",
        description="Short for: paradiplomacy evidence patterns. Repeat the command to resume. "
        "A pattern that is not confirmed is a finding, not an error.",
        epilog="Example: paradiplomacy validate --set search.closure=0 --replicates 8 --out results/no-closure",
        allow_abbrev=False,
    )
    parser.add_argument(
        "run",
        nargs="?",
        type=path,
        metavar="RUN",
        help="results folder of a run with ties on record: compare its network with them instead",
    )
    evidence.add_runs(parser)
    parser.add_argument(
        "--out", type=path, metavar="DIR", default=Path("results/validation"), help="folder (default: %(default)s)"
    )
    parser.add_argument("--overwrite", action="store_true", help="overwrite an existing validation in the folder")
    parser.set_defaults(do=execute, parser=parser, names=["patterns"], page=None, is_temporary=False)


def execute(asked: argparse.Namespace, words: Sequence[str]) -> int:
    """Test the patterns, or compare the network of a run with the ties on record.

    Raises:
        ResultsError: There is no run, or its scenario has no ties on record.
        ScenarioError: A change is wrong.
    """
    if asked.run is None:
        return evidence.execute(asked, words)
    from paradiplomacy.experiments.results import observed
    from paradiplomacy.experiments.results.store import load

    run = load(asked.run)
    counts = observed.compared(run)["group"].value_counts()
    if asked.as_json:
        from paradiplomacy.cli import as_json

        ties = {group: counts.get(group, 0) for group in observed.GROUPS}
        statistics = observed.statistics(run).reset_index().to_dict("records")
        print(as_json.answer("ties", json.loads(run.manifest.stamp()), ties=ties, statistics=statistics))
        return 0
    for group in observed.GROUPS:
        print(f"{group}: {counts.get(group, 0)} pairs of cities")
    print()
    print(observed.statistics(run).round(3).to_string(na_rep="undefined"))
    return 0
