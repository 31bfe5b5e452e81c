"""Invariants that hold after every month of any scenario."""

from itertools import pairwise
from typing import get_type_hints

import numpy as np
import pytest
from barred import under_a_bar
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sides import two_sided

from paradiplomacy.agents.columns import problems
from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.challenges.challenges import Challenges
from paradiplomacy.model.events.law import Law
from paradiplomacy.model.vocabulary import Consent, Diplomacy, PartyStatus, Stage, Status, StatuteStatus
from paradiplomacy.model.world import World

NEXT = {  # kind of event: statuses of an agreement in which it may occur, and the status after it
    "opened": (None, "negotiating"),
    "inherited": (None, "in force"),
    "signed": ("negotiating", "signed"),
    "failed": ("negotiating signed", "over"),
    "in_force": ("signed", "in force"),
    "renewed": ("in force", "in force"),
    "dormant": ("in force", "dormant"),
    "revived": ("dormant", "in force"),
    "suspended": ("in force", "suspended"),
    "restored": ("suspended", "in force"),
    "breached": ("in force", "over"),
    "expired": ("in force dormant suspended", "over"),
    "withdrawn": ("in force dormant suspended", "over"),
    "severed": ("in force dormant suspended", "over"),
}
REASONS_AFTER_SIGNING = {"refused at home", "consent refused", "lapsed", "complied", "barred", "rupture"}
REASONS_WITHOUT_SIGNING = {"no zone", "out of time", "chilled"}
# A failing scenario is reported as drawn: shrinking it would take an hour.
NO_SHRINKING = {"suppress_health_check": [HealthCheck.too_slow], "phases": [Phase.explicit, Phase.generate]}

PARAMETERS = st.fixed_dictionaries(
    {
        "utility.benefit_scale": st.floats(1.0, 8.0),
        "utility.contact_cost": st.floats(0.0, 0.1),
        "utility.anticipation": st.floats(0.0, 20.0),
        "politics.divergence_scale": st.floats(0.0, 8.0),
        "politics.position_noise": st.floats(0.0, 0.3),
        "politics.election_interval": st.integers(1, 30),
        "response.attention": st.floats(0.0, 20.0),
        "response.statute_rate": st.floats(0.0, 3.0),
        "response.sanction_cost": st.floats(0.0, 0.2),
        "response.mayor_support": st.floats(0.0, 10.0),
        "response.tolerance": st.floats(0.0, 0.5),
        "ratification.hazard_nation": st.floats(0.02, 1.0),
        "ratification.hazard_consent": st.floats(0.02, 1.0),
        "delivery.term": st.integers(1, 40),
        "delivery.spread": st.floats(0.0, 2.0),
        "delivery.trust_breach": st.floats(0.0, 0.5),
        "delivery.breach": st.floats(0.0, 1.0),
        "economy.growth_spread": st.floats(0.0, 0.5),
        "economy.sanction_loss": st.floats(0.0, 1.0),
        "negotiation.capacity_city": st.integers(0, 4),
        "negotiation.capacity_nation": st.integers(0, 8),
        "negotiation.agenda": st.sampled_from(["package", "issue_by_issue"]),
        "rules.protocol": st.sampled_from(["nash", "ultimatum"]),
        "search.burn_in": st.integers(0, 4),
        "challenges.mandate": st.sampled_from(["both", "cities", "nations"]),
        "challenges.rho": st.floats(-100.0, 1.0),
        "challenges.turnover": st.floats(0.0, 1.0),
        "challenges.progress": st.floats(-0.5, 0.5),
        "challenges.need_feedback": st.floats(0.0, 10.0),
        "challenges.autonomy_shift": st.floats(0.0, 1.0),
    }
)


def assert_columns_are_valid(world: World) -> None:
    state = world.state
    assert problems(state.actors, state.n_cities) == []
    assert (state.actors.population > 0).all() and (state.actors.gdp > 0).all()
    np.testing.assert_allclose(state.actors.salience.sum(axis=1), 1.0, atol=1e-9)
    assert (state.actors.spread > 0).all()


def assert_the_book_is_consistent(world: World) -> None:
    state = world.state
    book, month = two_sided(state.book), world.month - 1
    status = book.status
    signed = (book.signed != NEVER) | np.isin(status, [Status.SIGNED, Status.IN_FORCE])
    for name in ("terms", "gain", "share_lost", "visibility"):
        values = getattr(book, name)
        late = signed & (book.opened >= -state.settings.search.burn_in) & (book.opened != book.signed)
        assert np.isfinite(values[late]).all(), name
    assert ((book.terms >= 0) & (book.terms <= 1)).all()
    assert not book.terms[~signed].any() and (book.terms[signed] > 0).any(axis=1).all()
    assert ((book.terms > 0) == book.agenda)[signed].all()
    assert np.nanmin(book.gain, initial=0.0) >= 0.0
    assert ((book.share_lost[signed] >= 0) | np.isnan(book.share_lost[signed])).all()
    observed = ~np.isnan(book.delivered)
    assert ((book.delivered[observed] >= -0.5) & (book.delivered[observed] <= 1.5)).all()
    acts = book.diplomacy > Diplomacy.NONE
    assert (np.abs(book.alignment[acts]) <= 1).all()
    assert not (acts & (book.party >= state.n_cities)).any()
    assert ((book.visibility >= 0) & (book.visibility <= 1)).all()
    dates = [book.opened, book.signed, book.in_force, book.ended]
    for date in dates:
        assert (date <= month).all()
    for before, after in pairwise(dates):
        both = (before != NEVER) & (after != NEVER)
        assert (before[both] <= after[both]).all()
    in_force = status == Status.IN_FORCE
    assert (book.party_status[in_force] == PartyStatus.IN_FORCE).all()
    assert not np.isin(book.consent[in_force], [Consent.PENDING, Consent.REFUSED]).any()
    assert (book.term_ends[in_force] > month).all()
    assert (book.party[:, 0] != book.party[:, 1]).all()


def assert_no_pair_has_two_open_negotiations(world: World) -> None:
    book = two_sided(world.state.book)
    negotiations = np.sort(book.party[book.status == Status.NEGOTIATING], axis=1)
    assert len(np.unique(negotiations, axis=0)) == len(negotiations)


def assert_statutes_suspend_what_is_suspended(world: World) -> None:
    """A suspended agreement has a party to which a statute in force of its nation applies."""
    state = world.state
    parties, statutes = state.book.parties, state.statutes.rows
    for row in np.flatnonzero(state.book.rows.status == Status.SUSPENDED).tolist():
        members = state.book.parties_of(np.array([row]))
        marked = members[parties.statute[members] >= 0]
        assert (statutes.nation[parties.statute[marked]] == state.actors.nation[parties.actor[marked]]).all()
        assert (statutes.status[parties.statute[marked]] == StatuteStatus.IN_FORCE).any()


def assert_statutes_are_consistent(world: World) -> None:
    rows = world.state.statutes.rows
    ended = np.isin(rows.status, [StatuteStatus.REPEALED, StatuteStatus.ANNULLED])
    assert (ended == (rows.ended != NEVER)).all()
    assert (rows.enacted <= world.month - 1).all() and (rows.ended[ended] >= rows.enacted[ended]).all()
    live = np.flatnonzero(~ended)
    cells = list(zip(rows.nation[live].tolist(), rows.kind[live].tolist(), rows.issue[live].tolist(), strict=True))
    assert len(cells) == len(set(cells)), "one of each kind and issue for each nation"


def assert_disputes_are_consistent(world: World) -> None:
    disputes, book = world.state.disputes.rows, world.state.book.rows
    waiting = (disputes.stage == Stage.IN_COURT) | (disputes.stage == Stage.SUSPENDED)
    assert (disputes.hearing[waiting] >= world.month).all()
    assert (disputes.hearing[~waiting] == NEVER).all()
    assert (disputes.ended[waiting] == NEVER).all()
    over = np.isin(disputes.stage, [Stage.WON, Stage.LOST, Stage.CLOSED])
    assert (disputes.ended[over] >= disputes.opened[over]).all()
    live = disputes.stage == Stage.DEFIED
    assert (book.ended[disputes.agreement[live]] == NEVER).all()
    assert (world.state.actors.nation[disputes.city] == disputes.nation).all()


def assert_challenges_are_consistent(world: World) -> None:
    """Check that columns are in range, at most the whole challenge is closed, and efforts account for what is closed."""
    own = world.state.challenges
    assert len(own.issue) == 3
    for name, hint in get_type_hints(Challenges, include_extras=True).items():
        column, values = hint.__metadata__[0], getattr(own, name)
        assert np.isfinite(values).all() and (values >= column.low).all() and (values <= column.high).all(), name
    np.testing.assert_allclose(own.potential.sum(axis=2), 1.0)
    assert (own.stock > 0).all()
    closed = own.closed_local + own.closed_national + own.closed_joint
    assert (closed <= 1 + 1e-12).all()
    assert (closed <= np.maximum(own.effort_city + own.effort_nation, 0) + 1e-12).all()
    mandate = world.settings.challenges.mandate
    # Without a mandate a level has its policies in place, and nothing else.
    assert mandate != "nations" or np.allclose(own.effort_city, own.own_city)
    assert mandate != "cities" or np.allclose(own.effort_nation, own.own_nation)


def assert_the_ledger_is_a_legal_history(world: World) -> None:
    events = world.events
    assert (events["month"].diff().dropna() >= 0).all()
    assert (events["event"] == np.arange(len(events))).all()
    city = events["actor"].str.contains(":")
    for number, story in events.loc[events["agreement"].notna()].groupby("agreement"):
        status, bound, asked, answered = None, set(), set(), set()
        for line in story.itertuples():
            if line.kind == "ratified":
                assert status == "signed" and line.actor not in bound, number
                bound.add(line.actor)
            elif line.kind == "consent_asked":
                asked.add(line.actor)
            elif line.kind == "consented":
                answered.add(line.other)
            if line.kind not in NEXT:
                continue
            before, after = NEXT[line.kind]
            assert status == before or (before is not None and status in before), (number, line.kind)
            if line.kind == "in_force":
                assert bound == {line.actor, line.other}, number
                assert asked == answered, number
            if line.kind == "failed":
                assert line.reason in (REASONS_AFTER_SIGNING if status == "signed" else REASONS_WITHOUT_SIGNING)
            status = after
    assert city[events["kind"].isin(["classed", "litigated", "complied", "defied", "notified", "ruled"])].all()
    assert not city[
        events["kind"].isin(["endorsed", "objected", "sanctioned", "statute_enacted", "consented", "noticed"])
    ].any()


def assert_capacity_is_respected(world: World, before: int) -> None:
    """Check each actor's limit on negotiations opened in the last month, which began with ``before`` agreements."""
    state = world.state
    party = two_sided(state.book).party[before:]
    opened = np.bincount(party.ravel(), minlength=state.n_actors)
    assert (opened <= state.actors.capacity).all()


def assert_invariants(world: World, before: int) -> None:
    assert_columns_are_valid(world)
    assert_the_book_is_consistent(world)
    assert_no_pair_has_two_open_negotiations(world)
    assert_statutes_suspend_what_is_suspended(world)
    assert_statutes_are_consistent(world)
    assert_disputes_are_consistent(world)
    assert_challenges_are_consistent(world)
    assert_capacity_is_respected(world, before)


def run_and_watch(world: World, months: int) -> None:
    for _ in range(months):
        before = len(world.state.book.table)
        world.step()
        assert_invariants(world, before)
    assert_the_ledger_is_a_legal_history(world)


@given(seed=st.integers(0, 2**31), changes=PARAMETERS)
@settings(max_examples=8, **NO_SHRINKING)
def test_invariants_hold_after_every_month_of_a_random_scenario(lively, seed, changes) -> None:
    run_and_watch(lively(seed, changes), months=40)


@pytest.mark.slow
@given(seed=st.integers(0, 2**31), changes=PARAMETERS)
@settings(max_examples=100, **NO_SHRINKING)
def test_invariants_hold_after_every_month_of_many_random_scenarios(lively, seed, changes) -> None:
    run_and_watch(lively(seed, changes), months=80)


def test_invariants_hold_where_nations_and_cities_are_in_conflict(lively, strife) -> None:
    world = lively(3, strife)
    run_and_watch(world, months=48)
    assert {"statute_enacted", "suspended", "statute_suspended", "restored"} <= set(world.events["kind"])


def test_nothing_comes_into_force_under_a_bar(lively, strife) -> None:
    """Signatures under a bar fail, and what a bar covers does not wake from dormancy."""
    failed = dormant = 0
    bars = strife | {"delivery.dormancy": 0.1, "delivery.revival": 0.3}
    for seed in (1, 2):
        law = Law(date="2017-01", name="bars", who=("N001", "N002"), statute="bar")
        world = lively(seed, bars, events=(law,))
        while world.month < world.horizon:
            world.step()
            now = world.events.loc[world.events["month"] == world.month - 1]
            begun = now.loc[now["kind"].isin(["in_force", "revived"]), "agreement"].astype(int).to_numpy()
            assert not under_a_bar(world.state, begun).any(), f"month {world.month - 1}"
            failed += int(((now["kind"] == "failed") & (now["reason"] == "barred")).sum())
            dormant += int(under_a_bar(world.state, world.state.book.live(Status.DORMANT)).sum())
    assert failed > 0 and dormant > 3
