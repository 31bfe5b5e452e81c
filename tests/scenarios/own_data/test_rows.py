"""Worlds of a user's own tables: alone or added, completed by the rules of the shipped facts."""

import copy
from pathlib import Path

import numpy as np
import pytest
from own_tables import CITIES, NATIONS, Write

from paradiplomacy import World
from paradiplomacy.experiments.measures.chosen import choose
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError
from paradiplomacy.scenarios.format.scenario import Scenario
from paradiplomacy.scenarios.format.write import scenario_hash
from paradiplomacy.scenarios.names import scope
from paradiplomacy.scenarios.own_data import estimate
from paradiplomacy.scenarios.own_data.origins import estimated
from paradiplomacy.scenarios.world import build, census
from paradiplomacy.scenarios.world.census import Population
from paradiplomacy.scenarios.world.effect import notes
from paradiplomacy.scenarios.world.facts import annual_figures, table


def population(scenario: Scenario) -> Population:
    return census.real(scenario.world, int(scenario.start[:4]))


def test_a_world_of_ones_own_has_its_cities_and_the_nations_that_they_are_in(write: Write) -> None:
    found = population(read.read(write()))
    assert [city.id for city in found.cities] == ["ATL:poseidonia", "BEL:antwerp", "NLD:amsterdam", "NLD:utrecht"]
    assert [nation.id for nation in found.nations] == ["ATL", "BEL", "NLD"]
    utrecht = found.cities[-1]
    assert (utrecht.lon, utrecht.lat, utrecht.population) == (5.12, 52.09, 343779)


def test_a_table_may_be_added_to_the_facts_whose_cities_of_the_same_id_it_replaces(write: Write) -> None:
    own, facts = population(read.read(write(kind="facts"))), population(read.read("baseline"))
    assert len(own.cities) == len(facts.cities) + 2, "Utrecht and Poseidonia; Antwerp and Amsterdam are there already"
    assert len(own.nations) == len(facts.nations) + 1
    antwerp = next(city for city in own.cities if city.id == "BEL:antwerp")
    shipped = next(city for city in facts.cities if city.id == "BEL:antwerp")
    assert antwerp.population == 520000 and antwerp.gdp == shipped.gdp and antwerp.tie_effect == shipped.tie_effect
    assert next(city for city in own.cities if city.id == "FRA:paris") == next(
        city for city in facts.cities if city.id == "FRA:paris"
    )


def test_a_world_of_ones_own_runs_and_its_actors_can_be_named(write: Write) -> None:
    more = '\n[[actors]]\nwho = "Poseidonia"\ntrust = 0.9\n[[actors]]\nwho = "ATL"\ntrust = 0.2\n'
    scenario = read.read(write(more=more))
    world = build.build(scenario)
    world.run()
    assert world.month == 2
    trust = build.build(scenario, burn_in=False).state.actors.trust
    assert (trust[0], trust[4]) == (0.9, 0.2)
    chosen = choose(world, scope.parse("signed of Poseidonia, cities:NLD"))
    assert chosen.actors.tolist() == [True, False, True, True, False, False, False]
    assert not notes(scenario)


def test_an_unknown_actor_of_a_world_of_ones_own_is_refused(write: Write) -> None:
    with pytest.raises(ScenarioError, match="did you mean Poseidonia"):
        read.read(write(more='\n[[actors]]\nwho = "Posidonia"\ntrust = 0.9\n'))
    with pytest.raises(ScenarioError, match="unknown city or group"):
        read.read(write(more='\n[[actors]]\nwho = "Tokyo"\ntrust = 0.9\n'))


@pytest.mark.parametrize(
    "changed",
    [
        CITIES.replace("\n", "\r\n"),
        "\ufeff" + CITIES,
        CITIES.replace("name,nation", "Name,NATION"),
        CITIES.replace("\n", ",,\n"),
        CITIES + "\n,,,,\n\n",
        CITIES.replace("Utrecht", ' "Utrecht"'.strip()),
        CITIES.replace(",52.09", ", 52.09 "),
        "population,lat,lon,nation,name\n" + "\n".join(",".join(reversed(line.split(","))) for line in CITIES.splitlines()[1:]),
    ],
    ids=["Windows line ends", "byte-order mark", "capital letters", "empty columns", "empty rows", "quotes", "spaces", "order"],
)  # fmt: skip
def test_harmless_differences_of_a_file_make_no_difference(write: Write, changed: str) -> None:
    assert population(read.read(write(cities=changed))) == population(read.read(write()))


def test_norway_namibia_and_a_city_named_nan_are_no_missing_values(write: Write) -> None:
    rows = "Oslo,NOR,10.75,59.91,1000000\nWindhoek,NAM,17.08,-22.56,400000\nNan,THA,100.78,18.78,25000\nNo,NOR,10,60,2000\n"
    found = population(read.read(write(cities=CITIES + rows)))
    assert {"NOR:oslo", "NAM:windhoek", "THA:nan", "NOR:no"} <= {city.id for city in found.cities}


def test_letters_without_an_accent_to_drop_have_counterparts_in_ids(write: Write) -> None:
    rows = "Łódź,POL,19.46,51.78,700000\nÅlesund,NOR,6.15,62.47,50000\n's-Hertogenbosch,NLD,5.3,51.7,150000\n"
    found = population(read.read(write(cities=CITIES + rows)))
    assert {"POL:lodz", "NOR:alesund", "NLD:s_hertogenbosch"} <= {city.id for city in found.cities}


def test_figures_of_a_year_are_carried_to_the_start_as_those_of_the_nation(write: Write) -> None:
    with_year = CITIES.replace("population\n", "population,year\n").replace("343779\n", "343779,2019\n")
    with_year = with_year.replace("000\n", "000,\n")
    found = {city.id: city for city in population(read.read(write(cities=with_year))).cities}
    (_, then), (_, now) = annual_figures()["NLD", 2010], annual_figures()["NLD", 2019]
    assert found["NLD:utrecht"].population == pytest.approx(343779 * then / now)
    assert found["NLD:amsterdam"].population == 1106000, "no year: that of the start"


def test_missing_gdp_is_that_of_the_scaling_law(write: Write) -> None:
    found = {city.id: city for city in population(read.read(write())).cities}
    # Atlantis: 25,000 a head; half its people live in cities, as in the median nation.
    share = float(estimate.middle("urban_share", table("nations"), ""))
    per_head = 25_000 * 2.5 / (2.5 * share + 1 - share)
    assert found["ATL:poseidonia"].gdp == pytest.approx(800000 * per_head * (800000 / 3.77e6) ** 0.13 / 1e9, rel=1e-3)


@pytest.mark.parametrize(("people", "share"), [(40_000_000, 0.95), (60_000_000, 0.90)])
def test_the_cities_of_a_nation_carry_at_most_a_part_of_its_gdp(write: Write, people: int, share: float) -> None:
    # 36 million in its cities: more than four fifths of 40, and fewer of 60.
    cities = CITIES.replace("800000", "18000000") + "Kleito,ATL,-31,39,18000000\n"
    nations = f"iso3,name,lon,lat,population,gdp,urban_share\nATL,Atlantis,-30,40,{people},1000,0.4\n"
    found = population(read.read(write(cities=cities, nations=nations)))
    total = sum(city.gdp for city in found.cities if city.nation == "ATL")
    assert total == pytest.approx(share * 1000, rel=1e-3)


def test_the_rules_for_nations_give_the_shipped_facts_again() -> None:
    # An independent check: the shipped tables were filled by other code (scenarios/facts/estimate.py).
    for row in table("nations"):
        component = estimate.liberal_component(float(row["democracy"]), float(row["liberal_democracy"]))
        assert float(estimate.executive_constraint(component)) == pytest.approx(
            float(row["executive_constraint"]), abs=0.11
        )
        assert float(estimate.court_independence(component)) == pytest.approx(
            float(row["court_independence"]), abs=0.011
        )
        local = estimate.decentralisation(
            federal=row["federal"] == "1", democracy=float(row["democracy"]), population=float(row["population"])
        )
        assert float(local) == pytest.approx(float(row["decentralisation"]), abs=0.011)


def test_the_scaling_law_gives_the_shipped_estimates_again() -> None:
    nations = {row["iso3"]: row for row in table("nations")}
    by_nation: dict[str, list[float]] = {}
    for city in table("cities"):
        if city["gdp_kind"] == "estimated":
            home = nations[city["nation"]]
            size, share = (float(home["gdp"]), float(home["population"])), float(home["urban_share"])
            law = estimate.city_gdp(float(city["population"]), *size, share)
            by_nation.setdefault(city["nation"], []).append(float(city["gdp"]) / law)
    # One factor for a nation, which is 1 where its cities are below the cap. The reference size is rounded.
    for ratios in by_nation.values():
        assert np.ptp(ratios) < 0.01 and max(ratios) < 1.005
    assert np.median([ratios[0] for ratios in by_nation.values()]) == pytest.approx(1.0, abs=0.002)


def test_every_figure_that_a_table_leaves_out_is_counted_with_its_origin(write: Write) -> None:
    found = estimated(read.read(write()))
    assert found["cities.gdp"] == {"scaling law": 4}
    assert found["cities.mayor_party"] == {"drawn": 4}
    assert found["nations.democracy"] == {"median of its region or of all": 1}
    assert "cities.population" not in found and not estimated(read.read("baseline"))
    added = estimated(read.read(write(kind="facts")))
    assert added["cities.gdp"] == {"shipped facts": 2, "scaling law": 2}


def test_need_and_salience_of_single_actors_are_those_of_the_table(write: Write) -> None:
    cities = CITIES.replace("population\n", "population,need_water,salience_climate\n").replace(
        "800000\n", "800000,0.9,0\n"
    )
    cities = cities.replace("000\n", "000,,\n").replace("779\n", "779,,\n").replace("0,,\n", "0,,\n")
    more = '\n[[issues]]\nname = "water"\nneed = 0.4\n[[actors]]\nwho = "cities"\nneed = { climate = 0.25 }\n'
    state = build.build(read.read(write(cities=cities, more=more)), burn_in=False).state
    water, climate = (
        next(k for k, issue in enumerate(state.issues) if issue.name == name) for name in ("water", "climate")
    )
    assert state.actors.need[0, water] == 0.9 and state.actors.salience[0, climate] == 0.0
    assert (state.actors.need[1:4, water] != 0.9).all(), "drawn around the mean of the issue"
    assert (state.actors.need[:4, climate] == 0.25).all()


def test_a_nation_of_the_facts_takes_what_its_row_gives_and_loses_its_annual_figures(write: Write) -> None:
    nations = NATIONS.replace("gdp\n", "gdp,eu\n").replace(",50\n", ",50,\n") + "NLD,,,,20000000,,no\nBEL,,,,,,no\n"
    scenario = read.read(write(nations=nations))
    home = {nation.id: nation for nation in population(scenario).nations}
    assert home["NLD"].population == 20_000_000 and "eu" not in home["NLD"].groups and "oecd" in home["NLD"].groups
    figures = build.build(scenario, burn_in=False).state.figures
    assert np.isnan(figures.population[:, 2]).all() and not np.isnan(figures.population[0, 1])


def test_a_world_of_ones_own_needs_cities_and_takes_no_regions_or_drawn_world(write: Write) -> None:
    for more, kind, cities, wrong in (
        ("", "own", None, "a world of your own without cities"),
        ('regions = ["USA:new_york_state"]', "own", CITIES, "regions in a world of your own"),
        ("", "synthetic", CITIES, "a table in a synthetic world"),
    ):
        with pytest.raises(ScenarioError, match=wrong):
            read.read(write(kind=kind, cities=cities, ties=None, nations=None, more=more))


def test_an_extending_scenario_takes_all_of_the_table_that_it_names_or_the_largest_cities_of_the_other(
    write: Write, tmp_path: Path
) -> None:
    base = write()
    (tmp_path / "few.toml").write_text(f'extends = "{base.name}"\ntitle = "Few"\n[world]\ncities = 2\n')
    assert len(population(read.read(tmp_path / "few.toml")).cities) == 2
    (tmp_path / "other.csv").write_text(CITIES)
    (tmp_path / "all.toml").write_text('extends = "few.toml"\ntitle = "All"\n[world]\ncities = "other.csv"\n')
    assert len(population(read.read(tmp_path / "all.toml")).cities) == 4


def test_a_hash_follows_the_content_of_the_tables_and_not_their_place(write: Write, tmp_path: Path) -> None:
    scenario = read.read(write())
    first = scenario_hash(scenario)
    moved = tmp_path / "moved"
    moved.mkdir()
    for file in tmp_path.glob("*.*"):
        (moved / file.name).write_bytes(file.read_bytes())
    assert scenario_hash(read.read(moved / "own.toml")) == first
    (tmp_path / "cities.csv").write_text(CITIES.replace("343779", "343780"))
    assert scenario_hash(scenario) != first


def test_a_table_that_is_edited_is_read_again(write: Write, tmp_path: Path) -> None:
    scenario = read.read(write())
    assert population(scenario).cities[-1].population == 343779
    (tmp_path / "cities.csv").write_text(CITIES.replace("343779", "500000"))
    assert population(scenario).cities[-1].population == 500000


def test_a_world_of_ones_own_can_be_copied_and_saved(write: Write, tmp_path: Path) -> None:
    cities = CITIES.replace("population\n", "population,need_climate\n").replace("800000\n", "800000,0.9\n")
    world = World.from_scenario(write(cities=cities.replace("000\n", "000,\n").replace("779\n", "779,\n")))
    assert world.state.actors.need[0, 0] == pytest.approx(0.9, abs=0.01)
    copied, restored = copy.deepcopy(world), World.restore(world.save(tmp_path / "own.world"))
    for each in (world, copied, restored):
        each.step()
    assert world.digest() == copied.digest() == restored.digest()
