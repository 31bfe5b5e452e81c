"""``paradiplomacy validate``: the short form of ``paradiplomacy evidence patterns``."""

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
    evidence.add_runs(parser)
    parser.add_argument(
        "--out", type=path, metavar="DIR", default=Path("results/validation"), help="folder (default: %(default)s)"
    )
    parser.add_argument("--overwrite", action="store_true", help="overwrite an existing validation in the folder")
    parser.set_defaults(do=evidence.execute, parser=parser, names=["patterns"], page=None, is_temporary=False)
