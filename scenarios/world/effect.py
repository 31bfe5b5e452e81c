"""Changes without an effect: they are refused, because a run would report a change that it did not make.

A change has none where the scenario does not use the parameter (``Field.applies``), counts more than there is
(``Field.counts``), concerns actors that the world does not have, or comes after the last month.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from paradiplomacy.model.calendar import date_of
from paradiplomacy.scenarios.format import change
from paradiplomacy.scenarios.format.applies import unmet
from paradiplomacy.scenarios.format.check import label_of
from paradiplomacy.scenarios.format.problem import Path, Problem, ScenarioError, path_text, shown
from paradiplomacy.scenarios.format.scenario import Place, Scenario
from paradiplomacy.scenarios.names.synthetic import actor_ids
from paradiplomacy.scenarios.own_data.files import Stamps, stamps
from paradiplomacy.scenarios.typed.data import as_data
from paradiplomacy.scenarios.typed.schema import REQUIRED, fields, fields_of, groups, lists
from paradiplomacy.scenarios.world import census
from paradiplomacy.scenarios.world.census import Population, Profile

DATED = {"events": "date", "clubs": "founded"}


class Idle(NamedTuple):
    """A value without an effect: its path, why, and what is expected."""

    path: Path
    wrong: str
    right: str


def changed(scenario: Scenario, changes: Mapping[str, object]) -> Scenario:
    """Return the scenario with values changed, where every change has an effect.

    Raises:
        ScenarioError: A change leads nowhere or has no effect, or the result is wrong.
    """
    after = change.apply(scenario, changes)
    found = [each for path in changes for each in without_effect(after, path, before=scenario)]
    if found:
        raise ScenarioError(
            [Problem("", path_text(path), shown(change.value_at(after, path_text(path))), *why) for path, *why in found]
        )
    return after


def without_effect(
    after: Scenario, path: str, *, before: Scenario | None = None, others: Sequence[Scenario] = ()
) -> list[Idle]:
    """Return why a changed value has no effect; an empty list where it has one.

    Args:
        after: The changed scenario.
        path: The path that was changed.
        before: The scenario before the change; a value that is the same in both does not count.
        others: Other scenarios in which the value is used too, such as the other points of a design.
    """
    if before is not None and change.value_at(before, path) == change.value_at(after, path):
        return []
    first, *rest = parts = change.parts_of(path)
    if first in groups(Scenario):
        return list(_of_group(str(first), str(rest[0]), (after, *others)))
    if first in lists(Scenario) and rest:
        return list(_of_entry(str(first), parts, after, others))
    return []


def remarks(scenario: Scenario) -> list[Idle]:
    """Return everything in a scenario that has no effect, other than defaults."""
    found = [
        each
        for group, owner in groups(Scenario).items()
        for name, field in fields(owner).items()
        if field.default is not REQUIRED and getattr(getattr(scenario, group), name) != field.default
        for each in _of_group(group, name, (scenario,))
    ]
    for key in ("actors", *DATED):
        for index in range(len(getattr(scenario, key))):
            found += _of_entry(key, [key, index], scenario, ())
    # Here and not for single changes: an event is switched off by a sum of 0 that a change or a lever gives it.
    found += [
        Idle(("events", index, fault.key), f"has no effect: {fault.wrong}", fault.right)
        for index, event in enumerate(scenario.events)
        for fault in event.idle()
    ]
    return found


def notes(scenario: Scenario) -> list[str]:
    """Return the remarks on a scenario as lines of text."""
    raw = as_data(scenario)
    return [f"{label_of(raw, path)}: {wrong}, {right}" for path, wrong, right in remarks(scenario)]


def _of_group(group: str, name: str, scenarios: Sequence[Scenario]) -> Iterator[Idle]:
    """Yield why a parameter of a group has no effect."""
    about = fields(groups(Scenario)[group])[name].about
    value = getattr(getattr(scenarios[0], group), name)
    why = unmet(about.applies, scenarios)
    if why is not None:
        yield Idle((group, name), f"has no effect: {why[0]}", why[1])
    if about.counts and not (group == "world" and scenarios[0].world.kind == "synthetic"):
        most = _number(about.counts, scenarios[0], of_world=group == "world")
        if value > most:
            yield Idle((group, name), f"{value} {about.counts}, where there are {most}", f"expected at most {most}")


def _number(counted: str, scenario: Scenario, *, of_world: bool) -> int:
    """Return how many cities, nations or issues there are: in the facts, where a parameter of the world selects from them."""
    if counted == "issues":
        return len(scenario.issues)
    # All that the facts have, as if the parameter itself were not set.
    place = scenario.world
    if of_world:
        place = place._replace(cities=0) if counted == "cities" else place._replace(nations=0)
    return len(getattr(population(scenario, place), counted))


def _of_entry(key: str, parts: Sequence[str | int], scenario: Scenario, others: Sequence[Scenario]) -> Iterator[Idle]:
    """Yield why a value of an entry, or the entry, has no effect."""
    entry = _entry(scenario, key, parts[1])
    if entry is None:
        return
    name = str(parts[2]) if len(parts) > 2 else ""
    path: Path = tuple(parts[:3])
    field = fields_of(entry).get(name)
    # The condition of an entry is on the entry, or on the scenario around it.
    why = None if field is None else unmet(field.about.applies, (scenario, *others), entry)
    if why is not None:
        yield Idle(path, f"has no effect: {why[0]}", why[1])
    date = getattr(entry, DATED[key]) if key in DATED else ""
    last = date_of(scenario.start, scenario.months - 1)
    if date > last:
        yield Idle(path, f"has no effect: {date} is after the last month", f"expected {last} or earlier")
    invited = getattr(entry, "who", ()) if key == "events" else ()
    if invited and not any(_rows(scenario, who) for who in invited):
        wrong = f"has no effect: nobody of {', '.join(shown(who) for who in invited[:5])} is in this world"
        yield Idle(path, wrong, "expected an actor of this world")
    for wrong, right in _alone(scenario, entry) if key == "events" else ():
        yield Idle(path, f"has no effect: {wrong}", right)
    if key == "actors" and not _rows(scenario, entry.who):
        yield Idle(path, f"has no effect: {shown(entry.who)} is not in this world", "expected an actor of this world")


def _alone(scenario: Scenario, entry: object) -> Iterator[tuple[str, str]]:
    """Yield why an event finds nobody to deal with: of any kind with partners, or with meetings that nobody else attends."""
    invited = {row for who in getattr(entry, "who", ()) for row in _rows(scenario, who)}
    if len(invited) == 1 and getattr(entry, "meetings", None) and getattr(entry, "club", None) is None:
        yield "only one actor takes part", "expected at least two"
    partners = {row for who in getattr(entry, "partners", ()) for row in _rows(scenario, who)}
    if invited == partners and len(invited) == 1:
        yield "an actor deals with nobody but itself", "expected other partners"


def _entry(scenario: Scenario, key: str, which: str | int) -> Any:
    """Return the entry that a name or number means; None where a change has removed it."""
    listed, label = getattr(scenario, key), lists(Scenario)[key].about.label
    found = enumerate(listed)
    return next((each for index, each in found if which in (index, getattr(each, label))), None)


def _rows(scenario: Scenario, who: str) -> list[int]:
    # Imported here: it needs NumPy, and most changes concern no actor.
    from paradiplomacy.scenarios.world.lookup import rows_of

    return rows_of(who, population(scenario, scenario.world))


def population(scenario: Scenario, place: Place) -> Population:
    """Return the actors of a scenario; synthetic ones by id only, which is known before any random draw."""
    return _population(place, int(scenario.start[:4]), stamps(place))


# Asked for once for each event of a scenario, and a visitor of the window may add hundreds.
@lru_cache(maxsize=2)
def _population(place: Place, year: int, _stamps: Stamps) -> Population:
    if place.kind != "synthetic":
        return census.real(place, year)
    nations, homes = actor_ids(place.nations, place.cities)
    return Population(
        [Profile(city, city, city, home, 0.0, 0.0, 0.0, 0.0) for city, home in homes.items()],
        [Profile(nation, nation, nation, nation, 0.0, 0.0, 0.0, 0.0) for nation in nations],
    )
