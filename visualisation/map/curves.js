import { flat } from "./projection.js";

const SHORT = 5; // degrees below which a straight line does
const LEAN = 0.16; // how far a curve leans towards the nearer pole, per degree between its ends
const TROPICS = 25; // degrees of latitude from which it leans fully
const HIGHEST = 80; // degrees of latitude that it does not pass, because the page stretches what is beyond
const EVERY = 12; // degrees between its points
const MOST = 14;

/**
 * Return a smooth curve between two actors as quadratic curves, six numbers each: from, control, to.
 *
 * It goes the shorter way round the globe and leans towards the nearer pole, less than a great circle does: great circles
 * run along the upper edge of the page, all on one line. Where it crosses the 180th meridian it ends at the outline, and
 * continues from the opposite side.
 */
export function curve(ground, { a, b }) {
  const { lon, lat, place } = ground;
  const from = [place[2 * a], place[2 * a + 1]];
  const to = [place[2 * b], place[2 * b + 1]];
  const east = shorter(lon[b] - lon[a]);
  const north = lat[b] - lat[a];
  const edge = east > 0 ? 180 : -180;
  const crosses = Math.abs(lon[a] + east) > 180;
  if (!crosses && Math.abs(east) < SHORT && Math.abs(north) < SHORT) {
    return [...from, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2, ...to];
  }
  const lean = leanOf(east, lat[a], lat[b]);
  const at = (t) => [lon[a] + east * t, lat[a] + north * t + lean * Math.sin(Math.PI * t)];
  if (!crosses) return joined(points(at, 0, 1, 0, east, north), from, to);
  const end = (edge - lon[a]) / east;
  const before = points(at, 0, end, 0, east, north);
  const after = points(at, end, 1, -2 * edge, east, north);
  return [...joined(before, from, before[before.length - 1]), ...joined(after, after[0], to)];
}

function shorter(degrees) {
  return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

/** Return by how many degrees of latitude a curve leans, northwards if positive. */
function leanOf(east, one, other) {
  const middle = (one + other) / 2;
  const towards = Math.max(-1, Math.min(1, middle / TROPICS));
  const free = towards > 0 ? HIGHEST - Math.max(one, other) : HIGHEST + Math.min(one, other);
  const size = LEAN * Math.abs(east) * Math.cos((middle * Math.PI) / 180) * Math.abs(towards);
  return Math.sign(towards) * Math.max(0, Math.min(free, size));
}

function points(at, begin, end, shift, east, north) {
  const degrees = Math.max(Math.abs(east), Math.abs(north)) * (end - begin);
  const n = Math.max(2, Math.min(MOST, Math.ceil(degrees / EVERY)));
  return Array.from({ length: n + 1 }, (_, k) => {
    const [longitude, latitude] = at(begin + ((end - begin) * k) / n);
    return flat(longitude + shift, latitude);
  });
}

// The points are the controls, and the curves meet half-way between two of them: each begins in the direction in which
// the one before it ends, so there is no joint to be seen, whatever the number of points.
function joined(found, from, to) {
  const out = [];
  let [x, y] = from;
  for (let k = 1; k < found.length - 1; k++) {
    const last = k === found.length - 2;
    const [controlX, controlY] = found[k];
    const endX = last ? to[0] : (controlX + found[k + 1][0]) / 2;
    const endY = last ? to[1] : (controlY + found[k + 1][1]) / 2;
    out.push(x, y, controlX, controlY, endX, endY);
    [x, y] = [endX, endY];
  }
  return out;
}

/** Return a curve as a path. */
export function pathOf(line, path = new Path2D()) {
  path.moveTo(line[0], line[1]);
  for (let i = 0; i < line.length; i += 6) {
    if (i && line[i] !== line[i - 2]) path.moveTo(line[i], line[i + 1]);
    path.quadraticCurveTo(line[i + 2], line[i + 3], line[i + 4], line[i + 5]);
  }
  return path;
}
