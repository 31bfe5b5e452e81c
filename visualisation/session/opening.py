"""From an address to a session, and back: what the visitor asked for, else what the server was started with."""

from typing import NamedTuple

from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.rooms import EXPLORE, STORY, Name
from paradiplomacy.visualisation.services import Settings
from paradiplomacy.visualisation.session import gate
from paradiplomacy.visualisation.session.address import Address, AddressError, library_name
from paradiplomacy.visualisation.session.host import Host
from paradiplomacy.visualisation.session.session import Session


class Opened(NamedTuple):
    """A session, and how an address names its scenario.

    Attributes:
        session: The session, at the month of the address.
        run: Number of its run in the results folder; None if it is not one of them.
    """

    session: Session
    run: int | None


def room_of(address: Address) -> Name:
    """Return the room that an address opens.

    A visit that asks for nothing in particular begins with the story. An address without a room is older than the rooms, or
    was written by hand; it names a world and a month, which are looked at in the room for exploring.
    """
    # A results folder has a story as well: that of its first run.
    return address.room or (STORY if address.empty else EXPLORE)


def open_at(address: Address, settings: Settings, host: Host | None = None) -> Opened:
    """Open the session of an address.

    Args:
        address: The address.
        settings: What the server was started with.
        host: What the server lends to the visit.

    Returns:
        The session at the month of the address.

    Raises:
        AddressError: It names an unknown run.
        EndedError: The visit ended meanwhile.
        RefusedError: The server has no room for the world.
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is wrong.
    """
    results = settings.services.results
    run = address.run
    if run is None and address.scenario is None and results is not None:
        run = results.first
    if run is None:
        seed = settings.seed if address.seed is None else address.seed
        # What the command line named may have own rules and any size; an address names scenarios of the library only.
        owner = None if address.scenario else read.read(settings.scenario)
        plain = owner or gate.library(str(address.scenario))
        number = replicate_of(address, settings)
        session = Session(plain, seed=seed, replicate=number, changes=address.changes, owner=owner, host=host)
    else:
        session = _of_results(run, address, settings, host)
    session.go_to(address.month)
    return Opened(session, run)


def replicate_of(address: Address, settings: Settings) -> int:
    """Return the replicate that an address opens, where it names no run of a results folder."""
    # That of the settings belongs to the scenario that the server was started with.
    return _replicate(address, settings.seed, settings.replicate if address.scenario is None else 0)


def _replicate(address: Address, seed: int, replicate: int) -> int:
    """Return the replicate that an address opens, where one without seed and replicate opens these."""
    if address.replicate is not None:
        return address.replicate
    # Replicates are numbered within a seed: with another seed the first one is meant.
    return replicate if address.seed in (None, seed) else 0


def _of_results(run: int, address: Address, settings: Settings, host: Host | None) -> Session:
    """Open a run of the results folder, with the seed and changes that the address adds to it."""
    results = settings.services.results
    if results is None:
        raise AddressError("run: this server shows no results folder; open one with paradiplomacy view FOLDER")
    try:
        recorded = results.open(run)
    except LookupError as error:
        raise AddressError(str(error)) from error
    seed = recorded.seed if address.seed is None else address.seed
    replicate = _replicate(address, recorded.seed, recorded.replicate)
    changes = {**recorded.changes, **address.changes}
    plain = recorded.scenario
    return Session(plain, seed=seed, replicate=replicate, changes=changes, owner=plain, host=host)


def address_of(session: Session, run: int | None, settings: Settings) -> Address | None:
    """Return the address that opens a session again, at month 0.

    Args:
        session: The session.
        run: Number of its run in the results folder; None if it is not one of them.
        settings: What the server was started with.

    Returns:
        The address; None if no address can name its scenario.
    """
    changes, results = session.run.changes, settings.services.results
    if run is not None and results is not None:
        recorded = results.open(run)
        there = recorded.changes
        own = {path: value for path, value in changes.items() if path not in there or there[path] != value}
        address = Address(run=run, seed=session.run.seed, changes=own)
        usual = _replicate(address, recorded.seed, recorded.replicate)
    else:
        name = library_name(session.plain)
        first = settings.scenario
        # A scenario file has no name in an address, but the server opens it again if it was started with it.
        if name is None and (results is not None or first in read.names() or read.read(first) != session.plain):
            return None
        address = Address(scenario=name, seed=session.run.seed, changes=changes)
        usual = replicate_of(address, settings)
    number = session.run.replicate
    return address if number == usual else address._replace(replicate=number)
