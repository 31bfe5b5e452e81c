import { outline } from "./projection.js";

/** Return land, borders and actors of a world from the geography that Python sends. */
export function groundOf(text) {
  const found = JSON.parse(text);
  const borders = new Path2D();
  for (const line of found.borders) trace(borders, line);
  return {
    names: found.names,
    labels: found.labels,
    cities: found.cities,
    nation: found.nation,
    place: found.place,
    lon: found.lon,
    lat: found.lat,
    observed: found.observed,
    outline: outline(),
    land: found.land.map(([nation, rings]) => ({ nation, path: country(rings) })),
    borders,
  };
}

function country(rings) {
  const path = new Path2D();
  for (const ring of rings) {
    trace(path, ring);
    path.closePath();
  }
  return path;
}

function trace(path, points) {
  for (let i = 0; i < points.length; i += 2) path[i ? "lineTo" : "moveTo"](points[i], points[i + 1]);
}
