"""What a visitor takes home: the tables, the map and the scenario file, each with what made it."""

import base64
import re
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from paradiplomacy.scenarios.format.write import scenario_hash, to_toml
from paradiplomacy.visualisation.session.address import assignment
from paradiplomacy.visualisation.services import OFFER, Played
from paradiplomacy.visualisation.session.session import Session

KINDS = {
    "tables": "tables (zip of CSV)",
    "png": "map (PNG)",
    "svg": "map (SVG)",
    "scenario": "scenario file (TOML)",
}
MIME = {"tables": "application/zip", "png": "image/png", "svg": "image/svg+xml", "scenario": "application/toml"}
ENDING = {"tables": "zip", "png": "png", "svg": "svg", "scenario": "toml"}


def kinds() -> dict[str, str]:
    """What is offered here: name and label."""
    services = OFFER.services
    there = {"tables": services.tables, "png": services.figure, "svg": services.figure, "scenario": to_toml}
    return {kind: label for kind, label in KINDS.items() if there[kind] is not None}


def parcel_of(kind: str, session: Session) -> dict[str, Any]:
    """A file as the page takes it: its name, its kind, its content.

    Raises:
        LookupError: It is not offered here.
        RefusedError: It cannot be made of this month.
    """
    if kind not in kinds():
        raise LookupError(f"{kind[:40]!r} is not offered here: want one of {', '.join(kinds())}")
    run, services, month = session.run, OFFER.services, session.now.month
    played = Played(session.plain, run.changes, run.seed, run.replicate, month)
    made: dict[str, Callable[[], bytes]] = {"scenario": lambda: scenario_file(session).encode()}
    if services.tables is not None:
        tables = services.tables
        made["tables"] = lambda: tables(played)
    if services.figure is not None:
        figure = services.figure
        made |= {"png": lambda: figure(played, "png"), "svg": lambda: figure(played, "svg")}
    return {
        "name": f"{file_name(session)}.{ENDING[kind]}",
        "kind": MIME[kind],
        "content": base64.b64encode(made[kind]()).decode(),
    }


def file_name(session: Session) -> str:
    """What a file of this month is called, without its ending."""
    run = session.run
    name = re.sub(r"[^\w.-]+", "-", run.scenario.name)
    return f"{name}-seed{run.seed}-month{session.now.month}"


def stamp(session: Session, rival: Session | None = None) -> str:
    """What made a picture of this month, in a sentence; of two worlds, both."""
    told = _made(session) if rival is None else f"A: {_made(session)}; B: {_made(rival)}"
    commit = f", commit {OFFER.services.commit[:12]}" if OFFER.services.commit else ""
    return f"{told}. paradiplomacy {version('paradiplomacy')}{commit}."


def _made(session: Session) -> str:
    run = session.run
    changes = ", ".join(assignment(path, value) for path, value in run.changes.items()) or "nothing"
    return (
        f"{run.scenario.title} (scenario {session.plain.name}, hash {scenario_hash(run.scenario)[:12]}; changed: "
        f"{changes}; seed {run.seed}, replicate {run.replicate}, month {session.now.month})"
    )


def scenario_file(session: Session) -> str:
    """The scenario that is played, changes included, under lines that say how it came about."""
    run = session.run
    made = f"after month {session.now.month}, seed {run.seed}, replicate {run.replicate}"
    lines = [
        f"# {run.scenario.title}",
        f"# kept from the window of paradiplomacy {version('paradiplomacy')} {made}",
        f"# scenario {session.plain.name}; hash of what it says, changes included: {scenario_hash(run.scenario)}",
        *(f"# changed: {assignment(path, value)}" for path, value in run.changes.items()),
    ]
    return "\n".join(line.replace("\n", " ") for line in lines) + "\n\n" + to_toml(run.scenario)
