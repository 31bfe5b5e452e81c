"""The network of a month: what was tied then, in plain Python values."""

import numpy as np
import pytest

from paradiplomacy.experiments.results.folder import ResultsError
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.model.ledger.replay.rebuild import replay

TIED = ("in force", "dormant", "suspended")


def test_its_edges_are_the_ties_at_the_end_of_the_run(busy: Run) -> None:
    graph, table = busy.network(), busy.agreements
    expected = table.loc[table["status"].isin(TIED)].set_index("agreement")
    found = {about["agreement"]: (a, b, about) for a, b, about in graph.edges(data=True)}
    assert found.keys() == set(expected.index) and len(found) > 50
    for number, (a, b, about) in found.items():
        row = expected.loc[number]
        assert {a, b} == {row["a"], row["b"]} or row["parties"] > 2
        for name in ("kind", "form", "status", "in_force", "terms_climate"):
            assert about[name] == row[name]


def test_its_edges_are_the_ties_of_an_earlier_month(busy: Run) -> None:
    for month in (-1, 0, 13):
        numbers = {about["agreement"] for *_, about in busy.network(month).edges(data=True)}
        assert numbers == set(replay(busy.events, month).ties["agreement"])


def test_its_nodes_are_all_actors_as_they_were_in_that_month(busy: Run) -> None:
    graph = busy.network(5)
    then = busy.cities.loc[busy.cities["month"] == 5].set_index("id")
    assert len(graph) == 66 and graph.nodes["N001"]["level"] == "nation"
    assert graph.nodes["N001:c00001"]["population"] == then.loc["N001:c00001", "population"]
    assert busy.network(6).nodes["N001:c00001"]["population"] != then.loc["N001:c00001", "population"]


def test_every_attribute_is_a_plain_value_and_none_is_missing(busy: Run) -> None:
    graph = busy.network()
    everything = [*graph.nodes(data=True), *((key, about) for *_, key, about in graph.edges(keys=True, data=True))]
    for _, about in everything:
        for value in about.values():
            assert type(value) in (str, int, float, bool) and str(value) not in ("nan", "<NA>")
    assert "bypass" in graph.nodes["N001:c00001"] and "autonomy" not in graph.nodes["N001"]


def test_a_month_may_be_given_by_its_date(busy: Run) -> None:
    dated = busy.network("2016-06").graph
    assert dated == busy.network(5).graph == busy.network(np.int64(5)).graph and dated["date"] == "2016-06"


@pytest.mark.parametrize("month", [30, "2031-01", "soon", 1.5, True, -1000])
def test_a_month_that_the_run_does_not_have_is_refused(busy: Run, month: int | str) -> None:
    with pytest.raises(ResultsError, match="expected -12 to 29, or 2015-01 to 2018-06"):
        busy.network(month)
