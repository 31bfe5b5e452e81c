"""The national response of a month: who is pressed, and what follows a reply (effects of its means: test_coercion.py)."""

import numpy as np
import pytest
from tense import tense

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.phases import response
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Pressure, Reason, Stage, Status
from paradiplomacy.model.world import update_networks


def after(month: State, **rules: str) -> list[Event]:
    """The events of one response under other rules."""
    month.settings = month.settings._replace(rules=month.settings.rules._replace(**rules))
    update_networks(month)
    start = len(month.ledger)
    response.act(month)
    return [Event(kind) for kind in month.ledger.events.kind[start:].tolist()]


def test_a_sanction_ends_in_its_month_although_nothing_else_happens() -> None:
    state = tense(months=3)
    state.actors.sanctioned_until[:] = -99
    state.disputes.rows.hearing[:] = -99
    state.actors.sanctioned_until[4] = state.month
    assert after(state, response="look_on") == [Event.SANCTION_LIFTED]


@pytest.mark.parametrize("means", [Pressure.PREEMPT, Pressure.SANCTION])
def test_everyone_under_pressure_gets_one_dispute_and_compliance_ends_the_agreement(means: Pressure) -> None:
    quiet = {"response__attention": 0.0, "response__endorse_cost": 10.0, "search__hazard": 0.0, "form__visibility": 1.0}
    disputes, compliance = 0, 0
    for seed in range(1, 4):
        state = tense(seed, months=24, **quiet)
        loud = state.settings.response._replace(attention=20.0, preemption=means is Pressure.PREEMPT)
        state.settings = state.settings._replace(response=loud)
        before = len(state.disputes)
        kinds = after(state)
        new = state.disputes.rows.stage[before:]
        pressure = state.disputes.rows.pressure[before:]
        assert (pressure == means).mean() > 0.5
        written = [Event.OBJECTED, Event.SANCTIONED]
        assert len(new) == sum(kinds.count(kind) for kind in written) + (pressure == Pressure.PREEMPT).sum()
        complied = np.unique(state.disputes.rows.agreement[before:][new == Stage.COMPLIED])
        status = state.book.rows.status[complied]
        assert np.isin(status, [Status.FAILED, Status.WITHDRAWN, Status.PREEMPTED]).all()
        assert (state.book.rows.reason[complied[status == Status.WITHDRAWN]] == Reason.COMPLIED).all()
        disputes, compliance = disputes + len(new), compliance + len(complied)
    assert disputes > 20
    assert compliance > 5
