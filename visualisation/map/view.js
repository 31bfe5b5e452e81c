// A view: the place (x, y) of the page in the middle of the sheet, and the scale k in pixels per unit of the page.
const PAGE_WIDTH = 54800;
const PAGE_HEIGHT = 25200;
const MIDDLE = -1200; // the land is not in the middle of the page: there is more of it in the north
const LEAST = 0.8;
const MOST = 40;

/** Return the scale at which the whole world fits a sheet. */
export function wholeScale(width, height) {
  return Math.min(width / PAGE_WIDTH, height / PAGE_HEIGHT);
}

/** Return the view of the whole world. */
export function wholeView(scale) {
  return { x: 0, y: MIDDLE, k: scale };
}

/** Return the pixels of a place. */
export function pixels(view, sheet, x, y) {
  return [(x - view.x) * view.k + sheet.w / 2, (y - view.y) * view.k + sheet.h / 2];
}

/** Return the place under some pixels. */
export function placeAt(view, sheet, x, y) {
  return [view.x + (x - sheet.w / 2) / view.k, view.y + (y - sheet.h / 2) / view.k];
}

/** Return a view that is zoomed by a factor, with the place under some pixels unmoved. */
export function zoomed(view, sheet, by, [x, y]) {
  const k = Math.max(sheet.whole * LEAST, Math.min(sheet.whole * MOST, view.k * by));
  const [placeX, placeY] = placeAt(view, sheet, x, y);
  return { k, x: placeX - (x - sheet.w / 2) / k, y: placeY - (y - sheet.h / 2) / k };
}

/** Return the CSS transform that turns a finished picture of one view into that of another. */
export function glideBetween(drawn, view, sheet) {
  const s = view.k / drawn.k;
  const x = (drawn.x - view.x) * view.k + (sheet.w / 2) * (1 - s);
  const y = (drawn.y - view.y) * view.k + (sheet.h / 2) * (1 - s);
  return "translate(" + x + "px," + y + "px) scale(" + s + ")";
}

/** Let a canvas draw in units of the page. */
export function inPageUnits(ctx, view, sheet) {
  const s = view.k * sheet.ratio;
  const x = (sheet.w / 2) * sheet.ratio - view.x * s;
  const y = (sheet.h / 2) * sheet.ratio - view.y * s;
  ctx.setTransform(s, 0, 0, s, x, y);
}

/** Return the drawing context of a canvas that has been emptied. */
export function cleared(canvas) {
  const ctx = canvas.getContext("2d");
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  return ctx;
}

/** Return whether some pixels are on the sheet, or at most a margin beyond its edge. */
export function isIn(sheet, [x, y], margin = 0) {
  return x >= -margin && y >= -margin && x <= sheet.w + margin && y <= sheet.h + margin;
}
