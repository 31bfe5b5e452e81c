"""Facts of an agreement are those of the book and the ledger."""

import numpy as np
import pytest
from sides import two_sided

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.vocabulary import PartyStatus, Status
from paradiplomacy.visualisation.session.session import Session


def test_an_agreement_is_described_as_the_book_has_it(visit: Session) -> None:
    visit.go_to(14)
    state = visit._world.state
    book = two_sided(state.book)
    for number in visit.now.arcs.number.tolist()[:40]:
        facts = visit.agreement(number)
        assert list(facts.rows) == book.party[number].tolist()
        assert facts.status == Status(int(book.status[number])).word
        assert [side[1] for side in facts.sides] == [PartyStatus(int(each)).word for each in book.party_status[number]]
        assert facts.agenda == tuple(state.issues[k].name for k in np.flatnonzero(book.agenda[number]))
        assert len(facts.dates) == sum(
            int(getattr(book, name)[number]) != NEVER for name in ("opened", "signed", "in_force", "ended")
        )


def test_the_negotiation_of_an_agreement_ended_when_it_was_signed(visit: Session) -> None:
    visit.go_to(14)
    signed = visit._world.state.book.rows.signed
    numbers = visit.now.arcs.number
    settled = [number for number in numbers.tolist() if signed[number] >= 0]
    assert settled
    for number in settled:
        facts = visit.agreement(number)
        assert facts.settled == signed[number] and facts.settled_in == visit.run.roster.date(int(signed[number]))


def test_a_number_without_agreement_is_refused(visit: Session) -> None:
    with pytest.raises(LookupError, match="there are"):
        visit.agreement(-1)
