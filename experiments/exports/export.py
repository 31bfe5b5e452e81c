"""Export of a run: one folder with files of another program's format, and a file with the provenance."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from paradiplomacy.experiments.exports.graphs import write_gexf, write_graphml
from paradiplomacy.experiments.exports.maps import write_flows, write_geojson
from paradiplomacy.experiments.exports.network import month_in
from paradiplomacy.experiments.exports.tables import write_csv, write_stata
from paradiplomacy.experiments.results.folder import ResultsError, folder_of, made_whole, refuse_unless_free
from paradiplomacy.experiments.results.store import Run

PROVENANCE = "provenance.json"

type Write = Callable[[Run, Path, int | str | None], list[Path]]

FORMATS: Mapping[str, Write] = MappingProxyType(
    {
        "graphml": write_graphml,
        "gexf": write_gexf,
        "geojson": write_geojson,
        "flows": write_flows,
        "csv": write_csv,
        "stata": write_stata,
    }
)


def export(run: Run, out: str | Path, as_: str, *, month: int | str | None = None) -> list[Path]:
    """Write a run in another program's format into a new folder.

    Args:
        run: The run.
        out: The folder, new or empty.
        as_: ``graphml`` (network of a month), ``gexf`` (network of all months), ``geojson`` (actors and ties of a month),
            ``flows`` (pairs with coordinates at both ends), ``csv`` or ``stata`` (all tables).
        month: Number of the month, its date (YYYY-MM), or None for the last one; for networks and maps.

    Returns:
        The files, ``provenance.json`` last.

    Raises:
        ResultsError: The format is unknown, the run has no such month, or the folder is taken or cannot be written.
    """
    if as_ not in FORMATS:
        raise ResultsError(f"format {as_!r}: expected one of {', '.join(FORMATS)}")
    month_in(run, month)
    target = folder_of(out)
    refuse_unless_free(target)
    with made_whole(target) as draft:
        files = [file.name for file in FORMATS[as_](run, draft, month)]
        (draft / PROVENANCE).write_text(run.manifest.to_json(), encoding="utf-8")
    return [target / name for name in (*files, PROVENANCE)]
