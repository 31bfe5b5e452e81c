const NAMES = 40; // names on a sheet of usual width, where the whole world is shown
const USUAL_WIDTH = 950;
const FONT = "11px Roboto, system-ui, sans-serif";
const HEIGHT = 13;
const GAP = 4; // pixels between a dot, with its rings, and its name
const LEAST_DOT = 3.5; // radius from which a dot is not covered by a name

/**
 * Draw names next to dots, the most important first, where they cover neither another name nor a dot.
 *
 * @returns The boxes of the names: left, top, width, height.
 */
export function drawNames(ctx, map, nodes, colours) {
  ctx.font = FONT;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const zoom = Math.pow(map.view.k / map.sheet.whole, 1.2);
  const most = Math.round(NAMES * Math.min(1, map.sheet.w / USUAL_WIDTH) * zoom);
  const dots = nodes.filter(({ radius, faint }) => radius >= LEAST_DOT && !faint).map(boxOfDot);
  const boxes = [];
  for (const node of nodes) {
    if ((boxes.length >= most && !node.pinned) || node.faint) continue;
    const text = nameOf(map, node);
    const own = boxOfDot(node);
    const free = (box) => isFree(map.sheet, box, boxes) && dots.every((dot) => same(dot, own) || !overlap(dot, box));
    const box = placesOf(node, ctx.measureText(text).width).find(free);
    if (!box) continue;
    boxes.push(box);
    drawName(ctx, text, box, colours);
  }
  return boxes;
}

/** Return the name of a dot; that of a cluster says how many cities besides the named one it has. */
export function nameOf(map, { row, rows }) {
  return map.ground.names[row] + (rows.length > 1 ? " +" + (rows.length - 1) : "");
}

// To the right, to the left, below and above.
function placesOf({ x, y, radius }, text) {
  const width = text + 2;
  const away = radius + GAP;
  return [
    [x + away, y - HEIGHT / 2, width, HEIGHT],
    [x - away - width, y - HEIGHT / 2, width, HEIGHT],
    [x - width / 2, y + away, width, HEIGHT],
    [x - width / 2, y - away - HEIGHT, width, HEIGHT],
  ];
}

function isFree(sheet, box, boxes) {
  const inside = box[0] >= 0 && box[1] >= 0 && box[0] + box[2] <= sheet.w && box[1] + box[3] <= sheet.h;
  return inside && !boxes.some((other) => overlap(other, box));
}

function drawName(ctx, text, [left, top], colours) {
  ctx.strokeStyle = colours.edge;
  ctx.globalAlpha = 0.9;
  ctx.lineWidth = 3;
  ctx.strokeText(text, left + 1, top + HEIGHT / 2);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colours.ink;
  ctx.fillText(text, left + 1, top + HEIGHT / 2);
}

function boxOfDot({ x, y, radius }) {
  return [x - radius, y - radius, 2 * radius, 2 * radius];
}

function same(one, other) {
  return one.every((value, at) => value === other[at]);
}

function overlap([x, y, width, height], [otherX, otherY, otherWidth, otherHeight]) {
  return x < otherX + otherWidth && otherX < x + width && y < otherY + otherHeight && otherY < y + height;
}
