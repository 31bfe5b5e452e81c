"""A word from outside: who refuses signs nothing with whom it refuses in that month, and nothing else changes before."""

import numpy as np
import pytest

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.vocabulary import Reason, Status
from paradiplomacy.model.world import World
from paradiplomacy.scenarios.describe import page as describe
from paradiplomacy.scenarios.format import change, read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.read import read_text
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import to_toml
from paradiplomacy.scenarios.world import build

NO = {"date": "2016-04", "kind": "refusal", "who": ["cities"], "partners": ["cities", "nations"]}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return change.apply(
        read.read("synthetic"),
        {"world.cities": 80, "world.nations": 8, "months": 12, "search.burn_in": 3, "search.hazard": -1.0},
    )


def played(scenario: Scenario, months: int) -> World:
    world = build.build(scenario, seed=5)
    for _ in range(months):
        world.step()
    return world


def signed(world: World, month: int) -> set[tuple[int, int]]:
    log = world.state.ledger.events
    at = (log.kind == Event.SIGNED) & (log.month == month)
    return set(zip(log.actor[at].tolist(), log.other[at].tolist(), strict=True))


def refused(world: World) -> list[tuple[int, int, int]]:
    log = world.state.ledger.events
    at = (log.kind == Event.FAILED) & (log.detail == Reason.REFUSED_BY_SEAT)
    return list(zip(log.month[at].tolist(), log.actor[at].tolist(), log.other[at].tolist(), strict=True))


def test_those_who_refuse_sign_nothing_in_that_month_and_the_ledger_says_why(small: Scenario) -> None:
    unchanged, with_no = played(small, 4), played(change.apply(small, {'events."no"': NO}), 4)
    n = unchanged.state.n_cities
    would_sign = {pair for pair in signed(unchanged, 3) if min(pair) < n}
    assert would_sign and not signed(unchanged, 3) - would_sign - signed(with_no, 3)
    assert {(3, *pair) for pair in would_sign} == set(refused(with_no))
    assert not any(min(pair) < n for pair in signed(with_no, 3))
    book = with_no.state.book.rows
    assert all(book.status[book.reason == Reason.REFUSED_BY_SEAT] == Status.FAILED)
    before, after = (world.state.ledger.events for world in (unchanged, with_no))
    early = before.month < 3
    assert all(np.array_equal(x[early], y[: early.sum()], equal_nan=True) for x, y in zip(before, after, strict=True))


def test_only_the_pair_that_is_named_is_refused(small: Scenario) -> None:
    unchanged = played(small, 4)
    one, other = min(signed(unchanged, 3))
    names = unchanged.state.identities
    event = NO | {"who": [names[other]], "partners": [names[one]]}
    world = played(change.apply(small, {'events."no"': event}), 4)
    assert refused(world) == [(3, one, other)]
    assert signed(world, 3) == signed(unchanged, 3) - {(one, other)}


def test_events_are_added_replaced_and_removed_by_a_change(small: Scenario) -> None:
    added = change.apply(small, {'events."no"': NO, 'events."no".date': "2016-05"})
    assert [(event.name, event.date, event.kind) for event in added.events] == [("no", "2016-05", "refusal")]
    assert read_text(to_toml(added), name=added.name) == added
    again = change.apply(added, {'events."no"': NO})
    assert [event.date for event in again.events] == ["2016-04"]
    assert change.apply(again, {'events."no"': {}}) == small == change.apply(again, {'events."no"': None})
    path, value = change.parse_assignment(
        'events."no"={date = "2016-04", kind = "refusal", who = ["cities"], partners = ["nations"]}'
    )
    assert change.apply(small, {path: value}).events[0].partners == ("nations",)
    assert "all terms with nations refused in that month" in describe.describe(change.apply(small, {path: value}))


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (NO | {"partners": []}, "missing in a refusal"),
        (NO | {"partners": ["Atlantis"]}, "Atlantis"),
        (NO | {"meetings": 5}, "out of place"),
        (NO | {"date": "2015-01"}, "before the start"),
        ({"kind": "election"}, "missing"),
    ],
)
def test_an_invalid_event_is_rejected_when_it_is_read(small: Scenario, event: dict[str, object], message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        change.apply(small, {'events."no"': event})
    with pytest.raises(ScenarioError, match='unknown event "gone"'):
        change.apply(small, {'events."gone"': {}})
