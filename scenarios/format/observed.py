"""A table of observed ties, from which a world can start: found next to the scenario, and checked before anything runs."""

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as File

from paradiplomacy.scenarios.format.location import LocationError, location, readable
from paradiplomacy.scenarios.format.problem import Path, Problem, ScenarioError, did_you_mean, shown
from paradiplomacy.scenarios.format.scenario import DRAWN, Scenario

COLUMNS = ("city_a", "city_b")
EXPECTED = f"expected a CSV file in UTF-8 with the columns {' and '.join(COLUMNS)}, one tie in each row"

type Pair = tuple[str, str]


class TableError(ValueError):
    """A table of ties that cannot be used.

    Attributes:
        problems: What is wrong with it: line (0 for the whole file), value, fault and what is expected.
    """

    def __init__(self, problems: list[tuple[int, str, str, str]]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        """Return one line for each problem."""
        return "\n".join(f"line {line}: {wrong}, {right}" for line, _, wrong, right in self.problems)


def find(raw: Mapping[str, object], folder: File) -> None:
    """Replace the name of the table by its full path; it is relative to the folder of the scenario that names it."""
    world = raw.get("world")
    if isinstance(world, dict) and isinstance(world.get("ties"), str) and world["ties"] != DRAWN:
        try:
            # A full path, because the run may be in another process and in another folder.
            world["ties"] = readable(str((folder / location(world["ties"])).absolute()))
        except LocationError:
            return  # reported when the table is read


def read_ties(file: File, known: Mapping[str, str]) -> list[Pair]:
    """Return the ties of a table, each as the ids of two cities in ascending order.

    Args:
        file: The table.
        known: Names of the cities by id.

    Raises:
        TableError: With every problem.
    """
    seen: dict[Pair, int] = {}
    problems = []
    for line, pair in _rows(file):
        fault = _fault(pair, known, seen)
        if fault is not None:
            problems.append((line, *fault))
        seen.setdefault(_ordered(pair), line)
    if problems:
        raise TableError(problems)
    return list(seen)


def _rows(file: File) -> Iterator[tuple[int, Pair]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = csv.DictReader(opened)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise TableError([(1, "", f"no column {' or '.join(missing)}", EXPECTED)])
            for row in rows:
                yield rows.line_num, (row[COLUMNS[0]] or "", row[COLUMNS[1]] or "")
    except OSError as error:
        raise TableError([(0, "", f"cannot be read: {error.strerror}", EXPECTED)]) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError([(0, "", "not a table of text", EXPECTED)]) from error


def _ordered(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _fault(pair: Pair, known: Mapping[str, str], seen: Mapping[Pair, int]) -> tuple[str, str, str] | None:
    """Return value, fault and what is expected; None where nothing is wrong with a tie."""
    for city in pair:
        if city not in known:
            # Names as well as ids, because whoever types a table is likely to write the name.
            of_name = [identity for identity, name in known.items() if name == city]
            right = f"did you mean {of_name[0]}?" if of_name else did_you_mean(city, known)
            return city, f"unknown city {shown(city)}", right
    if pair[0] == pair[1]:
        return pair[0], f"{shown(pair[0])} is tied to itself", "expected two cities"
    if _ordered(pair) in seen:
        return pair[0], f"{' and '.join(pair)}: in line {seen[_ordered(pair)]} already", "expected each tie once"
    return None


def checksum(scenario: Scenario) -> str:
    """Return the SHA-256 of the table of a scenario; empty where ties are drawn."""
    return "" if scenario.world.ties == DRAWN else hashlib.sha256(File(scenario.world.ties).read_bytes()).hexdigest()


def ties_of(scenario: Scenario, place: Callable[[Path], str] = lambda _: "") -> list[Pair] | None:
    """Return the observed ties that a scenario starts with; None where they are drawn.

    Raises:
        ScenarioError: With every problem of the table.
    """
    if scenario.world.ties == DRAWN:
        return None
    # Imported only where a scenario has a table: it reads all facts.
    from paradiplomacy.scenarios.world.census import known_cities

    try:
        return read_ties(File(scenario.world.ties), known_cities(scenario.world))
    except TableError as error:
        file = scenario.world.ties
        problems = [
            Problem(f"{file}:{line}" if line else place(("world", "ties")), "world.ties", shown(value), wrong, right)
            for line, value, wrong, right in error.problems
        ]
        raise ScenarioError(problems) from error
