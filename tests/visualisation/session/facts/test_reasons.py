"""Reasons: the first word says whether they are a fact, and a fact has the terms that were signed."""

from collections.abc import Callable

import numpy as np
import pytest

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.bargaining.flip import Flip
from paradiplomacy.model.vocabulary import Reason, Status
from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.visualisation.session.facts.agreement import end_of_talks
from paradiplomacy.visualisation.session.facts.bargaining import Picture
from paradiplomacy.visualisation.session.facts.reasons import month_of, turned
from paradiplomacy.visualisation.session.session import Session

MOST = 25


def explained(visit: Session, number: int) -> Picture:
    """The picture of an agreement that was signed; its terms are those of the book, to the last bit."""
    book = visit._world.state.book
    picture = visit.reasons(number)
    terms = book.parties.terms[book.pair(np.array([number]))[0]]
    found = np.zeros_like(terms)
    for issue, *gives in picture.terms:
        found[:, visit.run.roster.issues.index(issue)] = gives
    assert picture.agreed and picture.fact and np.array_equal(found, terms), number
    return picture


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rules.protocol": "alternating_offers"},
        {"negotiation.agenda": "issue_by_issue"},
        {"negotiation.side_payments": True},
    ],
    ids=["nash", "offers", "issues", "payments"],
)
def test_explaining_what_was_signed_gives_the_terms_that_were_signed(
    small: Scenario, changes: dict[str, object]
) -> None:
    visit = Session(change.apply(small, changes), seed=5)
    visit.go_to(24)
    digest, now = visit.digest(), visit.now
    signed = np.flatnonzero(visit._world.state.book.rows.signed >= 0)
    assert len(signed) > 10
    for number in signed[:: -(-len(signed) // MOST)].tolist():
        picture = explained(visit, number)
        month, _ = end_of_talks(visit._world.state, number)
        date = visit.run.roster.date(month)
        assert picture.date == date
        assert picture.explanation[0].startswith(f"They signed in {month_of(date)} because both gain")
    assert visit.digest() == digest and visit.now is now and visit._world.state.month == 24


def test_talks_that_failed_have_the_reason_on_record(visit: Session) -> None:
    visit.go_to(30)
    book = visit._world.state.book.rows
    failed = np.flatnonzero((book.status == Status.FAILED) & (book.signed == NEVER) & (book.ended >= 0))
    assert len(failed)
    for number in failed[:10].tolist():
        first, *_ = visit.reasons(number).explanation
        reason = Reason(int(book.reason[number]))
        assert first.startswith("They did not sign in ") and reason.sentence in first


def test_what_nobody_has_agreed_is_a_supposition(visit: Session) -> None:
    visit.go_to(12)
    together = {tuple(sorted(pair)) for pair in zip(visit.now.arcs.a.tolist(), visit.now.arcs.b.tolist(), strict=True)}
    strangers = [(a, b) for a in range(8) for b in range(a) if (b, a) not in together][:6]
    for pair in strangers:
        picture = visit.why(*pair)
        assert not picture.fact and picture.explanation[0].startswith("If they talked now, they would ")


def test_a_pair_with_an_agreement_gets_the_reasons_of_that_one_unless_issues_are_chosen(visit: Session) -> None:
    visit.go_to(24)
    arcs = visit.now.arcs
    book = visit._world.state.book.rows
    number = next(n for n in arcs.number[arcs.status == Status.IN_FORCE].tolist() if book.signed[n] >= 0)
    at = arcs.number.tolist().index(number)
    pair = int(arcs.a[at]), int(arcs.b[at])
    fact = visit.why(*pair)
    assert fact.fact and fact.explanation[0].startswith("They signed in ")
    supposed = visit.why(*pair, (0,))
    assert not supposed.fact and supposed.issues == (visit.run.roster.issues[0],)


def test_talks_older_than_the_run_or_still_open_cannot_be_explained_as_held(visit: Session) -> None:
    visit.go_to(6)
    book = visit._world.state.book.rows
    for number in (
        int(np.flatnonzero(book.status == Status.NEGOTIATING)[0]),
        int(np.flatnonzero((book.signed < 0) & (book.status == Status.IN_FORCE))[0]),
    ):
        with pytest.raises(LookupError, match="open, or older than the run, or not"):
            visit.reasons(number)
    with pytest.raises(LookupError, match="there are"):
        visit.reasons(10**6)


def test_the_seat_sees_the_terms_on_offer_and_a_refusal_as_one(
    visit: Session, busiest: Callable[[Session], int]
) -> None:
    seat = busiest(visit)
    plain = Session(visit.plain, seed=5)
    plain.go_to(30)
    visit.go_to(3)
    visit.sit(seat)
    visit.go_to(30)
    offers = visit.waiting
    for at, offer in enumerate(offers):
        rows = plain._world.state.book.parties
        for who, shown in ((seat, offer.terms), (offer.partner, offer.gets)):
            (party,) = np.flatnonzero((rows.agreement == offer.agreement) & (rows.actor == who))
            assert rows.terms[party, list(offer.issues)].tolist() == list(shown)
        visit.answer(offer.partner, accepted=at > 0)
        picture = visit.answers[-1].picture
        mine = picture.rows.index(seat)
        given = {issue: gives[mine] for issue, *gives in picture.terms}
        assert [given[visit.run.roster.issues[k]] for k in offer.issues] == list(offer.terms)
        name = visit.run.roster.names[seat]
        wanted = "They did not sign in" if at == 0 else "They signed in"
        assert picture.explanation[0].startswith(wanted)
        assert (f"you refused for {name}" if at == 0 else f"you accepted for {name}") in picture.explanation[0]


def test_other_solutions_are_feasible_and_what_they_are_called(visit: Session) -> None:
    visit.go_to(20)
    book = visit._world.state.book.rows
    pictures = [visit.reasons(int(number)) for number in np.flatnonzero(book.signed >= 0)[:6]]
    for picture in pictures:
        found = dict(picture.alternatives)
        assert list(found) == ["Nash", "Kalai and Smorodinsky", "equal gains"]
        assert picture.solution == pytest.approx(found["Nash"])  # the scenario's protocol
        assert min(found["equal gains"]) >= max(min(gains) for gains in picture.frontier) - 0.02
        assert all(gain >= 0 for gains in found.values() for gain in gains)


def test_changes_are_written_as_sentences() -> None:
    def flip(attribute: str, after: float, before: float) -> Flip:
        return Flip(attribute, "Paris", "climate", before, after, 0.1)

    assert turned(flip("reputation", 0.01, 0.47), agreed=True, fact=False) == (
        "They would not agree if Paris had delivered almost none of its earlier promises (1 % instead of 47 %)."
    )
    assert turned(flip("trust", 0.412, 0.409), agreed=False, fact=True) == (
        "They would have signed if Paris's public's trust were 41.2 % instead of 40.9 %."
    )
    assert turned(flip("need", 0.3, 0.1), agreed=False, fact=False) == (
        "They would agree if Paris's need on climate were 0.300 instead of 0.100."
    )
    assert turned(None, agreed=True, fact=True).startswith("No single change")
