"""Adding a city changes no choice of the first month, except towards it or away from a city that it displaces.

Choices hang on the network as well as on chance: with closure, a tie to the newcomer makes two cities that share
it likelier to meet. That is an effect of the newcomer, not a reshuffle; it is checked apart.
"""

from typing import NamedTuple

import numpy as np
import pytest
from approached import approaches_of
from sides import two_sided

from paradiplomacy.agents.columns import Ints
from paradiplomacy.model.agreements import inheritance
from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.phases import search
from paradiplomacy.model.state import State
from paradiplomacy.model.world import update_networks
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.world import build
from paradiplomacy.scenarios.world.census import Population

PLENTY = {
    "search.burn_in": 0,
    "search.hazard": 0.0,
    "search.size": 0.4,
    "search.hazard_own_nation": 0.2,
    "search.hazard_foreign_nation": -6.0,
    "search.hazard_nation": -4.0,
    "search.stock": 0.0,
    "search.stock_nation": -1.0,
    "search.activity_spread": 1.0,
    "search.closure": 0.0,
    "negotiation.capacity_city": 1000,
    "negotiation.capacity_nation": 1000,
}
SMALL = {"world.cities": 60, "world.nations": 6, "search.candidates": 512}
THINNED = {
    "world.cities": 3000,
    "world.nations": 12,
    "search.candidates": 48,
    "search.hazard": 0.0,
    "search.stock": 1.0,
}


@pytest.fixture(autouse=True)
def every_tie_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep all ties that are drawn: which ones are worth it hangs on what both ends have promised in all of theirs."""
    worth_it = inheritance.bequest

    def all_of_them(state: State, who: Ints, whom: Ints, _: inheritance.Recorded) -> inheritance.Bequest:
        return worth_it(state, who, whom, inheritance.on_record(np.column_stack([who, whom]), len(state.issues)))

    monkeypatch.setattr(inheritance, "bequest", all_of_them)


class Before(NamedTuple):
    """A world before its first month, and what is chosen and opened in it."""

    state: State
    circle: dict[str, frozenset[str]]
    ties: frozenset[tuple[str, str]]
    choices: dict[tuple[str, str], float]
    talks: dict[tuple[str, str], tuple]


def first_month(changes: dict, seed: int, without: int | None) -> Before:
    """The first month of a drawn world; ``without`` leaves out the city of this number."""
    scenario = change.apply(read.read("synthetic"), PLENTY | changes)
    run = stream_of(seed)
    found = build.population_of(scenario, run)
    if without is not None:
        found = Population(found.cities[:without] + found.cities[without + 1 :], found.nations)
    state = build.state_of(scenario, run, found)
    update_networks(state)
    name, prospects = state.identities, state.prospects
    circle = {
        name[i]: frozenset(name[j] for j in prospects.candidate[prospects.first[i] : prospects.first[i + 1]])
        for i in range(state.n_actors)
    }
    who, whom, when = approaches_of(state)
    inherited = len(state.book.table)
    ties = frozenset((name[a], name[b]) for a, b in two_sided(state.book).party)
    search.act(state)
    book = two_sided(state.book)
    talks = {}
    for row in range(inherited, len(book.key)):
        facts = int(book.key[row]), int(book.form[row]), float(book.rounds_needed[row]), tuple(book.agenda[row])
        talks[name[book.party[row, 0]], name[book.party[row, 1]]] = facts
    choices = {(name[i], name[j]): t for i, j, t in zip(who.tolist(), whom.tolist(), when.tolist(), strict=True)}
    return Before(state, circle, ties, choices, talks)


def moved(one: dict, other: dict) -> set:
    """Keys that only one of them has, or that mean something else in the other."""
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def pair_of(ties: frozenset[tuple[str, str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in ties)


def newcomer_of(world: Before, other: Before) -> str:
    (newcomer,) = set(world.state.identities) - set(other.state.identities)
    return newcomer


SEEDS = range(1, 6)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("number", [0, 30, 59])
def test_in_a_small_world_nothing_moves_except_to_the_newcomer(seed: int, number: int) -> None:
    after, before = first_month(SMALL, seed, None), first_month(SMALL, seed, number)
    new = newcomer_of(after, before)
    assert len(before.choices) > 30 and len(before.ties) > 5
    assert all(new in pair for pair in moved(after.choices, before.choices))
    assert all(new in pair for pair in moved(after.talks, before.talks))
    assert all(new in pair for pair in after.ties ^ before.ties)
    for who, circle in before.circle.items():
        assert after.circle[who] - circle <= {new} and circle <= after.circle[who]


@pytest.mark.parametrize("seed", SEEDS)
def test_actors_are_what_they_were(seed: int) -> None:
    after, before = first_month(SMALL, seed, None), first_month(SMALL, seed, 17)
    old = [after.state.identities.index(who) for who in before.state.identities]
    same = ("key", "need", "salience", "activity", "autonomy", "grant_share", "trust", "conviction", "party")
    for name in (*same, "next_election", "consent"):
        np.testing.assert_array_equal(getattr(after.state.actors, name)[old], getattr(before.state.actors, name), name)
    # Only the newcomer's nation has one voter more: its hinterland gives way to it, and takes its cities along.
    home = newcomer_of(after, before).split(":")[0]
    for name in ("public", "median"):
        apart = np.flatnonzero(
            (getattr(after.state.actors, name)[old] != getattr(before.state.actors, name)).any(axis=1)
        )
        assert {before.state.identities[row].split(":")[0] for row in apart} <= {home}, name
    at_home = [row for row, who in enumerate(before.state.identities) if who.split(":")[0] == home]
    more = share_of_cities(after.state, home) - share_of_cities(before.state, home)
    gap = np.array([issue.divergence for issue in after.state.issues])
    found = after.state.actors.public[old] - before.state.actors.public
    np.testing.assert_allclose(found[at_home], np.tile(-more * gap, (len(at_home), 1)), rtol=0, atol=1e-12)


def share_of_cities(state: State, home: str) -> float:
    """Weight of its cities among a nation's voters."""
    row = state.identities.index(home)
    inside = np.flatnonzero(state.actors.nation[: state.n_cities] == row)
    urban = state.actors.population[inside].sum()
    rural = state.settings.ratification.malapportionment * (state.actors.population[row] - urban)
    return float(urban / (urban + rural))


@pytest.mark.parametrize("seed", SEEDS[:2])
def test_in_a_thinned_world_choices_move_only_to_the_newcomer_or_away_from_those_it_displaces(seed: int) -> None:
    after = first_month(THINNED, seed, None)
    rng = np.random.default_rng(seed)
    numbers = [0, *rng.integers(3000, size=2).tolist()]
    displacing = 0
    for number in numbers:
        before = first_month(THINNED, seed, number)
        new = newcomer_of(after, before)
        displaced: set[str] = set()
        for who, circle in before.circle.items():
            assert after.circle[who] - circle <= {new}
            displaced |= circle - after.circle[who]
        # One at most from the newcomer's cell in each of the three grids, whoever looks.
        assert len(displaced) <= 3
        displacing += bool(displaced)
        assert len(before.choices) > 500 and len(before.ties) > 100
        for part, then in ((after.choices, before.choices), (after.talks, before.talks)):
            for who, whom in moved(part, then):
                assert new in (who, whom) or displaced & {who, whom}
                if new not in (who, whom):
                    assert (who, whom) not in part, "a choice that is left is left, not changed"
        for pair in pair_of(after.ties) ^ pair_of(before.ties):
            assert new in pair or (displaced & pair and pair not in pair_of(after.ties))
    assert displacing, "none of the newcomers displaces anybody: the test is empty"


@pytest.mark.parametrize("seed", SEEDS)
def test_with_closure_only_pairs_with_a_common_partner_by_a_new_tie_move(seed: int) -> None:
    """The newcomer's ties introduce its partners to each other, whose ties introduce others: a chain, and no reshuffle."""
    changes = SMALL | {"search.closure": 2.0, "search.stock": 1.0}
    after, before = first_month(changes, seed, None), first_month(changes, seed, 30)
    new = newcomer_of(after, before)
    old_ties, ties = pair_of(before.ties), pair_of(after.ties)
    assert old_ties <= ties and any(new in pair for pair in ties - old_ties)
    for pair in ties - old_ties:
        assert new in pair or introduced(pair, ties, old_ties)
    for pair in moved(after.choices, before.choices):
        assert pair in after.choices
        assert new in pair or introduced(frozenset(pair), ties, old_ties)


def introduced(pair: frozenset[str], ties: frozenset, old_ties: frozenset) -> bool:
    """Return whether a pair has a common partner, and had none before."""
    one, other = pair
    now, then = (
        {who for tie in some if one in tie for who in tie} & {who for tie in some if other in tie for who in tie} - pair
        for some in (ties, old_ties)
    )
    return bool(now) and not then


def test_a_city_of_the_facts_is_added() -> None:
    changes = PLENTY | {"search.hazard": -6.0, "search.stock": -5.0}
    scenario = change.apply(read.read("baseline"), changes)
    run = stream_of(1)
    found = build.population_of(scenario, run)
    without = Population([city for city in found.cities if city.id != "FRA:paris"], found.nations)
    assert len(without.cities) == len(found.cities) - 1
    ties, choices = [], []
    for some in (found, without):
        state = build.state_of(scenario, run, some)
        update_networks(state)
        name = state.identities
        who, whom, when = approaches_of(state)
        choices.append({(name[i], name[j]): t for i, j, t in zip(who, whom, when, strict=True)})
        ties.append(frozenset((name[a], name[b]) for a, b in two_sided(state.book).party))
    assert len(choices[1]) > 20 and len(ties[1]) > 20
    assert all("FRA:paris" in pair for pair in moved(*choices))
    assert all("FRA:paris" in pair for pair in ties[0] ^ ties[1])
