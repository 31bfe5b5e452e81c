"""From a scenario to a world: facts, people and the map."""
