"""``paradiplomacy odd``: the ODD description of the model, with the tables of this version."""

import argparse
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "odd",
        help="print the ODD description of the model, with every parameter and state variable",
        description="Print the ODD description of the model in Markdown, with tables generated from this version of the code.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--figure", type=path, metavar="FILE", help="draw the phases of a month instead (FILE.svg, .png or .pdf)"
    )
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print the description, or draw the figure."""
    if asked.figure:
        from paradiplomacy.month import month_figure

        month_figure(asked.figure)
        print(f"figure: {asked.figure}")
        return 0
    from paradiplomacy.odd import odd

    print(odd(), end="")
    return 0
