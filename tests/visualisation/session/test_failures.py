"""Failures: a wrong request has no place in the program, an error in a month has one."""

import pytest

from paradiplomacy.visualisation.services import RefusedError
from paradiplomacy.visualisation.session.failures import failure_of
from paradiplomacy.visualisation.session.session import SeedError, Session


@pytest.mark.parametrize("error", [SeedError("a"), LookupError("a"), RefusedError("a")])
def test_a_wrong_request_is_its_message(visit: Session, error: Exception) -> None:
    def act() -> None:
        raise error

    found = failure_of(visit, act)
    assert found is not None and (found.cause, found.place, found.month) == ("a", "", 0)


def test_an_error_is_reported_with_its_kind_and_place_in_the_month_that_was_reached(visit: Session) -> None:
    def act() -> None:
        visit.go_to(4)
        raise ZeroDivisionError("broken")

    found = failure_of(visit, act)
    assert found is not None and found.month == 4 and found.date == visit.run.roster.date(4)
    assert found.cause == "ZeroDivisionError: broken" and "test_failures.py" in found.place


def test_a_successful_action_reports_no_failure(visit: Session) -> None:
    assert failure_of(visit, lambda: 3) is None
