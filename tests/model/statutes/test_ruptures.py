"""A rupture ends agreements of cities by a hazard that rises with hostility and identity charge."""

import numpy as np
import pytest
from sides import add_pairs
from tense import tense

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.ruptures import change_relation, sever
from paradiplomacy.model.vocabulary import Reason, Status

COUNT = 4000


@pytest.fixture
def state() -> State:
    """Many agreements on the first issue between cities of the first two nations, and their nations' own."""
    made = tense()
    made.book.forget_ended()
    one, other = (int(np.flatnonzero(made.actors.nation[: made.n_cities] == made.n_cities + n)[0]) for n in (0, 1))
    keys = np.arange(COUNT, dtype=np.uint64)
    agenda = np.eye(len(made.issues), dtype=bool)[0]
    add_pairs(made.book, [[one, other]] * COUNT, key=keys, status=Status.IN_FORCE, agenda=agenda)
    add_pairs(made.book, [[made.n_cities, made.n_cities + 1]] * 50, status=Status.IN_FORCE, agenda=agenda)
    return made


def severed(state: State, relation: float, charge: float) -> float:
    """The share of the cities' agreements that a month of a rupture ends."""
    issues = (state.issues[0]._replace(identity_charge=charge), *state.issues[1:])
    state.issues = issues
    change_relation(state, state.n_cities, state.n_cities + 1, relation, broken=True)
    sever(state)
    return float((state.book.rows.status[-COUNT - 50 : -50] == Status.SEVERED).mean())


@pytest.mark.parametrize(("relation", "charge"), [(-1.0, 0.8), (-0.5, 0.8), (-1.0, 0.2), (0.0, 0.8)])
def test_the_hazard_is_the_product_of_rate_hostility_and_charge(state: State, relation: float, charge: float) -> None:
    expected = state.settings.response.rupture * -relation * charge
    assert severed(state, relation, charge) == pytest.approx(expected, abs=5 * np.sqrt(0.25 / COUNT))
    assert (state.book.rows.status[-50:] == Status.IN_FORCE).all(), "nations decide about theirs by other events"


def test_an_ended_agreement_names_the_rupture_and_peace_ends_no_more(state: State) -> None:
    assert severed(state, -1.0, 1.0) > 0.2
    ended = state.book.rows.status == Status.SEVERED
    assert (state.book.rows.reason[ended] == Reason.RUPTURE).all()
    kinds = state.ledger.events.kind
    assert (kinds == Event.SEVERED).sum() == ended.sum() and (kinds == Event.RELATION).sum() == 2
    change_relation(state, state.n_cities, state.n_cities + 1, None, broken=False)
    state.month += 1
    sever(state)
    assert (state.book.rows.status == Status.SEVERED).sum() == ended.sum()


def test_a_signature_between_nations_that_have_broken_fails(state: State) -> None:
    state.book.rows.status[-COUNT - 50 : -50] = Status.SIGNED
    change_relation(state, state.n_cities, state.n_cities + 1, -1.0, broken=True)
    sever(state)
    failed = state.book.rows.status[-COUNT - 50 : -50] == Status.FAILED
    assert 0 < failed.sum() < COUNT
    assert (state.book.rows.reason[-COUNT - 50 : -50][failed] == Reason.RUPTURE).all()
