"""A failure as the page shows it: what failed, the cause, and the place in the program."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.engine import MonthError
from paradiplomacy.visualisation.session.host import EndedError
from paradiplomacy.visualisation.session.seed import SeedError
from paradiplomacy.visualisation.session.session import Session

LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Failure:
    """Something that did not work.

    Attributes:
        what: What failed, in a sentence.
        month: The last good month.
        cause: The message on the cause.
        place: Place in the program; empty for a wrong request.
        month_failed: Whether a month could not be played, so that the page offers the last good one.
    """

    what: str
    month: int
    cause: str
    place: str = ""
    month_failed: bool = False


def failure_of(session: Session, act: Callable[[], object]) -> Failure | None:
    """Do something and return its failure.

    Args:
        session: The session that it concerns.
        act: What is done.

    Returns:
        The failure; None if there was none.
    """
    try:
        act()
    except EndedError:
        return None  # the visitor has left
    except MonthError as error:
        month = session.now.month
        what = f"{session.run.roster.date(month)}: month {month + 1} failed."
        return Failure(what, month, str(error), place_of(error.__cause__ or error), month_failed=True)
    except (KeyError, IndexError) as error:  # kinds of LookupError that nobody raises as an answer
        return fault(session, error)
    except (ScenarioError, SeedError, LookupError, RefusedError) as error:
        return Failure("Request not possible.", session.now.month, str(error))
    except Exception as error:  # noqa: BLE001 - the edge of the page: it is shown, and the visit goes on
        return fault(session, error)
    return None


def fault(session: Session, error: BaseException) -> Failure:
    """Return a fault of the program as a failure; the server's log has the whole traceback."""
    LOG.error("a request failed", exc_info=error)
    cause = f"{type(error).__name__}: {error}"
    return Failure("This did not work: a fault of the program.", session.now.month, cause, place_of(error))


def place_of(error: BaseException) -> str:
    """Return the place of an error: file and line."""
    frames = traceback.extract_tb(error.__traceback__)
    # The last frame names the place. The folders of the server are not for its visitors.
    return "" if not frames else f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}"
