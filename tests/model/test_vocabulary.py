"""The vocabulary: codes that index tables, words that are unique, and plain data for the page."""

import json

import pytest

from paradiplomacy.agents.codes import Code
from paradiplomacy.model import vocabulary
from paradiplomacy.model.vocabulary import CODES, Status, as_data


@pytest.mark.parametrize("codes", CODES, ids=lambda codes: codes.__name__)
def test_codes_count_from_0_and_words_are_unique(codes: type[Code]) -> None:
    assert [int(member) for member in codes] == list(range(len(codes)))
    assert len(set(codes.words())) == len(codes)
    assert all(member.sentence for member in codes)


def test_every_vocabulary_of_the_module_is_listed() -> None:
    found = {each for each in vars(vocabulary).values() if isinstance(each, type) and issubclass(each, Code)}
    assert found - {Code} == set(CODES)


def test_the_data_for_the_page_are_plain_and_complete() -> None:
    data = json.loads(json.dumps(as_data()))
    assert {name: set(members) for name, members in data.items()} == {
        codes.__name__: set(codes.__members__) for codes in CODES
    }
    assert data["Status"]["SUSPENDED"] == {
        "code": int(Status.SUSPENDED),
        "word": "suspended",
        "sentence": "suspended under a national statute",
        "colour": "suspended",
    }
