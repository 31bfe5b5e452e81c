"""Patterns as claims: the model's numbers in their bands, and nearer to the observations than null models.

The distance of a network from the observed one is the root mean square, over the statistics of a pattern, of (value -
observed) / half the width of the band. The null model is made from each run's own network, so that the two distances
are compared run by run.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from paradiplomacy.experiments.design.check_claim import EXPERIMENT
from paradiplomacy.experiments.design.design import Design, Experiment
from paradiplomacy.experiments.design.plan import make
from paradiplomacy.experiments.design.read import checked
from paradiplomacy.experiments.evidence.claim import Claim, Group, Library, Side
from paradiplomacy.experiments.evidence.libraries.catalogue import (
    SPREAD_OF,
    Pattern,
    PatternRuns,
    Statistic,
    curves,
    patterns,
    runs,
)
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings
from paradiplomacy.experiments.measures.coalitions import stable_coalitions

REPLICATES = 20
SETS = 5
"""Sets of actors and payoffs that the theorem is tested with."""
TITLE = "The rows of the validation"
INTRODUCTION = """Empirical patterns are of four kinds. A *fit* row was used to choose values of parameters. An *internal* row \
follows from the design. A *theorem* can be proved and checks the code. Only an *emergent* row, which is neither fitted nor set \
by hand, tests the model.

A number holds where it is in its band in at least 80 % of the runs, and a pattern where all its numbers do and the model is \
nearer to the observed network than each null model. The null models are made from each run's own network: *rewired* keeps \
the number of partners of every city and changes who they are; *gravity alone* draws each pair with the probability that \
size, distance, language and nation give it. *Nearer* is the root mean square of (value - observed) / half the width of \
the band, over the numbers of the pattern, compared run by run. Row Q7, the prediction of held-out ties, needs the table of \
observed ties, which is not part of the project: `python -m paradiplomacy.experiments.calibration.ties TABLE`."""


def library(settings: Settings = AS_IS) -> Library:
    """Return all patterns as claims."""
    return Library(
        name="patterns",
        title=TITLE,
        introduction=INTRODUCTION + _changed(settings),
        groups=tuple(Group(each.name, each.name, each.about, each.kind, each.source) for each in patterns()),
        claims=tuple(claim for each in patterns() for claim in claims_of(each)),
        plans={each.name: make(checked(design_of(each, settings))) for each in runs()},
        columns=("pattern", "verdict", "kind", "number", "band", "model", "inside", "null models"),
        is_joint=True,
        derived={name: partial(spread, of) for name, of in SPREAD_OF.items()}
        | {name: function for each in patterns() for name, function in distances_of(each).items()},
        tables=theorems,
        figures=curves(),
    )


def claims_of(pattern: Pattern) -> tuple[Claim, ...]:
    """Return a pattern as claims: one a number, and one a null model."""
    return (
        *(_in_band(pattern, each) for each in pattern.statistics),
        *(_nearer(pattern, null) for null in pattern.nulls),
    )


def design_of(asked: PatternRuns, settings: Settings = AS_IS) -> Design:
    """Return the design of some runs, with all measures that patterns and figures read off them."""
    own = [pattern for pattern in patterns() if pattern.design == asked.name]
    names = [name for pattern in own for name in pattern.measures]
    names += [name for curve in curves() if curve.design == asked.name for name in curve.measures + curve.of_null]
    design = Design(
        title=f"Validation: {asked.about}",
        question=f"Do {', '.join(pattern.name for pattern in own)} hold?",
        name=f"validation-{asked.name}",
        scenario=asked.scenario,
        measures=tuple(dict.fromkeys(names)),
        months=asked.months,
        replicates=REPLICATES,
        changes=asked.changes,
        experiments=tuple(Experiment(name, **arm) for name, arm in asked.arms.items()),
    )
    return settings.applied(design)


def distances_of(pattern: Pattern) -> dict[str, Callable[[pd.DataFrame], pd.Series]]:
    """Return the distances from the observations, of the model and of each null model, by name."""
    return {_distance(pattern, null): partial(distance, pattern, null) for null in ("", *pattern.nulls)}


def distance(pattern: Pattern, null: str, rows: pd.DataFrame) -> pd.Series:
    """Return the distance from the observations, run by run, in half widths of the bands."""
    suffix = f"_{null}" if null else ""
    # Half the width of the band is the unit, so that numbers of different units count alike.
    parts = [
        (rows[f"{each.measure}{suffix}"] - each.observed) / ((each.high - each.low) / 2.0)
        for each in pattern.statistics
        if each.observed is not None
    ]
    return pd.Series(np.sqrt(np.mean(np.square(parts), axis=0)), index=rows.index)


def spread(measure: str, rows: pd.DataFrame) -> pd.Series:
    """Return the standard deviation of a measure over its mean in all runs, the same for each of them."""
    number = rows[measure].astype(float)
    return pd.Series(number.std() / number.mean(), index=rows.index)


def theorems() -> pd.DataFrame:
    """Return values that need no runs: the smallest and the largest stable coalition of some sets of actors."""
    sizes = np.stack([stable_coalitions(seed) for seed in range(SETS)])
    return pd.DataFrame(
        {
            "replicate": range(SETS),
            "least_stable_coalition": sizes.min(axis=1),
            "largest_stable_coalition": sizes.max(axis=1),
        }
    )


def _in_band(pattern: Pattern, statistic: Statistic) -> Claim:
    over = Side(statistic.measure, {EXPERIMENT: statistic.over}) if statistic.over else None
    claim = Claim(
        name="",
        statement=pattern.about,
        group=pattern.name,
        case=Side(statistic.measure, {EXPERIMENT: statistic.of} if statistic.of else {}),
        against=over,
        ratio=over is not None,
        direction="between",
        low=statistic.low,
        high=statistic.high,
        runs=pattern.design,
        source=pattern.source,
        is_criterion=True,
        observed=statistic.observed,
        nulls={null: f"{statistic.measure}_{null}" for null in pattern.nulls},
    )
    return claim._replace(name=claim.number)


def _nearer(pattern: Pattern, null: str) -> Claim:
    words = null.replace("_", " ")
    return Claim(
        name=f"nearer than {words}",
        statement=f"The model is nearer to the observed network than {words}",
        group=pattern.name,
        case=Side(_distance(pattern, null)),
        against=Side(_distance(pattern, "")),
        runs=pattern.design,
        source=pattern.source,
    )


def _distance(pattern: Pattern, null: str) -> str:
    return f"distance of {null or 'the model'} ({pattern.name})"


def _changed(settings: Settings) -> str:
    changes = ", ".join(f"`{path} = {value}`" for path, value in settings.changes.items())
    return f"\n\nChanged in all scenarios: {changes}." if changes else ""
