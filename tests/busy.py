"""Changes of a synthetic world in which much of what measures read happens."""

from typing import Any

LIVELY: dict[str, Any] = {
    "world.cities": 60,
    "world.nations": 6,
    "search.hazard": -1.5,
    "utility.benefit_scale": 3.0,
    "utility.anticipation": 0.0,
    "response.statute_rate": 0.5,
    "politics.election_interval": 12,
    "issues.migration.consent": "none",
}
