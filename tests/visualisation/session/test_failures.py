"""Failures: a wrong request has no place in the program, an error in a month has one."""

from collections.abc import Callable

import pytest

from paradiplomacy.visualisation.services import RefusedError, Settings
from paradiplomacy.visualisation.session import engine
from paradiplomacy.visualisation.session.failures import failure_of
from paradiplomacy.visualisation.session.seed import SeedError
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.state.page import PageState


@pytest.mark.parametrize("error", [SeedError("a"), LookupError("a"), RefusedError("a")])
def test_a_wrong_request_is_its_message(visit: Session, error: Exception) -> None:
    def act() -> None:
        raise error

    found = failure_of(visit, act)
    assert found is not None and (found.cause, found.place, found.month) == ("a", "", 0)
    assert found.what == "Request not possible." and not found.month_failed


def test_an_error_is_reported_with_its_kind_and_place_in_the_month_that_was_reached(visit: Session) -> None:
    def act() -> None:
        visit.go_to(4)
        raise ZeroDivisionError("broken")

    found = failure_of(visit, act)
    assert found is not None and found.month == 4 and not found.month_failed
    assert found.cause == "ZeroDivisionError: broken" and found.place.startswith("test_failures.py, line ")


def test_a_month_that_fails_is_named_with_its_date(visit: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.go_to(4)

    def broken(_state: object) -> None:
        raise ZeroDivisionError("broken")

    monkeypatch.setattr(engine, "one_month", broken)
    found = failure_of(visit, visit.step)
    assert found is not None and found.month_failed and found.what == f"{visit.run.roster.date(4)}: month 5 failed."
    assert found.cause == "ZeroDivisionError: broken" and visit.now.month == 4


@pytest.mark.parametrize(
    "ask",
    [
        lambda page: page.selection.explain({"pair": ("Parsi", "Tokyo")}),
        lambda page: page.selection.explain({"pair": (page.session.run.roster.labels[0],) * 2}),
        lambda page: page.intervention.sit("Parsi"),
        lambda page: page.intervention.answer({"partner": 3, "accepted": True}),
        lambda page: page.intervention.take_back(7),
        lambda page: page.origin.open_run(3),
        lambda page: page.origin.open_scenario("../../etc/passwd"),
        lambda page: page.sharing.fetch("passwd"),
        lambda page: page.comparison.begin({"scenario": "Parsi"}),
        lambda page: page.comparison.predict({"number": 99, "answer": "higher"}),
    ],
)
def test_a_request_that_cannot_be_met_is_answered_in_plain_english(
    visit: Session, ask: Callable[[PageState], None]
) -> None:
    page = PageState(visit, Settings())
    ask(page)
    failure = page.playback.failure.value
    assert failure is not None and failure.what == "Request not possible." and not failure.place
    assert len(failure.cause.split()) > 2 and "Error" not in failure.cause and visit.now.month == 0


def test_a_successful_action_reports_no_failure(visit: Session) -> None:
    assert failure_of(visit, lambda: 3) is None
