"""The columns of the three tables, with their units and ranges."""

from typing import Annotated, NamedTuple

from paradiplomacy.agents.fields import Field

# fmt: off
BY_ISSUE = {
    "need_": Field("exposure to the problem of an issue", "share", low=0, high=1),
    "salience_": Field("weight of an issue, before normalisation", low=0, high=100),
}
"""Columns of which there may be one for each issue, such as ``need_climate``, by how they begin."""
TIE_STATES = ("in force", "ended", "planned")


class CityColumns(NamedTuple):
    """A row of a table of cities. What is None may be left out, and is estimated where there is a rule for it."""

    name: Annotated[str, Field("common name", "name")]
    nation: Annotated[str, Field("code of three capital letters: ISO 3166, or that of a row of your nations", "nation")]
    lon: Annotated[float, Field("longitude of the centre, east positive", "degrees, -180 to 180")]
    lat: Annotated[float, Field("latitude of the centre, north positive", "degrees, -90 to 90")]
    population: Annotated[float, Field("inhabitants", "persons", low=0)]
    id: Annotated[str | None, Field(
        "stable id; unless given, nation and name without accents, in small letters: `CZE:ceske_budejovice`", "id"
    )] = None
    ascii_name: Annotated[str | None, Field("name in ASCII; without accents unless given", "name")] = None
    gdp: Annotated[float | None, Field("GDP at market rates; by the scaling law unless given", "US$ billion a year",
        low=0)] = None
    year: Annotated[int | None, Field("year of population and GDP; that of the start unless given", "year",
        low=1900, high=2199)] = None
    capital: Annotated[bool | None, Field("whether it is the nation's capital; no unless given", "yes or no")] = None
    c40: Annotated[bool | None, Field("whether it is a member of C40; no unless given", "yes or no")] = None
    mayor_party: Annotated[str | None, Field("party of the mayor, one of the scenario's; drawn unless given", "party")] = None
    mayor_term_months: Annotated[int | None, Field("months between local elections; the scenario's unless given",
        "months", low=1, high=240)] = None
    next_election: Annotated[str | None, Field("month of a local election; drawn unless given", "YYYY-MM")] = None
    tie_effect: Annotated[float | None, Field("effect on the log odds of its ties; drawn unless given", low=-5, high=5)] = None


class NationColumns(NamedTuple):
    """A row of a table of nations. One of a nation of the shipped facts needs its code only, and changes what it gives."""

    iso3: Annotated[str, Field("code of three capital letters", "id")]
    name: Annotated[str, Field("common name", "name")]
    lon: Annotated[float, Field("longitude of the seat of government, east positive", "degrees, -180 to 180")]
    lat: Annotated[float, Field("latitude of the seat of government, north positive", "degrees, -90 to 90")]
    population: Annotated[float, Field("inhabitants at the start", "persons", low=0)]
    gdp: Annotated[float, Field("GDP at market rates at the start", "US$ billion a year", low=0)]
    region: Annotated[str | None, Field("sub-region of UN M49, whose medians replace missing figures", "region")] = None
    languages: Annotated[str | None, Field("official languages, with ; between them; none unless given", "text")] = None
    urban_share: Annotated[float | None, Field("share of the population in cities", "share", low=0, high=1)] = None
    democracy: Annotated[float | None, Field("electoral democracy (V-Dem v2x_polyarchy)", "share", low=0, high=1)] = None
    liberal_democracy: Annotated[float | None, Field("liberal democracy (V-Dem v2x_libdem)", "share", low=0, high=1)] = None
    federal: Annotated[bool | None, Field("whether it is federal; no unless given", "yes or no")] = None
    executive_constraint: Annotated[float | None, Field("constraint on the executive", low=1, high=7)] = None
    decentralisation: Annotated[float | None, Field("share of decisions taken locally", "share", low=0, high=1)] = None
    court_independence: Annotated[float | None, Field("independence of courts", "share", low=0, high=1)] = None
    ideal_point: Annotated[float | None, Field("ideal point in votes of the United Nations", low=-5, high=5)] = None
    eu: Annotated[bool | None, Field("whether it is in the group eu; no unless given", "yes or no")] = None
    oecd: Annotated[bool | None, Field("whether it is in the group oecd; no unless given", "yes or no")] = None
    g20: Annotated[bool | None, Field("whether it is in the group g20; no unless given", "yes or no")] = None
    government: Annotated[str | None, Field("party in government, one of the scenario's; drawn unless given", "party")] = None
    government_term_months: Annotated[int | None, Field("months between elections; the scenario's unless given",
        "months", low=1, high=240)] = None
    next_election: Annotated[str | None, Field("month of a national election; drawn unless given", "YYYY-MM")] = None


class TieColumns(NamedTuple):
    """A row of a table of ties: an agreement of two cities that is on record."""

    city_a: Annotated[str, Field("id of one city", "city")]
    city_b: Annotated[str, Field("id of the other", "city")]
    issue: Annotated[str | None, Field("issue that it is about; drawn unless given", "issue")] = None
    since: Annotated[str | None, Field("month or year in which it entered into force; drawn unless given; a year means January",
        "YYYY or YYYY-MM")] = None
    status: Annotated[str | None, Field("in force unless given; others are on record and not part of the start", "word",
        choices=TIE_STATES)] = None
# fmt: on
