const WIDEST = 62; // pixels around a city within which others belong to its cluster, where the whole world is shown
const USUAL_WIDTH = 700; // pixels of a sheet from which that is so
const LEAST = 0.6; // least share of it on narrow sheets, as of phones
const STEPS = 6; // steps of zoom, each by the root of two, until every city is alone

/** Return the step of zoom of a view: clusters are the same within a step, so that they do not flicker. */
export function stepOf(view, sheet) {
  return Math.max(0, Math.min(STEPS, Math.round(2 * Math.log2(view.k / sheet.whole))));
}

/** Return the distance, in units of the page, within which cities belong together at a step of zoom. */
export function reachOf(step, sheet) {
  const widest = WIDEST * Math.min(1, Math.max(LEAST, sheet.w / USUAL_WIDTH));
  return (widest * (1 - step / STEPS)) / (sheet.whole * Math.pow(2, step / 2));
}

/**
 * Return the clusters of a distance: each is a city with the smaller ones around it, or a nation that no city is near.
 *
 * @param ground Places of the actors.
 * @param rank Rows of the cities, the largest first.
 * @param reach The distance in units of the page; 0 leaves every city alone.
 * @returns For each actor the row of the city (or nation) that leads its cluster, and the rows of each cluster by its leader.
 */
export function clustersOf({ place, cities, names }, rank, reach) {
  const leader = Int32Array.from(names, (_, row) => row);
  const rows = new Map();
  const leaders = [];
  const nearest = (row) => {
    let found = row;
    let least = reach * reach;
    for (const each of leaders) {
      const x = place[2 * each] - place[2 * row];
      const y = place[2 * each + 1] - place[2 * row + 1];
      const distance = x * x + y * y;
      if (distance < least) [found, least] = [each, distance];
    }
    return found;
  };
  for (const city of rank) {
    const found = reach > 0 ? nearest(city) : city;
    leader[city] = found;
    if (found !== city) rows.get(found).push(city);
    else {
      rows.set(city, [city]);
      if (reach > 0) leaders.push(city);
    }
  }
  // A nation has no separate dot where one of its cities, or a neighbour's, is near: its agreements end there.
  if (reach > 0) for (let row = cities; row < names.length; row++) leader[row] = nearest(row);
  return { leader, rows };
}
