"""Settings: changes that a user makes to the runs behind claims."""

from collections.abc import Mapping
from typing import NamedTuple

from paradiplomacy.experiments.design.check_sampling import uses
from paradiplomacy.experiments.design.design import NOTHING, Design


class Settings(NamedTuple):
    """Changes of the runs of a library; None keeps what the library says.

    Attributes:
        replicates: Runs of each setting.
        seed: Root seed.
        months: Months of each run.
        samples: Sampled points of the uncertainties.
        changes: Changes of all scenarios, by path.
        only: Names of the groups or claims to keep; all where empty.
    """

    replicates: int | None = None
    seed: int | None = None
    months: int | None = None
    samples: int | None = None
    changes: Mapping[str, object] = NOTHING
    only: tuple[str, ...] = ()

    def applied(self, design: Design) -> Design:
        """Return a design with these settings."""
        # One setting for many designs: those that draw no points have nothing to change.
        sampling = design.sampling
        if self.samples is not None and "samples" in uses(design):
            sampling = sampling._replace(samples=self.samples)
        return design._replace(
            replicates=self.replicates or design.replicates,
            # Unlike 0 replicates or months, 0 is a valid seed.
            seed=design.seed if self.seed is None else self.seed,
            months=self.months or design.months,
            changes={**design.changes, **self.changes},
            sampling=sampling,
        )


AS_IS = Settings()
"""Runs as the library says."""
