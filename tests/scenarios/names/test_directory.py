"""A selector that means nobody is refused with the name that was probably meant, and with no far-fetched one."""

import pytest

from paradiplomacy.scenarios.names import directory


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("France", "did you mean FRA (the nation)?"),
        ("france", "did you mean FRA (the nation)?"),
        ("fra", "did you mean FRA (the nation)?"),
        ("Frence", "did you mean FRA (the nation)?"),
        ("United States", "did you mean USA (the nation)?"),
        ("Londn", "did you mean London?"),
        ("c4", "did you mean c40?"),
    ],
)
def test_the_name_that_was_meant_is_suggested(text: str, right: str) -> None:
    assert directory.fault(text, drawn=False) == ("unknown city or group", right)


@pytest.mark.parametrize("text", ["Utrecht", "Bologna", "Bern", "Leipzig", "Nowhere", "Middle Earth"])
def test_no_city_is_suggested_that_only_resembles(text: str) -> None:
    found = directory.fault(text, drawn=False)
    assert found is not None and found[1].startswith("expected a city")


def test_a_city_has_one_identity_by_name_and_by_id() -> None:
    assert directory.identity("Paris") == directory.identity("FRA:paris") == "FRA:paris"
    assert directory.identity("cities:FRA") == "cities:FRA"
