"""A failure as the page shows it: the month, the cause, and the place in the program."""

import traceback
from collections.abc import Callable
from dataclasses import dataclass

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.session import SeedError, Session


@dataclass(frozen=True)
class Failure:
    """Something that did not work.

    Attributes:
        month, date: The month that failed.
        cause: Kind and message.
        place: Place in the program; empty for a wrong request.
    """

    month: int
    date: str
    cause: str
    place: str


def failure_of(session: Session, act: Callable[[], object]) -> Failure | None:
    """Do something and return its failure.

    Args:
        session: The session that it concerns.
        act: What is done.

    Returns:
        The failure; None if there was none.
    """
    month = session.now.month
    try:
        act()
    except (ScenarioError, SeedError, LookupError, RefusedError) as error:
        return Failure(month, session.run.roster.date(month), str(error), "")
    except Exception as error:  # noqa: BLE001 - the edge of the page: a failed month is shown and the visit goes on
        month = session.now.month
        # The last frames suffice to name the place; a whole traceback would fill the page.
        cause = f"{type(error).__name__}: {error}"
        return Failure(month, session.run.roster.date(month), cause, traceback.format_exc(limit=-3))
    return None
