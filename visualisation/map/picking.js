import { widthOf } from "./flows.js";
import { placeAt } from "./view.js";

const NEAR_DOT = 7; // pixels around a dot
const NEAR_ARC = 4; // pixels around a line
const PARTS = 12; // straight parts by which a curve is measured

/** Return the dot at some pixels, or null. */
export function nodeAt(map, x, y) {
  let best = null;
  let least = NEAR_DOT;
  for (const node of map.nodes) {
    const distance = Math.hypot(node.x - x, node.y - y) - node.radius;
    if (distance < least) [best, least] = [node, distance];
  }
  return best;
}

/** Return the arc whose line is at some pixels, or null. */
export function arcAt(map, x, y) {
  return lineAt(map, map.lines, x, y, () => 0);
}

/** Return the flow at some pixels, or null. */
export function flowAt(map, x, y) {
  return lineAt(map, map.drawnFlows, x, y, (flow) => widthOf(map, flow.total) / 2);
}

/** Return that of some lines which is nearest to some pixels, if it is near enough; half its width does not count. */
function lineAt(map, found, x, y, half) {
  const place = placeAt(map.view, map.sheet, x, y);
  let best = null;
  let least = NEAR_ARC / map.view.k;
  for (const each of found) {
    const wide = half(each) / map.view.k;
    for (let from = 0; from < each.line.length; from += 6) {
      const distance = distanceTo(each.line.slice(from, from + 6), place, least + wide) - wide;
      if (distance < least) [best, least] = [each, distance];
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
