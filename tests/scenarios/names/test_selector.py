"""Selectors: each text means one set of actors, and each wrong text gets an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paradiplomacy.scenarios.names import directory
from paradiplomacy.scenarios.names.selector import Selector, parse


@pytest.mark.parametrize(
    ("text", "selector", "nations"),
    [
        ("c40", Selector("group", "c40"), False),
        ("eu", Selector("group", "eu"), True),
        ("cities", Selector("group", "cities"), False),
        ("nations", Selector("group", "nations"), True),
        ("cities:USA", Selector("cities_of_nation", "USA"), False),
        ("cities:N001", Selector("cities_of_nation", "N001"), False),
        ("cities:g20", Selector("cities_of_group", "g20"), False),
        ("NOR", Selector("nation", "NOR"), True),
        ("N012", Selector("nation", "N012"), True),
        ("FRA:paris", Selector("city_id", "FRA:paris"), False),
        ("N001:c00001", Selector("city_id", "N001:c00001"), False),
        ("São Paulo", Selector("city_name", "São Paulo"), False),
        ("NO", Selector("city_name", "NO"), False),
    ],
)
def test_a_text_means_one_thing(text: str, selector: Selector, nations: bool) -> None:
    assert parse(text) == selector
    assert parse(text).means_nations is nations


@pytest.mark.parametrize("text", ["", " ", "cities:", "cities:asean", "cities:c40", "fra:paris", "FRA:", "a:b:c", ":"])
def test_a_text_that_is_not_a_selector_is_refused_with_what_is_expected(text: str) -> None:
    with pytest.raises(ValueError, match="expected "):
        parse(text)


@given(st.text(max_size=12))
@pytest.mark.usefixtures("few_facts")
def test_every_text_gets_an_answer_in_both_kinds_of_world(text: str) -> None:
    for drawn in (False, True):
        fault = directory.fault(text, drawn=drawn)
        assert fault is None or all(fault)


@pytest.mark.parametrize("text", ["N001", "N001:c00001", "cities:N001", "cities", "nations"])
@pytest.mark.usefixtures("few_facts")
def test_a_synthetic_world_has_its_own_actors_only(text: str) -> None:
    assert directory.fault(text, drawn=True) is None
    assert (directory.fault(text, drawn=False) is None) is (text in ("cities", "nations"))


@pytest.mark.parametrize(
    "text", ["N000", "N0001", "cities:N000", "N001:c0001", "N001:c00000", "N001:c000001", "N001:paris", "N0001:c00001"]
)
@pytest.mark.usefixtures("few_facts")
def test_an_id_that_no_synthetic_world_contains_is_refused(text: str) -> None:
    fault = directory.fault(text, drawn=True)
    assert fault is not None
    assert fault[1].startswith("expected ")


@pytest.mark.parametrize("text", ["Paris", "FRA", "FRA:paris", "c40", "eu", "cities:FRA", "cities:eu"])
@pytest.mark.usefixtures("few_facts")
def test_a_real_world_has_its_own_actors_only(text: str) -> None:
    assert directory.fault(text, drawn=False) is None
    assert directory.fault(text, drawn=True) is not None


@pytest.mark.parametrize("text", ["Paris", "FRA:paris", "New York", "Sao Paulo", "USA", "cities:NOR"])
def test_the_facts_have_the_actors_of_the_library(text: str) -> None:
    assert directory.fault(text, drawn=False) is None
