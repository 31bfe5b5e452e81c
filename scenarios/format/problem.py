"""Problems of a file, all reported together, each with its place and what is expected."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from paradiplomacy.agents.nearest import nearest, one_of

type Path = tuple[str | int, ...]
MOST_PROBLEMS = 200
BARE_PART = re.compile(r"[\w:-]+")


class Problem(NamedTuple):
    """One problem.

    Attributes:
        place: File and line, ``c40-paris.toml:12``; empty where there is no file.
        path: The key concerned, ``politics.election_interval``; empty where it is the whole file.
        value: The value that was found, shortened, as a reader would write it; empty where there is none.
        wrong: What is wrong with it.
        right: What is expected.
    """

    place: str
    path: str
    value: str
    wrong: str
    right: str

    def __str__(self) -> str:
        """Return place, path, what is wrong and what is expected, in one line."""
        message = ", ".join(part for part in (self.wrong, self.right) if part)
        return ": ".join(part for part in (self.place, self.path, message) if part)


class ScenarioError(ValueError):
    """A scenario or design that cannot be used; ``problems`` holds all its problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Store the problems; the message has one line for each."""
        self.problems = tuple(problems)
        # The problems are the argument of the exception, so that it survives the way back from a worker process.
        super().__init__(self.problems)

    def __str__(self) -> str:
        """Return one line for each problem."""
        lines = [str(problem) for problem in self.problems]
        if len(lines) >= MOST_PROBLEMS:
            lines.append(f"there may be more: the check stops at {MOST_PROBLEMS} problems")
        return "\n".join(lines)


class Report:
    """The problems found so far.

    Args:
        place: Returns the file and line of a path.
        label: Returns a path as a reader would write it.
    """

    def __init__(self, place: Callable[[Path], str], label: Callable[[Path], str]) -> None:
        """Start without problems."""
        self.problems: list[Problem] = []
        self._paths: set[Path] = set()
        self._around: set[Path] = set()
        self._place = place
        self._label = label

    def add(self, path: Path, value: object, wrong: str, right: str = "") -> None:
        """Note a problem.

        Raises:
            ScenarioError: There are ``MOST_PROBLEMS``: more would not help the reader.
        """
        self.note(path, Problem(self._place(path), self._label(path), shown(value), wrong, right))

    def note(self, path: Path, problem: Problem) -> None:
        """Note a problem at another place than its path, such as a line of a table that the path names.

        Raises:
            ScenarioError: There are ``MOST_PROBLEMS``.
        """
        self.problems.append(problem)
        self._paths.add(path)
        # Every table around the problem is noted, so that asking whether a table contains one is a single look-up.
        self._around.update(path[:end] for end in range(len(path) + 1))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ScenarioError(self.problems)

    def wrong(self, *paths: Path) -> bool:
        """Return whether a problem was noted at one of these paths, in a value inside it, or in a table around it.

        A check across fields asks first: what depends on a wrong value is not reported again.
        """
        return any(
            path in self._around or any(path[:end] in self._paths for end in range(1, len(path))) for path in paths
        )

    def broken(self, path: Path) -> bool:
        """Return whether a problem was noted at exactly this path, or at a table around it."""
        return any(path[:end] in self._paths for end in range(1, len(path) + 1))


def one_problem(place: str, wrong: str, right: str = "", *, path: str = "", value: object = None) -> ScenarioError:
    """Return the error of a single problem."""
    return ScenarioError([Problem(place, path, shown(value), wrong, right)])


def shown(value: object) -> str:
    """Return a value as a reader would write it, at most 60 characters, without control characters."""
    if isinstance(value, str):
        return f'"{printable(value[:60])}"'
    if isinstance(value, (dict, list, tuple)):
        return f"{'a table' if isinstance(value, dict) else 'a list'} of {len(value)}"
    # Python refuses to print integers of several thousand digits, and nobody would read one.
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"
    text = printable(str(value)[:60])
    return "" if value is None else text.lower() if isinstance(value, bool) else text


def printable(text: str) -> str:
    """Return the text with every character that would disturb a terminal as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def did_you_mean(word: str, words: Iterable[str], *, names: bool = False) -> str:
    """Return ``did you mean WORD?`` for the nearest of the words, or list the words where none is near.

    Args:
        word: The unknown word.
        words: The known words.
        names: Whether they are names of places, many of which resemble each other by chance.
    """
    known = list(words)
    near = nearest(word, known, names=names)
    if near is not None:
        return f"did you mean {near}?"
    return one_of(known) if known else ""


def path_text(parts: Iterable[str | int]) -> str:
    """Return a path as ``--set`` takes it: parts joined by dots, quoted where they are more than one word."""
    text = ""
    for part in parts:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += ("." if text else "") + (part if BARE_PART.fullmatch(part) else f'"{printable(part)[:60]}"')
    return text
