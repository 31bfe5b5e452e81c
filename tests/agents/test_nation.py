"""A nation's hinterland is what its modelled cities leave of it."""

import mesa

from paradiplomacy.agents.city import City
from paradiplomacy.agents.columns import empty
from paradiplomacy.agents.nation import Nation


def test_the_hinterland_is_the_nation_less_its_cities() -> None:
    columns, model = empty(3, 1), mesa.Model()
    columns.population[:] = 2e6, 1e6, 10e6
    columns.gdp[:] = 100.0, 20.0, 400.0
    nation = Nation(model, columns, 2, "FRA", "France", 0.0, 0.0)
    nation.cities = [City(model, columns, row, f"FRA:{row}", "", 0.0, 0.0) for row in range(2)]
    assert nation.hinterland_population == 7e6
    assert nation.hinterland_gdp == 280.0
