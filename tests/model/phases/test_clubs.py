"""The clubs phase: summits, decisions in between, and votes of nations."""

from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.phases import clubs
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartyStatus


def sure_votes(state: State) -> None:
    ratification = state.settings.ratification._replace(hazard_nation=1.0)
    state.settings = state.settings._replace(ratification=ratification)


def test_a_summit_is_held_at_every_interval_after_the_founding_and_never_without_one(treaty: State) -> None:
    columns = treaty.register.clubs.rows
    founded = int(columns.founded[0])
    columns.interval[0] = 6
    held = []
    for treaty.month in range(founded, founded + 19):
        held.append(clubs.has_summit(treaty, 0))
    assert [age for age, summit in enumerate(held) if summit] == [6, 12, 18]
    columns.interval[0] = 0
    assert not clubs.has_summit(treaty, 0)


def test_a_nation_votes_after_the_month_of_its_signature(treaty: State) -> None:
    sure_votes(treaty)
    members = treaty.register.members.rows
    members.status[:], members.joined[:] = PartyStatus.SIGNED, treaty.month
    treaty.register.clubs.rows.bonus[0] = 10.0  # enough for any veto player
    clubs.ratify(treaty, 0)
    assert (members.status == PartyStatus.SIGNED).all()
    treaty.month += 1
    clubs.ratify(treaty, 0)
    assert (members.status >= PartyStatus.BOUND).all() and (members.status != PartyStatus.WITHDRAWN).all()


def test_who_is_refused_at_home_leaves_and_the_others_pledges_are_updated(treaty: State) -> None:
    sure_votes(treaty)
    members = treaty.register.members.rows
    members.status[:], members.joined[:] = PartyStatus.SIGNED, treaty.month - 1
    treaty.register.clubs.rows.bonus[0] = -10.0  # too little for any veto player
    clubs.ratify(treaty, 0)
    assert (members.status == PartyStatus.WITHDRAWN).all() and not members.terms.any()


def test_nobody_reconsiders_without_a_reason(treaty: State) -> None:
    before = len(treaty.ledger)
    treaty.actors.turned[:] = treaty.month - 1
    clubs.reconsider(treaty, 0)
    assert len(treaty.ledger) == before
    treaty.register.clubs.rows.bonus[0] = -10.0
    treaty.actors.turned[:] = treaty.month
    clubs.reconsider(treaty, 0)
    assert Event.CLUB_LEFT in treaty.ledger.events.kind[before:]
