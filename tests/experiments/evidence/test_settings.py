"""Settings change what they name and leave the rest of a design alone."""

from collections.abc import Callable

from paradiplomacy.experiments.design.design import Design, Factor
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings


def test_settings_replace_what_they_name(small: Callable[..., Design]) -> None:
    design = small(uncertainties=(Factor("negotiation.power", low=0.1, high=0.5),))
    found = Settings(replicates=9, seed=0, months=2, samples=5, changes={"politics.diffusion": 0.0}).applied(design)
    assert (found.replicates, found.seed, found.months, found.sampling.samples) == (9, 0, 2, 5)
    assert found.changes == {**design.changes, "politics.diffusion": 0.0}
    assert (found.levers, found.measures) == (design.levers, design.measures)


def test_no_settings_leave_a_design_as_it_is(small: Callable[..., Design]) -> None:
    assert AS_IS.applied(small()) == small()


def test_samples_leave_a_design_alone_that_draws_none(small: Callable[..., Design]) -> None:
    checked(Settings(samples=5).applied(small()))
