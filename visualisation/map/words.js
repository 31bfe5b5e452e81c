import { vocabulary } from "../vocabulary.js";

const STATUS = Object.fromEntries(Object.values(vocabulary.Status).map((status) => [status.code, status.word]));

/** Return the size of an actor with its unit. */
export function sizeText(map, row) {
  const size = map.columns.size[row];
  if (map.frame.by === "gdp") return "US$ " + Math.round(size).toLocaleString("en") + " billion a year";
  return (size / 1e6).toFixed(1) + " million inhabitants";
}

/** Return the note on an actor. */
export function actorText(map, row) {
  const { names, nation, cities } = map.ground;
  const name = row < cities ? names[row] + ", " + names[nation[row]] : names[row];
  const text = name + ": " + sizeText(map, row) + ", " + map.columns.ties[row] + " agreements in force";
  const value = row >= cities && map.columns.shade ? map.columns.shade[row - cities] : NaN;
  const shade = map.shades.find((each) => each.name === map.frame.of);
  if (isNaN(value) || !shade) return text;
  const number = Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
  return text + "; " + shade.label + " " + number;
}

/** Return the note on an agreement. */
export function agreementText(map, key) {
  const arc = map.book.get(key);
  const issues = map.issues.filter((_, at) => arc.issues & (1 << at)).join(" and ");
  const parties = map.ground.names[arc.a] + " and " + map.ground.names[arc.b];
  const state = STATUS[arc.status] + "; " + map.looks[arc.tie].label + (arc.disputed ? "; disputed" : "");
  return parties + " on " + issues + ": " + state;
}
