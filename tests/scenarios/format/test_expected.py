"""The counterpart of an expectation, and the problems of making one."""

from dataclasses import replace

import pytest

from paradiplomacy.model.events.election import Election
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.expected import counterpart, faults_of_measure, try_out
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario

RISES = Expectation(name="x", measure="signed", direction="rises")
EARLY, LATE = (Election(date=date, name=name, who=("FRA",)) for date, name in (("2016-02", "one"), ("2017-02", "two")))


@pytest.fixture
def case() -> Scenario:
    """Nine months from 2017, with an election and an expectation."""
    return replace(read.read("baseline"), start="2017-01", months=9, events=(LATE,), expectations=(RISES,))


@pytest.fixture
def library(case: Scenario) -> dict[str, Scenario]:
    return {"other": replace(case, start="2016-01", months=60, events=(EARLY, LATE))}


def test_another_scenario_is_compared_over_the_months_of_the_case(case: Scenario, library: dict[str, Scenario]) -> None:
    made = counterpart(case, RISES._replace(against="other"), library.__getitem__)
    assert (made.start, made.months, made.expectations) == ("2017-01", 9, ())
    assert [event.name for event in made.events] == ["two"], "earlier events are outside the months compared"


def test_the_case_itself_is_compared_without_events_and_with_changes(
    case: Scenario, library: dict[str, Scenario]
) -> None:
    made = counterpart(case, RISES._replace(without=("two",), changes=("months=5",)), library.__getitem__)
    assert (made.events, made.months, made.title) == ((), 5, case.title)


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        (
            RISES._replace(against="othr"),
            'x.toml: expectations.x.against: unknown scenario "othr", did you mean other?',
        ),
        (RISES._replace(without=("to",)), 'x.toml: expectations.x.without[0]: unknown event "to", did you mean two?'),
        (
            RISES._replace(changes=("months=5", "monts=3")),
            "x.toml: expectations.x.changes[1]: monts: unknown key, did you mean months?",
        ),
        (RISES._replace(measure="signed on climat"), 'x.toml: expectations.x.measure: unknown issue "climat"'),
    ],
)
def test_a_counterpart_that_cannot_be_made_is_reported_before_anything_runs(
    case: Scenario, library: dict[str, Scenario], expected: Expectation, message: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        try_out(replace(case, expectations=(expected,)), lambda _: "x.toml", list(library), library.__getitem__)
    assert str(caught.value).startswith(message)


def test_an_expectation_that_can_be_made_passes(case: Scenario, library: dict[str, Scenario]) -> None:
    right = RISES._replace(against="other", without=("one",), changes=("months=5",), measure="signed of FRA on trade")
    try_out(replace(case, expectations=(right,)), lambda _: "", list(library), library.__getitem__)


def test_a_measure_names_actors_and_issues_of_the_world(case: Scenario) -> None:
    assert faults_of_measure(case, "signed of cities:USA on climate", ("measure",)) == []
    (fault,) = faults_of_measure(case, "signed of Pariss", ("measure",))
    assert (fault.path, fault.value) == (("measure",), "signed of Pariss")
    assert '"Pariss"' in fault.wrong
    (fault,) = faults_of_measure(case, "signed of", ("measure",))
    assert fault.wrong == 'invalid measure "signed of"'


def test_a_change_to_what_the_scenario_has_anyway_does_not_make_a_counterpart(case: Scenario) -> None:
    power = f"negotiation.power={case.negotiation.power}"
    vacuous = replace(case, expectations=(RISES._replace(changes=(power,)),))
    with pytest.raises(ScenarioError, match=r"expectations\.x\.changes: changes nothing"):
        try_out(vacuous, lambda _: "", [], lambda _: case)
