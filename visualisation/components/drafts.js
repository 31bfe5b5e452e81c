const drafts = (window.pdDrafts = window.pdDrafts || {});

/** Fill a form with what a visitor had typed before another panel was opened, when this one and its data were removed. */
export function recall(component, form) {
  for (const [name, value] of Object.entries(drafts[form] || {})) component[name] = value;
}

/** Keep what a visitor has typed in a form; `names` are the data to keep. */
export function keep(component, form, names) {
  drafts[form] = Object.fromEntries(names.map((name) => [name, component[name]]));
}
