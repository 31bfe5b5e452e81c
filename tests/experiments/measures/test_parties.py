"""Shared parties of mayor and government agree with elections and tables."""

import numpy as np
import pandas as pd
import pytest

from paradiplomacy import World
from paradiplomacy.experiments.measures import parties, selected
from paradiplomacy.experiments.measures.registry import measure
from paradiplomacy.model.ledger.kinds import Event


def test_the_party_in_office_is_that_of_the_last_election():
    months, winners = np.array([3, 10, 17]), np.array([2, 0, 1])
    found = [parties.party_at(months, winners, when) for when in (2, 3, 9, 10, 40)]
    assert found == [None, 2, 2, 0, 1]


def test_acts_within_a_party_are_those_whose_last_elections_had_one_winner(lively: World) -> None:
    events = lively.events
    acts = events[(events["kind"] == "classed") & (events["month"] >= 0)]
    log = lively.state.ledger.events
    same, counted = 0, 0
    for at in acts.index:
        if log.detail[at] not in selected.AGAINST:
            continue
        winners = []
        for who in (log.actor[at], log.other[at]):
            held = np.flatnonzero((log.kind == Event.ELECTION) & (log.actor == who) & (log.month <= log.month[at]))
            winners.append(log.detail[held[-1]] if len(held) else None)
        if None not in winners:
            counted, same = counted + 1, same + (winners[0] == winners[1])
    assert counted > 20
    assert measure("antagonism_same_party").of(lively) == pytest.approx(same / counted)


def test_parties_in_office_are_those_of_the_table_of_cities(lively: World) -> None:
    city, month = np.array([0, 1, 2, 3, 4, 5]), np.array([0, 7, 20, 33, 46, 59])
    nation = lively.state.actors.nation[city]
    found = parties.in_office_together(lively, city, nation, month)
    tables = pd.concat([lively.city_months, lively.nation_months]).set_index(["id", "month"])["party"]
    ids = lively.state.identities
    for at, (c, n, m) in enumerate(zip(city, nation, month, strict=True)):
        assert found[at] == (tables[ids[c], m] == tables[ids[n], m])
