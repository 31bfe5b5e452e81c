"""The story of a session: its stops, with the numbers of the present month, and stops found where none were written."""

from collections.abc import Callable
from typing import NamedTuple

from paradiplomacy.model.calendar import month_of
from paradiplomacy.model.clubs.sentences import why
from paradiplomacy.scenarios.format.scenario import Stop
from paradiplomacy.scenarios.story.filling import FilledStop, fill, stops_of
from paradiplomacy.scenarios.story.found import find
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.session import Run, Session


class Place(NamedTuple):
    """A stop in the list of all: the months that are done when the clock halts there, and its heading."""

    month: int
    name: str


def places(stops: tuple[Stop | FilledStop, ...], start: str) -> tuple[Place, ...]:
    """Return where the clock halts.

    Args:
        stops: Stops as written, or as found in the run.
        start: First month of the scenario.
    """
    return tuple(
        Place((each.month if isinstance(each, FilledStop) else month_of(start, each.date)) + 1, each.name)
        for each in stops
    )


def arrival(listed: tuple[Place, ...], month: int, wanted: int | None) -> int | None:
    """Return the stop at which a month is: the wanted one if it is there, else the first; None between two stops.

    Args:
        listed: All stops in order.
        month: Months that are done.
        wanted: Number of the stop that the reader is on the way to, or None.
    """
    here = [number for number, place in enumerate(listed) if place.month == month]
    return wanted if wanted in here else here[0] if here else None


def following(listed: tuple[Place, ...], month: int, at: int | None) -> int | None:
    """Return the stop after the present one, or after the present month; None after the last."""
    later = range(at + 1, len(listed)) if at is not None else _that(listed, lambda place: place.month > month)
    return next(iter(later), None)


def preceding(listed: tuple[Place, ...], month: int, at: int | None) -> int | None:
    """Return the stop before the present one, or before the present month; None before the first."""
    earlier = range(at) if at is not None else _that(listed, lambda place: place.month < month)
    return list(earlier)[-1] if earlier else None


def _that(listed: tuple[Place, ...], lies: Callable[[Place], bool]) -> list[int]:
    return [number for number, place in enumerate(listed) if lies(place)]


def written(run: Run) -> tuple[Stop, ...]:
    """Return the stops that are written with the scenario of a run, as far as the run reaches."""
    return stops_of(run.scenario)


def filled_stop(session: Session, stop: Stop | FilledStop) -> FilledStop:
    """Return a stop with the numbers of the present month of a session."""
    return stop if isinstance(stop, FilledStop) else session.ask(lambda world: fill(world.state, stop))


def membership(session: Session, stop: FilledStop) -> str:
    """Return why the actor of a stop is a member of its club, or is not, in the present month."""
    # By its id: several cities may have one name.
    identity = session.run.roster.ids[stop.why[0]]
    return session.ask(lambda world: why(world.explain_membership(identity, stop.club)))


def asked(stop: FilledStop, roster: Roster) -> str:
    """Return the question that a stop answers on request; empty where it answers none."""
    names = [roster.labels[row] for row in stop.why]
    if len(names) == 1:
        return f"Why is {names[0]} a member of {stop.club}, or why not?"
    if stop.agreement is not None:
        return f"Why did {names[0]} and {names[1]} sign?"
    return f"Why do {names[0]} and {names[1]} agree, or why not?" if names else ""


def found(session: Session, looked: Callable[[int], None]) -> tuple[FilledStop, ...]:
    """Return the stops that a run has of itself: it is played to its end in a second world, which is then given up.

    Args:
        session: The session, which stays in its month.
        looked: Called with each month that has been played; it may end the search by raising an error.

    Raises:
        EndedError: The visit ended meanwhile.
        RefusedError: The server has no room for the second world.
    """
    run = session.run
    # Another world and not this one: the visitor may play and ask while the search goes on.
    scout = Session(
        session.plain,
        seed=run.seed,
        replicate=run.replicate,
        changes=run.changes,
        owner=session.owner,
        host=session.host,
    )
    while not scout.over:
        looked(scout.step().month)
    return scout.ask(lambda world: find(world.state))
