"""The events alone rebuild agreements, statutes, relations, disputes, sanctions and ties of every month, exactly."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sides import two_sided

from paradiplomacy.model import tables
from paradiplomacy.model.agreements.book import NEVER, TIED
from paradiplomacy.model.events.election import Election
from paradiplomacy.model.events.law import Law
from paradiplomacy.model.events.reconciliation import Reconciliation
from paradiplomacy.model.events.rupture import Rupture
from paradiplomacy.model.events.shock import Shock
from paradiplomacy.model.events.withdrawal import Withdrawal
from paradiplomacy.model.ledger.replay.rebuild import Replayed, replay
from paradiplomacy.model.world import World


def tables_of_state(world: World) -> Replayed:
    """Return the tables of the state itself, in the form of a replay."""
    state, names = world.state, [issue.name for issue in world.state.issues]
    book, actors = two_sided(state.book), state.actors
    agreements = tables.agreements(state)
    for k, name in enumerate(names):
        agreements[f"on_{name}"] = book.agenda[:, k]
    disputes = tables.disputes(state).sort_values(["opened", "agreement", "city"], ignore_index=True)
    disputes["opened"] = disputes["opened"].astype("float64")
    sanctions = [
        (state.identities[actors.nation[city]], state.identities[city])
        for city in np.flatnonzero(actors.sanctioned_until[: state.n_cities] != NEVER)
    ]
    ties = [
        (*(state.identities[who] for who in book.party[row]), row) for row in np.flatnonzero(TIED[book.status]).tolist()
    ]
    tied = pd.DataFrame(ties, columns=["a", "b", "agreement"]).astype({"a": "str", "b": "str", "agreement": int})
    parties, statutes, relations = tables.parties(state), tables.statutes(state), tables.relations(state)
    return Replayed(
        agreements=agreements,
        parties=parties[parties["agreement"].notna()].reset_index(drop=True),
        statutes=statutes[statutes["ended"].isna()].reset_index(drop=True),
        relations=relations.drop_duplicates(["nation", "other"], keep="last").sort_values(
            ["nation", "other"], ignore_index=True
        ),
        disputes=disputes,
        sanctions=pd.DataFrame(sorted(sanctions), columns=["nation", "city"], dtype="str"),
        ties=tied,
        clubs=tables.clubs(state),
        memberships=tables.memberships(state),
    )


def assert_same(replayed: Replayed, fact: Replayed, month: int) -> None:
    for name, table, true in zip(Replayed._fields, replayed, fact, strict=True):
        fact_of_it = true[list(table.columns)]
        # Ten times as fast as the assertion, which is made for its message.
        if not table.equals(fact_of_it):
            pd.testing.assert_frame_equal(table, fact_of_it, obj=f"{name} of month {month}", check_exact=True)


def assert_replays_every_month(world: World, months: int) -> None:
    facts = {}
    for _ in range(months):
        world.step()
        facts[world.month - 1] = tables_of_state(world)
    events = world.events
    for month, fact in facts.items():
        assert_same(replay(events, month), fact, month)
    assert_same(replay(events), facts[world.month - 1], world.month - 1)


# A failing scenario is reported as drawn: shrinking it would take an hour.
NO_SHRINKING = {"suppress_health_check": [HealthCheck.too_slow], "phases": [Phase.explicit, Phase.generate]}
# Ranges far beyond plausible values, so that every kind of event occurs in some run.
PARAMETERS = st.fixed_dictionaries(
    {
        "utility.benefit_scale": st.floats(1.0, 8.0),
        "politics.divergence_scale": st.floats(0.0, 8.0),
        "response.attention": st.floats(0.0, 20.0),
        "response.statute_rate": st.floats(0.0, 3.0),
        "response.sanction_cost": st.floats(0.0, 0.2),
        "response.mayor_support": st.floats(0.0, 10.0),
        "response.tolerance": st.floats(0.0, 0.5),
        "response.court_low": st.floats(0.0, 0.5),
        "response.injunction_months": st.integers(1, 4),
        "response.ruling_months": st.integers(1, 6),
        "ratification.hazard_nation": st.floats(0.05, 1.0),
        "ratification.hazard_consent": st.floats(0.0, 1.0),
        "ratification.patience": st.integers(1, 30),
        "delivery.term": st.integers(1, 40),
        "delivery.dormancy": st.floats(0.0, 0.3),
        "delivery.breach": st.floats(0.0, 1.0),
        "negotiation.agenda": st.sampled_from(["package", "issue_by_issue"]),
        "rules.protocol": st.sampled_from(["nash", "ultimatum"]),
        "rules.ratification": st.sampled_from(["veto_players", "quota"]),
        "search.burn_in": st.integers(0, 5),
    }
)


@given(seed=st.integers(0, 2**31), changes=PARAMETERS)
@settings(max_examples=8, **NO_SHRINKING)
def test_replay_equals_the_state_after_every_month_of_a_random_scenario(lively, seed, changes) -> None:
    assert_replays_every_month(lively(seed, changes), months=36)


@pytest.mark.slow
@given(seed=st.integers(0, 2**31), changes=PARAMETERS)
@settings(max_examples=60, **NO_SHRINKING)
def test_replay_equals_the_state_after_every_month_of_many_random_scenarios(lively, seed, changes) -> None:
    assert_replays_every_month(lively(seed, changes), months=60)


def test_replay_equals_the_state_where_statutes_are_enacted_suspended_and_reinstated(lively, strife) -> None:
    world = lively(3, strife)
    assert_replays_every_month(world, months=48)
    seen = set(world.events["kind"])
    assert {"statute_enacted", "suspended", "litigated", "ruled", "statute_suspended", "restored"} <= seen
    assert {"statute_annulled", "statute_reinstated"} <= seen


def test_replay_equals_the_state_of_c40_paris_with_added_statutes_and_withdrawals(lively) -> None:
    def law(date: str, nation: str, issue: str, **does: Any) -> Law:
        return Law(date=date, name=f"{date} {nation}", who=(nation,), issues=(issue,), **does)

    events = (
        Withdrawal(date="2016-06", name="An exit", who=("USA",), issues=("climate",)),
        law("2016-02", "FRA", "climate", consent="required"),
        law("2016-03", "USA", "migration", statute="bar"),
        law("2016-05", "DEU", "climate", statute="notice"),
        Rupture(date="2016-07", name="A rupture", who=("USA",), others=("CHN", "FRA", "GBR", "DEU")),
        Reconciliation(date="2016-11", name="Peace", who=("USA",), others=("FRA",)),
        law("2017-01", "USA", "migration", repealed=True),
        Election(date="2016-09", name="An election", who=("GBR",), party="conservative"),
        Shock(date="2016-10", name="A shock", who=("cities",), column="need", issues=("health",), to=1.0),
    )
    changes = {
        "months": 30,
        "search.hazard": -8.0,
        "search.stock": -5.0,
        "utility.benefit_scale": 8.0,
        "response.rupture": 0.8,
    }
    world = lively(1, changes, scenario="c40-paris", events=events)
    assert_replays_every_month(world, months=30)
    assert {"summit", "statute_enacted", "statute_repealed", "relation", "severed", "consent_rule", "shock"} <= set(
        world.events["kind"]
    )
    assert "national exit" in set(world.events["reason"])


def test_replay_restores_side_payments(lively) -> None:
    world = lively(2, {"negotiation.side_payments": True})
    assert_replays_every_month(world, months=24)
    paid = world.events.loc[world.events["kind"] == "paid"]
    found = world.agreements.set_index("agreement")
    settled = found.loc[paid["agreement"]]
    assert (paid["actor"].to_numpy() == settled["a"].where(settled["transfer"] > 0, settled["b"]).to_numpy()).all()
    assert (settled["transfer"] > 0).any() and (settled["transfer"] < 0).any()
    assert set(found.index[found["transfer"] != 0]) == set(paid["agreement"])


def test_a_history_with_a_missing_event_replays_to_another_state(lively) -> None:
    world = lively(5, {"search.burn_in": 0})
    world.run(12)
    events = world.events
    last = replay(events)
    for kind in ("signed", "in_force", "ratified", "classed"):
        dropped = events.drop(events.index[events["kind"] == kind][-1:])
        assert len(dropped) < len(events)
        try:
            other = replay(dropped)
        except RuntimeError:
            continue  # what follows the missing event could not have happened
        assert not other.agreements.equals(last.agreements)
