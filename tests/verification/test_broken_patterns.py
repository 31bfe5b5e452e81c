"""A mechanism that is switched off takes down the patterns that rest on it, and no other."""

from pathlib import Path

import pytest

from paradiplomacy.experiments.patterns import validation
from paradiplomacy.experiments.patterns.catalogue import patterns
from paradiplomacy.experiments.sitting import Options

REPLICATES = 10
OF_THE_REAL_WORLD = [pattern.name for pattern in patterns() if pattern.design == "ties"]
BREAKS = {
    # Without closure there are no more triangles than the degrees alone would make.
    "closure": ({"search.closure": 0.0}, {"P1"}),
    # Without lasting activity the network is gravity and closure: nothing is left that gravity alone does not give.
    "activity": ({"search.activity_spread": 0.0}, {"P1", "P2", "P3"}),
    # A nation that minds nothing makes no laws.
    "reaction": ({"response.attention": 0.0}, {"P15"}),
}


def failing(folder: Path, changes: dict[str, float]) -> set[str]:
    """Patterns that fail with these changes."""
    todo = validation.plans(replicates=REPLICATES, changes=changes, only=OF_THE_REAL_WORLD)
    assert validation.run(todo, folder, Options()).ending == "done"
    found = validation.read(folder, changes=changes, seconds=0.0, only=OF_THE_REAL_WORLD)
    return {verdict.pattern.name for verdict in found.verdicts if not verdict.holds}


@pytest.fixture(scope="module")
def failing_anyway(tmp_path_factory) -> set[str]:
    """Patterns that fail as shipped, with so few replicates."""
    return failing(tmp_path_factory.mktemp("as-shipped") / "validation", {})


@pytest.mark.slow
@pytest.mark.parametrize("switch", BREAKS)
def test_what_is_switched_off_takes_down_its_own_patterns_and_no_other(switch, failing_anyway, tmp_path):
    changes, expected = BREAKS[switch]
    assert not expected & failing_anyway
    assert failing(tmp_path / "validation", changes) - failing_anyway == expected
