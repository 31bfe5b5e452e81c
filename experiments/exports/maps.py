"""Maps as files: GeoJSON of actors and ties, and flows with coordinates at both ends."""

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import networkx as nx

from paradiplomacy.experiments.exports.network import Attributes, network
from paradiplomacy.experiments.results.store import Run
from paradiplomacy.scenarios.world.geometry import great_circle

DIGITS = 5  # of a coordinate in degrees: about a metre
ENDS = ("name", "level", "nation", "lon", "lat")
FLOW = ("date", "origin", "destination", "agreements", "in_force", "depth")

type Geometry = Mapping[str, object]


def write_geojson(run: Run, folder: Path, month: int | str | None) -> list[Path]:
    """Write the actors and the ties of a month as two GeoJSON files (RFC 7946).

    A tie is the shortest line over the globe, in two parts where it crosses the 180th meridian.
    """
    graph = network(run, month)
    actors = [_feature(_point(each), {"id": node} | each) for node, each in graph.nodes(data=True)]
    ties = [
        _feature(_line(graph.nodes[a], graph.nodes[b]), {"a": a, "b": b} | _ends(graph, a, b) | about)
        for a, b, about in graph.edges(data=True)
    ]
    return [_collection(folder / "actors.geojson", actors), _collection(folder / "ties.geojson", ties)]


def write_flows(run: Run, folder: Path, month: int | str | None) -> list[Path]:
    """Write the pairs of actors with ties in a month, with coordinates at both ends, and the actors.

    The columns are those that kepler.gl and flow maps look for: ``origin`` and ``destination`` with ``_lat`` and ``_lng``.
    """
    graph = network(run, month)
    flows = folder / "flows.csv"
    head = [*FLOW, *(f"{end}_{name}" for end in ("origin", "destination") for name in ("name", "nation", "lat", "lng"))]
    _write_csv(flows, head, _flows(graph))
    places = folder / "locations.csv"
    rows = (
        [node, each["name"], each["level"], each["nation"], each["lat"], each["lon"], graph.degree(node)]
        for node, each in graph.nodes(data=True)
    )
    _write_csv(places, ["id", "name", "level", "nation", "lat", "lng", "ties"], rows)
    return [flows, places]


def _flows(graph: "nx.MultiGraph[str]") -> Iterable[list[object]]:
    pairs: dict[tuple[str, str], list[Attributes]] = {}
    for a, b, about in graph.edges(data=True):
        pairs.setdefault((min(a, b), max(a, b)), []).append(about)
    for (a, b), ties in sorted(pairs.items()):
        in_force = sum(tie["status"] == "in force" for tie in ties)
        depths = [float(value) for tie in ties for name, value in tie.items() if name.startswith("terms_")]
        ends = [graph.nodes[end][name] for end in (a, b) for name in ("name", "nation", "lat", "lon")]
        yield [graph.graph["date"], a, b, len(ties), in_force, max(depths, default=0.0), *ends]


def _write_csv(file: Path, head: list[str], rows: Iterable[list[object]]) -> None:
    # Without the mark that Excel needs: programs for maps take it for a part of the first column's name.
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _ends(graph: "nx.MultiGraph[str]", a: str, b: str) -> Attributes:
    return {f"{letter}_{name}": graph.nodes[node][name] for letter, node in (("a", a), ("b", b)) for name in ENDS}


def _feature(geometry: Geometry, properties: Attributes) -> Mapping[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _point(actor: Attributes) -> Geometry:
    return {"type": "Point", "coordinates": [round(float(actor[axis]), DIGITS) for axis in ("lon", "lat")]}


def _line(a: Attributes, b: Attributes) -> Geometry:
    start, end = ((float(node["lon"]), float(node["lat"])) for node in (a, b))
    pieces = [piece.round(DIGITS).tolist() for piece in great_circle(start, end)]
    # A nation is where its capital is: a line needs two points, even if they are the same.
    pieces = pieces or [[list(start), list(end)]]
    return {"type": "MultiLineString", "coordinates": pieces}


def _collection(file: Path, features: list[Mapping[str, object]]) -> Path:
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False)
    file.write_text(text + "\n", encoding="utf-8")
    return file
