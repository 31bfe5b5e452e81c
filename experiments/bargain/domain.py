"""A domain: issues, and what their values are to two or more parties."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from paradiplomacy.experiments.bargain.finite import finite_space
from paradiplomacy.experiments.bargain.issue import BargainError, Issue, is_number, read_issue
from paradiplomacy.experiments.bargain.linear import linear_space
from paradiplomacy.experiments.bargain.space import Space
from paradiplomacy.experiments.bargain.utility import Utility, read_utility
from paradiplomacy.scenarios.format.problem import did_you_mean

if TYPE_CHECKING:
    from paradiplomacy.experiments.bargain.negmas_objects import Scenario as NegmasScenario

LEVELS = 11
MOST_PARTIES = 50


@dataclass(frozen=True)
class Domain:
    """Issues, utilities and reservation values of a negotiation.

    Attributes:
        issues: The issues.
        utilities: The utility of each party.
        reservation: Utility of no agreement to each party.
        levels: Number of values to which a range is cut where outcomes are enumerated.
    """

    issues: tuple[Issue, ...]
    utilities: tuple[Utility, ...]
    reservation: tuple[float, ...]
    levels: int = LEVELS

    @property
    def parties(self) -> tuple[str, ...]:
        """Names of the parties."""
        return tuple(each.party for each in self.utilities)

    @property
    def is_linear(self) -> bool:
        """True if every issue is a range and every utility linear, so that outcomes need not be enumerated."""
        return all(issue.is_range for issue in self.issues) and all(each.is_linear for each in self.utilities)

    def space(self, *, finite: bool = False) -> Space:
        """Return the outcomes, enumerated if the domain is not linear or if asked for.

        Raises:
            BargainError: There are too many outcomes, or a function of a party fails.
        """
        # Arrays are made here, and not stored, so that domains can be compared and printed.
        reservation = np.array(self.reservation)
        if self.is_linear and not finite:
            return linear_space(self.issues, self.utilities, reservation)
        return finite_space(self.issues, self.utilities, reservation, self.levels)

    @classmethod
    def of(
        cls,
        issues: Mapping[str, object],
        utilities: Mapping[str, object],
        *,
        reservation: Mapping[str, float] | None = None,
        levels: int = LEVELS,
    ) -> Self:
        """Return a domain, checked.

        Args:
            issues: By name: a pair of numbers ``(low, high)``, or a list of values.
            utilities: By party, in the order in which they make offers: a table by issue of a number per unit, a table of
                values or a function of the value; or one function of the whole outcome.
            reservation: Utility of no agreement by party; 0 unless given.
            levels: Number of values to which a range is cut where outcomes are enumerated, 2 to 1,001.

        Raises:
            BargainError: Something is wrong; all problems are reported together.
        """
        problems = _shape(issues, utilities, levels)
        if problems:
            raise BargainError(*problems)
        found = [read_issue(name, given, problems) for name, given in issues.items()]
        whole = [each for each in found if each is not None]
        if problems:
            raise BargainError(*problems)
        # Only once the issues are known, because parts of utilities are checked against them.
        made = [read_utility(party, given, whole, problems) for party, given in utilities.items()]
        values = _reservation(tuple(utilities), reservation or {}, problems)
        if problems:
            raise BargainError(*problems)
        return cls(tuple(whole), tuple(made), values, levels)

    @classmethod
    def read_genius(cls, path: str | Path) -> "Domain":
        """Return the domain of a folder of Genius files, or of a domain file and the profiles next to it.

        Profiles are read in the order of their names. Discrete, integer and real issues are supported, with tables and with
        linear evaluators; other profiles are refused. A discount is not modelled, and a warning says so.

        Raises:
            BargainError: There is no domain or fewer than two profiles, or a file is not of this form.
        """
        # Here and below not above, because readers and writers need this class.
        from paradiplomacy.experiments.bargain.genius import read_genius

        return read_genius(path)

    def write_genius(self, folder: str | Path) -> list[Path]:
        """Write the domain and a profile for each party into a folder, for Genius and NegMAS, and return the files.

        Utilities are scaled to run from 0 to 1, as Genius requires: this changes their unit, and no preference.

        Raises:
            BargainError: A utility is a function, for which Genius has no form.
            OSError: A file cannot be written.
        """
        from paradiplomacy.experiments.bargain.genius import write_genius

        return write_genius(self, folder)

    @classmethod
    def from_negmas(cls, scenario: "NegmasScenario") -> "Domain":
        """Return the domain of a ``negmas.Scenario``, with any utility functions.

        Raises:
            BargainError: The object is not a scenario, or its issues are not independent.
        """
        from paradiplomacy.experiments.bargain.negmas_objects import from_negmas

        return from_negmas(scenario)

    def to_negmas(self) -> "NegmasScenario":
        """Return a ``negmas.Scenario`` with the same issues, utilities and reservation values.

        Raises:
            BargainError: NegMAS is not installed.
        """
        from paradiplomacy.experiments.bargain.negmas_objects import to_negmas

        return to_negmas(self)


def _shape(issues: object, utilities: object, levels: object) -> list[str]:
    """Return what is wrong with the numbers of issues, parties and levels."""
    problems = []
    if not isinstance(issues, Mapping) or not issues:
        problems.append(f"issues: {issues!r}, expected at least one issue, by name")
    # A function or a number in the place of a table has no length.
    count = len(utilities) if isinstance(utilities, Mapping) else 0
    if not 2 <= count <= MOST_PARTIES:
        problems.append(f"utilities: {count} parties, expected 2 to {MOST_PARTIES}, by name")
    if not isinstance(levels, int) or isinstance(levels, bool) or not 2 <= levels <= 1_001:
        problems.append(f"levels: {levels!r}, expected a whole number from 2 to 1,001")
    return problems


def _reservation(parties: tuple[str, ...], given: Mapping[str, float], problems: list[str]) -> tuple[float, ...]:
    problems += [
        f"reservation: unknown party {each!r}, {did_you_mean(str(each), parties)}"
        for each in given
        if each not in parties
    ]
    for party in parties:
        if not is_number(given.get(party, 0.0)):
            problems.append(f"reservation: {party}: {given[party]!r}, expected a finite number")
    return tuple(float(given.get(party, 0.0)) if is_number(given.get(party, 0.0)) else 0.0 for party in parties)
