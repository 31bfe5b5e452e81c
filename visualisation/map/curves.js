import { flatX, flatY } from "./projection.js";

const DEGREE = 180 / Math.PI;
const STRAIGHT = 0.995; // cosine of an angle (about 6 degrees) below which a great circle looks straight

/**
 * Return the great circle between two actors as quadratic curves, six numbers each: from, control, to.
 *
 * Every second point of the circle is on the curves, and those between determine their controls. Where the circle
 * crosses the 180th meridian the curves go to the edge of the page, and continue from the opposite edge.
 */
export function curve(ground, { a, b }) {
  const { lon, place, units } = ground;
  const from = [place[2 * a], place[2 * a + 1]];
  const to = [place[2 * b], place[2 * b + 1]];
  const [ax, ay, az] = units.subarray(3 * a, 3 * a + 3);
  const [bx, by, bz] = units.subarray(3 * b, 3 * b + 3);
  const dot = ax * bx + ay * by + az * bz;
  const crosses = Math.abs(lon[b] - lon[a]) > 180;
  if (dot > STRAIGHT && !crosses) return [...from, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2, ...to];
  const angle = Math.acos(Math.max(-1, Math.min(1, dot)));
  const n = steps(angle, az, bz, crosses);
  // Points on the circle follow the recurrence p(k + 1) = 2 cos(d) p(k) - p(k - 1), which holds for each coordinate and
  // needs no sine for each point.
  const d = angle / n;
  const twice = 2 * Math.cos(d);
  const first = Math.sin(angle - d) / Math.sin(angle);
  const share = Math.sin(d) / Math.sin(angle);
  let [x0, y0, z0] = [ax, ay, az];
  let [x1, y1, z1] = [first * ax + share * bx, first * ay + share * by, first * az + share * bz];
  let start = { x: from[0], y: from[1], lon: lon[a], z: az };
  let middle = start;
  const out = [];
  for (let k = 1; k <= n; k++) {
    const point = k === n ? { x: to[0], y: to[1], lon: lon[b], z: z1 } : flat(Math.atan2(y1, x1) * DEGREE, z1);
    if (k % 2) middle = point;
    else {
      addCurve(out, start, middle, point);
      start = point;
    }
    [x0, y0, z0, x1, y1, z1] = [x1, y1, z1, twice * x1 - x0, twice * y1 - y0, twice * z1 - z0];
  }
  return out;
}

/** Return the number of points of a great circle: the more it bends on the page, the more it needs. */
function steps(angle, az, bz, crosses) {
  const half = (az + bz) / (2 * Math.cos(angle / 2));
  const quarter = (z) => Math.abs(z + half) / (2 * Math.cos(angle / 4));
  // The page stretches the circle most near the poles: beyond 66 and 55 degrees of latitude a few curves would show joints.
  const north = Math.max(Math.abs(half), quarter(az), quarter(bz));
  if (north > 0.914) return 20;
  if (crosses || north > 0.819) return 12;
  if (angle > 1.4) return 8;
  return angle > 0.5 ? 4 : 2;
}

function flat(longitude, sine) {
  return { x: flatX(longitude, sine), y: flatY(sine), lon: longitude, z: sine };
}

function addCurve(out, from, middle, to) {
  if (Math.abs(middle.lon - from.lon) <= 180 && Math.abs(to.lon - middle.lon) <= 180) {
    out.push(from.x, from.y, 2 * middle.x - (from.x + to.x) / 2, 2 * middle.y - (from.y + to.y) / 2, to.x, to.y);
    return;
  }
  const east = from.lon > 0 ? 180 : -180;
  const before = Math.abs(east - from.lon);
  const gap = before + Math.abs(-east - to.lon);
  const sine = from.z + (to.z - from.z) * (gap ? before / gap : 0.5);
  const x = flatX(east, sine);
  const y = flatY(sine);
  out.push(from.x, from.y, (from.x + x) / 2, (from.y + y) / 2, x, y);
  out.push(-x, y, (to.x - x) / 2, (to.y + y) / 2, to.x, to.y);
}
