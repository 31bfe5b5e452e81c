import { vocabulary } from "../vocabulary.js";
import { curve } from "./curves.js";

const TOGETHER = 16; // arcs in one path
const { NEGOTIATING } = vocabulary.Status;

export const FAINT = "faint";
export const NEW = "new";
export const USUAL = "usual";

/**
 * Return what is drawn of the agreements.
 *
 * Some arcs of one look share a path: a pan then strokes a few hundred paths and not thousands, while wide lines of many
 * arcs in one path would be slow to fill.
 *
 * @param book Arcs by key; `drawn` and `line` of each are set.
 * @param ground Places of the actors.
 * @param filter Looks that are hidden, status, kind and issues that are shown, and whether only disputes are. A plain
 *   copy, since asking Vue for each arc takes longer than drawing it.
 * @param pinned Set of the actors that are pinned; their agreements are shown whatever their look and issues.
 * @returns Groups of paths in the order of drawing, the number of arcs of each look, the number shown, the places of
 *   disputes, and the actors that are pinned or have an agreement with one that is.
 */
export function gathered(book, ground, filter, pinned) {
  const groups = new Map();
  const counts = {};
  const disputes = [];
  const linked = new Set(pinned);
  let shown = 0;
  for (const arc of book.values()) {
    arc.drawn = false;
    if (!filter.status[arc.status] || !filter.kind[arc.kind]) continue;
    const passes = (arc.issues & filter.issues) !== 0 && (!filter.disputed || arc.disputed);
    if (passes) counts[arc.tie] = (counts[arc.tie] || 0) + 1; // looks that are hidden are counted as well
    const mine = pinned.has(arc.a) || pinned.has(arc.b);
    const visible = passes && !filter.hidden[arc.tie];
    if (!visible && !(mine && arc.status !== NEGOTIATING.code)) continue;
    arc.drawn = true;
    shown++;
    if (mine) linked.add(arc.a).add(arc.b);
    const emphasis = pinned.size && !mine ? FAINT : arc.fresh ? NEW : USUAL;
    if (!arc.line) arc.line = curve(ground, arc);
    addCurves(pathOf(groups, arc, emphasis), arc.line);
    if (arc.disputed && emphasis !== FAINT) disputes.push(middleOf(arc.line));
  }
  return { groups: [...groups.values()].sort(byOrder), counts, shown, disputes, linked };
}

function pathOf(groups, { tie, status }, emphasis) {
  const key = [tie, status, emphasis].join();
  if (!groups.has(key)) groups.set(key, { tie, status, emphasis, paths: [], room: 0 });
  const group = groups.get(key);
  if (!group.room) {
    group.paths.push(new Path2D());
    group.room = TOGETHER;
  }
  group.room--;
  return group.paths[group.paths.length - 1];
}

function addCurves(path, line) {
  path.moveTo(line[0], line[1]);
  for (let i = 0; i < line.length; i += 6) {
    if (i && line[i] !== line[i - 2]) path.moveTo(line[i], line[i + 1]);
    path.quadraticCurveTo(line[i + 2], line[i + 3], line[i + 4], line[i + 5]);
  }
}

function middleOf(line) {
  const i = 6 * Math.floor(line.length / 12);
  if (line.length % 12 === 0) return [line[i], line[i + 1]];
  return [(line[i] + 2 * line[i + 2] + line[i + 4]) / 4, (line[i + 1] + 2 * line[i + 3] + line[i + 5]) / 4];
}

// Faint arcs lie below all others; then the more contested look, and what is new, lies above.
function byOrder(one, other) {
  const faint = (other.emphasis === FAINT) - (one.emphasis === FAINT);
  const fresh = (one.emphasis === NEW) - (other.emphasis === NEW);
  return faint || one.tie - other.tie || one.status - other.status || fresh;
}
