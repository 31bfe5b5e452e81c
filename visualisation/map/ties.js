import { vocabulary } from "../vocabulary.js";
import { FAINT, NEW } from "./gather.js";
import { inPageUnits, pixels } from "./view.js";

const CROSS = 3; // pixels
const DISPUTE = "#d55e00";
const USUAL_NUMBER = 300; // arcs that are drawn at full strength
const { IN_FORCE } = vocabulary.Status;

// Dashes of a status in pixels, by its colour key.
const DASHES = { negotiating: [1, 4], signed: [5, 4], dormant: [2, 6], suspended: [9, 3, 2, 3] };
const DASH_OF = Object.fromEntries(
  Object.values(vocabulary.Status).map((status) => [status.code, DASHES[status.colour] || []]),
);

/** Draw the agreements as arcs, and a cross on each that is disputed. */
export function drawTies(ctx, map, groups, disputes) {
  inPageUnits(ctx, map.view, map.sheet);
  const near = Math.min(2, Math.sqrt(map.view.k / map.sheet.whole));
  // The more arcs there are, the finer and fainter they are, so that the land can still be seen.
  const crowd = Math.min(1, Math.sqrt((USUAL_NUMBER * near * near) / Math.max(1, map.shown)));
  ctx.lineCap = "round";
  for (const group of groups) {
    stroke(ctx, map, group, near, crowd);
    for (const path of group.paths) ctx.stroke(path);
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  drawDisputes(ctx, map, disputes);
}

function stroke(ctx, map, { tie, status, emphasis }, near, crowd) {
  const look = map.looks[tie];
  const bold = map.picked.length > 0 && emphasis !== FAINT;
  const thin = bold || emphasis === NEW ? 1 : Math.max(0.6, crowd);
  const strength = status === IN_FORCE.code ? look.strength : look.strength * 0.8;
  ctx.strokeStyle = map.dark ? look.dark : look.light;
  ctx.lineWidth = (look.width * near * (bold ? 1.5 : emphasis === NEW ? 1.8 : thin)) / map.view.k;
  ctx.setLineDash(DASH_OF[status].map((length) => length / map.view.k));
  if (emphasis === FAINT) ctx.globalAlpha = 0.06;
  else if (bold) ctx.globalAlpha = 0.9;
  else ctx.globalAlpha = emphasis === NEW ? Math.min(1, look.strength + 0.3) : thin * strength;
}

function drawDisputes(ctx, map, disputes) {
  const { ratio } = map.sheet;
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.strokeStyle = DISPUTE;
  ctx.lineWidth = 1.6;
  for (const place of disputes) {
    const [x, y] = pixels(map.view, map.sheet, ...place);
    ctx.beginPath();
    ctx.moveTo(x - CROSS, y - CROSS);
    ctx.lineTo(x + CROSS, y + CROSS);
    ctx.moveTo(x + CROSS, y - CROSS);
    ctx.lineTo(x - CROSS, y + CROSS);
    ctx.stroke();
  }
}
