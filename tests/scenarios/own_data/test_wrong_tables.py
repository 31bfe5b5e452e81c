"""Each wrong table gets one clear message for each mistake, with file, line, column, value and what is expected."""

import time
from pathlib import Path

import pytest
from own_tables import CITIES, NATIONS, TIES, Write

from paradiplomacy.cli.command import main
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.problem import ScenarioError

HEAD = "name,nation,lon,lat,population\n"
ROWS = CITIES.removeprefix(HEAD)


def thousands(line: str) -> str:
    *start, people = line.split(",")
    return ",".join([*start, f"{float(people) / 1000:g}"])


def swapped(line: str) -> str:
    name, nation, lon, lat, people = line.split(",")
    return f"{name},{nation},{lat},{lon},{people}"


IN_THOUSANDS = HEAD + "\n".join(map(thousands, ROWS.splitlines()))
SWAPPED = HEAD + "\n".join(map(swapped, ROWS.splitlines()))
WITH_GDP = "name,nation,lon,lat,population,gdp\n" + "\n".join(
    f"{line},{gdp}" for line, gdp in zip(ROWS.splitlines(), ("46140000000", "17000000000", "29e9", "2e10"), strict=True)
)
WRONG_CITIES = {
    "missing column": (
        CITIES.replace(",population", ",people"),
        ["cities.csv:1: population: no column population, expected the columns lat, lon, name, nation, population"],
    ),
    "misspelt column": (
        CITIES.replace(",population", ",populaton"),
        ['cities.csv:1: populaton: unknown column "populaton", did you mean population?'],
    ),
    "doubled column": (
        CITIES.replace("name,", "name,lat,").replace("\n", "\n1,", 4).replace("\n1,\n", "\n"),
        ['cities.csv:1: lat: column "lat" is there twice, expected each column once'],
    ),
    "column without a name": (
        CITIES.replace("nation,", ",").replace("name,", "nation,name,").replace("\n", "\nNLD,", 4)[:-4],
        ["cities.csv:1: column 3 has no name, expected a name for each column"],
    ),
    "population in thousands": (
        IN_THOUSANDS,
        [
            (
                'cities.csv:3: population: "343.779" inhabitants: fewer than a city has, and 2 more rows like it, '
                "expected persons, not thousands or millions"
            )
        ],
    ),
    "GDP in dollars": (
        WITH_GDP,
        [
            (
                'cities.csv:2: gdp: "46140000000" is US$ 4.17e+13 a head, and 3 more rows like it, '
                "expected US$ billion a year, not dollars or millions"
            )
        ],
    ),
    "swapped coordinates": (
        SWAPPED,
        [
            (
                "cities.csv:2: lon: 52.37, 4.89 is 6,828 km from the nation's capital, and 3 more rows like it, "
                "are lon and lat swapped?"
            )
        ],
    ),
    "latitude off the globe": (
        CITIES + "Perth,AUS,-31.95,115.86,2000000\n",
        ['cities.csv:6: lat: "115.86" is not a valid latitude, expected -90 to 90 degrees: are lon and lat swapped?'],
    ),
    "metres of a national grid": (
        CITIES + "Zwolle,NLD,202000,503000,124000\n",
        ['cities.csv:6: lon: "202000" is not in degrees, expected -180 to 180 degrees'],
    ),
    "zero coordinates": (
        CITIES + "Zwolle,NLD,0,0,124000\n",
        ["cities.csv:6: lon: 0, 0 is in the ocean, expected the coordinates of its centre"],
    ),
    "unknown nation": (
        CITIES + "Zwolle,Netherlands,6.09,52.51,124000\n",
        ['cities.csv:6: nation: unknown nation "Netherlands", did you mean NLD?'],
    ),
    "nation of two letters": (
        CITIES + "Zwolle,NL,6.09,52.51,124000\n",
        [
            (
                'cities.csv:6: nation: unknown nation "NL", expected an ISO 3166 code of three letters, '
                "or that of a row of your nations"
            )
        ],
    ),
    "duplicate": (
        CITIES + "Utrecht,NLD,5.12,52.09,343779\n",
        [
            (
                "cities.csv:6: id: NLD:utrecht: in line 3 already, expected each city once; "
                "two cities of one name need different ids"
            )
        ],
    ),
    "NaN": (
        CITIES + "Zwolle,NLD,6.09,52.51,nan\n",
        ['cities.csv:6: population: "nan" is not a number, expected a number of at least 0 (persons)'],
    ),
    "infinity": (
        CITIES + "Zwolle,NLD,6.09,52.51,1e999\n",
        ['cities.csv:6: population: "1e999" is not a finite number, expected a number of at least 0 (persons)'],
    ),
    "negative": (
        CITIES + "Zwolle,NLD,6.09,52.51,-124000\n",
        ['cities.csv:6: population: "-124000" is negative, expected a number of at least 0 (persons)'],
    ),
    "empty cell": (
        CITIES + "Zwolle,NLD,6.09,52.51,\n",
        ["cities.csv:6: population: empty, expected inhabitants"],
    ),
    "decimal comma": (
        CITIES + 'Zwolle,NLD,"6,09",52.51,124000\n',
        ['cities.csv:6: lon: "6,09" is not a number: it has a decimal comma, expected a number (degrees, -180 to 180)'],
    ),
    "commas between thousands": (
        CITIES + 'Zwolle,NLD,6.09,52.51,"124,000"\n',
        [
            (
                'cities.csv:6: population: "124,000" is not a number: it has commas between thousands, '
                "expected a number of at least 0 (persons)"
            )
        ],
    ),
    "semicolons": (
        CITIES.replace(",", ";"),
        [
            (
                "cities.csv:1: columns are separated by semicolons, expected commas between columns and points in decimals: "
                'save it as "CSV UTF-8 (comma delimited)"'
            )
        ],
    ),
    "tabs": (
        CITIES.replace(",", "\t"),
        [
            (
                "cities.csv:1: columns are separated by tabs, expected commas between columns and points in decimals: "
                'save it as "CSV UTF-8 (comma delimited)"'
            )
        ],
    ),
    "Latin-1": (
        (CITIES + "Besançon,FRA,6.02,47.24,116000\n").encode("latin-1"),
        [
            (
                'cities.csv:6: not UTF-8, perhaps Latin-1 or Windows-1252: "Besançon,FRA,6.02,47.24,116000", '
                'expected the file saved as "CSV UTF-8"'
            )
        ],
    ),
    "UTF-16": (
        CITIES.encode("utf-16"),
        ['UTF-16 text, expected a CSV file: in the spreadsheet, save the sheet as "CSV UTF-8"'],
    ),
    "an Excel workbook": (
        b"PK\x03\x04" + bytes(200),
        ['an Excel or OpenDocument workbook, expected a CSV file: in the spreadsheet, save the sheet as "CSV UTF-8"'],
    ),
    "an old Excel workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200),
        ['an old Excel workbook, expected a CSV file: in the spreadsheet, save the sheet as "CSV UTF-8"'],
    ),
    "bytes": (b"name,nation\n\0\0", ["cities.csv:2: not text: it contains a zero byte"]),
    "empty file": (b"", ["cities.csv:1: empty, expected a header line and a row for each entry"]),
    "header only": (HEAD, ["cities.csv:1: a header without rows, expected a row for each entry"]),
    "ragged row": (
        CITIES + "Zwolle,NLD,6.09,52.51\n",
        ["cities.csv:6: 4 cells, expected 5, as in the header; a cell with a comma is in quotes"],
    ),
    "comma outside quotes": (
        CITIES + "Zwolle, Overijssel,NLD,6.09,52.51,124000\n",
        ["cities.csv:6: 6 cells, expected 5, as in the header; a cell with a comma is in quotes"],
    ),
    "open quotes": (
        CITIES + '"Zwolle,NLD,6.09,52.51,124000\nDelft,NLD,4.36,52.01,100000\n',
        [
            (
                "cities.csv:6: quotes that do not match (unexpected end of data), "
                'expected a cell with a comma in quotes: "a, b"'
            )
        ],
    ),
    "wrong date": (
        "name,nation,lon,lat,population,next_election\n"
        + ROWS.replace("\n", ",\n", 3).replace("800000", "800000,3/2018"),
        [
            (
                'cities.csv:5: next_election: "3/2018" is not a month, '
                "expected a month such as 2015-12, or an empty cell, which is estimated"
            )
        ],
    ),
    "unknown party": (
        "name,nation,lon,lat,population,mayor_party\n"
        + ROWS.replace("\n", ",\n", 3).replace("800000", "800000,center"),
        ['cities.csv:5: mayor_party: unknown party "center", did you mean centre?'],
    ),
    "two capitals": (
        "name,nation,lon,lat,population,capital\n" + ROWS.replace("\n", ",yes\n"),
        ["cities.csv:3: capital: second capital of NLD, after line 2, expected one capital for each nation"],
    ),
    "need of an unknown issue": (
        CITIES.replace("population\n", "population,need_water\n")
        .replace("000\n", "000,0.5\n")
        .replace("779\n", "779,0.5\n"),
        [
            'cities.csv:1: need_water: unknown issue "water", expected one of climate, migration, trade, health, security'
        ],
    ),
    "a name without Latin letters": (
        CITIES + "東京,JPN,139.69,35.69,37256000\n",
        [
            (
                'cities.csv:6: id: no id can be made of "東京", '
                "expected a name with Latin letters, or the column id, such as CHN:beijing"
            )
        ],
    ),
    "a year without figures": (
        "name,nation,lon,lat,population,year\n"
        + ROWS.replace("\n", ",2016\n", 2).replace("520000", "520000,1999").replace("800000", "800000,"),
        ["cities.csv:4: year: no figures of BEL for 1999, expected 2010 to 2023, to carry the city to the start"],
    ),
    "a city larger than its nation": (
        CITIES.replace("800000", "8000000"),
        [
            (
                'cities.csv:5: population: "8000000" inhabitants: more than its nation\'s 2,000,000, '
                "expected persons, not thousands or millions"
            )
        ],
    ),
    "a line break in a name": (
        CITIES + '"Zwol\nle",NLD,6.09,52.51,124000\n',
        [
            "cities.csv:6: name: too long, or with a line break or control characters, expected at most 200 letters",
        ],
    ),
    "many mistakes at once": (
        CITIES + "Zwolle,NLD,6.09,52.51,-1\nDelft,DUT,4.36,52.01,100000\nUtrecht,NLD,5.12,52.09,343779\n",
        [
            'cities.csv:6: population: "-1" is negative, expected a number of at least 0 (persons)',
            'cities.csv:7: nation: unknown nation "DUT", expected an ISO 3166 code of three letters, or that of a row of your nations',
            "cities.csv:8: id: NLD:utrecht: in line 3 already, expected each city once; two cities of one name need different ids",
        ],
    ),
}
WRONG_NATIONS = {
    "population in thousands": (
        NATIONS.replace("2000000", "2000"),
        ['nations.csv:2: population: "2000" inhabitants, expected persons, not thousands or millions'],
    ),
    "population of a known nation in thousands": (
        NATIONS + "NLD,,,,17030,\n",
        [
            (
                'nations.csv:3: population: "17030" inhabitants, in the shipped facts 17,030,000, '
                "expected persons, not thousands or millions"
            )
        ],
    ),
    "GDP in millions": (
        NATIONS.replace(",50\n", ",50000\n"),
        ['nations.csv:2: gdp: "50000" is US$ 2.5e+07 a head, expected US$ billion a year, not dollars or millions'],
    ),
    "code of two letters": (
        NATIONS.replace("ATL", "AT"),
        ['nations.csv:2: iso3: "AT" is not a code, expected three capital letters'],
    ),
    "duplicate": (
        NATIONS + NATIONS.splitlines()[1],
        ["nations.csv:3: iso3: ATL: in line 2 already, expected each nation once"],
    ),
    "missing figures": (
        "iso3,name,lon,lat\nATL,Atlantis,-30,40\n",
        [
            "nations.csv:2: population: no population, expected a value: ATL is not in the shipped facts",
            "nations.csv:2: gdp: no gdp, expected a value: ATL is not in the shipped facts",
        ],
    ),
    "a share in percent": (
        NATIONS.replace("gdp\n", "gdp,urban_share\n").replace(",50\n", ",50,83\n"),
        [
            (
                'nations.csv:2: urban_share: "83" is too large, '
                "expected a number from 0 to 1 (share), or an empty cell, which is estimated"
            )
        ],
    ),
    "neither yes nor no": (
        NATIONS.replace("gdp\n", "gdp,eu\n").replace(",50\n", ",50,maybe\n"),
        ['nations.csv:2: eu: "maybe" is not yes or no, expected yes or no, or an empty cell, which is estimated'],
    ),
}
WRONG_TIES = {
    "missing column": (
        TIES.replace("city_b", "twin"),
        ["ties.csv:1: city_b: no column city_b, expected the columns city_a, city_b"],
    ),
    "unknown city": (
        TIES + "NLD:amsterdm,BEL:antwerp,,,\n",
        ['ties.csv:4: city_a: unknown city "NLD:amsterdm", did you mean NLD:amsterdam?'],
    ),
    "a name for an id": (
        TIES + "Amsterdam,BEL:antwerp,,,\n",
        ['ties.csv:4: city_a: unknown city "Amsterdam", did you mean NLD:amsterdam?'],
    ),
    "tied to itself": (
        TIES + "BEL:antwerp,BEL:antwerp,,,\n",
        ['ties.csv:4: city_b: "BEL:antwerp" is tied to itself, expected two cities'],
    ),
    "duplicate": (
        TIES + "BEL:antwerp,NLD:utrecht,,,\n",
        [
            (
                "ties.csv:4: city_a: BEL:antwerp and NLD:utrecht: in line 3 already, "
                "expected each tie once, or once for each issue"
            )
        ],
    ),
    "unknown issue": (
        TIES.replace("climate", "climat"),
        ['ties.csv:2: issue: unknown issue "climat", did you mean climate?'],
    ),
    "wrong date": (
        TIES.replace("1985", "12/05/1985"),
        [
            (
                'ties.csv:2: since: "12/05/1985" is not a year or month, '
                "expected a year or month such as 1985 or 1985-06, or an empty cell, which is estimated"
            )
        ],
    ),
    "month 13": (
        TIES.replace("1985", "1985-13"),
        [
            (
                'ties.csv:2: since: "1985-13" is not a year or month, '
                "expected a year or month such as 1985 or 1985-06, or an empty cell, which is estimated"
            )
        ],
    ),
    "unknown status": (
        TIES.replace("in force", "active"),
        ['ties.csv:3: status: unknown value "active", expected one of in force, ended, planned'],
    ),
}
CASES = [
    *(pytest.param("cities", *case, id=f"cities: {name}") for name, case in WRONG_CITIES.items()),
    *(pytest.param("nations", *case, id=f"nations: {name}") for name, case in WRONG_NATIONS.items()),
    *(pytest.param("ties", *case, id=f"ties: {name}") for name, case in WRONG_TIES.items()),
]


def messages(file: Path) -> list[str]:
    with pytest.raises(ScenarioError) as error:
        read.read(file)
    return [str(each).replace(f"{file.parent}/", "") for each in error.value.problems]


@pytest.mark.parametrize(("table", "content", "expected"), CASES)
def test_every_mistake_is_reported_once_with_its_place(
    write: Write, table: str, content: str | bytes, expected: list[str]
) -> None:
    found = messages(write(**{table: content}))
    assert len(found) == len(expected), "\n".join(found)
    for line, end in zip(found, expected, strict=True):
        assert line.endswith(end) or end in line, "\n".join(found)


def test_mistakes_of_all_tables_are_reported_together(write: Write) -> None:
    found = messages(
        write(cities=CITIES.replace("343779", "-1"), nations="iso3,population\nNLD,1\nxx,1\n", more="[polics]\n")
    )
    assert [line.split(":")[0] for line in found] == ["own.toml", "nations.csv", "nations.csv", "cities.csv"]


def test_a_missing_table_is_reported_where_the_scenario_names_it(write: Write, tmp_path: Path) -> None:
    file = write()
    (tmp_path / "cities.csv").unlink()
    (line,) = messages(file)
    assert line.startswith("own.toml:8: world.cities: ") and "no such file, expected a CSV file" in line


def test_a_wrong_table_ends_the_command_with_its_messages_and_no_traceback(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(write(cities=CITIES + "Zwolle,NLD,6.09,52.51,-1\n"))]) == 2
    said = capsys.readouterr().err
    assert "cities.csv:6: population" in said and "Traceback" not in said


def test_an_uploaded_scenario_cannot_read_tables() -> None:
    for key in ("cities", "own_cities", "nations", "ties"):
        with pytest.raises(ScenarioError, match="cannot read files"):
            read.read_closed(f'extends = "baseline"\ntitle = "a"\n[world]\n{key} = "secret.csv"\n', name="upload")


def test_tables_with_mistakes_in_every_row_are_refused_quickly(write: Write) -> None:
    head = "name,nation,lon,lat,population\n"
    many = {
        "cities": head + "".join(f"City {at},{at:05d}x,1,1,2000\n" for at in range(30_000)),
        "ties": "city_a,city_b\n" + "".join(f"NLD:a{at},NLD:b{at}\n" for at in range(30_000)),
        "nations": "".join(f"column {at}," for at in range(30_000)) + "iso3\n",
    }
    for table, content in many.items():
        start = time.process_time()
        assert messages(write(**{table: content}))
        assert time.process_time() - start < 10, table
    # Line separators of Unicode are letters to CSV.
    assert len(messages(write(cities=CITIES + "Zwol\u2028le,NLD,6.09,52.51,124000\n"))) == 1
