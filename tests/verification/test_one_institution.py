"""Switching one institution changes no random draw that the institution does not affect."""

from typing import Any

import numpy as np
import pytest
from sides import two_sided

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Reason, Status
from paradiplomacy.model.world import World

ON_CLIMATE = {"issues.climate.consent": "required"}
OFF = {"issues.climate.consent": "none"}
SEEDS = range(1, 6)
BUSY = {"search.hazard": -1.0, "search.hazard_nation": 5.0, "search.stock_nation": 9.0, "months": 36}


@pytest.fixture(scope="module")
def pair(lively):
    """Return a function that runs a seed with and without the institution, once per seed."""
    cached: dict[int, tuple[World, World]] = {}

    def run(seed: int) -> tuple[World, World]:
        if seed not in cached:
            both = lively(seed, BUSY | OFF), lively(seed, BUSY | ON_CLIMATE)
            for world in both:
                world.run()
            cached[seed] = both
        return cached[seed]

    return run


def openings(world: World, first: int, last: int) -> dict[tuple[int, int, int], tuple]:
    """Return the key, form and length drawn for each negotiation opened in some months, by month and parties."""
    book = two_sided(world.state.book)
    which = np.flatnonzero((book.opened >= first) & (book.opened <= last) & (book.opened != book.signed))
    return {
        (int(book.opened[row]), *book.party[row].tolist()): (
            int(book.key[row]),
            int(book.form[row]),
            float(book.rounds_needed[row]),
        )
        for row in which
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_negotiations_open_in_the_first_month(lively, seed: int) -> None:
    """Nothing can differ before the first request for consent; burn-in is off, so no request comes earlier."""
    worlds = [lively(seed, BUSY | {"search.burn_in": 0} | some) for some in (OFF, ON_CLIMATE)]
    for world in worlds:
        world.step()
    one, other = (openings(world, 0, 0) for world in worlds)
    assert one
    assert one == other
    agendas = [world.state.book.rows.agenda for world in worlds]
    np.testing.assert_array_equal(*agendas)


@pytest.mark.parametrize("seed", SEEDS)
def test_pairs_that_meet_in_both_worlds_have_the_same_draws_to_the_end(pair, seed: int) -> None:
    one, other = (openings(world, 0, 36) for world in pair(seed))
    common = one.keys() & other.keys()
    assert len(common) > 50
    assert [one[meeting] for meeting in common] == [other[meeting] for meeting in common]


@pytest.mark.parametrize("seed", SEEDS)
def test_votes_on_agreements_common_to_both_worlds_have_the_same_draws(pair, seed: int) -> None:
    """Agreements on other issues that are signed in the same month are put to a vote in the same month."""
    stories = []
    for world in pair(seed):
        book = two_sided(world.state.book)
        elsewhere = ~book.agenda[:, 0]
        which = np.flatnonzero(elsewhere & (book.signed != NEVER) & (book.opened != book.signed))
        log = world.state.ledger.events
        votes = np.isin(log.kind, [Event.RATIFIED, Event.REFUSED])
        story = {}
        for row in which.tolist():
            mine = votes & (log.agreement == row)
            key = int(book.key[row]), int(book.signed[row])
            story[key] = list(zip(log.month[mine].tolist(), log.actor[mine].tolist(), strict=True))
        stories.append(story)
    # In either world consent can be refused before the vote, by a nation that has other positions by then.
    held = [key for key in stories[0].keys() & stories[1].keys() if stories[0][key] and stories[1][key]]
    assert len(held) > 5
    assert [stories[0][key][0] for key in held] == [stories[1][key][0] for key in held]


@pytest.mark.parametrize("seed", SEEDS)
def test_initial_draws_do_not_depend_on_the_institution(lively, seed: int) -> None:
    columns = [lively(seed, {"search.burn_in": 0} | some).state.actors for some in (OFF, ON_CLIMATE)]
    for name in columns[0]._fields:
        if name != "consent":
            np.testing.assert_array_equal(getattr(columns[0], name), getattr(columns[1], name), name)


def blocked_and_signed(world: World) -> tuple[float, float]:
    """Return the number of climate agreements of cities that failed for lack of consent, and of all that were signed."""
    book = two_sided(world.state.book)
    climate = (book.terms[:, 0] > 0) & (book.party < world.state.n_cities).any(axis=1) & (book.signed >= 0)
    blocked = climate & (book.status == Status.FAILED) & (book.reason == Reason.CONSENT_REFUSED)
    return float(blocked.sum()), float(climate.sum())


def test_consent_on_climate_blocks_agreements(pair, interval: Any) -> None:
    """Compare five paired runs of a busy world; the slow suite has thirty runs of the real one."""
    off, on = (np.array([blocked_and_signed(pair(seed)[side]) for seed in SEEDS]) for side in (0, 1))
    rise, error = interval(on[:, 0] - off[:, 0])
    assert rise > 3.3 * error, f"blocked {rise:.1f} +- {error:.1f}"
    assert off[:, 1].min() > 5
