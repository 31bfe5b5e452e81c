"""Explicit parameters of search and government for the small worlds of the tests, which then depend on no default.

The values are the defaults from before calibration, for which these worlds were designed.
"""

from typing import Any

SETTLED: dict[str, Any] = {
    "search.size": 0.44,
    "search.distance": -0.48,
    "search.language": 0.84,
    "search.same_nation": -3.6,
    "search.democracy_gap": -0.74,
    "search.closure": 1.0,
    "search.capital": 0.0,
    "search.democracy": 0.0,
    "search.autocracy": 0.0,
    "search.growth": 0.0,
    "search.approach_distance": 0.0,
    "search.activity_spread": 1.3,
    "search.hazard": -5.85,
    "search.stock": -2.6,
    "politics.vote_noise": 0.1,
    "politics.party_weight_nation": 0.6,
    "response.statute_rate": 0.5,
    "utility.benefit_scale": 1.3,
}
