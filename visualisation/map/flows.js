import { curve, pathOf } from "./curves.js";
import { inPageUnits, isIn, pixels } from "./view.js";

export const MOST = 80; // flows that are drawn
const WIDEST = 14; // pixels of the largest flow on a sheet of usual width
const USUAL_WIDTH = 950;
const EACH = 2.5; // pixels of one agreement at most, where no flow has many
const NARROWEST = 2.2;
const TWO_COLOURS = 4; // pixels from which two colours of a flow can be distinguished
const LEAST_CORE = 1; // pixels of a share that can be seen
const CASING = 1; // pixels of the edge that parts a flow from what it crosses

/**
 * Return the flows between clusters, one for each pair of clusters with agreements, the largest first.
 *
 * @param arcs The agreements that are shown.
 * @param leader For each actor the row of its cluster.
 * @param stances Number of stances.
 * @returns Flows with their ends, the number of agreements, the same by stance, and the agreements.
 */
export function flowsOf(arcs, leader, stances) {
  const flows = new Map();
  const size = leader.length;
  for (const arc of arcs) {
    const a = leader[arc.a];
    const b = leader[arc.b];
    if (a === b) continue;
    const key = a < b ? a * size + b : b * size + a;
    let flow = flows.get(key);
    if (!flow) {
      flow = { a: Math.min(a, b), b: Math.max(a, b), by: Array.from({ length: stances }, () => 0), total: 0, arcs: [] };
      flows.set(key, flow);
    }
    flow.total++;
    flow.by[arc.stance]++;
    flow.arcs.push(arc);
  }
  return [...flows.values()].sort((one, other) => other.total - one.total || one.a - other.a || one.b - other.b);
}

/** Return the flows that are drawn: the largest of those with an end in view, since others merely pass through. */
export function inView(map) {
  const { place } = map.ground;
  const seen = (row) => isIn(map.sheet, pixels(map.view, map.sheet, place[2 * row], place[2 * row + 1]));
  const found = map.flows.filter((flow) => seen(flow.a) || seen(flow.b));
  // What the map leads to comes first.
  const lit = map.lit.size ? found.filter((flow) => map.opacityOf(flow) === 1) : [];
  const drawn = lit.length ? [...new Set([...lit, ...found])] : found;
  return { drawn: drawn.slice(0, MOST), all: found };
}

/** Return the width of a flow in pixels: in proportion to its agreements, but wide enough to be seen. */
export function widthOf(map, total) {
  const widest = WIDEST * Math.min(1, Math.sqrt(map.sheet.w / USUAL_WIDTH));
  return Math.max(NARROWEST, Math.min(EACH, widest / map.flows[0].total) * total);
}

/**
 * Draw flows, the smallest first.
 *
 * The share against the nation is a line inside the flow, as wide as its share, and the rest has the colour of the more
 * frequent of the other stances: a mixed colour would mean nothing, and three stripes in each flow hide the pattern. A flow
 * that is too narrow for both has the colour of the majority.
 */
export function drawFlows(ctx, map, flows) {
  inPageUnits(ctx, map.view, map.sheet);
  ctx.lineCap = "butt";
  ctx.setLineDash([]);
  for (const flow of [...flows].reverse()) {
    if (!flow.line) {
      flow.line = curve(map.ground, flow);
      flow.path = pathOf(flow.line);
    }
    const width = widthOf(map, flow.total);
    ctx.globalAlpha = map.opacityOf(flow);
    strokeOf(ctx, map, flow.path, map.dark ? "#12171b" : "#f4f6f8", width + 2 * CASING);
    for (const [stance, core] of coresOf(flow, width)) strokeOf(ctx, map, flow.path, map.colour(stance), core);
  }
  ctx.globalAlpha = 1;
}

/** Return the stance and the width of what is drawn of a flow: all of it, and inside it the share of the last stance. */
export function coresOf({ by, total }, width) {
  const last = by.length - 1;
  const rest = by.slice(0, last);
  const core = (width * by[last]) / total;
  const most = rest.indexOf(Math.max(...rest));
  if (!rest[most]) return [[last, width]];
  if (width < TWO_COLOURS) return [[2 * by[last] >= total ? last : most, width]];
  return core < LEAST_CORE
    ? [[most, width]]
    : [
        [most, width],
        [last, core],
      ];
}

function strokeOf(ctx, map, path, colour, width) {
  ctx.strokeStyle = colour;
  ctx.lineWidth = width / map.view.k;
  ctx.stroke(path);
}
