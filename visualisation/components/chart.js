// The geometry of a line chart, in units of its view box of 400 by 110.
const LEFT = 34;
const RIGHT = 398;
const BOTTOM = 92;
const TOP = 8;

const everyMonth = (at) => at;
const missing = (value) => value === null || value === undefined || Number.isNaN(value);

/** Return a chart with the points of its lines and bands, the ends of its axis, and a description. */
export function drawnChart(chart, months, horizon) {
  const values = valuesOf(chart);
  const empty = { title: chart.title, unit: chart.unit, lines: [], bands: [], low: "", high: "" };
  if (!values.length) return { ...empty, description: chart.title + ": nothing yet" };
  const axis = axisOf(values);
  const x = (month) => (LEFT + ((RIGHT - LEFT) * (month + 1)) / horizon).toFixed(1);
  const y = (value) => (BOTTOM - ((BOTTOM - TOP) * (value - axis.low)) / (axis.high - axis.low)).toFixed(1);
  // Charts and months do not arrive at the same time; a value without its month is drawn when that has come.
  const point = (value, month) => (missing(value) || missing(month) ? null : x(month) + "," + y(value));
  const points = (list, month) => list.map((value, at) => point(value, month(at))).filter((each) => each);
  const lines = chart.series.map((line) => ({
    label: line.label,
    colour: line.colour,
    dash: line.dash,
    last: axis.text(line.values[line.values.length - 1]),
    points: points(line.values, line.every_month ? everyMonth : (at) => months[at]).join(" "),
  }));
  const bands = chart.bands.map((band) => ({
    label: band.label,
    colour: band.colour,
    points: [...points(band.low, everyMonth), ...points(band.high, everyMonth).reverse()].join(" "),
  }));
  const description = chart.title + ": " + lines.map((line) => line.label + " " + line.last).join(", ");
  return { ...empty, lines, bands, low: axis.text(axis.low), high: axis.text(axis.high), description };
}

function valuesOf(chart) {
  const ofLines = chart.series.map((line) => line.values);
  const ofBands = chart.bands.map((band) => [...band.low, ...band.high]);
  return [].concat(...ofLines, ...ofBands).filter((value) => !missing(value));
}

// Counts start at 0 and are whole; shares get the range of their values, because their changes are small.
function axisOf(values) {
  const top = Math.max(...values);
  const counts = top > 5;
  const low = counts ? 0 : Math.min(...values);
  const high = top > low ? top : low + (counts ? 1 : 0.01);
  const decimals = top - Math.min(...values) < 0.02 ? 3 : 2;
  const text = (value) => (missing(value) ? "" : counts ? String(Math.round(value)) : value.toFixed(decimals));
  return { low, high, text };
}
