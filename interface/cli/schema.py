"""``paradiplomacy schema``: JSON Schema of scenario and design files, for editors."""

import argparse
import json
from collections.abc import Sequence

from paradiplomacy.cli.options import Commands, path

KINDS = ("scenario", "design")


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "schema",
        help="write the JSON Schema of scenario or design files, for editors",
        description="Print the JSON Schema of scenario or design files, made from the declarations that check them. An "
        "editor of TOML uses it where the first line of a file is: #:schema FILE",
        allow_abbrev=False,
    )
    parser.add_argument("kind", choices=KINDS, metavar="KIND", help=" or ".join(KINDS))
    parser.add_argument("--out", type=path, metavar="FILE", help="file to write (default: print it)")
    parser.set_defaults(do=execute, parser=parser)


def execute(asked: argparse.Namespace, _words: Sequence[str]) -> int:
    """Print or write the schema."""
    from paradiplomacy.experiments.design.schema import design_schema
    from paradiplomacy.scenarios.format.schema import scenario_schema

    # Both are loaded in a tenth of a second, which a command that is used once can take.
    made = scenario_schema() if asked.kind == "scenario" else design_schema()
    text = json.dumps(made, indent=1, allow_nan=False, ensure_ascii=False)
    if asked.out is None:
        print(text)
    else:
        asked.out.write_text(text + "\n", encoding="utf-8")
        print(f"{asked.out}: written; name it in the first line of a {asked.kind} as #:schema {asked.out.name}")
    return 0
