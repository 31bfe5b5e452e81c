"""Switching off a mechanism breaks the patterns that depend on it, and no others."""

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
    # Without closure there are no more triangles than the degrees imply; and ties depend more on size, which raises its
    # coefficient (P4) slightly above its band.
    "closure": ({"search.closure": 0.0}, {"P1", "P4"}),
    # Without persistent activity there are fewer hubs to form triangles; unequal sizes alone still satisfy P2.
    # Unobserved heterogeneity attenuates the coefficients of a logit: without it those of size and language (P4) and of
    # governments (P6) exceed the values they were fitted to.
    "activity": ({"search.activity_spread": 0.0}, {"P1", "P4", "P6"}),
    # A nation that never objects enacts statutes only by chance.
    "reaction": ({"response.attention": 0.0}, {"P15"}),
}
"""Changes that switch off a mechanism, and the patterns that depend on it."""


def failing(folder: Path, changes: dict[str, float]) -> set[str]:
    """Return the patterns that fail with these changes."""
    found = library(["patterns"], Settings(replicates=REPLICATES, changes=changes, only=tuple(OF_THE_REAL_WORLD)))
    assert runner.run(found, folder, Options()).ending == "done"
    judged = runner.read(found, folder)
    return {group.name for group in found.groups if together(judged.of(group.name)) != "confirmed"}


@pytest.fixture(scope="module")
def failing_anyway(tmp_path_factory) -> set[str]:
    """Return the patterns that fail as shipped."""
    return failing(tmp_path_factory.mktemp("as-shipped") / "validation", {})


@pytest.mark.slow
@pytest.mark.parametrize("switch", BREAKS)
def test_switching_off_a_mechanism_breaks_its_own_patterns_and_no_others(switch, failing_anyway, tmp_path):
    changes, expected = BREAKS[switch]
    assert not expected & failing_anyway
    assert failing(tmp_path / "validation", changes) - failing_anyway == expected
