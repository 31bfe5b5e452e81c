"""The command line: ``paradiplomacy run``, ``paradiplomacy batch`` and so on.

Exit codes: 0; 1 for a run that failed; 2 for a wrong request; 128 and the number of the signal for one that was stopped,
which is 130 after Ctrl-C. Slow imports are made where they are used, so that help and errors answer at once.
"""

import argparse
import os
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from paradiplomacy.agents.nearest import nearest
from paradiplomacy.cli import (
    archive,
    batch,
    compare,
    completion,
    evidence,
    explain,
    export,
    findings,
    odd,
    report,
    reproduce,
    run,
    scenarios,
    schema,
    search,
    sensitivity,
    validate,
    view,
)
from paradiplomacy.cli.options import Commands
from paradiplomacy.cli.output import lasting_streams
from paradiplomacy.cli.stopping import Stopping, exit_code
from paradiplomacy.experiments.results.folder import ResultsError, ResultsWarning
from paradiplomacy.scenarios.format.location import readable
from paradiplomacy.scenarios.format.problem import ScenarioError

# 2 is what argparse itself uses; commands return 130 when they were stopped, by whatever signal.
FAILED, WRONG_REQUEST, STOPPED = 1, 2, 130

# argparse has no hook for this error, so its message is taken apart to add a suggestion; a test fails if its wording changes.
INVALID_CHOICE = re.compile(r"invalid choice: '(?P<word>.*)' \(choose from (?P<known>.*)\)")


class Left(SystemExit):
    """The parser has answered the request."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Parser(argparse.ArgumentParser):
    """A parser that answers a wrong request with one message."""

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """Print the message and leave."""
        print(message or "", file=sys.stderr, end="")
        raise Left(status)

    def error(self, message: str) -> NoReturn:
        """Print the message, with the nearest known word, and exit with code 2."""
        choice = INVALID_CHOICE.search(message)
        if choice:
            # Versions of Python differ in whether they quote the choices.
            known = choice["known"].replace("'", "").split(", ")
            start = message[: choice.start()].replace("argument ", "")
            message = f"{start}unknown value {choice['word']!r}{suggestion(choice['word'], known)} ({', '.join(known)})"
        self.exit(WRONG_REQUEST, f"{self.prog}: {message}\n(for help: {self.prog} --help)\n")


class ShowVersion(argparse.Action):
    """Print the version, which is looked up only on request."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version and exit")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and exit."""
        from paradiplomacy import __version__

        print(f"paradiplomacy {__version__}")
        parser.exit()


@contextmanager
def warnings_as_lines() -> Iterator[None]:
    """Print warnings about results as one line each, without the line of code, which is none of the user's."""
    with warnings.catch_warnings():
        warnings.simplefilter("always", ResultsWarning)
        usual = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *place: Any, **options: Any) -> None:
            if issubclass(category, ResultsWarning):
                print(f"paradiplomacy: warning: {message}", file=sys.stderr)
            else:
                usual(message, category, *place, **options)

        warnings.showwarning = show
        yield


@warnings_as_lines()
def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command line.

    Args:
        arguments: The words after the program's name; None means those of this process.

    Returns:
        The exit code.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    with lasting_streams(), Stopping():
        code = answer(words)
    return exit_code() if code == STOPPED else code


def answer(words: list[str]) -> int:
    """Carry out the command line, and print a message for whatever goes wrong; return the exit code."""
    try:
        asked = parse(make_parser(), words)
        code = int(asked.do(asked, [readable(word) for word in words]))
        # Here and not when Python exits, so that a full disk is noticed below.
        sys.stdout.flush()
    except Left as leaving:  # --help, --version, a wrong request
        return leaving.status
    except SystemExit as leaving:  # the user's own code: whatever it meant, the request is not done
        print(f"paradiplomacy: code of the user ended the program with sys.exit({leaving.code!r})", file=sys.stderr)
        return FAILED
    # Mistakes of the user, or of the machine, for which the message is enough. Other errors are mistakes of the program
    # and keep their traceback.
    except (ScenarioError, ResultsError) as error:
        print(f"paradiplomacy: {error}", file=sys.stderr)
        return WRONG_REQUEST
    except OSError as error:
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, (str, bytes)) else ""
        print(f"paradiplomacy: {where}{error.strerror or error}", file=sys.stderr)
        return WRONG_REQUEST
    except KeyboardInterrupt:
        print("\nparadiplomacy: stopped at once; what was not saved yet is lost", file=sys.stderr)
        return STOPPED
    return code


def make_parser() -> argparse.ArgumentParser:
    """Return the grammar of the command line."""
    parser = Parser(
        prog="paradiplomacy",
        description="Simulate how cities and nation-states negotiate, and how cities conduct a foreign policy.",
        epilog="Start with: paradiplomacy run c40-paris",
        # Abbreviations in a script would break as soon as a new option began with the same letters.
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=ShowVersion)
    commands = _commands(parser)
    for command in (
        run,
        explain,
        scenarios,
        batch,
        search,
        reproduce,
        compare,
        sensitivity,
        report,
        evidence,
        validate,
        findings,
        archive,
        export,
        odd,
        schema,
        completion,
        view,
    ):
        command.add_to(commands)
    return parser


def _commands(parser: argparse.ArgumentParser) -> Commands:
    return parser.add_subparsers(title="commands", metavar="COMMAND", required=True)


def parse(parser: argparse.ArgumentParser, words: list[str]) -> argparse.Namespace:
    """Return the parsed request; exit with a suggestion where an option is unknown."""
    # argparse itself would report an unknown option without a suggestion, and on behalf of the whole program instead of
    # the command.
    asked, unknown = parser.parse_known_args(words)
    if unknown:
        addressed: argparse.ArgumentParser = asked.parser
        # Read from the help text: argparse has no public list of the options of a parser.
        known = re.findall(r"--[a-z-]+", addressed.format_help())
        addressed.error(f"unknown argument {unknown[0]!r}{suggestion(unknown[0].partition('=')[0], known)}")
    return asked


def suggestion(word: str, known: Sequence[str]) -> str:
    """Return ``, did you mean X?`` where a known word is close; else nothing."""
    near = nearest(word, known)
    return f", did you mean {near}?" if near else ""
