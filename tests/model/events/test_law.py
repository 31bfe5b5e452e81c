"""A law sets the consent rule, and enacts or repeals a statute once."""

from collections.abc import Callable

from paradiplomacy.agents.codes import ConsentRule
from paradiplomacy.model.events.law import Law
from paradiplomacy.model.ledger.kinds import Event
from paradiplomacy.model.state import State
from paradiplomacy.model.vocabulary import PartnerClass, StatuteKind, StatuteStatus


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


def test_a_statute_is_enacted_once_and_repealed_once(after: Callable[..., State]) -> None:
    on, off = law(statute="bar", partners="cities"), law(repealed=True)
    state = after(on, on)
    rows, (k,) = state.statutes.rows, state.lookup.issues(("climate",))
    assert rows.nation.tolist() == [state.lookup.row("N001")] and rows.issue.tolist() == [k]
    assert (rows.kind[0], rows.partners[0]) == (StatuteKind.BAR, PartnerClass.CITIES)
    assert rows.status[0] == StatuteStatus.IN_FORCE
    assert number(state, Event.STATUTE_ENACTED) == 1
    state = after(on, off, off)
    assert state.statutes.rows.status.tolist() == [StatuteStatus.REPEALED]
    assert number(state, Event.STATUTE_REPEALED) == 1
    assert number(after(off), Event.STATUTE_REPEALED) == 0


def test_a_statute_without_issues_is_one_statute_on_all(after: Callable[..., State]) -> None:
    state = after(Law(date="2016-01", name="It", who=("N001",), statute="notice"))
    assert state.statutes.rows.issue.tolist() == [-1]


def test_a_repeal_ends_statutes_on_its_issues_and_one_on_all_issues_only_if_it_names_all(
    after: Callable[..., State],
) -> None:
    on_all = Law(date="2016-01", name="It", who=("N001",), statute="bar")
    one = law(statute="notice")
    everything = Law(date="2016-01", name="It", who=("N001",), repealed=True)
    issues = tuple(issue.name for issue in after().issues)
    by_name = Law(date="2016-01", name="It", who=("N001",), issues=issues, repealed=True)
    for repeal, left in ((everything, []), (by_name, []), (law(repealed=True), [StatuteKind.BAR])):
        rows = after(on_all, one, repeal).statutes.rows
        assert rows.kind[rows.status == StatuteStatus.IN_FORCE].tolist() == left


def test_a_law_without_content_or_with_two_that_exclude_each_other_is_a_fault() -> None:
    assert [fault.key for fault in law().faults()] == ["consent"]
    assert [fault.key for fault in law(statute="bar", repealed=True).faults()] == ["repealed"]
    assert list(law(repealed=True).faults()) == []
