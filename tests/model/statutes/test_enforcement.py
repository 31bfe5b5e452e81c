"""A new statute hits earlier agreements: a bar all that it covers, the others what the nation vetoes."""

import numpy as np
import pytest
from tense import tense

from paradiplomacy.model.agreements.diplomacy import alignment
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.coverage import covered
from paradiplomacy.model.statutes.enforcement import enforce
from paradiplomacy.model.vocabulary import Pressure, Reason, Stage, Status, StatuteKind


@pytest.fixture
def state() -> State:
    return tense(months=24, response__statutes=False, response__attention=0.0, response__reply_noise=1.0)


def hit(state: State, kind: StatuteKind) -> tuple[int, np.ndarray]:
    """Enact and enforce a statute; returns its number and the parties in force that it covered before."""
    number = acts.enact(state, state.n_cities, kind)
    parties = state.book.parties_of(state.book.live(Status.IN_FORCE))
    mine = parties[covered(state, parties, StatuteKind.NOTICE, only=number)]
    enforce(state, number)
    return number, mine


def test_a_bar_voids_signatures_and_every_city_under_it_replies(state: State) -> None:
    signed = state.book.live(Status.SIGNED)
    number, mine = hit(state, StatuteKind.BAR)
    parties, disputes, book = state.book.parties, state.disputes.rows, state.book.rows
    assert len(mine) > 5 and (parties.statute[mine] == number).all()
    new = disputes.statute == number
    assert sorted(disputes.agreement[new].tolist()) == sorted(parties.agreement[mine].tolist())
    np.testing.assert_array_equal(disputes.pressure == Pressure.ENFORCE, new)
    void = signed[state.book.with_any(signed, covered(state, state.book.parties_of(signed), StatuteKind.BAR))]
    assert len(void) and (book.reason[void] == Reason.BARRED).all()


def test_what_follows_a_reply_is_its_own(state: State) -> None:
    number, _ = hit(state, StatuteKind.BAR)
    disputes, status = state.disputes.rows, state.book.rows.status
    new = disputes.statute == number
    for stage, follows in (
        (Stage.COMPLIED, Status.WITHDRAWN), (Stage.IN_COURT, Status.SUSPENDED), (Stage.DEFIED, Status.IN_FORCE),
    ):  # fmt: skip
        which = disputes.agreement[new & (disputes.stage == stage)]
        assert len(which), f"some city {stage.sentence}"
        assert (status[which] == follows).all()


def test_under_notice_a_nation_vetoes_only_what_runs_against_it(state: State) -> None:
    number, mine = hit(state, StatuteKind.NOTICE)
    parties, actors, nation = state.book.parties, state.actors, state.n_cities
    marked = mine[parties.statute[mine] == number]
    against = [alignment(actors.salience[nation], actors.position[nation], parties.terms[p]) < 0.0 for p in mine]
    assert 0 < len(marked) < sum(against) < len(mine), "what it does not notice goes on"
    assert set(marked.tolist()) <= set(mine[against].tolist())


def test_what_is_in_court_already_is_left_to_its_ruling(state: State) -> None:
    hit(state, StatuteKind.BAR)
    before = state.disputes.rows.agreement[state.disputes.rows.stage == Stage.IN_COURT]
    state.book.rows.status[before] = Status.IN_FORCE
    number = acts.enact(state, state.n_cities, StatuteKind.BAR, 0)
    enforce(state, number)
    rows = state.disputes.rows
    assert not np.isin(rows.agreement[rows.statute == number], before).any()
