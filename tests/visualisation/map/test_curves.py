"""Curves between actors, as the browser computes them: smooth, within the outline, and cut at the edge of the page."""

from typing import Any

CURVES = """(() => {
    const { curve, flatX, flatY } = map.geometry;
    const lon = %s, lat = %s, place = [];
    for (let i = 0; i < lon.length; i++) { const z = Math.sin(lat[i] * Math.PI / 180); place.push(flatX(lon[i], z), flatY(z)); }
    return %s.map(([a, b]) => [curve({ lon, lat, place }, { a, b }), place.slice(2 * a, 2 * a + 2), place.slice(2 * b, 2 * b + 2)]);
})()"""
LON = [-179, -122, -74, -58, -18, 2, 18, 31, 77, 116, 151, 179, 178.5, -178]
LAT = [66, 37, 41, -35, 64, 49, -34, 30, 29, 40, -34, -45, -18, -17]
PAIRS = [[a, b] for a in range(len(LON)) for b in range(a)]
SMOOTH = """(() => {
    const angle = (a, b) => Math.abs(Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1])) * 180 / Math.PI;
    let widest = 0;
    for (let pair = 0; pair < 3000; pair++) {
        const a = (pair * 7919) % map.ground.cities, b = (pair * 104729 + 13) % map.ground.cities;
        if (a === b) continue;
        const c = map.geometry.curve(map.ground, { a, b });
        for (let i = 6; i < c.length; i += 6)
            if (c[i] === c[i - 2] && c[i + 1] === c[i - 1])
                widest = Math.max(widest, angle([c[i - 2] - c[i - 4], c[i - 1] - c[i - 3]], [c[i + 2] - c[i], c[i + 3] - c[i + 1]]));
    }
    return widest;
})()"""


def pieces(line: list[float]) -> list[list[float]]:
    return [line[at : at + 6] for at in range(0, len(line), 6)]


def test_no_joint_of_a_curve_can_be_seen(begun: Any) -> None:
    assert begun.map(SMOOTH) < 1.0  # degrees; 12 was promised


def test_curves_begin_and_end_at_their_actors_and_stay_within_the_outline(begun: Any) -> None:
    inside = "(([x, y]) => ctx.isPointInPath(map.ground.outline, x, y))"
    found = begun.map(CURVES % (LON, LAT, PAIRS))
    for line, begin, end in found:
        assert line[:2] == begin and line[-2:] == end
        points = [point for piece in pieces(line) for point in (piece[:2], piece[2:4], piece[4:])]
        # A hair towards the middle, because a curve may end on the outline itself.
        held = [[0.999 * x, 0.999 * y] for x, y in points]
        assert begun.map(
            f"(() => {{ const ctx = document.createElement('canvas').getContext('2d'); return {held}.every({inside}); }})()"
        )


def test_a_curve_over_the_edge_of_the_page_ends_there_and_goes_on_opposite(begun: Any) -> None:
    """Between two places on both sides of the 180th meridian, near or far, no piece crosses the page."""
    at = {(round(x), round(y)): row for row, (x, y) in enumerate(zip(LON, LAT, strict=True))}
    near, far = [at[178, -18], at[-178, -17]], [at[116, 40], at[-122, 37]]
    for line, _, _ in begun.map(CURVES % (LON, LAT, [near, far])):
        parts = pieces(line)
        assert len(parts) >= 2 and max(abs(part[4] - part[0]) for part in parts) < 8_000  # the page is 54,000 wide
        (gap,) = [k for k in range(1, len(parts)) if parts[k][0] != parts[k - 1][4]]
        assert abs(parts[gap][0] + parts[gap - 1][4]) < 1 and abs(parts[gap][1] - parts[gap - 1][5]) < 1
