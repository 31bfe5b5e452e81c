// The Equal Earth projection (Savric, Patterson and Jenny 2019), in units of a ten-thousandth of the radius, y downwards:
// the page on which Python has placed land and actors.
const UNITS = 1e4;
const A1 = 1.340264;
const A2 = -0.081106;
const A3 = 0.000893;
const A4 = 0.003796;
const RADIAN = Math.PI / 180;

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

/** Return places in degrees as points of the unit sphere, three numbers each. */
export function unitVectors(longitudes, latitudes) {
  const units = new Float64Array(3 * longitudes.length);
  for (let i = 0; i < longitudes.length; i++) {
    const u = longitudes[i] * RADIAN;
    const v = latitudes[i] * RADIAN;
    units[3 * i] = Math.cos(v) * Math.cos(u);
    units[3 * i + 1] = Math.cos(v) * Math.sin(u);
    units[3 * i + 2] = Math.sin(v);
  }
  return units;
}

function clamped(sine) {
  return Math.max(-1, Math.min(1, sine));
}
