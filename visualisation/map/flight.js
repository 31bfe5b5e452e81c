import { wholeView } from "./view.js";

const PAIR = 2;
const SECONDS = 0.9;
const FILLED = 0.55; // share of the sheet that a few places fill
const NEAREST = 5; // times the scale of the whole world
const STILL = "(prefers-reduced-motion: reduce)";
const FADED = 0.16;

/** The methods of the map that lead to some actors and fade everything else; `this` is the component. */
export const flight = {
  /** Go to the actors in focus, or to the whole world if there are none; at once for readers who want no motion. */
  aim(still = false) {
    this.lit = new Set(this.focus);
    this.gather();
    const target = this.lit.size ? around(this) : wholeView(this.sheet.whole);
    if (still || window.matchMedia(STILL).matches) {
      this.view = this.aimed = target;
      this.paint();
    } else this.fly({ ...this.view }, target);
  },
  fly(from, to) {
    const began = performance.now();
    const step = (now) => {
      // Whoever moves the map meanwhile, with mouse, finger or key, ends the flight.
      if (this.gone || this.aimed !== this.view) return;
      const t = Math.min(1, Math.max(0, (now - began) / 1000 / SECONDS));
      const part = t * t * (3 - 2 * t);
      const between = (name) => from[name] + (to[name] - from[name]) * part;
      this.view = this.aimed = { x: between("x"), y: between("y"), k: from.k * Math.pow(to.k / from.k, part) };
      this.paint();
      if (t < 1) requestAnimationFrame(step);
    };
    this.aimed = this.view;
    requestAnimationFrame(step);
  },
  /** Return whether the map leads to a pair: then each city is alone, and only what ties the two is drawn. */
  ofPair() {
    return this.lit.size === PAIR && !this.picked.length;
  },
  /** Return whether some actors are outside of what the map leads to. */
  faded(rows) {
    return this.lit.size > 0 && !rows.some((row) => this.lit.has(row));
  },
  /** Return how opaque the flow between two clusters is. */
  opacityOf({ a, b }) {
    if (!this.lit.size) return 1;
    const rowsOf = (leader) => this.clusters.rows.get(leader) || [leader];
    return this.faded(rowsOf(a)) && this.faded(rowsOf(b)) ? FADED : 1;
  },
};

/** Return the view in which all actors in focus are seen. */
function around({ lit, ground, sheet }) {
  const rows = [...lit].filter((row) => row < ground.cities);
  const places = (rows.length ? rows : [...lit]).map((row) => ground.place.slice(2 * row, 2 * row + 2));
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const fits = Math.min(sheet.w / (right - left + 1), sheet.h / (bottom - top + 1)) * FILLED;
  const k = Math.min(fits, sheet.whole * NEAREST);
  // Places all over the world are seen best where the whole world is.
  return k <= sheet.whole * 1.05 ? wholeView(sheet.whole) : { x: (left + right) / 2, y: (top + bottom) / 2, k };
}
