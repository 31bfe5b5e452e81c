"""The gate: every scenario from which a page makes a world passes through ``admitted``, whatever way it came.

An address, an upload, changes, an intervention, a refusal of the seat, the counterpart of an exercise, a second world and a
run of a results folder all end in a scenario with every value resolved. Only that one is checked, because what a value
means can depend on others: an expectation may make a change that names a Python file, and two parameters that are harmless
alone may make a world that fills the memory together.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from paradiplomacy.model.events.conference import Conference
from paradiplomacy.scenarios.format import read
from paradiplomacy.scenarios.format.check import known_rules
from paradiplomacy.scenarios.format.problem import Problem, ScenarioError, one_problem, shown
from paradiplomacy.scenarios.format.scenario import Expectation, Scenario
from paradiplomacy.scenarios.names.selector import GROUPS
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.scenarios.own_data.names import directory_of
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.world import effect
from paradiplomacy.visualisation.session.uploads import UPLOADS, scenario_of, without_folder

# More changes than there are parameters are not the work of a visitor who moves controls.
MOST_CHANGES = 500
LONGEST_NAME = 60
# Titles, questions and names are sent to the browser again and again.
LONGEST_TEXT = 2_000

type About = Callable[[str], str]
"""Describes a measure; raises LookupError for an unknown name."""


NO_TABLE_OF_A_PAGE = "a page cannot use a table from a file", "expected that of the scenario that was opened"


class Limit(NamedTuple):
    """A limit on one quantity of a scenario, so that one visitor leaves memory and time for the others.

    Attributes:
        path: The key concerned.
        most: The largest value that a page may ask for.
        of: Returns the quantity.
    """

    path: str
    most: int
    of: Callable[[Scenario], float]


def _cities(scenario: Scenario) -> int:
    return scenario.world.cities or len(directory_of(scenario.world).ids)  # 0 means all of them


def _nations(scenario: Scenario) -> int:
    return scenario.world.nations or len(directory_of(scenario.world).nations)


def _openings(scenario: Scenario) -> float:
    """Return the most negotiations that can be opened in a month, summits apart."""
    limits = scenario.negotiation
    return _cities(scenario) * limits.capacity_city + _nations(scenario) * limits.capacity_nation


def _meetings(scenario: Scenario) -> float:
    """Return the most negotiations that summits open in a month."""
    everyone = _cities(scenario) + _nations(scenario)
    months: dict[str, int] = {}
    for event in scenario.events:
        # Any kind with meetings counts, so that a new kind of summit is limited as well.
        who, meetings = getattr(event, "who", ()), getattr(event, "meetings", 0)
        # A group can be everybody, and which it is need not be looked up for a limit.
        invited = sum(everyone if _is_group(each) else 1 for each in who)
        months[event.date] = months.get(event.date, 0) + min(invited, everyone) * meetings
    return max(months.values(), default=0)


def _parties(scenario: Scenario) -> float:
    """Return the most parties that may negotiate one text, at a conference or on a charter."""
    everyone = _cities(scenario) + _nations(scenario)
    conferences = [event.who for event in scenario.events if isinstance(event, Conference)]
    charters = [club.invited for club in scenario.clubs if (club.charter or scenario.rules.charter) == "bargained"]
    texts = [sum(everyone if _is_group(each) else 1 for each in who) for who in (*conferences, *charters)]
    return min(everyone, max(texts, default=0))


def _is_group(selector: str) -> bool:
    return selector in GROUPS or selector.startswith("cities:")


def _count(name: str) -> Callable[[Scenario], float]:
    return lambda scenario: len(getattr(scenario, name))


LIMITS = (
    Limit("world.cities", 3_000, _cities),
    Limit("world.nations", 300, _nations),
    Limit("search.burn_in", 120, lambda scenario: scenario.search.burn_in),
    Limit("search.candidates", 5_000, lambda scenario: scenario.search.candidates),
    Limit("negotiation.capacity_city", 40_000, _openings),
    Limit("events", 60_000, _meetings),
    # The time grows with the cube.
    Limit("events", 800, _parties),
    Limit("issues", 12, _count("issues")),
    Limit("actors", 1_000, _count("actors")),
    Limit("clubs", 60, _count("clubs")),
    Limit("events", 600, _count("events")),
)
WHAT: dict[Callable[[Scenario], float], str] = {
    _openings: "negotiations a month",
    _meetings: "negotiations at the summits of a month",
    _parties: "parties of one text",
}
"""Quantities that are not the value of their key."""


def library(name: str) -> Scenario:
    """Return a scenario of the library by its name; a path opens no file.

    Raises:
        ScenarioError: The library has no scenario of this name.
    """
    if name not in read.names():
        raise one_problem("", f"unknown scenario {shown(name)}", f"the library has {', '.join(read.names())}")
    return read.read(name)


def uploaded(
    text: str, name: str, about: About | None = None, tables: Mapping[str, str] = MappingProxyType({})
) -> Scenario:
    """Return the scenario of an uploaded file.

    Args:
        text: Content of the file; empty where tables were uploaded without a scenario.
        name: The visitor's name for it; it is displayed, and never used as a path.
        about: Describes a measure; None where the server evaluates none.
        tables: Content of the tables uploaded with it, by the names that the scenario has for them.

    Returns:
        The scenario; everything that it names exists, and its counterparts are admitted too.

    Raises:
        ScenarioError: All its errors.
    """
    # The name is shown and is part of file names of downloads, so nothing that could be a path is left of it.
    stem = "".join(c for c in name.rpartition("/")[2].removesuffix(".toml") if c.isalnum() or c in "-_ ")
    files = UPLOADS.store(tables) if tables else {}
    try:
        whole = text or (scenario_of(tables) if tables else "")
        scenario = admitted(read.read_closed(whole, name=stem[:LONGEST_NAME] or "uploaded", tables=files))
    except ScenarioError as error:
        raise without_folder(error, files) from None
    problems = [problem for expected in scenario.expectations for problem in _claimed(scenario, expected, about)]
    if problems:
        raise ScenarioError(problems)
    return scenario


def changed(plain: Scenario, changes: Mapping[str, object], owner: Scenario | None = None) -> Scenario:
    """Return a scenario with a visitor's changes.

    Args:
        plain: The scenario.
        changes: Path in the scenario to new value.
        owner: The scenario that the owner of the server opened, if ``plain`` is that one.

    Returns:
        The resolved scenario, admitted.

    Raises:
        ScenarioError: There are too many changes, or the result is wrong or not admitted.
    """
    # Counted first, so that a flood is refused without looking at each change.
    if len(changes) > MOST_CHANGES:
        raise one_problem("", f"{len(changes)} changes", f"expected at most {MOST_CHANGES}")
    # Before the change is made, because making it reads the table.
    refused = [
        path for path, value in changes.items() if own_tables.names_table(path) and value != _opened(plain, path)
    ]
    if refused:
        raise ScenarioError([Problem("", "world", "", *NO_TABLE_OF_A_PAGE)])
    # A change without an effect is refused: the page would list a change that its world does not have.
    resolved = admitted(effect.changed(plain, changes) if changes else plain, owner)
    # Claims are read off the scenario as it was opened; a changed one could only mislead whoever takes the file away.
    if resolved.expectations != plain.expectations:
        raise one_problem("", "a page cannot change what a scenario claims", "leave it out", path="expectations")
    # An address could otherwise put any sentence on the page of this server. Fewer stops are those of removed events.
    if not set(resolved.stops) <= set(plain.stops):
        raise one_problem("", "a page cannot change the story of a scenario", "leave it out", path="stops")
    return resolved


def admitted(scenario: Scenario, owner: Scenario | None = None) -> Scenario:
    """Return a resolved scenario unchanged if a page may make a world of it.

    Args:
        scenario: The scenario that a page asks for.
        owner: The scenario that the owner of the server opened: its own rules and its sizes are always allowed.

    Returns:
        The same scenario.

    Raises:
        ScenarioError: It names code or a file, or is larger than a page may ask for.
    """
    # All problems are reported together: a visitor who must shrink a world can then do it once.
    problems = [
        *_code(scenario, owner),
        *_files(scenario, owner),
        *_too_large(scenario, owner),
        *_too_long(scenario, owner),
    ]
    if problems:
        raise ScenarioError(problems)
    return scenario


def _code(scenario: Scenario, owner: Scenario | None) -> Iterator[Problem]:
    """Yield every rule that is not of the catalogue."""
    # The catalogue is the list of what is allowed; a list of what is not would miss a new way to name a file.
    named = [(f"rules.{question}", question, getattr(scenario.rules, question)) for question in known_rules()]
    named += [
        (f"clubs[{at}].charter", "charter", club.charter)
        for at, club in enumerate(scenario.clubs)
        if club.charter is not None
    ]
    own = set() if owner is None else {(question, getattr(owner.rules, question)) for question in known_rules()}
    for path, question, name in named:
        if name not in known_rules()[question] and (question, name) not in own:
            # The name is not repeated: it may be a path that the visitor should not learn.
            yield Problem("", path, "", "a page cannot use a rule from a file", "expected one of the catalogue")


def _opened(plain: Scenario, path: str) -> object:
    """Return the table that a scenario has at a path of one; None where the path is written in another way."""
    return getattr(plain.world, path.removeprefix("world."), None)


def _files(scenario: Scenario, owner: Scenario | None) -> Iterator[Problem]:
    """Yield every table of the user's own that the owner of the server did not open."""
    opened = {} if owner is None else own_tables.tables(owner.world)
    for key, file in own_tables.tables(scenario.world).items():
        if opened.get(key) != file and not UPLOADS.holds(file):
            yield Problem("", f"world.{key}", "", *NO_TABLE_OF_A_PAGE)


def _too_large(scenario: Scenario, owner: Scenario | None) -> Iterator[Problem]:
    for limit in LIMITS:
        value = limit.of(scenario)
        # The owner of the server may open a larger world; only what a page adds to it is limited.
        allowed = limit.most if owner is None else max(limit.most, limit.of(owner))
        if value > allowed:
            what = f"{value:g} {WHAT.get(limit.of, '')}".strip()
            yield Problem(
                "", limit.path, str(value), f"{what} is too large for a page", f"expected at most {allowed:g}"
            )


def _too_long(scenario: Scenario, owner: Scenario | None) -> Iterator[Problem]:
    if _longest(scenario) > LONGEST_TEXT and (owner is None or _longest(scenario) > _longest(owner)):
        yield Problem("", "", "", "a text is too long for a page", f"expected at most {LONGEST_TEXT} characters")


def _longest(scenario: Scenario) -> int:
    return max(len(text) for text in _texts(as_data(scenario)))


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _texts(value)


def _claimed(scenario: Scenario, expected: Expectation, about: About | None) -> Iterator[Problem]:
    """Yield what an exercise would stumble over: a counterpart that is not admitted, or an unknown measure."""
    place = f'expectations."{expected.name}"'
    try:
        admitted(read.counterpart(scenario, expected))
    except ScenarioError as error:
        for each in error.problems:
            yield each._replace(path=f"{place}.changes: {each.path}")
    try:
        if about is not None:
            about(expected.measure)
    except LookupError as error:
        yield Problem("", f"{place}.measure", shown(expected.measure), str(error.args[0]), "")
