"""What comes in from a browser is checked here: an uploaded scenario, changes, and how large a world may be.

The rules of a scenario may name a Python file, and a scenario may extend another file: both are for those who can
read and write the files of this machine, and never for a page.
"""

from collections.abc import Mapping

from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.check import OWN_RULE
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError, one_problem
from paradiplomacy.scenarios.format.scenario import Scenario

MOST_CHANGES = 500
LONGEST_NAME = 60
LARGEST = {"world.cities": 3_000, "world.nations": 300, "search.burn_in": 120, "search.candidates": 5_000}
"""The largest world that a page may ask for, so that one visitor leaves room for the others."""


def uploaded(text: str, name: str) -> Scenario:
    """The scenario of an uploaded file.

    Args:
        text: What is in the file.
        name: What the visitor calls it; it is shown, and never looked for.

    Raises:
        ScenarioError: With everything that is wrong with it.
    """
    stem = "".join(c for c in name.rpartition("/")[2].removesuffix(".toml") if c.isalnum() or c in "-_ ")
    return within_bounds(read.read_closed(text, name=stem[:LONGEST_NAME] or "uploaded"))


def refuse_own_rules(changes: Mapping[str, object]) -> None:
    """Check that changes are not too many and name no Python file.

    Raises:
        ScenarioError: They are, or do.
    """
    if len(changes) > MOST_CHANGES:
        raise one_problem("", f"{len(changes)} changes", f"want at most {MOST_CHANGES}")
    own = [
        Problem(
            "", path[:LONGEST_NAME], "", "a rule of one's own cannot be named from a page", "want one of the catalogue"
        )
        for path, value in changes.items()
        if isinstance(value, str) and OWN_RULE.fullmatch(value)
    ]
    if own:
        raise ScenarioError(own)


def within_bounds(scenario: Scenario, plain: Scenario | None = None) -> Scenario:
    """The same scenario, where it is not too large; what ``plain``, the owner's own, asks for is never too large.

    Raises:
        ScenarioError: It asks for more than a page may.
    """
    wrong = []
    for path, most in LARGEST.items():
        group, name = path.split(".")
        value = getattr(getattr(scenario, group), name)
        allowed = max(most, 0 if plain is None else getattr(getattr(plain, group), name))
        if value > allowed:
            wrong.append(Problem("", path, str(value), f"{value} is too large for a page", f"want at most {allowed}"))
    if wrong:
        raise ScenarioError(wrong)
    return scenario
