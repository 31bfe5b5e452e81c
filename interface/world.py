"""The world as a Python user opens it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from paradiplomacy.experiments.run import LARGEST_SEED, resolved, within
from paradiplomacy.model import world
from paradiplomacy.scenarios.build import build
from paradiplomacy.scenarios.scenario import Scenario


class World(world.World):
    """A world of cities and nations (a ``mesa.Model``) that can be made from a scenario."""

    @classmethod
    def from_scenario(
        cls,
        scenario: str | Path | Scenario,
        *,
        seed: int = 1,
        replicate: int = 0,
        changes: Mapping[str, Any] | None = None,
    ) -> Self:
        """The world of a scenario, at its start (the burn-in is done).

        Args:
            scenario: Name in the library, path of a scenario file, or a scenario.
            seed: Root seed, 0 to 2**63 - 1.
            replicate: Number of the replicate, 0 or more.
            changes: Path in the scenario to new value, such as ``{"politics.election_interval": 48}``.

        Raises:
            ScenarioError: The scenario or a change is wrong.
            ValueError: A number is out of range.
        """
        return build(
            resolved(scenario, months=None, changes=changes or {}),
            seed=within(seed, "seed", 0, LARGEST_SEED),
            replicate=within(replicate, "replicate", 0, LARGEST_SEED),
            world_class=cls,
        )
