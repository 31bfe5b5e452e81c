"""Coverage of a statute: its issues and its class of partners, against a loop over the definition."""

import numpy as np
import pytest
from barred import under_a_bar
from sides import two_sided
from tense import tense

from paradiplomacy.model.relations import relation
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts
from paradiplomacy.model.statutes.coverage import covered, covers
from paradiplomacy.model.statutes.statutes import ALL_ISSUES, live_of, standing
from paradiplomacy.model.vocabulary import PartnerClass, Status, StatuteKind


@pytest.fixture
def state() -> State:
    """A world whose first nation has a hostile relation to the last two of the other three."""
    made = tense(months=3, response__statutes=False)
    made.actors.ideal_point[made.n_cities :] = 0.0, 0.5, 3.0, -3.0
    return made


def expected(state: State, city: int, partner: int, issues: set[int], issue: int, partners: PartnerClass) -> bool:
    """Return whether a statute of the city's nation covers its agreement with a partner, from the definition."""
    home, abroad = int(state.actors.nation[city]), int(state.actors.nation[partner])
    if home == abroad or (issue != ALL_ISSUES and issue not in issues):
        return False
    hostile = relation(state.actors, state.relations.rows, home, abroad) <= state.settings.response.hostile
    is_city = partner < state.n_cities
    return {
        PartnerClass.ANY: True,
        PartnerClass.CITIES: hostile and is_city,
        PartnerClass.GOVERNMENTS: hostile and not is_city,
        PartnerClass.HOSTILE: hostile,
    }[partners]


@pytest.mark.parametrize("partners", PartnerClass)
@pytest.mark.parametrize("issue", [ALL_ISSUES, 0])
def test_a_statute_covers_the_partners_and_issues_of_its_definition(
    state: State, partners: PartnerClass, issue: int
) -> None:
    nation, book = state.n_cities, two_sided(state.book)
    number = acts.enact(state, nation, StatuteKind.NOTICE, issue, partners)
    which, found = state.book.live(Status.IN_FORCE), 0
    for row in which.tolist():
        parties = state.book.parties_of(np.array([row]))
        flags = covered(state, parties, StatuteKind.NOTICE, only=number).tolist()
        for side, flag in enumerate(flags):
            city, partner = book.party[row, side].item(), book.party[row, 1 - side].item()
            mine = city < state.n_cities and state.actors.nation[city] == nation
            agenda = set(np.flatnonzero(book.agenda[row]).tolist())
            assert flag == (mine and expected(state, city, partner, agenda, issue, partners))
            found += flag
    assert (found > 0) == (partners is not PartnerClass.GOVERNMENTS), "these worlds have few agreements with nations"


def test_only_statutes_in_force_of_the_strictness_asked_for_count(state: State) -> None:
    parties = state.book.parties_of(state.book.live(Status.IN_FORCE))
    assert not covered(state, parties, StatuteKind.NOTICE).any()
    number = acts.enact(state, state.n_cities, StatuteKind.CONSENT)
    assert covered(state, parties, StatuteKind.CONSENT).any()
    assert not covered(state, parties, StatuteKind.BAR).any()
    acts.repeal(state, number)
    assert not covered(state, parties, StatuteKind.NOTICE).any()


def test_an_agreement_is_under_a_bar_where_one_of_its_parties_is(state: State) -> None:
    which = state.book.live(Status.IN_FORCE)
    acts.enact(state, state.n_cities, StatuteKind.CONSENT)
    assert not under_a_bar(state, which).any()
    acts.enact(state, state.n_cities, StatuteKind.BAR, 0)
    nation, book = state.actors.nation, two_sided(state.book)
    home = nation[book.party[which]]
    mine = ((home == state.n_cities).sum(axis=1) == 1) & book.agenda[which, 0]
    np.testing.assert_array_equal(under_a_bar(state, which), mine)


def test_a_partner_abroad_without_a_row_is_covered_by_statutes_on_all_partners_alone(state: State) -> None:
    for partners in PartnerClass:
        number = acts.enact(state, state.n_cities, StatuteKind.BAR, 0, partners)
        one = standing(state, only=number)
        assert covers.py_func(one, 0, state.actors, state.n_cities, -1, 0) == (partners is PartnerClass.ANY)
        assert not covers.py_func(one, 0, state.actors, state.n_cities, -1, 1)


def test_a_rupture_makes_partners_hostile(state: State) -> None:
    nation, other = state.n_cities, state.n_cities + 1
    number = acts.enact(state, nation, StatuteKind.BAR, ALL_ISSUES, PartnerClass.HOSTILE)
    response = state.settings.response._replace(hostile=-0.99)
    state.settings = state.settings._replace(response=response)
    city = int(np.flatnonzero(state.actors.nation[: state.n_cities] == other)[0])
    assert not covers.py_func(standing(state, only=number), 0, state.actors, state.n_cities, city, 0)
    state.relations.append(1, one=nation, other=other, relation=-1.0, broken=1, month=0)
    assert covers.py_func(standing(state, only=number), 0, state.actors, state.n_cities, city, 0)


def test_a_nation_has_one_live_statute_of_a_kind_on_an_issue(state: State) -> None:
    nation = state.n_cities
    assert live_of(state, nation, StatuteKind.BAR, 0) is None
    number = acts.enact(state, nation, StatuteKind.BAR, 0)
    assert live_of(state, nation, StatuteKind.BAR, 0) == number
    assert live_of(state, nation, StatuteKind.BAR, 1) is None and live_of(state, nation, StatuteKind.NOTICE, 0) is None
    acts.repeal(state, number)
    assert live_of(state, nation, StatuteKind.BAR, 0) is None
