"""The directory of names, and what is wrong with a selector in a world."""

from pathlib import Path

import pytest

from paradiplomacy.scenarios.names.directory import directory, fault, identity, level_of

FILES = {
    "cities.csv": "id,name,ascii_name\nBRA:sao-paulo,São Paulo,Sao Paulo\nIND:hyderabad,Hyderabad,Hyderabad\n"
    "PAK:hyderabad,Hyderabad,Hyderabad\n",
    "regions.csv": "id,name\nUSA:california,California\n",
    "nations.csv": "iso3\nBRA\nIND\n",
}


def test_a_city_is_listed_under_each_of_its_spellings(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = directory(tmp_path)
    assert found.cities["São Paulo"] == found.cities["Sao Paulo"] == ("BRA:sao-paulo",)
    assert found.cities["Hyderabad"] == ("IND:hyderabad", "PAK:hyderabad"), "a name without diacritics counts once"
    assert found.regions == {"USA:california"} < found.ids
    assert found.nations == {"BRA", "IND"}


@pytest.mark.parametrize(
    ("text", "options", "wrong"),
    [
        ("Hyderabad", {}, "2 cities have this name"),
        ("Pariss", {}, "unknown city or group"),
        ("FRO", {}, "unknown nation"),
        ("FRA:parris", {}, "unknown city"),
        ("cities:", {}, "not a valid form"),
        ("Paris", {"nations_only": True}, "cities, where only nations act"),
        ("nations", {"one": True}, "a group"),
        ("USA:new-york-state", {}, "a region that is not an actor of this world"),
        ("New York state", {}, "a region that is not an actor of this world"),
    ],
)
@pytest.mark.usefixtures("few_facts")
def test_a_selector_that_means_nobody_is_answered_with_what_is_expected(text: str, options: dict, wrong: str) -> None:
    found = fault(text, drawn=False, **options)
    assert found is not None
    assert found[0] == wrong
    assert found[1].startswith(("expected ", "did you mean "))


@pytest.mark.usefixtures("few_facts")
def test_a_region_is_valid_where_it_acts() -> None:
    assert fault("USA:new-york-state", drawn=False, regions=("USA:new-york-state",)) is None


@pytest.mark.parametrize(("text", "level"), [("FRA", "nation"), ("eu", "nation"), ("Paris", "city"), (":", "both")])
def test_a_selector_means_cities_or_nations(text: str, level: str) -> None:
    assert level_of(text) == level


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
    assert fault(text, drawn=False) == ("unknown city or group", right)


@pytest.mark.parametrize("text", ["Utrecht", "Bologna", "Bern", "Leipzig", "Nowhere", "Middle Earth"])
def test_no_city_is_suggested_that_only_resembles(text: str) -> None:
    found = fault(text, drawn=False)
    assert found is not None and found[1].startswith("expected a city")


def test_a_city_has_one_identity_by_name_and_by_id() -> None:
    assert identity("Paris") == identity("FRA:paris") == "FRA:paris"
    assert identity("cities:FRA") == "cities:FRA"
