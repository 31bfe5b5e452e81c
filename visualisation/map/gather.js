import { vocabulary } from "../vocabulary.js";

const { NEGOTIATING, IN_FORCE, DORMANT, SUSPENDED } = vocabulary.Status;
const TIED = new Set([IN_FORCE, DORMANT, SUSPENDED].map((status) => status.code));
const CITY_CITY = vocabulary.Kind.CITY_CITY.code;
const IN_BOTH = 1; // places of the colours of observed ties; Python names them in the same order (palette.OBSERVED)
const OBSERVED_ONLY = 2;
const SIMULATED_ONLY = 3;

/**
 * Return what is shown of the agreements.
 *
 * @param book Arcs by key; `drawn` and `stance` of each are set.
 * @param filter Stance of each class, stances that are hidden, status, kind and issues that are shown, and whether only
 *   disputes are. A plain copy, since asking Vue for each agreement takes longer than drawing it.
 * @param pinned Set of the actors that are pinned; their agreements are shown whatever their stance and issues.
 * @returns The agreements that are shown, the number of those of each stance, of those that only their status hides and of
 *   those in dispute, and the actors that are pinned or have an agreement with one that is.
 */
export function gathered(book, filter, pinned) {
  const found = { arcs: [], counts: {}, others: 0, disputes: 0, linked: new Set(pinned) };
  for (const arc of book.values()) {
    arc.drawn = false;
    arc.stance = filter.stances[arc.tie];
    const mine = pinned.has(arc.a) || pinned.has(arc.b);
    const passes = filter.kind[arc.kind] && (arc.issues & filter.issues) !== 0 && (!filter.disputed || arc.disputed);
    // An agreement that was opened is seen whatever its status: its parties are the pinned actors.
    if (!filter.status[arc.status] && !(pinned.has(arc.a) && pinned.has(arc.b))) {
      if (passes && !filter.hidden[arc.stance]) found.others++;
      continue;
    }
    if (passes) found.counts[arc.stance] = (found.counts[arc.stance] || 0) + 1; // those that are hidden as well
    const visible = passes && !filter.hidden[arc.stance];
    if (!visible && !(mine && filter.kind[arc.kind] && arc.status !== NEGOTIATING.code)) continue;
    arc.drawn = true;
    if (mine || !pinned.size) found.disputes += arc.disputed;
    found.arcs.push(arc);
    if (mine) found.linked.add(arc.a).add(arc.b);
  }
  return found;
}

/**
 * Return the observed and the simulated ties of cities, one for each pair.
 *
 * @param book Arcs by key.
 * @param ground Actors, and the pairs that are observed, each with the first month that counts.
 * @param month Number of months that the world has run.
 * @param filter Stances that are hidden.
 * @param pinned Set of the actors that are pinned.
 * @returns As of `gathered`; every tie of two cities counts that is in force, dormant or suspended, whatever it is about.
 */
export function compared(book, { observed, cities }, month, filter, pinned) {
  const found = { arcs: [], counts: {}, others: 0, disputes: 0, linked: new Set(pinned) };
  const size = cities + 1;
  const keyOf = (a, b) => (a < b ? a * size + b : b * size + a);
  const left = new Set();
  const last = Math.max(0, month - 1); // the month that is shown
  for (let i = 0; i < observed.length; i += 3) {
    if (observed[i + 2] <= last) left.add(keyOf(observed[i], observed[i + 1]));
  }
  const expected = new Set(left);
  const seen = new Set();
  const add = (arc) => {
    found.counts[arc.stance] = (found.counts[arc.stance] || 0) + 1;
    arc.drawn = !filter.hidden[arc.stance];
    if (!arc.drawn) return;
    found.arcs.push(arc);
    if (pinned.has(arc.a) || pinned.has(arc.b)) found.linked.add(arc.a).add(arc.b);
  };
  for (const arc of book.values()) {
    arc.drawn = false;
    const key = keyOf(arc.a, arc.b);
    if (!TIED.has(arc.status) || arc.kind !== CITY_CITY || seen.has(key)) continue;
    seen.add(key);
    left.delete(key);
    arc.stance = expected.has(key) ? IN_BOTH : SIMULATED_ONLY;
    add(arc);
  }
  for (const key of left) {
    const status = IN_FORCE.code;
    add({
      a: Math.floor(key / size),
      b: key % size,
      stance: OBSERVED_ONLY,
      status,
      number: -1,
      disputed: 0,
      line: null,
    });
  }
  return found;
}
