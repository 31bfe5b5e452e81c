"""Coordinates of a row: on the globe, not swapped, and not far from home."""

import math

from paradiplomacy.scenarios.format.problem import shown
from paradiplomacy.scenarios.own_data.fault import Fault
from paradiplomacy.scenarios.own_data.sheet import Row

EARTH = 6371.0  # km
FAR, NEAR = 1_500.0, 700.0  # km: a city that is far from its capital, and would be near with lon and lat exchanged
SWAPPED = "are lon and lat swapped?"

type Degrees = tuple[float, float]


def distance(one: Degrees, other: Degrees) -> float:
    """Return the distance of two places, longitude and latitude each, in km."""
    (lon, lat), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def fault_of_place(row: Row, home: Degrees | None = None) -> Fault | None:
    """Return what is wrong with the coordinates of a row.

    Args:
        row: The row.
        home: Longitude and latitude of the nation's seat of government, where they are known.
    """
    if "lon" not in row.cells or "lat" not in row.cells:
        return None
    lon, lat = float(row.cells["lon"]), float(row.cells["lat"])
    if abs(lon) > 180 or abs(lat) > 90:
        return _off_the_globe(row, lon, lat)
    if lon == lat == 0:
        return Fault(row.line, "lon", "0", "0, 0 is in the ocean", "expected the coordinates of its centre", "zero")
    # Both orders are on the globe for most of Europe and Africa, where only the distance tells.
    swapped = (
        home is not None and abs(lon) <= 90 and distance((lon, lat), home) > FAR > NEAR > distance((lat, lon), home)
    )
    if home is None or not swapped:
        return None
    wrong = f"{lon:g}, {lat:g} is {distance((lon, lat), home):,.0f} km from the nation's capital"
    return Fault(row.line, "lon", row.cells["lon"], wrong, SWAPPED, "swapped")


def _off_the_globe(row: Row, lon: float, lat: float) -> Fault:
    column = "lon" if abs(lon) > 180 else "lat"
    text = row.cells[column]
    right = f"expected {'-180 to 180' if column == 'lon' else '-90 to 90'} degrees"
    if abs(lon) <= 90 and abs(lat) <= 180:
        return Fault(row.line, column, text, f"{shown(text)} is not a valid latitude", f"{right}: {SWAPPED}", "swapped")
    # Metres of a national grid have six or seven digits.
    return Fault(row.line, column, text, f"{shown(text)} is not in degrees", right, "metres")
