"""Why an actor is in a club or not: the gain that decides, its terms, obstacles, and a change that reverses it."""

import numpy as np
import pytest

from paradiplomacy.model.clubs import acts
from paradiplomacy.model.clubs.explain import Seat, explain_membership, gain_at
from paradiplomacy.model.clubs.sentences import why
from paradiplomacy.model.state import State
from paradiplomacy.model.statutes import acts as statutes
from paradiplomacy.model.vocabulary import Reason, StatuteKind
from paradiplomacy.model.world import World


@pytest.mark.parametrize("plan", [0, 1])
def test_the_terms_add_up_and_the_change_reverses_the_decision(eventful: World, plan: int) -> None:
    state, before = eventful.state, eventful.digest()
    columns = [column.copy() for column in (*state.actors, *state.register.clubs.rows)]
    checked = 0
    for who in state.plans[plan].invited[:6].tolist():
        found = explain_membership(state, plan, who)
        assert found.status and (not found.parts or sum(found.parts.values()) == pytest.approx(found.gain, abs=1e-9))
        if found.reversal is None or found.reversal.attribute not in ("dues", "bonus", "good"):
            continue
        column = getattr(state.register.clubs.rows, found.reversal.attribute)
        club = int(np.flatnonzero(state.register.clubs.rows.plan == plan)[0])
        column[club] = found.reversal.after
        again = explain_membership(state, plan, who)
        column[club] = found.reversal.before
        assert again.favours != found.favours
        assert ("instead of" in why(found)) and found.name in why(found)
        checked += 1
    assert checked
    for column, now in zip(columns, (*state.actors, *state.register.clubs.rows), strict=True):
        np.testing.assert_array_equal(column, now)  # nothing is changed by asking
    assert eventful.digest() == before


def test_the_gain_is_that_of_the_last_decision(treaty: State) -> None:
    members = treaty.book.parties
    at = treaty.register.stretch(0)
    gains = [gain_at(treaty, Seat(0, row, row - at.start)) for row in range(at.start, at.stop)]
    found = [explain_membership(treaty, 0, int(who)).gain for who in members.actor[at]]
    assert gains == found and all(explain_membership(treaty, 0, int(who)).member for who in members.actor[at])


def test_obstacles_are_named(treaty: State, lawless: State) -> None:
    city = 0
    assert "not among those invited" in explain_membership(treaty, 0, city).obstacle
    row = treaty.register.inside(0)[:1]
    who = int(treaty.book.parties.actor[row[0]])
    acts.leave(treaty, 0, row, Reason.NATIONAL_EXIT)
    assert "left by decree" in explain_membership(treaty, 0, who).obstacle
    assert "cannot join now: it left by decree" in why(explain_membership(treaty, 0, who))
    acts.join(treaty, 0, row)
    acts.leave(treaty, 0, row, Reason.EXPELLED)
    assert "was expelled in" in explain_membership(treaty, 0, who).obstacle
    state = lawless
    club = int(np.flatnonzero(state.register.clubs.rows.plan == 0)[0])
    left = state.register.inside(club)[:1]
    acts.leave(state, club, left, Reason.NOT_WORTH_IT)
    outside = int(state.book.parties.actor[left[0]])
    bar = statutes.enact(state, int(state.actors.nation[outside]), StatuteKind.BAR, int(state.plans[0].issues[0]))
    assert "a statute of" in explain_membership(state, 0, outside).obstacle
    statutes.repeal(state, bar)
    assert "a statute of" not in explain_membership(state, 0, outside).obstacle


def test_an_unknown_club_is_refused_with_the_nearest_name(eventful: World) -> None:
    city = next(iter(eventful.cities))
    assert eventful.explain_membership(city, "league").club == "league"
    with pytest.raises(KeyError, match="'leage': unknown club, did you mean league"):
        eventful.explain_membership(city, "leage")
    with pytest.raises(KeyError, match="unknown city or nation"):
        eventful.explain_membership("Atlantis", "league")
