"""Faults of a table: all reported together, each with line, column, value and what is expected."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from paradiplomacy.scenarios.format.problem import Problem, printable, shown

MOST_FAULTS = 250
"""Most faults of single rows: suggestions for each of a million would take hours."""
MOST_ALIKE = 0.5
"""Share of the rows from which the same fault in one column is a mistake of the column and not of the rows."""


class Fault(NamedTuple):
    """One thing that is wrong with a table.

    Attributes:
        line: Line of the file, from 1; 0 for the whole file.
        column: Name of the column; empty where it is the whole row.
        value: The cell; empty where there is none.
        wrong: What is wrong.
        right: What is expected.
        slip: The mistake behind it, where it is likely to be made for a whole column: ``population in thousands``.
    """

    line: int
    column: str
    value: str
    wrong: str
    right: str
    slip: str = ""


class TableError(ValueError):
    """A table that cannot be used.

    Attributes:
        faults: Everything that is wrong with it.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(faults)
        self.faults = list(faults)

    def __str__(self) -> str:
        """Return one line for each fault."""
        return "\n".join(f"line {each.line}: {each.wrong}, {each.right}" for each in self.faults)


def limited(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield faults up to ``MOST_FAULTS`` of single rows, after which nobody reads on."""
    single = 0
    for each in faults:
        # Mistakes of a whole column are counted, and reported once.
        single += not each.slip
        if single > MOST_FAULTS:
            return
        yield each


def condensed(faults: Iterable[Fault], rows: int) -> list[Fault]:
    """Return the faults in the order of their lines, a mistake of a whole column as one.

    Args:
        faults: The faults.
        rows: Number of rows of the table.
    """
    kept: list[Fault] = []
    alike: dict[tuple[str, str], list[Fault]] = {}
    for each in faults:
        if each.slip:
            alike.setdefault((each.column, each.slip), []).append(each)
        else:
            kept.append(each)
    for group in alike.values():
        kept += _of_column(group) if len(group) > 1 and len(group) > MOST_ALIKE * rows else group
    # Python sorts stably, so that the faults of a line stay in the order in which they were found.
    return sorted(kept, key=lambda fault: fault.line)


def _of_column(group: list[Fault]) -> list[Fault]:
    # Thirty messages about one wrong unit would bury the others.
    first = group[0]
    return [first._replace(wrong=f"{first.wrong}, and {len(group) - 1} more rows like it")]


def problems_of(file: str, faults: Iterable[Fault]) -> list[Problem]:
    """Return faults as problems of a scenario, each at its line of the table."""
    return [
        Problem(
            f"{printable(file)}:{each.line}",
            each.column,
            shown(each.value) if each.value else "",
            each.wrong,
            each.right,
        )
        for each in faults
    ]
