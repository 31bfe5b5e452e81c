"""One institution is switched, and nobody's luck changes: what the switch does not touch is drawn alike."""

from typing import Any

import numpy as np
import pytest

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Kind, Reason, Status
from paradiplomacy.model.world import World

ON_CLIMATE = {"issues.climate.consent": "required"}
OFF = {"issues.climate.consent": "none"}
SEEDS = range(1, 6)
BUSY = {"search.hazard": -1.0, "search.hazard_nation": 5.0, "search.stock_nation": 9.0, "months": 36}


@pytest.fixture(scope="module")
def pair(lively):
    """Runs of the same luck with and without the institution; each seed once."""
    known: dict[int, tuple[World, World]] = {}

    def run(seed: int) -> tuple[World, World]:
        if seed not in known:
            both = lively(seed, BUSY | OFF), lively(seed, BUSY | ON_CLIMATE)
            for world in both:
                world.run()
            known[seed] = both
        return known[seed]

    return run


def openings(world: World, first: int, last: int) -> dict[tuple[int, int, int], tuple]:
    """What was drawn for every negotiation opened in some months: by month and parties, its key, form and length."""
    book = world.state.book.rows
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
def test_the_first_month_opens_alike(lively, seed: int) -> None:
    """Before the first consent is asked, nothing can differ: burn-in off, so that the first month is the first."""
    worlds = [lively(seed, BUSY | {"search.burn_in": 0} | some) for some in (OFF, ON_CLIMATE)]
    for world in worlds:
        world.step()
    one, other = (openings(world, 0, 0) for world in worlds)
    assert one
    assert one == other
    agendas = [world.state.book.rows.agenda for world in worlds]
    np.testing.assert_array_equal(*agendas)


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_meets_in_both_worlds_draws_alike_to_the_end(pair, seed: int) -> None:
    one, other = (openings(world, 0, 36) for world in pair(seed))
    common = one.keys() & other.keys()
    assert len(common) > 50
    assert [one[meeting] for meeting in common] == [other[meeting] for meeting in common]


@pytest.mark.parametrize("seed", SEEDS)
def test_votes_and_reviews_of_what_stands_in_both_worlds_are_drawn_alike(pair, seed: int) -> None:
    """Nations among themselves: where both worlds signed the same terms in a month, they vote in the same month."""
    told = []
    for world in pair(seed):
        book = world.state.book.rows
        which = np.flatnonzero(
            (book.kind == Kind.NATION_NATION) & (book.signed != NEVER) & (book.opened != book.signed)
        )
        log = world.state.ledger.events
        votes = np.isin(log.kind, [Event.RATIFIED, Event.REFUSED])
        story = {}
        for row in which.tolist():
            mine = votes & (log.agreement == row)
            key = (int(book.key[row]), int(book.signed[row]), tuple(book.terms[row].round(12).tolist()))
            story[key] = list(zip(log.month[mine].tolist(), log.actor[mine].tolist(), strict=True))
        told.append(story)
    common = told[0].keys() & told[1].keys()
    assert common
    same = [told[0][key][:1] == told[1][key][:1] for key in common]
    assert all(same)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_draws_of_the_start_do_not_know_the_institution(lively, seed: int) -> None:
    columns = [lively(seed, {"search.burn_in": 0} | some).state.actors for some in (OFF, ON_CLIMATE)]
    for name in columns[0]._fields:
        if name != "consent":
            np.testing.assert_array_equal(getattr(columns[0], name), getattr(columns[1], name), name)


def blocked_and_signed(world: World) -> tuple[float, float]:
    """Signatures on climate that a refused consent undid, and agreements on climate that cities signed."""
    book = world.state.book.rows
    climate = (book.terms[:, 0] > 0) & (book.party < world.state.n_cities).any(axis=1) & (book.signed >= 0)
    blocked = climate & (book.status == Status.FAILED) & (book.reason == Reason.CONSENT_REFUSED)
    return float(blocked.sum()), float(climate.sum())


def test_consent_on_climate_blocks_agreements(pair, interval: Any) -> None:
    """Paired differences over five runs of a lively world; the slow suite has thirty of the real one."""
    off, on = (np.array([blocked_and_signed(pair(seed)[side]) for seed in SEEDS]) for side in (0, 1))
    rise, error = interval(on[:, 0] - off[:, 0])
    assert rise > 3.3 * error, f"blocked {rise:.1f} +- {error:.1f}"
    assert off[:, 1].min() > 5
