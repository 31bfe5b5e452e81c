"""Single negotiations, and small drawn worlds in which agreements, disputes and clubs abound whatever the defaults are."""

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from settled import SETTLED

from paradiplomacy.model import tables
from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.ledger.replay.rebuild import replay
from paradiplomacy.model.rules import rule
from paradiplomacy.model.rules.protocol import Answers, Cases, no_answers, no_cases
from paradiplomacy.model.state import State
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.scenario import Club, Scenario
from paradiplomacy.scenarios.world import build

EVENTFUL: dict[str, Any] = SETTLED | {
    "world.cities": 40,
    "world.nations": 5,
    "months": 60,
    "search.burn_in": 2,
    "search.hazard": -3.0,
    "search.hazard_own_nation": 0.05,
    "search.stock": -1.0,
    "utility.benefit_scale": 5.0,
    "utility.anticipation": 0.0,
    "negotiation.rounds_city": 6.0,
    "negotiation.rounds_to_close": 3.0,
    "negotiation.side_payments": True,
    "ratification.hazard_city": 0.5,
    "ratification.hazard_nation": 0.3,
    "ratification.hazard_consent": 0.3,
    "politics.election_interval": 12,
    "politics.divergence_scale": 5.0,
    "response.attention": 10.0,
    "response.statute_rate": 0.5,
    "response.sanction_cost": 0.02,
    "response.object_cost": 0.01,
    "response.endorse_cost": 0.02,
    "response.mayor_support": 2.0,
    "response.injunction_months": 2,
    "response.ruling_months": 3,
    "response.court_low": 0.5,
    "delivery.spread": 1.0,
    "delivery.breach": 0.5,
    "delivery.term": 18,
    "delivery.dormancy": 0.05,
    "delivery.revival": 0.2,
    "delivery.turnover": 0.8,
    "membership.attention": 0.2,
}
CLUBS = (
    Club(name="league", founded="2016-02", invited=("cities",), issues=("climate",), settles=True, good=0.05,
         dues=0.01, interval=12, standard=0.9),
    Club(name="treaty", kind="nation treaty", founded="2015-12", invited=("nations",), issues=("climate",),
         settles=True, bonus=0.05, clause=3, charter="joint_optimum"),
)  # fmt: skip

TREATY = Club(
    name="treaty", kind="nation treaty", founded="2015-11", invited=("nations",), issues=("climate", "trade"),
    members=("nations",), bonus=0.05, charter="joint_optimum",
)  # fmt: skip


def scenario(changes: dict[str, Any], clubs: tuple[Club, ...]) -> Scenario:
    made = change.apply(read.read("synthetic"), EVENTFUL | changes)
    return check.checked(dataclasses.replace(made, clubs=clubs))


@pytest.fixture(scope="session")
def make_state() -> Callable[..., State]:
    """Makes the state of a small world before its first month, with its inherited agreements."""

    def make(*, seed: int = 3, clubs: tuple[Club, ...] = (), **changes: Any) -> State:
        made = scenario({path.replace("__", "."): value for path, value in changes.items()}, clubs)
        stream = stream_of(seed)
        return build.state_of(made, stream, build.population_of(made, stream))

    return make


@pytest.fixture
def state(make_state: Callable[..., State]) -> State:
    """The state of a small world before its first month."""
    return make_state()


@pytest.fixture(scope="session")
def eventful() -> World:
    """A small world with two clubs, after four years."""
    world = build.build(scenario({}, CLUBS), seed=5)
    world.run(48)
    return world


@pytest.fixture(scope="session")
def same_as_replayed() -> Callable[[State], None]:
    """Asserts that the events of a state rebuild its agreements, parties, clubs and memberships."""

    def check_state(state: State) -> None:
        replayed = replay(tables.events(state))
        facts = tables.agreements(state)
        for k, issue in enumerate(state.issues):
            facts[f"on_{issue.name}"] = state.book.rows.agenda[:, k]
        everybody = tables.parties(state)
        of_agreements = everybody[everybody["agreement"].notna()].reset_index(drop=True)
        for name, table, true in (
            ("agreements", replayed.agreements, facts),
            ("parties", replayed.parties, of_agreements),
            ("clubs", replayed.clubs, tables.clubs(state)),
            ("memberships", replayed.memberships, tables.memberships(state)),
        ):
            pd.testing.assert_frame_equal(table, true[list(table)], check_exact=True, obj=name)

    return check_state


@pytest.fixture
def case() -> Callable[..., Cases]:
    """Makes a negotiation: slope and curve of own commitments are (2, K), everything else is as in ``Cases``, of one case."""

    def make(slope: Any, curve: Any, **columns: Any) -> Cases:
        cases = no_cases(1, np.shape(slope)[1])
        known = {"slope": slope, "curve": curve, "high": 1.0, "power": 0.5, "bearable": 1.0, "concession": 1.0}
        for name, value in (known | {"rounds": 20, "discount": 0.9, "on": True} | columns).items():
            getattr(cases, name)[0] = value
        return cases

    return make


@pytest.fixture
def settled() -> Callable[[str, Cases], Answers]:
    """Settles cases with a protocol."""

    def settle(name: str, cases: Cases) -> Answers:
        answers = no_answers(cases)
        rule("protocol", name).settle(cases, answers)
        return answers

    return settle


@pytest.fixture
def pie(case: Callable[..., Cases]) -> Callable[..., Cases]:
    """Makes a pie of size 1, of which side 1 gives away x: gains x and 1 - x.

    A curve of 1e-6 stands in for a straight line, so results are off by about that much.
    """

    def make(**columns: Any) -> Cases:
        shape = {"received": [[1.0], [0.0]], "high": [[0.0], [1.0]], "reservation": (0.0, -1.0)}
        return case([[0.0], [-1.0]], [[1.0], [1e-6]], **(shape | columns))

    return make


@pytest.fixture
def one_vetoes() -> Callable[[Cases, int, list[float]], Cases]:
    """Gives one side one veto player with these slopes."""

    def give(cases: Cases, side: int, slope: list[float]) -> Cases:
        cases.veto_players[0, side] = 1
        cases.veto_slope[0, side, 0] = slope
        return cases

    return give


@pytest.fixture
def treaty() -> State:
    """A world whose nations are all in a treaty."""
    changes: dict[str, Any] = {"world.cities": 24, "world.nations": 8, "months": 12, "search.burn_in": 2}
    changes |= {"membership.attention": 0.0, "issues.climate.identity_charge": 1.0}
    made = change.apply(read.read("synthetic"), changes)
    world = build.build(check.checked(dataclasses.replace(made, clubs=(TREATY,))), seed=3)
    world.run(3)
    return world.state


@pytest.fixture
def make_expelling() -> Callable[..., None]:
    """Makes the treaty expel every member below a standard."""

    def change_state(state: State, *, standard: float) -> None:
        state.register.clubs.rows.standard[0] = standard
        membership = state.settings.membership._replace(expulsion=1.0)
        state.settings = state.settings._replace(membership=membership)

    return change_state
