"""Options that several commands share, and the readers of their values."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from paradiplomacy.scenarios.format.location import LocationError, location

if TYPE_CHECKING:
    from argparse import _SubParsersAction

type Commands = _SubParsersAction[argparse.ArgumentParser]
"""The collection that a command adds itself to; argparse names its type, but does not export it."""

# Repeated from ``experiments.engine.run``, whose import would make help and error messages slow.
LARGEST_SEED = 2**63 - 1


def add_seed(parser: argparse.ArgumentParser, default: int | None = 1) -> None:
    """Declare the seed; without a default, the scenario, design or claim decides."""
    words = "as the design says" if default is None else str(default)
    parser.add_argument(
        "--seed", type=whole(0, LARGEST_SEED), default=default, metavar="N", help=f"root seed (default: {words})"
    )


def add_workers(parser: argparse.ArgumentParser) -> None:
    """Declare how many runs are done in parallel."""
    parser.add_argument("--workers", type=whole(1, 10_000), metavar="N", help="processes (default: all processors)")


def add_changes(parser: argparse.ArgumentParser, words: str) -> None:
    """Declare changes of values in scenarios."""
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE", dest="changes", help=words)


def changes_of(asked: argparse.Namespace) -> dict[str, object]:
    """Return the requested changes, by path.

    Raises:
        ScenarioError: One of them is not an assignment, or a value is given twice.
    """
    from paradiplomacy.scenarios.format import change
    from paradiplomacy.scenarios.format.problem import one_problem

    found: dict[str, object] = {}
    for text in asked.changes:
        path, value = change.parse_assignment(text)
        # The later value would win without a word.
        if path in found:
            raise one_problem("", "given twice with --set", "expected each path once", path=path)
        found[path] = value
    if "months" in found and getattr(asked, "months", None) is not None:
        raise one_problem("", "given with --set and with --months", "expected one of them", path="months")
    return found


def add_json(parser: argparse.ArgumentParser) -> None:
    """Declare that the answer is for a program."""
    parser.add_argument("--json", action="store_true", dest="as_json", help="print the answer as JSON, for programs")


def path(text: str) -> Path:
    """Read the path of a file or folder, for the parser.

    Raises:
        argparse.ArgumentTypeError: The text is not a path.
    """
    try:
        return location(text)
    except LocationError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range, for the parser."""

    def read(text: str) -> int:
        digits = text.removeprefix("-")
        # The length is checked before int() sees it: Python refuses to convert endless digits, with another message.
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20 and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"{text[:40]!r} must be a whole number from {low} to {high}")
        return int(text)

    return read


def share(text: str) -> float:
    """Read a share, 0 and 1 included, for the parser.

    Raises:
        argparse.ArgumentTypeError: The text is not a number from 0 to 1.
    """
    value = _number(text)
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} must be a number from 0 to 1")
    return value


def inner_share(text: str) -> float:
    """Read a share, 0 and 1 excluded, for the parser.

    Raises:
        argparse.ArgumentTypeError: The text is not a number between 0 and 1.
    """
    value = _number(text)
    if not 0.0 < value < 1.0:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} must be a number between 0 and 1")
    return value


def _number(text: str) -> float:
    """Return a number; NaN, which is in no range, where the text is none."""
    try:
        return float(text)
    except ValueError:
        return float("nan")
