"""``paradiplomacy archive RESULTS``: pack results with everything that reproduces them, or check such an archive."""

import argparse
import shlex
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path, whole

DIFFERENT = 1


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "archive",
        help="pack results with everything that reproduces them, or check such an archive",
        description="Write a folder with results, the code and facts that produced them, pinned versions and the "
        "description of the model. Anyone can rerun it offline to the same digests; --check does so.",
        epilog="Example: paradiplomacy archive results/c40-paris-seed1-1 --out paris && python paris/again.py",
        allow_abbrev=False,
    )
    parser.add_argument("folder", type=path, metavar="RESULTS", help="results folder (with --check: an archive)")
    parser.add_argument("--out", type=path, metavar="DIR", help="new folder of the archive (default: RESULTS-archive)")
    parser.add_argument("--wheels", action="store_true", help="include the packages themselves (downloads them once)")
    parser.add_argument("--check", action="store_true", help="rerun an archive and compare the digests")
    parser.add_argument(
        "--rows", type=whole(1, 10**9), metavar="N", help="with --check: rerun only N rows of a batch, evenly spaced"
    )
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Write an archive, or check one; return 1 where a digest differs.

    Raises:
        ResultsError: There is nothing to archive or to check, or the place is taken.
    """
    from paradiplomacy.experiments.results import archive

    if asked.check:
        found = archive.check(asked.folder, rows=asked.rows)
        print(found)
        return 0 if found.good else DIFFERENT
    from paradiplomacy.odd import odd

    # Resolved first, because a path such as ``.`` has no name to extend.
    folder = asked.folder.resolve()
    target = asked.out or folder.with_name(f"{folder.name}-archive")
    written = archive.archive(folder, target, description=odd(), wheels=asked.wheels)
    again = shlex.quote(str(written / "again.py"))
    print(f"{written}: written; to rerun it and compare the digests: python {again}")
    return 0
