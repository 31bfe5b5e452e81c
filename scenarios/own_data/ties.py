"""A table of observed ties: what is wrong with it, and the ties."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.scenarios.format.problem import did_you_mean, shown
from paradiplomacy.scenarios.own_data.cells import Words, check_cells
from paradiplomacy.scenarios.own_data.columns import TIE_STATES, TieColumns
from paradiplomacy.scenarios.own_data.fault import Fault, TableError, condensed, limited
from paradiplomacy.scenarios.own_data.sheet import Row, read_sheet

IN_FORCE = TIE_STATES[0]

type Pair = tuple[str, str]


class Tie(NamedTuple):
    """A tie on record.

    Attributes:
        pair: Ids of the two cities, ascending.
        issues: Names of the issues that it is about; empty where none is given.
        since: Year or month of its entry into force; empty where it is not given.
        status: One of ``TIE_STATES``.
    """

    pair: Pair
    issues: tuple[str, ...] = ()
    since: str = ""
    status: str = IN_FORCE

    def in_force(self, month: str) -> bool:
        """Return whether it is in force in a month (YYYY-MM), as far as is known."""
        return self.status == IN_FORCE and self.month <= month

    @property
    def month(self) -> str:
        """The month since which it is in force: that of a year is its first; empty where it is not known."""
        return f"{self.since}-01" if len(self.since) == 4 else self.since


def read_ties(file: Path, known: Mapping[str, str], words: Words | None = None) -> list[Tie]:
    """Return the ties of a table; rows of the same pair that name different issues are one tie.

    Args:
        file: The table.
        known: Names of the cities by id.
        words: Words of the scenario.

    Raises:
        TableError: With everything that is wrong.
    """
    checked = check_cells(read_sheet(file), TieColumns, words or Words())
    faults = [*checked.faults, *limited(_faults(checked.rows, known))]
    if faults:
        raise TableError(condensed(faults, len(checked.rows)))
    found: dict[Pair, Tie] = {}
    for row in checked.rows:
        tie = _tie(row)
        found[tie.pair] = _joined(found[tie.pair], tie) if tie.pair in found else tie
    return list(found.values())


def _tie(row: Row) -> Tie:
    cells = row.cells
    issues = (cells["issue"],) if "issue" in cells else ()
    return Tie(_ordered(row), issues, cells.get("since", ""), cells.get("status", IN_FORCE))


def _joined(one: Tie, other: Tie) -> Tie:
    """Return two rows of one pair as one tie: all its issues, since the earlier date, in force where one of them is."""
    since = min((tie.since for tie in (one, other) if tie.since), default="")
    status = one.status if one.status == IN_FORCE else other.status
    return Tie(one.pair, one.issues + other.issues, since, status)


def _ordered(row: Row) -> Pair:
    one, other = row.cells["city_a"], row.cells["city_b"]
    return min(one, other), max(one, other)


def _faults(rows: tuple[Row, ...], known: Mapping[str, str]) -> Iterator[Fault]:
    seen: dict[tuple[Pair, str], int] = {}
    names = {name: identity for identity, name in reversed(list(known.items()))}
    for row in rows:
        unknown = [_unknown(row, column, known, names) for column in ("city_a", "city_b") if column in row.cells]
        if any(unknown) or not {"city_a", "city_b"} <= row.cells.keys():
            yield from (each for each in unknown if each is not None)
            continue
        pair, issue = _ordered(row), row.cells.get("issue", "")
        if pair[0] == pair[1]:
            yield Fault(row.line, "city_b", pair[0], f"{shown(pair[0])} is tied to itself", "expected two cities")
        elif (pair, issue) in seen:
            wrong = f"{' and '.join(pair)}: in line {seen[pair, issue]} already"
            yield Fault(row.line, "city_a", pair[0], wrong, "expected each tie once, or once for each issue")
        seen.setdefault((pair, issue), row.line)


def _unknown(row: Row, column: str, known: Mapping[str, str], names: Mapping[str, str]) -> Fault | None:
    text = row.cells[column]
    if text in known:
        return None
    # Names as well as ids, because whoever types a table is likely to write the name.
    right = f"did you mean {names[text]}?" if text in names else did_you_mean(text, known, names=True)
    return Fault(row.line, column, text, f"unknown city {shown(text)}", right)
