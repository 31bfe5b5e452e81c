"""Run the World with Mesa's ``batch_run`` over a small grid.

``paradiplomacy.batch`` does the same faster, can be resumed, and tolerates failing runs. This example is for scripts
that already use ``batch_run``.
"""

from typing import Any

import mesa
import pandas as pd

import paradiplomacy

SMALL = {"world.cities": 24, "world.nations": 4, "search.burn_in": 1, "search.candidates": 64}


class Small(mesa.Model):
    """A world in the form that ``batch_run`` expects: keyword arguments and a data collector."""

    def __init__(self, tolerance: float = 0.1, rng: int | None = None, months: int = 4) -> None:
        super().__init__(rng=rng)
        changes = SMALL | {"response.tolerance": tolerance, "months": months}
        self.world = paradiplomacy.World.from_scenario("synthetic", seed=rng or 0, changes=changes)
        self.datacollector = mesa.DataCollector({"signed": self.signed})

    def signed(self, _model: mesa.Model | None = None) -> int:
        """Return the number of agreements signed so far."""
        return int((self.world.state.book.rows.signed >= 0).sum())

    def step(self) -> None:
        """Run one month."""
        self.world.step()
        self.running = self.world.running
        self.datacollector.collect(self)


def main(number_processes: int | None = 1) -> pd.DataFrame:
    """Run two tolerances with three seeds each."""
    asked: dict[str, Any] = {"tolerance": [0.1, 0.3]}
    rows = mesa.batch_run(Small, asked, rng=[1, 2, 3], number_processes=number_processes, display_progress=False)
    return pd.DataFrame(rows)


if __name__ == "__main__":
    print(main())
