"""A dispute is a row, and a court reads it as a record."""

import numpy as np

from paradiplomacy.model.agreements.book import NEVER
from paradiplomacy.model.statutes.disputes import Case, case_of, no_disputes
from paradiplomacy.model.vocabulary import Pressure


def test_a_row_reads_as_a_record_of_plain_numbers() -> None:
    disputes = no_disputes(2)
    disputes.append(
        2, agreement=np.array([8, 9]), city=np.array([3, 4]), nation=np.array([6, 7]), issue=np.array([1, 0]),
        pressure=np.array([Pressure.OBJECT, Pressure.ENFORCE]),
        statute=np.array([-1, 2]),
    )  # fmt: skip
    case = case_of(disputes.rows, 1)
    assert case == Case(number=1, agreement=9, city=4, nation=7, issue=0, pressure=Pressure.ENFORCE, statute=2)
    assert all(type(value) in (int, Pressure) for value in case)


def test_a_new_dispute_has_no_hearing_and_has_not_ended() -> None:
    disputes = no_disputes(2)
    assert len(disputes) == 0
    disputes.append(1, opened=5)
    rows = disputes.rows
    assert (rows.opened[0], rows.hearing[0], rows.ended[0], rows.statute[0]) == (5, NEVER, NEVER, -1)
