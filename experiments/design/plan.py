"""What a batch does: which run is which setting of which experiment with which luck."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from paradiplomacy.experiments.design.design import Design, Stop
from paradiplomacy.experiments.design.read import Ready, plain
from paradiplomacy.experiments.design.sample import Point, settings
from paradiplomacy.scenarios.format import write
from paradiplomacy.scenarios.format.scenario import Scenario


class Task(NamedTuple):
    """One run that is to be done.

    Attributes:
        run: Number of the run.
        setting: Number of the setting.
        replicate: Number of the replicate: with the seed, its luck.
        experiment: Name of the experiment.
        point: Values of levers and uncertainties by column.
    """

    run: int
    setting: int
    replicate: int
    experiment: str
    point: Point


class Recipe(NamedTuple):
    """What all runs of a batch have in common; small, and sent along with every chunk.

    Attributes:
        token: Differs where any of this differs: the fingerprint of the plan.
        bases: Scenario of each experiment.
        paths: Path in the scenario of each column.
        kinds: Kind of value of each column: ``bool``, ``int``, ``float``, ``str``, or ``json`` where they are mixed.
        seed: Root seed.
        measures: What is read off each run.
        keep: Tables that are kept of every run.
        stop: What ends a run early.
    """

    token: str
    bases: Mapping[str, Scenario]
    paths: Mapping[str, str]
    kinds: Mapping[str, str]
    seed: int
    measures: tuple[str, ...]
    keep: tuple[str, ...]
    stop: Stop


class Plan(NamedTuple):
    """A design with its settings, numbered.

    Run ``r`` is replicate ``r // width`` of setting ``r % width``, so that more replicates add runs at the end, and
    all settings have the same number of replicates at any time.
    """

    design: Design
    recipe: Recipe
    settings: Sequence[tuple[str, Point]]
    replicates: int

    @property
    def width(self) -> int:
        """Number of settings."""
        return len(self.settings)

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.width * self.replicates

    def task(self, run: int) -> Task:
        """What a run is."""
        replicate, setting = divmod(run, self.width)
        experiment, point = self.settings[setting]
        return Task(run, setting, replicate, experiment, point)


def fingerprint(design: Design, bases: Mapping[str, Scenario], points: Sequence[tuple[str, Point]]) -> str:
    """SHA-256 of all that rows depend on but the number of replicates: equal ones can share a folder."""
    told = plain(design)
    for name in ("replicates", "precision", "title", "question", "name", "claims"):
        told.pop(name, None)
    hashes = {name: write.scenario_hash(base) for name, base in bases.items()}
    text = json.dumps([told, hashes, list(points)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def kinds_of(points: Sequence[tuple[str, Point]], columns: Sequence[str]) -> dict[str, str]:
    """Kind of value of each column."""
    seen: dict[str, set[str]] = {column: set() for column in columns}
    for _, point in points:
        for column, value in point.items():
            seen[column].add(type(value).__name__)
    return {column: _kind(kinds) for column, kinds in seen.items()}


def _kind(kinds: set[str]) -> str:
    if len(kinds) == 1 and kinds <= {"bool", "int", "float", "str"}:
        return next(iter(kinds))
    return "float" if kinds <= {"int", "float"} else "json"


def make(ready: Ready, *, replicates: int | None = None) -> Plan:
    """The plan of a design.

    Raises:
        ScenarioError: Its settings cannot be had.
    """
    design = ready.design
    found = [(name, point) for name in ready.bases for point in settings(ready)]
    paths = {factor.column: factor.path for factor in design.factors}
    token = fingerprint(design, ready.bases, found)
    recipe = Recipe(
        token, ready.bases, paths, kinds_of(found, list(paths)), design.seed, design.measures, design.keep, design.stop
    )
    return Plan(design, recipe, found, replicates or design.replicates)
