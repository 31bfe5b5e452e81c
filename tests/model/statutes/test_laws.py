"""A law covers the agreements of a nation's own cities that are deeper than the nation tolerates, against a loop."""

import numpy as np
import pytest
from sides import two_sided, write
from tense import tense

from paradiplomacy.agents.preferences import tolerated_depth
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.laws import covered, under_a_law
from paradiplomacy.model.vocabulary import LawStatus, Status


@pytest.fixture(scope="module")
def state() -> State:
    return tense(months=6, response__preemption=False, search__hazard=0.0, search__stock=0.0)


def covers(state: State, row: int, nation: int, issue: int) -> bool:
    """Return whether a law covers an agreement, from the definition."""
    book, actors = two_sided(state.book), state.actors
    tolerated = tolerated_depth(float(actors.position[nation, issue]), state.settings.response.tolerance)
    parties = book.party[row].tolist()
    own = [i for i in parties if i < state.n_cities and actors.nation[i] == nation]
    return bool(book.terms[row, issue] > tolerated) and bool(own) and nation not in parties


def test_one_law_covers_what_its_definition_says(state: State) -> None:
    which, found = state.book.live(Status.IN_FORCE), 0
    for nation in range(state.n_cities, state.n_actors):
        for issue in range(len(state.issues)):
            expected = [row for row in which.tolist() if covers(state, row, nation, issue)]
            assert covered(state, which, nation, issue).tolist() == expected
            found += len(expected)
    assert 20 < found < len(which) * (state.n_actors - state.n_cities) * len(state.issues) / 2


def test_an_agreement_is_under_a_law_where_any_law_in_force_covers_it(state: State) -> None:
    which, law = state.book.live(Status.IN_FORCE), state.actors.law
    assert not under_a_law(state, which).any()
    nation = state.n_cities
    law[nation, 0], law[nation, 1] = LawStatus.IN_FORCE, LawStatus.SUSPENDED
    expected = [covers(state, row, nation, 0) for row in which.tolist()]
    assert under_a_law(state, which).tolist() == expected
    law[nation] = LawStatus.NONE


def test_an_agreement_with_the_nation_itself_is_not_covered(state: State) -> None:
    book = two_sided(state.book)
    row, nation = int(state.book.live(Status.IN_FORCE)[0]), state.n_cities
    city = int(np.flatnonzero(state.actors.nation[: state.n_cities] == nation)[0])
    before, terms = book.party[row], book.own_terms[row]
    write(state.book, "own_terms", row, 1.0)
    write(state.book, "party", row, (city, nation))
    assert covered(state, np.array([row]), nation, 0).tolist() == []
    foreign = int(np.flatnonzero(state.actors.nation[: state.n_cities] != nation)[0])
    write(state.book, "party", row, (city, foreign))
    assert covered(state, np.array([row]), nation, 0).tolist() == [row]
    write(state.book, "party", row, before)
    write(state.book, "own_terms", row, terms)
