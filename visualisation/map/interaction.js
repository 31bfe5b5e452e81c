import { nationAt } from "./land.js";
import { arcAt, cityAt } from "./picking.js";
import { zoomed } from "./view.js";
import { actorText, agreementText } from "./words.js";

const CLICK = 3; // pixels that the mouse may move during a click
const STEP = 60; // pixels of an arrow key
const ZOOM = 1.5; // factor of a key

/** The methods of the map that answer to mouse, fingers and keys; `this` is the component. */
export const interaction = {
  under(x, y) {
    // What is under the mouse: a city, else an agreement, else a nation; each -1 if it is something else.
    const city = cityAt(this, x, y);
    const agreement = city < 0 ? arcAt(this, x, y) : -1;
    const nation = city < 0 && agreement < 0 ? nationAt(this.$refs.land.getContext("2d"), this, x, y) : -1;
    return { agreement, actor: nation < 0 ? city : this.ground.cities + nation, land: nation >= 0 };
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
    const { agreement, actor, land } = this.under(x, y);
    const nothing = agreement < 0 && actor < 0;
    this.$refs.dots.style.cursor = nothing || land ? "" : "pointer";
    const text = agreement >= 0 ? agreementText(this, agreement) : nothing ? "" : actorText(this, actor);
    const left = Math.max(0, Math.min(x + 12, this.sheet.w - 250));
    this.tip = nothing ? null : { x: left, y: Math.min(y + 12, this.sheet.h - 50), text };
  },
  drop(event) {
    const held = this.held;
    this.held = null;
    if (!held || held.moved) return;
    const { agreement, actor } = this.under(...this.spot(event));
    if (agreement >= 0) this.open(this.book.get(agreement).number);
    else if (actor >= 0) this.choose(actor, event.shiftKey);
    else if (this.picked.length) this.pick([]);
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
    else if (event.key === "Escape") this.pick([]);
    else return;
    event.preventDefault();
  },
};
