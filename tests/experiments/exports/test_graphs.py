"""GraphML and GEXF, read back by NetworkX."""

from calendar import monthrange
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from paradiplomacy.experiments.exports.graphs import spells
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.calendar import date_of


def test_graphml_is_read_back_as_the_network_that_was_written(busy: Run, tmp_path: Path) -> None:
    file, _ = busy.export(tmp_path / "out", format="graphml", month=10)
    found, graph = nx.read_graphml(file, force_multigraph=True), busy.network(10)
    assert dict(found.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {about["agreement"]: about for *_, about in found.edges(data=True)} == {
        about["agreement"]: about for *_, about in graph.edges(data=True)
    }


def test_gexf_has_the_ties_in_force_at_the_end_of_every_month(busy: Run, tmp_path: Path) -> None:
    file, _ = busy.export(tmp_path / "out", format="gexf")
    found = nx.read_gexf(file)
    assert found.graph["mode"] == "dynamic"
    times = {(about["agreement"], *sorted((a, b))): about["spells"] for a, b, about in found.edges(data=True)}
    assert len(times) == found.number_of_edges() > len({number for number, *_ in times}), (
        "one has more than two parties"
    )
    assert max(map(len, times.values())) > 1, "an agreement was suspended and restored"
    for month in range(-busy.manifest.burn_in, busy.manifest.months):
        date = date_of(busy.manifest.start, month)
        day = f"{date}-{monthrange(int(date[:4]), int(date[5:]))[1]}"
        active = {edge for edge, each in times.items() if any(first <= day <= last for first, last in each)}
        edges = busy.network(month).edges(data=True)
        in_force = {(about["agreement"], *sorted((a, b))) for a, b, about in edges if about["status"] == "in force"}
        assert active == in_force, date


def test_gexf_places_actors_by_their_coordinates_and_names_them(pacific: Run, folders: Path) -> None:
    oslo = nx.read_gexf(folders / "gexf/network.gexf").nodes["NOR:oslo"]
    assert oslo["label"] == "Oslo" and oslo["nation"] == "NOR"
    assert (oslo["viz"]["position"]["x"], oslo["viz"]["position"]["y"]) == pytest.approx((107.5, 599.1))
    assert nx.read_gexf(folders / "gexf/network.gexf").number_of_edges() == pacific.network().number_of_edges()


def test_spells_of_a_history_worked_out_by_hand() -> None:
    history = [
        (1, -20, "inherited", -50), (1, 3, "suspended", 0), (1, 5, "restored", 0), (1, 5, "dormant", 0),
        (1, 8, "revived", 0), (2, 4, "in_force", 0), (3, 4, "in_force", 0), (4, 2, "in_force", 0),
    ]  # fmt: skip
    events = pd.DataFrame(
        [(at, month, kind, agreement, value) for at, (agreement, month, kind, value) in enumerate(history)],
        columns=["event", "month", "kind", "agreement", "value"],
    )
    agreements = pd.DataFrame({"agreement": [1, 2, 3, 4], "ended": [12.0, float("nan"), 4.0, 5.0]})
    assert spells(events, agreements, 20) == {1: [(-50, 2), (8, 11)], 2: [(4, 20)], 4: [(2, 4)]}
