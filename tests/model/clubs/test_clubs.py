"""Clubs and treaties in a world: life cycle, decisions, what the ledger says, and what is saved."""

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest
from settled import SETTLED
from sides import two_sided

from paradiplomacy import World
from paradiplomacy.model.agreements.book import INSIDE, PARTY_TRANSITIONS, Book, IllegalTransitionError
from paradiplomacy.model.agreements.effort import scope_of
from paradiplomacy.model.calendar import date_of
from paradiplomacy.model.clubs.register import CLUB_TRANSITIONS, Register
from paradiplomacy.model.events.exit import Exit
from paradiplomacy.model.events.join import Join
from paradiplomacy.model.events.summit import Summit
from paradiplomacy.model.events.withdrawal import Withdrawal
from paradiplomacy.model.ledger.replay.rebuild import replay
from paradiplomacy.model.records import select
from paradiplomacy.model.vocabulary import ClubStatus, PartyStatus, Reason, Status
from paradiplomacy.scenarios.format import change, check, read
from paradiplomacy.scenarios.format.scenario import Club

MONTHS = 40
SMALL: dict[str, Any] = SETTLED | {"world.cities": 40, "world.nations": 6, "months": MONTHS, "search.burn_in": 3}
SMALL |= {"politics.election_interval": 12, "ratification.hazard_nation": 0.3, "membership.attention": 0.2}
CLIMATE = ("climate",)
LEAGUE = Club(
    name="league", founded="2016-03", invited=("cities",), issues=CLIMATE, settles=True, good=0.05, dues=0.01,
    interval=12, standard=0.6,
)  # fmt: skip
OPEN = Club(name="open list", founded="2014-06", invited=("cities",), members=("cities:N002",), good=0.03)
TREATY = Club(
    name="treaty", kind="nation treaty", founded="2015-11", invited=("nations",), issues=CLIMATE, settles=True,
    bonus=0.05, clause=4, clause_share=0.3, host="N001", charter="joint_optimum",
)  # fmt: skip
PACT = Club(
    name="pact", kind="mixed club", founded="2016-02", invited=("cities", "nations"), issues=("health", "climate"),
    settles=True, good=0.02, charter="weighted_depth", clause=3, standard=0.9,
)  # fmt: skip
ACCORD = Club(
    name="accord", kind="mixed club", founded="2016-04", invited=("cities", "nations"), issues=("health", "climate"),
    settles=True, bonus=0.02, good=0.01, charter="bargained", interval=10,
)  # fmt: skip
SHELL = Club(name="shell", founded="2015-01", invited=("cities",), members=("cities:N001",), dues=1.0)  # all leave
CLUBS = (LEAGUE, OPEN, TREATY, PACT, SHELL, ACCORD)
EXIT = Exit(date="2017-05", name="exit", who=("N001",), club="treaty")
EVENTS = (
    EXIT,
    Withdrawal(date="2016-12", name="away", who=("N003",), issues=CLIMATE),
    Join(date="2018-02", name="back", who=("N001",), club="treaty"),
    Summit(date="2016-07", name="meeting", who=("cities",), club="open list", meetings=1),
    Exit(date="2018-06", name="everybody goes", who=("nations",), club="treaty"),
)


def scenario(clubs: tuple = CLUBS, events: tuple = EVENTS, **changes: Any) -> Any:
    made = change.apply(read.read("synthetic"), SMALL | changes)
    return check.checked(dataclasses.replace(made, clubs=clubs, events=events))


@pytest.fixture(scope="module")
def whole() -> World:
    world = World.from_scenario(scenario(), seed=4)
    world.run()
    return world


def inside(world: World, club: str) -> set[str]:
    found = world.memberships
    return set(found.loc[(found["club"] == club) & found["status"].isin(["signed", "bound", "in force"]), "actor"])


def test_every_kind_of_event_of_clubs_happens(whole: World) -> None:
    kinds = set(whole.events["kind"])
    wanted = {"founded", "invited", "terms", "joined", "rejoined", "bound", "pledged", "left", "in_force", "lapsed"}
    wanted |= {"dissolved", "summit", "settled", "reviewed"}
    assert {f"club_{kind}" for kind in wanted} <= kinds
    assert {"not worth it", "national exit", "expelled"} <= set(whole.events["reason"].dropna())


@pytest.mark.parametrize("before", list(PartyStatus))
@pytest.mark.parametrize("after", list(PartyStatus))
def test_members_move_as_the_table_says(before: PartyStatus, after: PartyStatus) -> None:
    book = Book(1)
    book.party_table.append(2, status=[before, PartyStatus.INVITED])
    if after in PARTY_TRANSITIONS[before]:
        book.move_parties(np.array([0]), after, 3)
        assert book.parties.status.tolist() == [after, PartyStatus.INVITED]
    else:
        with pytest.raises(IllegalTransitionError, match=f"party 0 is {before.name.lower()}"):
            book.move_parties(np.array([0]), after, 3)


@pytest.mark.parametrize("before", list(ClubStatus))
@pytest.mark.parametrize("after", list(ClubStatus))
def test_clubs_move_as_the_table_says(before: ClubStatus, after: ClubStatus) -> None:
    register = Register(1, Book(1))
    register.clubs.append(1, status=before)
    if after in CLUB_TRANSITIONS[before]:
        register.move(0, after, 3)
        assert register.clubs.rows.status[0] == after
    else:
        with pytest.raises(IllegalTransitionError, match=f"club 0 is {before.name.lower()}"):
            register.move(0, after, 3)


def test_a_treaty_is_in_force_when_its_clause_is_met_and_no_sooner(whole: World) -> None:
    events = whole.events[(whole.events["club"] == "treaty")]
    bound: set[str] = set()
    gdp = {nation.id: nation.gdp for nation in whole.nations.values()}
    total, force = sum(gdp.values()), False
    for _, month in events.groupby("month", sort=True):
        for row in month.itertuples():
            if row.kind == "club_bound":
                bound.add(row.actor)
            elif row.kind == "club_left":
                bound.discard(row.actor)
            elif row.kind in ("club_in_force", "club_lapsed"):
                force = row.kind == "club_in_force"
                share = sum(gdp[who] for who in bound) / total  # of the last month: the economy has moved since
                assert row.value == len(bound)
                assert len(bound) >= 4 and share > 0.25 if force else len(bound) < 4 or share < 0.35
        if force:
            assert len(bound) >= 4
            assert sum(gdp[who] for who in bound) / total > 0.25
    assert {"club_in_force", "club_lapsed"} <= set(events["kind"])


def test_nations_ratify_in_time_and_cities_are_bound_at_once(whole: World) -> None:
    found = whole.memberships
    signed = found["joined"].notna() & found["bound"].notna()
    waited = (found["bound"] - found["joined"])[signed & ~found["actor"].str.contains(":")]
    assert (found["bound"] == found["joined"])[signed & found["actor"].str.contains(":")].all()
    by_record = {"2018-02"}  # a dated join binds at once
    later = ~found["joined"].map(lambda month: date_of("2016-01", int(month)) if pd.notna(month) else "").isin(
        by_record
    )
    assert (waited[later] >= 1).all() and waited[later].nunique() > 2, "nations vote later, each in its own time"


def test_who_has_left_by_a_dated_exit_stays_out_until_the_record_or_a_new_party_brings_it_back(whole: World) -> None:
    events = whole.events[(whole.events["club"] == "treaty") & (whole.events["actor"] == "N001")]
    left = events.loc[(events["kind"] == "club_left") & (events["reason"] == "national exit"), "date"].tolist()
    assert left[0] == "2017-05"
    polls = whole.events[(whole.events["kind"] == "election") & (whole.events["actor"] == "N001")]
    turned = polls.loc[(polls["value"] > 0) & (polls["date"] > "2017-05"), "date"].tolist()
    back = min(events.loc[(events["kind"] == "club_rejoined") & (events["date"] > "2017-05"), "date"])
    assert back == "2018-02" or (back < "2018-02" and turned and back >= min(turned))


def test_members_owe_terms_and_outsiders_nothing(whole: World) -> None:
    members = select(whole.state.book.parties, whole.state.register.everyone())
    held = INSIDE[members.status]
    assert (members.terms[~held] == 0).all()
    assert held.any()
    # In a bargained charter a member may promise nothing.
    accord = whole.state.register.clubs.rows.plan[members.club] == CLUBS.index(ACCORD)
    assert (members.terms[held & ~accord].max(axis=1) > 0).all() and (members.terms[held & accord] > 0).any()


def test_effort_is_what_agreements_and_clubs_leave_undone(whole: World) -> None:
    state = whole.state
    book, members = two_sided(state.book), select(state.book.parties, state.register.everyone())
    for promised, column in ((True, state.actors.promised), (False, state.actors.effort)):
        left = np.ones_like(column)
        for row in state.book.live():
            if book.status[row] == Status.IN_FORCE or (promised and book.status[row] == Status.SIGNED):
                for side in range(2):
                    done = np.nan_to_num(np.clip(book.delivered[row, side], 0.0, 1.0))
                    own = scope_of(state.settings.form, book.form[row]) * book.own_terms[row, side]
                    left[book.party[row, side]] *= 1.0 - own * (1.0 if promised else done)
        for row in np.flatnonzero(INSIDE[members.status]):
            done = np.nan_to_num(np.clip(members.delivered[row], 0.0, 1.0))
            in_force = members.status[row] == PartyStatus.IN_FORCE
            left[members.actor[row]] *= 1.0 - members.terms[row] * (1.0 if promised else done * in_force)
        np.testing.assert_allclose(column, 1.0 - left, atol=1e-12)


def test_each_review_says_what_the_member_would_have_done_alone(whole: World) -> None:
    found = whole.deliveries
    of_clubs = found[found["club"].notna()]
    assert len(of_clubs) > 20
    assert of_clubs["alone_climate"].between(0.0, 0.95).all()
    assert found[found["club"].isna()]["alone_climate"].isna().all()
    assert found["delivered"].between(-0.5, 1.5).all()
    assert set(of_clubs["year"]) >= {2017, 2018}


def test_a_run_with_clubs_is_saved_and_taken_up_again(whole: World, tmp_path: Any) -> None:
    world = World.from_scenario(scenario(), seed=4)
    for stop in (0, 3, 17, 26):
        world.run(stop - world.month)
        world = World.restore(world.save(tmp_path / f"{stop}.world"))
    world.run()
    assert world.digest() == whole.digest()
    for table in ("clubs", "memberships", "events", "deliveries"):
        pd.testing.assert_frame_equal(getattr(world, table), getattr(whole, table), check_exact=True, obj=table)


def test_events_alone_rebuild_clubs_and_members_of_every_month() -> None:
    world = World.from_scenario(scenario(), seed=5)
    facts = {}
    for _ in range(MONTHS):
        world.step()
        facts[world.month - 1] = world.clubs, world.memberships
    events = world.events
    for month, (clubs, members) in facts.items():
        replayed = replay(events, month)
        pd.testing.assert_frame_equal(
            replayed.clubs, clubs[list(replayed.clubs)], check_exact=True, obj=f"clubs {month}"
        )
        pd.testing.assert_frame_equal(
            replayed.memberships, members[list(replayed.memberships)], check_exact=True, obj=f"members {month}"
        )


def test_clubs_that_nobody_may_join_change_nothing() -> None:
    bare = World.from_scenario(scenario(clubs=(), events=()), seed=2)
    empty = LEAGUE._replace(name="too dear", good=0.0, dues=9_000.0)
    shut = World.from_scenario(scenario(clubs=(empty,), events=()), seed=2)
    bare.run(20)
    shut.run(20)
    mine = shut.events[~shut.events["kind"].str.startswith("club_")].drop(columns=["event", "club"])
    theirs = bare.events.drop(columns=["event", "club"])
    pd.testing.assert_frame_equal(mine.reset_index(drop=True), theirs, check_exact=True)
    assert not inside(shut, "too dear")


def joiners_after_an_exit(**changes: Any) -> dict[str, int]:
    """Count the cities of the exiting nation, and of others, that join an open list in the two months after the exit."""
    listed = OPEN._replace(members=(), good=0.004, dues=0.0, issues=CLIMATE)
    treaty = TREATY._replace(members=("nations",), settles=False, clause=0, clause_share=0.0, founded="2014-06")
    made = scenario(clubs=(listed, treaty), events=(dataclasses.replace(EXIT, date="2016-03"),), **changes)
    world = World.from_scenario(made, seed=11)
    world.run(4)
    events = world.events
    new = events[(events["kind"] == "club_joined") & (events["club"] == "open list") & (events["month"] >= 2)]
    home = new["actor"].str.startswith("N001").sum()
    return {"home": int(home), "abroad": len(new) - int(home)}


def test_each_of_the_three_mechanisms_of_an_exit_can_be_switched_off() -> None:
    steady = {"membership.attention": 0.0, "politics.election_interval": 600}
    all_on = joiners_after_an_exit(**steady, **{"membership.expression": 5.0, "membership.visible_joiners": 5.0})
    assert all_on["home"] > 0
    assert all_on["abroad"] == 0
    off = {"membership.exit_attention": 0}
    assert joiners_after_an_exit(**steady, **off, **{"membership.expression": 5.0}) == {"home": 0, "abroad": 0}
    no_expression = joiners_after_an_exit(**steady, **{"membership.expression": 0.0, "membership.visible_joiners": 5.0})
    assert no_expression["home"] <= all_on["home"]


def test_reasons_are_words(whole: World) -> None:
    reasons = set(whole.memberships["reason"].dropna())
    assert reasons <= {reason.name.lower().replace("_", " ") for reason in Reason}
