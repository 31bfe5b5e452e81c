"""Networks as files: GraphML of one month, and GEXF of all months with the times of each tie."""

import math
from calendar import monthrange
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd

from paradiplomacy.experiments.exports.network import network, records
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.calendar import date_of

IN_FORCE_AFTER = {
    "inherited": True, "in_force": True, "restored": True, "revived": True, "suspended": False, "dormant": False,
}  # fmt: skip
"""Kinds of events by whether an agreement is in force after them."""
OF_EDGE = ["agreement", "kind", "form"]
POINTS_PER_DEGREE = 10.0
"""Size of the layout: Gephi draws nodes of a size of about ten."""

type Spell = tuple[int, int]
"""First and last month, both included."""


def write_graphml(run: Run, folder: Path, month: int | str | None) -> list[Path]:
    """Write the network of a month as GraphML."""
    file = folder / "network.graphml"
    nx.write_graphml(network(run, month), file)
    return [file]


def write_gexf(run: Run, folder: Path, month: int | str | None) -> list[Path]:
    """Write the agreements of all months as GEXF, each with the spells in which it was in force; ``month`` is not used.

    Actors have their attributes at the end of the run, and their coordinates as a layout.
    """
    del month
    file = folder / "network.gexf"
    nx.write_gexf(dynamic(run), file, version="1.2draft")
    return [file]


def dynamic(run: Run) -> "nx.MultiGraph[str]":
    """Return the network of all months; edges have the dates of the spells in which they were in force."""
    last = run.manifest.months - 1
    graph = nx.MultiGraph(mode="dynamic", name=run.manifest.title)
    for level, table in (("city", run.cities), ("nation", run.nations)):
        rows = table.loc[table["month"] == last].drop(columns=["month", "date"])
        for identity, attributes in zip(rows["id"], records(rows), strict=True):
            place = {axis: POINTS_PER_DEGREE * float(attributes[name]) for axis, name in (("x", "lon"), ("y", "lat"))}
            label = str(attributes.pop("name"))
            graph.add_node(str(identity), label=label, level=level, viz={"position": place | {"z": 0.0}}, **attributes)
    found = spells(run.events, run.agreements, last)
    parties = run.parties.loc[run.parties["agreement"].isin(list(found))]
    # Of each party, the first and the last month at whose end it is bound: with several parties, some come later and some leave.
    members_of: dict[int, list[tuple[str, float, float]]] = {}
    for agreement, actor, since, left in parties[["agreement", "actor", "in_force", "left"]].itertuples(index=False):
        if not math.isnan(since):
            until = math.inf if math.isnan(left) else left - 1
            members_of.setdefault(int(agreement), []).append((str(actor), since, until))
    of_kind = {
        int(number): (str(kind), str(form)) for number, kind, form in run.agreements[OF_EDGE].itertuples(index=False)
    }
    for number, members in members_of.items():
        kind, form = of_kind[number]
        for at, ((a, since_a, until_a), (b, since_b, until_b)) in enumerate(combinations(members, 2)):
            identity = f"{number}" if len(members) == 2 else f"{number}.{at}"
            both = [
                (int(max(first, since_a, since_b)), int(min(end, until_a, until_b))) for first, end in found[number]
            ]
            dates = [_dates(run.manifest.start, spell) for spell in both if spell[0] <= spell[1]]
            if dates:
                graph.add_edge(a, b, key=identity, id=identity, agreement=number, kind=kind, form=form, spells=dates)
    return graph


def spells(events: pd.DataFrame, agreements: pd.DataFrame, last: int) -> dict[int, list[Spell]]:
    """Return the months at whose end each agreement was in force, as spells; agreements that never were are left out.

    Args:
        events: Table of events of a run.
        agreements: Its table of agreements.
        last: Its last month.
    """
    some = events.loc[events["kind"].isin(list(IN_FORCE_AFTER)) & events["agreement"].notna()].sort_values("event")
    turns: dict[int, list[tuple[int, bool]]] = {}
    for agreement, month, kind, value in some[["agreement", "month", "kind", "value"]].itertuples(index=False):
        # The value of the event is the month since which an inherited agreement is in force.
        begun = int(value) if kind == "inherited" else int(month)
        turns.setdefault(int(agreement), []).append((begun, IN_FORCE_AFTER[kind]))
    # In the month in which it ends, an agreement is not in force at the end.
    ended = {
        int(agreement): last if math.isnan(end) else int(end) - 1
        for agreement, end in agreements[["agreement", "ended"]].astype("float64").itertuples(index=False)
    }
    found = {agreement: list(_spells(mine, ended[agreement])) for agreement, mine in turns.items()}
    return {agreement: mine for agreement, mine in found.items() if mine}


def _spells(turns: list[tuple[int, bool]], until: int) -> Iterable[Spell]:
    """Yield the spells between turns, of which the last in a month decides on it."""
    decided = dict(turns)
    begin: int | None = None
    for month, is_in_force in sorted(decided.items()):
        if is_in_force and begin is None:
            begin = month
        elif not is_in_force and begin is not None:
            if begin <= min(month - 1, until):
                yield begin, min(month - 1, until)
            begin = None
    if begin is not None and begin <= until:
        yield begin, until


def _dates(start: str, spell: Spell) -> tuple[str, str]:
    """Return the first and the last day of a spell."""
    first, last = (date_of(start, month) for month in spell)
    year, month = (int(part) for part in last.split("-"))
    return f"{first}-01", f"{last}-{monthrange(year, month)[1]:02d}"
