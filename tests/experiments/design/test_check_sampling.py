"""Nothing that a design says about its sampling is silently ignored."""

from collections.abc import Callable

import pytest

from paradiplomacy.experiments.design.check_sampling import TAKES
from paradiplomacy.experiments.design.design import SAMPLERS, Design, Factor, Precision, Sampling, Stop
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.scenarios.format.problem import ScenarioError

Make = Callable[..., Design]
OTHER = {"samples": 7, "levels": 6, "second_order": True, "table": "points.csv"}
RANGE = Factor("negotiation.power", low=0.1, high=0.5)


def refused(make: Make, **changes: object) -> str:
    with pytest.raises(ScenarioError) as caught:
        checked(make(**changes))
    return str(caught.value)


def test_every_sampler_says_what_it_uses() -> None:
    assert set(TAKES) == set(SAMPLERS)


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("key", OTHER)
def test_a_sampler_refuses_what_it_would_ignore(small: Make, sampler: str, key: str) -> None:
    asked = {"table": "points.csv"} if sampler == "table" else {}
    design = {"levers": (RANGE,), "sampling": Sampling(levers=sampler, **(asked | {key: OTHER[key]}))}
    if key in TAKES[sampler]:
        checked(small(**design))
    else:
        said = refused(small, **design)
        assert f"sampling.{key}: no sampler uses it: {sampler} takes {', '.join(TAKES[sampler])}" in said


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sampling": Sampling(levels=6)}, "factorial takes nothing where all factors are lists"),
        ({"levers": (), "sampling": Sampling(samples=8)}, "sampling.samples: nothing is varied"),
        ({"levers": (), "sampling": Sampling(together="morris")}, "sampling.together: nothing is varied"),
        ({"sampling": Sampling(levers="morris", together="saltelli")}, "expected together or levers, not both"),
        ({"sampling": Sampling(uncertainties="morris")}, "the design has no uncertainties"),
        ({"stop": Stop(after=3)}, "stop.after: nothing is checked"),
        ({"precision": Precision(confidence=0.9)}, "precision.confidence: no precision is asked for"),
        ({"precision": Precision(most=50)}, "precision.most: no precision is asked for"),
    ],
)
def test_what_has_no_use_is_refused(small: Make, changes: dict[str, object], message: str) -> None:
    assert message in refused(small, **changes)
