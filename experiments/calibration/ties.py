"""Compare the network of ties of simulated worlds with the observed one: patterns Q1 to Q8.

    python -m paradiplomacy.experiments.calibration.ties observed_ties.csv --seeds 12

runs ``baseline`` and prints each statistic of the observed network, of null models and of the simulations, with its band and
the share of seeds inside. One function computes a statistic for data and simulation, on the same cities. ``--set`` changes the
scenario.
"""

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from paradiplomacy.agents.columns import Floats
from paradiplomacy.experiments.calibration.observed import Observed, observed
from paradiplomacy.experiments.calibration.prediction import gain_over_gravity, score_of
from paradiplomacy.experiments.measures.networks import nulls, structure
from paradiplomacy.experiments.measures.networks.gravity import gravity, is_tied
from paradiplomacy.experiments.measures.networks.regions import FACTOR, share_by_region
from paradiplomacy.experiments.measures.networks.ties import TieNetwork, large_cities, of_world, restricted
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.world import build

SEED = 20_261_127
CHECKS = (0, 24, 72, 144, 240)
"""Months at which the network is read; month 144 of ``baseline`` is the end of 2021, about the year of the data."""
DATA = 144
FIRST_MONTHS = 24
FEWEST_CITIES = 5
WIDE = 0.65
"""Electoral democracy below which a nation counts as an autocracy in the wide sense: a fifth of the observed ties."""
BANDS: Mapping[str, tuple[float, float]] = {
    "Q2 density": (0.015, 0.025),
    "Q3 degree at most 1": (0.20, 0.38),
    "Q4 log distance": (-0.80, -0.60),
    "Q4 language odds": (1.0, 1.7),
    "Q5 transitivity": (0.11, 0.18),
    "Q5 assortativity": (-0.15, 0.10),
    "Q5 giant component": (0.96, 1.0),
    "Q8 autocracy pairs": (0.12, 0.18),
    "Q8 autocracy pairs, wide": (0.17, 0.24),
}


class Run(NamedTuple):
    """The networks of one run.

    Attributes:
        networks: The network of all cities of the facts by month.
        ties: (months,) number of tied pairs of cities at the end of each month, from the start on.
        attraction: (pairs,) log hazard of each pair of cities at the start.
    """

    networks: Mapping[int, TieNetwork]
    ties: Floats
    attraction: Floats


def statistics(network: TieNetwork, large: np.ndarray) -> dict[str, float]:
    """Return the statistics of a network: of its large cities where the bands are about those."""
    part = restricted(network, large)
    fitted = gravity(part)
    return {
        "Q2 density": structure.density(part),
        "Q3 degree at most 1": structure.few_ties(part),
        "Q4 log distance": fitted.of("distance"),
        "Q4 language odds": float(np.exp(fitted.of("language"))),
        "Q5 transitivity": structure.transitivity(part),
        "Q5 assortativity": structure.assortativity(part),
        "Q5 giant component": structure.giant_component(part),
        "Q8 autocracy pairs": structure.autocracies(network),
        "Q8 autocracy pairs, wide": structure.autocracies(network, WIDE),
    }


def by_region(network: TieNetwork, regions: Sequence[str]) -> "pd.Series[float]":
    """Share of the ends of ties in each region."""
    return pd.Series(share_by_region(network, regions))


def simulate(scenario: Scenario, replicate: int) -> Run:
    """Run a scenario to its horizon."""
    world: World = build.build(scenario, seed=SEED, replicate=replicate)
    networks: dict[int, TieNetwork] = {}
    ties: list[int] = []
    while True:
        now = of_world(world)
        ties.append(len(now.pairs))
        if world.month in CHECKS:
            networks[world.month] = now
        if world.month >= world.horizon:
            return Run(networks, np.array(ties, dtype=np.float64), attraction(world))
        world.step()


def attraction(world: World) -> Floats:
    """Return the log hazard of each pair of cities, the lower row first."""
    prospects, n = world.state.prospects, world.state.n_cities
    found = np.full((n, n), -np.inf)
    who = np.repeat(np.arange(len(prospects.first) - 1), np.diff(prospects.first))
    between = (who < n) & (prospects.candidate < n)
    found[who[between], prospects.candidate[between]] = np.log(prospects.hazard[between])
    made: Floats = found[np.triu_indices(n, 1)]
    return made


def growth(ties: Floats, first: int, last: int) -> float:
    """Return the net growth of ties a year between two months."""
    return structure.yearly_growth(ties[first], ties[last], last - first)


def data_month(runs: Sequence[Run]) -> int:
    """Return the month of the data, or the last one before it that was read."""
    months = runs[0].networks
    return DATA if DATA in months else max(months)


def table(found: Observed, runs: Sequence[Run], large: np.ndarray) -> pd.DataFrame:
    """Return the statistics of data, null models and simulations."""
    month = data_month(runs)
    seen = statistics(found.network, large)
    null = {
        "rewired": statistics(nulls.rewired(found.network, SEED), large),
        "gravity": statistics(nulls.gravity_alone(found.network, SEED), large),
    }
    simulated = pd.DataFrame([statistics(run.networks[month], large) for run in runs])
    rows = []
    for name, (low, high) in BANDS.items():
        rows.append(_row(name, seen[name], simulated[name], low, high, {key: of[name] for key, of in null.items()}))
    rows.append(_row("Q1 growth a year", np.nan, growths(runs), 0.02, 0.06, {}))
    breaks = pd.Series([structure.largest_break(run.ties, FIRST_MONTHS) for run in runs])
    rows.append(_row("Q1 break in 24 months", np.nan, breaks, 0.0, 0.05, {}))
    return pd.DataFrame(rows)


def growths(runs: Sequence[Run]) -> "pd.Series[float]":
    """Return the growth over all recorded months, run by run."""
    return pd.Series([growth(run.ties, 0, len(run.ties) - 1) for run in runs])


def _row(
    name: str, seen: float, values: "pd.Series[float]", low: float, high: float, null: Mapping[str, float]
) -> dict[str, object]:
    inside = float(((values >= low) & (values <= high)).mean())
    lower, upper = values.quantile([0.05, 0.95])
    return {
        "pattern": name,
        "low": low,
        "high": high,
        "observed": seen,
        **{key: null.get(key, np.nan) for key in ("rewired", "gravity")},
        "simulated": values.mean(),
        "q05": lower,
        "q95": upper,
        "inside": inside,
    }


def stationarity(runs: Sequence[Run], large: np.ndarray) -> pd.DataFrame:
    """Return the shape of the network by month: mean over seeds, and the share of seeds inside the band."""
    rows = []
    for month in sorted(runs[0].networks):
        shapes = pd.DataFrame([statistics(run.networks[month], large) for run in runs])
        row: dict[str, object] = {"month": month}
        for name in ("Q2 density", "Q3 degree at most 1", "Q5 transitivity", "Q5 assortativity", "Q5 giant component"):
            low, high = BANDS[name]
            row[name] = shapes[name].mean()
            row[f"{name[3:]} inside"] = float(((shapes[name] >= low) & (shapes[name] <= high)).mean())
        rows.append(row)
    return pd.DataFrame(rows)


def regions(found: Observed, runs: Sequence[Run]) -> pd.DataFrame:
    """Return the share of ties by region in data, null models and simulations, for regions with enough cities."""
    month = data_month(runs)
    cities = pd.Series(found.regions).value_counts()
    made = pd.DataFrame(
        {
            "cities": cities,
            "observed": by_region(found.network, found.regions),
            "gravity": by_region(nulls.gravity_alone(found.network, SEED), found.regions),
            "simulated": pd.concat([by_region(run.networks[month], found.regions) for run in runs], axis=1).mean(
                axis=1
            ),
        }
    )
    made = made[made["cities"] >= FEWEST_CITIES]
    for name in ("gravity", "simulated"):
        ratio = made[name] / made["observed"]
        made[f"{name} inside"] = (ratio <= FACTOR) & (ratio >= 1.0 / FACTOR)
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path, help="CSV file of observed ties, columns city_a and city_b")
    parser.add_argument("--seeds", type=int, default=12, help="number of runs (default: 12)")
    parser.add_argument("--months", type=int, default=240, help="months of each run (default: 240)")
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE", help="change the scenario")
    asked = parser.parse_args(arguments)
    changes = {"months": asked.months} | dict(map(change.parse_assignment, asked.set))
    scenario = change.apply(read.read("baseline"), changes)
    found = observed(asked.table)
    large = large_cities(found.identities, found.network.places.population)
    begin = time.perf_counter()
    runs = []
    for replicate in range(asked.seeds):
        runs.append(simulate(scenario, replicate))
        sys.stderr.write(f"{replicate + 1} of {asked.seeds} runs, {time.perf_counter() - begin:.0f} s\n")
    report(found, runs, large)
    return 0


def report(found: Observed, runs: Sequence[Run], large: np.ndarray) -> None:
    """Print all tables."""
    pd.set_option("display.width", 200)
    month = data_month(runs)
    size = np.array([len(run.networks[month].pairs) for run in runs])
    share = np.mean([is_tied(run.networks[month], found.pairs) for run in runs], axis=0)
    score = score_of(share, np.mean([run.attraction for run in runs], axis=0), len(runs))
    for frame in (
        table(found, runs, large),
        stationarity(runs, large),
        regions(found, runs),
        gain_over_gravity(found, score),
    ):
        sys.stdout.write(frame.to_string(float_format=lambda value: f"{value:.3f}") + "\n\n")
    sys.stdout.write(
        f"Q6 sd over mean of the number of ties: {size.std(ddof=1) / size.mean():.3f}, mean {size.mean():.0f}\n"
    )
    for first, last in ((0, 12), (12, 24), (24, 72), (72, 144), (144, 240)):
        if last < len(runs[0].ties):
            rates = [growth(run.ties, first, last) for run in runs]
            sys.stdout.write(f"growth a year, months {first} to {last}: {np.mean(rates):.3f}\n")


if __name__ == "__main__":
    sys.exit(main())
