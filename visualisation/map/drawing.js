import { clustersOf, reachOf, stepOf } from "./clusters.js";
import { MOST, drawFlows, flowsOf, inView, widthOf } from "./flows.js";
import { compared, gathered } from "./gather.js";
import { drawLand, endText, shadeSpan } from "./land.js";
import { drawNodes, nodesOf, radiusOf } from "./nodes.js";
import { drawTies, lines } from "./ties.js";
import { cleared, glideBetween, wholeScale, wholeView } from "./view.js";
import { sizeText } from "./words.js";

const LAYERS = ["land", "ties", "dots"];
const REST = 140; // milliseconds without movement until the map is drawn again

/** The methods of the map that choose what is shown and draw it; `this` is the component. */
export const drawing = {
  gather() {
    const { status, kind, disputed } = this;
    const issues = this.issues.reduce((mask, _, at) => (this.issue[at] ? mask | (1 << at) : mask), 0);
    const hidden = this.looks.map((look) => Boolean(this.hidden[look.label]));
    const stances = this.classes.map((each) => each.stance);
    const filter = { hidden, stances, status: { ...status }, kind: { ...kind }, disputed, issues };
    const pinned = new Set(this.picked);
    const found = this.observing
      ? compared(this.book, this.ground, this.month, filter, pinned)
      : gathered(this.book, filter, pinned);
    Object.assign(this, found, { shown: found.arcs.length, list: null });
    this.step = -1; // other flows
    this.paint();
  },
  fit() {
    const box = this.$refs.sheet.getBoundingClientRect();
    if (!box.width) return;
    const ratio = window.devicePixelRatio || 1;
    for (const name of LAYERS) {
      this.$refs[name].width = Math.round(box.width * ratio);
      this.$refs[name].height = Math.round(box.height * ratio);
    }
    const whole = !this.sheet.w || this.view.k <= this.sheet.whole * 1.001;
    this.sheet = { w: box.width, h: box.height, ratio, whole: wholeScale(box.width, box.height) };
    this.step = -1;
    this.landStale = true;
    if (whole) this.reset();
    else this.paint();
  },
  reset() {
    this.view = wholeView(this.sheet.whole);
    this.paint();
  },
  paint() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (!this.gone && this.sheet.w) this.draw();
    });
  },
  draw() {
    const before = this.drawnView;
    const moved = !before || before.x !== this.view.x || before.y !== this.view.y || before.k !== this.view.k;
    this.drawnView = { ...this.view };
    for (const name of LAYERS) this.$refs[name].style.transform = "";
    if (this.landStale || moved) this.drawGround();
    if (!this.columns.size) return;
    this.divide();
    const flows = inView(this);
    this.drawnFlows = flows.drawn;
    this.lines = this.single ? lines(this) : [];
    this.nodes = nodesOf(this);
    const ties = cleared(this.$refs.ties);
    if (this.single) drawTies(ties, this, this.lines);
    else drawFlows(ties, this, flows.drawn);
    this.names = drawNodes(cleared(this.$refs.dots), this, this.nodes);
    this.describe(flows);
  },
  /** Divide the cities into the clusters of the step of zoom, and the agreements into flows; nothing if they are. */
  divide() {
    this.single = this.apart || this.picked.length > 0;
    const step = stepOf(this.view, this.sheet);
    if (step === this.step) return;
    this.step = step;
    this.clusters = clustersOf(this.ground, this.rank, this.single ? 0 : reachOf(step, this.sheet));
    this.flows = this.single ? [] : flowsOf(this.arcs, this.clusters.leader, this.looks.length);
  },
  describe({ drawn, all }) {
    const first = this.rank[0];
    const r = radiusOf(this, this.columns.size[first]);
    this.largest = { r, text: this.ground.names[first] + ", " + sizeText(this, first) };
    const widest = drawn.length ? drawn[0].total : 0;
    this.widest = widest
      ? { width: widthOf(this, widest), text: widest + (widest === 1 ? " agreement" : " agreements") }
      : null;
    const carried = drawn.reduce((sum, flow) => sum + flow.total, 0);
    const every = all.reduce((sum, flow) => sum + flow.total, 0);
    const share = Math.round((100 * carried) / Math.max(1, every)) + " % of the agreements in view";
    this.part = all.length > MOST ? `the ${MOST} largest of ${all.length} flows, ${share}` : "";
  },
  drawGround() {
    const values = this.columns.shade || [];
    const span = shadeSpan(values, this.frame && this.frame.of);
    [this.low, this.high] = span.map(endText);
    drawLand(cleared(this.$refs.land), this, values, span);
    this.landStale = false;
  },
  glide() {
    // While the view moves, the finished pictures are moved as they are; they are drawn again when it rests.
    if (!this.drawnView || !this.sheet.w) {
      this.paint();
      return;
    }
    const transform = glideBetween(this.drawnView, this.view, this.sheet);
    for (const name of LAYERS) this.$refs[name].style.transform = transform;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.paint(), REST);
  },
  colour(stance) {
    return this.dark ? this.looks[stance].dark : this.looks[stance].light;
  },
};
