"""From an address to a session: what a visitor asked for, else what the server was started with."""

import os
from typing import NamedTuple

from paradiplomacy.scenarios.format import read
from paradiplomacy.visualisation.session.address import Address, AddressError, named
from paradiplomacy.visualisation.services import OFFER
from paradiplomacy.visualisation.session.session import Session

FIRST = "c40-paris"
ASKED_SCENARIO, ASKED_SEED = "PARADIPLOMACY_SCENARIO", "PARADIPLOMACY_SEED"
"""Environment variables in which the command says what to open."""


class Opened(NamedTuple):
    """A session, and how an address names its scenario.

    Attributes:
        session: The session, at the month that was asked for.
        run: Number of the run of the results folder that it is; None where it is none.
    """

    session: Session
    run: int | None


def asked_first() -> str:
    """What the server was started with."""
    return os.environ.get(ASKED_SCENARIO, FIRST)


def first_visit(address: Address) -> bool:
    """Whether nobody asked for anything in particular: then the window moves by itself and offers its tour."""
    return address.empty and asked_first() == FIRST and OFFER.services.results is None


def open_at(address: Address) -> Opened:
    """The session of an address.

    Raises:
        AddressError: It names a run that there is not.
        ScenarioError: The scenario or a change is wrong.
        SeedError: The seed is wrong.
    """
    results = OFFER.services.results
    run = address.run
    if run is None and address.scenario is None and results is not None:
        run = results.first
    if run is None:
        scenario = address.scenario or asked_first()
        seed = address.seed if address.seed is not None else os.environ.get(ASKED_SEED, "1")
        session = Session(scenario, seed=seed, changes=address.changes)
    else:
        if results is None:
            raise AddressError("run: this server shows no results folder; open it by paradiplomacy view FOLDER")
        try:
            kept = results.open(run)
        except LookupError as error:
            raise AddressError(str(error)) from error
        seed = kept.seed if address.seed is None else address.seed
        replicate = kept.replicate if seed == kept.seed else 0
        changes = {**kept.changes, **address.changes}
        session = Session(kept.scenario, seed=seed, replicate=replicate, changes=changes)
    session.go_to(address.month)
    return Opened(session, run)


def address_of(session: Session, run: int | None) -> Address | None:
    """The address under which a session would be opened again, at month 0; None where its scenario is from nowhere."""
    changes, results = session.run.changes, OFFER.services.results
    if run is not None and results is not None:
        kept = results.open(run).changes
        own = {path: value for path, value in changes.items() if path not in kept or kept[path] != value}
        return Address(run=run, seed=session.run.seed, changes=own)
    name = named(session.plain)
    first = asked_first()
    if name is None and (results is not None or first in read.names() or read.read(first) != session.plain):
        return None
    return Address(scenario=name, seed=session.run.seed, changes=changes)
