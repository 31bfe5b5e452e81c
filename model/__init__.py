"""The world: the state, the rules and the phases of a month."""
