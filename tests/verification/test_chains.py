"""The central conflicts of the model occur, and the ledger records each as an ordered chain of events."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model.world import World

SEEDS = range(1, 9)
CLASSES = ("cooperative joint", "parallel harmony", "parallel disharmony", "bypass")
PRESSURES = ("objected", "sanctioned", "statute_enacted")


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
    for ruling in events.loc[events["kind"] == "statute_annulled"].itertuples():
        about = {"agreement": ruling.agreement}
        suit = about | {"actor": ruling.other, "other": ruling.actor}
        law = {"actor": ruling.actor, "detail": ruling.detail}
        of_law = same(events["actor"], ruling.actor) & same(events["detail"], ruling.detail)
        concerned = same(events["agreement"], ruling.agreement) | of_law
        chain = chain_of(
            events.loc[concerned],
            [
                about | {"kind": "signed"},
                about | {"kind": "classed", "actor": ruling.other, "detail": "bypass"},
                law | {"kind": "statute_enacted"},
                suit | {"kind": "litigated", "detail": "enforce"},
                about | {"kind": "suspended"},
                suit | {"kind": "ruled", "value": 1.0},
                law | about | {"kind": "statute_suspended"},
                about | {"kind": "restored"},
                suit | {"kind": "ruled", "value": 1.0},
                law | about | {"kind": "statute_annulled"},
            ],
        )
        if chain is not None:
            return chain
    return None


def test_a_court_annuls_a_statute_against_a_bypass(lively, strife) -> None:
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
        assert months["statute_suspended"] == months["litigated"] + response.injunction_months
        assert months["statute_annulled"] == months["statute_suspended"] + response.ruling_months
        assert months["restored"] == months["statute_suspended"]
        return
    pytest.fail("no court annulled a statute")


def test_all_classes_of_soldatos_occur_and_only_a_bypass_is_against_a_policy(lively) -> None:
    for world in histories(lively, {"politics.divergence_scale": 2.0}):
        acts = world.agreements.loc[world.agreements["class_a"].notna()]
        classes = {word: acts.loc[acts["class_a"] == word] for word in CLASSES}
        if any(some.empty for some in classes.values()):
            continue
        bypass, apart = classes["bypass"], classes["parallel disharmony"]
        assert bypass["opposed_a"].all() and not apart["opposed_a"].any()
        for some in (bypass, apart, classes["parallel harmony"]):
            assert not some["coordinated_a"].any()
        for act in bypass.head(5).itertuples():
            links = [{"kind": kind, "agreement": act.agreement} for kind in ("opened", "signed", "classed")]
            assert chain_of(world.events, links) is not None
        return
    pytest.fail("some class did not occur")


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
