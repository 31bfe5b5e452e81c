"""The network of agreements at the end of a month, as a NetworkX graph."""

import math
from collections.abc import Iterable, Mapping
from itertools import combinations
from operator import index
from typing import SupportsIndex

import networkx as nx
import pandas as pd

from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.calendar import date_of, month_of
from paradiplomacy.model.ledger.replay.rebuild import replay
from paradiplomacy.scenarios.typed.value import MONTH

OF_TIE = ("kind", "form", "status", "opened", "signed", "in_force")
TERMS = "terms_"

type Value = str | int | float | bool
type Attributes = dict[str, Value]


def month_in(run: Run, month: int | str | None) -> int:
    """Return the number of a month of a run.

    Args:
        run: The run.
        month: Its number, its date (YYYY-MM), or None for the last one.

    Raises:
        ResultsError: The run has no such month.
    """
    first, last = -run.manifest.burn_in, run.manifest.months - 1
    if month is None:
        return last
    start = run.manifest.start
    found = _month_of(start, month) if isinstance(month, str) else _whole(month)
    if found is None or not first <= found <= last:
        dates = f"{date_of(start, first)} to {date_of(start, last)}"
        raise ResultsError(f"month {month!r}: expected {first} to {last}, or {dates}")
    return found


def _month_of(start: str, date: str) -> int | None:
    return month_of(start, date) if MONTH.fullmatch(date) else None


def _whole(value: object) -> int | None:
    # A truth value is a whole number to Python, and a mistake here.
    return index(value) if isinstance(value, SupportsIndex) and not isinstance(value, bool) else None


def network(run: Run, month: int | str | None = None) -> "nx.MultiGraph[str]":
    """Return the network at the end of a month: actors as nodes, their agreements as edges.

    An agreement is an edge while it is in force, dormant or suspended; one of several parties is an edge between every two.
    Nodes are ids, keys of edges the numbers of agreements. Attributes are plain Python values: a missing value has no
    attribute, so that every format can write them.

    Args:
        run: The run.
        month: Number of the month, its date (YYYY-MM), or None for the last one.

    Raises:
        ResultsError: The run has no such month.
    """
    number = month_in(run, month)
    date = date_of(run.manifest.start, number)
    graph = nx.MultiGraph(name=f"{run.manifest.title}, {date}", scenario=run.manifest.scenario, month=number, date=date)
    for level, table in (("city", run.cities), ("nation", run.nations)):
        rows = table.loc[table["month"] == number].drop(columns=["month", "date"])
        for identity, attributes in zip(rows["id"], records(rows), strict=True):
            graph.add_node(str(identity), level=level, **attributes)
    found = replay(run.events, number)
    terms = [name for name in found.agreements.columns if str(name).startswith(TERMS)]
    about = found.agreements.set_index("agreement")[[*OF_TIE, *terms]]
    of_tie = dict(zip(about.index, records(about), strict=True))
    # Parties and not the replayed ties, which name the first two parties of each agreement.
    parties = run.parties.loc[run.parties["agreement"].isin(found.ties["agreement"])]
    members: dict[int, list[str]] = {}
    for agreement, actor, since, left in parties[["agreement", "actor", "in_force", "left"]].itertuples(index=False):
        # A missing date compares as false: who has no date of entry is not bound, who has none of leaving has not left.
        if since <= number and not left <= number:
            members.setdefault(int(agreement), []).append(str(actor))
    for tie, actors in members.items():
        for a, b in combinations(actors, 2):
            graph.add_edge(a, b, key=tie, agreement=tie, **of_tie[tie])
    return graph


def records(table: pd.DataFrame) -> list[Attributes]:
    """Return the rows of a table as plain values, without those that are missing."""
    columns = {str(name): table[name].tolist() for name in table.columns}
    return [_plain(dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]


def _plain(row: Mapping[str, object]) -> Attributes:
    return {name: value for name, value in _values(row.items()) if not (isinstance(value, float) and math.isnan(value))}


def _values(items: Iterable[tuple[str, object]]) -> Iterable[tuple[str, Value]]:
    for name, value in items:
        # pandas.NA is of none of these types, and neither is None.
        if isinstance(value, (str, bool, int, float)):
            # Months with gaps are floats in tables.
            whole = isinstance(value, float) and name in ("opened", "signed", "in_force") and not math.isnan(value)
            yield name, int(value) if whole else value
