"""GeoJSON, read back by GDAL, and flows, read back by database programs."""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pyogrio
import pytest

from paradiplomacy.experiments.results.store import Run


def shapes(file: Path) -> tuple[dict[str, list[object]], list[bytes]]:
    """The properties of a GeoJSON file by name, and its shapes in well-known binary."""
    meta, _, geometry, columns = pyogrio.raw.read(file)
    assert meta["crs"] == "EPSG:4326"
    return {name: list(column) for name, column in zip(meta["fields"], columns, strict=True)}, list(geometry)


def parts(shape: bytes) -> list[np.ndarray]:
    """The lines of a multi-line in well-known binary."""
    count, at, found = int.from_bytes(shape[5:9], "little"), 9, []
    assert int.from_bytes(shape[1:5], "little") == 5, "a multi-line"
    for _ in range(count):
        points = int.from_bytes(shape[at + 5 : at + 9], "little")
        found.append(np.frombuffer(shape, dtype="<f8", count=2 * points, offset=at + 9).reshape(-1, 2))
        at += 9 + 16 * points
    return found


def test_geojson_has_every_actor_at_its_place(folders: Path, pacific: Run) -> None:
    properties, geometry = shapes(folders / "geojson/actors.geojson")
    assert properties["id"] == list(pacific.network().nodes)
    at = properties["id"].index("NAM:windhoek")
    assert np.frombuffer(geometry[at], dtype="<f8", offset=5).tolist() == [17.08, -22.56]
    assert properties["nation"][at] == "NAM" and "NOR" in properties["nation"]


def test_geojson_has_every_tie_with_the_coordinates_of_both_ends(folders: Path, pacific: Run) -> None:
    properties, geometry = shapes(folders / "geojson/ties.geojson")
    assert len(geometry) == pacific.network().number_of_edges() >= 3
    for at, shape in enumerate(geometry):
        lines = parts(shape)
        ends = [(properties[f"{end}_lon"][at], properties[f"{end}_lat"][at]) for end in "ab"]
        assert lines[0][0].tolist() == pytest.approx(ends[0]) and lines[-1][-1].tolist() == pytest.approx(ends[1])


def test_a_tie_over_the_180th_meridian_is_split_there(folders: Path) -> None:
    properties, geometry = shapes(folders / "geojson/ties.geojson")
    at = next(
        at for at, ends in enumerate(zip(properties["a_name"], properties["b_name"], strict=True)) if "Auckland" in ends
    )
    lines = parts(geometry[at])
    assert len(lines) == 2
    assert {abs(lines[0][-1][0]), abs(lines[1][0][0])} == {180.0} and lines[0][-1][0] == -lines[1][0][0]
    assert lines[0][-1][1] == lines[1][0][1]
    for shape in geometry:
        for line in parts(shape):
            assert np.abs(np.diff(line[:, 0])).max() < 180.0


def test_flows_are_read_back_by_database_programs_with_coordinates_at_both_ends(folders: Path, pacific: Run) -> None:
    file = folders / "flows/flows.csv"
    flows = pl.read_csv(file)
    assert flows.columns == duckdb.read_csv(str(file)).columns
    assert flows["agreements"].sum() == pacific.network().number_of_edges()
    row = flows.filter(pl.col("origin") == "NAM:windhoek").row(0, named=True)
    assert (row["destination"], row["origin_lng"], row["origin_lat"]) == ("NOR:oslo", 17.08, -22.56)
    assert (row["origin_nation"], row["destination_nation"], row["date"]) == ("NAM", "NOR", "2010-01")
    places = pl.read_csv(folders / "flows/locations.csv")
    assert set(flows["origin"]) | set(flows["destination"]) <= set(places["id"])
    assert "São Paulo" in places["name"]


def test_pairs_with_several_agreements_are_one_flow(busy: Run, tmp_path: Path) -> None:
    file = busy.export(tmp_path / "out", format="flows")[0]
    flows, graph = pl.read_csv(file), busy.network()
    assert flows["agreements"].max() > 1 and flows["agreements"].sum() == graph.number_of_edges()
    for row in flows.iter_rows(named=True):
        assert row["agreements"] == graph.number_of_edges(row["origin"], row["destination"])
