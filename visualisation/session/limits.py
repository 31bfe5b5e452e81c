"""Limits on what a browser may ask for: uploaded scenarios, changes, and the size of a world.

The rules of a scenario may name a Python file, and a scenario may extend another file. Both are for people who have
access to the files of this machine, never for a page.
"""

from collections.abc import Mapping

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.check import OWN_RULE
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError, one_problem
from paradiplomacy.scenarios.format.scenario import Scenario

# More changes than there are parameters are not the work of a visitor who moves controls.
MOST_CHANGES = 500
LONGEST_NAME = 60
LARGEST = {"world.cities": 3_000, "world.nations": 300, "search.burn_in": 120, "search.candidates": 5_000}
"""The largest world that a page may ask for, so that one visitor leaves memory and time for the others."""


def uploaded(text: str, name: str) -> Scenario:
    """Return the scenario of an uploaded file.

    Args:
        text: Content of the file.
        name: The visitor's name for it; it is displayed, and never used as a path.

    Returns:
        The checked scenario.

    Raises:
        ScenarioError: All its errors.
    """
    # The name is shown and is part of file names of downloads, so nothing that could be a path is left of it.
    stem = "".join(c for c in name.rpartition("/")[2].removesuffix(".toml") if c.isalnum() or c in "-_ ")
    return within_bounds(read.read_closed(text, name=stem[:LONGEST_NAME] or "uploaded"))


def refuse_own_rules(changes: Mapping[str, object]) -> None:
    """Check that changes are not too many and name no Python file.

    Args:
        changes: Path in the scenario to new value.

    Raises:
        ScenarioError: There are too many changes, or one names a Python file.
    """
    # Counted first, so that a flood is refused without looking at each change.
    if len(changes) > MOST_CHANGES:
        raise one_problem("", f"{len(changes)} changes", f"expected at most {MOST_CHANGES}")
    own = [
        Problem("", path[:LONGEST_NAME], "", "a page cannot use a rule from a file", "expected one of the catalogue")
        for path, value in changes.items()
        if isinstance(value, str) and OWN_RULE.fullmatch(value)
    ]
    if own:
        raise ScenarioError(own)


def within_bounds(scenario: Scenario, plain: Scenario | None = None) -> Scenario:
    """Return a scenario unchanged if it is not too large.

    Args:
        scenario: The scenario that a page asks for.
        plain: The scenario that the owner of the server opened; its size is always allowed.

    Returns:
        The same scenario.

    Raises:
        ScenarioError: It is larger than a page may ask for.
    """
    # All sizes are reported together: a visitor who must shrink a world can then do it once.
    wrong = []
    for path, most in LARGEST.items():
        group, name = path.split(".")
        value = getattr(getattr(scenario, group), name)
        # The owner of the server may open a larger world; only what a page adds to it is limited.
        allowed = max(most, 0 if plain is None else getattr(getattr(plain, group), name))
        if value > allowed:
            wrong.append(
                Problem("", path, str(value), f"{value} is too large for a page", f"expected at most {allowed}")
            )
    if wrong:
        raise ScenarioError(wrong)
    return scenario
