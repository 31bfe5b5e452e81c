import { decoded } from "../components/save.js";

const TYPES = {
  arc_key: Int32Array,
  arc_number: Int32Array,
  arc_a: Int32Array,
  arc_b: Int32Array,
  arc_kind: Int8Array,
  arc_status: Int8Array,
  arc_tie: Int8Array,
  arc_disputed: Int8Array,
  arc_issues: Int32Array,
};

/** Return the numbers of a column that was sent as base64. */
export function columnOf(text, type) {
  return new type(decoded(text).buffer);
}

/**
 * Put a frame on the arcs of the frame before it, a map from key to arc.
 *
 * Agreements that began or changed their status are marked as new if the frame is that of the following month; after a
 * leap nothing is new.
 */
export function putFrame(book, frame, following) {
  for (const arc of book.values()) arc.fresh = false;
  for (const key of columnOf(frame.gone, Int32Array)) book.delete(key);
  const columns = {};
  for (const name of Object.keys(TYPES)) columns[name] = columnOf(frame[name], TYPES[name]);
  columns.arc_key.forEach((key, i) => {
    const before = book.get(key);
    const status = columns.arc_status[i];
    book.set(key, {
      number: columns.arc_number[i],
      a: columns.arc_a[i],
      b: columns.arc_b[i],
      kind: columns.arc_kind[i],
      status,
      tie: columns.arc_tie[i],
      disputed: columns.arc_disputed[i],
      issues: columns.arc_issues[i],
      line: before ? before.line : null,
      fresh: following && (!before || before.status !== status),
    });
  });
}
