"""The city's utilities of complying, going to court and defying, worked out by hand."""

import numpy as np
import pytest

from paradiplomacy.model.parameters import Response
from paradiplomacy.model.rules.reply import Cases
from paradiplomacy.model.rules.reply.weighing import choose
from paradiplomacy.model.vocabulary import Pressure, Reply

QUIET = Response(reply_noise=0.0, litigation_cost=0.05, defiance_cost=0.1)


def reply(pressure: Pressure, gain: float, support: float, stakes: float, winning: float) -> Reply:
    columns = [np.array([value], dtype=np.float64) for value in (gain, support, stakes, winning)]
    cases = Cases(np.array([pressure], dtype=np.int8), *columns, noise=np.zeros((1, len(Reply))))
    choice = np.full(1, -1, dtype=np.int8)
    choose(QUIET, cases, choice)
    return Reply(choice[0])


def test_an_objection_is_defied_by_a_city_that_gains_and_obeyed_by_one_that_loses() -> None:
    assert reply(Pressure.OBJECT, 0.2, 0.0, 0.0, 1.0) == Reply.DEFY
    assert reply(Pressure.OBJECT, -0.2, 0.1, 0.0, 1.0) == Reply.COMPLY


@pytest.mark.parametrize(
    ("winning", "stakes", "expected"),
    [
        (0.9, 0.3, Reply.LITIGATE),  # 0.9 x 0.5 - 0.1 x 0.3 - 0.05 = 0.37, defying 0.5 - 0.3 - 0.1 = 0.1
        (0.3, 0.1, Reply.DEFY),  # 0.3 x 0.5 - 0.7 x 0.1 - 0.05 = 0.03, defying 0.5 - 0.1 - 0.1 = 0.3
        (0.1, 0.9, Reply.COMPLY),  # 0.1 x 0.5 - 0.9 x 0.9 - 0.05 < 0, defying 0.5 - 0.9 - 0.1 < 0
    ],
)
def test_a_city_under_sanction_takes_the_best_of_its_three_replies(winning, stakes, expected) -> None:
    assert reply(Pressure.SANCTION, 0.3, 0.2, stakes, winning) == expected
