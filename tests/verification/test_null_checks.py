"""Null checks (docs/model.md): equal levels have no advantage; without divergence conflict falls to its baseline.

Runs are the units, and seeds are paired. Intervals are 99.9 % (3.3 standard errors of the mean over runs): three
tests on fixed seeds then fail by chance once in 330 changes to the draws.
"""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.chance import stream_of
from paradiplomacy.model.vocabulary import Kind, Status
from paradiplomacy.model.world import one_month
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.world import build
from paradiplomacy.scenarios.world.census import Population, Profile

WIDE = 3.3
PAIRS, MONTHS = 24, 40
MEASURES = ("success", "months to force", "depth")

# Parameters specific to a level are set equal, and mechanisms that only one level has are off.
EQUAL: dict[str, Any] = {
    "search.burn_in": 0,
    # search: no effect of size or activity, equal effects of distance, language and regime, no approaches across levels
    "search.size": 0.0,
    "search.size_nation": 0.0,
    "search.capital": 0.0,
    "search.democracy": 0.0,
    "search.autocracy": 0.0,
    "search.democracy_gap": 0.0,
    "search.growth": 0.0,
    "search.approach_distance": 0.0,
    "search.activity_spread": 0.0,
    "search.distance": -0.3,
    "search.distance_nation": -0.3,
    "search.language": 0.5,
    "search.language_nation": 0.5,
    "search.hazard": -1.0,
    "search.hazard_nation": -1.0,
    "search.stock": -2.0,
    "search.stock_nation": -2.0,
    "search.hazard_own_nation": 0.0,
    "search.hazard_foreign_nation": -40.0,
    "search.foreign_candidates": 0,
    # negotiation: equal speed, tactics and capacity
    "negotiation.rounds_city": 2.0,
    "negotiation.rounds_nation": 2.0,
    "negotiation.concession_city": 1.0,
    "negotiation.concession_nation": 1.0,
    "negotiation.capacity_city": 2,
    "negotiation.capacity_nation": 2,
    "utility.pragmatism_city": 0.6,
    "utility.pragmatism_nation": 0.6,
    "utility.benefit_scale": 3.0,
    "utility.contact_cost": 0.03,
    # ratification: one veto player, one hazard, no consent
    "ratification.veto_players": 1,
    "ratification.hazard_city": 0.2,
    "ratification.hazard_nation": 0.2,
    **{f"issues.{name}.consent": "none" for name in ("climate", "migration", "trade", "health", "security")},
    # politics: equal party weights, no effect of office, no divergence, no learning, which only cities do
    "politics.party_weight_city": 0.4,
    "politics.party_weight_nation": 0.4,
    "politics.office_city": 0.0,
    "politics.office_nation": 0.0,
    "politics.divergence_scale": 0.0,
    "politics.diffusion": 0.0,
    "politics.trust_city": 0.5,
    "politics.trust_nation": 0.5,
    # no reaction of nations to their cities, expected or actual
    "form.visibility": 0.0,
    "utility.anticipation": 0.0,
    "delivery.support": 0.0,
    # equal growth
    "economy.urbanisation": 0.0,
    "economy.dividend": 0.0,
}


def equal_people(seed: int) -> Population:
    """Draw nations of one city each: equal location, population, output and voters at both levels."""
    rng = np.random.default_rng(seed)
    cities, nations = [], []
    for number in range(PAIRS):
        nation = f"N{number:03d}"
        facts: dict[str, Any] = {
            "nation": nation,
            "lon": float(rng.uniform(-180, 180)),
            "lat": float(rng.uniform(-60, 60)),
            "population": float(rng.lognormal(15, 1)),
            "gdp": float(rng.lognormal(4, 1)),
            "democracy": float(rng.uniform(0.1, 0.9)),
            "languages": (f"language {rng.integers(4)}",),
        }
        cities.append(Profile(id=f"{nation}:city", name=f"{nation} city", ascii_name=f"{nation} city", **facts))
        nations.append(Profile(id=nation, name=nation, ascii_name=nation, **facts))
    return Population(cities, nations)


def level_gap(seed: int, changes: dict[str, Any]) -> list[float]:
    """Return city-city minus nation-nation agreements of one run, by measure."""
    scenario = change.apply(read.read("synthetic"), EQUAL | changes)
    state = build.state_of(scenario, stream_of(seed), equal_people(seed))
    while state.month < MONTHS:
        one_month(state)
    book = state.book.rows
    fresh = book.opened >= 0
    means = []
    for kind in (Kind.CITY_CITY, Kind.NATION_NATION):
        mine = fresh & (book.kind == kind)
        done = mine & (book.status != Status.NEGOTIATING) & (book.opened < MONTHS - 18)
        in_force = mine & (book.in_force != NEVER)
        signed = mine & (book.signed != NEVER)
        means.append(
            [
                (book.in_force[done] != NEVER).mean(),
                (book.in_force - book.opened)[in_force].mean(),
                book.terms[signed].sum(axis=1).mean(),
            ]
        )
    assert not (fresh & (book.kind == Kind.CITY_NATION)).any()
    return [city - nation for city, nation in zip(*means, strict=True)]


def gaps(runs: int, changes: dict[str, Any] | None = None) -> pd.DataFrame:
    return pd.DataFrame([level_gap(seed, changes or {}) for seed in range(1, runs + 1)], columns=list(MEASURES))


# Largest informative half-width of the interval, with 40 runs.
USEFUL = {"success": 0.08, "months to force": 1.0, "depth": 0.08}


def assert_no_advantage(table: pd.DataFrame, interval: Any, share: float = 1.0) -> None:
    for name in MEASURES:
        mean, error = interval(table[name])
        assert WIDE * error < share * USEFUL[name], f"{name}: {error} is too wide a standard error"
        assert abs(mean) < WIDE * error, (
            f"{name}: cities minus nations {mean:.4f} +- {error:.4f} over {len(table)} runs"
        )


def test_no_level_has_an_advantage_where_cities_and_nations_are_equal(interval) -> None:
    assert_no_advantage(gaps(40), interval)


@pytest.mark.slow
def test_no_level_has_an_advantage_over_many_runs(interval) -> None:
    assert_no_advantage(gaps(200), interval, share=0.5)


# Leaders may differ by level only where divergence is not switched off; publics still do not.
APART: dict[str, Any] = {"politics.divergence_scale": 1.0, "politics.divergence_spread": 0.0}
APART |= {f"issues.{name}.divergence": 0.0 for name in ("climate", "migration", "trade", "health", "security")}


@pytest.mark.parametrize(
    ("changes", "number", "sign"),
    [
        ({"negotiation.rounds_nation": 0.5}, "months to force", -1),
        ({"ratification.hazard_nation": 0.05}, "months to force", -1),
        (APART | {"politics.office_nation": -0.6}, "depth", 1),
        (APART | {"politics.office_nation": -0.6}, "success", 1),
    ],
)
def test_a_difference_between_the_levels_is_detected(interval, changes: dict[str, Any], number: str, sign: int) -> None:
    """The check is informative only if it fails where the levels do differ."""
    mean, error = interval(gaps(12, changes)[number])
    assert sign * mean > WIDE * error, f"{number}: {mean:.4f} +- {error:.4f}"


# Divergence at the defaults: the same world with and without divergence, on the same random numbers.
def rates(seeds: range, months: int, scale: float) -> np.ndarray:
    """Return the conflict rate of each seed of c40-paris at a scale of divergence."""
    found = []
    for seed in seeds:
        world = build.build(
            checked(change.apply(read.read("c40-paris"), {"politics.divergence_scale": scale})), seed=seed
        )
        world.run(months)
        found.append(measure("conflict_rate").of(world))
    return np.array(found)


def test_without_divergence_conflict_falls_to_its_baseline_at_the_defaults(interval) -> None:
    """Conflict events per 100 city-years: the claim that acts alone could not show (docs/model.md explains why)."""
    much, none = (rates(range(1, 9), 24, scale) for scale in (1.0, 0.0))
    rise, error = interval(much - none)
    assert rise > 2.0 * error, f"the rate rises by {rise:.2f} +- {error:.2f} with divergence"
    assert (none > 0.0).all(), "cities and nations quarrel at the same position too"


@pytest.mark.slow
def test_conflict_rises_with_divergence_over_many_runs(interval) -> None:
    none, much, twice = (rates(range(101, 131), 72, scale) for scale in (0.0, 1.0, 2.0))
    for more, less in ((much, none), (twice, much)):
        rise, error = interval(more - less)
        assert rise > WIDE * error


# Nations do not react, so that nothing keeps cities from what they want.
NOISE_ONLY = {
    "utility.pragmatism_city": 0.1,
    "utility.pragmatism_nation": 0.1,
    "utility.benefit_scale": 1.0,
    "utility.contact_cost": 0.0,
    "response.attention": 0.0,
    "response.coordination": 0.0,
    "months": 48,
    "politics.party_weight_city": 0.4,
    "politics.party_weight_nation": 0.4,
    "politics.office_city": 0.0,
    "politics.office_nation": 0.0,
    "politics.diffusion": 0.0,
    "politics.divergence_spread": 0.1,
    "utility.anticipation": 0.0,
}


def test_the_conflict_of_an_attempt_is_nothing_at_scale_0_and_rises_with_the_scale(lively) -> None:
    """Scored at the city's own ideal terms, so that it does not depend on which attempts survive."""
    for seed in range(1, 4):
        found = {}
        for scale in (0.0, 1.0, 3.0):
            world = lively(seed, NOISE_ONLY | {"politics.divergence_scale": scale, "months": 12})
            world.run()
            found[scale] = measure("conflict_intensity").of(world)
        assert found[0.0] == pytest.approx(0.0, abs=1e-6)
        assert found[3.0] > 2.0 * found[1.0] > 0.0


def test_divergence_separates_cities_from_their_hinterland_and_leaves_the_national_mean(lively) -> None:
    """If only divergence is active, the mean of all voters is constant, at the start and during the run.

    Positions stay within their bounds here, and cities have different shares of their nations' populations.
    """
    still = {
        "politics.divergence_spread": 0.0,
        "politics.position_noise": 0.0,
        "politics.diffusion": 0.0,
        "economy.population_growth": 0.0,
        "economy.urbanisation": 0.0,
        "ratification.malapportionment": 1.5,
        "months": 12,
    } | {f"issues.{name}.position_spread": 0.05 for name in ("climate", "migration", "trade", "health", "security")}
    flat, apart = (lively(1, still | {"politics.divergence_scale": scale}) for scale in (0.0, 1.0))
    n = flat.state.n_cities
    for _ in range(3):
        one, two = flat.state.actors, apart.state.actors
        np.testing.assert_allclose(two.median[n:], one.median[n:], atol=1e-12)
        gap = np.array([issue.divergence for issue in apart.state.issues])
        np.testing.assert_allclose(two.public[:n] - two.public[two.nation[:n]], np.tile(gap, (n, 1)), atol=1e-12)
        assert (two.public[n:] < one.public[n:] - 0.01).any()
        for world in (flat, apart):
            world.run(4)


@pytest.mark.parametrize("name", ["synthetic", "c40-paris"])
def test_the_recorded_gap_vanishes_at_scale_0_and_rises_in_proportion_to_the_scale(name: str) -> None:
    """The manipulation check of docs/model.md. Positions end at -1 and 1, so that the gap grows a little less than the scale."""
    gap = {}
    for scale in (0.0, 0.5, 1.0, 2.0):
        world = build.build(checked(change.apply(read.read(name), {"politics.divergence_scale": scale})), seed=1)
        world.run(12)
        gap[scale] = float(world.monthly["divergence"].mean())
    assert gap[0.0] <= 0.03
    assert gap[0.5] == pytest.approx(0.5 * gap[1.0], rel=0.1)
    assert gap[2.0] == pytest.approx(2.0 * gap[1.0], rel=0.2)


def test_at_scale_0_every_city_and_its_mayor_are_at_the_position_of_their_nation(lively) -> None:
    world = lively(1, NOISE_ONLY | {"politics.divergence_scale": 0.0, "politics.diffusion": 0.01, "months": 12})
    world.run()
    actors, n = world.state.actors, world.state.n_cities
    for column in (actors.public, actors.position):
        np.testing.assert_allclose(column[:n], column[actors.nation[:n]], atol=1e-9)
