"""The world for Python users: made from a scenario, saved to a file and restored."""

import warnings
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

from paradiplomacy import saved
from paradiplomacy.experiments.engine import progress
from paradiplomacy.experiments.engine.run import LARGEST_SEED, resolved
from paradiplomacy.experiments.engine.run import within as within_range
from paradiplomacy.model import world
from paradiplomacy.model.calendar import MOST_MONTHS, within
from paradiplomacy.saved import Origin, SavedWorldError
from paradiplomacy.scenarios.format.problem import ScenarioError, printable
from paradiplomacy.scenarios.format.read import read_text
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import scenario_hash, to_toml
from paradiplomacy.scenarios.world.build import build


class World(world.World):
    """A world of cities and nations (a ``mesa.Model``) that can be made from a scenario, saved and restored."""

    origin: Origin

    def __str__(self) -> str:
        """Return the scenario, the time and the size of the world in one line."""
        return f"{self.origin.name} (seed {self.origin.seed}, replicate {self.origin.replicate}): {super().__str__()}"

    def run(self, months: int | None = None) -> None:
        """Run a number of months, or to the end of the scenario; in a notebook with a bar.

        Raises:
            ValueError: The number is not whole, below 0, or leads beyond the longest scenario; or an attribute of an
                actor was set to a value out of its range.
            MonthError: A month is under way, or has failed.
        """
        if not progress.in_notebook():
            super().run(months)
            return
        before = self.month
        total = max(0, self.horizon - before) if months is None else within(months, MOST_MONTHS - before)
        with progress.bar(total, "months") as shown:
            # One month at a time, each checked as by itself.
            while self.month - before < total:
                super().run(1)
                shown.update(1)

    def _facts(self) -> list[tuple[str, str]]:
        origin = [("scenario", self.origin.name), ("seed", f"{self.origin.seed}, replicate {self.origin.replicate}")]
        return [*origin, *super()._facts()]

    @classmethod
    def from_scenario(
        cls,
        scenario: str | Path | Scenario,
        *,
        seed: int = 1,
        replicate: int = 0,
        changes: Mapping[str, Any] | None = None,
    ) -> Self:
        """Return the world of a scenario at its start, after the burn-in.

        Args:
            scenario: Name in the library, path of a scenario file, or a scenario.
            seed: Root seed, 0 to 2**63 - 1.
            replicate: Number of the replicate, 0 or more.
            changes: Path in the scenario to new value, such as ``{"response.attention": 0.5}``.

        Raises:
            ScenarioError: The scenario or a change is wrong.
            ValueError: A number is out of range.
        """
        root = within_range(seed, "seed", 0, LARGEST_SEED)
        number = within_range(replicate, "replicate", 0, LARGEST_SEED)
        found = resolved(scenario, months=None, changes=changes or {})
        world = build(found, seed=root, replicate=number, world_class=cls)
        # The whole scenario as text, changes included, because its file may change before the world is restored.
        world.origin = Origin(to_toml(found), found.name, root, number, scenario_hash(found))
        return world

    def save(self, path: str | Path) -> Path:
        """Write the world to a file, from which ``restore`` continues the same run.

        A script's own functions are not saved, because a file holds no code; the values that they have recorded are.

        Args:
            path: The file, by convention ending in ``.world``.

        Returns:
            The file.

        Raises:
            OSError: It cannot be written; an existing file is left untouched.
            MonthError: A month is under way, or has failed.
        """
        self._refuse_unless_between_months()
        return saved.write(path, self.state, self.origin, version("paradiplomacy"), self.hooks.described())

    @classmethod
    def restore(cls, path: str | Path) -> Self:
        """Return the world that ``save`` wrote; a warning lists the functions that a script must add again.

        Raises:
            SavedWorldError: No such file, not a saved world, damaged, or saved by another version.
        """
        arrays, meta, origin = saved.read(path, version("paradiplomacy"))
        try:
            # A scenario is named after its file, and the text does not contain that name.
            scenario = replace(read_text(origin.scenario), name=origin.name)
            saved.refuse_other(origin, scenario_hash(scenario))
            # Every column is replaced below, so the burn-in, which takes seconds, would be wasted.
            world = build(scenario, seed=origin.seed, replicate=origin.replicate, world_class=cls, burn_in=False)
            saved.put_back(world.state, arrays, meta)
        except (ScenarioError, SavedWorldError) as error:
            first = str(error).partition("\n")[0]
            raise SavedWorldError(f"{path}: cannot be restored: {first}") from None
        world.origin = origin
        # Mesa's flag that a run goes on is not a saved column.
        world.running = world.month < world.horizon
        if meta["functions"]:
            # Without them the run would go on as another one, and nobody would notice.
            lost = "; ".join(printable(each) for each in meta["functions"])
            warnings.warn(f"{path}: without its functions, which a script must add again: {lost}", stacklevel=2)
        return world
