"""A code is an integer in a column and a word for readers."""

import numpy as np
import pytest

from paradiplomacy.agents.codes import Code


class Weather(Code):
    """Weather."""

    SUNNY = 0, "", "the sun shines", "bright"
    LIGHT_RAIN = 1
    HAIL = 2, "hail-storm"


def test_a_column_holds_the_integer_and_a_member_comes_back_from_it() -> None:
    column = np.zeros(2, dtype=np.int8)
    column[1] = Weather.HAIL
    assert column.tolist() == [0, 2]
    assert [Weather(code) for code in column] == [Weather.SUNNY, Weather.HAIL]


def test_the_word_is_the_name_in_lower_case_unless_stated() -> None:
    assert Weather.words() == ("sunny", "light rain", "hail-storm")
    assert (Weather.SUNNY.sentence, Weather.SUNNY.colour) == ("the sun shines", "bright")
    assert (Weather.LIGHT_RAIN.sentence, Weather.LIGHT_RAIN.colour) == ("", "")


def test_a_word_leads_back_to_its_member() -> None:
    assert [Weather.of_word(word) for word in Weather.words()] == list(Weather)
    with pytest.raises(KeyError, match="snow"):
        Weather.of_word("snow")
