"""One scenario, one seed, to its horizon."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import index
from pathlib import Path
from typing import Any, SupportsIndex

import pandas as pd

from paradiplomacy.experiments.engine.prepare import placed as placed_function
from paradiplomacy.experiments.engine.prepare import prepare as prepare_world
from paradiplomacy.experiments.engine.progress import reported
from paradiplomacy.experiments.results import observed, provenance
from paradiplomacy.experiments.results.copies import copies
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.experiments.results.tidy import tidy
from paradiplomacy.model.bargaining.sample import share_of
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import own_rules, read, write
from paradiplomacy.scenarios.format.placed import changes_placed
from paradiplomacy.scenarios.format.problem import one_problem
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.scenarios.own_data.origins import estimated
from paradiplomacy.scenarios.typed.data import native
from paradiplomacy.scenarios.world import build, effect

LARGEST_SEED = 2**63 - 1


def run(
    scenario: str | Path | Scenario,
    *,
    seed: int = 1,
    replicate: int = 0,
    months: int | None = None,
    changes: Mapping[str, Any] | None = None,
    progress: Callable[[int, int], object] | None = None,
    prepare: str | None = None,
) -> Run:
    """Run a scenario and return its results.

    Args:
        scenario: Name in the library, path of a scenario file, or a scenario.
        seed: Root seed, 0 to 2**63 - 1.
        replicate: Number of the replicate, 0 or more.
        months: Months to run; None means the scenario's own horizon.
        changes: Path in the scenario to new value, such as ``{"response.attention": 0.5}``.
        progress: Called with (months done, total months) after each month; in a notebook, a bar unless given.
        prepare: Function of a user's file, as ``file.py:function``, that is called with the world before its first
            month, where it may add functions and columns (``World.before``, ``after``, ``record``) and have decisions
            explained (``World.explain_decisions``).

    Returns:
        The results.

    Raises:
        ScenarioError: The scenario or a change is wrong.
        ValueError: A number is out of range.
    """
    underway = Underway(scenario, seed=seed, replicate=replicate, months=months, changes=changes, prepare=prepare)
    with reported(progress, underway.horizon) as report:
        while not underway.done:
            underway.step()
            report(underway.months, underway.horizon)
    return underway.results()


class Underway:
    """A run in progress: step by step, with results at any time. Making it builds the world and runs the burn-in.

    Args:
        scenario: Name in the library, path of a scenario file, or a scenario.
        seed: Root seed, 0 to 2**63 - 1.
        replicate: Number of the replicate, 0 or more.
        months: Months to run; None means the scenario's own horizon.
        changes: Path in the scenario to new value.
        command: The command line, for the record.
        prepare: Function of a user's file that is called with the world before its first month.

    Attributes:
        scenario: The resolved scenario, changes included.
        world: The world itself.
        horizon: Months to run.
    """

    def __init__(
        self,
        scenario: str | Path | Scenario,
        *,
        seed: int = 1,
        replicate: int = 0,
        months: int | None = None,
        changes: Mapping[str, Any] | None = None,
        command: str = "paradiplomacy.run(...)",
        prepare: str | None = None,
    ) -> None:
        # Before the world is built, so that the recorded duration includes the burn-in.
        self._begin = time.perf_counter()
        self._started_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._command = command
        # A copy: the caller may change the mapping during the run, and the manifest must not follow.
        self._changes = changes_of(changes)
        self._replicate = within(replicate, "replicate", 0, LARGEST_SEED)
        self._seed = within(seed, "seed", 0, LARGEST_SEED)
        self.scenario = resolved(scenario, months=months, changes=self._changes)
        self.horizon = self.scenario.months
        # Now, because the user may edit the files while the run goes on.
        self._hash = write.scenario_hash(self.scenario)
        self._prepare = placed_function(prepare)
        tables = own_tables.tables(self.scenario.world).values()
        self._tables = own_tables.by_name(self.scenario.world)
        self._copies = copies([*own_rules.names(self.scenario).values(), *([self._prepare] if prepare else [])], tables)
        self.world: World = build.build(self.scenario, seed=self._seed, replicate=self._replicate)
        if prepare:
            prepare_world(self.world, self._prepare, prepare)

    def explain_decisions(self, share: float) -> None:
        """Explain a random share of the decisions from now on, in the table ``explanations``.

        Raises:
            ValueError: The share is not between 0 and 1.
        """
        if share_of(share, "explain_share") > 0.0:
            self.world.explain_decisions(share)

    @property
    def months(self) -> int:
        """Months done since the start of the scenario."""
        return int(self.world.month)

    @property
    def done(self) -> bool:
        """True once the horizon is reached."""
        return self.months >= self.horizon

    def step(self) -> None:
        """Run one month."""
        self.world.step()

    def results(self, *, error: str = "") -> Run:
        """Return the results so far.

        Args:
            error: Traceback of what stopped the run inside a month, if anything did.
        """
        tables = {
            "events": self.world.events,
            "agreements": self.world.agreements,
            "parties": self.world.parties,
            "disputes": self.world.disputes,
            "statutes": self.world.statutes,
            "clubs": self.world.clubs,
            "memberships": self.world.memberships,
            "deliveries": self.world.deliveries,
            "monthly": self.world.monthly,
            "cities": self.world.city_months,
            "nations": self.world.nation_months,
        }
        if self.world.sample is not None:
            tables["explanations"] = self.world.explanations
        on_record = observed.table_of(self.scenario, self.world)
        if on_record is not None:
            tables[observed.TABLE] = on_record
        figures = observed.estimates_of(self.scenario)
        if len(figures):
            tables[observed.ESTIMATES] = figures
        # The saved scenario names the copies of own rules and tables, which are saved with it.
        scenario = own_tables.moved(own_rules.moved(self.scenario, self._home), self._home)
        return Run(self._manifest(error), write.to_toml(scenario), _all_tidy(tables), self._copies.contents)

    def _home(self, name: str) -> str:
        """Return the name of the copy of a rule or table."""
        return self._copies.names[name]

    def _manifest(self, error: str) -> provenance.Manifest:
        commit, dirty = provenance.code_version()
        finished: provenance.Outcome = "complete" if self.done else "interrupted"
        return provenance.Manifest(
            scenario=self.scenario.name,
            title=self.scenario.title,
            scenario_hash=self._hash,
            changes=self._changes,
            seed=self._seed,
            replicate=self._replicate,
            start=self.scenario.start,
            months=self.months,
            horizon=self.horizon,
            burn_in=self.scenario.search.burn_in,
            outcome="failed" if error else finished,
            error=error,
            digest=self.world.digest(),
            commit=commit,
            dirty=dirty,
            versions=provenance.versions(),
            command=self._command,
            started_at=self._started_at,
            wall_seconds=round(time.perf_counter() - self._begin, 3),
            sources=provenance.sources(),
            facts=write.facts_checksums(),
            tables=self._tables,
            estimated=estimated(self.scenario),
            prepare=self._copies.names.get(self._prepare, ""),
        )


def changes_of(given: object) -> dict[str, object]:
    """Return changes as a new dictionary, numbers of NumPy as Python numbers.

    Raises:
        ScenarioError: They are no mapping.
    """
    if given is not None and not isinstance(given, Mapping):
        right = 'expected a mapping, such as {"response.attention": 0.5}'
        raise one_problem("", f"of type {type(given).__name__}", right, path="changes")
    return {path: native(value) for path, value in (given or {}).items()}


def resolved(scenario: str | Path | Scenario, *, months: int | None, changes: Mapping[str, Any]) -> Scenario:
    """Return the scenario to run: read, changed, and with its horizon.

    Raises:
        ScenarioError: The scenario, a change or the number of months is wrong, or a change has no effect.
    """
    found = scenario if isinstance(scenario, Scenario) else read.read(scenario)
    # A rule or table in a file is relative to the working folder: the changes were made here and not in the scenario's file.
    changed = changes_placed(changes_of(changes), Path())
    # The number of months is a change like any other: it is checked, and becomes part of the scenario's hash.
    changed |= {} if months is None else {"months": months}
    return effect.changed(found, changed) if changed else found


def within(value: object, name: str, low: int, high: int) -> int:
    """Return the value as a built-in whole number; NumPy integers are accepted.

    Raises:
        ValueError: It is not whole, or outside the range.
    """
    whole = index(value) if isinstance(value, SupportsIndex) else None
    # ``index`` takes True for 1, but a seed of True is a mistake.
    if whole is None or isinstance(value, bool) or not low <= whole <= high:
        raise ValueError(f"{name} {value!r}: must be a whole number from {low} to {high}")
    return whole


def _all_tidy(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    return {name: tidy(table) for name, table in tables.items()}
