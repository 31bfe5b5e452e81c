"""Statutes are enacted by a hazard that follows its formula, and repealed by new governments."""

import math

import numpy as np
import pytest
from tense import tense

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.parameters import Response
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts, enactment
from paradiplomacy.model.statutes.enactment import bar_share, enact, hazard_of, prompts_of
from paradiplomacy.model.statutes.statutes import ALL_ISSUES
from paradiplomacy.model.vocabulary import PartnerClass, Status, StatuteKind, StatuteStatus

RULES = Response(statute_rate=0.12, statute_opposition=4.0, statute_hostility=0.5)


def test_the_hazard_rises_with_conflict_hostility_and_opposition_by_its_formula() -> None:
    assert hazard_of(RULES, 0.0, 0.0, -1.0) == 0.0, "nothing prompts it"
    assert hazard_of(RULES, 7.0, 0.0, 0.5) == pytest.approx(0.01 * math.log(8.0))
    assert hazard_of(RULES, 7.0, 3.0, 0.5) == pytest.approx(0.01 * (math.log(8.0) + 0.5 * math.log(4.0)))
    assert hazard_of(RULES, 7.0, 3.0, -0.25) == pytest.approx(math.e * hazard_of(RULES, 7.0, 3.0, 0.5))


def test_the_share_of_bars_is_the_share_of_hostile_dealings_in_the_hazard() -> None:
    assert bar_share(RULES, 0.0, 0.0) == bar_share(RULES, 5.0, 0.0) == 0.0
    assert bar_share(RULES, 0.0, 5.0) == 1.0
    assert bar_share(RULES, 3.0, 15.0) == pytest.approx(0.5)


@pytest.fixture(scope="module")
def quarrel() -> State:
    """A world after two years of conflict without statutes."""
    made = tense(months=30, response__statutes=False, ratification__hazard_consent=0.5)
    made.actors.ideal_point[made.n_cities :] = 0.0, 0.5, 3.0, -3.0
    return made


def test_conflicts_are_counted_by_nation_and_issue_over_two_years(quarrel: State) -> None:
    log, expected = quarrel.ledger.events, np.zeros_like(quarrel.actors.position)
    by_actor = (Event.OBJECTED, Event.SANCTIONED, Event.CONSENT_REFUSED)
    for at in range(len(log.kind)):
        kind = Event(int(log.kind[at]))
        if log.month[at] <= quarrel.month - 24 or kind not in (*by_actor, Event.LITIGATED, Event.DEFIED):
            continue
        who = log.actor[at] if kind in by_actor else log.other[at]
        issues = [log.issue[at]] if log.issue[at] >= 0 else np.flatnonzero(quarrel.book.rows.agenda[log.agreement[at]])
        expected[who, issues] += 1
    assert expected.sum() > 50 and not expected[: quarrel.n_cities].any()
    np.testing.assert_array_equal(prompts_of(quarrel).conflicts, expected)


def test_only_visible_dealings_with_hostile_nations_prompt_a_bar(quarrel: State) -> None:
    hostile = prompts_of(quarrel).hostile
    assert hostile[quarrel.n_cities :].any() and not hostile[: quarrel.n_cities].any()
    response = quarrel.settings.response
    quarrel.settings = quarrel.settings._replace(response=response._replace(hostile=-1.1))
    assert not prompts_of(quarrel).hostile.any()
    quarrel.settings = quarrel.settings._replace(response=response)


def test_certain_statutes_are_enacted_once_for_each_cell_and_by_their_kind() -> None:
    state = tense(months=24, response__statutes=False, ratification__hazard_consent=0.5)
    state.settings = state.settings._replace(response=state.settings.response._replace(statute_rate=1e6))
    state.actors.court[state.n_cities :] = 0.0
    enact(state)
    rows = state.statutes.rows
    assert len(rows.kind) and set(rows.kind) <= {StatuteKind.CONSENT, StatuteKind.BAR}, "courts are weak"
    assert (rows.prompted >= 0).all()
    of_issue = rows.kind == StatuteKind.CONSENT
    assert (rows.issue[of_issue] == rows.prompted[of_issue]).all() and (
        rows.partners[of_issue] == PartnerClass.ANY
    ).all()
    assert (rows.issue[~of_issue] == ALL_ISSUES).all() and (rows.partners[~of_issue] == PartnerClass.HOSTILE).all()
    enacted = len(rows.kind)
    state.month += 1
    enact(state)
    again = state.statutes.rows
    cells = list(zip(again.nation.tolist(), again.kind.tolist(), again.issue.tolist(), strict=True))
    assert len(cells) == len(set(cells)) >= enacted


def test_a_new_party_repeals_by_its_chance_and_nobody_else_does() -> None:
    state = tense(response__repeal=1.0)
    numbers = [acts.enact(state, nation, StatuteKind.NOTICE, 0) for nation in range(state.n_cities, state.n_actors)]
    state.actors.turned[:] = -99
    enactment.repeal(state)
    assert (state.statutes.rows.status == StatuteStatus.IN_FORCE).all()
    state.actors.turned[state.n_cities + 1] = state.month
    enactment.repeal(state)
    assert state.statutes.rows.status[numbers].tolist().count(StatuteStatus.REPEALED) == 1
    assert state.statutes.rows.status[numbers[1]] == StatuteStatus.REPEALED
    state.actors.turned[:] = state.month
    state.settings = state.settings._replace(response=state.settings.response._replace(repeal=0.0))
    enactment.repeal(state)
    assert (state.statutes.rows.status == StatuteStatus.IN_FORCE).sum() == len(numbers) - 1
    assert len(state.book.live(Status.SUSPENDED)) == 0
