"""A kind of event states which of its columns hold codes, and the name by which a sentence refers to each."""

from paradiplomacy.model.ledger.declaration import Coded, Fields, Measured
from paradiplomacy.model.vocabulary import Reason


def test_the_columns_that_hold_codes_are_named_and_numbers_are_not() -> None:
    reason, club = Coded("why", Reason, "reason"), Coded("which", "club", "club")
    assert Fields(detail=club, value=reason).coded() == [("detail", club), ("value", reason)]
    assert Fields(detail=club, value=Measured("members")).coded() == [("detail", club)]
    assert Fields("the agreement").coded() == []


def test_a_sentence_names_a_code_by_its_vocabulary_or_by_what_is_numbered() -> None:
    assert Coded("why", Reason).placeholder == "reason"
    assert Coded("which", "party").placeholder == "party"
