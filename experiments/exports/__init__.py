"""Results in the formats of other programs: networks, maps and plain tables, each with its provenance in a separate file."""
