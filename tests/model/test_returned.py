"""The number that a user's function returned."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from paradiplomacy.model.returned import number


@pytest.mark.parametrize("value", ["12", b"1", np.str_("3"), None, 1j, [1.0], np.array([3.0]), pd.Series([1.0])])
def test_what_is_not_a_number_is_refused_and_named(value: object) -> None:
    with pytest.raises(TypeError, match=r"it returned .*, expected a number"):
        number(value)


@pytest.mark.parametrize("value", [True, 3, np.int8(3), np.bool_(1), Fraction(1, 2), Decimal("0.1"), np.array(2.0)])
def test_every_kind_of_number_may_be_returned(value: float) -> None:
    assert number(value) == float(value)


def test_a_missing_value_of_a_table_is_nan() -> None:
    assert np.isnan(number(pd.Series([], dtype="Int64").max()))
