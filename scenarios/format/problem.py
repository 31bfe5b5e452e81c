"""What is wrong with a scenario: every problem at once, each with its place and what would be right."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

type Path = tuple[str | int, ...]
MOST_PROBLEMS = 200
BARE_PART = re.compile(r"[\w:-]+")


class Problem(NamedTuple):
    """One thing that is wrong.

    Attributes:
        place: File and line, ``c40-paris.toml:12``; empty where there is no file.
        path: What is concerned, ``politics.election_interval``; empty where it is the whole file.
        value: The value that was found, shortened, as a reader would write it; empty where there is none.
        wrong: What is wrong with it.
        right: What would be right.
    """

    place: str
    path: str
    value: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """Place, path, what is wrong and what would be right, in one line."""
        told = ", ".join(part for part in (self.wrong, self.right) if part)
        return ": ".join(part for part in (self.place, self.path, told) if part)


class ScenarioError(ValueError):
    """A scenario that cannot be used; ``problems`` holds everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems; the message has one line for each."""
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """One line for each problem."""
        lines = [str(problem) for problem in self.problems]
        if len(lines) >= MOST_PROBLEMS:
            lines.append(f"there may be more: the check stops at {MOST_PROBLEMS} problems")
        return "\n".join(lines)


class Report:
    """The problems found so far.

    Args:
        place: Tells the place of a path, as a file and line.
        label: Tells how a reader would write a path.
    """

    def __init__(self, place: Callable[[Path], str], label: Callable[[Path], str]) -> None:
        """Start without problems."""
        self.problems: list[Problem] = []
        self._place = place
        self._label = label

    def add(self, path: Path, value: object, wrong: str, right: str = "") -> None:
        """Note a problem.

        Raises:
            ScenarioError: There are so many that a reader is better served by the first ones.
        """
        self.problems.append(Problem(self._place(path), self._label(path), shown(value), wrong, right))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ScenarioError(self.problems)


def one_problem(place: str, wrong: str, right: str = "", *, path: str = "", value: object = None) -> ScenarioError:
    """The error of a single problem."""
    return ScenarioError([Problem(place, path, shown(value), wrong, right)])


def shown(value: object) -> str:
    """A value as a reader would write it, at most 60 characters, without control characters."""
    if isinstance(value, str):
        return f'"{printable(value[:60])}"'
    if isinstance(value, (dict, list, tuple)):
        return f"{'a table' if isinstance(value, dict) else 'a list'} of {len(value)}"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"
    text = printable(str(value)[:60])
    return "" if value is None else text.lower() if isinstance(value, bool) else text


def printable(text: str) -> str:
    """The text with everything that would disturb a terminal written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """``did you mean WORD?`` for the nearest of the words; the words themselves where none is near."""
    known = list(words)
    folded = {each.casefold(): each for each in reversed(known)}
    near = difflib.get_close_matches(word.casefold()[:60], folded, n=1, cutoff=0.6)
    if near:
        return f"did you mean {folded[near[0]]}?"
    if not known:
        return ""
    return "want one of " + ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")


def path_text(parts: Iterable[str | int]) -> str:
    """A path as ``--set`` takes it: parts with dots between, quoted where they hold more than a word."""
    text = ""
    for part in parts:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + (part if BARE_PART.fullmatch(part) else f'"{printable(part)[:60]}"')
    return text
