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
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.vocabulary import Consent, Diplomacy, Status, StatuteKind

SHARE = st.floats(0.01, 1.0)


@given(salience=SHARE, position=st.floats(-1.0, 1.0), depth=SHARE)
def test_alignment_with_one_issue_is_twice_the_position_less_the_depth(salience, position, depth) -> None:
    found = alignment(np.array([salience]), np.array([position]), np.array([depth]))
    assert found == pytest.approx(np.clip(2 * position - depth, -1, 1))
    beyond = against_policy(np.array([position]), np.array([ConsentRule.NOTIFY], dtype=np.int8), np.array([depth]))
    assert beyond == (depth > 2 * position)


@pytest.mark.parametrize(
    ("position", "rule", "against"),
    [
        (0.3, ConsentRule.NOTIFY, False),
        (0.2, ConsentRule.NONE, False),
        (0.2, ConsentRule.NOTIFY, True),
        (-0.1, ConsentRule.NONE, True),
    ],
)
def test_a_standing_policy_is_a_rule_on_consent_or_a_government_opposed_to_all_commitments(
    position: float, rule: ConsentRule, *, against: bool
) -> None:
    """The commitment is 0.5; the second issue has a strict rule, but no commitment."""
    rules = np.array([rule, ConsentRule.REQUIRED], dtype=np.int8)
    assert against_policy(np.array([position, -1.0]), rules, np.array([0.5, 0.0])) == against


def test_no_terms_are_neutral() -> None:
    assert alignment(np.ones(2), np.ones(2), np.zeros(2)) == 0.0


@pytest.mark.parametrize(
    ("coordinated", "aligned", "against", "expected"),
    [
        (True, 0.1, False, Diplomacy.COOPERATIVE_JOINT),
        (True, -0.1, True, Diplomacy.COORDINATED_OPPOSED),
        (False, 0.0, True, Diplomacy.PARALLEL_HARMONY),
        (False, -0.1, False, Diplomacy.PARALLEL_DISHARMONY),
        (False, -0.1, True, Diplomacy.BYPASS),
    ],
)
def test_classes_follow_coordination_alignment_and_policy(coordinated, aligned, against, expected) -> None:
    assert class_of(coordinated, aligned, against) == expected


@pytest.mark.parametrize(
    ("rule", "position", "coordination", "consent", "expected"),
    [
        (ConsentRule.NONE, 1.0, 1.0, Consent.NOT_NEEDED, Diplomacy.COOPERATIVE_JOINT),
        (ConsentRule.NONE, 1.0, 0.0, Consent.NOT_NEEDED, Diplomacy.PARALLEL_HARMONY),
        (ConsentRule.NONE, -1.0, 1.0, Consent.NOT_NEEDED, Diplomacy.BYPASS),
        (ConsentRule.NONE, 0.1, 1.0, Consent.NOT_NEEDED, Diplomacy.PARALLEL_DISHARMONY),
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


@pytest.mark.parametrize(
    ("kind", "position", "consent", "expected"),
    [
        (StatuteKind.NOTICE, 1.0, Consent.NOTIFIED, Diplomacy.COOPERATIVE_JOINT),
        (StatuteKind.NOTICE, 0.1, Consent.NOT_NEEDED, Diplomacy.BYPASS),
        (StatuteKind.CONSENT, 0.1, Consent.PENDING, Diplomacy.BYPASS),
    ],
)
def test_a_statute_demands_notice_or_leave_and_whoever_keeps_silent_bypasses(
    make_state, kind, position, consent, expected
) -> None:
    state: State = make_state(search__stock=-20.0, response__coordination=0.0)
    home = state.actors.nation[:40]
    pair = next([i, j] for i in range(40) for j in range(40) if home[i] != home[j])
    state.actors.consent[:] = ConsentRule.NONE
    state.actors.position[home[pair[0]], 0] = position
    number = statutes.enact(state, int(home[pair[0]]), kind, 0)
    terms = np.eye(1, len(state.issues)) / 2
    (which,) = add_pairs(state.book, [pair], key=np.uint64(7), status=Status.SIGNED, terms=terms, agenda=terms > 0)
    classify(state, np.array([which]))
    assert two_sided(state.book).diplomacy[which, 0] == expected
    assert two_sided(state.book).consent[which].tolist() == [consent, Consent.NOT_NEEDED]
    assert two_sided(state.book).statute[which].tolist() == [number, -1]
