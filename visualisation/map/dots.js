import { pixels } from "./view.js";

const USUAL_WIDTH = 950; // pixels of a sheet at which dots and labels have their usual size and number
const LABELS = 22;
const PINNED = "#d55e00";
const FONT = "11px Roboto, system-ui, sans-serif";

/** Return the radius of a city's dot, in pixels. */
export function radiusOf(map, city) {
  const largest = 8.5 * Math.min(1, Math.sqrt(map.sheet.w / USUAL_WIDTH));
  const share = Math.sqrt(map.columns.size[city] / map.largestSize);
  return 1.2 + largest * share * Math.min(1.8, Math.pow(map.view.k / map.sheet.whole, 0.25));
}

/** Return the rows of cities, the largest first. */
export function ranked(sizes, cities) {
  return Array.from({ length: cities }, (_, row) => row).sort((one, other) => sizes[other] - sizes[one]);
}

/** Draw the cities as dots, and the names of pinned actors and of the largest cities. */
export function drawDots(ctx, map) {
  const { ratio } = map.sheet;
  const colours = { ink: map.dark ? "#e8edf0" : "#26323a", edge: map.dark ? "#12171b" : "#ffffff" };
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.lineWidth = 0.7;
  ctx.strokeStyle = colours.edge;
  ctx.fillStyle = colours.ink;
  for (const city of map.rank) {
    const [x, y] = pixelsOf(map, city);
    if (!within(map, x, y, 9)) continue;
    ctx.globalAlpha = map.picked.length && !map.linked.has(city) ? 0.2 : 0.82;
    ctx.beginPath();
    ctx.arc(x, y, radiusOf(map, city), 0, 7);
    ctx.fill();
    ctx.stroke();
  }
  drawNames(ctx, map, colours);
}

function drawNames(ctx, map, colours) {
  ctx.font = FONT;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const zoom = Math.pow(map.view.k / map.sheet.whole, 1.2);
  const most = Math.round(LABELS * Math.min(1, map.sheet.w / USUAL_WIDTH) * zoom);
  const pinned = new Set(map.picked);
  const boxes = [];
  let done = 0;
  for (const row of [...map.picked, ...map.rank]) {
    if (done >= most && !pinned.has(row)) break;
    if (pinned.size && !map.linked.has(row)) continue;
    const [x, y] = pixelsOf(map, row);
    if (!within(map, x, y, 0)) continue;
    const radius = row < map.ground.cities ? radiusOf(map, row) : 4;
    if (pinned.has(row)) drawRing(ctx, x, y, radius + 3);
    const box = boxOfName(ctx, map, row, x, y, radius);
    if (boxes.some((other) => overlap(other, box))) continue;
    boxes.push(box);
    done++;
    drawName(ctx, map.ground.names[row], box, y, colours);
  }
}

function drawRing(ctx, x, y, radius) {
  ctx.strokeStyle = PINNED;
  ctx.lineWidth = 2.2;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.stroke();
}

function drawName(ctx, name, [left], y, colours) {
  ctx.strokeStyle = colours.edge;
  ctx.globalAlpha = 0.85;
  ctx.lineWidth = 3;
  ctx.strokeText(name, left + 1, y);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colours.ink;
  ctx.fillText(name, left + 1, y);
}

// A name is to the right of its dot, or to the left where the sheet ends.
function boxOfName(ctx, map, row, x, y, radius) {
  const width = ctx.measureText(map.ground.names[row]).width;
  const fits = x + radius + 3 + width < map.sheet.w;
  return [fits ? x + radius + 2 : x - radius - 4 - width, y - 7, width + 4, 14];
}

function overlap([x, y, width, height], [otherX, otherY, otherWidth, otherHeight]) {
  return x < otherX + otherWidth && otherX < x + width && y < otherY + otherHeight && otherY < y + height;
}

function within({ sheet }, x, y, margin) {
  return x >= -margin && y >= -margin && x <= sheet.w + margin && y <= sheet.h + margin;
}

function pixelsOf(map, row) {
  return pixels(map.view, map.sheet, map.ground.place[2 * row], map.ground.place[2 * row + 1]);
}
