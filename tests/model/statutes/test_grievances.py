"""The facts of a nation's response, against loops written out."""

import numpy as np
import pytest
from sides import two_sided
from tense import tense

from paradiplomacy.model.network.ties import allied_cities
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.grievances import grievances_of, response_cases
from paradiplomacy.model.statutes.notice import looked_at
from paradiplomacy.model.vocabulary import Diplomacy, LawStatus, Status
from paradiplomacy.model.world import update_networks


@pytest.fixture(scope="module")
def state() -> State:
    """The last month of two busy years in which nations did nothing."""
    quiet = {"response__attention": 0.0, "response__endorse_cost": 10.0}
    made = tense(months=24, search__hazard=1.0, form__visibility=1.0, **quiet)
    made.month -= 1
    response = made.settings.response._replace(attention=2.0)
    made.settings = made.settings._replace(response=response)
    made.actors.law[made.n_cities : made.n_cities + 2] = LawStatus.SUSPENDED
    update_networks(made)
    return made


def cost(state: State, party: int, nation: int, k: int) -> float:
    """The cost of ignoring one issue of what a city commits itself to, from its definition."""
    actors, row = state.actors, int(state.book.parties.agreement[party])
    x = float(state.book.parties.terms[party, k])
    beyond = max(0.0, x - float(actors.position[nation, k])) if x > 0 else 0.0
    return float(actors.salience[nation, k]) * beyond**2 * float(state.book.rows.visibility[row])


def test_grievances_add_up_all_that_runs_against_a_nation(state: State) -> None:
    book, expected = two_sided(state.book), np.zeros_like(state.actors.position)
    for row in state.book.live(Status.IN_FORCE, Status.SIGNED).tolist():
        for side in range(2):
            if book.diplomacy[row, side] != Diplomacy.NONE and book.alignment[row, side] < 0:
                nation = int(state.actors.nation[book.party[row, side]])
                for k in range(len(state.issues)):
                    expected[nation, k] += cost(state, int(state.book.pair(np.array([row]))[0, side]), nation, k)
    assert expected.any()
    np.testing.assert_allclose(grievances_of(state).cost, expected, rtol=1e-12)


def test_the_facts_of_each_case_are_those_of_its_agreement_city_and_nation(state: State) -> None:
    noticed, actors, book = looked_at(state), state.actors, state.book.rows
    grievances = grievances_of(state)
    cases = response_cases(state, noticed)
    assert len(cases.autonomy) > 30
    for known in (cases.endorsement_value < 0, cases.law_possible):
        assert 0 < known.sum() < len(known), "both cases of either alternative occur"
    assert len(set(cases.acting_together.tolist())) > 2
    for c, (party, row, city, nation) in enumerate(zip(*(column.tolist() for column in noticed), strict=True)):
        costs = [cost(state, party, nation, k) for k in range(len(state.issues))]
        issue = int(np.argmax(costs))
        assert cases.issue[c] == issue
        assert cases.cost_of_ignoring[c] == pytest.approx(2.0 * sum(costs))
        whole = max(costs[issue], float(grievances.cost[nation, issue]))
        assert cases.cost_of_ignoring_on_issue[c] == pytest.approx(2.0 * whole)
        assert cases.endorsement_value[c] == pytest.approx(state.book.parties.alignment[party] * book.visibility[row])
        assert cases.law_possible[c] == (actors.law[nation, issue] == LawStatus.NONE)
        assert cases.autonomy[c] == actors.autonomy[city]
        assert cases.court[c] == actors.court[nation]
        assert cases.trust[c] == actors.trust[city]
        assert cases.gdp_share[c] == pytest.approx(min(1.0, actors.gdp[city] / actors.gdp[nation]))
        assert cases.allies[c] == allied_cities(state.ties, city, state.n_cities)
        others = int(grievances.cities[nation, issue]) - int(grievances.acting[city, issue])
        assert cases.acting_together[c] == others
