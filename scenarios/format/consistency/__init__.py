"""Consistency of a scenario: what has to fit together when each value is valid by itself.

Each module checks one sort of consistency. A check that depends on a value that is wrong already is passed over
(``Report.wrong``), so that one mistake is reported once.
"""

from collections.abc import Callable

from paradiplomacy.scenarios.format.consistency.claims import check_claims
from paradiplomacy.scenarios.format.consistency.clubs import check_clubs
from paradiplomacy.scenarios.format.consistency.data import check_data
from paradiplomacy.scenarios.format.consistency.events import check_events
from paradiplomacy.scenarios.format.consistency.names import check_names
from paradiplomacy.scenarios.format.consistency.numbers import check_numbers
from paradiplomacy.scenarios.format.consistency.stops import check_stops
from paradiplomacy.scenarios.format.problem import Report
from paradiplomacy.scenarios.format.scenario import Scenario

# Data come before names, and names before clubs and events: a check passes over what an earlier one found wrong.
CHECKS: tuple[Callable[[Scenario, Report], None], ...] = (
    check_data,
    check_numbers,
    check_names,
    check_clubs,
    check_events,
    check_claims,
    check_stops,
)


def check_consistency(scenario: Scenario, report: Report) -> None:
    """Note everything that does not fit together.

    Args:
        scenario: The scenario, with placeholders where a value is wrong.
        report: The problems noted while it was read; further problems are added.
    """
    for check in CHECKS:
        check(scenario, report)
