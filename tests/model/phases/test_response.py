"""The national response of a month: who is pressed, and what follows a reply (effects of its means: test_coercion.py)."""

import numpy as np
from tense import tense

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.phases import response
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import Diplomacy, Pressure, Reason, Stage, Status
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
    state.settings = state.settings._replace(response=state.settings.response._replace(statutes=False))
    state.book.parties.diplomacy[:] = Diplomacy.NONE
    assert after(state, response="look_on") == [Event.SANCTION_LIFTED]


def test_everyone_under_pressure_gets_one_dispute_and_compliance_ends_the_agreement() -> None:
    quiet = {"response__attention": 0.0, "response__endorse_cost": 10.0, "search__hazard": 0.0, "form__visibility": 1.0}
    disputes, compliance = 0, 0
    for seed in range(1, 4):
        state = tense(seed, months=24, response__statutes=False, **quiet)
        loud = state.settings.response._replace(attention=20.0)
        state.settings = state.settings._replace(response=loud)
        before = len(state.disputes)
        kinds = after(state)
        new, pressure = state.disputes.rows.stage[before:], state.disputes.rows.pressure[before:]
        assert (pressure == Pressure.SANCTION).mean() > 0.5
        assert len(new) == kinds.count(Event.OBJECTED) + kinds.count(Event.SANCTIONED)
        assert len(new) <= kinds.count(Event.NOTICED)
        complied = np.unique(state.disputes.rows.agreement[before:][new == Stage.COMPLIED])
        status = state.book.rows.status[complied]
        assert np.isin(status, [Status.FAILED, Status.WITHDRAWN]).all()
        assert (state.book.rows.reason[complied[status == Status.WITHDRAWN]] == Reason.COMPLIED).all()
        disputes, compliance = disputes + len(new), compliance + len(complied)
    assert disputes > 20
    assert compliance > 5
