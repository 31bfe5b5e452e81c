import { vocabulary } from "../vocabulary.js";

const STATUS = {
  ...Object.fromEntries(Object.values(vocabulary.Status).map((status) => [status.code, status.word])),
  [vocabulary.Status.SUSPENDED.code]: "suspended by a national law",
};

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
  return text + "; " + shade.label + " " + number + " (" + shade.unit + ")";
}

/** Return the note on a cluster. */
export function clusterText(map, { row, rows }) {
  const inside = new Set(rows);
  let within = 0;
  let beyond = 0;
  let disputed = 0;
  for (const arc of map.arcs) {
    const ends = inside.has(arc.a) + inside.has(arc.b);
    if (ends === 2) within++;
    if (ends === 1) beyond++;
    if (ends) disputed += arc.disputed;
  }
  const more = rows.length - 1;
  const disputes = disputed ? ", " + disputed + " in dispute" : "";
  return (
    `${map.ground.names[row]} and ${more} more ${more === 1 ? "city" : "cities"}: ` +
    `${beyond} agreements with others, ${within} among them${disputes}. Click to look closer.`
  );
}

/** Return the note on a flow. */
export function flowText(map, { a, b, by, total }) {
  const end = (row) => {
    const more = (map.clusters.rows.get(row) || [row]).length - 1;
    return map.ground.names[row] + (more ? " and " + more + " more" : "");
  };
  const parts = by.map((count, stance) => (count ? count + " " + map.looks[stance].label : "")).filter((part) => part);
  const what = map.observing ? " ties: " : total === 1 ? " agreement: " : " agreements: ";
  return end(a) + " with " + end(b) + ", " + total + what + parts.join(", ");
}

/** Return the note on an arc. */
export function agreementText(map, arc) {
  const parties = map.ground.names[arc.a] + " and " + map.ground.names[arc.b];
  if (map.observing) return parties + ": " + map.looks[arc.stance].label;
  const issues = map.issues.filter((_, at) => arc.issues & (1 << at)).join(" and ");
  const state = [STATUS[arc.status], map.classes[arc.tie].short, arc.disputed ? "in dispute" : ""];
  return parties + " on " + issues + ": " + state.filter((part) => part).join("; ");
}
