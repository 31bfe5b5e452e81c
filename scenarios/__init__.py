"""Which world: cases as data, read, checked, changed, described and written."""
