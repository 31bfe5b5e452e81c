"""Effort promised and delivered."""

import numpy as np
from sides import add_pairs, two_sided, write

from paradiplomacy.model.agreements.effort import add_up_effort, scope_of
from paradiplomacy.model.parameters import Form
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Status

# Full scope, so that the numbers are those of the terms; scopes have their own test.
FORM = Form(scope_declaration=1.0, scope_plan=1.0, scope_programme=1.0)


def two_agreements(state: State) -> np.ndarray:
    """Two agreements of city 0, of depths 0.5 and 0.2 on the first issue."""
    terms = np.zeros((2, len(state.issues)))
    terms[:, 0] = 0.5, 0.2
    return add_pairs(state.book, [[0, 1], [2, 0]], status=Status.IN_FORCE, terms=terms)


def test_promises_overlap_so_that_effort_never_exceeds_one(state: State) -> None:
    which = two_agreements(state)
    add_up_effort(state.actors, state.book.rows, state.book.parties, FORM, which)
    assert np.isclose(state.actors.promised[0, 0], 1 - 0.5 * 0.8)
    assert np.isclose(state.actors.promised[1, 0], 0.5) and np.isclose(state.actors.promised[2, 0], 0.2)
    assert not state.actors.promised[3:].any() and not state.actors.promised[:, 1:].any()


def test_only_what_is_in_force_is_delivered_and_only_what_is_signed_is_promised(state: State) -> None:
    which = two_agreements(state)
    write(state.book, "delivered", which, [[0.5, 2.0], [1.0, -0.5]])
    add_up_effort(state.actors, state.book.rows, state.book.parties, FORM, which)
    assert np.isclose(state.actors.effort[0, 0], 0.25), "a negative delivery does not count"
    assert np.isclose(state.actors.effort[1, 0], 0.5), "nobody delivers more than everything"
    state.book.rows.status[which] = Status.SIGNED, Status.DORMANT
    add_up_effort(state.actors, state.book.rows, state.book.parties, FORM, which)
    assert np.isclose(state.actors.promised[0, 0], 0.5) and not state.actors.effort.any()
    assert two_sided(state.book).counted[which, :, 0].tolist() == [[0.5, 0.5], [0.0, 0.0]]


def test_an_agreement_commits_only_the_part_of_a_policy_that_its_form_covers(state: State) -> None:
    which, form = two_agreements(state), Form(scope_declaration=0.03, scope_plan=0.08, scope_programme=0.15)
    assert [scope_of(form, step) for step in range(3)] == [0.03, 0.08, 0.15]
    state.book.rows.form[which] = 1, 2
    write(state.book, "delivered", which, [[0.5, 1.0], [1.0, 1.0]])
    add_up_effort(state.actors, state.book.rows, state.book.parties, form, which)
    assert np.isclose(state.actors.promised[0, 0], 1 - (1 - 0.08 * 0.5) * (1 - 0.15 * 0.2))
    assert np.isclose(state.actors.effort[1, 0], 0.08 * 0.5)
    np.testing.assert_allclose(two_sided(state.book).counted[which, :, 0], [[0.04, 0.04], [0.03, 0.03]])
