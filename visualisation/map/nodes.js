import { drawNames } from "./labels.js";
import { isIn, pixels } from "./view.js";

const USUAL_WIDTH = 950; // pixels of a sheet at which dots and names have their usual size and number
const LARGEST = 8.5; // pixels of the radius of the largest city, where the whole world is shown
const CLUSTER = 9; // least radius of a cluster, so that its number has room
const MOST = 19;
const NATION = 3.5;
const MARGIN = 20;
const FULL = 2 * Math.PI;
const TOP = -Math.PI / 2;

/** Return the radius of the dot of some people or money, in pixels: its area is in proportion. */
export function radiusOf(map, size) {
  const largest = LARGEST * Math.min(1, Math.sqrt(map.sheet.w / USUAL_WIDTH));
  const share = Math.sqrt(size / map.largestSize);
  return 1.2 + largest * share * Math.min(1.8, Math.pow(map.view.k / map.sheet.whole, 0.25));
}

/** Return the rows of cities, the largest first. */
export function ranked(sizes, cities) {
  return Array.from({ length: cities }, (_, row) => row).sort((one, other) => sizes[other] - sizes[one]);
}

/**
 * Return the dots in view, the largest first: clusters, or each city alone, and nations where agreements end.
 *
 * Each has the row of its actor, its pixels and radius, the rows of its cities, and whether it is faint.
 */
export function nodesOf(map) {
  const { ground, columns } = map;
  const nodes = [];
  const add = (row, rows, radius) => {
    const [x, y] = pixels(map.view, map.sheet, ground.place[2 * row], ground.place[2 * row + 1]);
    if (!isIn(map.sheet, [x, y], MARGIN)) return;
    const faint = map.picked.length ? !map.linked.has(row) : map.faded(rows.length ? rows : [row]);
    nodes.push({ row, x, y, radius, rows, faint, pinned: map.picked.includes(row) });
  };
  const most = MOST * Math.min(1, Math.sqrt(map.sheet.w / USUAL_WIDTH));
  for (const row of map.rank) {
    const rows = map.clusters.rows.get(row);
    if (!rows) continue;
    const size = rows.reduce((sum, each) => sum + columns.size[each], 0);
    const radius = radiusOf(map, size);
    add(row, rows, rows.length > 1 ? Math.max(CLUSTER, Math.min(most, radius)) : radius);
  }
  const ends = new Set(map.picked.length ? map.linked : map.flows.flatMap(({ a, b }) => [a, b]));
  for (const row of map.lit) ends.add(row);
  for (const row of ends) if (row >= ground.cities) add(row, [], NATION);
  return nodes.sort((one, other) => other.pinned - one.pinned || one.faint - other.faint || other.radius - one.radius);
}

/** Draw dots with their names, and a ring around those in the club that is chosen. */
export function drawNodes(ctx, map, nodes) {
  const { ratio } = map.sheet;
  const colours = map.dark ? { ink: "#e8edf0", edge: "#12171b" } : { ink: "#26323a", edge: "#ffffff" };
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const node of [...nodes].reverse()) {
    ctx.globalAlpha = node.faint ? 0.25 : 1;
    drawNode(ctx, map, node, colours);
    if (!node.faint) drawMembers(ctx, map, node);
  }
  ctx.globalAlpha = 1;
  for (const node of nodes) if (node.pinned) ring(ctx, node, 7, 2.4, colours.ink);
  for (const { x, y, radius, rows, faint } of nodes) {
    if (rows.length < 2 || faint) continue;
    ctx.font = "600 11px Roboto, system-ui, sans-serif";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colours.edge;
    if (radius >= CLUSTER) ctx.fillText(String(rows.length), x, y + 0.5);
  }
  return drawNames(ctx, map, nodes, colours);
}

function drawNode(ctx, map, { row, x, y, radius }, colours) {
  ctx.fillStyle = colours.ink;
  ctx.strokeStyle = colours.edge;
  ctx.lineWidth = 1;
  ctx.beginPath();
  // A nation is a square, because its place is not that of a city.
  if (row >= map.ground.cities) ctx.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  else ctx.arc(x, y, radius, 0, FULL);
  ctx.fill();
  ctx.stroke();
}

/** Draw a ring, of a cluster as much of it as the share of its cities that are members. */
function drawMembers(ctx, map, { row, x, y, radius, rows }) {
  const inside = rows.length ? rows.filter((each) => map.members.has(each)).length / rows.length : map.members.has(row);
  if (!inside) return;
  for (const [colour, width] of [
    [map.ring.edge, 4.2],
    [map.ring.colour, 2.4],
  ]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.arc(x, y, radius + 2, TOP, TOP + FULL * inside);
    ctx.stroke();
  }
}

function ring(ctx, { x, y, radius }, gap, width, colour) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.arc(x, y, radius + gap, 0, FULL);
  ctx.stroke();
}
