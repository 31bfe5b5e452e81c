"""Null checks (MODEL section 1): equal levels have no advantage; without divergence antagonism is noise.

Runs are the units, and seeds are paired. Intervals are 99.9 % (3.3 standard errors of the mean over runs): three
promises on fixed seeds then break by accident once in 330 changes to the draws.
"""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model.agreements import NEVER, Kind, Status
from paradiplomacy.model.chance import luck
from paradiplomacy.model.world import one_month
from paradiplomacy.scenarios import build, change, read
from paradiplomacy.scenarios.people import People, Person

WIDE = 3.3
PAIRS, MONTHS = 24, 40
MEASURES = ("success", "months to force", "depth")

# Every parameter that a level has of its own is set equal, and whatever one level alone does is off.
EQUAL: dict[str, Any] = {
    "search.burn_in": 0,
    # who meets whom: no size, the same distance, language and regime, no activity, nobody approaches the other level
    "search.size": 0.0,
    "search.size_gap": 0.0,
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
    # how they negotiate
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
    # home: one veto player, one hazard, no consent
    "ratification.veto_players": 1,
    "ratification.hazard_city": 0.2,
    "ratification.hazard_nation": 0.2,
    **{f"issues.{name}.consent": "none" for name in ("climate", "migration", "trade", "health", "security")},
    # politics: one weight of parties, no pull of office, no divergence, no learning of cities alone
    "politics.party_weight_city": 0.4,
    "politics.party_weight_nation": 0.4,
    "politics.office_city": 0.0,
    "politics.office_nation": 0.0,
    "politics.divergence_scale": 0.0,
    "politics.diffusion": 0.0,
    "politics.trust_city": 0.5,
    "politics.trust_nation": 0.5,
    # no nation sees, fears or supports what its city does
    "form.visibility": 0.0,
    "utility.anticipation": 0.0,
    "delivery.support": 0.0,
    # cities grow as nations do
    "economy.urbanisation": 0.0,
    "economy.dividend": 0.0,
}


def equal_people(seed: int) -> People:
    """Nations that consist of one city each: the same place, people, output and voters at both levels."""
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
        cities.append(Person(id=f"{nation}:city", name=f"{nation} city", ascii_name=f"{nation} city", **facts))
        nations.append(Person(id=nation, name=nation, ascii_name=nation, **facts))
    return People(cities, nations)


def level_gap(seed: int, changes: dict[str, Any]) -> list[float]:
    """City-city less nation-nation agreements of one run, by measure."""
    scenario = change.apply(read.read("synthetic"), EQUAL | changes)
    state = build.state_of(scenario, luck(seed), equal_people(seed))
    while state.month < MONTHS:
        one_month(state)
    book = state.book.rows
    fresh = book.opened >= 0
    told = []
    for kind in (Kind.CITY_CITY, Kind.NATION_NATION):
        mine = fresh & (book.kind == kind)
        done = mine & (book.status != Status.NEGOTIATING) & (book.opened < MONTHS - 18)
        in_force = mine & (book.in_force != NEVER)
        signed = mine & (book.signed != NEVER)
        told.append(
            [
                (book.in_force[done] != NEVER).mean(),
                (book.in_force - book.opened)[in_force].mean(),
                book.terms[signed].sum(axis=1).mean(),
            ]
        )
    assert not (fresh & (book.kind == Kind.CITY_NATION)).any()
    return [city - nation for city, nation in zip(*told, strict=True)]


def gaps(runs: int, changes: dict[str, Any] | None = None) -> pd.DataFrame:
    return pd.DataFrame([level_gap(seed, changes or {}) for seed in range(1, runs + 1)], columns=list(MEASURES))


# Half the width of the interval that would be too wide to learn anything from, with 40 runs.
USEFUL = {"success": 0.08, "months to force": 1.0, "depth": 0.08}


def assert_no_advantage(table: pd.DataFrame, interval: Any, share: float = 1.0) -> None:
    for name in MEASURES:
        mean, error = interval(table[name])
        assert WIDE * error < share * USEFUL[name], f"{name}: {error} is too wide a standard error"
        assert abs(mean) < WIDE * error, f"{name}: cities less nations {mean:.4f} +- {error:.4f} over {len(table)} runs"


def test_no_level_has_an_advantage_where_mayors_and_ministers_are_alike(interval) -> None:
    assert_no_advantage(gaps(40), interval)


@pytest.mark.slow
def test_no_level_has_an_advantage_over_many_runs(interval) -> None:
    assert_no_advantage(gaps(200), interval, share=0.5)


@pytest.mark.parametrize(
    ("changes", "measure", "sign"),
    [
        ({"negotiation.rounds_nation": 0.5}, "months to force", -1),
        ({"ratification.hazard_nation": 0.05}, "months to force", -1),
        ({"politics.office_nation": -0.6}, "depth", 1),
        ({"politics.office_nation": -0.6}, "success", 1),
    ],
)
def test_a_difference_between_the_levels_shows(interval, changes: dict[str, Any], measure: str, sign: int) -> None:
    """The check is worth something only if it fails where the levels do differ."""
    mean, error = interval(gaps(12, changes)[measure])
    assert sign * mean > WIDE * error, f"{measure}: {mean:.4f} +- {error:.4f}"


# Divergence: cities stand apart on average, or only by the same noise. Leaders follow their views more than
# material pay-offs, and the hinterland weighs much: where cities make up the nation's median voter they move it along,
# and where pay-offs decide the depth their views do not show.
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
    "ratification.malapportionment": 20.0,
}


def antagonism(lively: Any, seed: int, changes: dict[str, Any]) -> tuple[float, float]:
    """Mean antagonism index of the last two years, and mean signed divergence of mayors from governments."""
    world = lively(seed, NOISE_ONLY | changes)
    world.run()
    actors, n = world.state.actors, world.state.n_cities
    apart = float((actors.position[:n] - actors.position[actors.nation[:n]]).mean())
    return float(world.monthly["antagonism"].iloc[-24:].mean()), apart


def test_without_mean_divergence_antagonism_falls_to_its_baseline(lively, interval) -> None:
    """Ten paired runs each at factor 0 and 3. At 0 mayors stand where their governments do but for noise."""
    seeds = range(1, 11)
    none = np.array([antagonism(lively, seed, {"politics.divergence_scale": 0.0}) for seed in seeds])
    much = np.array([antagonism(lively, seed, {"politics.divergence_scale": 3.0}) for seed in seeds])
    rise, error = interval(much[:, 0] - none[:, 0])
    assert rise > WIDE * error, f"antagonism rises by {rise:.4f} +- {error:.4f} with divergence"
    apart, error = interval(none[:, 1])
    assert abs(apart) < WIDE * error < 0.1, f"mayors stand {apart:.4f} +- {error:.4f} from their governments"
    stand_out, error = interval(much[:, 1])
    assert stand_out > WIDE * error


def test_the_baseline_does_not_hang_on_which_issues_would_have_diverged(lively) -> None:
    """Factor 0 and no divergence on any issue are the same world to the bit: divergence enters nowhere else."""
    issues = ("climate", "migration", "trade", "health", "security")
    apart = {f"issues.{name}.divergence": 0.0 for name in issues}
    digests = []
    for changes in ({"politics.divergence_scale": 0.0}, {"politics.divergence_scale": 3.0} | apart):
        world = lively(1, NOISE_ONLY | {"months": 12} | changes)
        world.run()
        digests.append(world.digest())
    assert digests[0] == digests[1]
