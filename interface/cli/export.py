"""``paradiplomacy export RUN --as FORMAT``: a run for programs of networks, maps and tables."""

import argparse
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path

# Written out, so that the help appears without the packages that write them; a test compares it with ``FORMATS``.
FORMATS = ("graphml", "gexf", "geojson", "flows", "csv", "stata")


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "export",
        help="write a run for programs of networks, maps and tables",
        description="Write a run into a new folder: its network at the end of a month (graphml) or of all months (gexf), the "
        "actors and ties of a month on a map (geojson, flows), or all tables (csv with a description of every column, stata).",
        epilog="Example: paradiplomacy export results/c40-paris-seed1-1 --as geojson --month 2016-12",
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=path, metavar="RUN", help="results folder of a run")
    parser.add_argument("--as", dest="as_", choices=FORMATS, required=True, help="format")
    parser.add_argument("--month", metavar="YYYY-MM", help="month of networks and maps (default: the last one)")
    parser.add_argument("--out", type=path, metavar="DIR", help="new folder (default: RUN-FORMAT)")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Write the files and print their paths.

    Raises:
        ResultsError: There is no run, it has no such month, or the place is taken.
    """
    from paradiplomacy.experiments.exports.export import export
    from paradiplomacy.experiments.results.store import load

    # Resolved first, because a path such as ``.`` has no name to extend.
    folder = asked.folder.resolve()
    for file in export(
        load(folder), asked.out or folder.with_name(f"{folder.name}-{asked.as_}"), asked.as_, month=asked.month
    ):
        print(file)
    return 0
