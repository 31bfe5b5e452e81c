"""``paradiplomacy findings``: the short form of ``paradiplomacy evidence designs``."""

from pathlib import Path

from paradiplomacy.cli import evidence
from paradiplomacy.cli.options import Commands, path


def add_to(commands: Commands) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "findings",
        help="run the designs that ship with claims, and write a page of verdicts",
        description="Short for: paradiplomacy evidence designs, or the designs that are named. Repeat the command to resume.",
        epilog="Example: paradiplomacy findings --results results/findings --out docs/findings.md",
        allow_abbrev=False,
    )
    parser.add_argument(
        "names", nargs="*", default=["designs"], metavar="DESIGN", help="only these (default: all with claims)"
    )
    evidence.add_runs(parser)
    parser.add_argument(
        "--results", dest="out", type=path, default=Path("results/findings"), metavar="DIR",
        help="folder of the runs (default: %(default)s)",
    )  # fmt: skip
    # ``evidence.execute`` calls the folder of the runs ``out`` and the page ``page``, whatever the options are called.
    parser.add_argument("--out", dest="page", type=path, default=Path("findings.md"), metavar="FILE", help="the page")
    parser.add_argument("--overwrite", action="store_true", help="overwrite existing runs in the folder")
    parser.set_defaults(do=evidence.execute, parser=parser, is_temporary=False)
