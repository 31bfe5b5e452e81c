"""The shapes of the world's countries, and the arithmetic of putting them on a flat page."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike, NDArray

Line = NDArray[np.float64]
"""Points in order, one row each: longitude and latitude in degrees, or x and y on the page."""

_EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)


@dataclass(frozen=True)
class Country:
    """One country as it is drawn.

    Attributes:
        iso3: ISO 3166-1 alpha-3 code (XKX for Kosovo, as the World Bank writes it); None where there is no code.
        name: Its name as Natural Earth writes it.
        polygons: Its parts; each is an outer ring followed by its holes. Rings are closed and none crosses the
            180th meridian.
    """

    iso3: str | None
    name: str
    polygons: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class WorldMap:
    """Land and borders of the world at 1:110 million, without Antarctica (origin: ``facts/GEOMETRY.md``)."""

    countries: tuple[Country, ...]
    borders: tuple[Line, ...]
    source: str


@cache
def world_map() -> WorldMap:
    """The shipped map, read once."""
    text = files("paradiplomacy.scenarios").joinpath("facts/world_110m.json").read_text(encoding="utf-8")
    found = json.loads(text)
    countries = tuple(
        Country(
            iso3=country["iso3"],
            name=country["name"],
            polygons=tuple(tuple(_line(ring) for ring in polygon) for polygon in country["polygons"]),
        )
        for country in found["countries"]
    )
    return WorldMap(
        countries=countries, borders=tuple(_line(border) for border in found["borders"]), source=found["source"]
    )


def equal_earth(points: ArrayLike) -> Line:
    """Points (longitude, latitude in degrees) on an equal-area page.

    The Equal Earth projection on a sphere of radius 1, central meridian 0 (Savric, Patterson and Jenny 2018,
    International Journal of Geographical Information Science 33): x in [-2.71, 2.71], y in [-1.32, 1.32].
    """
    longitude, latitude = np.radians(np.asarray(points, dtype=np.float64)).T
    a1, a2, a3, a4 = _EQUAL_EARTH
    theta = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * np.sqrt(3) * longitude * np.cos(theta) / (3 * slope)
    y = a4 * theta**9 + a3 * theta**7 + a2 * theta**3 + a1 * theta
    return np.column_stack([x, y])


def great_circle(start: tuple[float, float], end: tuple[float, float], *, points: int = 60) -> list[Line]:
    """The shortest way between two places (longitude, latitude in degrees) over the globe.

    Returns:
        One line, or two where the way crosses the 180th meridian. Empty for a place and itself; for two
        places opposite each other, where every way is shortest, the one over the middle of the numbers.
    """
    first, last = _on_sphere(start), _on_sphere(end)
    # Clipped, because rounding can put the product of two unit vectors above 1.
    angle = float(np.arccos(np.clip(first @ last, -1.0, 1.0)))
    if angle < 1e-9:
        return []
    # Near opposite places the formula below divides by almost 0; through a middle place, neither half does.
    if np.pi - angle < 1e-6:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        return great_circle(start, middle, points=points // 2) + great_circle(middle, end, points=points // 2)
    share = np.linspace(0.0, 1.0, points)[:, None]
    way = (np.sin((1 - share) * angle) * first + np.sin(share * angle) * last) / np.sin(angle)
    longitude = np.degrees(np.arctan2(way[:, 1], way[:, 0]))
    latitude = np.degrees(np.arcsin(np.clip(way[:, 2], -1.0, 1.0)))
    return _cut_at_180(np.column_stack([longitude, latitude]))


def _on_sphere(place: tuple[float, float]) -> NDArray[np.float64]:
    longitude, latitude = np.radians(place)
    return np.array(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)],
        dtype=np.float64,
    )


def _cut_at_180(line: Line) -> list[Line]:
    """A line in one piece, or in pieces that end and start at the 180th meridian where it jumps across."""
    pieces = []
    begin = 0
    carried: list[Line] = []
    # A step of more than half the globe is a crossing of the 180th meridian, not a move.
    for jump in np.flatnonzero(np.abs(np.diff(line[:, 0])) > 180.0).tolist():
        (before, south), (after, north) = line[jump], line[jump + 1]
        edge = 180.0 if before > 0 else -180.0
        share = (edge - before) / (after + 2 * edge - before)
        latitude = south + share * (north - south)
        pieces.append(np.vstack([*carried, line[begin : jump + 1], [[edge, latitude]]]))
        carried = [np.array([[-edge, latitude]])]
        begin = jump + 1
    return [*pieces, np.vstack([*carried, line[begin:]])]


def _line(points: ArrayLike) -> Line:
    return np.asarray(points, dtype=np.float64)
