import { placeOf, spanOf, ticksOf } from "./axes.js";

// Utility space: the gains of two sides, drawn in a view box of 400 by 300.
const LEFT = 40;
const RIGHT = 385;
const BOTTOM = 258;
const TOP = 20;

/**
 * Return which points of the frontier are drawn. Its ends, where one side gives all that is of use to the other, are far below
 * what anybody would accept: no side is shown to lose more than it could gain.
 */
export function nearPoints(frontier) {
  const zone = frontier.filter((gains) => gains.every((gain) => gain >= 0));
  if (!zone.length) return frontier.map(() => true);
  const best = [0, 1].map((side) => Math.max(...zone.map((gains) => gains[side])));
  return frontier.map((gains) => gains.every((gain, side) => gain >= -best[side]));
}

/** Return the span of both axes; close to the frontier, or with the reservation values at 0. */
export function utilitySpans(picture, close) {
  const solution = picture.solution ? [picture.solution] : [];
  const shown = nearPoints(picture.frontier);
  const points = [...picture.frontier.filter((_, at) => shown[at]), ...solution, ...(close ? [] : [[0, 0]])];
  return [0, 1].map((side) =>
    spanOf(
      points.map((point) => point[side]),
      0.08,
      () => 0.1,
    ),
  );
}

/** Return the place of a gain of the first side. */
export function across(value, spans) {
  return placeOf(value, spans[0], LEFT, RIGHT);
}

/** Return the place of a gain of the second side. */
export function up(value, spans) {
  return placeOf(value, spans[1], BOTTOM, TOP);
}

/** Return round numbers on an axis. */
export function gainTicks(span) {
  return ticksOf(span, 6);
}

/** Return the path of a star with five points around a place. */
export function starAt(x, y) {
  let path = "";
  for (let corner = 0; corner < 10; corner++) {
    const radius = corner % 2 ? 3.4 : 8;
    const angle = (Math.PI * corner) / 5 - Math.PI / 2;
    path += (corner ? "L" : "M") + (x + radius * Math.cos(angle)).toFixed(1);
    path += "," + (y + radius * Math.sin(angle)).toFixed(1);
  }
  return path + "Z";
}
