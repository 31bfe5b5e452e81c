import { inPageUnits } from "./view.js";

const TOP_SHARE = 0.97; // outliers above this quantile get the darkest tone
const HATCH = 6; // pixels between the lines over nations that are members
// Every tone leaves the colours of agreements a contrast of 3 to 1 (tests/visualisation/theme/test_contrast.py).
const LIGHT = {
  bare: "#e9ecee",
  border: "#ffffff",
  outline: "#a9b4bc",
  hatch: "rgba(38, 50, 58, 0.22)",
  ends: [
    [232, 236, 238],
    [188, 200, 208],
  ],
  positions: [
    [242, 210, 166],
    [236, 238, 240],
    [168, 210, 234],
  ],
};
const DARK = {
  bare: "#20262a",
  border: "#12171b",
  outline: "#4d5963",
  hatch: "rgba(232, 237, 240, 0.16)",
  ends: [
    [30, 38, 44],
    [58, 74, 84],
  ],
  positions: [
    [92, 60, 28],
    [44, 52, 58],
    [28, 68, 92],
  ],
};

/** Return the span of the tones for the values of nations; that of positions has 0 in its middle. */
export function shadeSpan(values, of) {
  const sorted = Array.from(values)
    .filter((value) => !isNaN(value))
    .sort((one, other) => one - other);
  if (!sorted.length) return [Infinity, -Infinity];
  const low = sorted[0];
  const high = sorted[Math.floor((sorted.length - 1) * TOP_SHARE)];
  if (!isPosition(of)) return [low, high];
  const size = Math.max(Math.abs(low), Math.abs(high));
  return [-size, size];
}

/** Return an end of the span as text. */
export function endText(value) {
  if (!isFinite(value)) return "";
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString("en");
  return Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(2);
}

/** Draw the outline of the globe and the nations, shaded by their values and hatched if they are members of the club. */
export function drawLand(ctx, map, values, span) {
  const colours = map.dark ? DARK : LIGHT;
  inPageUnits(ctx, map.view, map.sheet);
  ctx.strokeStyle = colours.outline;
  ctx.lineWidth = 1 / map.view.k;
  ctx.stroke(map.ground.outline);
  const hatch = hatching(ctx, map, colours.hatch);
  for (const { nation, path } of map.ground.land) {
    const value = nation >= 0 ? values[nation] : NaN;
    ctx.fillStyle = value === undefined || isNaN(value) ? colours.bare : tone(value, span, colours, map.frame.of);
    ctx.fill(path);
    if (nation < 0 || !map.members.has(map.ground.cities + nation)) continue;
    ctx.fillStyle = hatch;
    ctx.fill(path);
  }
  ctx.strokeStyle = colours.border;
  ctx.lineWidth = 0.7 / map.view.k;
  ctx.stroke(map.ground.borders);
}

/** Return the number of the nation whose land is at some pixels, or -1. */
export function nationAt(ctx, map, x, y) {
  inPageUnits(ctx, map.view, map.sheet);
  const { ratio } = map.sheet;
  const found = map.ground.land.find(
    (country) => country.nation >= 0 && ctx.isPointInPath(country.path, x * ratio, y * ratio),
  );
  return found ? found.nation : -1;
}

/** Return a pattern of lines that keeps its size in pixels, whatever the zoom. */
function hatching(ctx, { sheet, view }, colour) {
  const tile = document.createElement("canvas");
  const size = HATCH * sheet.ratio;
  tile.width = tile.height = Math.round(size);
  const pen = tile.getContext("2d");
  pen.strokeStyle = colour;
  pen.lineWidth = sheet.ratio;
  pen.beginPath();
  // Three pieces, so that the lines of neighbouring tiles meet.
  for (const from of [-size, 0, size]) {
    pen.moveTo(from, size);
    pen.lineTo(from + size, 0);
  }
  pen.stroke();
  const pattern = ctx.createPattern(tile, "repeat");
  const scale = 1 / (view.k * sheet.ratio);
  pattern.setTransform(new DOMMatrix([scale, 0, 0, scale, 0, 0]));
  return pattern;
}

function isPosition(of) {
  return Boolean(of) && of.startsWith("position_");
}

function tone(value, [low, high], colours, of) {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  if (!isPosition(of)) return mixed(...colours.ends, Math.max(0, Math.min(1, share)));
  const [against, neutral, inFavour] = colours.positions;
  return share < 0.5 ? mixed(against, neutral, share * 2) : mixed(neutral, inFavour, share * 2 - 1);
}

function mixed(one, other, share) {
  return "rgb(" + one.map((value, i) => Math.round(value + (other[i] - value) * share)).join(",") + ")";
}
