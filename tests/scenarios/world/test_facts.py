"""The table of facts agrees with itself, and with the comparisons in the project's motivating essay, year by year."""

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

FACTS = Path(__file__).parents[3] / "scenarios" / "facts"

CAPITALS_OVER_A_MILLION = [
    "AFG",
    "AGO",
    "ARE",
    "ARG",
    "ARM",
    "AUT",
    "AZE",
    "BEL",
    "BFA",
    "BGD",
    "BGR",
    "BLR",
    "BOL",
    "BRA",
    "CAN",
    "CHL",
    "CHN",
    "CMR",
    "COD",
    "COG",
    "COL",
    "CRI",
    "CUB",
    "CZE",
    "DEU",
    "DNK",
    "DOM",
    "DZA",
    "ECU",
    "EGY",
    "ESP",
    "ETH",
    "FIN",
    "FRA",
    "GBR",
    "GEO",
    "GHA",
    "GIN",
    "GRC",
    "GTM",
    "HND",
    "HTI",
    "HUN",
    "IDN",
    "IND",
    "IRL",
    "IRN",
    "IRQ",
    "ITA",
    "JOR",
    "JPN",
    "KEN",
    "KHM",
    "KOR",
    "KWT",
    "LBN",
    "LBR",
    "LBY",
    "MAR",
    "MDG",
    "MEX",
    "MLI",
    "MNG",
    "MOZ",
    "MRT",
    "MYS",
    "NER",
    "NGA",
    "NIC",
    "NLD",
    "NPL",
    "OMN",
    "PAN",
    "PER",
    "PHL",
    "POL",
    "PRK",
    "PRT",
    "PRY",
    "ROU",
    "RUS",
    "SAU",
    "SDN",
    "SEN",
    "SGP",
    "SLE",
    "SLV",
    "SOM",
    "SRB",
    "SWE",
    "SYR",
    "TCD",
    "TGO",
    "THA",
    "TUN",
    "TUR",
    "TWN",
    "UGA",
    "UKR",
    "URY",
    "USA",
    "UZB",
    "VEN",
    "VNM",
    "YEM",
    "ZAF",
    "ZMB",
    "ZWE",
]
"""Nations whose capital had a metropolitan population over one million in 2015 (UN WUP 2018; USA: Census)."""

BOXES = {  # west, south, east, north, in degrees
    "Australia and New Zealand": (112, -48, 180, -9),
    "Caribbean": (-86, 9, -59, 27),
    "Central America": (-118, 7, -77, 33),
    "Central Asia": (46, 35, 88, 56),
    "Eastern Africa": (21, -27, 58, 19),
    "Eastern Asia": (73, 18, 146, 54),
    "Eastern Europe": (12, 41, 180, 72),
    "Melanesia": (140, -23, 180, 0),
    "Middle Africa": (5, -19, 32, 24),
    "Northern Africa": (-18, 3, 39, 38),
    "Northern America": (-170, 18, -50, 72),
    "Northern Europe": (-25, 49, 32, 72),
    "South America": (-82, -56, -34, 13),
    "South-eastern Asia": (92, -12, 141, 29),
    "Southern Africa": (11, -35, 33, -17),
    "Southern Asia": (44, 5, 98, 40),
    "Southern Europe": (-10, 34, 30, 48),
    "Western Africa": (-18, 4, 16, 28),
    "Western Asia": (26, 12, 60, 44),
    "Western Europe": (-5, 41, 18, 56),
}
CONTINENTS = {
    "Africa": ("Africa", 25),
    "Asia": ("Asia", 25),
    "Europe": ("Europe", 25),
    "South America": ("South America", 25),
    "North America": ("Northern America|Central America|Caribbean", 25),
    "Oceania": ("Australia|Melanesia", 10),
}
LEANINGS = {"progressive", "centre", "conservative"}


@dataclass
class Facts:
    """Every table of facts."""

    nations: pd.DataFrame
    nations_yearly: pd.DataFrame
    cities: pd.DataFrame
    regions: pd.DataFrame
    regions_yearly: pd.DataFrame


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(FACTS / f"{name}.csv", keep_default_na=False, na_values=[""])


def rules() -> ModuleType:
    spec = importlib.util.spec_from_file_location("estimate", FACTS / "estimate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def facts() -> Facts:
    return Facts(**{name: read(name) for name in Facts.__dataclass_fields__})


def kilometres(places: pd.DataFrame, others: pd.DataFrame) -> np.ndarray:
    """Great-circle distance from every place to every other."""
    lon, lat = (np.radians(places[key].to_numpy(float))[:, None] for key in ("lon", "lat"))
    lon2, lat2 = (np.radians(others[key].to_numpy(float))[None, :] for key in ("lon", "lat"))
    half = np.sin((lat - lat2) / 2) ** 2 + np.cos(lat) * np.cos(lat2) * np.sin((lon - lon2) / 2) ** 2
    return np.asarray(2 * 6371.0 * np.arcsin(np.sqrt(half)))


def national_gdp(facts: Facts, nation: str, year: int) -> float:
    table = facts.nations_yearly
    return float(table.loc[(table["iso3"] == nation) & (table["year"] == year), "gdp"].item())


def regional_gdp(facts: Facts, region: str, year: int) -> float:
    table = facts.regions_yearly
    return float(table.loc[(table["id"] == region) & (table["year"] == year), "gdp"].item())


# --- who is there ---------------------------------------------------------------------------------------------------


def test_there_are_enough_nations_cities_club_members_and_american_cities(facts: Facts) -> None:
    assert len(facts.nations) >= 158
    assert len(facts.cities) >= 330
    assert facts.cities["c40"].sum() >= 85
    assert (facts.cities["nation"] == "USA").sum() >= 100


def test_every_continent_has_its_large_cities(facts: Facts) -> None:
    region = facts.cities["nation"].map(facts.nations.set_index("iso3")["region"])
    for continent, (pattern, least) in CONTINENTS.items():
        assert region.str.contains(pattern).sum() >= least, continent


def test_every_nation_has_a_million_inhabitants_or_more(facts: Facts) -> None:
    assert (facts.nations["population"] >= 1_000_000).all()
    assert (facts.nations["gdp"] > 0).all()


def test_nations_that_the_world_bank_leaves_out_are_there_and_marked(facts: Facts) -> None:
    kind = facts.nations.set_index("iso3")["gdp_kind"]
    assert (kind[["TWN", "PRK", "ERI", "VEN", "SSD"]] == "estimated").all()
    assert {"XKX", "PSE", "CUB", "SYR"} <= set(kind.index)


def test_every_capital_over_a_million_is_a_city_and_says_so(facts: Facts) -> None:
    capitals = facts.cities[facts.cities["capital"] == 1]
    assert set(CAPITALS_OVER_A_MILLION) <= set(capitals["nation"])
    assert not capitals["nation"].duplicated().any()
    assert len(CAPITALS_OVER_A_MILLION) >= 100


def test_the_cities_of_the_stories_are_there(facts: Facts) -> None:
    stories = {"FRA:paris", "USA:new_york", "GBR:london", "BRA:sao_paulo", "CHN:guangzhou", "CHN:hong_kong"}
    assert stories <= set(facts.cities["id"])


# --- names and ids --------------------------------------------------------------------------------------------------


def test_ids_are_well_formed_unique_and_sorted(facts: Facts) -> None:
    for table, key in ((facts.nations, "iso3"), (facts.cities, "id"), (facts.regions, "id")):
        assert table[key].is_unique and table[key].is_monotonic_increasing, key
    assert facts.nations["iso3"].str.fullmatch("[A-Z]{3}").all()
    for table in (facts.cities, facts.regions):
        assert table["id"].str.fullmatch("[A-Z]{3}:[a-z0-9]+(_[a-z0-9]+)*").all()
        assert (table["id"].str[:3] == table["nation"]).all()
        assert table["nation"].isin(facts.nations["iso3"]).all()


def test_an_id_follows_from_the_ascii_name(facts: Facts) -> None:
    assert facts.cities["ascii_name"].map(str.isascii).all()
    slug = facts.cities["ascii_name"].map(
        lambda name: re.sub("[^a-z0-9]+", "_", name.lower().replace("'", "")).strip("_")
    )
    assert (facts.cities["id"].str[4:] == slug).all()


def test_no_two_cities_of_a_nation_share_a_name(facts: Facts) -> None:
    assert not facts.cities.duplicated(["nation", "ascii_name"]).any()
    assert not facts.nations["name"].duplicated().any()


def test_namibia_and_norway_survive_reading(facts: Facts) -> None:
    assert {"NAM", "NOR"} <= set(facts.nations["iso3"])


def test_labels_come_from_the_stated_sets(facts: Facts) -> None:
    assert set(facts.nations["government"]) <= LEANINGS
    assert set(facts.cities["mayor_party"]) <= LEANINGS
    for table in (facts.nations, facts.cities):
        assert set(table["gdp_kind"]) <= {"measured", "estimated"}
        assert table["next_election"].dropna().str.fullmatch(r"20(1[5-9]|2[0-2])-(0[1-9]|1[0-2])").all()
    assert set(facts.nations[["eu", "oecd", "g20", "federal"]].to_numpy().ravel()) <= {0, 1}
    assert (facts.nations["eu"].sum(), facts.nations["g20"].sum()) == (26, 19)


def test_nothing_is_missing_but_election_dates(facts: Facts) -> None:
    for name in Facts.__dataclass_fields__:
        table: pd.DataFrame = getattr(facts, name)
        assert not table.drop(columns="next_election", errors="ignore").isna().any(axis=None), name


def test_shares_and_scales_keep_their_range(facts: Facts) -> None:
    for column in ("urban_share", "democracy", "liberal_democracy", "decentralisation", "court_independence"):
        assert facts.nations[column].between(0, 1).all(), column
    assert facts.nations["executive_constraint"].between(1, 7).all()


# --- where ----------------------------------------------------------------------------------------------------------


def test_every_city_and_capital_lies_in_its_part_of_the_world(facts: Facts) -> None:
    region = facts.nations.set_index("iso3")["region"]
    places = pd.concat([facts.nations.assign(nation=facts.nations["iso3"]), facts.cities, facts.regions])
    for nation, lon, lat in places[["nation", "lon", "lat"]].itertuples(index=False):
        west, south, east, north = BOXES[region[nation]]
        assert west <= lon <= east and south <= lat <= north, (nation, lon, lat)


def test_a_city_lies_near_another_city_or_the_capital_of_its_nation(facts: Facts) -> None:
    for nation, cities in facts.cities.groupby("nation"):
        capital = facts.nations[facts.nations["iso3"] == nation]
        away = kilometres(cities, pd.concat([cities[["lon", "lat"]], capital[["lon", "lat"]]]))
        away[np.arange(len(cities)), np.arange(len(cities))] = np.inf
        limit = {"USA": 4200, "AUS": 2200}.get(str(nation), 1800)
        assert (away.min(axis=1) < limit).all(), nation


def test_a_capital_city_lies_where_its_nation_says(facts: Facts) -> None:
    capitals = facts.cities[facts.cities["capital"] == 1]
    stated = facts.nations.set_index("iso3").loc[capitals["nation"]]
    assert (np.diag(kilometres(capitals, stated)) < 25).all()


def test_no_two_cities_lie_within_ten_kilometres(facts: Facts) -> None:
    away = kilometres(facts.cities, facts.cities)
    close = np.argwhere(np.triu(away < 10, k=1))
    names = {tuple(sorted(facts.cities["name"].iloc[pair])) for pair in close}
    assert names == {("Brazzaville", "Kinshasa")}, "only the two capitals that face each other over the Congo"


# --- sums -----------------------------------------------------------------------------------------------------------


def test_city_populations_sum_below_their_nation(facts: Facts) -> None:
    total = facts.cities.groupby("nation")["population"].sum()
    nation = facts.nations.set_index("iso3")["population"]
    assert (total < 0.96 * nation[total.index]).all()


def test_city_gdps_sum_below_their_nation(facts: Facts) -> None:
    total = facts.cities.groupby("nation")["gdp"].sum()
    nation = facts.nations.set_index("iso3")["gdp"]
    assert (total < 0.955 * nation[total.index]).all()


def test_a_city_dweller_produces_between_a_third_and_three_times_the_national_mean(facts: Facts) -> None:
    nation = facts.nations.set_index("iso3")
    mean = facts.cities["nation"].map(nation["gdp"] / nation["population"])
    ratio = (facts.cities["gdp"] / facts.cities["population"] / mean)[facts.cities["id"] != "CHN:hong_kong"]
    assert ratio.between(1 / 3, 3).all(), "only Hong Kong, a separate economy, may be an outlier"


def test_what_is_left_of_a_nation_is_neither_empty_nor_absurdly_rich(facts: Facts) -> None:
    nation = facts.nations.set_index("iso3")[["gdp", "population"]]
    rest = nation - facts.cities.groupby("nation")[["gdp", "population"]].sum().reindex(nation.index).fillna(0)
    ratio = (rest["gdp"] / rest["population"]) / (nation["gdp"] / nation["population"])
    assert ratio.between(0.2, 1.5).all()


def test_the_cities_of_a_region_belong_to_it(facts: Facts) -> None:
    cities = facts.cities.set_index("id")
    for region in facts.regions.itertuples():
        members = str(region.cities).split(";")
        assert set(members) <= set(cities.index) and members == sorted(members)
        assert (cities.loc[members, "nation"] == region.nation).all()


# --- the rules ------------------------------------------------------------------------------------------------------


def test_estimated_city_gdp_is_what_the_rule_gives(facts: Facts) -> None:
    expected = rules().city_gdp(facts.cities, facts.nations)
    assert (facts.cities["gdp_kind"] == "estimated").sum() > 250
    assert np.allclose(facts.cities["gdp"], expected, rtol=1e-3)


def test_estimated_institutions_are_what_the_rules_give(facts: Facts) -> None:
    for rule in ("executive_constraint", "decentralisation", "court_independence"):
        assert np.allclose(facts.nations[rule], getattr(rules(), rule)(facts.nations), atol=0.006), rule


def test_estimates_do_not_feed_on_earlier_estimates(facts: Facts) -> None:
    emptied = facts.cities.assign(gdp=facts.cities["gdp"].where(facts.cities["gdp_kind"] == "measured", 1.0))
    assert np.allclose(rules().city_gdp(emptied, facts.nations), rules().city_gdp(facts.cities, facts.nations))


def test_the_liberal_component_gives_back_the_published_index(facts: Facts) -> None:
    component, electoral = rules().liberal_component(facts.nations), facts.nations["democracy"] ** 1.585
    index = 0.25 * electoral + 0.25 * component + 0.5 * electoral * component
    assert np.allclose(index, facts.nations["liberal_democracy"], atol=0.002)


def test_measured_american_cities_follow_the_law_on_the_whole(facts: Facts) -> None:
    american = facts.cities[facts.cities["nation"] == "USA"]
    slope = np.polyfit(np.log(american["population"]), np.log(american["gdp"]), 1)[0]
    assert (american["gdp_kind"] == "measured").all()
    assert 1.03 < slope < 1.23


# --- years ----------------------------------------------------------------------------------------------------------


def test_every_nation_and_region_has_every_year(facts: Facts) -> None:
    for table, key, owners, last in (
        (facts.nations_yearly, "iso3", facts.nations["iso3"], 2023),
        (facts.regions_yearly, "id", facts.regions["id"], 2019),
    ):
        expected = {(owner, year) for owner in owners for year in range(2010, last + 1)}
        assert set(zip(table[key], table["year"], strict=True)) == expected and len(table) == len(expected)


def test_the_yearly_table_agrees_in_2016(facts: Facts) -> None:
    yearly = facts.nations_yearly[facts.nations_yearly["year"] == 2016].set_index("iso3")
    nations = facts.nations.set_index("iso3")
    assert (yearly["gdp"] == nations["gdp"]).all() and (yearly["population"] == nations["population"]).all()
    assert (yearly["kind"] == nations["gdp_kind"]).all()
    regional = facts.regions_yearly[facts.regions_yearly["year"] == 2016].set_index("id")
    regions = facts.regions.set_index("id")
    assert (regional["gdp"] == regions["gdp"]).all() and (regional["population"] == regions["population"]).all()


def test_a_population_never_jumps(facts: Facts) -> None:
    growth = facts.nations_yearly.sort_values(["iso3", "year"]).groupby("iso3")["population"].pct_change().dropna()
    assert growth.between(-0.06, 0.13).all()


def test_a_gdp_jumps_only_where_war_oil_or_a_currency_broke(facts: Facts) -> None:
    growth = facts.nations_yearly.sort_values(["iso3", "year"]).groupby("iso3")["gdp"].pct_change()
    jumped = set(facts.nations_yearly.sort_values(["iso3", "year"])[~growth.fillna(0).between(-0.42, 0.48)]["iso3"])
    assert jumped <= {"SYR", "LBY", "SDN", "SSD", "VEN", "ZWE", "DJI", "GHA", "YEM"}


# --- comparisons in the motivating essay, by year ---------------------------------------------------------------------


def years_ahead(facts: Facts, region: str, *nations: str) -> set[int]:
    """The years in which the region's GDP exceeds that of the nations together."""
    return {
        year
        for year in range(2010, 2020)
        if regional_gdp(facts, region, year) > sum(national_gdp(facts, nation, year) for nation in nations)
    }


def test_new_york_state_outproduces_spain_from_2012(facts: Facts) -> None:
    assert years_ahead(facts, "USA:new_york_state", "ESP") == set(range(2012, 2020))


def test_new_york_state_outproduces_south_korea_in_2015_and_2016_but_not_in_2014_or_2017(facts: Facts) -> None:
    assert years_ahead(facts, "USA:new_york_state", "KOR") == {2010, 2012, 2015, 2016, 2019}


def test_sao_paulo_state_outproduces_four_neighbours_until_2014_and_not_in_2015_to_2018(facts: Facts) -> None:
    ahead = years_ahead(facts, "BRA:sao_paulo_state", "ARG", "URY", "PRY", "BOL")
    assert ahead == {2010, 2011, 2012, 2013, 2014, 2019}


def test_guangdong_outproduces_mexico_from_2016_but_not_russia(facts: Facts) -> None:
    assert years_ahead(facts, "CHN:guangdong", "MEX") == {2016, 2017, 2018, 2019}
    assert years_ahead(facts, "CHN:guangdong", "RUS") == set()
