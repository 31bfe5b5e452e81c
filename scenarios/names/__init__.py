"""How a scenario names actors and measures."""
