"""Names of actors and measures in a scenario."""
