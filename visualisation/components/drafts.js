const drafts = (window.pdDrafts = window.pdDrafts || {});

/**
 * Return parts of a component that keep what a visitor has typed while another panel is open.
 *
 * The panel is removed meanwhile, and its data with it. `form` names the form, or is a function of the component that does;
 * `names` are the data to keep.
 */
export function keeping(form, names) {
  const nameOf = (component) => (typeof form === "function" ? form(component) : form);
  return {
    created() {
      Object.assign(this, drafts[nameOf(this)]);
    },
    beforeDestroy() {
      drafts[nameOf(this)] = Object.fromEntries(names.map((name) => [name, this[name]]));
    },
  };
}
