"""Overrides replace facts and draws, the later entry before the earlier."""

from collections.abc import Callable

import numpy as np

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.scenarios.format.scenario import Override
from paradiplomacy.scenarios.world.overrides import override
from paradiplomacy.scenarios.world.start import Start

SINGLE = ("trust", "autonomy", "grant_share")


def test_the_later_of_two_entries_about_an_actor_counts(make: Callable[..., Start]) -> None:
    start = make(actors=(Override(who="cities", trust=0.2, autonomy=0.3), Override(who="Paris", trust=0.9)))
    override(start)
    assert start.columns.trust[:3].tolist() == [0.2, 0.9, 0.2]
    assert start.columns.autonomy[:3].tolist() == [0.3, 0.3, 0.3]


def test_every_single_attribute_can_be_set_and_what_is_not_named_stays(make: Callable[..., Start]) -> None:
    start = make(actors=tuple(Override(who="Oslo", **{name: 0.125}) for name in SINGLE))
    before = {name: getattr(start.columns, name).copy() for name in SINGLE}
    override(start)
    for name in SINGLE:
        after = getattr(start.columns, name)
        assert after[2] == 0.125
        np.testing.assert_array_equal(np.delete(after, 2), np.delete(before[name], 2))


def test_values_by_issue_party_and_election_are_looked_up(make: Callable[..., Start]) -> None:
    given = Override(
        who="FRA", public={"trade": 0.5}, need={"climate": 0.75}, consent={"trade": "required"}, party="conservative",
        next_election="2016-07",
    )  # fmt: skip
    start = make(actors=(given,))
    override(start)
    columns, (climate, trade) = start.columns, start.lookup.issues(("climate", "trade"))
    assert (columns.public[3, trade], columns.need[3, climate]) == (0.5, 0.75)
    assert columns.consent[3, trade] == ConsentRule.REQUIRED
    assert columns.party[3] == start.lookup.party("conservative")
    assert columns.next_election[3] == 6
    assert not columns.public[4].any()


def test_salience_sums_to_1_after_it_was_set(make: Callable[..., Start]) -> None:
    start = make(actors=(Override(who="Paris", salience={"climate": 3.0}),))
    start.columns.salience[:] = 1.0
    override(start)
    n, (climate,) = len(start.scenario.issues), start.lookup.issues(("climate",))
    np.testing.assert_allclose(start.columns.salience.sum(axis=1), 1.0)
    assert start.columns.salience[1, climate] == 3.0 / (n + 2)
