"""The past moves agreements as the table of transitions allows, and names what an event gets wrong."""

import pytest

from paradiplomacy.model.agreements.book import TRANSITIONS, IllegalTransitionError
from paradiplomacy.model.ledger.replay.past import Agreement, Line, Party, Past
from paradiplomacy.model.vocabulary import Form, Kind, PartyStatus, Reason, Status

LINE = Line(9, "expired", 3, "FRA", None, None, None, "term over", None, 0.0, (0.0,))


def past(status: Status) -> Past:
    parties = (Party("FRA", PartyStatus.SIGNED, (0.5,)), Party("NOR", PartyStatus.SIGNED, (0.5,)))
    made = Past(["climate"])
    made.agreements[3] = Agreement(Kind.NATION_NATION, Form.PLAN, status, parties, (0.5,), (True,), opened=1)
    return made


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_an_agreement_moves_as_the_table_says_and_an_end_has_its_month_and_reason(
    before: Status, after: Status
) -> None:
    made = past(before)
    if after not in TRANSITIONS[before]:
        with pytest.raises(
            IllegalTransitionError, match=f"agreement 3 is {before.word}, which cannot become {after.word}"
        ):
            made.move(LINE, after)
        return
    moved = made.move(LINE, after)
    assert moved.status is after
    assert (moved.ended, moved.reason) == ((9, Reason.TERM_OVER) if not TRANSITIONS[after] else (None, Reason.NONE))


def test_the_parties_of_an_agreement_are_found_by_name_and_move_together() -> None:
    made = past(Status.SIGNED)
    assert made.party(LINE, "NOR").actor == "NOR"
    with pytest.raises(ValueError, match="expired of month 9: GBR is not a party of agreement 3"):
        made.party(LINE, "GBR")
    made.agreement(LINE).set_parties(PartyStatus.IN_FORCE)
    assert [party.status for party in made.agreement(LINE).parties] == [PartyStatus.IN_FORCE] * 2


def test_an_agreement_that_was_never_opened_is_named() -> None:
    for number in (4, None):
        with pytest.raises(ValueError, match=f"agreement {number} was never opened"):
            past(Status.SIGNED).agreement(LINE._replace(agreement=number))
    assert LINE._replace(reason=None).ending is Reason.NONE
