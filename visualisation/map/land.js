import { inPageUnits } from "./view.js";

const TOP_SHARE = 0.97; // outliers above this quantile get the darkest tone
const LIGHT = {
  bare: "#e9ecee",
  border: "#ffffff",
  ends: [
    [232, 236, 238],
    [140, 160, 172],
  ],
  positions: [
    [240, 205, 160],
    [236, 238, 240],
    [160, 205, 230],
  ],
};
const DARK = {
  bare: "#262c31",
  border: "#12171b",
  ends: [
    [38, 50, 58],
    [120, 148, 160],
  ],
  positions: [
    [122, 78, 34],
    [44, 52, 58],
    [34, 92, 122],
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

/** Draw the nations, shaded by their values, and the borders. */
export function drawLand(ctx, map, values, span) {
  const colours = map.dark ? DARK : LIGHT;
  inPageUnits(ctx, map.view, map.sheet);
  for (const { nation, path } of map.ground.land) {
    const value = nation >= 0 ? values[nation] : NaN;
    ctx.fillStyle = value === undefined || isNaN(value) ? colours.bare : tone(value, span, colours, map.frame.of);
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
