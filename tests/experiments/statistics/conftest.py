"""A design and a measure of which the right answers are known."""

from collections.abc import Callable, Iterator

import pytest

from paradiplomacy.experiments.design.design import Design, Factor, Sampling
from paradiplomacy.experiments.measures.measure import whole
from paradiplomacy.experiments.measures.registry import MEASURES

FACTORS = (
    Factor("response.tolerance", name="tolerance", low=0.0, high=1.0),
    Factor("negotiation.power", name="power", low=0.0, high=1.0),
    Factor("negotiation.agenda", name="agenda", values=("package", "issue_by_issue")),
)


@pytest.fixture
def known() -> Iterator[None]:
    """Measures of which the right answer is known: 3 tolerance + power, whatever happens in the world."""

    def linear(world: object) -> float:
        settings = world.settings  # type: ignore[attr-defined]
        return float(3 * settings.response.tolerance + settings.negotiation.power)

    MEASURES["linear"] = whole("3 tolerance + power", "1", linear)
    yield
    del MEASURES["linear"]


@pytest.fixture
def design(small: Callable[..., Design], known: None) -> Callable[[str, int], Design]:  # noqa: ARG001 - the measure has to be there
    """Makes a design over the three factors with a sampler and a number of samples."""

    def make(sampler: str, samples: int) -> Design:
        return small(
            measures=("linear", "signed"), levers=(), uncertainties=FACTORS, replicates=1, months=1,
            sampling=Sampling(uncertainties=sampler, samples=samples),
        )  # fmt: skip

    return make
