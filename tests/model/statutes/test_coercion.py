"""Sanctions, statutes, courts, safety in numbers and fear: each does what it is for, and each can be switched off.

Cases are paired: the same state and the same draws, one thing changed.
"""

import copy
from typing import Any

import numpy as np
import pytest
from sides import two_sided, write
from tense import tense

from paradiplomacy.model.agreements.book import Book
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.network.ties import Network, allied_cities, network
from paradiplomacy.model.phases import response
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes.grievances import grievances_of
from paradiplomacy.model.vocabulary import Diplomacy, Pressure, Reason, Status
from paradiplomacy.model.world import update_networks

PRESSURE = {Pressure.OBJECT: Event.OBJECTED, Pressure.SANCTION: Event.SANCTIONED}
WIDE = 3.3
YEAR = 12


@pytest.fixture(scope="module")
def quarrel() -> State:
    """A world after a year and a half in which nations left their cities alone, so that much is to be answered."""
    return tense(months=18, response__attention=0.0)


def answered(state: State, ties: Network | None = None, **changes: Any) -> dict[Event, set[int]]:
    """Agreements by the pressure that they meet at their next yearly review, under other parameters.

    Every month of the year starts from the same state.
    """
    found: dict[Event, set[int]] = {kind: set() for kind in PRESSURE.values()}
    for later in range(YEAR):
        other = copy.deepcopy(state)
        other.month += later
        own = other.settings.response._replace(**{"attention": 2.0, **changes})
        other.settings = other.settings._replace(response=own)
        update_networks(other)
        if ties is not None:
            other.ties = ties
        start = len(other.disputes)
        response.respond(other)
        rows = other.disputes.rows
        for agreement, pressure in zip(rows.agreement[start:].tolist(), rows.pressure[start:].tolist(), strict=True):
            found[PRESSURE[Pressure(pressure)]].add(agreement)
    return found


@pytest.mark.parametrize("weight", ["cost_allies", "cost_together"])
def test_safety_in_numbers_saves_cities_from_pressure_case_by_case(quarrel: State, weight: str) -> None:
    """The same acts and draws: what a nation still answers where company is dear, it answered where it was not."""
    none = {"cost_allies": 0.0, "cost_together": 0.0}
    alone, dear = answered(quarrel, **none), answered(quarrel, **(none | {weight: 3.0}))
    before, after = (set().union(*found.values()) for found in (alone, dear))
    assert after < before


def test_more_allied_cities_mean_less_pressure(quarrel: State) -> None:
    """Every city gets further ties, and nothing else changes."""
    befriended = copy.deepcopy(quarrel)
    book, n = two_sided(befriended.book), befriended.n_cities
    live = befriended.book.live(Status.IN_FORCE, Status.DORMANT)
    free = np.flatnonzero(book.status == Status.FAILED)[: 2 * n]
    before = [allied_cities(network(befriended.n_actors, befriended.book, live), i, n) for i in range(n)]
    for at, row in enumerate(free.tolist()):
        write(befriended.book, "party", row, (at % n, (at + 1 + at // n * 7) % n))
    befriended.book.rows.status[free] = Status.DORMANT
    ties = network(befriended.n_actors, befriended.book, np.concatenate([live, free]))
    assert sum(allied_cities(ties, i, n) for i in range(n)) > sum(before)
    few, many = (
        [sum(map(len, answered(quarrel, links, cost_allies=weight).values())) for weight in (0.3, 1.0, 3.0)]
        for links in (network(befriended.n_actors, quarrel.book, live), ties)
    )
    assert all(after <= before for before, after in zip(few, many, strict=True))
    assert sum(many) < sum(few)


def test_allied_cities_are_counted_once_and_nations_are_none() -> None:
    book = Book(1)
    ties = network(5, book, book.add([[0, 1], [1, 0], [0, 2], [0, 3], [4, 0]]))
    assert [allied_cities(ties, i, 3) for i in range(5)] == [2, 1, 1, 1, 1]


def test_cities_act_together_that_do_on_an_issue_what_their_nation_minds(quarrel: State) -> None:
    book, actors, n = two_sided(quarrel.book), quarrel.actors, quarrel.n_cities
    which = quarrel.book.live(Status.IN_FORCE, Status.SIGNED)
    doing, count = grievances_of(quarrel)
    expected = {
        (int(book.party[row, side]), k)
        for row in which
        for side in range(2)
        for k in range(doing.shape[1])
        if book.diplomacy[row, side] != Diplomacy.NONE
        and book.alignment[row, side] < 0
        and book.own_terms[row, side, k] > 0
    }
    assert expected
    assert {(int(i), int(k)) for i, k in np.argwhere(doing)} == expected
    for nation in range(n, quarrel.n_actors):
        for k in range(doing.shape[1]):
            mine = {city for city, issue in expected if issue == k and actors.nation[city] == nation}
            assert count[nation, k] == len(mine)


@pytest.mark.parametrize(
    ("switch", "gone"),
    [
        ("sanctions", (Event.SANCTIONED, Event.SANCTION_LIFTED)),
        ("statutes", (Event.STATUTE_ENACTED, Event.SUSPENDED, Event.STATUTE_SUSPENDED)),
        ("litigation", (Event.LITIGATED, Event.RULED, Event.STATUTE_SUSPENDED, Event.STATUTE_ANNULLED)),
    ],
)
def test_each_means_can_be_switched_off(switch: str, gone: tuple[Event, ...]) -> None:
    for allowed in (True, False):
        state = tense(months=24, **{f"response__{switch}": allowed})
        counts = np.bincount(state.ledger.events.kind, minlength=len(Event))
        assert (counts[list(gone)].sum() > 0) == allowed


def test_fear_of_the_nation_chills_agreements_and_leaves_less_to_fight_over() -> None:
    """Paired runs: with anticipation more talks are given up for fear, and open conflict is rarer."""
    chilled, fought = [], []
    for seed in range(1, 25):
        pair = []
        for anticipation in (0.0, 100.0):
            state = tense(seed, months=24, utility__anticipation=anticipation)
            book, kinds = two_sided(state.book), state.ledger.events.kind
            pair.append(
                (
                    np.count_nonzero(book.reason == Reason.CHILLED),
                    np.count_nonzero(np.isin(kinds, list(PRESSURE.values()))),
                )
            )
        chilled.append(pair[1][0] - pair[0][0])
        fought.append(pair[1][1] - pair[0][1])
    assert min(chilled) >= 0
    # Conflict varies much more between seeds than fear does.
    for differences, sign, errors in ((chilled, 1, WIDE), (fought, -1, 1.96)):
        error = np.std(differences, ddof=1) / np.sqrt(len(differences))
        assert sign * np.mean(differences) > errors * error > 0


def test_the_index_and_the_classes_of_a_nation_are_those_of_its_cities_acts() -> None:
    """The recorded columns, month by month, against the book: acts of the last two years."""
    state = tense(months=30, response__attention=2.0)
    book, recorder, actors = two_sided(state.book), state.recorder, state.actors
    month = recorder.months[-1]
    found = {name: recorder.actors[name][-1] for name in recorder.actors}
    for nation in range(state.n_cities, state.n_actors):
        acts = [
            (row, side)
            for row in np.flatnonzero(book.signed > month - 24)
            for side in range(2)
            if book.diplomacy[row, side] != Diplomacy.NONE and actors.nation[book.party[row, side]] == nation
        ]
        for kind in Diplomacy:
            if kind is not Diplomacy.NONE:
                mine = sum(book.diplomacy[row, side] == kind for row, side in acts)
                assert found[kind.name.lower()][nation] == mine
        index = [
            actors.salience[nation][book.own_terms[row, side] > 0].sum()
            * max(0.0, -book.alignment[row, side])
            * book.visibility[row]
            for row, side in acts
        ]
        assert acts
        assert found["antagonism"][nation] == pytest.approx(np.mean(index), rel=1e-5)
    assert recorder.totals[-1]["antagonism"] == pytest.approx(np.mean(found["antagonism"][state.n_cities :]), rel=1e-5)
    for name in ("bypass", "parallel_harmony"):
        assert found[name][: state.n_cities].sum() == found[name][state.n_cities :].sum() > 0
