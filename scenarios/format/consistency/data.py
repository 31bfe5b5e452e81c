"""A user's own tables: where they may be named, and everything that is wrong in them."""

from paradiplomacy.scenarios.format.problem import Report, shown
from paradiplomacy.scenarios.format.scenario import NO_TABLE, Scenario
from paradiplomacy.scenarios.own_data import files
from paradiplomacy.scenarios.own_data.cells import Words
from paradiplomacy.scenarios.own_data.fault import Fault, TableError, problems_of

KEY_OF = {home: key for key, home in files.HOMES.items()} | {"ties": "ties"}
"""Key of ``[world]`` that a scenario writes for the field that names a table."""


def check_data(scenario: Scenario, report: Report) -> None:
    """Note tables that the world has no use for, and every fault of the others."""
    if report.wrong(("world", "kind")):
        return
    place = scenario.world
    _kind(scenario, report)
    if not files.tables(place) or report.wrong(("world",)):
        return
    # Imported only where a scenario has tables: it reads all facts.
    from paradiplomacy.scenarios.own_data import rows

    words = _words(scenario, report)
    for key, faults in rows.faults(place, words).items():
        _note(key, str(getattr(place, key)), faults, report)
    # Which cities there are is not known before the table of cities is right.
    if not report.wrong(("world",)):
        _ties(scenario, words, report)


def _kind(scenario: Scenario, report: Report) -> None:
    place = scenario.world
    if place.kind == "own" and place.own_cities == NO_TABLE and not report.wrong(("world", "cities")):
        report.add(
            ("world", "kind"), "own", "a world of your own without cities", 'expected cities = "my_cities.csv" too'
        )
    if place.kind == "own" and place.regions and not report.wrong(("world", "regions")):
        report.add(("world", "regions"), place.regions, "regions in a world of your own", "expected none")
    for key in files.HOMES.values() if place.kind == "synthetic" else ():
        if getattr(place, key) != NO_TABLE:
            report.add(("world", KEY_OF[key]), getattr(place, key), "a table in a synthetic world", "expected a number")


def _words(scenario: Scenario, report: Report) -> Words:
    issues = None if report.wrong(("issues",)) else tuple(issue.name for issue in scenario.issues)
    return Words(issues, None if report.wrong(("parties",)) else tuple(party.label for party in scenario.parties))


def _note(key: str, file: str, faults: list[Fault], report: Report) -> None:
    path = ("world", KEY_OF[key])
    for fault in faults:
        if fault.line:
            report.note(path, *problems_of(file, [fault]))
        else:
            report.add(path, file, f"{shown(file)}: {fault.wrong}", fault.right)


def _ties(scenario: Scenario, words: Words, report: Report) -> None:
    from paradiplomacy.scenarios.own_data.ties import read_ties
    from paradiplomacy.scenarios.world.census import known_cities

    file = files.tables(scenario.world).get("ties")
    if file is None:
        return
    try:
        read_ties(file, known_cities(scenario.world), words)
    except TableError as error:
        _note("ties", str(file), error.faults, report)
