"""The entries of a list of tables that can be checked, with their paths."""

from collections.abc import Iterator, Sequence

from paradiplomacy.scenarios.format.problem import Path, Report
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.typed.schema import lists


def entries[E](listed: Sequence[E], key: str, report: Report) -> Iterator[tuple[Path, E]]:
    """Yield path and entry of each entry that is a table.

    Args:
        listed: The entries.
        key: Key of the list.
        report: The problems noted so far.
    """
    yield from (((key, index), entry) for index, entry in enumerate(listed) if not report.broken((key, index)))


def labels(scenario: Scenario, key: str, report: Report) -> list[str] | None:
    """Return the names of all entries of a list; None where there are none, or where one of them is wrong."""
    label = lists(Scenario)[key].about.label
    listed = getattr(scenario, key)
    names = [getattr(entry, label) for entry in listed]
    # Without a complete list of names, every use of the missing one would be reported as unknown.
    wrong = report.broken((key,)) or any(report.wrong((key, index, label)) for index in range(len(listed)))
    return None if wrong or not names else names
