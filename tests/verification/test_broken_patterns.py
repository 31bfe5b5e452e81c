"""A mechanism that is switched off takes down the patterns that rest on it, and no other."""

from pathlib import Path

import pytest

from paradiplomacy.experiments.engine.session import Options
from paradiplomacy.experiments.evidence import runner
from paradiplomacy.experiments.evidence.libraries import library
from paradiplomacy.experiments.evidence.libraries.catalogue import patterns
from paradiplomacy.experiments.evidence.settings import Settings
from paradiplomacy.experiments.evidence.verdict import together

REPLICATES = 30
OF_THE_REAL_WORLD = [pattern.name for pattern in patterns() if pattern.design == "ties"]
BREAKS = {
    # Without closure there are no more triangles than the degrees alone would make; and size alone says who is tied, which
    # raises its coefficient (P4) a little over its band.
    "closure": ({"search.closure": 0.0}, {"P1", "P4"}),
    # Without lasting activity there are fewer hubs for triangles to stand on; unequal sizes alone still make P2 hold.
    # Differences that a logit does not see pull its coefficients towards 0: without them those of size and language (P4)
    # and of governments (P6) come out larger than what they were fitted to.
    "activity": ({"search.activity_spread": 0.0}, {"P1", "P4", "P6"}),
    # A nation that minds nothing makes no laws but by chance.
    "reaction": ({"response.attention": 0.0}, {"P15"}),
}
"""What is switched off, and the patterns that rest on it."""


def failing(folder: Path, changes: dict[str, float]) -> set[str]:
    """Patterns that fail with these changes."""
    found = library(["patterns"], Settings(replicates=REPLICATES, changes=changes, only=tuple(OF_THE_REAL_WORLD)))
    assert runner.run(found, folder, Options()).ending == "done"
    judged = runner.read(found, folder)
    return {group.name for group in found.groups if together(judged.of(group.name)) != "confirmed"}


@pytest.fixture(scope="module")
def failing_anyway(tmp_path_factory) -> set[str]:
    """Patterns that fail as shipped."""
    return failing(tmp_path_factory.mktemp("as-shipped") / "validation", {})


@pytest.mark.slow
@pytest.mark.parametrize("switch", BREAKS)
def test_what_is_switched_off_takes_down_its_own_patterns_and_no_other(switch, failing_anyway, tmp_path):
    changes, expected = BREAKS[switch]
    assert not expected & failing_anyway
    assert failing(tmp_path / "validation", changes) - failing_anyway == expected
