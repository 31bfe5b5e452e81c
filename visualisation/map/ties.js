import { vocabulary } from "../vocabulary.js";
import { curve, pathOf } from "./curves.js";
import { inPageUnits, isIn, pixels } from "./view.js";

const CROSS = 4; // pixels
const TOGETHER = 16; // agreements in one path
const USUAL_NUMBER = 300; // lines that are drawn at their usual width
const { IN_FORCE } = vocabulary.Status;

// Dashes of a status in pixels, by its colour key.
const DASHES = { negotiating: [1, 4], signed: [5, 4], dormant: [2, 6], suspended: [9, 3, 2, 3] };
const DASH_OF = Object.fromEntries(
  Object.values(vocabulary.Status).map((status) => [status.code, DASHES[status.colour] || []]),
);

/** Return the agreements that are drawn one by one, with an end in view and the more contested ones last. */
export function lines(map) {
  const { place } = map.ground;
  const seen = (row) => isIn(map.sheet, pixels(map.view, map.sheet, place[2 * row], place[2 * row + 1]));
  const mine = map.ofPair()
    ? map.arcs.filter((arc) => map.lit.has(arc.a) && map.lit.has(arc.b))
    : map.picked.length
      ? map.arcs.filter((arc) => map.picked.includes(arc.a) || map.picked.includes(arc.b))
      : map.arcs;
  return mine.filter((arc) => seen(arc.a) || seen(arc.b)).sort((one, other) => one.stance - other.stance);
}

/** Draw agreements as lines, and for pinned actors a cross on each that is disputed. */
export function drawTies(ctx, map, arcs) {
  inPageUnits(ctx, map.view, map.sheet);
  const near = Math.min(2, Math.sqrt(map.view.k / map.sheet.whole));
  // The more lines there are, the finer they are, so that the land can still be seen; never so fine that they fade.
  const crowd = Math.min(1, Math.sqrt((USUAL_NUMBER * near * near) / Math.max(1, arcs.length)));
  const bold = map.picked.length > 0 || map.ofPair();
  ctx.lineCap = "round";
  for (const { stance, status, fresh, paths } of groupsOf(map, arcs)) {
    const width = bold ? 2.2 : fresh ? 2.4 : Math.max(1.5, 2 * crowd);
    ctx.strokeStyle = map.colour(stance);
    ctx.lineWidth = width / map.view.k;
    ctx.setLineDash((DASH_OF[status] || DASH_OF[IN_FORCE.code]).map((length) => length / map.view.k));
    for (const path of paths) ctx.stroke(path);
  }
  ctx.setLineDash([]);
  if (bold) drawDisputes(ctx, map, arcs);
}

// Lines of one look share paths: a few hundred paths are stroked and not thousands, while many lines in one path would
// be slow to fill.
function groupsOf(map, arcs) {
  const groups = new Map();
  for (const arc of arcs) {
    const key = [arc.stance, arc.status, Boolean(arc.fresh)].join();
    if (!groups.has(key)) {
      groups.set(key, { stance: arc.stance, status: arc.status, fresh: arc.fresh, paths: [], room: 0 });
    }
    const group = groups.get(key);
    if (!group.room) {
      group.paths.push(new Path2D());
      group.room = TOGETHER;
    }
    group.room--;
    if (!arc.line) arc.line = curve(map.ground, arc);
    pathOf(arc.line, group.paths[group.paths.length - 1]);
  }
  return groups.values();
}

function drawDisputes(ctx, map, arcs) {
  const { ratio } = map.sheet;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const [colour, width] of [
    [map.dark ? "#12171b" : "#ffffff", 4.5],
    [map.dark ? "#e8edf0" : "#26323a", 1.8],
  ]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    for (const arc of arcs) {
      if (!arc.disputed) continue;
      const [x, y] = pixels(map.view, map.sheet, ...middleOf(arc.line));
      ctx.moveTo(x - CROSS, y - CROSS);
      ctx.lineTo(x + CROSS, y + CROSS);
      ctx.moveTo(x + CROSS, y - CROSS);
      ctx.lineTo(x - CROSS, y + CROSS);
    }
    ctx.stroke();
  }
}

function middleOf(line) {
  const i = 6 * Math.floor(line.length / 12);
  if (line.length % 12 === 0) return [line[i], line[i + 1]];
  return [(line[i] + 2 * line[i + 2] + line[i + 4]) / 4, (line[i + 1] + 2 * line[i + 3] + line[i + 5]) / 4];
}
