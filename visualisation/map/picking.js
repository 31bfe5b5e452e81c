import { radiusOf } from "./dots.js";
import { pixels, placeAt } from "./view.js";

const NEAR_DOT = 7; // pixels around a dot
const NEAR_ARC = 4; // pixels around an arc
const PARTS = 12; // straight parts by which a curve is measured

/** Return the row of the city whose dot is at some pixels, or -1. */
export function cityAt(map, x, y) {
  let best = -1;
  let least = NEAR_DOT;
  for (let city = 0; city < map.ground.cities; city++) {
    const [cityX, cityY] = pixels(map.view, map.sheet, map.ground.place[2 * city], map.ground.place[2 * city + 1]);
    const distance = Math.hypot(cityX - x, cityY - y) - (map.columns.size ? radiusOf(map, city) : 3);
    if (distance < least) {
      least = distance;
      best = city;
    }
  }
  return best;
}

/** Return the key of the arc at some pixels, or -1. */
export function arcAt(map, x, y) {
  const place = placeAt(map.view, map.sheet, x, y);
  let least = NEAR_ARC / map.view.k;
  let best = -1;
  for (const [key, arc] of map.book) {
    const faint = map.picked.length && !map.picked.includes(arc.a) && !map.picked.includes(arc.b);
    if (!arc.drawn || faint) continue;
    for (let from = 0; from < arc.line.length; from += 6) {
      const distance = distanceTo(arc.line.slice(from, from + 6), place, least);
      if (distance < least) {
        least = distance;
        best = key;
      }
    }
  }
  return best;
}

/** Return the distance of a place from a curve; infinite if it is certainly more than the least so far. */
function distanceTo([ax, ay, bx, by, cx, cy], [x, y], least) {
  const outside =
    x < Math.min(ax, bx, cx) - least ||
    x > Math.max(ax, bx, cx) + least ||
    y < Math.min(ay, by, cy) - least ||
    y > Math.max(ay, by, cy) + least;
  if (outside) return Infinity;
  let found = Infinity;
  let [fromX, fromY] = [ax, ay];
  for (let i = 1; i <= PARTS; i++) {
    const t = i / PARTS;
    const s = 1 - t;
    const toX = s * s * ax + 2 * s * t * bx + t * t * cx;
    const toY = s * s * ay + 2 * s * t * by + t * t * cy;
    const dx = toX - fromX;
    const dy = toY - fromY;
    const share = ((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy || 1);
    const along = Math.max(0, Math.min(1, share));
    found = Math.min(found, Math.hypot(x - fromX - along * dx, y - fromY - along * dy));
    [fromX, fromY] = [toX, toY];
  }
  return found;
}
