"""Parties in office and elections: those on record where they are known, and no election before the start that could lose them."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.scenarios.format.scenario import Override
from paradiplomacy.scenarios.world.offices import hold_office, party_is_known, postpone_elections
from paradiplomacy.scenarios.world.start import Start

LYON, PARIS, OSLO, FRANCE, NORWAY = range(5)


@pytest.fixture
def start(make: Callable[..., Start]) -> Start:
    made = make({"politics.election_interval": 48})
    hold_office(made)
    return made


def test_what_is_on_record_is_taken_and_the_rest_is_drawn(start: Start) -> None:
    columns, parties = start.columns, len(start.scenario.parties)
    assert columns.party[[PARIS, FRANCE]].tolist() == [start.party("progressive"), start.party("centre")]
    assert columns.term.tolist() == [48, 72, 48, 60, 48]
    assert ((columns.party >= 0) & (columns.party < parties)).all()
    # 2020-03 is 50 months after the start, within a term of 72; 2017-05 is 16 months after it.
    assert columns.next_election[[PARIS, FRANCE]].tolist() == [50, 16]
    assert ((columns.next_election >= 0) & (columns.next_election < columns.term)).all()


def test_a_party_is_known_from_the_facts_or_from_the_scenario(make: Callable[..., Start]) -> None:
    made = make(actors=(Override(who="NOR", party="centre"), Override(who="Lyon", trust=0.5)))
    assert party_is_known(made).tolist() == [False, True, False, True, True]


def test_elections_move_by_whole_terms_into_the_first_term_of_the_run(start: Start) -> None:
    columns, before = start.columns, start.columns.next_election.copy()
    postpone_elections(start, -24)
    moved = columns.next_election
    assert ((moved - before) % columns.term == 0).all()
    first = np.where(party_is_known(start), 0, -24)
    assert ((moved >= first) & (moved < first + columns.term)).all()
    assert moved[[PARIS, FRANCE]].tolist() == [50, 16], "an election of the burn-in could replace the known party"
