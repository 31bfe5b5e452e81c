"""The shape of a network of ties: triangles, mixing of degrees, components (by NetworkX: Hagberg, Schult, Swart 2008)."""

from typing import TYPE_CHECKING

import numpy as np

from paradiplomacy.agents.columns import AUTOCRACY, Floats
from paradiplomacy.experiments.measures.networks.ties import Rows, TieNetwork

if TYPE_CHECKING:
    from networkx import Graph

YEAR = 12.0  # months


def graph(network: TieNetwork) -> "Graph":
    """Convert to a graph of NetworkX, unlinked cities included."""
    import networkx as nx  # imported late, here and below: designs are checked without it

    made = nx.Graph()
    # Ties alone would leave out the unlinked cities, which belong to every share and density.
    made.add_nodes_from(range(len(network.places.population)))
    made.add_edges_from(network.pairs.tolist())
    return made


def degrees(network: TieNetwork) -> Rows:
    """Count the partners of each city: (n,)."""
    return np.bincount(network.pairs.ravel(), minlength=len(network.places.population)).astype(np.int64)


def density(network: TieNetwork) -> float:
    """Share of pairs of cities that are tied; NaN with fewer than two cities."""
    n = len(network.places.population)
    return len(network.pairs) / (n * (n - 1) / 2) if n > 1 else np.nan


def transitivity(network: TieNetwork) -> float:
    """Three times the triangles over the pairs of ties with a city in common; NaN without such pairs."""
    import networkx as nx

    k = degrees(network)
    return float(nx.transitivity(graph(network))) if (k > 1).any() else np.nan


def assortativity(network: TieNetwork) -> float:
    """Correlation of the degrees at both ends of a tie (Newman 2002); NaN where degrees do not vary."""
    import networkx as nx

    ends = degrees(network)[network.pairs]
    if len(ends) == 0 or np.ptp(ends) == 0:
        return np.nan
    return float(nx.degree_assortativity_coefficient(graph(network)))


def few_ties(network: TieNetwork) -> float:
    """Share of all cities, unlinked ones included, with one partner or none; NaN without cities."""
    k = degrees(network)
    return float(np.mean(k <= 1)) if k.size else np.nan


def yearly_growth(before: float, after: float, months: int) -> float:
    """Net growth a year from one number of ties to a later one; NaN where it has none."""
    return float((after / before) ** (YEAR / months) - 1.0) if before and months > 0 else np.nan


def largest_break(ties: Floats, months: int) -> float:
    """Largest deviation of the first months from the trend of all, as a share of the ties; NaN where there are none.

    Args:
        ties: (m,) number of ties by month.
        months: How many of the first months count.
    """
    if len(ties) <= months or (ties <= 0).any():
        return np.nan
    every = np.arange(len(ties))
    slope, level = np.polyfit(every, np.log(ties), 1)
    off = np.log(ties[: months + 1]) - (level + slope * every[: months + 1])
    # Relative to the mean of these months: a constant difference is a matter of the curve and not a break.
    return float(np.abs(off - off.mean()).max())


def autocracies(network: TieNetwork, least: float = AUTOCRACY) -> float:
    """Share of ties between cities of two nations below a level of electoral democracy; NaN without ties."""
    both = (network.places.democracy[network.pairs] < least).all(axis=1)
    return float(both.mean()) if both.size else np.nan


def giant_component(network: TieNetwork) -> float:
    """Share of the linked cities that belong to the largest component; NaN without ties."""
    import networkx as nx

    if not len(network.pairs):
        return np.nan
    largest = max(len(part) for part in nx.connected_components(graph(network)))
    return float(largest / np.count_nonzero(degrees(network)))
