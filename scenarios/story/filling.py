"""Stops as they are read: written ones, with the numbers of a run in their sentences."""

from typing import NamedTuple

import numpy as np

from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.state import State
from paradiplomacy.scenarios.format.scenario import Scenario, Stop
from paradiplomacy.scenarios.story.counts import Asked, count
from paradiplomacy.scenarios.story.slots import SLOTS, filled, number_text, slots_in, written


class FilledStop(NamedTuple):
    """A stop as it is read.

    Attributes:
        month: Its month; the clock halts when that is done.
        name: Its heading.
        sentence: Its sentence.
        number: Its number as text.
        caption: Meaning of the number.
        look: Rows of the actors where the map goes; none for the whole world.
        why: Rows of two actors whose talks can be explained, or of one whose membership can be; none for none.
        agreement: Number of the agreement of the two that is explained; None where what they would agree on now is.
        source: Where the facts of the sentence are documented.
        club: Name of the club that it is about; empty for none.
        found: Whether it was found in the run, and not written with the scenario.
    """

    month: int
    name: str
    sentence: str
    number: str
    caption: str
    look: tuple[int, ...] = ()
    why: tuple[int, ...] = ()
    agreement: int | None = None
    source: str = ""
    club: str = ""
    found: bool = False


def stops_of(scenario: Scenario) -> tuple[Stop, ...]:
    """Return the stops that the clock of a scenario reaches; a change may have moved its start or its end."""
    return tuple(stop for stop in scenario.stops if 0 <= month_of(scenario.start, stop.date) < scenario.months)


def fill(state: State, stop: Stop) -> FilledStop:
    """Return a stop with the numbers of a world that has just done its month."""
    asked = asked_of(state, stop)
    # Each slot is counted once, although the large number is usually in the sentence too.
    names = {stop.number, *(slot.name for each in slots_in(stop.says) if (slot := written(each)))}
    numbers = {name: count(name, state, asked) for name in names}
    those = tuple(row for who in stop.why if (row := state.lookup.row(who)) is not None)
    return FilledStop(
        month=asked.until,
        name=stop.name,
        sentence=filled(stop.says, numbers),
        number=number_text(stop.number, numbers[stop.number]),
        caption=caption(stop),
        look=tuple(state.lookup.rows(stop.look).tolist()),
        # A small world may lack one of them.
        why=those if len(those) == len(stop.why) else (),
        source=stop.source,
        club=stop.club or "",
    )


def caption(stop: Stop) -> str:
    """Return the meaning of the number of a stop, with the club that it counts."""
    slot = SLOTS[stop.number]
    return f"{slot.about} {'of ' if stop.number == 'members' else ''}{stop.club}" if slot.of_club else slot.about


def asked_of(state: State, stop: Stop) -> Asked:
    """Return what the slots of a stop count in a world."""
    # A flag for each actor and no list of rows: every slot asks for each party of thousands of agreements.
    actors = np.ones(state.n_actors, dtype=bool)
    if stop.who:
        actors[:] = False
        actors[state.lookup.rows(stop.who)] = True
    until = month_of(state.start, stop.date)
    since = until if stop.since is None else month_of(state.start, stop.since)
    return Asked(actors, state.lookup.issues(stop.issues), _club(state, stop.club), since, until)


def _club(state: State, name: str | None) -> int | None:
    if name is None:
        return None
    # A club that is founded later has no row in the register yet.
    found = np.flatnonzero(state.register.clubs.rows.plan == state.lookup.club(name))
    return int(found[0]) if len(found) else None
