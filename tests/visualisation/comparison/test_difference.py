"""The difference of two worlds is that of their books."""

import numpy as np
from sides import two_sided

from paradiplomacy.model.vocabulary import Status
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.comparison.difference import difference, first_divergence, highlighted
from paradiplomacy.visualisation.comparison.second_world import change_between, second_world
from paradiplomacy.visualisation.session.session import Session
from paradiplomacy.visualisation.theme.palette import COMPARED, IN_BOTH, IN_ONE, NOT_IN_FORCE


def pairs(session: Session) -> set[frozenset[str]]:
    """Names of those tied by an agreement in force, the slow way."""
    state = session._world.state
    book = two_sided(state.book)
    return {
        frozenset(state.identities[row] for row in book.party[number].tolist())
        for number in state.book.live().tolist()
        if book.status[number] == Status.IN_FORCE
    }


def test_the_same_world_twice_differs_in_nothing(visit: Session) -> None:
    visit.go_to(9)
    beside = second_world(visit, {"scenario": "", "seed": "", "changes": ""})
    found = difference(visit.now, beside.now, (visit.run.roster, beside.run.roster))
    assert (found.first, found.second) == (0, 0) and found.both == len(pairs(visit)) > 0
    assert first_divergence(visit, beside) is None
    assert beside.digest() == visit.digest() and change_between(visit, beside) == "the same as A"


def test_pairs_of_one_world_only_are_counted_as_the_books_have_them(visit: Session) -> None:
    visit.go_to(12)
    beside = second_world(visit, {"scenario": "", "seed": "9", "changes": "politics.election_interval=12"})
    assert beside.now.month == 12 and beside.run.changes == {"politics.election_interval": 12}
    found = difference(visit.now, beside.now, (visit.run.roster, beside.run.roster))
    mine, theirs = pairs(visit), pairs(beside)
    assert (found.both, found.first, found.second) == (len(mine & theirs), len(mine - theirs), len(theirs - mine))
    assert found.first and found.second
    names = dict(zip(visit.run.roster.names, visit.run.roster.ids, strict=True))
    for one, other in found.examples[0]:
        assert frozenset((names[one], names[other])) in mine - theirs


def test_ties_are_coloured_by_whether_the_other_world_has_them(visit: Session) -> None:
    visit.go_to(12)
    seen, ids = set(), visit.run.roster.ids
    for asked in ({"seed": "9"}, {"changes": "utility.benefit_scale=0.8"}):  # other ties; nearly the same ties
        beside = second_world(visit, asked)
        shot, theirs = highlighted(visit.now, visit.run.roster, beside.now, beside.run.roster), pairs(beside)
        for a, b, status, tie in zip(shot.arcs.a, shot.arcs.b, shot.arcs.status, shot.arcs.tie, strict=True):
            also = frozenset((ids[a], ids[b])) in theirs
            assert tie == (NOT_IN_FORCE if status != Status.IN_FORCE else IN_BOTH if also else IN_ONE)
            seen.add(int(tie))
        assert np.array_equal(shot.arcs.number, visit.now.arcs.number)
    assert seen == set(range(len(COMPARED)))


def test_worlds_diverge_in_the_month_of_the_first_event_that_differs(visit: Session) -> None:
    visit.go_to(14)
    beside = second_world(visit, {"changes": "response.tolerance=0.9"})
    logs = [[repr(column) for column in session.log().T.tolist()] for session in (visit, beside)]
    at = next(at for at, (one, other) in enumerate(zip(*logs, strict=False)) if one != other)
    month = first_divergence(visit, beside)
    assert month is not None and month == min(session.log()[0, at] for session in (visit, beside))
    visit.go_to(month)
    beside.go_to(month)
    assert first_divergence(visit, beside) is None


def test_other_scenarios_are_compared_by_who_takes_part(visit: Session, small: Scenario) -> None:
    visit.go_to(4)
    beside = Session(small, seed=5, changes={"world.cities": 60})
    beside.go_to(4)
    found = difference(visit.now, beside.now, (visit.run.roster, beside.run.roster))
    mine, theirs = pairs(visit), pairs(beside)
    assert (found.both, found.first, found.second) == (len(mine & theirs), len(mine - theirs), len(theirs - mine))
