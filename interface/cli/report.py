"""``paradiplomacy report DIR``: a batch as one page of HTML."""

import argparse
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "report",
        help="write a batch as one page of HTML",
        description="Write one self-contained HTML page, and its figures as PNG and SVG in the same folder.",
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=path, metavar="DIR", help="folder of a batch")
    parser.add_argument("--out", type=path, metavar="FILE", help="the page (default: report.html in the folder)")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Write the page and print its path.

    Raises:
        ResultsError: The folder is not a batch folder, or the page cannot be written.
    """
    from paradiplomacy.experiments.reports.report import report
    from paradiplomacy.experiments.results.folder import refuse_unless_writable

    if asked.out:
        refuse_unless_writable(asked.out)
    print(report(asked.folder, asked.out))
    return 0
