"""A shock adds, multiplies or sets, within the range of the column, and lasts."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.events.shock import BY_ISSUE, RANGE_OF_COLUMN, Shock
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State


def shock(**changes: object) -> Shock:
    return Shock(date="2016-01", name="It", **{"who": ("N001",), "column": "gdp", **changes})


@pytest.mark.parametrize(("change", "expected"), [({"add": 5.0}, 1.0), ({"factor": 0.5}, 0.5), ({"to": 7.0}, 0.0)])
def test_a_shock_adds_multiplies_or_sets(
    after: Callable[..., State], change: dict[str, float], expected: float
) -> None:
    calm, state = after(), after(shock(**change))
    row = state.lookup.row("N001")
    result = calm.actors.gdp[row] * expected + change.get("add", 0.0) + change.get("to", 0.0)
    assert state.actors.gdp[row] == pytest.approx(result)
    assert np.array_equal(np.delete(state.actors.gdp, row), np.delete(calm.actors.gdp, row))
    assert state.ledger.events.kind.tolist()[-1] == Event.SHOCK


def test_a_result_is_clipped_to_the_range_of_the_column(after: Callable[..., State]) -> None:
    state = after(shock(column="trust", add=1.0, who=("cities",)))
    assert np.all(state.actors.trust[: state.n_cities] == 1.0)
    assert np.all(state.actors.trust[state.n_cities :] < 1.0)


@pytest.mark.parametrize(("column", "held_by"), [("public", "anchor"), ("position", "conviction")])
def test_a_shock_to_a_position_moves_what_it_is_drawn_to(
    after: Callable[..., State], column: str, held_by: str
) -> None:
    calm, state = after(), after(shock(column=column, issues=("trade",), add=0.05))
    row, k = state.lookup.row("N001"), state.lookup.issues(("trade",))[0]
    moved = getattr(state.actors, column)[row, k] - getattr(calm.actors, column)[row, k]
    assert moved == pytest.approx(0.05)
    assert getattr(state.actors, held_by)[row, k] - getattr(calm.actors, held_by)[row, k] == pytest.approx(moved)
    assert np.array_equal(
        np.delete(getattr(state.actors, column)[row], k), np.delete(getattr(calm.actors, column)[row], k)
    )


def test_salience_sums_to_one_after_a_shock(after: Callable[..., State]) -> None:
    state = after(shock(column="salience", to=0.9, who=("nations",), issues=("climate",)))
    assert state.actors.salience.sum(axis=1) == pytest.approx(1.0)
    assert np.all(state.actors.salience[state.n_cities :, 0] > 0.4)


def test_faults_name_the_key_and_depend_on_the_column() -> None:
    assert [fault.key for fault in shock(add=1.0, to=1.0).faults()] == ["to"]
    assert [fault.key for fault in shock().faults()] == ["add"]
    assert [fault.key for fault in shock(add=1.0, issues=("climate",)).faults()] == ["issues"]
    (fault,) = shock(column="trust", to=2.0).faults()
    assert (fault.key, fault.also) == ("to", ("column",))
    assert list(shock(column="need", to=1.0, issues=("climate",)).faults()) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"column": "trust", "add": -1.5}, "-1.5 is out of range"),
        ({"column": "public", "add": 2.5}, "2.5 is out of range"),
        ({"column": "gdp", "add": 2e6}, "2000000 is out of range"),
    ],
)
def test_a_change_beyond_the_range_is_a_fault(change: dict[str, float], wrong: str) -> None:
    (fault,) = shock(**change).faults()
    assert fault.wrong == wrong
    assert fault.key in change
    assert not list(shock(column="public", add=-2.0).faults())


@pytest.mark.parametrize(("change", "wrong"), [({"add": 0.0}, "0 changes"), ({"factor": 1.0}, "1 changes")])
def test_a_change_of_nothing_is_idle(change: dict[str, float], wrong: str) -> None:
    assert [fault.wrong for fault in shock(**change).idle()] == [f"{wrong} nothing"]
    assert not list(shock(**change).faults())
    assert not list(shock(to=0.0).idle())


def test_columns_by_issue_are_those_with_two_dimensions(after: Callable[..., State]) -> None:
    columns = after().actors
    assert {name for name in RANGE_OF_COLUMN if getattr(columns, name).ndim == 2} == set(BY_ISSUE)
