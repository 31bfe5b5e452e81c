"""Small, busy random worlds that do not depend on the defaults."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from settled import SETTLED

from paradiplomacy.model.events.dated_event import DatedEvent
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.check import checked
from paradiplomacy.scenarios.world import build

# Every parameter that sets the frequency of an event is fixed here, so that a change of defaults cannot quieten the worlds.
LIVELY: dict[str, Any] = {
    **SETTLED,
    "world.cities": 60,
    "world.nations": 6,
    "months": 60,
    "search.burn_in": 3,
    "search.hazard": -4.0,
    "search.hazard_own_nation": 0.05,
    "search.hazard_foreign_nation": -6.0,
    "search.hazard_nation": -4.0,
    "search.stock": -3.0,
    "search.stock_nation": -1.0,
    "search.candidates": 512,
    "search.activity_spread": 1.0,
    "search.closure": 0.5,
    "utility.benefit_scale": 3.0,
    "utility.contact_cost": 0.01,
    "utility.least_depth": 0.05,
    "utility.anticipation": 1.0,
    "form.visibility": 0.8,
    "negotiation.issues": 2,
    "negotiation.rounds_city": 4.0,
    "negotiation.rounds_nation": 2.0,
    "negotiation.rounds_to_close": 3.0,
    "negotiation.deadline": 20,
    "negotiation.capacity_city": 2,
    "negotiation.capacity_nation": 6,
    "ratification.hazard_city": 0.5,
    "ratification.hazard_nation": 0.2,
    "ratification.hazard_consent": 0.3,
    "ratification.patience": 10,
    "politics.election_interval": 24,
    "politics.divergence_scale": 3.0,
    "politics.leader_spread": 0.2,
    "response.tolerance": 0.05,
    "response.attention": 3.0,
    "response.noise": 0.05,
    "response.endorse_cost": 0.05,
    "response.object_cost": 0.01,
    "response.sanction_cost": 0.03,
    "response.coordination": 0.4,
    "response.injunction_months": 3,
    "response.ruling_months": 4,
    "response.sanction_months": 8,
    "response.sanction_share": 0.01,
    "response.litigation_cost": 0.02,
    "response.defiance_cost": 0.05,
    "response.reply_noise": 0.3,
    "response.mayor_support": 1.0,
    "delivery.spread": 0.7,
    "delivery.breach": 0.5,
    "delivery.term": 24,
    "delivery.renewal": 0.6,
    "delivery.dormancy": 0.02,
    "delivery.revival": 0.1,
    "delivery.turnover": 0.8,
}


@pytest.fixture(scope="session")
def lively() -> Callable[..., World]:
    """Return a function that builds a busy random world from a seed and changes."""

    def make(
        seed: int = 1,
        changes: Mapping[str, Any] | None = None,
        scenario: str = "synthetic",
        events: tuple[DatedEvent, ...] = (),
    ) -> World:
        some = LIVELY | dict(changes or {})
        if scenario != "synthetic":
            some = {path: value for path, value in some.items() if not path.startswith("world.")}
        made = change.apply(read.read(scenario), some)
        return build.build(checked(replace(made, events=made.events + events)), seed=seed)

    return make


# Cities want much more than their nations, agreements are easy to reach, nations react, mayors resist, courts favour them.
STRIFE: dict[str, Any] = {
    "months": 48,
    "utility.benefit_scale": 6.0,
    "utility.anticipation": 0.0,
    "politics.divergence_scale": 6.0,
    "response.coordination": 0.1,
    "response.attention": 40.0,
    "response.sanction_share": 0.1,
    "response.statute_rate": 1.0,
    "response.mayor_support": 10.0,
    "response.litigation_cost": 0.0,
    "response.court_low": 0.7,
    "response.court_high": 0.9,
}


@pytest.fixture(scope="session")
def strife() -> dict[str, Any]:
    """Return changes that bring cities and nations into conflict."""
    return dict(STRIFE)


@pytest.fixture(scope="session")
def recipe() -> dict[str, Any]:
    """Return the changes that make a random world busy."""
    return dict(LIVELY)


@pytest.fixture(scope="session")
def interval() -> Callable[[Any], tuple[float, float]]:
    """Return a function that computes the mean of a sample and its standard error."""

    def of(sample: Any) -> tuple[float, float]:
        values = np.asarray(sample, dtype=float)
        return float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))

    return of
