// The Equal Earth projection (Savric, Patterson and Jenny 2019), in units of a ten-thousandth of the radius, y downwards:
// the page on which Python has placed land and actors.
const UNITS = 1e4;
const A1 = 1.340264;
const A2 = -0.081106;
const A3 = 0.000893;
const A4 = 0.003796;
const RADIAN = Math.PI / 180;
const QUARTER = 30; // points of the outline from a pole to the equator

/** Return the x of a longitude in degrees and the sine of a latitude. */
export function flatX(longitude, sine) {
  const m = (Math.sqrt(3) / 2) * sine;
  const t = Math.asin(clamped(m));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const stretch = 3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1);
  return (UNITS * 2 * Math.sqrt(3) * longitude * RADIAN * Math.sqrt(1 - m * m)) / stretch;
}

/** Return the y of the sine of a latitude. */
export function flatY(sine) {
  const t = Math.asin(clamped((Math.sqrt(3) / 2) * sine));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  return -UNITS * t * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1);
}

/** Return the point of a place in degrees. */
export function flat(longitude, latitude) {
  const sine = Math.sin(latitude * RADIAN);
  return [flatX(longitude, sine), flatY(sine)];
}

/** Return the outline of the globe as a path. */
export function outline() {
  const path = new Path2D();
  for (let at = 0; at < 4 * QUARTER; at++) {
    // Up the western edge, and down the eastern one.
    const west = at < 2 * QUARTER;
    const latitude = west ? (90 * (at - QUARTER)) / QUARTER : (90 * (3 * QUARTER - at)) / QUARTER;
    path.lineTo(...flat(west ? -180 : 180, latitude));
  }
  path.lineTo(...flat(180, -90));
  path.closePath();
  return path;
}

function clamped(sine) {
  return Math.max(-1, Math.min(1, sine));
}
