"""The command line: ``paradiplomacy run``, ``paradiplomacy batch`` and so on.

Exit codes: 0; 1 for a run that failed; 2 for a wrong request; 130 for a run stopped by hand. Whatever is slow to
import is imported where it is used, so that help and errors answer at once.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import NoReturn

from paradiplomacy.cli import (
    archive,
    batch,
    compare,
    explain,
    findings,
    odd,
    report,
    reproduce,
    run,
    scenarios,
    sensitivity,
    validate,
    view,
)
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.scenarios.format.problem import ScenarioError

WRONG_REQUEST, STOPPED = 2, 130

INVALID_CHOICE = re.compile(r"invalid choice: '(?P<word>.*)' \(choose from (?P<known>.*)\)")


class Parser(argparse.ArgumentParser):
    """A parser that answers a wrong request in one message."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with exit code 2."""
        choice = INVALID_CHOICE.search(message)
        if choice:
            known = choice["known"].replace("'", "").split(", ")
            start = message[: choice.start()].replace("argument ", "")
            message = f"{start}{choice['word']!r} is unknown{suggestion(choice['word'], known)} ({', '.join(known)})"
        self.exit(WRONG_REQUEST, f"{self.prog}: {message}\n({self.prog} --help shows what it takes)\n")


class ShowVersion(argparse.Action):
    """Print the version, which is looked up only then."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version and leave")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and leave."""
        from paradiplomacy import __version__

        print(f"paradiplomacy {__version__}")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks.

    Args:
        arguments: The words after the program's name; None means those of this process.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        asked = parse(make_parser(), words)
        code = int(asked.do(asked, words))
        sys.stdout.flush()
    except SystemExit as leaving:  # argparse leaves by itself: --help, --version, a wrong request
        return int(leaving.code or 0)
    except (ScenarioError, ResultsError) as error:
        print(f"paradiplomacy: {error}", file=sys.stderr)
        return WRONG_REQUEST
    except KeyboardInterrupt:
        print("\nparadiplomacy: stopped at once; nothing was kept", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # whoever read the output has gone, as `head` does; the flush at the end would fail again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def make_parser() -> Parser:
    """The command line's grammar."""
    parser = Parser(
        prog="paradiplomacy",
        description="Simulate how cities and nation-states negotiate, and cities' own foreign policy.",
        epilog="Start with: paradiplomacy run c40-paris",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=ShowVersion)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (
        run,
        explain,
        scenarios,
        batch,
        reproduce,
        compare,
        sensitivity,
        report,
        findings,
        validate,
        archive,
        odd,
        view,
    ):
        command.add_to(commands)
    return parser


def parse(parser: Parser, words: list[str]) -> argparse.Namespace:
    """What is asked for; leaves with a suggestion where a word is unknown."""
    asked, unknown = parser.parse_known_args(words)
    if unknown:
        spoken_to: Parser = asked.parser
        known = re.findall(r"--[a-z-]+", spoken_to.format_help())
        spoken_to.error(f"{unknown[0]!r} is unknown{suggestion(unknown[0].partition('=')[0], known)}")
    return asked


def suggestion(word: str, known: Sequence[str]) -> str:
    """``, did you mean X?`` where a known word is close; else nothing."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f", did you mean {close[0]}?" if close else ""
