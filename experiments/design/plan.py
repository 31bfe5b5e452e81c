"""The plan of a batch: the setting, experiment and replicate of every run."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from paradiplomacy.experiments.design.design import Design, Stop
from paradiplomacy.experiments.design.read import Ready, plain
from paradiplomacy.experiments.design.sample import Point, settings
from paradiplomacy.model import own_files
from paradiplomacy.scenarios.format import own_rules, write
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data import files as own_tables


class Task(NamedTuple):
    """One run of a plan.

    Attributes:
        run: Number of the run.
        setting: Number of the setting.
        replicate: Number of the replicate, which with the seed determines its random numbers.
        experiment: Name of the experiment.
        point: Values of levers and uncertainties by column.
    """

    run: int
    setting: int
    replicate: int
    experiment: str
    point: Point


class Recipe(NamedTuple):
    """Everything that all runs of a batch have in common; small, and sent with every chunk.

    Attributes:
        token: Fingerprint of the plan.
        bases: Scenario of each experiment.
        paths: Path in the scenario of each column.
        kinds: Kind of value of each column: ``bool``, ``int``, ``float``, ``str``, or ``json`` where they are mixed.
        seed: Root seed.
        measures: Measures of each run.
        keep: Tables saved for every run.
        stop: Conditions that end a run early.
        own: Name with the full path of the file, by ``file.py:name`` as the design has it.
        code: Checksums of each user file and all that it imports, by its full path.
        prepare: Function that prepares each world, as the design has it; empty where there is none.
        tables: Checksum of each of the user's own tables, by its full path.
    """

    token: str
    bases: Mapping[str, Scenario]
    paths: Mapping[str, str]
    kinds: Mapping[str, str]
    seed: int
    measures: tuple[str, ...]
    keep: tuple[str, ...]
    stop: Stop
    own: Mapping[str, str] = {}
    code: Mapping[str, Mapping[str, str]] = {}
    prepare: str = ""
    tables: Mapping[str, str] = {}

    @property
    def own_code(self) -> list[str]:
        """The functions of a user's files that runs call, as ``file.py:name`` with full paths; some more than once."""
        rules = [name for base in self.bases.values() for name in own_rules.names(base).values()]
        return [*self.own.values(), *rules]

    @property
    def own_tables(self) -> list[Path]:
        """The user's own tables of which worlds are made, with full paths; some more than once."""
        return [file for base in self.bases.values() for file in own_tables.tables(base.world).values()]


class Plan(NamedTuple):
    """A design with its settings and numbered runs.

    Run ``r`` is replicate ``r // width`` of setting ``r % width``. More replicates therefore add runs at the end without
    renumbering those that are done, and a batch that stops early has nearly the same replicates of every setting.

    Attributes:
        source: What the command line calls the design: its name or the full path of its file; empty where it has neither.
    """

    design: Design
    recipe: Recipe
    settings: Sequence[tuple[str, Point]]
    replicates: int
    source: str = ""

    @property
    def width(self) -> int:
        """The number of settings."""
        return len(self.settings)

    @property
    def runs(self) -> int:
        """The number of runs."""
        return self.width * self.replicates

    def task(self, run: int) -> Task:
        """Return the task of a run."""
        replicate, setting = divmod(run, self.width)
        experiment, point = self.settings[setting]
        return Task(run, setting, replicate, experiment, point)


def fingerprint(
    design: Design, bases: Mapping[str, Scenario], points: Sequence[tuple[str, Point]], own: Mapping[str, str]
) -> str:
    """Return the SHA-256 of all that rows depend on, except the number of replicates.

    Plans of the same fingerprint can share a folder; the names, texts and claims of a design change no row. Facts and the
    user's own files count with their content, and not with their place.
    """
    table = plain(design)
    for name in ("replicates", "precision", "title", "question", "name", "claims", "search", "targets"):
        table.pop(name, None)
    hashes = {name: write.scenario_hash(base) for name, base in bases.items()}
    contents = {name: own_files.checksums(own_files.file_of(place)) for name, place in own.items()}
    text = json.dumps([table, hashes, list(points), contents], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def kinds_of(points: Sequence[tuple[str, Point]], columns: Sequence[str]) -> dict[str, str]:
    """Return the kind of value of each column."""
    seen: dict[str, set[str]] = {column: set() for column in columns}
    for _, point in points:
        for column, value in point.items():
            seen[column].add(type(value).__name__)
    return {column: _kind(kinds) for column, kinds in seen.items()}


def _kind(kinds: set[str]) -> str:
    if len(kinds) == 1 and kinds <= {"bool", "int", "float", "str"}:
        return next(iter(kinds))
    # A column of a table has one type, and only JSON can hold a mixture such as numbers and words.
    return "float" if kinds <= {"int", "float"} else "json"


def make(ready: Ready, *, replicates: int | None = None, points: Sequence[Point] | None = None) -> Plan:
    """Return the plan of a design.

    Args:
        ready: The design.
        replicates: Runs of each setting; as the design says unless given.
        points: Its settings; sampled as the design says unless given.

    Raises:
        ScenarioError: Its settings cannot be sampled.
    """
    design = ready.design
    # All experiments have the same points, by which runs are paired.
    points = settings(ready) if points is None else points
    found = [(name, point) for name in ready.bases for point in points]
    paths = {factor.column: factor.path for factor in design.factors}
    own = own_names(design, found, ready.folder)
    token = fingerprint(design, ready.bases, found, own)
    recipe = Recipe(
        token,
        ready.bases,
        paths,
        kinds_of(found, list(paths)),
        design.seed,
        design.measures,
        design.keep,
        design.stop,
        own,
        prepare=design.prepare or "",
    )
    code = {str(file): own_files.code(own_files.checksums(file)) for file in map(own_files.file_of, recipe.own_code)}
    tables = {
        str(file): own_tables.checksums(base.world)[key]
        for base in ready.bases.values()
        for key, file in own_tables.tables(base.world).items()
    }
    return Plan(design, recipe._replace(code=code, tables=tables), found, replicates or design.replicates, ready.source)


def own_names(design: Design, points: Sequence[tuple[str, Point]], folder: Path) -> dict[str, str]:
    """Return the user's own functions that a design names, with the full paths of their files."""
    varied = (value for _, point in points for value in point.values())
    named = dict.fromkeys(
        [design.prepare, *design.measures, design.stop.measure, *(value for value in varied if isinstance(value, str))]
    )
    return {
        name: own_files.placed(name, folder)
        for name in named
        if name is not None and (own_files.is_own(name) or name == design.prepare)
    }
