"""A law sets the consent rule, and enacts or repeals preemption once."""

from collections.abc import Callable

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.events.law import Law
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import LawStatus


def law(**changes: object) -> Law:
    return Law(date="2016-01", name="It", who=("N001",), issues=("climate",), **changes)


def number(state: State, kind: Event) -> int:
    return state.ledger.events.kind.tolist().count(kind)


def test_consent_is_set_for_the_nation_and_the_issue_alone(after: Callable[..., State]) -> None:
    calm, state = after(), after(law(consent="required"))
    row, (k,) = state.lookup.row("N001"), state.lookup.issues(("climate",))
    assert state.actors.consent[row, k] == ConsentRule.REQUIRED
    assert (state.actors.consent != calm.actors.consent).sum() <= 1
    assert number(state, Event.CONSENT_RULE) == 1


def test_preemption_is_enacted_once_and_repealed_once(after: Callable[..., State]) -> None:
    on, off = law(preemption=True), law(preemption=False)
    state = after(on, on)
    row, (k,) = state.lookup.row("N001"), state.lookup.issues(("climate",))
    assert state.actors.law[row, k] == LawStatus.IN_FORCE
    assert number(state, Event.LAW_ENACTED) == 1
    state = after(on, off, off)
    assert state.actors.law[row, k] == LawStatus.NONE
    assert number(state, Event.LAW_REPEALED) == 1
    assert number(after(off), Event.LAW_REPEALED) == 0


def test_a_law_without_content_is_a_fault() -> None:
    assert [fault.key for fault in law().faults()] == ["consent"]
    assert list(law(preemption=False).faults()) == []
