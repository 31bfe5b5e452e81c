"""The central conflicts of the model occur, and the ledger records each as an ordered chain of events."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model.vocabulary import ConsentRule
from paradiplomacy.model.world import World

SEEDS = range(1, 9)
PRESSURES = ("objected", "sanctioned", "law_enacted")


def histories(lively: Callable[..., World], changes: dict[str, Any]) -> Iterator[World]:
    """Run one seed after another; a chain must occur in one of them, not in all."""
    for seed in SEEDS:
        world = lively(seed, changes)
        world.run()
        yield world


def same(column: pd.Series, value: object) -> np.ndarray:
    """Return true where a column equals a value; missing values count as unequal."""
    return (column == value).fillna(value=False).to_numpy(dtype=bool)


def chain_of(events: pd.DataFrame, links: list[dict[str, Any]]) -> pd.DataFrame | None:
    """Return the first events that match the links in order, or None if a link is missing."""
    at, found = -1, []
    for link in links:
        later = events.loc[events["event"] > at]
        for name, value in link.items():
            later = later.loc[same(later[name], value)]
        if later.empty:
            return None
        at = int(later["event"].iloc[0])
        found.append(at)
    return events.loc[events["event"].isin(found)]


def annulment(events: pd.DataFrame) -> pd.DataFrame | None:
    """Return the chain of events that led to the annulment of a statute, if there is one."""
    for ruling in events.loc[events["kind"] == "law_annulled"].itertuples():
        about = {"agreement": ruling.agreement}
        suit = about | {"actor": ruling.other, "other": ruling.actor, "issue": ruling.issue}
        law = {"actor": ruling.actor, "issue": ruling.issue}
        of_law = same(events["actor"], ruling.actor) & same(events["issue"], ruling.issue)
        concerned = same(events["agreement"], ruling.agreement) | of_law
        chain = chain_of(
            events.loc[concerned],
            [
                about | {"kind": "signed"},
                about | {"kind": "classed", "actor": ruling.other, "detail": "bypass"},
                law | {"kind": "law_enacted"},
                about | {"kind": "preempted"},
                suit | {"kind": "litigated", "detail": "preempt"},
                suit | {"kind": "ruled", "value": 1.0},
                law | about | {"kind": "law_suspended"},
                about | {"kind": "restored"},
                suit | {"kind": "ruled", "value": 1.0},
                law | about | {"kind": "law_annulled"},
            ],
        )
        if chain is not None:
            return chain
    return None


def test_a_court_annuls_a_law_against_a_bypass(lively, strife) -> None:
    """Low visibility lets many acts enter into force before a statute against them."""
    overlooked = {"form.visibility": 0.25, "response.attention": 100.0, "months": 72, "delivery.term": 100}
    overlooked |= {
        "ratification.hazard_city": 1.0,
        "ratification.hazard_nation": 1.0,
        "ratification.hazard_consent": 1.0,
    }
    overlooked |= {"delivery.breach": 0.0, "delivery.dormancy": 0.0}
    for world in histories(lively, strife | overlooked):
        chain = annulment(world.events)
        if chain is None:
            continue
        months = dict(zip(chain["kind"], chain["month"], strict=False))
        response = world.settings.response
        assert months["law_suspended"] == months["litigated"] + response.injunction_months
        assert months["law_annulled"] == months["law_suspended"] + response.ruling_months
        assert months["restored"] == months["law_suspended"]
        return
    pytest.fail("no court annulled a law")


def test_a_city_that_bypasses_its_nation_acts_on_its_own_against_a_policy_or_a_consent_rule(lively, strife) -> None:
    """Some tolerance makes some opposed acts break a consent rule but no policy."""
    for world in histories(lively, strife | {"response.tolerance": 0.3}):
        acts = world.agreements.loc[world.agreements["class_a"] == "bypass"]
        reserved = {
            issue.name
            for k, issue in enumerate(world.state.issues)
            if (world.state.actors.consent[:, k] != ConsentRule.NONE).any()
        }
        against_policy = acts.loc[acts["opposed_a"]]
        against_rule = acts.loc[~acts["opposed_a"]]
        if against_policy.empty or against_rule.empty:
            continue
        assert (acts["alignment_a"] <= 1).all() and not acts["coordinated_a"].any()
        for act in against_rule.itertuples():
            assert any(getattr(act, f"terms_{issue}") > 0 for issue in reserved)
        act = acts.iloc[0]
        links = [{"kind": kind, "agreement": act["agreement"]} for kind in ("opened", "signed", "classed")]
        chain = chain_of(world.events, links)
        assert chain is not None and chain["detail"].iloc[-1] == "bypass" and chain["value"].iloc[-1] < 0
        return
    pytest.fail("no bypass both of a policy and of a consent rule")


def test_a_mayor_acts_against_a_government_of_her_own_party(lively, strife) -> None:
    for world in histories(lively, strife):
        events = world.events
        for act in events.loc[(events["kind"] == "classed") & (events["value"] < 0)].itertuples():
            mayor = party_at(world, act.actor, act.event)
            if mayor is None or mayor != party_at(world, act.other, act.event):
                continue
            links = [{"kind": kind, "agreement": act.agreement, "actor": act.other} for kind in PRESSURES]
            answered = [chain_of(events.loc[events["event"] > act.event], [link]) for link in links]
            if any(chain is not None for chain in answered):
                return
    pytest.fail("no conflict within a party")


def party_at(world: World, who: str, event: int) -> str | None:
    """Return the party in office at an event, or None if no election has been held."""
    held = world.events.loc[(world.events["kind"] == "election") & (world.events["actor"] == who)]
    before = held.loc[held["event"] < event]
    return None if before.empty else str(before["detail"].iloc[-1])


def test_an_expected_national_reaction_chills_negotiations_that_would_have_succeeded(lively, strife) -> None:
    fear = strife | {"utility.anticipation": 60.0, "utility.benefit_scale": 2.0, "form.visibility": 1.0}
    fear |= {"response.grant_low": 0.3, "response.grant_high": 0.35, "months": 24}
    for world in histories(lively, fear):
        events = world.events
        for end in events.loc[(events["kind"] == "failed") & (events["reason"] == "chilled")].itertuples():
            story = events.loc[events["agreement"] == end.agreement, "kind"].tolist()
            assert story == ["opened", "failed"]
            # Only a city that negotiates abroad can expect a reaction.
            assert ":" in end.actor or ":" in end.other
            return
    pytest.fail("no negotiation was chilled")


def test_without_anticipation_nothing_is_chilled(lively, strife) -> None:
    world = lively(1, strife | {"utility.anticipation": 0.0})
    world.run()
    assert (world.events["reason"] == "chilled").sum() == 0


def test_an_agreement_fails_when_a_requested_consent_is_refused(lively, strife) -> None:
    for world in histories(lively, strife):
        for refusal in world.events.loc[world.events["kind"] == "consent_refused"].itertuples():
            about = {"agreement": refusal.agreement}
            chain = chain_of(
                world.events,
                [
                    about | {"kind": "signed"},
                    about | {"kind": "consent_asked", "actor": refusal.other, "other": refusal.actor},
                    about | {"kind": "consent_refused"},
                    about | {"kind": "failed", "reason": "consent refused"},
                ],
            )
            assert chain is not None
            return
    pytest.fail("no consent was refused")
