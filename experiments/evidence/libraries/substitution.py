"""Substitution: how the answer to which level closes the challenges depends on the form of the joint term."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from paradiplomacy.experiments.evidence.claim import Library
from paradiplomacy.experiments.evidence.libraries.designs import of_design
from paradiplomacy.experiments.evidence.settings import AS_IS, Settings
from paradiplomacy.experiments.statistics.interval import estimate

DESIGN = "substitution"
REGIMES = ("both", "cities", "nations")
TITLE = "How far one level's effort replaces the other's"
HEAD = (
    "| rho | one level alone | both | cities | nations | both minus cities | both minus nations | cities over both "
    "| effort of cities: both, alone | of nations: both, alone |"
)
TEXT = """Share of the challenges closed at the end of a run (mean of the challenges), by who may commit on them, with 95 % \
intervals over pairs. *One level alone* is what full effort of one level makes of the joint term, 2^(-1/rho) for rho above \
0 and otherwise nothing: the part of the answer that is an assumption. Efforts are results."""


def library(settings: Settings = AS_IS) -> Library:
    """Return the claims of the design, with the table of regimes."""
    return of_design(DESIGN, settings)._replace(name=DESIGN, title=TITLE, closing=closing)


def closing(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the table of regimes, in Markdown."""
    return "\n".join(["## Regimes by rho", "", TEXT, "", *table(tables[DESIGN])])


def table(rows: pd.DataFrame) -> list[str]:
    """Return lines of Markdown: one row a value of rho."""
    lines = [HEAD, "|" + "---:|" * (HEAD.count("|") - 1)]
    values = rows[column(rows, "rho")].astype(float)
    for rho in sorted(values.unique().tolist()):
        part = rows[values == rho]
        regimes = {str(name): each.set_index("replicate") for name, each in part.groupby(column(rows, "mandate"))}
        # Every run of a regime may have failed.
        known = set(REGIMES) <= regimes.keys()
        cells = _cells(rho, regimes) if known else (f"{rho:g}", "no complete run of a regime")
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _cells(rho: float, regimes: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    closed = {name: regimes[name]["closed"] for name in REGIMES}
    alone = 2.0 ** (-1.0 / rho) if rho > 0 else 0.0
    efforts = (
        " ".join(f"{regimes[name][f'challenge_effort_{level}'].mean():.2f}" for name in ("both", regime))
        for level, regime in (("city", "cities"), ("nation", "nations"))
    )
    return (
        f"{rho:g}",
        f"{alone:.2f}",
        *(f"{closed[name].mean():.3f}" for name in REGIMES),
        spread(closed["both"] - closed["cities"]),
        spread(closed["both"] - closed["nations"]),
        spread(closed["cities"] / closed["both"]),
        *efforts,
    )


def column(rows: pd.DataFrame, name: str) -> str:
    """Return the column of a lever by the last part of its path."""
    found: str = next(each for each in rows.columns if each.rpartition(".")[2] == name)
    return found


def spread(values: pd.Series) -> str:
    """Return a mean over replicates with its interval."""
    found = estimate(values.to_numpy(dtype=float)[np.newaxis])
    if math.isnan(found.low):
        return f"{found.mean:.3f} (no interval)"
    return f"{found.mean:.3f} ({found.low:.3f} to {found.high:.3f})"
