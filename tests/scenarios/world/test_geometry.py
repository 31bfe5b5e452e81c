"""The map and its arithmetic."""

import numpy as np
import pytest

from paradiplomacy.scenarios.world.geometry import equal_earth, great_circle, world_map


def test_the_countries_have_codes_that_are_their_own() -> None:
    codes = [country.iso3 for country in world_map().countries if country.iso3 is not None]
    assert len(codes) == len(set(codes)) == 174
    assert {"FRA", "NAM", "TWN", "USA"} <= set(codes)


def test_no_line_runs_across_the_map() -> None:
    rings = [ring for country in world_map().countries for polygon in country.polygons for ring in polygon]
    for line in [*rings, *world_map().borders]:
        assert np.abs(np.diff(line[:, 0])).max() < 180
        assert np.abs(line[:, 0]).max() <= 180
        assert np.abs(line[:, 1]).max() <= 90
    assert all((ring[0] == ring[-1]).all() for ring in rings)


def test_the_page_keeps_areas() -> None:
    rng = np.random.default_rng(1)
    step = 1e-4
    for lon, lat in zip(rng.uniform(-170, 170, 50), rng.uniform(-80, 80, 50), strict=True):
        corner, east, north = equal_earth([[lon, lat], [lon + step, lat], [lon, lat + step]])
        (ax, ay), (bx, by) = east - corner, north - corner
        area = (ax * by - ay * bx) / (np.radians(step) ** 2 * np.cos(np.radians(lat)))
        assert area == pytest.approx(1.0, rel=1e-4)


def test_the_shortest_way_bends_to_the_pole_and_keeps_its_ends() -> None:
    (way,) = great_circle((2.35, 48.85), (-74.0, 40.71))
    assert way[0] == pytest.approx([2.35, 48.85])
    assert way[-1] == pytest.approx([-74.0, 40.71])
    assert way[:, 1].max() > 50


def test_a_way_over_the_date_line_comes_in_two_pieces_that_meet() -> None:
    west, east = great_circle((139.7, 35.7), (-122.4, 37.8))
    assert west[-1, 0] == 180.0
    assert east[0, 0] == -180.0
    assert west[-1, 1] == east[0, 1]
    assert west[-2, 1] == pytest.approx(west[-1, 1], abs=1.0)


def test_a_place_and_itself_are_joined_by_nothing() -> None:
    assert great_circle((10.0, 20.0), (10.0, 20.0)) == []


@pytest.mark.parametrize("start", [(0.0, 0.0), (30.0, 45.0), (-120.0, -60.0)])
def test_opposite_places_are_joined(start: tuple[float, float]) -> None:
    end = (start[0] - 180 if start[0] > 0 else start[0] + 180, -start[1])
    pieces = great_circle(start, end)
    assert pieces[0][0] == pytest.approx(start)
    assert np.isfinite(np.vstack(pieces)).all()
