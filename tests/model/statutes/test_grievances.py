"""The facts of a nation's response, against loops written out."""

import numpy as np
import pytest
from tense import tense

from paradiplomacy.model.network.ties import allied_cities
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.grievances import grievances_of, response_cases
from paradiplomacy.model.statutes.notice import looked_at
from paradiplomacy.model.vocabulary import Consent, StatuteKind
from paradiplomacy.model.world import update_networks


@pytest.fixture(scope="module")
def state() -> State:
    """The last month of two busy years in which nations did nothing."""
    quiet = {"response__attention": 0.0, "response__endorse_cost": 10.0, "response__statutes": False}
    made = tense(months=24, search__hazard=1.0, form__visibility=1.0, **quiet)
    made.month -= 1
    response = made.settings.response._replace(attention=2.0)
    made.settings = made.settings._replace(response=response)
    # Some acts under a statute of which the nation was neither notified nor asked.
    made.book.parties.statute[::3] = acts.enact(made, made.n_cities, StatuteKind.NOTICE)
    made.book.parties.consent[::6] = Consent.NOT_NEEDED
    update_networks(made)
    return made


def cost(state: State, party: int, nation: int, k: int) -> float:
    """The cost of ignoring one issue of what a city commits itself to, from its definition."""
    actors, row = state.actors, int(state.book.parties.agreement[party])
    x = float(state.book.parties.terms[party, k])
    loss = max(0.0, (x - 2.0 * float(actors.position[nation, k])) * x)
    return float(actors.salience[nation, k]) * loss * float(state.book.rows.visibility[row])


def test_the_facts_of_each_case_are_those_of_its_agreement_city_and_nation(state: State) -> None:
    noticed, actors, book = looked_at(state), state.actors, state.book.rows
    grievances = grievances_of(state)
    cases = response_cases(state, noticed)
    assert len(cases.autonomy) > 30
    for known in (cases.endorsement_value < 0, cases.opposed, cases.opposed & (cases.endorsement_value > 0)):
        assert 0 < known.sum() < len(known), "both cases of each alternative occur"
    assert len(set(cases.acting_together.tolist())) > 2
    for c, (party, row, city, nation) in enumerate(zip(*(column.tolist() for column in noticed), strict=True)):
        costs = [cost(state, party, nation, k) for k in range(len(state.issues))]
        issue = int(np.argmax(costs))
        assert cases.issue[c] == issue
        marked = state.book.parties.statute[party] >= 0
        broken = marked and state.book.parties.consent[party] == Consent.NOT_NEEDED
        authority = state.settings.response.authority * float(book.visibility[row]) if broken else 0.0
        assert cases.cost_of_ignoring[c] == pytest.approx(2.0 * sum(costs) + authority)
        assert cases.opposed[c] == (state.book.parties.alignment[party] < 0.0 or broken)
        assert cases.endorsement_value[c] == pytest.approx(state.book.parties.alignment[party] * book.visibility[row])
        assert cases.autonomy[c] == actors.autonomy[city]
        assert cases.court[c] == actors.court[nation]
        assert cases.trust[c] == actors.trust[city]
        assert cases.gdp_share[c] == pytest.approx(min(1.0, actors.gdp[city] / actors.gdp[nation]))
        assert cases.allies[c] == allied_cities(state.ties, city, state.n_cities)
        others = int(grievances.cities[nation, issue]) - int(grievances.acting[city, issue])
        assert cases.acting_together[c] == others
