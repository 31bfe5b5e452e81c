import { nationAt } from "./land.js";
import { arcAt, flowAt, nodeAt } from "./picking.js";
import { zoomed } from "./view.js";
import { actorText, agreementText, clusterText, flowText } from "./words.js";

const CLICK = 3; // pixels that the mouse may move during a click
const STEP = 60; // pixels of an arrow key
const ZOOM = 1.5; // factor of a key
const NEARER = 1.9; // least factor by which a click on a cluster zooms
const NEAREST = 12; // times the scale of the whole world
const FILLED = 0.7; // share of the sheet that the cities of a cluster fill
const LISTED = 12; // agreements of a flow that are listed

/** The methods of the map that answer to mouse, fingers and keys; `this` is the component. */
export const interaction = {
  under(x, y) {
    // What is under the mouse: a dot, else an agreement or a flow, else a nation.
    const node = nodeAt(this, x, y);
    if (node) return { node };
    const arc = arcAt(this, x, y);
    if (arc) return { arc };
    const flow = flowAt(this, x, y);
    if (flow) return { flow };
    const nation = nationAt(this.$refs.land.getContext("2d"), this, x, y);
    return nation < 0 ? {} : { nation: this.ground.cities + nation };
  },
  spot(event) {
    const box = this.$refs.sheet.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  },
  grab(event) {
    this.held = { at: this.spot(event), view: { ...this.view }, moved: false };
  },
  move(event) {
    const spot = this.spot(event);
    if (this.held) this.drag(spot);
    else this.point(spot);
  },
  drag([x, y]) {
    const { at, view } = this.held;
    const dx = x - at[0];
    const dy = y - at[1];
    if (Math.hypot(dx, dy) > CLICK) this.held.moved = true;
    if (!this.held.moved) return;
    this.view = { ...this.view, x: view.x - dx / this.view.k, y: view.y - dy / this.view.k };
    this.tip = null;
    this.glide();
  },
  point([x, y]) {
    const found = this.under(x, y);
    this.$refs.dots.style.cursor = found.node || found.flow || found.arc ? "pointer" : "";
    const text = this.noteOn(found);
    const left = Math.max(0, Math.min(x + 12, this.sheet.w - 250));
    this.tip = text ? { x: left, y: Math.min(y + 12, this.sheet.h - 50), text } : null;
  },
  noteOn({ node, arc, flow, nation }) {
    if (node) return node.rows.length > 1 ? clusterText(this, node) : actorText(this, node.row);
    if (arc) return agreementText(this, arc);
    if (flow) return flowText(this, flow);
    return nation === undefined ? "" : actorText(this, nation);
  },
  drop(event) {
    const held = this.held;
    this.held = null;
    if (!held || held.moved) return;
    const { node, arc, flow, nation } = this.under(...this.spot(event));
    this.tip = null;
    this.list = null;
    if (node && node.rows.length > 1) this.approach(node);
    else if (node) this.choose(node.row, event.shiftKey);
    else if (arc) this.openFlow({ arcs: [arc] });
    else if (flow) this.openFlow(flow);
    else if (nation !== undefined) this.choose(nation, event.shiftKey);
    else if (this.picked.length) this.pick([]);
  },
  approach({ rows }) {
    // So near that all cities of a cluster just fit the sheet, but never by less than a step of zoom.
    const { place } = this.ground;
    const xs = rows.map((row) => place[2 * row]);
    const ys = rows.map((row) => place[2 * row + 1]);
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const fits = Math.min(this.sheet.w / (right - left + 1), this.sheet.h / (bottom - top + 1)) * FILLED;
    const k = Math.min(Math.max(fits, this.view.k * NEARER), this.sheet.whole * NEAREST);
    this.view = { x: (left + right) / 2, y: (top + bottom) / 2, k };
    this.paint();
  },
  openFlow(flow) {
    // An agreement of several parties has several arcs, and a tie that is only observed has no agreement.
    const found = new Map(flow.arcs.filter((arc) => arc.number >= 0).map((arc) => [arc.number, arc]));
    if (found.size === 1) this.open(...found.keys());
    else if (found.size) {
      const items = [...found.values()]
        .slice(0, LISTED)
        .map((arc) => ({ number: arc.number, text: agreementText(this, arc) }));
      this.list = { title: flowText(this, flow), items, more: Math.max(0, found.size - LISTED) };
    }
  },
  choose(row, more) {
    const others = this.picked.filter((each) => each !== row);
    if (others.length < this.picked.length) this.pick(others);
    else this.pick(more || this.several ? [...others, row] : [row]);
  },
  leave() {
    this.held = null;
    this.tip = null;
  },
  wheel(event) {
    this.zoom(Math.exp(-event.deltaY * 0.0015), this.spot(event));
  },
  zoom(by, at = [this.sheet.w / 2, this.sheet.h / 2]) {
    this.view = zoomed(this.view, this.sheet, by, at);
    this.glide();
  },
  touch(event) {
    if (event.touches.length === 2) {
      this.pinch = { gap: this.gap(event), k: this.view.k };
      this.held = null;
    } else this.grab(event.touches[0]);
  },
  gap({ touches: [one, other] }) {
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  },
  touchMove(event) {
    if (event.touches.length === 2 && this.pinch) {
      this.zoom((this.pinch.k * this.gap(event)) / this.pinch.gap / this.view.k);
    } else if (this.held) this.move(event.touches[0]);
  },
  touchEnd(event) {
    if (this.held && event.changedTouches.length) this.drop(event.changedTouches[0]);
    this.pinch = null;
  },
  key(event) {
    const step = STEP / this.view.k;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    const move = moves[event.key];
    if (move) {
      this.view = { ...this.view, x: this.view.x + move[0], y: this.view.y + move[1] };
      this.glide();
    } else if (event.key === "+" || event.key === "=") this.zoom(ZOOM);
    else if (event.key === "-") this.zoom(1 / ZOOM);
    else if (event.key === "0") this.reset();
    else if (event.key === "Escape" && this.list) this.list = null;
    else if (event.key === "Escape") this.pick([]);
    else return;
    event.preventDefault();
  },
};
