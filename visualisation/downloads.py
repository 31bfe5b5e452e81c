"""Files that a visitor can save: the tables, the map and the scenario, each with its provenance."""

import base64
import re
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, TypedDict

from paradiplomacy.scenarios.format.write import scenario_hash, to_toml
from paradiplomacy.scenarios.own_data import files as own_tables
from paradiplomacy.visualisation.services import Played, Services
from paradiplomacy.visualisation.session.address import assignment
from paradiplomacy.visualisation.session.session import Session


class FileKind(NamedTuple):
    """A kind of file: label of its button, media type, file extension."""

    label: str
    media: str
    extension: str


KINDS = {
    "tables": FileKind("tables (zip of CSV)", "application/zip", "zip"),
    "gexf": FileKind("network (GEXF for Gephi, zip)", "application/zip", "zip"),
    "graphml": FileKind("network of this month (GraphML, zip)", "application/zip", "zip"),
    "geojson": FileKind("map for QGIS (GeoJSON, zip)", "application/zip", "zip"),
    "flows": FileKind("flows for kepler.gl (CSV, zip)", "application/zip", "zip"),
    "stata": FileKind("tables (Stata, zip)", "application/zip", "zip"),
    "png": FileKind("map (PNG)", "image/png", "png"),
    "svg": FileKind("map (SVG)", "image/svg+xml", "svg"),
    "scenario": FileKind("scenario file (TOML)", "application/toml", "toml"),
}


EXPORTS = ("gexf", "graphml", "geojson", "flows", "stata")
"""Kinds that are formats of other programs."""


class Download(TypedDict, total=False):
    """A file as data for the page: name, media type, and content in base64 (empty if it could not be made)."""

    name: str
    kind: str
    content: str


def kinds(services: Services) -> dict[str, str]:
    """Return the kinds of file that a server offers: name and label."""
    available = dict.fromkeys(EXPORTS, services.export) | {
        "tables": services.tables,
        "png": services.figure,
        "svg": services.figure,
        "scenario": to_toml,
    }
    return {kind: each.label for kind, each in KINDS.items() if available[kind] is not None}


def download(kind: str, session: Session, services: Services) -> Download:
    """Make a file of the present month.

    Args:
        kind: One of ``KINDS``.
        session: The session.
        services: Services of the command line; they make tables and figures.

    Returns:
        The file.

    Raises:
        LookupError: The server does not offer this kind.
        RefusedError: It cannot be made of this month.
    """
    if kind not in kinds(services):
        raise LookupError(f"{kind[:40]!r} is not offered here: expected one of {', '.join(kinds(services))}")
    run = session.run
    # Tables and figures need a complete run, which the command line repeats; a session records only its last months.
    played = Played(session.plain, run.changes, run.seed, run.replicate, session.now.month)
    turn = session.turn
    made: dict[str, Callable[[], bytes]] = {"scenario": lambda: scenario_file(session).encode()}
    if services.tables is not None:
        tables = services.tables
        made["tables"] = lambda: tables(played, turn)
    if services.export is not None:
        export = services.export
        made |= {each: partial(export, played, each, turn) for each in EXPORTS}
    if services.figure is not None:
        figure = services.figure
        made |= {"png": lambda: figure(played, "png", turn), "svg": lambda: figure(played, "svg", turn)}
    return Download(
        name=f"{file_name(session)}{f'-{kind}' if kind in EXPORTS else ''}.{KINDS[kind].extension}",
        kind=KINDS[kind].media,
        content=base64.b64encode(made[kind]()).decode(),
    )


def file_name(session: Session) -> str:
    """Return the name of files of the present month, without extension."""
    run = session.run
    name = re.sub(r"[^\w.-]+", "-", run.scenario.name)
    return f"{name}-seed{run.seed}-month{session.now.month}"


def stamp(session: Session, second: Session | None, services: Services) -> str:
    """Return the provenance of a picture of the present month in one sentence.

    Args:
        session: The session that is drawn.
        second: The session of the second world, if that is drawn as well.
        services: Services of the command line; they know the commit of the code.
    """
    made = _made(session) if second is None else f"A: {_made(session)}; B: {_made(second)}"
    commit = f", commit {services.commit[:12]}" if services.commit else ""
    return f"{made}. paradiplomacy {version('paradiplomacy')}{commit}."


def _made(session: Session) -> str:
    run = session.run
    changes = ", ".join(assignment(path, value) for path, value in run.changes.items()) or "nothing"
    return (
        f"{run.scenario.title} (scenario {session.plain.name}, hash {scenario_hash(run.scenario)[:12]}; changed: "
        f"{changes}; seed {run.seed}, replicate {run.replicate}, month {session.now.month})"
    )


def scenario_file(session: Session) -> str:
    """Return the scenario that is played, changes included, below comments on its provenance."""
    run = session.run
    made = f"after month {session.now.month}, seed {run.seed}, replicate {run.replicate}"
    lines = [
        f"# {run.scenario.title}",
        f"# saved from the window of paradiplomacy {version('paradiplomacy')} {made}",
        f"# scenario {session.plain.name}; hash of the contents, changes included: {scenario_hash(run.scenario)}",
        *(f"# changed: {assignment(path, value)}" for path, value in run.changes.items()),
    ]
    # A title with a line break must not end a comment.
    # Tables by their names alone: the file is saved next to them, and the folders of a server are nobody's business.
    plain = own_tables.moved(run.scenario, lambda file: Path(file).name)
    return "\n".join(line.replace("\n", " ") for line in lines) + "\n\n" + to_toml(plain)
