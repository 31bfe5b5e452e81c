"""Ties on record next to simulated ones: which pairs of cities are tied in both, and what the two networks look like."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from paradiplomacy.experiments.measures.networks import structure
from paradiplomacy.experiments.measures.networks.ties import Places, TieNetwork, network_of
from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.model.documented import Column
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.own_data.columns import TIE_STATES
from paradiplomacy.scenarios.own_data.origins import estimates
from paradiplomacy.scenarios.own_data.ties import Tie
from paradiplomacy.scenarios.world.build import observed_ties

if TYPE_CHECKING:
    from paradiplomacy.experiments.results.store import Run

TABLE = "observed_ties"
"""Name of the table of ties on record, which the results of a scenario with such a table have."""
BOTH, MISSING, SIMULATED = "observed and simulated", "observed only", "simulated only"
GROUPS = (BOTH, MISSING, SIMULATED)
COLUMNS = (
    Column("a", "one city of a tie on record", "id"),
    Column("a_name", "name of the city", "text"),
    Column("b", "other city", "id"),
    Column("b_name", "name of the other city", "text"),
    Column("issues", "issues on record, with ; between them; missing where there are none", "text"),
    Column("since", "year or month of entry into force on record; missing where it is not known", "YYYY or YYYY-MM"),
    Column("status", "status on record", "word", TIE_STATES),
)
ESTIMATES = "estimates"
"""Name of the table of figures that a user's own tables leave out."""
ESTIMATED = (
    Column("id", "city or nation of a user's own table", "id"),
    Column("column", "column that its row leaves out", "name"),
    Column("value", "value in its place; missing where it is drawn", "by column"),
    Column("origin", "rule, table or draw that the value is from", "text"),
)
STATISTICS = {
    "density": structure.density,
    "share with one partner or none": structure.few_ties,
    "transitivity": structure.transitivity,
    "assortativity by degree": structure.assortativity,
    "share of linked cities in the largest component": structure.giant_component,
}


def estimates_of(scenario: Scenario) -> pd.DataFrame:
    """Return the figures that a user's tables leave out, one row each; no rows where there are none."""
    return pd.DataFrame(estimates(scenario), columns=[column.name for column in ESTIMATED], dtype="str").replace(
        "", None
    )


def table_of(scenario: Scenario, world: World) -> pd.DataFrame | None:
    """Return the ties on record of cities of a world; None where the scenario has no table of them."""
    ties = observed_ties(scenario)
    if ties is None:
        return None
    state = world.state
    names = dict(zip(state.identities[: state.n_cities], state.names[: state.n_cities], strict=True))
    rows = [
        (
            *(each for city in tie.pair for each in (city, names[city])),
            ";".join(tie.issues) or None,
            tie.since or None,
            tie.status,
        )
        for tie in ties
        if names.keys() >= set(tie.pair)
    ]
    return pd.DataFrame(rows, columns=[column.name for column in COLUMNS], dtype="str")


def compared(run: "Run", month: int | str | None = None) -> pd.DataFrame:
    """Return the pairs of cities that are tied at the end of a month, on record, in the simulation, or in both.

    Args:
        run: The run.
        month: Number of the month, its date, or None for the last one.

    Returns:
        One row per pair, with ids, names and ``group``, one of ``GROUPS``.

    Raises:
        ResultsError: The run has no ties on record, or no such month.
    """
    if TABLE not in run.tables:
        raise ResultsError("the run has no ties on record: expected a scenario with a table, [world] ties = FILE")
    graph = run.network(month)
    names = {node: about["name"] for node, about in graph.nodes(data=True) if about["level"] == "city"}
    simulated = {_pair(a, b) for a, b in graph.edges() if a in names and b in names}
    record = run.tables[TABLE].astype(object).where(run.tables[TABLE].notna(), "")
    on_record = {
        _pair(a, b)
        for a, b, since, status in record[["a", "b", "since", "status"]].itertuples(index=False)
        if Tie((a, b), (), since, status).in_force(graph.graph["date"])
    }
    rows = [
        (
            a,
            names[a],
            b,
            names[b],
            BOTH if (a, b) in on_record & simulated else MISSING if (a, b) in on_record else SIMULATED,
        )
        for a, b in sorted(on_record | simulated)
    ]
    return pd.DataFrame(rows, columns=["a", "a_name", "b", "b_name", "group"], dtype="str")


def _pair(a: str, b: str) -> tuple[str, str]:
    return min(a, b), max(a, b)


def statistics(run: "Run", month: int | str | None = None) -> pd.DataFrame:
    """Return statistics of the networks of cities on record and in the simulation at the end of a month.

    Args:
        run: The run.
        month: Number of the month, its date, or None for the last one.

    Returns:
        One row per statistic, with the columns ``observed`` and ``simulated``.

    Raises:
        ResultsError: The run has no ties on record, or no such month.
    """
    pairs = compared(run, month)
    cities = sorted(run.cities["id"].unique())
    networks = {
        name: _network(pairs.loc[pairs["group"].isin(groups)], cities)
        for name, groups in {"observed": (BOTH, MISSING), "simulated": (BOTH, SIMULATED)}.items()
    }
    rows = {
        "tied pairs": {name: float(len(each.pairs)) for name, each in networks.items()},
        **{about: {name: of(each) for name, each in networks.items()} for about, of in STATISTICS.items()},
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def _network(pairs: pd.DataFrame, cities: list[str]) -> TieNetwork:
    row = {city: at for at, city in enumerate(cities)}
    n, ends = len(cities), [np.array([row[city] for city in pairs[end]], dtype=np.int64) for end in "ab"]
    # Statistics of structure need the number of cities only.
    numbers = np.zeros(n)
    whole = np.zeros(n, dtype=np.int64)
    places = Places(numbers, np.zeros((n, 3)), np.zeros((n, 1), np.uint64), whole, numbers, np.zeros((n, 1)), numbers)
    return network_of(places, *ends)
