"""Frames of the map: the geography once, then for each month only what changed.

Arrays are sent as base64 of little-endian numbers, because Solara compares lists element by element on their way to the
browser, which takes longer than to draw them.
"""

import base64
import json

import numpy as np
from numpy.typing import NDArray

from paradiplomacy.scenarios.world.geometry import Line, equal_earth, world_map
from paradiplomacy.visualisation.session.roster import Roster
from paradiplomacy.visualisation.session.snapshot import Arcs, Snapshot

UNITS = 10_000
"""Units of the page per radius of the globe: whole numbers of this size are precise enough and short."""
SMALLEST_CHANGE = 0.005
"""Relative change of a column that is sent; a smaller one cannot be seen."""

type Frame = dict[str, int | str]
"""One month as data for the page: numbers and coded columns by name."""


def geography(roster: Roster) -> str:
    """Return land, borders and actors on the flat page as JSON.

    A world whose places are drawn at random has no land, because the coasts of the real world would be wrong in it.

    Args:
        roster: The roster of the world.

    Returns:
        JSON; coordinates are those of the Equal Earth projection in ``UNITS``, y downwards.
    """
    first = roster.n_cities
    row = {identity: at - first for at, identity in enumerate(roster.ids[first:], first)}
    places = _page(np.column_stack([roster.lon, roster.lat]))
    real = any(country.iso3 in row for country in world_map().countries)
    return json.dumps(
        {
            "land": [
                [row.get(country.iso3 or "", -1), [_flat(ring) for polygon in country.polygons for ring in polygon]]
                for country in world_map().countries
                if real
            ],
            "borders": [_flat(border) for border in world_map().borders if real],
            "names": roster.names,
            "labels": roster.labels,
            "cities": roster.n_cities,
            "nation": roster.nation.tolist(),
            "place": places.ravel().tolist(),
            "lon": roster.lon.round(3).tolist(),
            "lat": roster.lat.round(3).tolist(),
        },
        separators=(",", ":"),
    )


class Frames:
    """The frames of one map; it remembers which one the browser has drawn."""

    def __init__(self) -> None:
        self._number = 0
        self._drawn = -1
        self._sent: tuple[Arcs, dict[str, NDArray[np.float32]]] | None = None

    def drawn(self, number: int) -> None:
        """Note that the browser has drawn a frame."""
        self._drawn = number

    def forget(self) -> None:
        """Send everything next time, because the map shows another world."""
        self._sent = None

    def frame(self, shot: Snapshot, *, shade: str, size: str) -> Frame:
        """Return the frame of a snapshot: what differs from the frame before, or everything if that was never drawn.

        Args:
            shot: The snapshot.
            shade: Name of the attribute by which nations are shaded.
            size: Attribute by which cities are sized, ``population`` or ``gdp``.

        Returns:
            The frame.
        """
        columns = {
            "size": getattr(shot, size).astype(np.float32),
            "shade": shot.shades[shade].astype(np.float32),
            "ties": shot.ties.astype(np.float32),
        }
        # A frame that the browser skipped would leave holes, so after it everything is sent.
        before = self._sent if self._sent is not None and self._drawn == self._number else None
        base = self._number if before else -1
        self._number += 1
        found: Frame = {"number": self._number, "base": base, "month": shot.month, "by": size, "of": shade}
        found |= _arcs(before[0] if before else None, shot.arcs)
        sent = dict(before[1]) if before else {}
        for name, values in columns.items():
            if name not in sent or _moved(sent[name], values):
                found[name], sent[name] = _coded(values), values
        self._sent = shot.arcs, sent
        return found


def _arcs(before: Arcs | None, now: Arcs) -> dict[str, str]:
    """Return the arcs that are new or changed, and the keys of those that have ended."""
    if before is None:
        changed, gone = np.ones(len(now.number), dtype=bool), np.zeros(0, dtype=np.int32)
    else:
        _, old, new = np.intersect1d(before.key, now.key, assume_unique=True, return_indices=True)
        changed = np.ones(len(now.number), dtype=bool)
        changed[new] = np.any([getattr(before, name)[old] != getattr(now, name)[new] for name in Arcs._fields], axis=0)
        gone = np.setdiff1d(before.key, now.key, assume_unique=True)
    return {"gone": _coded(gone)} | {f"arc_{name}": _coded(getattr(now, name)[changed]) for name in Arcs._fields}


def _moved(before: NDArray[np.float32], after: NDArray[np.float32]) -> bool:
    """Return whether a column changed enough to be seen."""
    # Relative to the value, but for small values to the largest one: only what changes a dot or a tone is sent.
    scale = np.nanmax(np.abs(before), initial=0.0)
    apart = np.abs(before - after) / np.maximum(np.abs(before), 0.02 * scale + 1e-9)
    return bool(np.nanmax(apart, initial=0.0) > SMALLEST_CHANGE or (np.isnan(before) != np.isnan(after)).any())


def _coded(values: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode()


def _page(points: Line) -> NDArray[np.int64]:
    return np.rint(equal_earth(points) * (UNITS, -UNITS)).astype(np.int64)


def _flat(line: Line) -> list[int]:
    flat: list[int] = _page(line).ravel().tolist()
    return flat
