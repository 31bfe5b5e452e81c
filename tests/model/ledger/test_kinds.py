"""The declarations of the kinds of event agree with what is written and with what can be said."""

import re

import numpy as np
import pytest

from paradiplomacy.model.ledger.declaration import Coded, Measured
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.ledger.log import NO_ACTOR, NO_AGREEMENT, NO_ISSUE
from paradiplomacy.model.world import World

PHRASES = {"actor", "other", "issue", "on", "host", "by", "count", "share", "ruling", "takes", "issues", "agreement"}
NONE = {"agreement": NO_AGREEMENT, "actor": NO_ACTOR, "other": NO_ACTOR, "issue": NO_ISSUE}


def test_every_kind_fills_the_columns_that_it_declares_and_no_other(eventful: World) -> None:
    log, terms = eventful.state.ledger.events, eventful.state.ledger.terms
    with_terms = np.isin(np.arange(len(log.kind)), terms.event)
    seen = [kind for kind in Event if (log.kind == kind).any()]
    for kind in seen:
        rows, fields = log.kind == kind, kind.fields
        for name, none in NONE.items():
            filled, about = getattr(log, name)[rows] != none, getattr(fields, name)
            assert not filled.any() if not about else filled.all() or "if any" in about or "where" in about, (
                kind,
                name,
            )
        assert np.isnan(log.value[rows]).all() if fields.value is None else np.isfinite(log.value[rows]).all(), kind
        assert (with_terms[rows] == bool(fields.terms)).all(), kind
        assert fields.detail is not None or not log.detail[rows].any(), kind
    assert len(seen) >= 40, "the world is eventful"


def test_coded_columns_hold_members_of_their_vocabulary(eventful: World) -> None:
    log, state = eventful.state.ledger.events, eventful.state
    sizes = {"party": len(state.party_labels), "club": len(state.plans)}
    for kind in Event:
        for name, meaning in kind.fields.coded():
            codes = getattr(log, name)[log.kind == kind]
            known = range(sizes[meaning.codes]) if isinstance(meaning.codes, str) else list(meaning.codes)
            assert np.isin(codes, list(known)).all(), (kind, name)


def test_codes_are_counted_from_0_and_fit_their_column() -> None:
    assert sorted(int(event) for event in Event) == list(range(len(Event.__members__)))
    assert max(Event) <= np.iinfo(np.int8).max
    assert len({event.word for event in Event}) == len(Event)


@pytest.mark.parametrize("kind", Event)
def test_sentences_name_only_what_the_kind_has(kind: Event) -> None:
    codes = {meaning.placeholder for _, meaning in kind.fields.coded()}
    used = set(re.findall(r"\{(\w+)\}", kind.feed.sentence + kind.feed.clause))
    assert used <= PHRASES | codes
    roles = {name for name in ("actor", "other", "issue", "agreement") if getattr(kind.fields, name)}
    assert used & {"actor", "other", "issue", "agreement"} <= roles
    assert ("count" not in used and "share" not in used) or isinstance(kind.fields.value, Measured)
    assert kind.sentence and kind.feed.sentence


def test_a_code_refers_to_itself_by_the_name_of_its_vocabulary() -> None:
    assert Coded("why", type(next(iter(Event))), "reason").placeholder == "event"
    assert Coded("which", "club", "club").placeholder == "club"
    assert [name for name, _ in Event.CLUB_LEFT.fields.coded()] == ["detail", "value"]
