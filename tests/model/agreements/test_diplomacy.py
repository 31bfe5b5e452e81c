"""Alignment with the nation, and the class of an act of city diplomacy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sides import add_pairs, two_sided

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.agreements.diplomacy import against_policy, alignment, class_of, classify
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Consent, Diplomacy, Status

SHARE = st.floats(0.01, 1.0)


@given(salience=SHARE, position=st.floats(-1.0, 1.0), depth=SHARE)
def test_alignment_with_one_issue_is_twice_the_position_less_the_depth(salience, position, depth) -> None:
    found = alignment(np.array([salience]), np.array([position]), np.array([depth]))
    assert found == pytest.approx(np.clip(2 * position - depth, -1, 1))
    beyond = against_policy(np.array([position]), np.array([depth]), 0.1)
    assert beyond == (depth > 2 * position + 0.1)


def test_no_terms_are_neutral() -> None:
    assert alignment(np.ones(2), np.ones(2), np.zeros(2)) == 0.0


@pytest.mark.parametrize(
    ("coordinated", "aligned", "opposed", "rule", "expected"),
    [
        (True, 0.1, False, ConsentRule.NONE, Diplomacy.COOPERATIVE_JOINT),
        (True, -0.1, True, ConsentRule.REQUIRED, Diplomacy.COORDINATED_OPPOSED),
        (False, 0.0, True, ConsentRule.REQUIRED, Diplomacy.PARALLEL_HARMONY),
        (False, -0.1, False, ConsentRule.NONE, Diplomacy.PARALLEL_DISHARMONY),
        (False, -0.1, True, ConsentRule.NONE, Diplomacy.BYPASS),
        (False, -0.1, False, ConsentRule.NOTIFY, Diplomacy.BYPASS),
    ],
)
def test_classes_follow_coordination_alignment_and_opposition(coordinated, aligned, opposed, rule, expected) -> None:
    assert class_of(coordinated, aligned, opposed, rule) == expected


@pytest.mark.parametrize(
    ("rule", "position", "coordination", "consent", "expected"),
    [
        (ConsentRule.NONE, 1.0, 1.0, Consent.NOT_NEEDED, Diplomacy.COOPERATIVE_JOINT),
        (ConsentRule.NONE, 1.0, 0.0, Consent.NOT_NEEDED, Diplomacy.PARALLEL_HARMONY),
        (ConsentRule.NONE, -1.0, 1.0, Consent.NOT_NEEDED, Diplomacy.BYPASS),
        (ConsentRule.NOTIFY, 1.0, 0.0, Consent.NOTIFIED, Diplomacy.COOPERATIVE_JOINT),
        (ConsentRule.NOTIFY, -1.0, 1.0, Consent.NOTIFIED, Diplomacy.COORDINATED_OPPOSED),
        (ConsentRule.NOTIFY, -1.0, 0.0, Consent.NOT_NEEDED, Diplomacy.BYPASS),
        (ConsentRule.REQUIRED, -1.0, 0.0, Consent.PENDING, Diplomacy.BYPASS),
    ],
)
def test_a_city_coordinates_where_a_rule_asks_it_to_and_its_nation_approves(
    make_state, rule, position, coordination, consent, expected
) -> None:
    state: State = make_state(search__stock=-20.0, response__coordination=coordination)
    home = state.actors.nation[:40]
    pair = next([i, j] for i in range(40) for j in range(40) if home[i] != home[j])
    terms = np.eye(1, len(state.issues)) / 2
    (which,) = add_pairs(state.book, [pair], key=np.uint64(7), status=Status.SIGNED, terms=terms)
    state.actors.consent[home[pair[0]], 0] = rule
    state.actors.position[home[pair[0]], 0] = position
    classify(state, np.array([which]))
    assert two_sided(state.book).diplomacy[which, 0] == expected
    assert two_sided(state.book).consent[which, 0] == consent
    of_city = state.ledger.events.actor == pair[0]
    kinds = [Event(int(kind)) for kind in state.ledger.events.kind[of_city]]
    asked = {Consent.PENDING: [Event.CONSENT_ASKED], Consent.NOTIFIED: [Event.NOTIFIED]}.get(consent, [])
    assert kinds == [Event.CLASSED, *asked]


def test_an_agreement_with_the_own_nation_does_not_count_as_city_diplomacy(state: State) -> None:
    nation = int(state.actors.nation[0])
    (which,) = add_pairs(state.book, [[0, nation]], status=Status.SIGNED, terms=np.eye(1, len(state.issues)) / 2)
    before = len(state.ledger)
    classify(state, np.array([which]))
    assert (two_sided(state.book).diplomacy[which] == Diplomacy.NONE).all() and len(state.ledger) == before
