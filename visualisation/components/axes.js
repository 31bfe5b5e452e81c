/** Return the lowest and highest of some numbers with room on both sides: a share of their range. */
export function spanOf(values, share, unit) {
  const low = values.length ? Math.min(...values) : 0;
  const high = values.length ? Math.max(...values) : 1;
  const room = (high - low || unit(high)) * share;
  return [low - room, high + room];
}

/** Return round numbers within a span, about four steps apart. */
export function ticksOf([low, high], digits) {
  const raw = (high - low) / 4;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw);
  const ticks = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
    ticks.push(Number(tick.toFixed(digits)));
  }
  return ticks;
}

/** Return the place of a value of a span between two places on the page. */
export function placeOf(value, [low, high], from, to) {
  return from + ((to - from) * (value - low)) / (high - low);
}

/** Return a number for a table: grouped if large, whole if it is, else with some decimals. */
export function numberText(value, large, decimals) {
  if (Math.abs(value) >= large) return Math.round(value).toLocaleString("en");
  return Number.isInteger(value) ? String(value) : value.toFixed(decimals);
}
