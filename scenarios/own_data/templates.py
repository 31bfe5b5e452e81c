"""Small tables with which a new scenario starts; they run as they are, and their rows are there to be replaced."""

from errno import EEXIST
from pathlib import Path as File

CITIES = """\
name,nation,lon,lat,population,gdp,year,capital,need_water,salience_water,source
Amsterdam,NLD,4.89,52.37,1106000,,2016,yes,0.6,0.3,UN World Urbanization Prospects 2018
Rotterdam,NLD,4.48,51.92,1006000,,2016,,0.8,0.4,UN World Urbanization Prospects 2018
Brussels,BEL,4.35,50.85,2040000,,2016,yes,,,UN World Urbanization Prospects 2018 (rounded)
Antwerp,BEL,4.40,51.22,1030000,,2016,,0.5,,UN World Urbanization Prospects 2018 (rounded)
Poseidonia,ATL,-30.00,40.00,800000,9,,yes,0.9,0.5,invented
Kleito,ATL,-31.00,39.50,150000,,,,0.9,0.5,invented
"""
NATIONS = """\
iso3,name,lon,lat,population,gdp,democracy,languages,region,source
ATL,Atlantis,-30.00,40.00,2000000,20,0.7,Portuguese,Southern Europe,invented
"""
TIES = """\
city_a,city_b,issue,since,status,source
NLD:rotterdam,BEL:antwerp,trade,1990,in force,invented
NLD:amsterdam,ATL:poseidonia,water,2012-05,in force,invented
BEL:brussels,ATL:kleito,,,ended,invented
"""
TABLES = {"cities": CITIES, "nations": NATIONS, "ties": TIES}
SECTION = """\
# Your own tables, relative to this file. "own" is a world of your cities alone, with the nations that they are in;
# with kind = "facts" they are added to the cities and nations of the facts.
[world]
kind = "own"
{tables}

# An issue of your own. Its columns in the tables, need_water and salience_water, are about single actors.
[[issues]]
name = "water"
local = 0.4
national = 0.3
need = 0.5
salience = 0.2
position = 0.2
consent = "none"
"""


def names(name: str) -> dict[str, str]:
    """Return the names of the files that go with a scenario, by the key of ``[world]`` that names them."""
    return {key: f"{name}_{key}.csv" for key in TABLES}


def section(name: str) -> str:
    """Return the part of a scenario that names its tables and adds an issue."""
    return SECTION.format(tables="\n".join(f'{key} = "{file}"' for key, file in names(name).items()))


def write(name: str, folder: File) -> list[File]:
    """Write the tables of a scenario into a folder, and return their files.

    Raises:
        FileExistsError: One is there already.
    """
    files = {key: folder / file for key, file in names(name).items()}
    # None is written where one is somebody's work already.
    for file in files.values():
        if file.exists():
            raise FileExistsError(EEXIST, "already exists", str(file))
    for key, file in files.items():
        # With the mark by which Excel recognises UTF-8.
        with file.open("x", encoding="utf-8-sig", newline="") as opened:
            opened.write(TABLES[key])
    return list(files.values())
